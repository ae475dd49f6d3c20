"""Writes of slides: bringing a file of them, and making its pages scenes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upwell.core import clock, jobs, journal
from upwell.core.store import store
from upwell.core.text import clean, one_line
from upwell.films.actions.scenes import MOST_SCENES, refuse_too_many
from upwell.films.actions.storyboards import hold_storyboard, touch
from upwell.films.decks.reading import read_slides, slides_kind
from upwell.films.decks.slides import Slide, Slides
from upwell.films.models import Deck, Scene, SceneKind, Storyboard
from upwell.films.saying import LONGEST_NARRATION, LONGEST_SCENE_TITLE, LONGEST_WORDS, MOST_LINES
from upwell.media.actions import add_file, add_picture
from upwell.media.models import MakingState, Picture
from upwell.people.models import Person


def add_deck(storyboard: Storyboard, *, by: Person, chunks: Iterable[bytes], name: str) -> Deck:
    """Bring a PDF or a PowerPoint file whose pages become scenes, in a minute or so. Only whose storyboard it is.

    Refused in words at once: what is neither, is locked, holds macros, or would unpack to far more than it seems; and a
    storyboard that is full. The file is kept as any other is.
    """
    with transaction.atomic():
        refuse_too_many(hold_storyboard(storyboard, by).scenes.count() + 1)
    file = add_file(chunks, name=name, by=by)
    with store().on_disk(file.file) as path:
        slides_kind(path, file.name)
    with transaction.atomic():
        held = hold_storyboard(storyboard, by)
        deck = Deck.objects.create(storyboard=held, file=file, name=one_line(name)[:200] or file.name, at=clock.now())
        jobs.enqueue("upwell.films.tasks.read_deck", deck_id=deck.pk, lock=f"deck-{deck.pk}")
        journal.record("storyboard.slides_brought", by=by, about=held, name=deck.name)
        return deck


def read_deck(deck: Deck) -> Deck:
    """The clock: make a scene of each page. What cannot be read says why in words, and nothing is changed; slides beyond
    the sixtieth scene, and what our own template could not show, are told. Twice is harmless."""
    if not deck.is_in_work:
        return deck
    Deck.objects.filter(pk=deck.pk).update(state=MakingState.WORKING)
    try:
        with store().on_disk(deck.file.file) as path, read_slides(path, deck.file.name) as (found, folder):
            pictures = [_kept(slide, folder, deck.storyboard.by) for slide in found.slides]
            return _put(deck, found, pictures)
    except ValidationError as refusal:
        return _give_up(deck, " ".join(refusal.messages))


def _kept(slide: Slide, folder: Path, by: Person) -> Picture | None:
    """The picture of a slide, kept; None where there is none that can be shown."""
    if not slide.picture:
        return None
    try:
        return add_picture((folder / slide.picture).read_bytes(), by=by)
    except ValidationError:
        return None


@transaction.atomic
def _put(deck: Deck, found: Slides, pictures: Sequence[Picture | None]) -> Deck:
    """The scenes, behind those that are there; a first scene on which nothing was written makes room."""
    held = Storyboard.objects.select_for_update().get(pk=deck.storyboard_id)
    row = Deck.objects.select_for_update().get(pk=deck.pk)
    if not row.is_in_work:
        return row
    scenes = list(held.scenes.all())
    if len(scenes) == 1 and _is_blank(scenes[0], held):
        scenes[0].delete()
        scenes = []
    room = MOST_SCENES - len(scenes)
    first = scenes[-1].place + 1 if scenes else 0
    pairs = list(zip(found.slides, pictures, strict=True))[:room]
    Scene.objects.bulk_create([_scene(held, first + at, slide, picture) for at, (slide, picture) in enumerate(pairs)])
    found.left_out["slide_too_many"] += len(found.slides) - len(pairs)
    row.state, row.scene_count, row.told = MakingState.READY, len(pairs), _told(found)
    row.save(update_fields=["state", "scene_count", "told"])
    touch(held)
    return row


def _is_blank(scene: Scene, storyboard: Storyboard) -> bool:
    """Whether nobody has written anything on it: its title may be the film's, which it began with."""
    is_untitled = scene.title in {"", storyboard.title[:80]}
    return scene.kind == SceneKind.TEXT and is_untitled and not (scene.words or scene.narration or scene.voice_id)


def _scene(storyboard: Storyboard, place: int, slide: Slide, picture: Picture | None) -> Scene:
    kind = SceneKind.TEXT
    if picture is not None:
        kind = SceneKind.SLIDE if slide.is_whole else SceneKind.PICTURE
    lines = clean(slide.words)[:LONGEST_WORDS].split("\n")[:MOST_LINES]
    return Scene(
        storyboard=storyboard,
        place=place,
        kind=kind,
        picture=picture,
        title=one_line(slide.title)[:LONGEST_SCENE_TITLE],
        words="\n".join(lines),
        narration=clean(slide.notes)[:LONGEST_NARRATION],
    )


def _told(found: Slides) -> list[str]:
    """What did not come along, and how the slides were drawn."""
    told = []
    if not any(slide.is_whole for slide in found.slides):
        told.append(
            _(
                "Nothing here can draw PowerPoint slides, so their titles, words and pictures stand in the look of this film."
            )
        )
        told.append(_("To see them as they are, save them as PDF and bring that."))
    if count := found.left_out["slide_too_many"]:
        told.append(
            ngettext(
                "The last slide did not come along: a film has at most %(most)s scenes.",
                "The last %(count)s slides did not come along: a film has at most %(most)s scenes.",
                count,
            )
            % {"count": count, "most": MOST_SCENES}
        )
    if count := found.left_out["drawing"]:
        told.append(
            ngettext("%(count)s drawing or table did not.", "%(count)s drawings or tables did not.", count)
            % {"count": count}
        )
    if cut := sum(_is_cut(slide) for slide in found.slides):
        told.append(
            ngettext(
                "%(count)s slide has more words than one scene can show; its first ones are here.",
                "%(count)s slides have more words than one scene can show; their first ones are here.",
                cut,
            )
            % {"count": cut}
        )
    return told


def _is_cut(slide: Slide) -> bool:
    words = clean(slide.words)
    return (
        len(words) > LONGEST_WORDS or len(words.split("\n")) > MOST_LINES or len(clean(slide.notes)) > LONGEST_NARRATION
    )


@transaction.atomic
def _give_up(deck: Deck, words: str) -> Deck:
    row = Deck.objects.select_for_update().get(pk=deck.pk)
    row.state, row.fault = MakingState.FAILED, words
    row.save(update_fields=["state", "fault"])
    return row
