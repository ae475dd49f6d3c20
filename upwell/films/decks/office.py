"""Whether this machine has LibreOffice. By itself: the libraries that read slides are for the process that reads them alone."""

import shutil


def office() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")
