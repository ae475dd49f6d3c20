"""Practice, for programs: the same actions as the pages, and as there only what one may see. Recording goes over `/uploads/`."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Router, Status

from upwell.core.fields import After, Id, Limit, Listing, listing
from upwell.core.paging import page
from upwell.core.problems import REFUSALS
from upwell.library.queries.recorder import take_named
from upwell.people.bearer import ProgramRequest
from upwell.people.models import Person
from upwell.practice.actions.asking import ask_for_practice
from upwell.practice.actions.recording import record_take, take_back_take
from upwell.practice.actions.saying import comment_take, mark_take
from upwell.practice.actions.showing import end_showing, show_take, watch_take
from upwell.practice.models import Practice, Take
from upwell.practice.queries.practices import NEWEST, TakeSeen, practice_page
from upwell.practice.schemas import (
    MarkIn,
    PracticeIn,
    PracticeOut,
    ShowIn,
    TakeCommentIn,
    TakeOut,
    TakesOut,
)
from upwell.practice.tickets import ticket_of

router = Router(tags=["practice"])


@router.get("/practices", response={200: Listing[PracticeOut], **REFUSALS})
def practices(request: ProgramRequest, after: After = "", limit: Limit = 20) -> dict[str, object]:
    """What one practises, asked for, and is shown; the newest first."""
    seen = Practice.objects.visible_to(request.auth).with_people().prefetch_related("aspects")
    return listing(page(seen, by=NEWEST, after=after, size=limit))


@router.post("/practices", response={201: PracticeOut, **REFUSALS})
def ask(request: ProgramRequest, body: PracticeIn) -> Status[Practice]:
    """Ask a colleague, or oneself."""
    person = get_object_or_404(Person.objects.active(), pk=body.person) if body.person else request.auth
    return Status(201, ask_for_practice(body.asked(), by=request.auth, person=person))


@router.get("/practices/{practice_id}", response={200: PracticeOut, **REFUSALS})
def practice(request: ProgramRequest, practice_id: Id) -> Practice:
    """One practice, for the few."""
    return _practice(request, practice_id)


@router.get("/practices/{practice_id}/takes", response={200: TakesOut, **REFUSALS})
def takes(request: ProgramRequest, practice_id: Id) -> dict[str, object]:
    """Its takes, as far as one is shown them."""
    found = practice_page(_practice(request, practice_id), request.auth)
    return {"items": [_shown(seen, request.auth) for seen in found.takes]}


@router.post("/practices/{practice_id}/takes/{key}", response={201: TakeOut, **REFUSALS})
def record(request: ProgramRequest, practice_id: Id, key: str) -> Status[dict[str, object]]:
    """Keep what was brought over `/uploads/` (with `take` among its metadata) as the next take; `key` is the end of its address."""
    found, upload = _practice(request, practice_id), take_named(key, request.auth)
    if upload is None:
        raise Http404
    return Status(201, _seen(request, record_take(found, by=request.auth, upload=upload)))


@router.post("/practice-takes/{take_id}/show", response={200: TakeOut, **REFUSALS})
def show(request: ProgramRequest, take_id: Id, body: ShowIn) -> dict[str, object]:
    """Show it to somebody."""
    take = _take(request, take_id)
    show_take(take, by=request.auth, person=get_object_or_404(Person.objects, pk=body.person), as_what=body.as_what)
    return _seen(request, take)


@router.delete("/practice-takes/{take_id}/show/{person_id}", response={200: TakeOut, **REFUSALS})
def unshow(request: ProgramRequest, take_id: Id, person_id: Id) -> dict[str, object]:
    """Show it to somebody no longer."""
    take = _take(request, take_id)
    end_showing(get_object_or_404(take.showings, person=person_id), by=request.auth)
    return _seen(request, take)


@router.post("/practice-takes/{take_id}/watch", response={200: TakeOut, **REFUSALS})
def watch(request: ProgramRequest, take_id: Id) -> dict[str, object]:
    """Say that one watches it, which whoever recorded it sees; `play` then says how it plays."""
    take = _take(request, take_id)
    watch_take(take, by=request.auth)
    return _seen(request, take)


@router.post("/practice-takes/{take_id}/comments", response={201: TakeOut, **REFUSALS})
def say(request: ProgramRequest, take_id: Id, body: TakeCommentIn) -> Status[dict[str, object]]:
    """Say something of it."""
    take = _take(request, take_id)
    comment_take(take, by=request.auth, text=body.text, second=body.second)
    return Status(201, _seen(request, take))


@router.put("/practice-takes/{take_id}/marks", response={200: TakeOut, **REFUSALS})
def mark(request: ProgramRequest, take_id: Id, body: MarkIn) -> dict[str, object]:
    """Say how one sees one of the things looked for."""
    take = _take(request, take_id)
    aspect = get_object_or_404(take.practice.aspects, place=body.aspect)
    mark_take(take, by=request.auth, aspect=aspect, level=body.level, reason=body.reason)
    return _seen(request, take)


@router.delete("/practice-takes/{take_id}", response={204: None, **REFUSALS})
def take_away(request: ProgramRequest, take_id: Id) -> Status[None]:
    """Take it away, whole."""
    take_back_take(_take(request, take_id), by=request.auth)
    return Status(204, None)


def _practice(request: ProgramRequest, practice_id: int) -> Practice:
    return get_object_or_404(Practice.objects.visible_to(request.auth).with_people(), pk=practice_id)


def _take(request: ProgramRequest, take_id: int) -> Take:
    return get_object_or_404(Take.objects.visible_to(request.auth).with_practice(), pk=take_id)


def _seen(request: ProgramRequest, take: Take) -> dict[str, object]:
    found = practice_page(take.practice, request.auth)
    return next(_shown(seen, request.auth) for seen in found.takes if seen.take.pk == take.pk)


def _shown(seen: TakeSeen, person: Person) -> dict[str, object]:
    take, names = seen.take, ("level", "reason", "by", "at")
    return {
        "id": take.pk,
        "number": take.number,
        "at": take.at,
        "play": reverse("media:recording", args=[ticket_of(take, person)]) if seen.is_open else "",
        "marks": [
            {"aspect": row.aspect.place, **{name: getattr(mark, name) for name in names}}
            for row in seen.rows
            for mark in row.marks
        ],
        "said": [
            {"id": each.comment.pk, "by": each.comment.by, "text": each.comment.text, "at": each.comment.at}
            | {"second": each.second}
            for each in seen.spoken
        ],
        "shown_to": [showing for showing in seen.showings if showing.holds],
    }
