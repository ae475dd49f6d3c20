"""Beside the page somebody writes for a need: what people ask, as far as the writer may know it."""

from django.test import Client

from tests.cast import Cast
from upwell.discussion.actions import add_comment
from upwell.library.actions.writing import start_module
from upwell.library.models import Item
from upwell.needs.actions.declaring import declare_need
from upwell.needs.actions.voicing import voice_need
from upwell.needs.models import Need
from upwell.people.models import Person


def asked(item: Item, by: Person, *, part: bool = True) -> tuple[int, str]:
    client = Client(headers={"HX-Request": "true"} if part else {})
    client.force_login(by)
    response = client.get(f"/needs/beside/{item.pk}/")
    return response.status_code, response.content.decode()


def test_the_sentence_the_reasons_and_the_questions_stand_there(cast: Cast, need: Need) -> None:
    voice_need(need, by=cast.stranger, why="Mine come back every week")
    add_comment(need.thread, by=cast.lead, text="Does it hold for letters by mail?", about=need)
    add_comment(need.thread, by=cast.lead, text="I look forward to it.", about=need)
    item = start_module(by=cast.helper, title="Letters", for_need_id=need.pk)
    status, shown = asked(item, cast.helper)
    assert status == 200 and need.title in shown
    assert "Mine come back every week" in shown and "Piet" in shown and "letters by mail" in shown
    assert "look forward" not in shown and "<html" not in shown
    assert "Go on writing" in asked(item, cast.helper, part=False)[1]


def test_who_asked_without_a_name_stays_unnamed(cast: Cast) -> None:
    hidden = declare_need("How do I say no?", by=cast.asker, why="I never can", nameless=True)
    item = start_module(by=cast.helper, title="No", for_need_id=hidden.pk)
    _status, shown = asked(item, cast.helper)
    assert "I never can" in shown and "Asked without a name" in shown
    assert "Sofia" not in shown


def test_a_need_the_writer_may_not_see_is_not_there(cast: Cast) -> None:
    hidden = declare_need("Where are the keys?", by=cast.asker, team=cast.outpatients)
    item = start_module(by=cast.stranger, title="Keys", for_need_id=hidden.pk)
    assert asked(item, cast.stranger)[0] == 404


def test_only_those_who_write_it_look(cast: Cast, need: Need) -> None:
    item = start_module(by=cast.helper, title="Letters", for_need_id=need.pk)
    assert asked(item, cast.stranger)[0] == 404
    assert asked(start_module(by=cast.helper, title="Free"), cast.helper)[0] == 404
