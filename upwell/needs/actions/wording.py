"""What people typed about a need, cleaned and measured; too long is said with what to do, nothing is cut off."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from upwell.core.text import clean, one_line

MOST_SKILLS = 10
MOST_WORDS = 500  # of a why or a note; half of what its column holds, so that two fit when needs are joined


def sentence(title: str) -> str:
    """The need in one sentence: at least one letter or digit, at most 300 characters."""
    line = one_line(title)
    if not any(sign.isalnum() for sign in line):
        raise ValidationError({"title": _("Say in a sentence what you need to learn.")})
    if len(line) > 300:
        said = _("A sentence of up to 300 characters is enough; yours has %(count)s. Put the rest under ‘Why’.")
        raise ValidationError({"title": said % {"count": f"{len(line):,}"}})
    return line


def paragraph(field: str, text: str, most: int) -> str:
    """A text of several lines with at most `most` characters."""
    return _measured(field, clean(text), most)


def line(field: str, text: str, most: int) -> str:
    """A text on one line with at most `most` characters."""
    return _measured(field, one_line(text), most)


def skill_names(skills: Iterable[str]) -> list[str]:
    """Up to ten skills, each named once whatever its capitals, none longer than 80 characters."""
    names = {name.casefold(): name for name in reversed([one_line(skill) for skill in skills]) if name}
    if len(names) > MOST_SKILLS:
        raise ValidationError({"skills": _("Name up to %(count)s skills.") % {"count": MOST_SKILLS}})
    return [_measured("skills", name, 80) for name in reversed(names.values())]


def _measured(field: str, text: str, most: int) -> str:
    if len(text) > most:
        said = _("This has %(count)s characters; up to %(most)s fit. Please shorten it.")
        raise ValidationError({field: said % {"count": f"{len(text):,}", "most": f"{most:,}"}})
    return text
