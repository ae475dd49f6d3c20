"""Slides become scenes: PDF pages as pictures, presentations in our own template; what cannot be read says why."""

import os
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from PIL import Image

from tests.cast import Cast
from tests.films.boards import begun
from tests.films.decks import bomb, linking, locked_pdf, pdf, picture, presentation
from upwell.core.jobs import run_waiting
from upwell.core.models import Line
from upwell.films.actions.decks import add_deck, read_deck
from upwell.films.actions.storyboards import start_storyboard
from upwell.films.decks.office import office
from upwell.films.decks.reading import read_slides
from upwell.films.models import Deck
from upwell.films.saying import BoardSaid
from upwell.media.models import MakingState


def test_each_page_of_a_pdf_is_a_scene_named_by_its_first_line(cast: Cast) -> None:
    board = start_storyboard(by=cast.author, said=BoardSaid(title="Handover"))
    with pytest.raises(PermissionDenied):
        add_deck(board, by=cast.stranger, chunks=[pdf("One")], name="one.pdf")
    deck = add_deck(board, by=cast.author, chunks=[pdf("Who is worst", "What waits")], name="handover.pdf")
    run_waiting()
    deck.refresh_from_db()
    assert (deck.state, deck.scene_count, deck.fault, deck.told) == (MakingState.READY, 2, "", [])
    scenes = list(board.scenes.select_related("picture"))
    assert [(scene.kind, scene.title) for scene in scenes] == [("slide", "Who is worst"), ("slide", "What waits")]
    assert scenes[0].picture is not None
    assert scenes[0].picture.width == 1600
    assert read_deck(deck).scene_count == board.scenes.count()
    assert Line.objects.filter(verb="storyboard.slides_brought").count() == 1


def test_slides_of_powerpoint_stand_in_our_look_and_we_say_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    board, _scene = begun(cast.author)
    deck = add_deck(board, by=cast.author, chunks=[presentation()], name="letters.pptx")
    run_waiting()
    deck.refresh_from_db()
    kept, words, shown = board.scenes.all()
    assert kept.title == "Ask first"  # what was written before stays, and comes first
    assert (words.kind, words.words) == ("text", "- Who should do what\n- By <b>when</b>")
    assert words.narration == "The ask comes first, in one sentence."
    assert (shown.kind, shown.title, shown.picture_id is not None) == ("picture", "The form", True)
    assert deck.told[0].startswith("Nothing here can draw PowerPoint slides")


def test_an_office_that_is_installed_draws_the_slides(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "slides.pdf").write_bytes(pdf("Drawn one", "Drawn two"))
    program = tmp_path / "soffice"
    program.write_text(
        f'#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\ncp {tmp_path}/slides.pdf "$2/source.pdf"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(os, "defpath", f"{tmp_path}:/usr/bin:/bin")  # the reading process inherits nothing else
    assert office() == str(program)
    board = start_storyboard(by=cast.author)
    add_deck(board, by=cast.author, chunks=[presentation()], name="letters.pptx")
    run_waiting()
    assert [(scene.kind, scene.title) for scene in board.scenes.all()] == [
        ("slide", "Ask first"),
        ("slide", "The form"),
    ]
    assert board.scenes.all()[0].narration == "The ask comes first, in one sentence."


@pytest.mark.skipif(office() is None, reason="no LibreOffice here: install the package libreoffice-impress")
def test_a_picture_that_slides_only_link_to_is_not_fetched_from_this_machine(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(picture((400, 400)))
    (tmp_path / "slides.pptx").write_bytes(linking(f"file://{tmp_path}/secret.png"))
    with read_slides(tmp_path / "slides.pptx", "slides.pptx") as (found, folder):
        assert [(slide.title, slide.is_whole) for slide in found.slides] == [("Ask first", True), ("The form", True)]
        with Image.open(folder / found.slides[1].picture) as drawn:
            greys = drawn.convert("L").histogram()
    assert sum(greys[115:125]) < 2_000 < greys[255]  # the edges of letters; the picture alone has a hundred thousand


def test_what_cannot_be_read_says_why_and_changes_nothing(cast: Cast) -> None:
    board, scene = begun(cast.author)
    refused = {"now.pptx": bomb(), "text.pdf": b"Only a text.\n", "program.pdf": b"MZ" + b"\0" * 600}
    for name, data in refused.items():
        with pytest.raises(ValidationError):
            add_deck(board, by=cast.author, chunks=[data], name=name)
    assert not Deck.objects.exists()
    for data, why in ((locked_pdf(), "locked with a password"), (b"%PDF-1.7\n" + b"rubbish" * 90, "damaged")):
        deck = add_deck(board, by=cast.author, chunks=[data], name="slides.pdf")
        run_waiting()
        deck.refresh_from_db()
        assert (deck.state, why in deck.fault) == (MakingState.FAILED, True), deck.fault
    assert list(board.scenes.all()) == [scene]


def test_of_five_hundred_pages_sixty_come_along_and_the_rest_is_said(cast: Cast) -> None:
    board = start_storyboard(by=cast.author)
    deck = add_deck(board, by=cast.author, chunks=[pdf(*(f"Page {n}" for n in range(500)))], name="all.pdf")
    run_waiting()
    deck.refresh_from_db()
    assert deck.scene_count == board.scenes.count() == 60
    assert deck.told == ["The last 440 slides did not come along: a film has at most 60 scenes."]
    with pytest.raises(ValidationError, match="at most 60 scenes"):
        add_deck(board, by=cast.author, chunks=[pdf("One more")], name="more.pdf")
