"""Circles: starting one, coming in, letting in, leaving, and what a circle keeps at hand."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import clean, one_line
from upwell.discussion.models import Thread
from upwell.gatherings.actions.passing import come_out_of
from upwell.gatherings.models import Circle, Membership, Openness, Pin
from upwell.gatherings.permissions import can_keep, can_let_in, can_pin
from upwell.library.actions.describing import named_skills
from upwell.library.models import Item
from upwell.people.models import Person

LONGEST_NAME, LONGEST_ABOUT, LONGEST_WORD = 120, 2000, 300


@transaction.atomic
def start_circle(
    *, by: Person, name: str, about: str = "", openness: str = Openness.OPEN, skills: Iterable[str] = ()
) -> Circle:
    """Start a circle around a topic, as its first member who looks after it. Everybody here may."""
    if not by.is_active:
        raise PermissionDenied
    name, about = _checked(name, about, openness)
    now = clock.now()
    circle = Circle.objects.create(
        name=name,
        about=about,
        openness=openness,
        thread=Thread.objects.create(),
        started_by=by,
        started_at=now,
        member_count=1,
    )
    circle.skills.set(named_skills(skills))
    Membership.objects.create(circle=circle, person=by, asked_at=now, since=now, keeps=True, been_at=now)
    journal.record("circle.started", by=by, about=circle)
    return circle


@transaction.atomic
def change_circle(circle: Circle, *, by: Person, name: str, about: str, openness: str, skills: Iterable[str]) -> Circle:
    """Say anew what a circle is about and how one comes in. Whoever looks after it may; the same again changes nothing.

    What everybody can see already does not become private; a private one that is opened shows what it plans, too.
    """
    circle = hold_circle(circle, by)
    if not can_keep(by, circle):
        raise PermissionDenied
    name, about = _checked(name, about, openness)
    if openness == Openness.PRIVATE and not circle.is_private:
        raise ValidationError({"openness": _("People know of this circle. Start a new one to be among yourselves.")})
    wanted = named_skills(skills)
    before = (circle.name, circle.about, circle.openness, {*circle.skills.all()})
    if before == (name, about, openness, {*wanted}):
        return circle
    if circle.is_private and openness != Openness.PRIVATE:
        _show_events(circle, by)
    circle.name, circle.about, circle.openness = name, about, openness
    circle.save(update_fields=["name", "about", "openness"])
    circle.skills.set(wanted)
    journal.record("circle.changed", by=by, about=circle)
    return circle


@transaction.atomic
def join_circle(circle: Circle, *, by: Person, word: str = "") -> Membership:
    """Come into an open circle, or ask to come into one that lets people in. Again changes nothing."""
    circle = hold_circle(circle, by)
    if known := circle.memberships.filter(person=by).first():
        return known
    word = one_line(word)
    if len(word) > LONGEST_WORD:
        raise ValidationError({"word": _("At most %(most)s characters fit.") % {"most": LONGEST_WORD}})
    now = clock.now()
    if circle.openness != Openness.OPEN:
        asked = Membership.objects.create(circle=circle, person=by, asked_at=now, word=word)
        journal.record("circle.asked", by=by, about=circle, word=word)
        return asked
    joined = Membership.objects.create(circle=circle, person=by, asked_at=now, since=now, been_at=now)
    _count(circle, 1)
    journal.record("circle.joined", by=by, about=circle)
    return joined


@transaction.atomic
def let_in(circle: Circle, person: Person, *, by: Person) -> Membership:
    """Let in a colleague who asked, or bring one along; every member may. They are told, and may leave. Again changes
    nothing; whoever has left Upwell is not brought along."""
    circle = hold_circle(circle, by)
    if not can_let_in(by, circle):
        raise PermissionDenied
    if not person.is_active:
        raise ValidationError({"name": _("%(name)s has left. Choose somebody who is here.") % {"name": person.name}})
    now = clock.now()
    member, _made = Membership.objects.get_or_create(circle=circle, person=person, defaults={"asked_at": now})
    if member.since is None:
        member.since = now
        member.save(update_fields=["since"])
        _count(circle, 1)
        journal.record("circle.let_in", by=by, about=circle, person=person.pk)
    return member


@transaction.atomic
def turn_away(circle: Circle, person: Person, *, by: Person) -> None:
    """Not let in who asked; whoever looks after the circle may. They may ask again. Again changes nothing."""
    circle = hold_circle(circle, by)
    if not can_keep(by, circle):
        raise PermissionDenied
    gone, _each = circle.memberships.filter(person=person, since__isnull=True).delete()
    if gone:
        journal.record("circle.turned_away", by=by, about=circle, person=person.pk)


@transaction.atomic
def leave_circle(circle: Circle, *, by: Person) -> None:
    """Leave a circle, or ask no more. Where nobody is left to look after it, who has been in it longest does. Of a
    private one, one gives back the seats one has, too, for one sees no more what it plans."""
    circle = Circle.objects.select_for_update(of=("self",)).get(pk=circle.pk)
    member = circle.memberships.filter(person=by).first()
    if member is None:
        return
    was_in = member.since is not None
    member.delete()
    if was_in:
        _count(circle, -1)
        come_out_of(circle, by)
    inside = circle.memberships.filter(since__isnull=False, person__is_active=True)
    if not inside.filter(keeps=True).exists() and (oldest := inside.order_by("since", "id").first()):
        oldest.keeps = True
        oldest.save(update_fields=["keeps"])
    journal.record("circle.left", by=by, about=circle)


def leave_circles_of(leaver: Person) -> None:
    """Somebody has left: they are in no circle any more, and each has somebody who looks after it."""
    for circle in Circle.objects.filter(memberships__person=leaver):
        leave_circle(circle, by=leaver)


def note_visit(circle: Circle, *, by: Person) -> None:
    """Note that a member has been here, so that the next time they see what is new. Of others nothing is noted."""
    circle.memberships.filter(person=by, since__isnull=False).update(been_at=clock.now())


@transaction.atomic
def pin_item(circle: Circle, *, by: Person, item: Item) -> Pin:
    """Keep an item at hand for the circle; every member may, of what they see. Again changes nothing."""
    circle = hold_circle(circle, by)
    if not can_pin(by, circle) or not Item.objects.visible_to(by).published().filter(pk=item.pk).exists():
        raise PermissionDenied
    pin, is_new = Pin.objects.get_or_create(circle=circle, item=item, defaults={"by": by, "at": clock.now()})
    if is_new:
        journal.record("circle.pinned", by=by, about=circle, item=item.pk)
    return pin


@transaction.atomic
def unpin_item(circle: Circle, *, by: Person, item: Item) -> None:
    """Take it away; every member may. Again changes nothing."""
    circle = hold_circle(circle, by)
    if not can_pin(by, circle):
        raise PermissionDenied
    gone, _each = circle.pins.filter(item=item).delete()
    if gone:
        journal.record("circle.unpinned", by=by, about=circle, item=item.pk)


def hold_circle(circle: Circle, by: Person) -> Circle:
    """The circle's row, locked until the transaction ends. Refuses who may not see it, or has left."""
    seen = Circle.objects.visible_to(by).select_for_update(of=("self",))
    held = seen.filter(pk=circle.pk).first() if by.is_active else None
    if held is None:
        raise PermissionDenied
    return held


def _checked(name: str, about: str, openness: str) -> tuple[str, str]:
    name, about = one_line(name), clean(about)
    faults = {}
    if not name or len(name) > LONGEST_NAME:
        faults["name"] = _("Give it a name of at most %(most)s characters.") % {"most": LONGEST_NAME}
    if len(about) > LONGEST_ABOUT:
        faults["about"] = _("At most %(most)s characters fit.") % {"most": LONGEST_ABOUT}
    if openness not in Openness.values:
        faults["openness"] = _("Choose how one comes in.")
    if faults:
        raise ValidationError(faults)
    return name, about


def _count(circle: Circle, by: int) -> None:
    Circle.objects.filter(pk=circle.pk).update(member_count=F("member_count") + by)


def _show_events(circle: Circle, by: Person) -> None:
    for item in Item.objects.filter(event__circle=circle, published_at__isnull=True):
        item.published_at = clock.now()
        item.save(update_fields=["published_at"])
        journal.record("item.published", by=by, about=item, version=None)
