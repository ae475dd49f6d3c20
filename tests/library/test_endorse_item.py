"""Vouching for what is out: who may, what the badge says, and who the experts are."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.browsing import at
from tests.cast import Cast
from tests.library.sheets import TEXT, module_of, published
from upwell.core.models import Line
from upwell.library.actions.endorsing import (
    deregulate_skill,
    dismiss_expert,
    endorse_item,
    name_expert,
    regulate_skill,
    withdraw_endorsement,
)
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.writing import save_draft
from upwell.library.models import Expert, Item, Regulation
from upwell.people.actions.skills import find_or_add_skill
from upwell.people.models import Person


def revise(item: Item, by: Person) -> None:
    save_draft(item, by=by, title="New", blocks=[{**TEXT, "text": "New."}], stamp=module_of(item).draft_stamp)
    publish_module(item, by=by)


def fresh(item: Item) -> Item:
    return Item.objects.get(pk=item.pk)


def test_a_steward_vouches_for_the_version_that_readers_see(cast: Cast) -> None:
    item = published(cast.author)
    for _time in range(2):
        endorse_item(item, by=cast.steward, word="Tried on the ward.")
    assert fresh(item).endorsed_version == 1
    assert Line.objects.filter(verb="item.endorsed").count() == 1
    page = at(cast.stranger).get(f"/modules/{item.pk}/").content.decode()
    assert "endorsed by Lwazi Dube" in page
    assert "endorsed" in at(cast.stranger).get("/learn/").content.decode()


def test_a_newer_version_is_not_vouched_for_and_the_badge_says_so(cast: Cast) -> None:
    item = published(cast.author)
    endorse_item(item, by=cast.steward)
    revise(item, cast.author)
    assert (
        "version 1 endorsed by Lwazi Dube; changed since"
        in at(cast.stranger).get(f"/modules/{item.pk}/").content.decode()
    )
    assert "endorsed; changed since" in at(cast.stranger).get("/learn/").content.decode()
    endorse_item(item, by=cast.steward)
    assert fresh(item).endorsed_version == 2


def test_what_is_taken_back_is_shown_no_more(cast: Cast) -> None:
    item = published(cast.author)
    first = endorse_item(item, by=cast.steward)
    with pytest.raises(PermissionDenied):
        withdraw_endorsement(first, by=cast.author)
    for _time in range(2):
        withdraw_endorsement(first, by=cast.steward)
    assert fresh(item).endorsed_version is None
    assert Line.objects.filter(verb="item.unendorsed").count() == 1
    endorse_item(item, by=cast.steward)
    assert fresh(item).endorsed_version == 1


def test_nobody_vouches_for_their_own_for_a_draft_or_without_knowing(cast: Cast) -> None:
    item = published(cast.steward)
    for person in (cast.steward, cast.stranger, cast.lead):
        with pytest.raises(PermissionDenied):
            endorse_item(item, by=person)


def test_an_expert_vouches_for_what_is_about_their_skill(cast: Cast) -> None:
    skill = find_or_add_skill("writing")
    item, other = published(cast.author, skills=["writing"]), published(cast.author)
    for _time in range(2):
        expert = name_expert(skill, by=cast.steward, person=cast.helper)
    assert endorse_item(item, by=cast.helper).number == 1
    with pytest.raises(PermissionDenied):
        endorse_item(other, by=cast.helper)
    dismiss_expert(expert, by=cast.helper)
    assert not Expert.objects.exists()
    assert fresh(item).endorsed_version == 1
    assert [line.verb for line in Line.objects.filter(object_kind="skill").order_by("id")] == [
        "skill.expert_named",
        "skill.expert_dismissed",
    ]


def test_only_stewards_name_experts_and_regulate(cast: Cast) -> None:
    skill = find_or_add_skill("writing")
    with pytest.raises(PermissionDenied):
        name_expert(skill, by=cast.author, person=cast.helper)
    with pytest.raises(PermissionDenied):
        regulate_skill(skill, by=cast.author)
    with pytest.raises(PermissionDenied):
        deregulate_skill(skill, by=cast.author)
    with pytest.raises(ValidationError):
        name_expert(skill, by=cast.steward, person=cast.leaver)
    expert = name_expert(skill, by=cast.steward, person=cast.helper)
    with pytest.raises(PermissionDenied):
        dismiss_expert(expert, by=cast.stranger)


def test_a_topic_is_regulated_once_and_no_more(cast: Cast) -> None:
    skill = find_or_add_skill("writing")
    regulate_skill(skill, by=cast.steward, why="The law.")
    regulate_skill(skill, by=cast.steward, why="The law asks for it.")
    assert Regulation.objects.get().why == "The law asks for it."
    for _time in range(2):
        deregulate_skill(skill, by=cast.steward)
    assert [line.verb for line in Line.objects.filter(object_kind="skill").order_by("id")] == [
        "skill.regulated",
        "skill.deregulated",
    ]


def test_the_page_of_topics_is_for_stewards_and_keeps_what_was_typed(cast: Cast) -> None:
    assert at(cast.author).get("/learn/topics/").status_code == 403
    client = at(cast.steward)
    client.post("/learn/topics/regulate/", {"name": "transfusion", "why": "The law."})
    wrong = client.post("/learn/topics/name-expert/", {"name": "transfusion", "email": "Nobody At All"})
    assert wrong.status_code == 422 and "Nobody At All" in wrong.content.decode()
    client.post("/learn/topics/name-expert/", {"name": "transfusion", "email": "kofi@example.org"})
    page = client.get("/learn/topics/").content.decode()
    assert "transfusion" in page and "The law." in page and "Kofi Asante" in page
