"""Everything one can do with a need works as a plain form; nothing typed is lost; twice is harmless; stale is harmless."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.needs.telling import again, published
from upwell.library.models import Item, Module
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.brokering import merge_need
from upwell.needs.actions.declaring import declare_need
from upwell.needs.actions.offering import offer_help
from upwell.needs.actions.voicing import voice_need
from upwell.needs.models import How, Need, State, Urgency

HTMX = {"HX-Request": "true"}


def test_declaring_leads_to_the_need(cast: Cast, client: Client) -> None:
    client.force_login(cast.asker)
    typed = {"title": "How do I read a CTG?", "urgency": "now", "skills": "CTG; reading, ", "why": "I nod."}
    response = client.post("/needs/declare/", typed)
    need = Need.objects.get()
    assert response.headers["Location"] == need.get_absolute_url()
    assert (need.asked_by, need.now_count, need.skills.count()) == (cast.asker, 1, 2)
    assert client.post("/needs/declare/", typed).headers["Location"] == need.get_absolute_url()
    assert Need.objects.count() == 1


def test_the_one_field_of_the_board_is_enough(cast: Cast, client: Client) -> None:
    client.force_login(cast.asker)
    client.post("/needs/declare/", {"title": "How do I read a CTG?", "urgency": "soon"})
    assert Need.objects.get().voices.get().urgency == Urgency.SOON


def test_a_title_of_200_kilobytes_comes_back_with_a_sentence(cast: Cast, client: Client) -> None:
    client.force_login(cast.asker)
    title = "word " * 40_000
    response = client.post("/needs/declare/", {"title": title, "urgency": "soon", "why": "Because of this."})
    assert response.status_code == 422
    page = response.content.decode()
    assert "A sentence of up to 300 characters is enough" in page
    assert title in page
    assert "Because of this." in page
    assert not Need.objects.exists()


def test_the_sentence_can_come_with_the_address(cast: Cast, client: Client) -> None:
    client.force_login(cast.asker)
    assert "How do I read a CTG?" in client.get("/needs/declare/?text=How do I read a CTG?").content.decode()


def test_a_team_of_others_cannot_be_chosen(cast: Cast, client: Client) -> None:
    client.force_login(cast.asker)
    response = client.post("/needs/declare/", {"title": "Pharmacy?", "urgency": "soon", "team": cast.pharmacy.pk})
    assert response.status_code == 422
    assert "Pharmacy?" in response.content.decode()


def test_the_asker_edits_and_keeps_the_team_it_was_limited_to(cast: Cast, client: Client) -> None:
    need = declare_need("Just us", by=cast.asker, team=cast.outpatients)
    cast.asker.team = cast.pharmacy
    cast.asker.save()
    client.force_login(cast.asker)
    page = client.get(f"/needs/{need.pk}/edit/").content.decode()
    assert f'value="{cast.outpatients.pk}" selected' in page
    client.post(f"/needs/{need.pk}/edit/", {"title": "Us", "urgency": "soon", "team": cast.outpatients.pk})
    assert (again(need).title, again(need).team) == ("Us", cast.outpatients)


def test_only_the_asker_opens_the_form_to_edit(cast: Cast, need: Need, client: Client) -> None:
    client.force_login(cast.helper)
    assert client.get(f"/needs/{need.pk}/edit/").status_code == 403
    client.force_login(cast.asker)
    response = client.post(f"/needs/{need.pk}/edit/", {"title": "", "why": "Kept.", "urgency": "soon"})
    assert response.status_code == 422
    assert "Kept." in response.content.decode()


def test_me_too_in_one_tap_and_back(cast: Cast, need: Need, client: Client) -> None:
    client.force_login(cast.stranger)
    for _ in range(2):
        assert client.post(f"/needs/{need.pk}/voice/").headers["Location"] == need.get_absolute_url()
    assert again(need).voice_count == 2
    client.post(f"/needs/{need.pk}/voice/", {"urgency": "now", "why": "Because."})
    client.post(f"/needs/{need.pk}/voice/")
    voice = need.voices.get(by=cast.stranger)
    assert (voice.urgency, voice.why) == (Urgency.NOW, "Because.")
    client.post(f"/needs/{need.pk}/unvoice/")
    assert again(need).voice_count == 1


def test_a_why_that_is_too_long_comes_back(cast: Cast, need: Need, client: Client) -> None:
    client.force_login(cast.stranger)
    response = client.post(f"/needs/{need.pk}/voice/", {"urgency": "now", "why": "x" * 600})
    assert response.status_code == 422
    assert "x" * 600 in response.content.decode()
    assert again(need).voice_count == 1


def test_helping_with_a_colleague_named(cast: Cast, need: Need, client: Client) -> None:
    client.force_login(cast.helper)
    address = f"/needs/{need.pk}/offer/"
    assert client.post(address, {"how": "know_who", "name": "amara okafor"}).status_code == 302
    assert need.offers.get().person == cast.author
    asked = client.post(address, {"how": "know_who", "name": "Ama", "note": "She knows."})
    assert asked.status_code == 422
    assert "Whom do you mean?" in asked.content.decode()
    assert f'name="person" value="{cast.author.pk}"' in asked.content.decode()
    assert "She knows." in asked.content.decode()
    assert client.post(address, {"how": "know_who", "name": "Nobody Atall"}).status_code == 422
    assert client.post(address, {"how": "know_who"}).status_code == 422
    assert client.post(address, {"how": "shout"}).status_code == 422


def test_colleagues_appear_while_one_types(cast: Cast, client: Client) -> None:
    client.force_login(cast.helper)
    found = client.get("/needs/colleagues/?name=Ama").content.decode()
    assert "Amara Okafor" in found
    assert "Kofi" not in client.get("/needs/colleagues/?name=Kofi").content.decode().replace('"Kofi"', "")


def test_an_offer_is_taken_back_by_whoever_made_it(cast: Cast, need: Need, client: Client) -> None:
    offer = offer_help(need, by=cast.helper, how=How.WRITE)
    client.force_login(cast.stranger)
    assert client.post(f"/needs/{need.pk}/withdraw-offer/{offer.pk}/").status_code == 403
    client.force_login(cast.helper)
    assert client.post(f"/needs/{need.pk}/withdraw-offer/{offer.pk}/").status_code == 302
    assert again(need).state == State.OPEN


def test_answering_with_words_a_module_or_a_person(cast: Cast, need: Need, item: Item, client: Client) -> None:
    client.force_login(cast.helper)
    address = f"/needs/{need.pk}/answer/"
    client.post(address, {"way": "words", "text": "The question first."})
    client.post(address, {"way": "module", "q": "Letters", "item": item.pk})
    client.post(address, {"way": "person", "name": "Amara Okafor"})
    assert again(need).answer_count == 3
    for wrong in ({"way": "words", "text": " "}, {"way": "module", "q": "Letters"}, {"way": "person"}):
        assert client.post(address, wrong).status_code == 422
    assert again(need).answer_count == 3


def test_what_one_wrote_comes_back_when_it_is_too_long(cast: Cast, need: Need, client: Client) -> None:
    client.force_login(cast.helper)
    response = client.post(f"/needs/{need.pk}/answer/", {"way": "words", "text": "y" * 10_001})
    assert response.status_code == 422
    assert "y" * 10_001 in response.content.decode()


def test_modules_are_found_by_title_and_address(cast: Cast, need: Need, item: Item, client: Client) -> None:
    published("Not for you", cast.author, team=cast.author.team)
    client.force_login(cast.author)
    address = f"/needs/{need.pk}/items/"
    assert "Letters that get read" in client.get(f"{address}?q=read letters").content.decode()
    assert "Letters that get read" in client.get(f"{address}?q=http://here/modules/{item.pk}/").content.decode()
    assert "Letters that get read" in client.get(address).content.decode()
    assert "Not for you" not in client.get(f"{address}?q=for").content.decode()


def test_writing_a_module_for_a_need_starts_one_draft(cast: Cast, need: Need, client: Client) -> None:
    client.force_login(cast.helper)
    for _ in range(2):
        assert client.post(f"/needs/{need.pk}/write/").status_code == 302
    assert Module.objects.get(for_need_id=need.pk).item.owner == cast.helper


def test_saying_whether_it_helped(cast: Cast, need: Need, client: Client) -> None:
    answer = answer_need(need, by=cast.helper, text="So.")
    address = f"/needs/{need.pk}/confirm/{answer.pk}/"
    client.force_login(cast.stranger)
    assert client.post(address, {"outcome": "solved"}).status_code == 403
    client.force_login(cast.asker)
    assert client.get(address).status_code == 200
    assert client.post(address, {"outcome": "wonderful", "note": "Kept."}).status_code == 422
    assert client.post(address, {"outcome": "solved"}, headers=HTMX).status_code == 200
    assert again(need).state == State.SOLVED


def test_saying_something_and_taking_it_back(cast: Cast, need: Need, client: Client) -> None:
    client.force_login(cast.stranger)
    client.post(f"/needs/{need.pk}/comment/", {"text": "Which GPs?"})
    said = need.thread.comments.get()
    assert "Which GPs?" in client.get(need.get_absolute_url()).content.decode()
    too_long = client.post(f"/needs/{need.pk}/comment/", {"text": "z" * 5_001})
    assert too_long.status_code == 422
    assert "z" * 5_001 in too_long.content.decode()
    client.post(f"/needs/{need.pk}/uncomment/{said.pk}/")
    assert "Which GPs?" not in client.get(need.get_absolute_url()).content.decode()


def test_following_and_muting(cast: Cast, need: Need, client: Client) -> None:
    client.force_login(cast.stranger)
    client.post(f"/needs/{need.pk}/follow/")
    assert not need.follows.get(person=cast.stranger).is_muted
    client.post(f"/needs/{need.pk}/unfollow/")
    assert need.follows.get(person=cast.stranger).is_muted


def test_stewards_alone_park_and_join(cast: Cast, need: Need, client: Client) -> None:
    other = declare_need("Letters?", by=cast.stranger)
    addresses = [f"/needs/{need.pk}/{verb}/" for verb in ("park", "unpark", "merge")]
    client.force_login(cast.asker)
    assert {client.post(address).status_code for address in addresses} == {403}
    client.force_login(cast.steward)
    assert client.post(addresses[0], {"reason": " "}).status_code == 422
    assert client.post(addresses[0], {"reason": "May."}).status_code == 302
    assert again(need).state == State.PARKED
    client.post(addresses[1])
    assert again(need).state == State.OPEN
    assert "Letters?" in client.get(f"{addresses[2]}?q=letters").content.decode()
    assert client.post(addresses[2], {"q": "letters"}).status_code == 422
    assert client.post(addresses[2], {"into": other.pk}).headers["Location"] == other.get_absolute_url()


def test_a_form_that_lay_open_while_needs_were_joined_does_no_harm(cast: Cast, need: Need, client: Client) -> None:
    offer = offer_help(need, by=cast.helper, how=How.WRITE)
    answer = answer_need(need, by=cast.helper, text="So.")
    other = declare_need("Letters?", by=cast.stranger)
    merge_need(need, by=cast.steward, into=other)
    client.force_login(cast.helper)
    for verb, typed in {
        "voice": {"urgency": "now"},
        "answer": {"way": "words", "text": "Also so."},
        "comment": {"text": "Still here."},
        "follow": {},
        f"withdraw-offer/{offer.pk}": {},
        f"confirm/{answer.pk}": {"outcome": "partly"},
    }.items():
        for headers in ({}, HTMX):
            response = client.post(f"/needs/{need.pk}/{verb}/", typed, headers=headers)
            assert response.status_code in {200, 302}, (verb, response.status_code)
    assert (again(other).voice_count, again(other).answer_count, again(other).offer_count) == (3, 2, 0)


@pytest.mark.parametrize("verb", ["voice", "offer", "answer"])
def test_htmx_gets_the_form_alone_and_its_faults_in_place(cast: Cast, need: Need, client: Client, verb: str) -> None:
    client.force_login(cast.stranger)
    voice_need(need, by=cast.stranger)
    address = f"/needs/{need.pk}/{verb}/"
    assert "<html" not in client.get(address, headers=HTMX).content.decode()
    assert "<html" in client.get(address).content.decode()
    refused = client.post(address, {"urgency": "now", "why": "x" * 900, "how": "nothing", "text": ""}, headers=HTMX)
    assert (refused.status_code, refused.headers["HX-Retarget"]) == (422, "#doing")


def test_numbers_that_nobody_has_are_not_there(cast: Cast, client: Client) -> None:
    client.force_login(cast.asker)
    assert client.get("/needs/999999/").status_code == 404
    assert client.get(f"/needs/{10**30}/").status_code == 404
    assert client.post("/needs/999999/voice/").status_code == 404


def test_say_more_first_takes_the_sentence_along_and_declares_nothing(cast: Cast, client: Client) -> None:
    client.force_login(cast.asker)
    page = client.post("/needs/declare/", {"title": "How do I read a CTG?", "urgency": "soon", "more": "1"})
    assert page.status_code == 200
    assert "How do I read a CTG?" in page.content.decode()
    assert "Ask without my name" in page.content.decode()
    assert not Need.objects.exists()


def test_without_script_looking_for_a_module_answers_nothing_yet(
    cast: Cast, need: Need, item: Item, client: Client
) -> None:
    client.force_login(cast.helper)
    page = client.post(f"/needs/{need.pk}/answer/", {"way": "module", "q": "letters", "look": "1"})
    assert page.status_code == 200
    assert f'name="item" value="{item.pk}"' in page.content.decode()
    assert again(need).answer_count == 0
