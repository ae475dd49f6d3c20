"""Hosting in turns: who comes next, taking part in it, and stepping in for who cannot."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.gatherings.actions.holding import hold_alone
from upwell.gatherings.actions.seating import free_place
from upwell.gatherings.models import Circle, Event, Regular, Series, Turn
from upwell.library.models import Authorship
from upwell.people.models import Person


@transaction.atomic
def take_turns(series: Series, *, by: Person) -> Turn:
    """Host in turn with the others, after those who do already. Everybody who sees the series may; again changes nothing."""
    if not by.is_active or not Series.objects.visible_to(by).filter(pk=series.pk).exists():
        raise PermissionDenied
    Series.objects.select_for_update().get(pk=series.pk)
    last = series.turns.aggregate(last=Max("place"))["last"] or 0
    turn, is_new = Turn.objects.get_or_create(series=series, person=by, defaults={"place": last + 1})
    if is_new:
        journal.record("series.turn_taken", by=by, about=series)
    return turn


@transaction.atomic
def give_turns_up(series: Series, *, by: Person) -> None:
    """Host no more; the next in turn hosts what one would have, and is told. The last one cannot: somebody hosts."""
    Series.objects.select_for_update().get(pk=series.pk)
    turn = series.turns.filter(person=by).first()
    if turn is None:
        return
    others = series.turns.exclude(pk=turn.pk).filter(person__is_active=True).exists()
    if not others and by.is_active:
        raise ValidationError(_("You are the only one who hosts. Ask somebody to take turns first."))
    hand_hosting_on(series, by)
    turn.delete()
    journal.record("series.turn_given_up", by=by, about=series)


@transaction.atomic
def replace_leaver(leaver: Person) -> None:
    """Somebody has left: whoever is next in turn hosts what they would have; where nobody takes turns, whoever looks
    after the event now, or in a circle whoever looks after that. They come to nothing any more."""
    for series in Series.objects.filter(turns__person=leaver).order_by("pk"):
        give_turns_up(series, by=leaver)
    for event in Event.objects.standing().not_over(clock.now()).filter(host=leaver):
        replace_host(event)
    Regular.objects.filter(person=leaver).delete()


@transaction.atomic
def replace_host(event: Event) -> None:
    """An event to come, or that looks for its date, whose host has left is hosted by whoever looks after it now; where
    that is nobody who is here, by who looks after its circle, else by who has been in it longest. Again changes nothing.
    """
    event = hold_alone(event)
    if event.host.is_active or event.cancelled_at or event.is_over(clock.now()):
        return
    owner = event.item.owner
    heir = owner if owner.is_active else _first_of(event.circle)
    if heir is not None:
        set_host(event, heir)


def next_host(series: Series, besides: Person | None = None) -> Person:
    """Whose turn it is after who hosts the latest date: those who take turns and are here, in their order, then the
    first again; where nobody does, whoever started it."""
    turns = [turn for turn in series.turns.select_related("person") if turn.person.is_active and turn.person != besides]
    if not turns:
        return series.by
    latest = series.events.standing().order_by("-series_day").values_list("host", flat=True).first()
    place = next((turn.place for turn in series.turns.all() if turn.person_id == latest), 0)
    return next((turn.person for turn in turns if turn.place > place), turns[0].person)


def hand_hosting_on(series: Series, host: Person) -> None:
    """Give each coming date of `host` to who follows them in turn, one after the other."""
    turns = [
        turn for turn in series.turns.select_related("person") if turn.person.is_active or turn.person_id == host.pk
    ]
    order = [turn.person for turn in turns]
    heirs = order[order.index(host) + 1 :] + order[: order.index(host)] if host in order else []
    if not heirs:
        return
    coming = series.events.coming(clock.now()).standing().filter(host=host, starts_at__gt=clock.now())
    for number, event in enumerate(coming.order_by("starts_at")):
        set_host(hold_alone(event), heirs[number % len(heirs)])


def _first_of(circle: Circle | None) -> Person | None:
    if circle is None:
        return None
    inside = circle.memberships.filter(since__isnull=False, person__is_active=True).select_related("person")
    first = inside.order_by("-keeps", "since", "id").first()
    return first.person if first else None


def set_host(event: Event, host: Person) -> None:
    """Let somebody else host an event that is held; they give back a seat they had, and are told."""
    free_place(event, host)
    event.host = host
    event.sequence += 1
    event.save(update_fields=["host", "sequence"])
    Authorship.objects.get_or_create(item=event.item, person=host)
    journal.record("event.host_changed", by=None, about=event, person=host.pk)
