"""Taking up what somebody offered on a need, to mentor: they are asked, and with their yes the need has an answer."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from tests.cast import Cast
from upwell.core.jobs import run_waiting
from upwell.gatherings.actions.mentoring.proposing import accept_mentoring
from upwell.gatherings.models import Mentoring
from upwell.needs.actions.declaring import declare_need
from upwell.needs.actions.mentoring import answer_by_mentoring, take_up_offer
from upwell.needs.actions.offering import offer_help, withdraw_offer
from upwell.needs.models import How, Need, Offer
from upwell.notifications.models import Notice
from upwell.people.models import Person

GOALS = "Letters that a GP reads to the end."


@pytest.fixture
def offer(cast: Cast) -> Offer:
    """Kofi would mentor on what Sofia needs."""
    need = declare_need("How do I write a letter that gets read?", by=cast.asker, skills=["writing"])
    return offer_help(need, by=cast.helper, how=How.MENTOR, note="One letter a week.")


def test_whoever_needs_it_takes_it_up_and_the_mentors_yes_answers_the_need(cast: Cast, offer: Offer) -> None:
    for _ in range(2):
        made = take_up_offer(offer, by=cast.asker, goals=GOALS)
    assert (made.mentor, made.mentee, made.for_need_id) == (cast.helper, cast.asker, offer.need_id)
    assert str(made) == "Mentoring: writing"
    run_waiting()
    assert Notice.objects.filter(person=cast.helper, kind="mentoring_proposed").count() == 1
    assert not Need.objects.get(pk=offer.need_id).answers.exists()
    accept_mentoring(made, by=cast.helper)
    run_waiting()
    answer = Need.objects.get(pk=offer.need_id).answers.get()
    assert (answer.by, answer.person) == (cast.helper, cast.helper)
    assert "Sofia" not in answer.text
    assert answer_by_mentoring(Mentoring.objects.with_pair().get()) == answer


def test_only_whoever_needs_it_may_and_only_while_it_stands(cast: Cast, offer: Offer) -> None:
    written = offer_help(offer.need, by=cast.author, how=How.WRITE)
    for wrong, person in ((offer, cast.stranger), (offer, cast.helper), (written, cast.asker)):
        with pytest.raises(PermissionDenied):
            take_up_offer(wrong, by=person, goals=GOALS)
    withdraw_offer(offer, by=cast.helper)
    with pytest.raises(PermissionDenied):
        take_up_offer(offer, by=cast.asker, goals=GOALS)
    assert not Mentoring.objects.exists()


def test_ones_own_lead_is_refused_in_words(cast: Cast, offer: Offer) -> None:
    leads = offer_help(offer.need, by=cast.lead, how=How.MENTOR)
    with pytest.raises(ValidationError, match="Greta Nyström and you report to each other"):
        take_up_offer(leads, by=cast.asker, goals=GOALS)
    answer = as_(cast.asker).post(f"/needs/{offer.need_id}/take-up/{leads.pk}/", {"goals": GOALS})
    assert (answer.status_code, GOALS in answer.content.decode()) == (422, True)


def test_the_page_leads_from_the_need_to_the_two(cast: Cast, offer: Offer) -> None:
    path = f"/needs/{offer.need_id}/take-up/{offer.pk}/"
    assert path in as_(cast.asker).get(f"/needs/{offer.need_id}/").content.decode()
    assert path not in as_(cast.stranger).get(f"/needs/{offer.need_id}/").content.decode()
    assert as_(cast.stranger).get(path).status_code == 403
    answer = as_(cast.asker).post(path, {"goals": " "})
    assert answer.status_code == 422
    answer = as_(cast.asker).post(path, {"goals": GOALS}, follow=True)
    assert "You said yes. Kofi is asked." in answer.content.decode()


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client
