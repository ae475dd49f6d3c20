"""Consent, for programs: who is filmed in what one brought, and what one says of films that one is seen in; the same actions as
the pages. A film is named by its SHA-256 only to whoever brought it, as whoever knows that can name it in a page of their own."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Annotated, Literal

import ninja
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Router, Status
from pydantic import StringConstraints

from upwell.core.fields import After, Id, Input, JsonId, Limit, Listing, Switch, listing
from upwell.core.paging import page
from upwell.core.problems import REFUSALS
from upwell.media.actions.consenting import answer_consent, name_filmed, unname_filmed
from upwell.media.models import Consent, StoredFile
from upwell.media.recordings.consent import NEWEST
from upwell.media.recordings.tickets import ticket_for
from upwell.people.bearer import ProgramRequest
from upwell.people.models import Person
from upwell.people.schemas import PersonCard

router = Router(tags=["consent"])
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Reached = Literal["inside", "outside"]


class ConsentOut(ninja.Schema):
    """That somebody is seen or heard in a film: what was asked (`state` asked), or what they said. `standing` is what everybody
    in it says together: open, waiting or down. `play` is where one plays it for some hours; '' once it is taken down."""

    id: int
    film: str
    person: PersonCard
    named_by: PersonCard | None
    state: str
    reach: str
    until: date | None
    asked_at: datetime
    said_at: datetime | None
    standing: str
    play: str


class NameIn(Input):
    """Who is seen or heard, and how far it is to go; `until` is the last day, null: no end."""

    person: JsonId
    reach: Reached = "inside"
    until: date | None = None


class ConsentAnswerIn(Input):
    """What one says; without `agrees` the film is taken down everywhere, and `reach` and `until` say nothing."""

    agrees: Switch
    reach: Reached = "inside"
    until: date | None = None


@router.get("/consents", response={200: Listing[ConsentOut], **REFUSALS})
def consents(request: ProgramRequest, after: After = "", limit: Limit = 20) -> dict[str, object]:
    """The films one is named in, the latest first."""
    return _listed(request, _consents(request).filter(person=request.auth), after, limit)


@router.get("/consents/{consent_id}", response={200: ConsentOut, **REFUSALS})
def consent(request: ProgramRequest, consent_id: Id) -> dict[str, object]:
    """One of one's own, or of a film that one brought."""
    return _told(_consent(request, consent_id), request.auth)


@router.put("/consents/{consent_id}", response={200: ConsentOut, **REFUSALS})
def answer(request: ProgramRequest, consent_id: Id, body: ConsentAnswerIn) -> dict[str, object]:
    """Say whether it may be played, how far and until when, or take that back; at any time, each for themselves."""
    answer_consent(_consent(request, consent_id), by=request.auth, **body.model_dump())
    return _told(_consent(request, consent_id), request.auth)


@router.delete("/consents/{consent_id}", response={204: None, **REFUSALS})
def unname(request: ProgramRequest, consent_id: Id) -> Status[None]:
    """Take back that somebody is named by mistake, until they have answered."""
    unname_filmed(_consent(request, consent_id), by=request.auth)
    return Status(204, None)


@router.get("/files/{sha256}/filmed", response={200: Listing[ConsentOut], **REFUSALS})
def filmed(request: ProgramRequest, sha256: Sha256, after: After = "", limit: Limit = 20) -> dict[str, object]:
    """Who is named in a film that one brought."""
    return _listed(request, _consents(request).filter(file=_brought(request, sha256)), after, limit)


@router.post("/files/{sha256}/filmed", response={201: ConsentOut, **REFUSALS})
def name(request: ProgramRequest, sha256: Sha256, body: NameIn) -> Status[dict[str, object]]:
    """Name somebody; a colleague is asked, and whoever names themselves has agreed."""
    file, person = _brought(request, sha256), get_object_or_404(Person.objects.active(), pk=body.person)
    made = name_filmed(file, by=request.auth, person=person, reach=body.reach, until=body.until)
    return Status(201, _told(_consent(request, made.pk), request.auth))


def _listed(request: ProgramRequest, rows: QuerySet[Consent], after: str, limit: int) -> dict[str, object]:
    return listing(page(rows, by=NEWEST, after=after, size=limit), partial(_told, person=request.auth))


def _told(consent: Consent, person: Person) -> dict[str, object]:
    """Whoever is named in a film plays it while it waits, and so does who brought it."""
    file = consent.file
    play = "" if file.is_down else reverse("media:recording", args=[ticket_for(file, person)])
    facts = ("id", "person", "named_by", "state", "reach", "until", "asked_at", "said_at")
    told = {fact: getattr(consent, fact) for fact in facts}
    return {**told, "film": file.name, "standing": file.standing, "play": play}


def _consents(request: ProgramRequest) -> QuerySet[Consent]:
    return Consent.objects.visible_to(request.auth).select_related("file", "person__team", "named_by__team")


def _consent(request: ProgramRequest, consent_id: int) -> Consent:
    return get_object_or_404(_consents(request), pk=consent_id)


def _brought(request: ProgramRequest, sha256: str) -> StoredFile:
    return get_object_or_404(StoredFile.objects.filter(brought_by=request.auth), sha256=sha256)
