"""What is said of a path and of a step, checked before an action writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from upwell.core.text import clean, one_line
from upwell.journeys.models import Anchor, Shown, StepKind, Whom
from upwell.library.models import Item, ItemKind
from upwell.people.models import Person

LONGEST_TITLE, LONGEST_ABOUT, LONGEST_WORDS = 200, 300, 2000  # characters
LONGEST_DAYS = 3660
MOST_MINUTES = 6000  # of one step: a hundred hours
FURTHEST = 1000  # working days: four years
MOST_ITEMS = 20  # of one step
HOLDS = {StepKind.MODULE: ItemKind.MODULE, StepKind.LINK: ItemKind.LINK, StepKind.EVENT: ItemKind.EVENT}


@dataclass(frozen=True)
class PathDetails:
    """What a path says of itself; `days` is how long it holds (None: as long as it takes)."""

    title: str
    about: str = ""
    anchor: str = Anchor.CHOSEN
    days: int | None = None
    has_buddy: bool = False
    has_certificate: bool = False
    is_onboarding: bool = False
    skills: Sequence[str] = ()


@dataclass(frozen=True)
class StepDetails:
    """What a step says; `offset` is in working days from the path's day (None: no day), `minutes` how long it takes."""

    kind: str
    title: str = ""
    words: str = ""
    minutes: int = 10
    offset: int | None = None
    items: Sequence[Item] = ()
    whom: str = ""
    person: Person | None = None
    shows: str = ""


def checked_path(details: PathDetails) -> PathDetails:
    """The same, tidied; refused in words where it does not fit."""
    title, about = one_line(details.title), one_line(details.about)
    if not title or len(title) > LONGEST_TITLE:
        raise ValidationError({"title": _("Say where it leads, in at most 200 characters.")})
    if len(about) > LONGEST_ABOUT:
        raise ValidationError({"about": _("Say it in at most 300 characters.")})
    if details.anchor not in Anchor.values:
        raise ValidationError({"anchor": _("Choose from which day the steps count.")})
    if details.days is not None and not 1 <= details.days <= LONGEST_DAYS:
        raise ValidationError({"days": _("Give a number of days from 1 to 3660, or none.")})
    return replace(details, title=title, about=about)


def checked_step(details: StepDetails) -> StepDetails:
    """The same, tidied: without a title it is called as what it holds. Refused in words where it does not fit."""
    if details.kind not in StepKind.values:
        raise ValidationError({"kind": _("Choose what kind of step it is.")})
    items = list(dict.fromkeys(details.items))
    if len(items) > MOST_ITEMS:
        raise ValidationError({"held": _("Put at most %(most)s things into one step.") % {"most": MOST_ITEMS}})
    wanted = HOLDS.get(StepKind(details.kind))
    if wanted and any(item.kind != wanted for item in items):
        raise ValidationError({"held": _("A step of this kind holds only things of that kind.")})
    title = one_line(details.title) or (items[0].title if items else "")
    words = clean(details.words)
    if not title or len(title) > LONGEST_TITLE:
        raise ValidationError({"title": _("Say what one does in it, in at most 200 characters.")})
    if len(words) > LONGEST_WORDS:
        raise ValidationError({"words": _("Say it in at most %(most)s characters.") % {"most": LONGEST_WORDS}})
    if not 1 <= details.minutes <= MOST_MINUTES:
        raise ValidationError({"minutes": _("Give a number of minutes from 1 to 6000.")})
    if details.offset is not None and abs(details.offset) > FURTHEST:
        raise ValidationError({"offset": _("Give a number of working days from -1000 to 1000, or none.")})
    return _with_company(replace(details, title=title, words=words, items=items))


def _with_company(details: StepDetails) -> StepDetails:
    """Whom one meets belongs to a meeting, and to nothing else."""
    if details.kind != StepKind.MEET:
        shows = details.shows if details.shows in Shown.values else Shown.NOTHING
        return replace(details, whom="", person=None, shows=shows)
    if details.whom not in Whom.values:
        raise ValidationError({"whom": _("Choose whom one meets.")})
    if details.whom == Whom.PERSON and (details.person is None or not details.person.is_active):
        raise ValidationError({"person": _("Name a colleague who is here.")})
    return replace(details, person=details.person if details.whom == Whom.PERSON else None, shows="")
