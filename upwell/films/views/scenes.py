"""Doors to one scene: writing it, its picture, clip and recorded narration, what it looks like, taking it out."""

from __future__ import annotations

from io import BytesIO

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.core.refusals import show_refusal
from upwell.films.actions import scenes
from upwell.films.actions.storyboards import Stale
from upwell.films.drawing.picture import draw
from upwell.films.forms import SceneForm
from upwell.films.making.shots import sight_of
from upwell.films.making.speaking import voice
from upwell.films.models import Look, Scene
from upwell.films.queries.clips import Choices, offered_recordings, recordings_of
from upwell.films.views.board_page import board, card
from upwell.films.views.showing import number_in, own_scene, own_storyboard
from upwell.films.views.storyboards import show_board
from upwell.films.views.taken_out import forget_taken_out, note_taken_out, taken_out
from upwell.media.actions import check_picture_size
from upwell.media.uploading import is_too_large, too_large
from upwell.people.requests import MemberRequest

PREVIEW = (640, 360)
YEAR = 365 * 24 * 3600


@members_only
@require_POST
def write(request: MemberRequest, storyboard_id: int, scene_id: int) -> HttpResponse:
    """Keep what is written, as one types, and the picture, the sound or the recording that was chosen.

    `take` gives up what was typed for what another page saved; `over` (the other's stamp) does the opposite.
    """
    scene = own_scene(request, storyboard_id, scene_id)
    offered = offered_recordings(request.user) if scene.kind == "clip" else []
    if "take" in request.POST:
        return HttpResponse(headers={"HX-Refresh": "true"})
    form = SceneForm(request.POST, request.FILES, scene=scene, recordings=offered)
    clash = False
    if is_too_large(request):
        form.add_error(None, too_large())
    elif form.is_valid():
        try:
            _keep(request, scene, form)
        except Stale:
            clash = True
        except ValidationError as refusal:
            show_refusal(refusal, form)
    return _answer(request, scene, form, offered, clash=clash)


@members_only
@require_POST
def unvoice(request: MemberRequest, storyboard_id: int, scene_id: int) -> HttpResponse:
    """Go back from a recorded voice to what is typed."""
    scene = own_scene(request, storyboard_id, scene_id)
    scenes.remove_voice(scene, by=request.user)
    return redirect(f"{scene.storyboard.get_absolute_url()}#scene-{scene.pk}")


@members_only
@require_POST
def take_out(request: MemberRequest, storyboard_id: int, scene_id: int) -> HttpResponse:
    """Take a scene out; the page offers to put it back."""
    scene = own_scene(request, storyboard_id, scene_id)
    if gone := scenes.remove_scene(scene, by=request.user):
        note_taken_out(request, gone)
    return redirect(f"{scene.storyboard.get_absolute_url()}?out={scene_id}")  # the way back has the focus


@members_only
@require_POST
def put_back(request: MemberRequest, storyboard_id: int, scene_id: int) -> HttpResponse:
    """Put back a scene that was taken out in this browser."""
    found = own_storyboard(request, storyboard_id)
    gone = next((each for each in taken_out(request, found) if each.facts["id"] == scene_id), None)
    if gone is not None:
        try:
            scenes.put_back_scene(found, by=request.user, gone=gone)
        except ValidationError as refusal:
            return show_board(request, found, out_fault=" ".join(refusal.messages), status=422)
        forget_taken_out(request, scene_id)
    return redirect(f"{found.get_absolute_url()}?new={scene_id}")


@members_only
@require_safe
def preview(request: MemberRequest, storyboard_id: int, scene_id: int) -> HttpResponse:
    """What the scene looks like, drawn as for the film. ?v= names the look, so that browsers keep it."""
    scene = own_scene(request, storyboard_id, scene_id)
    image = draw(sight_of(scene, Look(scene.storyboard.look))).resize(PREVIEW)
    written = BytesIO()
    image.save(written, "WEBP", quality=82, method=2)
    keeping = f"private, max-age={YEAR}, immutable" if "v" in request.GET else "private, no-cache"
    return HttpResponse(written.getvalue(), content_type="image/webp", headers={"Cache-Control": keeping})


def _keep(request: MemberRequest, scene: Scene, form: SceneForm) -> None:
    stamp = number_in(request, "over") if request.POST.get("over") else number_in(request, "stamp")
    hand = request.POST.get("hand", "")[:20]
    scenes.write_scene(scene, by=request.user, said=form.said(scene), stamp=stamp, hand=hand)
    chosen = form.cleaned_data
    if chosen.get("picture"):
        scenes.show_picture(scene, by=request.user, data=_bytes_of(form))
    if chosen.get("voice"):
        sound = chosen["voice"]
        scenes.bring_voice(scene, by=request.user, chunks=sound.chunks(), name=sound.name or "")
    if chosen.get("recording") and chosen["recording"] != scene.recording_id:
        recording = recordings_of(request.user).get(pk=chosen["recording"])
        scenes.show_clip(scene, by=request.user, recording=recording)


def _bytes_of(form: SceneForm) -> bytes:
    """The picture that was sent, refused for its size before it is read into memory."""
    sent = form.cleaned_data["picture"]
    check_picture_size(sent.size or 0)
    return bytes(sent.read())


def _answer(request: MemberRequest, scene: Scene, form: SceneForm, offered: Choices, *, clash: bool) -> HttpResponse:
    is_saved = form.is_valid() and not clash
    kept = own_scene(request, scene.storyboard_id, scene.pk)
    if not request.htmx:
        if is_saved:
            return redirect(f"{scene.storyboard.get_absolute_url()}#scene-{scene.pk}")
        return show_board(request, kept.storyboard, typed=form, on=scene.pk, clash=kept if clash else None, status=422)
    speaks = voice()
    is_fresh = is_saved and bool(request.FILES or kept.recording_id != scene.recording_id)
    drawn = board(kept.storyboard, request.user)
    row = card(
        kept,
        kept.storyboard,
        offered,
        has_voice=speaks is not None and kept.storyboard.is_spoken,
        form=None if is_fresh else form,
    )
    context = {"card": row, "board": drawn, "form": form, "clash": kept if clash else None, "is_saved": is_saved}
    context |= {
        "hand": request.POST.get("hand", ""),
        "stamp": kept.stamp if is_saved else request.POST.get("stamp", ""),
    }
    if is_fresh:
        answer = render(request, "films/_scene.html", {**context, "said": _("Saved")})
        answer["HX-Retarget"], answer["HX-Reswap"] = f"#scene-{scene.pk}", "outerHTML"
        return answer
    return render(request, "films/_scene_told.html", context, status=200 if is_saved else 422)
