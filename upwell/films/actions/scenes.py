"""Writes of scenes: adding, writing, moving, removing and putting them back, their pictures, clips and recorded narration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from upwell.core.store import store
from upwell.films.actions.storyboards import hold_storyboard, refuse_stale, touch
from upwell.films.models import Scene, SceneKind, Storyboard
from upwell.films.queries.clips import recordings_of
from upwell.films.saying import Gone, SceneSaid, checked_scene
from upwell.media.actions import add_file, add_picture
from upwell.media.models import FileKind, Picture, Recording, StoredFile
from upwell.media.recordings import ffmpeg
from upwell.people.models import Person

MOST_SCENES = 60
MOST_VOICE_SECONDS = 5 * 60  # of recorded narration in one scene
WRITTEN = ("title", "words", "narration", "begin", "end")


@transaction.atomic
def add_scene(
    storyboard: Storyboard,
    *,
    by: Person,
    kind: str = SceneKind.TEXT,
    said: SceneSaid | None = None,
    picture: Picture | None = None,
    recording: Recording | None = None,
    place: int | None = None,
) -> Scene:
    """Put a scene at the end, or at `place` (from 0). Only whose storyboard it is.

    Refused in words: a sixty-first scene, what is too long for one, and a clip of a recording that is not one's own.
    """
    held, said = hold_storyboard(storyboard, by), checked_scene(said or SceneSaid())
    places = list(held.scenes.values_list("place", flat=True))
    refuse_too_many(len(places) + 1)
    if kind not in SceneKind.values:
        raise ValidationError({"kind": _("Choose one of these.")})
    at = places[place] if place is not None and 0 <= place < len(places) else (places[-1] + 1 if places else 0)
    held.scenes.filter(place__gte=at).update(place=F("place") + 1)
    written = {name: getattr(said, name) for name in WRITTEN}
    scene = Scene(storyboard=held, kind=kind, place=at, picture=picture, **written)
    if recording is not None:
        _put_clip(scene, recording, by)
    scene.save()
    touch(held)
    return scene


@transaction.atomic
def write_scene(scene: Scene, *, by: Person, said: SceneSaid, stamp: int | None = None, hand: str = "") -> Scene:
    """Write a scene: its title, its words, what is said in it, from when to when its clip runs. Only whose it is.

    `stamp` is that of what one began from: where another page (`hand`) saved since, nothing is changed and Stale says so.
    The same again changes nothing.
    """
    found, said = _held(scene, by), checked_scene(said)
    if all(getattr(found, name) == getattr(said, name) for name in WRITTEN):
        return found
    refuse_stale(found, stamp, hand)
    for name in WRITTEN:
        setattr(found, name, getattr(said, name))
    return _changed(found, hand)


@transaction.atomic
def show_picture(scene: Scene, *, by: Person, data: bytes) -> Scene:
    """Put a picture into a scene, in place of the one that was there; refused as any other picture is. Only whose it is."""
    found = _held(scene, by)
    found.picture = add_picture(data, by=by)
    if found.kind == SceneKind.TEXT:
        found.kind = SceneKind.PICTURE
    return _changed(found)


@transaction.atomic
def show_clip(scene: Scene, *, by: Person, recording: Recording) -> Scene:
    """Choose which of one's own recordings a clip is taken from. Only whose scene it is; the same again changes nothing."""
    found = _held(scene, by)
    if found.recording_id == recording.pk:
        return found
    _put_clip(found, recording, by)
    return _changed(found)


def bring_voice(scene: Scene, *, by: Person, chunks: Iterable[bytes], name: str) -> Scene:
    """Put recorded narration into a scene; it is heard instead of what is typed, which then makes the captions.

    Only whose scene it is. Refused in words: what is no sound, and more than five minutes of it. Not one transaction on
    purpose: a sound that is kept twice is kept once, and looking into it takes a moment.
    """
    file = add_file(chunks, name=name, by=by)
    seconds = _seconds_of(file)
    with transaction.atomic():
        found = _held(scene, by)
        found.voice, found.voice_seconds = file, seconds
        return _changed(found)


@transaction.atomic
def remove_voice(scene: Scene, *, by: Person) -> Scene:
    """Go back to what is typed. Only whose scene it is; where nothing was recorded, nothing changes."""
    found = _held(scene, by)
    if found.voice_id is None:
        return found
    found.voice, found.voice_seconds = None, 0.0
    return _changed(found)


@transaction.atomic
def remove_scene(scene: Scene, *, by: Person) -> Gone | None:
    """Take a scene out; what stood in it is given, for putting it back. Only whose storyboard it is; twice is harmless."""
    held = hold_storyboard(scene.storyboard, by)
    found = held.scenes.filter(pk=scene.pk).first()
    if found is None:
        return None
    gone = Gone({field.attname: getattr(found, field.attname) for field in Scene._meta.concrete_fields})
    found.delete()
    touch(held)
    return gone


@transaction.atomic
def put_back_scene(storyboard: Storyboard, *, by: Person, gone: Gone) -> Scene:
    """Put a scene back as it was, where it was. Only whose storyboard it is; what is back already stays as it is.

    Refused in words: a scene that there is no room for any more. A picture, a recording or a voice that was forgotten
    meanwhile does not come back with it.
    """
    held = hold_storyboard(storyboard, by)
    scene = Scene(**gone.facts)
    if scene.storyboard_id != held.pk:
        raise PermissionDenied
    if known := held.scenes.filter(pk=scene.pk).first():
        return known
    refuse_too_many(held.scenes.count() + 1)
    for name, model in (("picture", Picture), ("recording", Recording), ("voice", StoredFile)):
        setattr(scene, name, model._default_manager.filter(pk=getattr(scene, f"{name}_id")).first())
    if scene.voice is None:
        scene.voice_seconds = 0.0
    held.scenes.filter(place__gte=scene.place).update(place=F("place") + 1)
    scene.save(force_insert=True)
    touch(held)
    return scene


@transaction.atomic
def arrange_scenes(storyboard: Storyboard, *, by: Person, order: Sequence[int]) -> None:
    """Put the scenes into this order, by their ids; what is not named stays behind them, as it was. Only whose they are.
    Other storyboards' scenes are passed over, and the same order changes nothing."""
    held = hold_storyboard(storyboard, by)
    scenes = {scene.pk: scene for scene in held.scenes.all()}
    named = [scenes.pop(pk) for pk in dict.fromkeys(order) if pk in scenes]
    new = [*named, *scenes.values()]
    if [scene.place for scene in new] == sorted(scene.place for scene in new):
        return
    for place, scene in enumerate(new):
        scene.place = place
    Scene.objects.bulk_update(new, ["place"])
    touch(held)


def refuse_too_many(count: int) -> None:
    """Refuse more scenes than a film may have."""
    if count > MOST_SCENES:
        raise ValidationError(_("A film has at most %(most)s scenes. Make a second one.") % {"most": MOST_SCENES})


def _held(scene: Scene, by: Person) -> Scene:
    hold_storyboard(scene.storyboard, by)
    return Scene.objects.select_related("storyboard").get(pk=scene.pk)


def _changed(scene: Scene, hand: str = "") -> Scene:
    scene.stamp, scene.hand = scene.stamp + 1, hand
    scene.save()
    touch(scene.storyboard)
    return scene


def _put_clip(scene: Scene, recording: Recording, by: Person) -> None:
    if not recordings_of(by).filter(pk=recording.pk).exists():
        raise ValidationError({"recording": _("Choose one of your own recordings that plays.")})
    scene.recording, scene.kind, scene.begin, scene.end = recording, SceneKind.CLIP, 0.0, None


def _seconds_of(file: StoredFile) -> float:
    """How long a recorded voice lasts; refused where it is none, or longer than one scene may be."""
    if file.kind not in {FileKind.AUDIO, FileKind.VIDEO}:
        raise ValidationError({"voice": _("Choose a sound: what you say in this scene.")})
    try:
        with store().on_disk(file.file) as path:
            insides = ffmpeg.look(path, file.content_type)
            seconds = insides.seconds or ffmpeg.measure(path, file.content_type, patience=30)
    except ffmpeg.FfmpegFailed as failure:
        raise ValidationError({"voice": _("This sound is broken: it cannot be played. Record it again.")}) from failure
    if not insides.has_sound or seconds <= 0:
        raise ValidationError({"voice": _("Nothing is to be heard in this. Record it again.")})
    if seconds > MOST_VOICE_SECONDS:
        raise ValidationError(
            {
                "voice": _("This lasts %(minutes)s minutes; at most %(most)s fit into one scene. Say it in several.")
                % {"minutes": round(seconds / 60), "most": MOST_VOICE_SECONDS // 60}
            }
        )
    return seconds
