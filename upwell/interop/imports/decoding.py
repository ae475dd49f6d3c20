"""Bytes to text. Only what is certain is decoded: a wrong guess would put wrong letters into people's names for good."""

import codecs

from django.utils.translation import gettext as _

MARKS = [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")]


class NotText(Exception):
    """The bytes are not text in an encoding that can be told for certain; `line` is where that shows first."""

    def __init__(self, reason: str, line: int | None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def decode(raw: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 with the mark that spreadsheets put at its beginning."""
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return _decode(raw[len(mark) :], encoding)
    if b"\0" in raw:
        line = raw.count(b"\n", 0, raw.index(b"\0")) + 1
        raise NotText(_("This line holds a zero byte, so the file is not plain text. Save it again as UTF-8."), line)
    return _decode(raw, "utf-8")


def _decode(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].decode(encoding, errors="replace").count("\n") + 1
        reason = _("This line is not UTF-8 text (byte %(byte)s). Save the file as ‘CSV UTF-8’ or ‘UTF-8’.")
        raise NotText(reason % {"byte": f"0x{raw[error.start]:02x}"}, line) from error
