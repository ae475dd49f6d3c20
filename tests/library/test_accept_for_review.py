"""A suggestion about a regulated topic: accepted, it is reviewed first, and whoever asked is told when it is out."""

import pytest

from tests.browsing import at
from tests.cast import Cast
from tests.library.readers import NEW, OLD, TEXT, spot, state, suggested, text_of, thread_of
from tests.library.sheets import draft, module_of
from upwell.core.jobs import run_waiting
from upwell.discussion.models import Fix, Suggestion
from upwell.library.actions.accepting import accept_suggestion
from upwell.library.actions.endorsing import deregulate_skill, regulate_skill
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.reading import react_to_item
from upwell.library.actions.reviewing import approve_review, publish_or_ask, send_back_review
from upwell.library.actions.writing import save_draft
from upwell.library.models import Item, Review
from upwell.notifications.models import Notice
from upwell.people.actions.skills import find_or_add_skill
from upwell.people.models import Person


@pytest.fixture
def item(cast: Cast) -> Item:
    """It was published before its topic was regulated."""
    made = draft(cast.author, skills=["transfusion"], blocks=[{"id": "ask", "type": "text", "text": TEXT}])
    publish_module(made, by=cast.author)
    regulate_skill(find_or_add_skill("transfusion"), by=cast.steward)
    return Item.objects.get(pk=made.pk)


def accepted(item: Item, cast: Cast) -> Suggestion:
    return accept_suggestion(item, by=cast.author, suggestion=suggested(item, cast.asker), word="Thank you.")


def approve(item: Item, by: Person) -> None:
    review = Review.objects.waiting().get(item=item)
    approve_review(review, by=by, stamp=review.stamp)


def write(item: Item, by: Person, text: str) -> None:
    blocks = [{"id": "ask", "type": "text", "text": text}]
    save_draft(item, by=by, title="Letters", blocks=blocks, stamp=module_of(item).draft_stamp)


def test_it_goes_to_the_reviewers_and_not_to_the_readers(cast: Cast, item: Item) -> None:
    react_to_item(item, by=cast.stranger, kind="outdated", spot=spot())
    suggestion = accepted(item, cast)
    review = Review.objects.waiting().get(item=item)
    assert (review.asked_by, review.blocks[0]["text"]) == (cast.author, TEXT.replace(OLD, NEW))
    assert review.note == "Sofia Lindqvist suggested this: We have none."
    assert (text_of(item), state(suggestion), suggestion.became) == (TEXT, "accepted", None)
    assert (thread_of(item).flagged_count, thread_of(item).suggestion_count, Fix.objects.count()) == (1, 0, 0)
    assert accept_suggestion(item, by=cast.author, suggestion=suggestion) == suggestion
    assert Review.objects.get(item=item).stamp == 1


def test_approved_it_is_out_and_everybody_who_asked_is_told(cast: Cast, item: Item) -> None:
    react_to_item(item, by=cast.stranger, kind="outdated", spot=spot())
    suggestion = accepted(item, cast)
    run_waiting()
    approve(item, cast.steward)
    run_waiting()
    assert text_of(item) == TEXT.replace(OLD, NEW)
    assert (state(suggestion), suggestion.became) == ("accepted", 2)
    fix = Fix.objects.get()
    assert (suggestion.fix, fix.credited, fix.by, thread_of(item).flagged_count) == (fix, cast.asker, cast.author, 0)
    told = Notice.objects.filter(kind="fixed").values_list("person", flat=True)
    assert set(told) == {cast.asker.pk, cast.stranger.pk}


def test_what_its_author_is_writing_is_not_sent_along(cast: Cast, item: Item) -> None:
    suggestion = suggested(item, cast.asker)
    write(item, cast.author, TEXT + "\n\nHalf a sen")
    accept_suggestion(item, by=cast.author, suggestion=suggestion)
    assert not Review.objects.filter(item=item).exists()
    kept = module_of(item).draft
    assert kept and kept[0]["text"] == TEXT.replace(OLD, NEW) + "\n\nHalf a sen"
    publish_or_ask(item, by=cast.author)
    approve(item, cast.steward)
    assert (state(suggestion), suggestion.became) == ("accepted", 2)


def test_a_second_one_joins_the_first_while_it_waits(cast: Cast, item: Item) -> None:
    other = suggested(item, cast.helper, spot=spot("Sign with"), before="Sign with a name.", after="Sign in full.")
    accepted(item, cast)
    accept_suggestion(item, by=cast.author, suggestion=other)
    review = Review.objects.waiting().get(item=item)
    assert review.blocks[0]["text"] == TEXT.replace(OLD, NEW).replace("with a name", "in full")
    approve(item, cast.steward)
    assert set(Suggestion.objects.values_list("became", flat=True)) == {2}


def test_an_author_may_say_it_in_other_words_before_it_is_out(cast: Cast, item: Item) -> None:
    suggestion = accepted(item, cast)
    write(item, cast.author, TEXT.replace(OLD, "Send it to the mailbox we all read."))
    publish_or_ask(item, by=cast.author)
    approve(item, cast.steward)
    assert (state(suggestion), suggestion.became) == ("accepted", 2)


def test_a_version_that_left_the_old_words_is_not_said_to_answer_it(cast: Cast, item: Item) -> None:
    suggestion = accepted(item, cast)
    write(item, cast.author, TEXT + "\n\nA new end.")
    publish_or_ask(item, by=cast.author)
    approve(item, cast.steward)
    assert (state(suggestion), suggestion.became, Fix.objects.count()) == ("accepted", None, 0)


def test_nothing_is_left_behind_where_the_topic_is_regulated_no_more(cast: Cast, item: Item) -> None:
    suggestion = accepted(item, cast)
    deregulate_skill(find_or_add_skill("transfusion"), by=cast.steward)
    publish_module(item, by=cast.author)
    assert (state(suggestion), suggestion.became) == ("accepted", 2)


def test_whoever_suggested_it_sees_where_it_stands(cast: Cast, item: Item) -> None:
    accepted(item, cast)
    page = f"/modules/{item.pk}/suggestions/"
    assert "reads it before it is published" in at(cast.asker).get(page).content.decode()
    assert "/learn/reviews/" not in at(cast.asker).get(page).content.decode()
    review = Review.objects.get(item=item)
    assert f"/learn/reviews/{review.pk}/" in at(cast.author).get(page).content.decode()
    send_back_review(review, by=cast.steward, stamp=review.stamp, word="Which mailbox?")
    assert "sent it back" in at(cast.asker).get(page).content.decode()


def test_the_page_says_what_accepting_does(cast: Cast, item: Item) -> None:
    suggestion = suggested(item, cast.asker)
    page = f"/modules/{item.pk}/suggestions/"
    assert "Accept and publish" not in at(cast.author).get(page).content.decode()
    answer = at(cast.author).post(f"{page}{suggestion.pk}/accept/", follow=True)
    assert "It waits for a review" in answer.content.decode()
