"""What comes back to whoever flagged, suggested, asked or was named; and names that are not said."""

from django.core import mail

from tests.cast import Cast
from tests.library.readers import NEW, OLD, letters, revise, spot, suggested
from tests.notifications.test_tell import told
from upwell.core.jobs import run_waiting
from upwell.library.actions.accepting import accept_suggestion
from upwell.library.actions.curating import set_audience
from upwell.library.actions.reading import comment_on_item, react_to_item, say_answered
from upwell.library.actions.suggesting import answer_flags, decline_suggestion
from upwell.notifications.mail import path_of
from upwell.notifications.models import Notice


def test_you_said_we_changed(cast: Cast) -> None:
    item = letters(cast.author)
    react_to_item(item, by=cast.stranger, kind="outdated", spot=spot("fax number"))
    react_to_item(item, by=cast.helper, kind="unclear", spot=spot("Sign with a name."))
    accept_suggestion(item, by=cast.author, suggestion=suggested(item, cast.asker), word="Thank you.")
    assert told(cast.stranger) == [("fixed", "Amara Okafor")]
    assert told(cast.helper) == []
    assert told(cast.asker) == [("accepted", "Amara Okafor")]
    notice = Notice.objects.get(person=cast.stranger)
    assert notice.quote == f"{OLD} → {NEW}"
    assert path_of(notice) == f"/modules/{item.pk}/"
    sent = {letter.to[0]: letter.subject for letter in mail.outbox}
    assert sent[cast.stranger.email] == "You said, Amara Okafor changed: ‘Letters that get read’"
    assert cast.asker.email in sent


def test_a_flag_reaches_the_authors_without_a_name(cast: Cast) -> None:
    item = letters(cast.author)
    react_to_item(item, by=cast.stranger, kind="outdated", spot=spot())
    react_to_item(item, by=cast.helper, kind="unclear", is_named=True)
    react_to_item(item, by=cast.asker, kind="useful")
    assert told(cast.author) == [("reacted", ""), ("reacted", "Kofi Asante"), ("reacted", "Sofia Lindqvist")]


def test_a_suggestion_reaches_the_authors_and_the_answer_comes_back(cast: Cast) -> None:
    item = letters(cast.author)
    suggestion = suggested(item, cast.asker)
    assert told(cast.author) == [("suggestion", "Sofia Lindqvist")]
    assert path_of(Notice.objects.get(person=cast.author)) == f"/modules/{item.pk}/suggestions/"
    decline_suggestion(item, by=cast.author, suggestion=suggestion, word="The fax stays until June.")
    assert told(cast.asker) == [("declined", "Amara Okafor")]
    assert Notice.objects.get(person=cast.asker).quote == "The fax stays until June."


def test_a_new_version_alone_tells_only_who_flagged_more_than_a_sentence(cast: Cast) -> None:
    item = letters(cast.author)
    flag = react_to_item(item, by=cast.stranger, kind="outdated", spot=spot())
    react_to_item(item, by=cast.helper, kind="outdated")
    revise(item, cast.author, "Put the ask first. Write to the mailbox below.")
    assert told(cast.stranger) == []
    assert told(cast.helper) == [("revised", "Amara Okafor")]
    answer_flags(item, by=cast.author, block="ask", anchor=flag.anchor_id)
    assert told(cast.stranger) == [("fixed", "Amara Okafor")]


def test_it_was_looked_at_and_stays(cast: Cast) -> None:
    item = letters(cast.author)
    flag = react_to_item(item, by=cast.stranger, kind="outdated", spot=spot())
    answer_flags(item, by=cast.author, block="ask", anchor=flag.anchor_id, stays=True, word="Until June.")
    assert told(cast.stranger) == [("kept", "Amara Okafor")]


def test_whoever_may_not_see_it_any_more_hears_nothing(cast: Cast) -> None:
    item = letters(cast.author)
    react_to_item(item, by=cast.stranger, kind="outdated", spot=spot())
    run_waiting()
    set_audience(item, by=cast.author, team=cast.outpatients)
    accept_suggestion(item, by=cast.author, suggestion=suggested(item, cast.asker))
    assert told(cast.stranger) == []


def test_a_colleague_who_is_named_is_told_once(cast: Cast) -> None:
    item = letters(cast.author)
    comment_on_item(item, by=cast.asker, text="@Amara Okafor and @Kofi Asante: which mailbox?")
    assert told(cast.helper) == [("mentioned", "Sofia Lindqvist")]
    assert told(cast.author) == [("mentioned", "Sofia Lindqvist")]


def test_whoever_answered_a_question_hears_that_they_did(cast: Cast) -> None:
    item = letters(cast.author)
    question = comment_on_item(item, by=cast.asker, text="Which mailbox?", is_question=True)
    reply = comment_on_item(item, by=cast.helper, text="The shared one.", reply_to=question)
    say_answered(item, by=cast.asker, question=question, reply=reply)
    assert ("solved", "Sofia Lindqvist") in told(cast.helper)
