"""What comes in with a form: counted while it comes, so that nobody fills the disk before anybody looks."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.utils.translation import gettext as _

ROOM_FOR_FIELDS = 1_048_576  # bytes of a form beside its file


class BoundedUploadHandler(FileUploadHandler):
    """Stops keeping a form's files where they are together more than a file may have; the rest is read and dropped.

    Reading on is what lets a browser hear the sentence that says so; a closed connection would only say ‘failed’.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.byte_count = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count, and hand on to whoever keeps it."""
        self.byte_count += len(raw_data)
        if self.byte_count > settings.FILE_MAX_BYTES + ROOM_FOR_FIELDS:
            if self.request is not None:
                self.request.META["upwell.too_large"] = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        """Whoever keeps it makes the file of it."""
        return None


def is_too_large(request: HttpRequest) -> bool:
    """Whether what this form brought was more than a file may have."""
    return bool(request.FILES is not None and request.META.get("upwell.too_large"))


def too_large() -> str:
    """What is said then."""
    return _("This file is larger than %(most)s MB, more than can be kept here. Make it smaller, or link to it.") % {
        "most": settings.FILE_MAX_BYTES // 1_048_576
    }
