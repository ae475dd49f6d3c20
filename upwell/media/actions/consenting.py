"""Writes of consent: naming who is filmed, what they answer, taking it back, and the day on which it ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.media.models import Consent, ConsentState, Reach, Standing, StoredFile
from upwell.media.permissions import can_answer_consent, can_name_filmed
from upwell.people.models import Person

MOST_FILMED = 30  # people in one film
ENDED = {ConsentState.REFUSED, ConsentState.WITHDRAWN, ConsentState.LAPSED}


@transaction.atomic
def name_filmed(
    file: StoredFile, *, by: Person, person: Person, reach: str = Reach.INSIDE, until: date | None = None
) -> Consent:
    """Say that somebody is seen or heard in a film, and how far it is to go. Only who brought the film may.

    A colleague is asked, and until they have said yes nobody else plays the film; whoever names themselves has said yes.
    Refused: who has left, a day that has passed, and more than thirty people. Whoever is named already stays as they are.
    """
    held = _locked(file)
    if not can_name_filmed(by, held) or not person.is_active:
        raise PermissionDenied
    if known := held.consents.filter(person=person).first():
        return known
    _check(reach, until)
    if held.consents.count() >= MOST_FILMED:
        raise ValidationError(_("At most %(most)s people are named in one film.") % {"most": MOST_FILMED})
    state, now = (ConsentState.GIVEN if person == by else ConsentState.ASKED), clock.now()
    said = now if person == by else None
    made = held.consents.create(
        person=person, named_by=by, reach=reach, until=until, state=state, asked_at=now, said_at=said
    )
    _settle(held)
    _record("consent.given" if person == by else "consent.asked", made, by)
    return made


@transaction.atomic
def unname_filmed(consent: Consent, *, by: Person) -> None:
    """Take back that somebody is in a film, named by mistake. Only who brought it, and only until they have answered:
    after that it is theirs alone to say. Again changes nothing."""
    file = _locked(consent.file)
    held = file.consents.filter(pk=consent.pk).first()
    if held is None:
        return
    if not can_name_filmed(by, file) or not held.is_asked:
        raise PermissionDenied
    _record("consent.unnamed", held, by)
    held.delete()
    _settle(file)


@transaction.atomic
def answer_consent(
    consent: Consent, *, by: Person, agrees: bool, reach: str = Reach.INSIDE, until: date | None = None
) -> Consent:
    """Say whether a film that one is seen in may be played, how far, and until which day. Only who is seen in it may, at
    any time and as often as they like; a no takes it down everywhere. Refused: a day that has passed. The same again
    changes nothing."""
    file = _locked(consent.file)
    held = file.consents.get(pk=consent.pk)
    if not can_answer_consent(by, held):
        raise PermissionDenied
    if not agrees:
        return _end(held, file, by, ConsentState.REFUSED if held.is_asked else ConsentState.WITHDRAWN)
    _check(reach, until)
    if held.is_given and (held.reach, held.until) == (reach, until):
        return held
    held.reach, held.until, held.state, held.said_at = Reach(reach), until, ConsentState.GIVEN, clock.now()
    held.save(update_fields=["reach", "until", "state", "said_at"])
    _settle(file)
    _record("consent.given", held, by)
    return held


@transaction.atomic
def put_together(file: StoredFile, *, of: Iterable[StoredFile]) -> None:
    """Say of which other files parts are shown in this one; part of the action that made it. Whoever is filmed in one of
    them is filmed here, too: what they say of theirs, now or later, holds here. Again changes nothing."""
    held, shown = _locked(file), [each.pk for each in of]
    sources = StoredFile.objects.filter(Q(pk__in=shown) | Q(made_into__in=shown)).exclude(pk=held.pk)
    held.made_of.add(*sources.distinct())
    _weigh(held)


def hand_on_consents(file: StoredFile) -> None:
    """Before a film is forgotten: whoever is filmed in it says how far each of those goes that show parts of it; part of the
    action that forgets it."""
    rows = list(file.consents.all())
    for made in file.made_into.order_by("pk"):
        known = set(_locked(made).consents.values_list("person", flat=True))
        for row in rows:
            if row.person_id not in known:
                row.pk, row.file, row._state.adding = None, made, True
                row.save()


@transaction.atomic
def lapse_consents() -> int:
    """The clock: a film that somebody lets be played until a day is taken down once that day has passed, everywhere.
    Returns how many such days have passed. Safe to call again."""
    passed = Consent.objects.ending().filter(until__lt=timezone.localdate(clock.now()))
    found = list(passed.select_related("file").order_by("pk"))
    for consent in found:
        file = _locked(consent.file)
        _end(file.consents.get(pk=consent.pk), file, None, ConsentState.LAPSED)
    return len(found)


def _end(consent: Consent, file: StoredFile, by: Person | None, state: ConsentState) -> Consent:
    if consent.state in ENDED:
        return consent
    consent.state, consent.said_at = state, clock.now()
    consent.save(update_fields=["state", "said_at"])
    _settle(file)
    _record(f"consent.{state.value}", consent, by)
    return consent


def _settle(file: StoredFile) -> None:
    """Have it hold wherever parts of a film are shown, as in the film."""
    _weigh(file)
    for made in file.made_into.order_by("pk"):
        _weigh(_locked(made))


def _weigh(file: StoredFile) -> None:
    """What everybody in it together says of a film: one no takes it down, one who was not heard yet holds it back; it goes
    as far, and as long, as the most careful of them lets it."""
    rows = list(Consent.objects.filter(Q(file=file) | Q(file__made_into=file)))
    states = {ConsentState(row.state) for row in rows}
    if states & ENDED:
        file.standing = Standing.DOWN
    elif ConsentState.ASKED in states:
        file.standing = Standing.WAITING
    else:
        file.standing = Standing.OPEN
    reaches = {row.reach for row in rows}
    file.reach = Reach.INSIDE if Reach.INSIDE in reaches else (Reach.OUTSIDE if reaches else "")
    file.until = min((row.until for row in rows if row.until), default=None)
    file.save(update_fields=["standing", "reach", "until"])


def _check(reach: str, until: date | None) -> None:
    if reach not in Reach.values:
        raise ValidationError({"reach": _("Say how far the film may go.")})
    if until is not None and until < timezone.localdate(clock.now()):
        raise ValidationError({"until": _("This day has passed. Choose another, or leave it empty.")})


def _record(verb: str, consent: Consent, by: Person | None) -> None:
    files = [consent.file_id, *consent.file.made_into.order_by("pk").values_list("pk", flat=True)]
    journal.record(verb, by=by, about=consent, files=files, person=consent.person_id)


def _locked(file: StoredFile) -> StoredFile:
    return StoredFile.objects.select_for_update().get(pk=file.pk)
