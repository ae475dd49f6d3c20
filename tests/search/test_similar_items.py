"""Beside a draft: what is written already that says much the same."""

from collections.abc import Callable

from django.test import Client

from tests.cast import Cast
from tests.library.sheets import draft, published
from upwell.library.models import Item, ItemKind
from upwell.people.models import Person

LETTER = [{"type": "text", "text": "A discharge letter that the doctor reads: put the ask first, then the reason."}]


def shown(item: Item, by: Person) -> tuple[int, str]:
    client = Client(headers={"HX-Request": "true"})
    client.force_login(by)
    response = client.get(f"/search/similar-items/{item.pk}/")
    return response.status_code, response.content.decode().strip()


def test_a_module_like_the_draft_is_offered_to_be_improved(cast: Cast, settle: Callable[[], int]) -> None:
    there = published(cast.author, title="Discharge letters that get read", blocks=LETTER)
    talk = published(cast.author, title="Discharge letters, read aloud", blocks=LETTER)
    Item.objects.filter(pk=talk.pk).update(kind=ItemKind.EVENT)
    published(cast.author, title="Parking at the hospital", blocks=[{"type": "text", "text": "Behind the kitchen."}])
    mine = draft(cast.newcomer, title="How to write a discharge letter", blocks=LETTER)
    settle()
    status, said = shown(mine, cast.newcomer)
    assert status == 200 and there.get_absolute_url() in said and "Parking" not in said
    assert "read aloud" not in said


def test_what_the_writer_may_not_see_itself_and_almost_nothing_are_like_nothing(
    cast: Cast, settle: Callable[[], int]
) -> None:
    there = published(cast.author, title="Discharge letters that get read", blocks=LETTER)
    there.team = cast.pharmacy
    there.save(update_fields=["team"])
    settle()
    assert shown(draft(cast.newcomer, title="A discharge letter", blocks=LETTER), cast.newcomer) == (200, "")
    assert shown(there, cast.author) == (200, "")
    assert shown(draft(cast.newcomer, title="Hi", blocks=None), cast.newcomer) == (200, "")


def test_it_is_for_those_who_write(cast: Cast) -> None:
    item = published(cast.author)
    assert shown(item, cast.stranger)[0] == 403
    assert shown(draft(cast.author), cast.stranger)[0] == 404
