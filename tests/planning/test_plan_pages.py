"""The pages of a week's plan and of recall, as their owner sees them and as nobody else does."""

import uuid
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.planning.telling import asked, module, stack
from upwell.core import clock
from upwell.library.actions.curating import set_audience
from upwell.library.models import Item
from upwell.people.actions.skills import set_skill
from upwell.people.models import Person
from upwell.planning.actions.making import make_plan
from upwell.planning.actions.recalling import add_card
from upwell.planning.models import Card, Piece, Review, SetAside


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_today_shows_the_minutes_that_are_left_and_one_thing_to_do_now(cast: Cast) -> None:
    module(cast.author, "Letters that get read", words=800)
    module(cast.author, "Letters that get answered", words=800)
    client = signed_in(cast.asker)
    assert "Plan this week" in text(client, "/")
    client.post("/plan/make/", {"from": "today"})
    page = text(client, "/")
    assert "24 minutes: 24 left" in page
    assert "Now, 4 min" in page
    first = Piece.objects.order_by("place")[0]
    client.post(f"/plan/{first.pk}/done/")
    page = text(client, "/")
    assert "24 minutes: 20 left" in page
    assert page.count("Now, ") == 1


def test_the_whole_plan_can_be_done_swapped_postponed_and_declined(cast: Cast) -> None:
    for number in range(4):
        module(cast.author, f"Letters, part {number}")
    client = signed_in(cast.asker)
    assert "This week has no plan yet" in text(client, "/plan/")
    client.post("/plan/make/")
    plan = cast.asker.plans.get()
    assert "Letters, part 0" in text(client, "/plan/")
    for door, left in (("done", 4), ("undone", 4), ("postpone", 3), ("swap", 2), ("decline", 1)):
        piece = plan.pieces.order_by("place")[0]
        answer = client.post(f"/plan/{piece.pk}/{door}/", follow=True)
        assert answer.redirect_chain == [("/plan/", 302)]
        assert len(stack(plan)) == left
    aside = SetAside.objects.declined().get()
    assert aside.title in text(client, "/plan/rhythm/")
    assert signed_in(cast.lead).post(f"/plan/declined/{aside.pk}/bring-back/").status_code == 404
    client.post(f"/plan/declined/{aside.pk}/bring-back/")
    assert not SetAside.objects.declined().exists()


def test_anothers_plan_is_not_there(cast: Cast) -> None:
    module(cast.author, "Letters that get read")
    plan = make_plan(cast.asker, by=cast.asker)
    piece = plan.pieces.get()
    for other in (cast.lead, cast.admin):
        assert signed_in(other).post(f"/plan/{piece.pk}/done/").status_code == 404
    assert not plan.pieces.get().is_done


def test_what_one_may_see_no_more_is_gone_from_the_plan(cast: Cast) -> None:
    letters = module(cast.author, "Letters that get read")
    make_plan(cast.asker, by=cast.asker)
    assert "Letters that get read" in text(signed_in(cast.asker), "/plan/")
    set_audience(Item.objects.get(pk=letters.pk), by=cast.author, team=cast.pharmacy)
    assert "Letters that get read" not in text(signed_in(cast.asker), "/plan/")


def test_minutes_and_quiet_weeks_are_chosen_and_what_does_not_fit_comes_back(cast: Cast) -> None:
    client = signed_in(cast.asker)
    refused = client.post("/plan/rhythm/", {"minutes": "3"})
    assert refused.status_code == 422
    assert 'value="3"' in refused.content.decode()
    client.post("/plan/rhythm/", {"minutes": "60"})
    assert cast.asker.rhythm.minutes == 60


def test_what_it_is_chosen_from_stands_open(cast: Cast) -> None:
    set_skill(cast.helper, by=cast.helper, name="letters", level=3, teaches=True)
    asked(cast.asker, skills=["letters"])
    page = text(signed_in(cast.helper), "/plan/choices/")
    assert "How do I write a letter that gets read?" in page
    assert "at least one for somebody who waits" in page
    assert "Nothing yet" in text(signed_in(cast.newcomer), "/plan/choices/")


def test_answers_of_a_session_come_by_form_or_in_the_background_and_count_once(cast: Cast) -> None:
    with clock.at(timezone.now() - timedelta(days=3)):
        card = add_card(by=cast.asker, front="Who reads the letter?", back="The GP.")
    client = signed_in(cast.asker)
    assert "Who reads the letter?" in text(client, "/recall/")
    sent = {"card": card.pk, "rating": 3, "key": uuid.uuid4().hex, "at": (timezone.now()).isoformat()}
    quiet = {"Accept": "application/json"}
    assert client.post("/recall/answer/", sent, headers=quiet).status_code == 204
    assert client.post("/recall/answer/", sent).status_code == 302
    assert Review.objects.count() == 1
    assert client.post("/recall/answer/", {**sent, "key": "b", "rating": 9}, headers=quiet).status_code == 422
    assert signed_in(cast.lead).post("/recall/answer/", sent, headers=quiet).status_code == 404
    assert "Nothing to recall now" in text(client, "/recall/")


def test_cards_of_ones_own_are_written_changed_and_put_away(cast: Cast) -> None:
    client = signed_in(cast.asker)
    assert "No cards yet" in text(client, "/recall/cards/")
    assert client.post("/recall/cards/new/", {"front": "Who reads it?", "back": ""}).status_code == 422
    client.post("/recall/cards/new/", {"front": "Who reads it?", "back": "The GP."})
    card = Card.objects.get()
    client.post(f"/recall/cards/{card.pk}/change/", {"front": "Who reads it?", "back": "The GP, at seven."})
    assert Card.objects.get().back == "The GP, at seven."
    assert signed_in(cast.lead).get(f"/recall/cards/{card.pk}/change/").status_code == 404
    assert signed_in(cast.lead).post(f"/recall/cards/{card.pk}/end/").status_code == 404
    client.post(f"/recall/cards/{card.pk}/end/")
    assert "No cards yet" in text(client, "/recall/cards/")
