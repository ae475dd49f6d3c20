"""Translations: started by whoever reads, kept part by part, and marked where the original went on."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.browsing import at
from tests.cast import Cast
from tests.library.sheets import QUESTION, draft, module_of, published
from upwell.core.jobs import run_waiting
from upwell.core.models import Line
from upwell.library.actions.curating import add_author
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.translating import save_translation, start_translation
from upwell.library.actions.writing import save_draft
from upwell.library.models import Item, Translation
from upwell.people.models import Person


def text(name: str, words: str) -> dict[str, Any]:
    return {"id": name, "type": "text", "text": words}


BLOCKS = [text("a", "Put the ask first."), text("b", "Then say why.")]


def french(cast: Cast, original: Item, **said: str) -> Item:
    """Kofi's French translation, published, with these words for these parts."""
    item = start_translation(original, by=cast.helper, language="French")
    words = {name: {"text": each} for name, each in said.items()}
    save_translation(item, by=cast.helper, title="Des lettres", said=words, stamp=module_of(item).draft_stamp)
    publish_module(item, by=cast.helper)
    return Item.objects.get(pk=item.pk)


def revise(item: Item, by: Person, blocks: list[dict[str, Any]]) -> None:
    save_draft(item, by=by, title=item.title, blocks=blocks, stamp=module_of(item).draft_stamp)
    publish_module(item, by=by)


def state(item: Item) -> list[str]:
    return list(Translation.objects.get(pk=item.pk).behind)


def test_whoever_reads_it_translates_it_and_is_its_author(cast: Cast) -> None:
    original = published(cast.author, blocks=BLOCKS)
    item = start_translation(original, by=cast.helper, language="French")
    assert start_translation(original, by=cast.helper, language="fr") == item
    assert (item.language, item.owner, item.translation_of) == ("fr", cast.helper, original)
    assert module_of(item).draft == BLOCKS
    assert Line.objects.filter(verb="item.translation_started").count() == 1


def test_there_is_one_for_each_language_and_somebody_else_is_told_who_is_at_it(cast: Cast) -> None:
    original = published(cast.author, blocks=BLOCKS)
    start_translation(original, by=cast.helper, language="fr")
    with pytest.raises(ValidationError, match="Kofi Asante translates it"):
        start_translation(original, by=cast.stranger, language="fr")


@pytest.mark.parametrize("language", ["", "Klingonish", "English"])
def test_a_language_that_cannot_be_is_refused(cast: Cast, language: str) -> None:
    with pytest.raises(ValidationError):
        start_translation(published(cast.author), by=cast.helper, language=language)


def test_a_draft_and_a_translation_are_not_translated(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        start_translation(draft(cast.author), by=cast.author, language="fr")
    item = french(cast, published(cast.author, blocks=BLOCKS), a="D’abord la demande.")
    with pytest.raises(PermissionDenied):
        start_translation(item, by=cast.helper, language="de")


def test_what_is_translated_and_what_is_not_is_known_part_by_part(cast: Cast) -> None:
    original = published(cast.author, blocks=BLOCKS)
    item = french(cast, original, a="D’abord la demande.")
    assert state(item) == ["b"]
    assert module_of(item).version.blocks == [text("a", "D’abord la demande."), BLOCKS[1]]  # type: ignore[union-attr]
    page = at(cast.stranger).get(f"/modules/{item.pk}/").content.decode()
    assert '<article lang="fr">' in page
    assert '<div class="untranslated" lang="en">' in page
    assert "One part is not translated yet" in page


def test_a_new_version_of_the_original_marks_what_is_behind_and_tells_once(cast: Cast) -> None:
    original = published(cast.author, blocks=BLOCKS)
    item = french(cast, original, a="D’abord la demande.", b="Puis le pourquoi.")
    assert state(item) == []
    revise(original, cast.author, [BLOCKS[0], text("b", "Then say why, in two lines."), text("c", "New.")])
    assert state(item) == ["b", "c"]
    revise(original, cast.author, [BLOCKS[0], text("b", "Then say why, in three lines."), text("c", "New.")])
    assert Line.objects.filter(verb="item.fell_behind").count() == 1


def test_what_moved_or_only_changed_a_setting_is_not_behind(cast: Cast) -> None:
    original = published(cast.author, blocks=BLOCKS)
    item = french(cast, original, a="D’abord la demande.", b="Puis le pourquoi.")
    revise(original, cast.author, list(reversed(BLOCKS)))
    assert state(item) == []


def test_catching_up_shows_what_changed_and_ends_being_behind(cast: Cast) -> None:
    original = published(cast.author, blocks=BLOCKS)
    item = french(cast, original, a="D’abord la demande.", b="Puis le pourquoi.")
    revise(original, cast.author, [BLOCKS[0], text("b", "Then say why, briefly.")])
    page = at(cast.helper).get(f"/modules/{item.pk}/translation/").content.decode()
    assert "the original has changed" in page and "<ins>" in page and "Puis le pourquoi." in page
    at(cast.helper).post(
        f"/modules/{item.pk}/translation/",
        {"stamp": module_of(item).draft_stamp, "title": "Des lettres", "b:text": "Puis le pourquoi, en bref."},
    )
    assert state(item) == ["b"]  # readers see it once it is published
    publish_module(item, by=cast.helper)
    assert state(item) == []


def test_words_that_are_still_right_are_said_to_be_so_without_a_new_version(cast: Cast) -> None:
    original = published(cast.author, blocks=BLOCKS)
    item = french(cast, original, a="D’abord la demande.", b="Puis le pourquoi.")
    revise(original, cast.author, [BLOCKS[0], text("b", "Then say why.  ")])
    revise(original, cast.author, [BLOCKS[0], text("b", "Then do say why.")])
    assert state(item) == ["b"]
    stamp = module_of(item).draft_stamp
    save_translation(item, by=cast.helper, title="Des lettres", said={}, done={"b"}, stamp=stamp)
    assert state(item) == []
    assert module_of(item).versions.count() == 1


def test_which_option_is_right_follows_the_original(cast: Cast) -> None:
    original = published(cast.author, blocks=[QUESTION])
    item = start_translation(original, by=cast.helper, language="fr")
    said = {"monday": {"options.1.text": "Refaire le potassium vendredi", "options.9.text": "x", "kind": "order"}}
    save_translation(item, by=cast.helper, title="T", said=said, stamp=module_of(item).draft_stamp)
    question = (module_of(item).draft or [])[0]
    assert [option["right"] for option in question["options"]] == [False, True]
    assert question["options"][1]["text"] == "Refaire le potassium vendredi"
    assert question.get("kind", "choice") == "choice"


def test_only_its_authors_translate_on(cast: Cast) -> None:
    item = french(cast, published(cast.author, blocks=BLOCKS), a="D’abord la demande.")
    with pytest.raises(PermissionDenied):
        save_translation(item, by=cast.author, title="T", said={}, stamp=module_of(item).draft_stamp)
    assert at(cast.author).get(f"/modules/{item.pk}/translation/").status_code == 403
    add_author(item, by=cast.helper, person=cast.author)
    save_translation(item, by=cast.author, title="T", said={}, stamp=module_of(item).draft_stamp)


def test_nothing_typed_is_lost_where_somebody_else_saved(cast: Cast) -> None:
    item = french(cast, published(cast.author, blocks=BLOCKS), a="D’abord la demande.")
    answer = at(cast.helper).post(
        f"/modules/{item.pk}/translation/", {"stamp": 0, "title": "T", "b:text": "Puis le pourquoi."}
    )
    assert answer.status_code == 422 and "Puis le pourquoi." in answer.content.decode()


def test_readers_get_the_language_they_prefer_and_may_choose_another(cast: Cast) -> None:
    original = published(cast.author, blocks=BLOCKS)
    item = french(cast, original, a="D’abord la demande.", b="Puis le pourquoi.")
    Person.objects.filter(pk=cast.stranger.pk).update(languages=["fr", "en"])
    client = at(cast.stranger)
    assert client.get(f"/modules/{original.pk}/").headers["Location"] == f"/modules/{item.pk}/"
    chosen = client.post(f"/modules/{item.pk}/read-in/", {"language": "en"})
    assert chosen.headers["Location"] == f"/modules/{original.pk}/"
    assert client.get(f"/modules/{original.pk}/").status_code == 200
    assert at(cast.asker).get(f"/modules/{item.pk}/").status_code == 200
    assert at(cast.asker).get(f"/modules/{original.pk}/").status_code == 200


def test_lists_show_each_thing_once_in_the_readers_language(cast: Cast) -> None:
    original = published(cast.author, blocks=BLOCKS)
    french(cast, original, a="D’abord la demande.", b="Puis le pourquoi.")
    english = at(cast.asker).get("/learn/").content.decode()
    assert original.title in english and "Des lettres" not in english
    Person.objects.filter(pk=cast.stranger.pk).update(languages=["fr", "en"])
    other = at(cast.stranger).get("/learn/").content.decode()
    assert "Des lettres" in other and original.title not in other


def test_the_translators_are_told_when_the_original_changes(cast: Cast) -> None:
    original = published(cast.author, blocks=BLOCKS)
    french(cast, original, a="D’abord la demande.", b="Puis le pourquoi.")
    run_waiting()
    revise(original, cast.author, [BLOCKS[0], text("b", "Why, then.")])
    run_waiting()
    assert [notice.kind for notice in cast.helper.notices.all()] == ["behind"]
