"""Storyboards and their films, for programs: the same actions and the same permissions as the pages."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from ninja import Router, Status

from upwell.core.fields import After, Id, Limit, Listing, listing
from upwell.core.problems import REFUSALS
from upwell.films.actions import making, scenes, using
from upwell.films.actions import storyboards as boards
from upwell.films.models import Film, Scene, Storyboard
from upwell.films.queries.clips import recordings_of
from upwell.films.queries.pages import storyboards_of
from upwell.films.schemas import FilmOut, FilmUsedOut, NewSceneIn, SceneIn, SceneOut, StoryboardIn, StoryboardOut
from upwell.people.bearer import ProgramRequest

router = Router(tags=["films"])


@router.get("/storyboards", response={200: Listing[StoryboardOut], **REFUSALS})
def storyboards(request: ProgramRequest, after: After = "", limit: Limit = 20) -> dict[str, object]:
    """One's own storyboards, the one changed last first."""
    return listing(storyboards_of(request.auth, after=after, size=limit))


@router.post("/storyboards", response={201: StoryboardOut, **REFUSALS})
def start(request: ProgramRequest, body: StoryboardIn) -> Status[Storyboard]:
    """Start a film of one's own."""
    return Status(201, boards.start_storyboard(by=request.auth, said=body.said()))


@router.get("/storyboards/{storyboard_id}", response={200: StoryboardOut, **REFUSALS})
def storyboard(request: ProgramRequest, storyboard_id: Id) -> Storyboard:
    """One storyboard."""
    return _own(request, storyboard_id)


@router.put("/storyboards/{storyboard_id}", response={200: StoryboardOut, **REFUSALS})
def change(request: ProgramRequest, storyboard_id: Id, body: StoryboardIn) -> Storyboard:
    """Say what it is called, how it looks and sounds."""
    return boards.change_storyboard(_own(request, storyboard_id), by=request.auth, said=body.said())


@router.post("/storyboards/{storyboard_id}/scenes", response={201: SceneOut, **REFUSALS})
def add(request: ProgramRequest, storyboard_id: Id, body: NewSceneIn) -> Status[Scene]:
    """Put a scene at the end."""
    found = _own(request, storyboard_id)
    recording = get_object_or_404(recordings_of(request.auth), pk=body.recording) if body.recording else None
    made = scenes.add_scene(found, by=request.auth, kind=body.kind, said=body.said(), recording=recording)
    return Status(201, made)


@router.put("/storyboards/{storyboard_id}/scenes/{scene_id}", response={200: SceneOut, **REFUSALS})
def write(request: ProgramRequest, storyboard_id: Id, scene_id: Id, body: SceneIn) -> Scene:
    """Write a scene."""
    scene = get_object_or_404(_own(request, storyboard_id).scenes.select_related("storyboard"), pk=scene_id)
    return scenes.write_scene(scene, by=request.auth, said=body.said())


@router.post("/storyboards/{storyboard_id}/film", response={200: FilmOut, **REFUSALS})
def make(request: ProgramRequest, storyboard_id: Id) -> Film:
    """Have the film made; ask the storyboard how far it is."""
    return making.ask_for_film(_own(request, storyboard_id), by=request.auth)


@router.post("/storyboards/{storyboard_id}/use", response={200: FilmUsedOut, **REFUSALS})
def use(request: ProgramRequest, storyboard_id: Id) -> dict[str, int]:
    """Start a draft with the film, or find the one that was started."""
    return {"item": using.use_film(_own(request, storyboard_id), by=request.auth).pk}


def _own(request: ProgramRequest, storyboard_id: int) -> Storyboard:
    own = Storyboard.objects.visible_to(request.auth).select_related("film__file").prefetch_related("scenes")
    return get_object_or_404(own, pk=storyboard_id)
