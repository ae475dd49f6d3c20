"""Coming onto a path, by oneself or because somebody gives it to one; who goes along; leaving it."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.journeys.actions.finishing import finish_walks, mark_known
from upwell.journeys.models import Anchor, Enrolment, How, Path
from upwell.journeys.permissions import can_assign, can_enter, can_name_buddy, can_take_off
from upwell.people.models import Person

FURTHEST = timedelta(days=732)  # a day that counts lies within two years of today


@transaction.atomic
def enter_path(path: Path, *, by: Person, day: date | None = None) -> Enrolment:
    """Begin a path: everybody may who sees it, once it is out. What one finished before counts as done.

    `day` is from when the steps count; without one it is the day one joined, where the path asks for that, else today.
    Walking it already changes nothing; left before, one goes on where one was.
    """
    if not can_enter(by, path):
        raise PermissionDenied
    return _enter(path, by, by=by, how=How.SELF, day=day)


@transaction.atomic
def assign_path(
    path: Path, *, by: Person, person: Person, day: date | None = None, buddy: Person | None = None
) -> Enrolment:
    """Give somebody a path; their lead may, and a steward. Walking it already, they go on; it then counts as given.

    Refused in words: somebody who has left, a buddy who is not here, and a path counted from a last day without the day.
    """
    if not can_assign(by, person) or not Path.objects.visible_to(by).current().filter(pk=path.pk).exists():
        raise PermissionDenied
    if not person.is_active:
        raise ValidationError({"person": _("%(name)s has left. Choose somebody who is here.") % {"name": person.name}})
    walk = _enter(path, person, by=by, how=How.ASSIGNED, day=day)
    if buddy is not None:
        name_buddy(walk, by=by, buddy=buddy)
    return walk


@transaction.atomic
def name_buddy(enrolment: Enrolment, *, by: Person, buddy: Person | None) -> Enrolment:
    """Say who goes along, or nobody (None): oneself, one's lead or a steward. The buddy is told, and sees how to help.

    Refused in words: oneself, and somebody who is not here. The same again changes nothing.
    """
    walk = _hold(enrolment)
    if not can_name_buddy(by, walk):
        raise PermissionDenied
    if buddy is not None and (buddy.pk == walk.person_id or not buddy.is_active):
        raise ValidationError({"buddy": _("Choose a colleague who is here.")})
    if walk.buddy_id != (buddy.pk if buddy else None):
        walk.buddy = buddy
        walk.save(update_fields=["buddy"])
        whom = {"person": walk.person_id, "buddy": walk.buddy_id, "enrolment": walk.pk}
        journal.record("path.buddy_named", by=by, about=walk.path, **whom)
    return walk


@transaction.atomic
def leave_path(enrolment: Enrolment, *, by: Person) -> None:
    """Leave a path one began oneself; what was given to somebody, whoever may give it takes away. Again changes nothing.

    What was done stays noted, and counts again if they come back. A path that is finished is not left.
    """
    walk = _hold(enrolment)
    if not can_take_off(by, walk):
        raise PermissionDenied
    if walk.finished_at is not None:
        raise ValidationError(_("It is finished already."))
    if walk.left_at is None:
        walk.left_at, walk.left_by = clock.now(), by
        walk.save(update_fields=["left_at", "left_by"])
        journal.record("path.left", by=by, about=walk.path, person=walk.person_id)


@transaction.atomic
def release_leaver(person: Person) -> None:
    """Somebody has left the organisation: they walk on no path any more and are nobody's buddy. The clock's, not a
    person's, work; again changes nothing."""
    for walk in Enrolment.objects.select_for_update(of=("self",)).going_on().filter(person=person):
        walk.left_at = clock.now()
        walk.save(update_fields=["left_at"])
        journal.record("path.left", by=None, about=Path(pk=walk.path_id), person=person.pk)
    for walk in Enrolment.objects.select_for_update(of=("self",)).filter(buddy=person):
        walk.buddy = None
        walk.save(update_fields=["buddy"])
        if walk.finished_at is None and walk.left_at is None:
            journal.record("path.buddy_lost", by=None, about=Path(pk=walk.path_id), person=walk.person_id)


def _enter(path: Path, person: Person, *, by: Person, how: How, day: date | None) -> Enrolment:
    path = Path.objects.get(pk=path.pk)
    today = localdate(clock.now())
    fresh = {"how": how, "by": by, "day": _day(path, person, day, today), "entered_at": clock.now()}
    fresh["until"] = today + timedelta(days=path.days) if path.days else None
    walk, is_new = Enrolment.objects.get_or_create(path=path, person=person, defaults=fresh)
    if not is_new and not _take_up(walk, fresh):
        return walk
    journal.record("path.entered", by=by, about=path, person=person.pk, how=how.value)
    mark_known([walk.pk])
    finish_walks([walk.pk])
    return _hold(walk)


def _take_up(walk: Enrolment, fresh: dict[str, object]) -> bool:
    """Go on with a walk that was left, and let what one began oneself count as given; whether anything changed."""
    is_given_now = fresh["how"] == How.ASSIGNED and walk.how == How.SELF
    if walk.finished_at is not None or (walk.left_at is None and not is_given_now):
        return False
    walk.how, walk.by_id = How(str(fresh["how"])), fresh["by"].pk  # type: ignore[attr-defined]
    if walk.left_at is not None:
        walk.until = fresh["until"]  # type: ignore[assignment]
    walk.left_at, walk.left_by = None, None
    walk.save()
    return True


def _day(path: Path, person: Person, day: date | None, today: date) -> date:
    if day is None and path.anchor == Anchor.LEAVES:
        raise ValidationError({"day": _("Say which day is the last one.")})
    if day is None and path.anchor == Anchor.JOINED and person.joined is not None:
        return person.joined
    day = day or today
    if abs(day - today) > FURTHEST:
        raise ValidationError({"day": _("Choose a day within two years of today.")})
    return day


def _hold(enrolment: Enrolment) -> Enrolment:
    held = Enrolment.objects.select_for_update(of=("self",)).select_related("path__item", "person__team")
    return held.get(pk=enrolment.pk)
