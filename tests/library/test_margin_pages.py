"""The margin and its forms: with script as fragments, without as pages; in confidence where somebody could be hurt."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.browsing import at, read
from tests.cast import Cast
from tests.library.readers import NEW, OLD, letters, revise, spot, suggested
from tests.library.sheets import module_of, published, with_author
from upwell.discussion.models import Comment, Reaction, Suggestion, Thread
from upwell.library.actions.accepting import accept_suggestion
from upwell.library.actions.curating import set_audience
from upwell.library.actions.reading import comment_on_item, react_to_item
from upwell.library.models import Item
from upwell.people.models import Person

FRAGMENT = {"HX-Request": "true"}


def test_the_margin_says_how_many_to_everybody_and_the_words_to_its_authors(cast: Cast) -> None:
    item = letters(cast.author)
    react_to_item(item, by=cast.stranger, kind="outdated", spot=spot("fax number"), words="No fax since May.")
    for person, hears in [(cast.helper, False), (cast.lead, False), (cast.author, True), (cast.steward, True)]:
        text = read(at(person).get(f"/modules/{item.pk}/margin/", headers=FRAGMENT))
        assert OLD in text
        assert ("No fax since May." in text) is hears, person
        assert "Piet Jansen" not in text


def test_a_name_stands_only_where_the_reader_put_it(cast: Cast) -> None:
    item = letters(cast.author)
    react_to_item(item, by=cast.stranger, kind="unclear", spot=spot(), words="Which one?", is_named=True)
    assert "Piet Jansen" in read(at(cast.author).get(f"/modules/{item.pk}/margin/"))
    assert "Piet Jansen" not in read(at(cast.helper).get(f"/modules/{item.pk}/margin/"))


def test_a_sentence_that_is_gone_is_said_to_be(cast: Cast) -> None:
    item = letters(cast.author)
    react_to_item(item, by=cast.stranger, kind="outdated", spot=spot())
    revise(item, cast.author, "Put the **ask** first.\n\nSign with a name.")
    text = read(at(cast.helper).get(f"/modules/{item.pk}/margin/"))
    assert "This sentence is gone:" in text
    assert OLD in text


def test_without_script_one_responds_to_a_sentence_of_a_part(cast: Cast) -> None:
    item = letters(cast.author)
    page = read(at(cast.stranger).get(f"/modules/{item.pk}/respond/?block=ask"))
    assert "the whole part" in page
    link = re.search(r'href="(/modules/\d+/respond/\?[^"]+)">Write to the fax number below', page)
    assert link
    chosen = at(cast.stranger).get(link.group(1).replace("&amp;", "&"))
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', chosen.content.decode()))
    sent = at(cast.stranger).post(f"/modules/{item.pk}/say/", {**fields, "as": "unclear", "words": "Which?"})
    assert sent.status_code == 302
    assert sent["Location"].endswith("#part-ask")
    reaction = Reaction.objects.get()
    assert reaction.anchor is not None
    assert (reaction.kind, reaction.anchor.quote, reaction.words, reaction.is_named) == (
        "unclear",
        OLD,
        "Which?",
        False,
    )


def test_with_script_the_margin_comes_back(cast: Cast) -> None:
    item = letters(cast.author)
    data = {"block": "ask", "exact": "the fax", "as": "useful"}
    response = at(cast.stranger).post(f"/modules/{item.pk}/say/", data, headers=FRAGMENT)
    assert (response.status_code, response["HX-Retarget"]) == (200, "#margin-list")
    assert "said" in response["HX-Trigger-After-Swap"]
    assert OLD in read(response)
    anchor = Reaction.objects.get().anchor_id
    undo = {"block": "ask", "anchor": anchor, "kind": "useful"}
    assert OLD not in read(at(cast.stranger).post(f"/modules/{item.pk}/unsay/", undo, headers=FRAGMENT))


def test_nothing_typed_is_lost_where_words_changed_meanwhile(cast: Cast) -> None:
    item = letters(cast.author)
    revise(item, cast.author, "Put the **ask** first.")
    data = {"block": "ask", "exact": OLD, "before": OLD, "after": NEW, "why": "We have none.", "as": "suggest"}
    response = at(cast.stranger).post(f"/modules/{item.pk}/suggest/", data)
    assert response.status_code == 422
    assert NEW in read(response)
    assert "We have none." in read(response)
    said = at(cast.stranger).post(
        f"/modules/{item.pk}/say/", {"block": "ask", "exact": OLD, "as": "comment", "words": "Hm?"}
    )
    assert said.status_code == 422
    assert "Hm?" in read(said)


def test_from_suggesting_to_the_new_version(cast: Cast) -> None:
    item = letters(cast.author)
    form = read(at(cast.asker).get(f"/modules/{item.pk}/respond/", {"block": "ask", "exact": OLD, "as": "suggest"}))
    assert f">{OLD}</textarea>" in form
    data = {"block": "ask", "exact": OLD, "before": OLD, "after": NEW, "why": "We have none."}
    assert at(cast.asker).post(f"/modules/{item.pk}/suggest/", data).status_code == 302
    suggestion = Suggestion.objects.get()
    page = read(at(cast.author).get(f"/modules/{item.pk}/suggestions/"))
    assert "<ins>" in page
    assert "We have none." in page
    path = f"/modules/{item.pk}/suggestions/{suggestion.pk}"
    assert at(cast.author).post(f"{path}/decline/", {"word": ""}).status_code == 422
    assert at(cast.author).post(f"{path}/accept/", {"word": "Thank you."}).status_code == 302
    version = module_of(item).version
    assert version is not None
    assert NEW in version.blocks[0]["text"]
    assert "Thank you." in read(at(cast.asker).get(f"/modules/{item.pk}/suggestions/"))
    assert "You said, we changed." in read(at(cast.stranger).get(f"/modules/{item.pk}/margin/"))


def test_a_suggestion_is_for_its_authors_and_who_made_it(cast: Cast) -> None:
    item = letters(cast.author)
    suggestion = suggested(item, cast.asker)
    path = f"/modules/{item.pk}/suggestions/{suggestion.pk}"
    assert at(cast.stranger).post(f"{path}/accept/").status_code == 404
    assert at(cast.asker).post(f"{path}/accept/").status_code == 403
    assert at(cast.steward).post(f"{path}/accept/").status_code == 403
    assert at(cast.asker).post(f"{path}/withdraw/").status_code == 302
    assert "We have none." not in read(at(cast.stranger).get(f"/modules/{item.pk}/suggestions/"))


def test_what_one_may_not_see_is_not_there(cast: Cast) -> None:
    item = set_audience(letters(cast.author), by=cast.author, team=cast.outpatients)
    for path in ("margin/", "respond/?block=ask", "suggestions/", "mention/"):
        assert at(cast.stranger).get(f"/modules/{item.pk}/{path}").status_code == 404
    assert at(cast.stranger).post(f"/modules/{item.pk}/say/", {"as": "useful"}).status_code == 404
    assert at(cast.asker).get(f"/modules/{item.pk}/respond/?block=gone").status_code == 404


@pytest.mark.parametrize(
    "query", ["?block=ask&exact=%00&start=x", "?block=ask&t=-1", "?block=ask&start=" + "9" * 40, "?block=ask&as=<b>"]
)
def test_an_address_that_says_nothing_is_no_error(cast: Cast, query: str) -> None:
    assert at(cast.asker).get(f"/modules/{letters(cast.author).pk}/respond/{query}").status_code == 200


def test_markup_in_what_readers_say_is_text(cast: Cast) -> None:
    item = letters(cast.author)
    nasty = "<script>alert(1)</script>"
    react_to_item(item, by=cast.stranger, kind="unclear", spot=spot(), words=nasty)
    comment_on_item(item, by=cast.stranger, text=f"{nasty} @Amara Okafor", spot=spot())
    suggested(item, cast.asker, after=nasty, why=nasty)
    for path in ("", "margin/", "suggestions/"):
        text = read(at(cast.author).get(f"/modules/{item.pk}/{path}"))
        assert nasty not in text
        assert "&lt;script&gt;" in text


def test_the_authors_answer_flags(cast: Cast) -> None:
    item = letters(cast.author)
    flag = react_to_item(item, by=cast.stranger, kind="outdated", spot=spot())
    data: dict[str, Any] = {"block": "ask", "anchor": flag.anchor_id, "word": "Thank you."}
    at(cast.author).post(f"/modules/{item.pk}/answer-flags/", data)
    assert Thread.objects.get(pk=item.thread_id).flagged_count == 1
    at(cast.author).post(f"/modules/{item.pk}/answer-flags/", {**data, "stays": "1"})
    assert Thread.objects.get(pk=item.thread_id).flagged_count == 0
    assert at(cast.stranger).post(f"/modules/{item.pk}/answer-flags/", data).status_code == 403


def ask(item: Item, person: Person, text: str, **more: Any) -> Any:
    return at(person).post(f"/modules/{item.pk}/comment/", {"text": text, **more})


def test_a_question_a_reply_and_what_answered_it(cast: Cast) -> None:
    item = letters(cast.author)
    ask(item, cast.asker, "Which mailbox?", question="on")
    question = Comment.objects.get()
    ask(item, cast.helper, "The shared one.", reply_to=question.pk)
    reply = Comment.objects.get(reply_to=question)
    assert at(cast.stranger).post(f"/modules/{item.pk}/answered/{reply.pk}/").status_code == 403
    at(cast.asker).post(f"/modules/{item.pk}/answered/{reply.pk}/")
    question.refresh_from_db()
    assert question.solved_by == reply
    assert "this answered it" in read(at(cast.stranger).get(f"/modules/{item.pk}/"))
    at(cast.author).post(f"/modules/{item.pk}/answered/{reply.pk}/", {"open": "1"})
    question.refresh_from_db()
    assert question.solved_by is None


def test_what_was_taken_back_leaves_its_replies(cast: Cast) -> None:
    item = letters(cast.author)
    ask(item, cast.asker, "Which mailbox?")
    first = Comment.objects.get()
    ask(item, cast.helper, "The shared one.", reply_to=first.pk)
    at(cast.asker).post(f"/modules/{item.pk}/uncomment/{first.pk}/")
    text = read(at(cast.stranger).get(f"/modules/{item.pk}/"))
    assert "Which mailbox?" not in text
    assert "The shared one." in text


def test_one_puts_ones_own_words_better(cast: Cast) -> None:
    item = letters(cast.author)
    ask(item, cast.asker, "Wich mailbox?")
    comment = Comment.objects.get()
    path = f"/modules/{item.pk}/edit-comment/{comment.pk}/"
    assert at(cast.stranger).get(path).status_code == 403
    assert at(cast.asker).post(path, {"text": " "}).status_code == 422
    assert at(cast.asker).post(path, {"text": "Which mailbox?"}).status_code == 302
    assert "edited" in read(at(cast.stranger).get(f"/modules/{item.pk}/"))


def test_a_colleague_who_is_named_is_linked_and_others_are_not(cast: Cast) -> None:
    item = letters(cast.author)
    ask(item, cast.asker, "@Kofi Asante, and @Nobody Here: see this.")
    assert [each["name"] for each in Comment.objects.get().mentions] == ["Kofi Asante"]
    assert ">@Kofi Asante</a>, and @Nobody Here" in read(at(cast.stranger).get(f"/modules/{item.pk}/"))
    assert "Kofi Asante" in read(at(cast.stranger).get(f"/modules/{item.pk}/mention/?text=kof"))


def test_whoever_may_not_see_it_is_not_named(cast: Cast) -> None:
    item = set_audience(letters(cast.author), by=cast.author, team=cast.outpatients)
    ask(item, cast.asker, "@Piet Jansen @Greta Nyström: see this.")
    assert [each["name"] for each in Comment.objects.get().mentions] == ["Greta Nyström"]


def queries(person: Person, path: str) -> int:
    client = at(person)
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


def busy(cast: Cast, count: int) -> Item:
    text = " ".join(f"Sentence number {number} says what to do then." for number in range(count))
    item = with_author(cast, letters(cast.author, text))
    for number in range(count):
        place = spot(f"Sentence number {number} says what to do then.")
        react_to_item(item, by=cast.stranger, kind="unclear", spot=place, words="Why?")
        comment_on_item(item, by=cast.asker, text=f"About {number}", spot=place)
        said = comment_on_item(item, by=cast.asker, text=f"All in all {number}")
        comment_on_item(item, by=cast.lead, text="Yes.", reply_to=said)
    return item


@pytest.mark.parametrize("path", ["", "margin/", "suggestions/"])
def test_as_many_questions_to_the_database_for_twenty_as_for_two(cast: Cast, path: str) -> None:
    few, many = busy(cast, 2), busy(cast, 15)
    assert queries(cast.author, f"/modules/{few.pk}/{path}") == queries(cast.author, f"/modules/{many.pk}/{path}")


def test_a_finished_suggestion_of_a_moved_sentence_keeps_its_place(cast: Cast) -> None:
    item = letters(cast.author)
    react_to_item(item, by=cast.stranger, kind="useful", spot=spot("Sign with a name."))
    accept_suggestion(item, by=cast.author, suggestion=suggested(item, cast.asker))
    text = read(at(cast.helper).get(f"/modules/{item.pk}/margin/"))
    assert "Sign with a name." in text
    assert "is gone:" not in text


def test_a_link_has_no_margin(cast: Cast) -> None:
    assert at(cast.asker).get(f"/modules/{published(cast.author).pk}/margin/").status_code == 200
    assert at(cast.asker).get("/modules/999999/margin/").status_code == 404
