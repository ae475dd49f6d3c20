"""Telling people what came back to them: who hears, who does not, once, and never a name that was withheld."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tests.cast import Cast
from upwell.core import clock
from upwell.core.jobs import run_waiting
from upwell.core.journal import happening
from upwell.core.models import Line
from upwell.discussion.actions import add_comment, react
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.writing import save_draft, start_module
from upwell.library.models import Item
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.brokering import park_need
from upwell.needs.actions.confirming import confirm_answer
from upwell.needs.actions.declaring import declare_need
from upwell.needs.actions.offering import offer_help
from upwell.needs.actions.voicing import unfollow_need, voice_need
from upwell.needs.models import How, Need, Outcome
from upwell.notifications.actions import Choice, choose, mark_read, tell
from upwell.notifications.models import Mailing, Notice, NoticeKind
from upwell.notifications.tasks import mail_digests
from upwell.people.models import Person


@pytest.fixture
def need(cast: Cast) -> Need:
    return declare_need("How do I write a letter that gets read?", by=cast.asker)


@pytest.fixture
def item(cast: Cast) -> Item:
    blocks = [{"type": "text", "id": "one", "text": "Put the ask first."}]
    made = start_module(by=cast.author, title="Letters that get read", blocks=blocks)
    publish_module(made, by=cast.author)
    return made


def told(person: Person) -> list[tuple[str, str]]:
    """What waits in somebody's inbox: kinds and who did it."""
    run_waiting()
    rows = Notice.objects.filter(person=person).select_related("actor").order_by("id")
    return [(row.kind, row.actor.name if row.actor else "") for row in rows]


def test_who_asked_hears_of_a_voice_and_of_help(cast: Cast, need: Need) -> None:
    voice_need(need, by=cast.stranger)
    offer_help(need, by=cast.helper, how=How.WRITE)
    assert told(cast.asker) == [("voiced", "Piet Jansen"), ("offered", "Kofi Asante")]


def test_an_answer_reaches_everybody_who_voiced_and_not_who_gave_it(cast: Cast, need: Need) -> None:
    voice_need(need, by=cast.stranger)
    answer_need(need, by=cast.helper, text="Begin with what she has to do.")
    assert ("answered", "Kofi Asante") in told(cast.asker)
    assert told(cast.stranger) == [("answered", "Kofi Asante")]
    assert told(cast.helper) == []
    assert Notice.objects.get(person=cast.stranger).quote == "Begin with what she has to do."


def test_who_muted_a_need_hears_nothing_of_it(cast: Cast, need: Need) -> None:
    voice_need(need, by=cast.stranger)
    unfollow_need(need, by=cast.stranger)
    answer_need(need, by=cast.helper, text="Begin with what she has to do.")
    assert told(cast.stranger) == []


def test_who_answered_hears_whether_it_helped(cast: Cast, need: Need) -> None:
    answer = answer_need(need, by=cast.helper, text="Begin with what she has to do.")
    confirm_answer(answer, by=cast.asker, outcome=Outcome.SOLVED, note="No letter came back this week.")
    assert told(cast.helper) == [("confirmed", "Sofia Lindqvist")]
    assert Notice.objects.get(person=cast.helper).quote == "No letter came back this week."


def test_a_name_that_was_withheld_is_not_told(cast: Cast) -> None:
    need = declare_need("What do I do when I made a mistake?", by=cast.asker, nameless=True)
    answer = answer_need(need, by=cast.helper, text="Tell your lead today.")
    confirm_answer(answer, by=cast.asker, outcome=Outcome.SOLVED, note="I did.")
    add_comment(need.thread, by=cast.asker, text="Thank you.", about=need)
    assert {actor for _kind, actor in told(cast.helper)} == {""}


def test_a_need_of_one_team_is_not_told_to_who_left_the_team(cast: Cast) -> None:
    need = declare_need("Where are the keys?", by=cast.asker, team=cast.outpatients)
    voice_need(need, by=cast.lead)
    cast.lead.team = cast.pharmacy
    cast.lead.save(update_fields=["team"])
    cast.outpatients.lead = None
    cast.outpatients.save(update_fields=["lead"])
    answer_need(need, by=cast.asker, text="Behind the door.")
    assert told(cast.lead) == []


def test_a_leaver_is_told_nothing(cast: Cast, need: Need) -> None:
    voice_need(need, by=cast.stranger)
    cast.stranger.is_active = False
    cast.stranger.save(update_fields=["is_active"])
    answer_need(need, by=cast.helper, text="Begin with what she has to do.")
    assert told(cast.stranger) == []


def test_a_parked_need_tells_its_followers_why(cast: Cast, need: Need) -> None:
    park_need(need, by=cast.steward, reason="The new record system comes in May.")
    assert told(cast.asker) == [("parked", "Lwazi Dube")]
    assert Notice.objects.get(person=cast.asker).quote == "The new record system comes in May."


def test_authors_hear_of_reactions_and_comments_and_readers_of_the_change(cast: Cast, item: Item) -> None:
    react(item.thread, by=cast.stranger, kind="outdated", about=item)
    add_comment(item.thread, by=cast.stranger, text="The template moved.", about=item)
    assert told(cast.author) == [("reacted", ""), ("commented", "Piet Jansen")]
    item.refresh_from_db()
    blocks = [{"type": "text", "id": "one", "text": "Put the ask first. The template is in the new record."}]
    save_draft(item, by=cast.author, title=item.title, blocks=blocks, stamp=item.module.draft_stamp)
    publish_module(item, by=cast.author, note="The template’s new place.")
    assert told(cast.stranger) == [("revised", "Amara Okafor")]


def test_telling_twice_tells_once(cast: Cast, need: Need) -> None:
    voice_need(need, by=cast.stranger)
    run_waiting()
    line = Line.objects.get(verb="need.voiced", actor_id=cast.stranger.pk)
    tell(happening(line))
    assert Notice.objects.filter(person=cast.asker, kind=NoticeKind.VOICED).count() == 1


def test_what_one_does_not_want_in_the_bell_is_kept_as_read(cast: Cast, need: Need) -> None:
    choose({NoticeKind.VOICED: Choice(in_inbox=False, mailing=Mailing.NEVER)}, by=cast.asker)
    voice_need(need, by=cast.stranger)
    assert told(cast.asker) == [("voiced", "Piet Jansen")]
    assert not Notice.objects.unread().filter(person=cast.asker).exists()


def test_an_answer_is_mailed_at_once_and_only_once(cast: Cast, need: Need) -> None:
    answer_need(need, by=cast.helper, text="Begin with what she has to do.")
    run_waiting()
    mail_digests(int(timezone.now().timestamp()))
    assert [message.to for message in mail.outbox] == [["sofia@example.org"]]
    assert f"/needs/{need.pk}/" in mail.outbox[0].body


def test_the_digest_holds_what_waits_for_it_and_is_not_sent_again(cast: Cast, need: Need) -> None:
    answer = answer_need(need, by=cast.helper, text="Begin with what she has to do.")
    confirm_answer(answer, by=cast.asker, outcome=Outcome.SOLVED)
    run_waiting()
    mail.outbox.clear()
    mail_digests(int(timezone.now().timestamp()))
    mail_digests(int(timezone.now().timestamp()))
    assert [message.to for message in mail.outbox] == [["kofi@example.org"]]


def test_what_was_read_is_not_in_the_digest(cast: Cast, need: Need) -> None:
    answer = answer_need(need, by=cast.helper, text="Begin with what she has to do.")
    confirm_answer(answer, by=cast.asker, outcome=Outcome.SOLVED)
    run_waiting()
    mark_read(None, by=cast.helper)
    mail.outbox.clear()
    mail_digests(int(timezone.now().timestamp()))
    assert mail.outbox == []


def test_history_is_not_mailed(cast: Cast) -> None:
    with clock.at(timezone.now() - timedelta(days=40)):
        need = declare_need("How do I write a letter that gets read?", by=cast.asker)
        answer_need(need, by=cast.helper, text="Begin with what she has to do.")
    assert told(cast.asker) == [("answered", "Kofi Asante")]
    assert mail.outbox == []


def test_nobody_marks_somebody_elses_notice(cast: Cast, need: Need) -> None:
    voice_need(need, by=cast.stranger)
    run_waiting()
    notice = Notice.objects.get(person=cast.asker)
    assert mark_read([notice.pk], by=cast.helper) == 0
    assert mark_read([notice.pk], by=cast.asker) == 1
