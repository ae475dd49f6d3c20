"""What did not come along from a document: kept in the session of whoever brought it, to stand beside the page made of it."""

from typing import Any

from upwell.people.requests import MemberRequest

KEY = "left_out"
MOST_KEPT = 5  # documents; of those that came before, the page has been seen


def remember_left_out(request: MemberRequest, item_id: int, name: str, what: list[str]) -> None:
    """Keep what the document of this name left behind."""
    if what:
        kept = {**request.session.get(KEY, {}), str(item_id): {"name": name[:100], "what": what}}
        request.session[KEY] = dict(list(kept.items())[-MOST_KEPT:])


def left_out_of(request: MemberRequest, item_id: int) -> dict[str, Any] | None:
    """The name of the document this page was made of, and what it left behind; None where it left nothing."""
    found: dict[str, Any] | None = request.session.get(KEY, {}).get(str(item_id))
    return found
