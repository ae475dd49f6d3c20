"""Has a certificate drawn, by the process that knows how."""

import json
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from upwell.journeys.models import Certificate
from upwell.people.queries.organisation import organisation

MISSING = 3  # what the process says where no font has all the letters
FONTS = ("print-latin", "print-further", "print-vietnamese")  # as the front end builds them
SECONDS = 60  # after which nobody waits any longer


def drawn(certificate: Certificate) -> bytes:
    """The certificate as PDF, with the address that proves it; the same row gives the same words.

    LookupError where a name has letters that our fonts for paper have not; browsers have more of them.
    """
    day = formats.date_format(timezone.localtime(certificate.at), "j F Y")
    said = {
        "name": certificate.name,
        "title": certificate.title,
        "above": _("It is certified that"),
        "between": _("walked this path to its end:"),
        "day": day,
        "home": organisation().name,
        "below": _("Whoever wants to be sure finds this here:"),
        "url": f"{settings.SITE_URL}{certificate.get_absolute_url()}",
    }
    asked = json.dumps({"said": said, "fonts": _fonts()}).encode()
    command = [sys.executable, "-P", "-m", "upwell.journeys.certificates.child"]
    found = subprocess.run(command, input=asked, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    if found.returncode == MISSING:
        raise LookupError(certificate.name)
    found.check_returncode()
    return found.stdout


def _fonts() -> list[str]:
    built = Path(settings.STATIC_ROOT)
    return [str(file) for name in FONTS for file in sorted(built.glob(f"{name}-????????.woff"))[:1]]
