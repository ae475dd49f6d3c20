"""Showing a take to a few by name, watching it, and ending that: whoever recorded it decides, and knows who saw it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.media.actions.admitting import admit, shut_out
from upwell.people.models import Person
from upwell.practice.actions.asking import hold_practice
from upwell.practice.models import AsWhat, Showing, Take
from upwell.practice.permissions import can_be_shown, can_show_take, can_watch

MOST_VIEWERS = 12


@transaction.atomic
def show_take(take: Take, *, by: Person, person: Person, as_what: str = AsWhat.PEER) -> Showing:
    """Show a take to one colleague, as a peer, a coach or one's lead; they are told. Only who recorded it may.

    Refused in words: oneself, who has left, a lead whom one does not report to, and more than twelve people. Shown already,
    nothing changes; shown again after it was ended, it holds again.
    """
    held = hold_take(take)
    if not can_show_take(by, held):
        raise PermissionDenied
    if not can_be_shown(person, held, as_what) or as_what not in AsWhat.values:
        raise ValidationError({"person": _cannot(person, by, as_what)})
    known = held.showings.filter(person=person).first()
    if known and known.holds:
        return known
    if held.showings.standing().count() >= MOST_VIEWERS:
        raise ValidationError({"person": _("A take is shown to at most %(most)s people.") % {"most": MOST_VIEWERS}})
    made = known or Showing(take=held, person=person)
    made.as_what, made.at, made.ended_at = as_what, clock.now(), None
    made.save()
    if made.seen_at:
        admit(held.file, person=person)
    journal.record("practice.shared", by=by, about=held, person=person.pk, as_what=as_what)
    return made


@transaction.atomic
def end_showing(showing: Showing, *, by: Person) -> Showing:
    """Show a take to somebody no longer: from now on it is not there for them, and what they were playing ends. Only who
    recorded it; again changes nothing. What they said of it stays."""
    take = hold_take(showing.take)
    held = take.showings.select_related("person").get(pk=showing.pk)
    if not can_show_take(by, take):
        raise PermissionDenied
    return _end(held, take, by)


@transaction.atomic
def watch_take(take: Take, *, by: Person) -> Showing:
    """Open a take that one is shown. Whoever recorded it sees that one did, and since when; only then does it play.
    Again changes nothing."""
    held = hold_take(take)
    if not can_watch(by, held):
        raise PermissionDenied
    showing = held.showings.get(person=by)
    if showing.seen_at is None:
        showing.seen_at = clock.now()
        showing.save(update_fields=["seen_at"])
        journal.record("practice.watched", by=by, about=held)
    admit(held.file, person=by)
    return showing


@transaction.atomic
def end_showings_with(person: Person) -> int:
    """The clock, for somebody who has left: nothing is shown to them any more, and what they recorded to nobody. Returns
    how many showings ended."""
    shown = Showing.objects.filter(ended_at=None, person=person) | Showing.objects.filter(
        ended_at=None, take__practice__person=person
    )
    found = list(shown.order_by("take__practice", "take", "pk").select_related("take", "person"))
    for showing in found:
        _end(showing, hold_take(showing.take), None)
    return len(found)


def hold_take(take: Take) -> Take:
    """The take as it is now, with its practice locked until the transaction ends; gone for whoever comes too late."""
    hold_practice(take.practice)
    held = Take.objects.with_practice().filter(pk=take.pk).first()
    if held is None:
        raise ValidationError(_("This take was taken away by whose it is."))
    return held


def _end(showing: Showing, take: Take, by: Person | None) -> Showing:
    if showing.ended_at is None:
        showing.ended_at = clock.now()
        showing.save(update_fields=["ended_at"])
        shut_out(take.file, person=showing.person)
        journal.record("practice.unshared", by=by, about=take, person=showing.person_id)
    return showing


def _cannot(person: Person, by: Person, as_what: str) -> str:
    name = {"name": person.name}
    if person == by:
        return _("You have it already. Name a colleague.")
    if not person.is_active:
        return _("%(name)s has left. Name somebody else.") % name
    return _("You do not report to %(name)s.") % name if as_what == AsWhat.LEAD else _("Say as what they see it.")
