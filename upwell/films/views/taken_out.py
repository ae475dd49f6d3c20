"""The scenes that somebody took out a while ago, in their session: for as long as they are there they can put them back."""

from __future__ import annotations

from typing import Any

from upwell.films.models import Storyboard
from upwell.films.saying import Gone
from upwell.people.requests import MemberRequest

KEY, MOST_KEPT = "films_taken_out", 5


def note_taken_out(request: MemberRequest, gone: Gone) -> None:
    """Keep it beside the latest ones."""
    kept: dict[str, Any] = {**request.session.get(KEY, {}), str(gone.facts["id"]): gone.facts}
    request.session[KEY] = dict(list(kept.items())[-MOST_KEPT:])


def taken_out(request: MemberRequest, storyboard: Storyboard) -> list[Gone]:
    """Those of one storyboard, the latest first."""
    kept = [Gone(facts) for facts in request.session.get(KEY, {}).values()]
    return [gone for gone in reversed(kept) if gone.facts["storyboard_id"] == storyboard.pk]


def forget_taken_out(request: MemberRequest, scene_id: int) -> None:
    """It is back."""
    request.session[KEY] = {key: facts for key, facts in request.session.get(KEY, {}).items() if key != str(scene_id)}
