"""What a colleague asked and answered, on their page: only what is in the open, and only under their name."""

from django.test import Client

from tests.cast import Cast
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.declaring import declare_need
from upwell.people.models import Person


def shown(person_id: int, to: Person) -> str:
    client = Client(headers={"HX-Request": "true"})
    client.force_login(to)
    return client.get(f"/needs/of-person/{person_id}/").content.decode()


def test_what_was_asked_and_answered_in_the_open_is_shown(cast: Cast) -> None:
    need = declare_need("How do I write a letter that gets read?", by=cast.asker)
    answer_need(need, by=cast.helper, text="Put the ask first.")
    assert "letter that gets read" in shown(cast.asker.pk, cast.stranger)
    assert "letter that gets read" in shown(cast.helper.pk, cast.stranger)


def test_a_need_that_somebody_answered_twice_stands_there_once_by_their_last_answer(cast: Cast) -> None:
    need = declare_need("How do I write a letter that gets read?", by=cast.asker)
    for text in ("Put the ask first.", "And the date."):
        answer_need(need, by=cast.helper, text=text)
    page = shown(cast.helper.pk, cast.stranger)
    assert page.count(need.get_absolute_url()) == 1


def test_what_was_asked_without_a_name_is_not_shown_to_anybody(cast: Cast) -> None:
    need = declare_need("What do I do when I made a mistake?", by=cast.asker, nameless=True)
    answer_need(need, by=cast.asker, text="I told my lead.")
    assert [reader.name for reader in cast.everybody if "mistake" in shown(cast.asker.pk, reader)] == []


def test_what_is_limited_to_a_team_is_not_shown_outside_it(cast: Cast) -> None:
    declare_need("Where are the keys?", by=cast.asker, team=cast.outpatients)
    assert "Where are the keys" in shown(cast.asker.pk, cast.lead)
    assert "Where are the keys" not in shown(cast.asker.pk, cast.stranger)
