"""Every write of the media, in one file for each noun; other apps take the verbs from here."""

from upwell.media.actions.files import add_file, look_into_file, pieces_of
from upwell.media.actions.pictures import add_picture, check_picture_size, sha256_of_picture

__all__ = ["add_file", "add_picture", "check_picture_size", "look_into_file", "pieces_of", "sha256_of_picture"]
