"""Doors to the pieces of a plan: done, something else, next week, not for me."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from upwell.core.access import members_only
from upwell.people.requests import MemberRequest
from upwell.planning.actions import pieces
from upwell.planning.models import Piece
from upwell.planning.views.leading import lead_back


@members_only
@require_POST
def done(request: MemberRequest, piece_id: int) -> HttpResponse:
    """Say that it is done."""
    return _carry_out(request, piece_id, lambda piece: pieces.finish_piece(piece, by=request.user), _("Done."))


@members_only
@require_POST
def undone(request: MemberRequest, piece_id: int) -> HttpResponse:
    """Take that back."""
    return _carry_out(request, piece_id, lambda piece: pieces.reopen_piece(piece, by=request.user), _("Open again."))


@members_only
@require_POST
def swap(request: MemberRequest, piece_id: int) -> HttpResponse:
    """Something else in its place."""
    return _carry_out(request, piece_id, lambda piece: pieces.swap_piece(piece, by=request.user))


@members_only
@require_POST
def postpone(request: MemberRequest, piece_id: int) -> HttpResponse:
    """Next week."""
    said = _("It may come back next week.")
    return _carry_out(request, piece_id, lambda piece: pieces.postpone_piece(piece, by=request.user), said)


@members_only
@require_POST
def decline(request: MemberRequest, piece_id: int) -> HttpResponse:
    """Not for me."""
    return _carry_out(request, piece_id, lambda piece: pieces.decline_piece(piece, by=request.user))


def _carry_out(
    request: MemberRequest, piece_id: int, act: Callable[[Piece], Piece | None], said: str = ""
) -> HttpResponse:
    """Do it and say so; without words of its own, what came instead is said."""
    piece = get_object_or_404(Piece.objects.visible_to(request.user), pk=piece_id)
    try:
        other = act(piece)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return lead_back(request)
    if other is not None:
        said = _("Instead: %(title)s") % {"title": other.title}
    messages.success(request, said or _("Nothing else fits; you have a little more time."))
    return lead_back(request)
