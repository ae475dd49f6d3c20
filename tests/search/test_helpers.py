"""Who could help: by what they did, in words that are true, without wearing anybody out."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.search.telling import LETTER, LETTER_TOO, PUMP, answered, asked, letters, written
from upwell.core import clock
from upwell.library.actions.curating import retire_item, set_audience
from upwell.needs.actions.declaring import declare_need
from upwell.needs.actions.offering import offer_help
from upwell.needs.models import Need
from upwell.people.actions.accounts import deactivate_person
from upwell.people.actions.skills import confirm_skill, set_skill
from upwell.people.models import Person
from upwell.search.actions.suggesting import SUGGESTED, decline_suggestion, suggest_helpers
from upwell.search.models import HelperSuggestion
from upwell.search.queries.colleagues import HelperHit, helpers

Settle = Callable[[], int]


def reasons(hits: list[HelperHit]) -> dict[Person, list[str]]:
    return {hit.person: hit.reasons for hit in hits}


@pytest.fixture
def told(cast: Cast, settle: Settle) -> Need:
    """Sofia's need about letters with Kofi's answer, and Amara's module, all of it findable."""
    need, _item = letters(cast)
    settle()
    HelperSuggestion.objects.all().delete()
    return need


def test_who_answered_and_who_made_something_like_it_are_named_with_why(cast: Cast, told: Need) -> None:
    assert reasons(helpers(LETTER_TOO, cast.stranger)) == {
        cast.helper: ["Answered a need like this"],
        cast.author: ["Made ‘Discharge letters that get read’"],
    }


def test_nobody_is_named_for_what_nobody_knows_about(cast: Cast, told: Need) -> None:
    assert helpers("Which tyres does the ambulance need in winter?", cast.stranger) == []
    assert helpers("   ", cast.stranger) == []


def test_who_asks_is_not_named(cast: Cast, told: Need) -> None:
    assert cast.helper not in reasons(helpers(LETTER_TOO, cast.helper))


def test_who_says_they_know_it_is_named_with_what_colleagues_confirmed(cast: Cast, settle: Settle) -> None:
    skill = set_skill(cast.stranger, by=cast.stranger, name="Writing", level=3, teaches=True)
    set_skill(cast.helper, by=cast.helper, name="Writing", wants=True)
    confirm_skill(skill, by=cast.lead, evidence="He wrote our leaflet.")
    settle()
    assert reasons(helpers("Who can help me with writing?", cast.asker)) == {
        cast.stranger: ["1 colleague confirmed Writing", "Would like to teach Writing"]
    }


def test_named_skills_count_though_the_text_does_not_say_them(cast: Cast, settle: Settle) -> None:
    set_skill(cast.stranger, by=cast.stranger, name="Writing", level=4)
    settle()
    assert reasons(helpers("Nobody reads what I send", cast.asker, skills=["writing"])) == {
        cast.stranger: ["Others come to ask about Writing"]
    }


def test_who_left_is_not_named(cast: Cast, told: Need) -> None:
    deactivate_person(cast.helper, by=cast.admin)
    assert set(reasons(helpers(LETTER_TOO, cast.stranger))) == {cast.author}


def test_who_has_no_time_is_not_named(cast: Cast, told: Need) -> None:
    Person.objects.filter(pk=cast.helper.pk).update(minutes_for_helping=0)
    assert set(reasons(helpers(LETTER_TOO, cast.stranger))) == {cast.author}


def test_a_need_one_may_not_see_is_no_reason(cast: Cast, settle: Settle) -> None:
    hidden = declare_need(LETTER, by=cast.asker, team=cast.outpatients)
    answered(hidden, cast.lead)
    settle()
    assert helpers(LETTER_TOO, cast.stranger) == []
    assert reasons(helpers(LETTER_TOO, cast.asker)) == {cast.lead: ["Answered a need like this"]}


def test_a_module_one_may_not_see_is_no_reason(cast: Cast, told: Need) -> None:
    item = cast.author.owned_items.get()
    set_audience(item, by=cast.author, team=cast.author.team)
    assert set(reasons(helpers(LETTER_TOO, cast.stranger))) == {cast.helper}


def test_a_retired_module_is_no_reason(cast: Cast, told: Need) -> None:
    retire_item(cast.author.owned_items.get(), by=cast.author)
    assert set(reasons(helpers(LETTER_TOO, cast.stranger))) == {cast.helper}


def test_a_declared_need_gets_suggestions_and_those_named_are_told_why(cast: Cast, told: Need, settle: Settle) -> None:
    need = asked(LETTER_TOO, cast.stranger)
    settle()
    rows = {row.person: row.reasons for row in need.suggestions.all()}
    assert rows == {
        cast.helper: ["Answered a need like this"],
        cast.author: ["Made ‘Discharge letters that get read’"],
    }
    assert cast.helper.notices.filter(kind="suggested").count() == 1


def test_suggesting_twice_names_nobody_twice(cast: Cast, told: Need, settle: Settle) -> None:
    need = asked(LETTER_TOO, cast.stranger)
    settle()
    assert suggest_helpers(need) == []
    assert need.suggestions.count() == 2


def test_who_has_offered_is_not_suggested_as_well(cast: Cast, told: Need, settle: Settle) -> None:
    need = asked(LETTER_TOO, cast.stranger)
    offer_help(need, by=cast.helper, how="talk")
    settle()
    assert {row.person for row in need.suggestions.all()} == {cast.author}


def test_an_answered_need_gets_no_suggestions(cast: Cast, told: Need) -> None:
    assert suggest_helpers(told) == []


def test_a_need_of_a_team_is_suggested_to_nobody_outside(cast: Cast, told: Need, settle: Settle) -> None:
    need = declare_need(LETTER_TOO, by=cast.lead, team=cast.outpatients)
    settle()
    assert not need.suggestions.exists()


def test_nobody_is_suggested_more_often_in_a_month_than_they_allow(cast: Cast, told: Need, settle: Settle) -> None:
    Person.objects.filter(pk=cast.helper.pk).update(asks_per_month=2)
    for number in range(5):
        asked(f"{LETTER_TOO} This is letter {number}.", cast.stranger)
        settle()
    assert HelperSuggestion.objects.filter(person=cast.helper).count() == 2
    with clock.at(clock.now() + timedelta(days=31)):
        assert cast.helper in reasons(helpers(LETTER_TOO, cast.stranger))


def test_not_this_time_finds_somebody_else_and_asks_nobody_twice(cast: Cast, told: Need, settle: Settle) -> None:
    need = asked(LETTER_TOO, cast.stranger)
    settle()
    written("How GPs read our discharge letters", cast.newcomer, "They read the first line of a discharge letter.")
    settle()
    decline_suggestion(need, by=cast.helper)
    decline_suggestion(need, by=cast.helper)
    settle()
    still = set(need.suggestions.filter(declined_at__isnull=True).values_list("person", flat=True))
    assert still == {cast.author.pk, cast.newcomer.pk}
    assert need.suggestions.count() <= SUGGESTED + 1


def test_declining_what_was_never_suggested_is_harmless(cast: Cast, told: Need) -> None:
    decline_suggestion(told, by=cast.stranger)
    assert not HelperSuggestion.objects.exists()


def test_an_able_second_is_suggested_before_a_first_who_is_often_asked(cast: Cast, settle: Settle) -> None:
    for number in range(3):
        answered(asked(f"{LETTER} Ward {number}.", cast.asker), cast.helper)
    answered(asked(f"{LETTER} Ward 9.", cast.asker), cast.author)
    answered(asked(f"{LETTER} Ward 10.", cast.asker), cast.author)
    settle()
    HelperSuggestion.objects.all().delete()
    assert helpers(LETTER_TOO, cast.stranger)[0].person == cast.helper
    pumps = [asked(f"{PUMP} Number {number}.", cast.lead) for number in range(3)]
    for need in pumps:
        HelperSuggestion.objects.create(need=need, person=cast.helper, place=1, at=clock.now())
    assert helpers(LETTER_TOO, cast.stranger)[0].person == cast.author
