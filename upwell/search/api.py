"""Search, for programs: who and what could answer a text, and what a few words find."""

from typing import Annotated

from ninja import Query, Router

from upwell.core.problems import REFUSALS
from upwell.core.text import one_line
from upwell.people.bearer import ProgramRequest
from upwell.search.queries.everything import Everything, search_everything
from upwell.search.queries.matching import Match
from upwell.search.queries.matching import match as match_text
from upwell.search.schemas import EverythingOut, MatchOut

router = Router(tags=["search"])


@router.get("/match", response={200: MatchOut, **REFUSALS})
def match(
    request: ProgramRequest,
    text: Annotated[str, Query(min_length=1, max_length=5000)],
    limit: Annotated[int, Query(ge=1, le=20)] = 5,
) -> Match:
    """Similar needs, items that may already answer, and people who could help, each with its reasons in words."""
    return match_text(one_line(text), request.auth, limit=limit, whole=True)


@router.get("/search", response={200: EverythingOut, **REFUSALS})
def search(
    request: ProgramRequest,
    q: Annotated[str, Query(min_length=1, max_length=1000)],
    limit: Annotated[int, Query(ge=1, le=20)] = 10,
) -> Everything:
    """Needs, items, people and moments of recordings that a few words find."""
    return search_everything(one_line(q), request.auth, limit=limit, whole=True)
