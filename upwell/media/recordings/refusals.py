"""Why a piece of a file is not taken: a sentence for people, and a status for the program that sent it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

CHECKSUM_MISMATCH = 460  # of the tus protocol


class UploadRefused(ValidationError):
    """An upload that cannot begin or go on so; `status` is how HTTP says it."""

    def __init__(self, words: str, status: int) -> None:
        super().__init__(words)
        self.status = status


class NotNow(UploadRefused):
    """Nothing is wrong with the file, so it stays on its way: the clock, or whoever brought it, tries again."""


def too_large(most: int) -> UploadRefused:
    """It says itself that it is larger than what is kept here; `most` in bytes."""
    return UploadRefused(
        _("This file is larger than %(most)s, more than can be kept here. Make it smaller, or link to it.")
        % {"most": size_in_words(most)},
        413,
    )


def no_room() -> UploadRefused:
    """The disk is nearly full, and the database needs what is left."""
    return UploadRefused(
        _("There is no room for this file on the server just now. Tell whoever looks after Upwell."), 507
    )


def elsewhere(offset: int) -> UploadRefused:
    """The piece does not begin where what is here ends: another connection was quicker, or the sender lost count."""
    return UploadRefused(_("%(offset)s bytes of this file are here; go on from there.") % {"offset": offset}, 409)


def more_than_said() -> UploadRefused:
    """More bytes came than the file was said to have."""
    return UploadRefused(_("More came than this file was said to hold. Begin it again."), 413)


def changed_on_the_way() -> UploadRefused:
    """What came is not what was sent; nothing of it was kept."""
    return UploadRefused(_("This piece was changed on its way. Send it again."), CHECKSUM_MISMATCH)


def empty() -> UploadRefused:
    """A file of no bytes."""
    return UploadRefused(_("This file is empty. Choose another."), 422)


def not_whole(offset: int, byte_count: int) -> UploadRefused:
    """Part of a file that somebody wants to use is still missing."""
    return UploadRefused(
        _("%(here)s of %(whole)s are here. Choose the same file again to bring the rest.")
        % {"here": size_in_words(offset), "whole": size_in_words(byte_count)},
        409,
    )


def gone() -> UploadRefused:
    """It was taken back, or nobody went on with it for too long."""
    return UploadRefused(_("This upload is no longer here. Begin it again."), 410)


def too_many(most: int) -> UploadRefused:
    """One person began many files and finished none of them."""
    return UploadRefused(
        _("You have %(most)s files on their way already. Finish or cancel one of them first.") % {"most": most}, 429
    )


def size_in_words(byte_count: int) -> str:
    """About how much that is, as one says it."""
    if byte_count >= 1024**3:
        return _("%(number)s GB") % {"number": round(byte_count / 1024**3, 1)}
    return _("%(number)s MB") % {"number": byte_count // 1024**2}
