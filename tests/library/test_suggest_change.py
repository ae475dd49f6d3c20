"""A reader's suggestion becomes a version; whoever flagged the sentence is told, and the flags are answered."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.at_once import at_once
from tests.cast import Cast, make_cast
from tests.library.readers import NEW, OLD, TEXT, letters, revise, spot, state, suggested, text_of, thread_of
from tests.library.sheets import module_of, with_author
from tests.people.lines import last
from upwell.core import clock
from upwell.core.models import Line
from upwell.discussion.anchors import Quote
from upwell.discussion.models import Fix, Reaction, SuggestionState
from upwell.library.actions.accepting import accept_suggestion
from upwell.library.actions.coediting import open_document
from upwell.library.actions.curating import retire_item, set_audience
from upwell.library.actions.reading import Spot, comment_on_item, react_to_item
from upwell.library.actions.suggesting import (
    answer_flags,
    decline_suggestion,
    withdraw_suggestion,
)
from upwell.library.actions.writing import save_draft
from upwell.library.documents import from_document
from upwell.library.models import Version
from upwell.library.queries.documents import load


def test_a_suggestion_waits_for_the_authors(cast: Cast) -> None:
    item = letters(cast.author)
    first = suggested(item, cast.asker)
    assert suggested(item, cast.asker) == first
    assert (first.before, first.after, first.number, thread_of(item).suggestion_count) == (OLD, NEW, 1, 1)
    assert (last("item.suggested").actor_id, last("item.suggested").context) == (
        cast.asker.pk,
        {"suggestion": first.pk},
    )
    assert text_of(item) == TEXT


def test_a_few_chosen_words_stand_for_their_sentence_as_it_is_written(cast: Cast) -> None:
    item = letters(cast.author)
    suggestion = suggested(
        item, cast.asker, spot=spot("the ask"), before="Put the **ask** first.", after="Ask **first**."
    )
    assert suggestion.before == "Put the **ask** first."
    accept_suggestion(item, by=cast.author, suggestion=suggestion)
    assert text_of(item).startswith("Ask **first**. Write")


def test_accepted_it_is_a_version_that_names_who_suggested_it(cast: Cast) -> None:
    item = letters(cast.author)
    suggestion = suggested(item, cast.asker)
    for _time in range(2):
        accept_suggestion(item, by=cast.author, suggestion=suggestion, word="Thank you.")
    version = Version.objects.get(module=item.pk, number=2)
    assert text_of(item) == TEXT.replace(OLD, NEW)
    assert version.note == "Sofia Lindqvist suggested this: We have none."
    assert (state(suggestion), suggestion.became, suggestion.word) == ("accepted", 2, "Thank you.")
    assert Line.objects.filter(verb="item.suggestion_accepted").count() == 1
    assert (thread_of(item).suggestion_count, Version.objects.filter(module=item.pk).count()) == (0, 2)


def test_whoever_flagged_the_sentence_is_answered_and_nobody_else(cast: Cast) -> None:
    item = letters(cast.author)
    flagged = clock.now() - timedelta(days=3)
    with clock.at(flagged):
        react_to_item(item, by=cast.stranger, kind="outdated", spot=spot("fax number"), words="No fax since May.")
    react_to_item(item, by=cast.helper, kind="unclear", spot=spot("Sign with a name."))
    asked = comment_on_item(item, by=cast.newcomer, text="Which number?", spot=spot(), is_question=True)
    accept_suggestion(item, by=cast.author, suggestion=suggested(item, cast.asker))
    fix = Fix.objects.get()
    assert [flag.by for flag in fix.reactions.all()] == [cast.stranger]
    asked.refresh_from_db()
    assert (asked.fix, fix.credited, fix.number) == (fix, cast.asker, 2)
    assert fix.waited is not None
    assert timedelta(days=3) <= fix.waited < timedelta(days=3, minutes=5)
    thread = thread_of(item)
    assert (thread.outdated_count, thread.unclear_count, thread.flagged_count, thread.reader_count) == (0, 1, 1, 2)
    assert last("item.fixed").context == {"fix": fix.pk, "version": 2}


def test_who_flagged_it_may_flag_the_new_sentence_again(cast: Cast) -> None:
    item = letters(cast.author)
    react_to_item(item, by=cast.stranger, kind="outdated", spot=spot())
    accept_suggestion(item, by=cast.author, suggestion=suggested(item, cast.asker))
    react_to_item(item, by=cast.stranger, kind="outdated", spot=spot(NEW))
    assert (Reaction.objects.count(), thread_of(item).outdated_count) == (2, 1)


def test_declined_it_comes_back_with_a_word(cast: Cast) -> None:
    item = letters(cast.author)
    suggestion = suggested(item, cast.asker)
    with pytest.raises(ValidationError):
        decline_suggestion(item, by=cast.author, suggestion=suggestion, word=" ")
    for _time in range(2):
        decline_suggestion(item, by=cast.author, suggestion=suggestion, word="The fax stays until June.")
    assert (state(suggestion), suggestion.word, text_of(item)) == ("declined", "The fax stays until June.", TEXT)
    assert Line.objects.filter(verb="item.suggestion_declined").count() == 1
    with pytest.raises(ValidationError):
        accept_suggestion(item, by=cast.author, suggestion=suggestion)


def test_one_takes_back_ones_own_and_nobody_anothers(cast: Cast) -> None:
    item = letters(cast.author)
    suggestion = suggested(item, cast.asker)
    with pytest.raises(PermissionDenied):
        withdraw_suggestion(item, by=cast.stranger, suggestion=suggestion)
    for _time in range(2):
        withdraw_suggestion(item, by=cast.asker, suggestion=suggestion)
    assert (state(suggestion), thread_of(item).suggestion_count) == (SuggestionState.WITHDRAWN, 0)


def test_only_the_authors_decide(cast: Cast) -> None:
    item = letters(cast.author)
    suggestion = suggested(item, cast.asker)
    for person in (cast.asker, cast.stranger, cast.steward, cast.admin):
        with pytest.raises(PermissionDenied):
            accept_suggestion(item, by=person, suggestion=suggestion)
        with pytest.raises(PermissionDenied):
            decline_suggestion(item, by=person, suggestion=suggestion, word="No")
        with pytest.raises(PermissionDenied):
            answer_flags(item, by=person)


def test_authors_write_instead_and_strangers_do_not_see_what_is_for_a_team(cast: Cast) -> None:
    item = letters(cast.author)
    with pytest.raises(PermissionDenied):
        suggested(item, cast.author)
    set_audience(item, by=cast.author, team=cast.outpatients)
    with pytest.raises(PermissionDenied):
        suggested(item, cast.stranger)
    assert suggested(item, cast.asker).is_open


def test_a_retired_one_takes_no_suggestions(cast: Cast) -> None:
    item = letters(cast.author)
    waiting = suggested(item, cast.asker)
    retire_item(item, by=cast.author)
    with pytest.raises(ValidationError, match="retired"):
        suggested(item, cast.helper, after="Write.")
    with pytest.raises(ValidationError, match="retired"):
        accept_suggestion(item, by=cast.author, suggestion=waiting)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"after": OLD}, "Nothing is different"),
        ({"before": "Write to the fax."}, "changed meanwhile"),
        ({"spot": Spot("gone", Quote(OLD))}, "no such part"),
        ({"spot": Spot("ask", Quote("Nobody ever wrote this sentence."))}, "not in what is published"),
        ({"why": "x" * 501}, "Say it shorter"),
    ],
)
def test_what_cannot_be_is_refused_in_words(cast: Cast, changes: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        suggested(letters(cast.author), cast.asker, **changes)


def test_a_sentence_that_changed_meanwhile_is_not_changed_again(cast: Cast) -> None:
    item = letters(cast.author)
    suggestion = suggested(item, cast.asker)
    other = suggested(item, cast.helper, after="Write to the ward.")
    accept_suggestion(item, by=cast.author, suggestion=other)
    with pytest.raises(ValidationError, match="has changed since"):
        accept_suggestion(item, by=cast.author, suggestion=suggestion)
    assert state(suggestion) == "open"


def test_an_open_draft_gets_the_change_and_stays_a_draft(cast: Cast) -> None:
    item = letters(cast.author)
    suggestion = suggested(item, cast.asker)
    module = module_of(item)
    draft = [{"id": "ask", "type": "text", "text": TEXT + "\n\nA new end."}]
    save_draft(item, by=cast.author, title="Letters", blocks=draft, stamp=module.draft_stamp)
    accept_suggestion(item, by=cast.author, suggestion=suggestion)
    module = module_of(item)
    assert text_of(item) == TEXT.replace(OLD, NEW)
    assert module.draft is not None
    assert module.draft[0]["text"] == TEXT.replace(OLD, NEW) + "\n\nA new end."


def test_the_page_for_writing_together_gets_the_change(cast: Cast) -> None:
    """Otherwise the next who types there would write the old words over it."""
    item = letters(cast.author)
    suggestion = suggested(item, cast.asker)
    document = open_document(item, by=cast.author)
    accept_suggestion(item, by=cast.author, suggestion=suggestion)
    document.refresh_from_db()
    doc, _last = load(document)
    _title, blocks = from_document(doc)
    assert NEW in blocks[0]["text"]
    assert module_of(item).draft is None


def test_a_draft_that_says_it_differently_keeps_its_words(cast: Cast) -> None:
    item = letters(cast.author)
    suggestion = suggested(item, cast.asker)
    draft = [{"id": "ask", "type": "text", "text": "All new."}]
    save_draft(item, by=cast.author, title="Letters", blocks=draft, stamp=module_of(item).draft_stamp)
    accept_suggestion(item, by=cast.author, suggestion=suggestion)
    module = module_of(item)
    assert module.draft is not None
    assert (module.draft[0]["text"], text_of(item)) == ("All new.", TEXT.replace(OLD, NEW))


def test_taken_out_altogether(cast: Cast) -> None:
    item = letters(cast.author)
    accept_suggestion(item, by=cast.author, suggestion=suggested(item, cast.asker, after=""))
    assert text_of(item) == "Put the **ask** first.\n\nSign with a name."


def test_markup_in_a_suggestion_stays_text(cast: Cast) -> None:
    item = letters(cast.author)
    accept_suggestion(item, by=cast.author, suggestion=suggested(item, cast.asker, after="<script>alert(1)</script>"))
    assert "<script>" in text_of(item)


def test_authors_say_that_a_new_version_answers_the_flags(cast: Cast) -> None:
    item = letters(cast.author)
    flag = react_to_item(item, by=cast.stranger, kind="outdated", spot=spot())
    with pytest.raises(ValidationError, match="Nothing there has changed"):
        answer_flags(item, by=cast.author, block="ask", anchor=flag.anchor_id)
    revise(item, cast.author, TEXT.replace(OLD, "Write to the mailbox below."))
    fix = answer_flags(item, by=cast.author, block="ask", anchor=flag.anchor_id)
    assert fix is not None
    assert (fix.before, fix.after, fix.number) == (OLD, "Write to the mailbox below.", 2)
    assert answer_flags(item, by=cast.author, block="ask", anchor=flag.anchor_id) is None
    assert thread_of(item).flagged_count == 0


def test_a_sentence_that_is_gone_answers_its_flags_too(cast: Cast) -> None:
    item = letters(cast.author)
    flag = react_to_item(item, by=cast.stranger, kind="outdated", spot=spot())
    revise(item, cast.author, TEXT.replace(OLD, ""))
    fix = answer_flags(item, by=cast.author, block="ask", anchor=flag.anchor_id)
    assert fix is not None
    assert (fix.before, fix.after) == (OLD, "")


def test_it_stays_as_it_is_for_a_reason(cast: Cast) -> None:
    item = letters(cast.author)
    react_to_item(item, by=cast.stranger, kind="unclear")
    with pytest.raises(ValidationError, match="Say in a word why"):
        answer_flags(item, by=cast.author, stays=True)
    fix = answer_flags(item, by=cast.author, stays=True, word="It is the law.")
    assert fix is not None
    assert (fix.word, thread_of(item).unclear_count) == ("It is the law.", 0)


@pytest.mark.django_db(transaction=True)
def test_two_authors_accepting_at_the_same_instant_make_one_version() -> None:
    cast = make_cast()
    item = with_author(cast, letters(cast.author))
    suggestion = suggested(item, cast.asker)
    at_once([cast.author, cast.helper], lambda person: accept_suggestion(item, by=person, suggestion=suggestion))
    assert Version.objects.filter(module=item.pk).count() == 2
    assert thread_of(item).suggestion_count == 0
