"""How the doors of films find what an address means."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from upwell.films.models import Scene, Storyboard
from upwell.people.requests import MemberRequest

LARGEST_ID = 2**63 - 1


def own_storyboard(request: MemberRequest, storyboard_id: int) -> Storyboard:
    """The storyboard of this address, if it is this person's; else it is not there."""
    if storyboard_id > LARGEST_ID:
        raise Http404
    return get_object_or_404(Storyboard.objects.visible_to(request.user), pk=storyboard_id)


def own_scene(request: MemberRequest, storyboard_id: int, scene_id: int) -> Scene:
    """The scene of this address, if its storyboard is this person's."""
    storyboard = own_storyboard(request, storyboard_id)
    if scene_id > LARGEST_ID:
        raise Http404
    scenes = storyboard.scenes.select_related("picture", "recording__file", "voice")
    scene = get_object_or_404(scenes, pk=scene_id)
    scene.storyboard = storyboard
    return scene


def number_in(request: MemberRequest, name: str) -> int | None:
    """A number that a form sent; None for what is none."""
    written = request.POST.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None
