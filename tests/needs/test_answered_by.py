"""On a module's page: which needs it answers, as far as the reader may see them."""

from django.test import Client

from tests.cast import Cast
from upwell.library.models import Item
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.declaring import declare_need
from upwell.needs.models import Need
from upwell.people.models import Person


def shown(item: Item, to: Person) -> str:
    client = Client(headers={"HX-Request": "true"})
    client.force_login(to)
    return client.get(f"/needs/answered-by/{item.pk}/").content.decode()


def test_the_needs_it_answers_are_named(cast: Cast, need: Need, item: Item) -> None:
    assert need.title not in shown(item, cast.stranger)
    answer_need(need, by=cast.author, item=item)
    assert need.title in shown(item, cast.stranger)


def test_a_need_of_another_team_is_not_named(cast: Cast, item: Item) -> None:
    hidden = declare_need("Where are the keys?", by=cast.asker, team=cast.outpatients)
    answer_need(hidden, by=cast.asker, item=item)
    assert "Where are the keys" in shown(item, cast.lead)
    assert "Where are the keys" not in shown(item, cast.stranger)
