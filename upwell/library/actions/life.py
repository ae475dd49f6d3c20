"""How long things hold: what an owner says of it, the events some wait for, and what the clock notices."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import one_line
from upwell.library.actions.curating import check_item, retire_item
from upwell.library.lasting import months_after, today
from upwell.library.models import Happening, Item, LifeNote, Stage
from upwell.library.permissions import can_check, can_curate, can_declare_happening
from upwell.people.models import Person

MOST_MONTHS = 60
LONGEST_NAME = 120
ANSWERS = ("right", "work", "retire")


@transaction.atomic
def set_life(
    item: Item,
    *,
    by: Person,
    valid_from: date | None = None,
    valid_until: date | None = None,
    until: Happening | None = None,
    review_every: int | None = None,
) -> Item:
    """Say from when and until when it holds, or until which event, and every how many months to look at it again.

    The owner may, or a steward. It is listed from `valid_from` through `valid_until`; an event that has come already sets
    the end itself. Refused: an end before the beginning, and looking at it more rarely than every five years.
    """
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if not can_curate(by, item):
        raise PermissionDenied
    if until is not None and until.happened_on is not None:
        raise ValidationError({"until": _("‘%(name)s’ has happened. Choose a day instead.") % {"name": until.name}})
    if valid_from and valid_until and valid_until < valid_from:
        raise ValidationError({"valid_until": _("It cannot end before it begins.")})
    if review_every is not None and not 1 <= review_every <= MOST_MONTHS:
        raise ValidationError({"review_every": _("Choose from 1 to %(most)s months.") % {"most": MOST_MONTHS}})
    before = _life_of(item)
    item.valid_from, item.valid_until, item.review_every = valid_from, valid_until, review_every
    item.until_happening = until
    item.review_due = months_after(item.checked_on or today(), review_every) if review_every else None
    if _life_of(item) != before:
        item.save(
            update_fields=["valid_from", "valid_until", "until_happening", "review_every", "review_due"],
        )
        journal.record("item.life_set", by=by, about=item, until=valid_until.isoformat() if valid_until else None)
    return item


@transaction.atomic
def answer_care(item: Item, *, by: Person, answer: str) -> Item:
    """Say what one thinks of what one looks after: still 'right', needs 'work', or to 'retire'.

    Still right is as checking it, retiring as retiring it. That it needs work its authors may say, or a steward: readers
    are told until it is checked or has a new version. Any other answer is refused.
    """
    if answer not in ANSWERS:
        raise ValidationError(_("Say whether it is still right, needs work, or should retire."))
    if answer == "right":
        return check_item(item, by=by)
    if answer == "retire":
        return retire_item(item, by=by)
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if not can_check(by, item):
        raise PermissionDenied
    if not item.is_published:
        raise ValidationError(_("It has not been published yet: write on, then publish."))
    if item.needs_work_at is None:
        item.needs_work_at = clock.now()
        item.save(update_fields=["needs_work_at"])
        journal.record("item.needs_work", by=by, about=item)
    return item


@transaction.atomic
def replace_item(item: Item, *, by: Person, replacement: Item | None) -> Item:
    """Say what replaces it (None: nothing), so that its page leads there once it is over. The owner may, or a steward.

    Refused: itself, what is not published, and going in a circle.
    """
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if not can_curate(by, item):
        raise PermissionDenied
    if replacement is not None:
        if not replacement.is_published:
            raise ValidationError(_("Choose something that is published."))
        if item.pk in _line_of(replacement):
            raise ValidationError(_("That one is replaced by this one already."))
    if item.replaced_by_id != (replacement.pk if replacement else None):
        item.replaced_by = replacement
        item.save(update_fields=["replaced_by"])
        journal.record("item.replaced", by=by, about=item, replacement=replacement.pk if replacement else None)
    return item


@transaction.atomic
def name_happening(name: str, *, by: Person) -> Happening:
    """Name an event that modules may hold until; everybody may. The one of that name, however capitalised, is the same."""
    name = one_line(name)
    if not name or len(name) > LONGEST_NAME:
        raise ValidationError(
            {"happening": _("Name the event in at most %(most)s characters.") % {"most": LONGEST_NAME}}
        )
    if same := Happening.objects.filter(name__iexact=name).first():
        return same
    happening = Happening.objects.create(name=name, by=by, at=clock.now())
    journal.record("happening.named", by=by, about=happening)
    return happening


@transaction.atomic
def declare_happened(happening: Happening, *, by: Person, day: date | None = None) -> int:
    """Say that an event has come, on `day` (today): what was to hold until then ends the day before. Stewards may.

    Returns how many modules ended. Declared once; again changes nothing. A day that lies ahead is refused.
    """
    if not can_declare_happening(by):
        raise PermissionDenied
    happening = Happening.objects.select_for_update(of=("self",)).get(pk=happening.pk)
    if happening.happened_on is not None:
        return 0
    day = day or today()
    if day > today():
        raise ValidationError(_("Declare it once it has happened."))
    happening.happened_on, happening.declared_by = day, by
    happening.save(update_fields=["happened_on", "declared_by"])
    last_day = day - timedelta(days=1)
    waiting = Item.objects.filter(until_happening=happening)
    waiting.filter(valid_from__gt=last_day).update(valid_from=None)
    ended = waiting.update(valid_until=last_day)
    journal.record("happening.happened", by=by, about=happening, ended=ended)
    for item in Item.objects.published().filter(until_happening=happening, retired_at__isnull=True).iterator():
        note_day(item, stage=Stage.OVER, day=last_day)
    return ended


@transaction.atomic
def note_day(item: Item, *, stage: str, day: date) -> bool:
    """Notice, once, what `day` means in the life of an item; the clock does, for nobody. Returns whether it was new.

    That it ends soon, has ended or is to be looked at again asks its owner; that it begins or ended is news to lists.
    """
    _note, is_new = LifeNote.objects.get_or_create(item=item, stage=stage, day=day, defaults={"at": clock.now()})
    if is_new:
        journal.record(_VERBS[stage], by=None, about=item, stage=stage, day=day.isoformat())
    return is_new


def note_days(items: Iterable[Item], *, stage: str, field: str) -> int:
    """Notice the same of many items, each in a transaction of its own; returns for how many it was news."""
    return sum(note_day(item, stage=stage, day=getattr(item, field)) for item in items)


_VERBS: dict[str, str] = {
    Stage.BEGINS: "item.began",
    Stage.SOON: "item.ending",
    Stage.OVER: "item.ended",
    Stage.REVIEW: "item.look_due",
}


def _life_of(item: Item) -> tuple[object, ...]:
    return (item.valid_from, item.valid_until, item.until_happening_id, item.review_every, item.review_due)


def _line_of(item: Item) -> set[int]:
    """What it is replaced by, and that again, and so on; a line of fifty is a circle that somebody drew."""
    found: set[int] = set()
    at: Item | None = item
    while at is not None and at.pk not in found and len(found) < 50:
        found.add(at.pk)
        at = at.replaced_by
    return found
