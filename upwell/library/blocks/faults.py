"""A refusal that names the part it is about."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def fault(place: int, what: str) -> ValidationError:
    """‘Part 3: …’, for the third part of a module; `what` says what is wrong and what to do."""
    return ValidationError(_("Part %(place)s: %(what)s.") % {"place": place, "what": what.rstrip(".")})
