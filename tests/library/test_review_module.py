"""What is about a regulated topic is reviewed before it is published, through whichever door."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.browsing import at
from tests.cast import Cast
from tests.library.sheets import TEXT, draft, module_of, published, with_author
from upwell.core.jobs import run_waiting
from upwell.core.models import Line
from upwell.library.actions.endorsing import deregulate_skill, name_expert, regulate_skill
from upwell.library.actions.publishing import NeedsReview, publish_module
from upwell.library.actions.reviewing import (
    approve_review,
    ask_for_review,
    publish_or_ask,
    send_back_review,
    withdraw_review,
)
from upwell.library.actions.writing import save_draft
from upwell.library.models import Item, Review
from upwell.needs.actions.answering import publish_answer
from upwell.needs.actions.declaring import declare_need
from upwell.people.actions.skills import find_or_add_skill
from upwell.people.models import Person, Skill


@pytest.fixture
def skill(cast: Cast) -> Skill:
    found = find_or_add_skill("transfusion")
    regulate_skill(found, by=cast.steward)
    return found


def write(item: Item, by: Person, text: str) -> None:
    module = module_of(item)
    save_draft(item, by=by, title="Blood", blocks=[{**TEXT, "text": text}], stamp=module.draft_stamp)


def about_blood(by: Person) -> Item:
    return draft(by, skills=["transfusion"], blocks=[dict(TEXT)])


def test_a_regulated_topic_is_not_published_at_once(cast: Cast, skill: Skill) -> None:
    item = about_blood(cast.author)
    with pytest.raises(NeedsReview):
        publish_module(item, by=cast.author)
    assert not Item.objects.get(pk=item.pk).is_published


def test_sent_and_approved_it_is_out_as_its_authors(cast: Cast, skill: Skill) -> None:
    item = about_blood(cast.author)
    for _time in range(2):
        review = ask_for_review(item, by=cast.author, note="First.")
    for _time in range(2):
        version = approve_review(review, by=cast.steward, stamp=review.stamp, word="Good.")
    assert (version.number, version.by) == (1, cast.author)
    assert module_of(item).draft is None
    assert module_of(item).versions.count() == 1
    verbs = [line.verb for line in Line.objects.filter(object_kind="review").order_by("id")]
    assert verbs == ["review.asked", "review.approved"]


def test_a_correction_typed_meanwhile_is_safe_and_not_published(cast: Cast, skill: Skill) -> None:
    item = about_blood(cast.author)
    review = ask_for_review(item, by=cast.author)
    write(item, cast.author, "Corrected.")
    approve_review(review, by=cast.steward, stamp=review.stamp)
    module = module_of(item)
    assert module.version and module.version.blocks == [TEXT]
    assert module.draft == [{**TEXT, "text": "Corrected."}]


def test_nobody_approves_words_they_have_not_read(cast: Cast, skill: Skill) -> None:
    item = about_blood(cast.author)
    review = ask_for_review(item, by=cast.author)
    read = review.stamp
    write(item, cast.author, "Corrected.")
    ask_for_review(item, by=cast.author)
    with pytest.raises(ValidationError):
        approve_review(review, by=cast.steward, stamp=read)
    assert Review.objects.count() == 1
    approve_review(review, by=cast.steward, stamp=read + 1)
    assert module_of(item).version is not None


def test_sent_back_it_says_what_has_to_change(cast: Cast, skill: Skill) -> None:
    item = about_blood(cast.author)
    review = ask_for_review(item, by=cast.author)
    with pytest.raises(ValidationError):
        send_back_review(review, by=cast.steward, stamp=review.stamp, word="  ")
    for _time in range(2):
        send_back_review(review, by=cast.steward, stamp=review.stamp, word="Name the wristband.")
    assert module_of(item).draft == [TEXT]
    assert "Name the wristband." in at(cast.author).get(f"/modules/{item.pk}/").content.decode()
    assert Line.objects.filter(verb="review.sent_back").count() == 1
    with pytest.raises(ValidationError):
        approve_review(review, by=cast.steward, stamp=review.stamp)


def test_taken_back_it_is_a_draft_again(cast: Cast, skill: Skill) -> None:
    review = ask_for_review(about_blood(cast.author), by=cast.author)
    with pytest.raises(PermissionDenied):
        withdraw_review(review, by=cast.stranger)
    for _time in range(2):
        withdraw_review(review, by=cast.author)
    assert Review.objects.get().state == "withdrawn"
    assert Line.objects.filter(verb="review.withdrawn").count() == 1


def test_stewards_and_experts_decide_and_never_about_their_own(cast: Cast, skill: Skill) -> None:
    item = with_author(cast, about_blood(cast.author))
    review = ask_for_review(item, by=cast.author)
    name_expert(skill, by=cast.steward, person=cast.helper)
    for person in (cast.author, cast.helper, cast.stranger, cast.lead):
        with pytest.raises(PermissionDenied):
            approve_review(review, by=person, stamp=review.stamp)
        with pytest.raises(PermissionDenied):
            send_back_review(review, by=person, stamp=review.stamp, word="No.")
    name_expert(skill, by=cast.steward, person=cast.stranger)
    assert approve_review(review, by=cast.stranger, stamp=review.stamp).number == 1


def test_a_steward_does_not_approve_what_they_wrote(cast: Cast, skill: Skill) -> None:
    review = ask_for_review(about_blood(cast.steward), by=cast.steward)
    with pytest.raises(PermissionDenied):
        approve_review(review, by=cast.steward, stamp=review.stamp)
    assert approve_review(review, by=cast.admin, stamp=review.stamp).by == cast.steward


def test_what_is_not_regulated_needs_no_review(cast: Cast, skill: Skill) -> None:
    item = draft(cast.author)
    with pytest.raises(ValidationError):
        ask_for_review(item, by=cast.author)
    deregulate_skill(skill, by=cast.steward)
    assert publish_module(about_blood(cast.author), by=cast.author).number == 1


def test_nobody_gets_round_a_review_by_taking_the_topic_off(cast: Cast) -> None:
    item = published(cast.author, skills=["transfusion"])
    regulate_skill(find_or_add_skill("transfusion"), by=cast.steward)
    with pytest.raises(ValidationError):
        save_draft(
            item, by=cast.author, title="T", blocks=[TEXT], stamp=module_of(item).draft_stamp, skills=["writing"]
        )
    assert [each.name for each in item.skills.all()] == ["transfusion"]


def test_the_page_sends_for_review_in_one_tap(cast: Cast, skill: Skill) -> None:
    item, client = about_blood(cast.author), at(cast.author)
    answer = client.post(f"/modules/{item.pk}/publish/", {"note": ""})
    review = Review.objects.get()
    assert answer.headers["Location"] == f"/learn/reviews/{review.pk}/"
    assert "waiting for a review" in client.get(f"/learn/reviews/{review.pk}/").content.decode()
    assert at(cast.stranger).get(f"/learn/reviews/{review.pk}/").status_code == 404
    assert f"/learn/reviews/{review.pk}/" in at(cast.steward).get("/learn/reviews/").content.decode()
    page = at(cast.steward).get(f"/learn/reviews/{review.pk}/").content.decode()
    assert "Approve and publish" in page and "Put the <strong>ask</strong> first." in page
    at(cast.steward).post(f"/learn/reviews/{review.pk}/approve/", {"stamp": review.stamp})
    assert Item.objects.get(pk=item.pk).is_published


def test_what_a_reviewer_typed_comes_back_when_it_cannot_be(cast: Cast, skill: Skill) -> None:
    review = ask_for_review(about_blood(cast.author), by=cast.author)
    answer = at(cast.steward).post(f"/learn/reviews/{review.pk}/send-back/", {"stamp": 99, "word": "Name it."})
    assert answer.status_code == 422 and "Name it." in answer.content.decode()


def test_answering_a_need_waits_for_the_review_and_then_answers(cast: Cast, skill: Skill) -> None:
    need = declare_need("How do I check blood?", by=cast.asker)
    item = draft(cast.author, skills=["transfusion"], for_need_id=need.pk)
    with pytest.raises(NeedsReview):
        publish_answer(need, item, by=cast.author)
    at(cast.author).post(f"/needs/{need.pk}/publish/{item.pk}/")
    review = Review.objects.get()
    assert need.answers.count() == 0
    approve_review(review, by=cast.steward, stamp=review.stamp)
    run_waiting()
    assert need.answers.get().item_id == item.pk


def test_publish_or_ask_publishes_what_is_free(cast: Cast, skill: Skill) -> None:
    assert isinstance(publish_or_ask(about_blood(cast.author), by=cast.author), Review)
    assert not isinstance(publish_or_ask(draft(cast.author), by=cast.author), Review)


def test_each_reviewer_sees_what_they_may_decide(cast: Cast, skill: Skill) -> None:
    ask_for_review(about_blood(cast.author), by=cast.author)
    name_expert(skill, by=cast.steward, person=cast.helper)
    decides = {person: Review.objects.for_reviewer(person).count() for person in cast.everybody}
    assert {person for person, count in decides.items() if count} == {cast.steward, cast.admin, cast.helper}
