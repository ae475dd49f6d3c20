"""Where what is made on the way to a film lies, to be used again while scenes stay as they are."""

from pathlib import Path

from django.conf import settings

from upwell.films.models import Storyboard


def folder_of(storyboard: Storyboard) -> Path:
    """The folder of one storyboard, on this machine."""
    return Path(settings.FILES) / "films" / str(storyboard.pk)
