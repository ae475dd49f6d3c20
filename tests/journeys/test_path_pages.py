"""The pages of paths: beginning and walking one, making one without script, rules seen by name, what those beside see."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.journeys.paths import MEET_BUDDY, module, path_of, step_of
from upwell.core.jobs import run_waiting
from upwell.journeys.actions.entering import assign_path, enter_path, name_buddy
from upwell.journeys.actions.walking import do_step
from upwell.journeys.models import Certificate, Enrolment, Path, Rule
from upwell.people.models import Person


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_one_begins_a_path_and_does_its_steps(cast: Cast) -> None:
    path = path_of(cast.author, is_onboarding=True, has_buddy=True, has_certificate=True)
    client = signed_in(cast.newcomer)
    assert "Begin this path" in client.get(path.get_absolute_url()).content.decode()
    page = client.post(reverse("journeys:enter_path", args=[path.pk]), follow=True).content.decode()
    assert "0 of 2 steps done" in page
    name_buddy(Enrolment.objects.get(), by=cast.newcomer, buddy=cast.helper)
    first, second = path.steps.all()
    page = client.post(
        reverse("journeys:do_step", args=[path.pk, first.pk]), {"met": [cast.helper.pk]}, follow=True
    ).content.decode()
    assert "1 of 2 steps done" in page
    assert "1 colleague" in page
    refused = client.post(reverse("journeys:do_step", args=[path.pk, second.pk]), {"words": "  "})
    assert refused.status_code == 422
    page = client.post(
        reverse("journeys:do_step", args=[path.pk, second.pk]), {"words": "Kind."}, follow=True
    ).content.decode()
    assert "You walked it to the end" in page
    assert Client().get(Certificate.objects.get().get_absolute_url()).status_code == 200


def test_words_that_were_refused_are_still_there(cast: Cast) -> None:
    path = path_of(cast.author)
    enter_path(path, by=cast.newcomer)
    typed = "so much " * 600
    answer = signed_in(cast.newcomer).post(
        reverse("journeys:do_step", args=[path.pk, step_of(path, 1).pk]), {"words": typed}
    )
    assert answer.status_code == 422
    assert typed in answer.content.decode()


def test_a_path_is_made_without_script(cast: Cast) -> None:
    client = signed_in(cast.author)
    client.post(reverse("journeys:make_path"), {"template": "first-90-days"})
    path = Path.objects.get()
    assert path.step_count > 10
    line = reverse("journeys:line", args=[path.pk])
    item = module(cast.author)
    client.post(reverse("journeys:put", args=[path.pk]), {"item": item.pk, "place": "1"})
    assert step_of(path).title == item.title
    client.post(reverse("journeys:arrange", args=[path.pk]), {"move": f"down step-{step_of(path).pk}"})
    assert step_of(path, 1).title == item.title
    client.post(reverse("journeys:put", args=[path.pk]), {"person": cast.helper.pk})
    assert [step.person for step in path.steps.all()][-1] == cast.helper
    assert item.title in client.get(line, {"text": "ward"}).content.decode()
    client.post(reverse("journeys:publish_path", args=[path.pk]))
    assert Path.objects.visible_to(cast.stranger).get() == path
    assert signed_in(cast.stranger).get(line).status_code == 403
    assert signed_in(cast.stranger).get(reverse("journeys:line", args=[999])).status_code == 404


def test_a_step_is_written_and_what_is_wrong_with_it_said(cast: Cast) -> None:
    path = path_of(cast.author, is_out=False)
    client, add = signed_in(cast.author), reverse("journeys:add_step", args=[path.pk])
    wrong = client.post(add, {"kind": "module", "held": "/modules/99999/", "title": "Read it"})
    assert wrong.status_code == 422
    assert "Read it" in wrong.content.decode()
    waits = {"kind": "task", "title": "Try it", "minutes": 20, "offset": 3, "first": [step_of(path).pk]}
    assert client.post(add, waits).status_code == 302
    made = path.steps.get(title="Try it")
    assert list(made.after.all()) == [step_of(path)]
    change = reverse("journeys:change_step", args=[path.pk, step_of(path).pk])
    ring = client.post(change, {"kind": "meet", "whom": "buddy", "title": MEET_BUDDY.title, "first": [made.pk]})
    assert ring.status_code == 422
    assert "wait for each other" in ring.content.decode()


def test_a_rule_shows_by_name_whom_it_means_and_asks_before_it_means_everybody(cast: Cast) -> None:
    path = path_of(cast.steward)
    client, add = signed_in(cast.steward), reverse("journeys:add_rule", args=[path.pk])
    assert client.post(add, {"team": "Nowhere"}).status_code == 422
    page = client.post(add, {"team": "Outpatients"}, follow=True).content.decode()
    assert cast.asker.name in page
    assert cast.stranger.name not in page
    client.post(add, {})
    everybody = Rule.objects.get(team=None)
    live = reverse("journeys:put_rule_live", args=[path.pk, everybody.pk])
    assert client.post(live).status_code == 422
    client.post(live, {"everybody": "yes"})
    run_waiting()
    assert Enrolment.objects.count() == Person.objects.active().count()


def test_a_lead_sees_done_or_not_and_nothing_that_was_written(cast: Cast) -> None:
    path = path_of(cast.author)
    walk = assign_path(path, by=cast.lead, person=cast.asker)
    do_step(walk, by=cast.asker, step=step_of(path, 1), words="I am afraid of Mondays.", share=True)
    people = reverse("journeys:people", args=[path.pk])
    seen = signed_in(cast.lead).get(people).content.decode()
    assert "not done" in seen
    assert "Mondays" not in seen
    assert signed_in(cast.stranger).get(people).status_code == 403
    assert signed_in(cast.lead).get(walk.get_absolute_url()).status_code == 404
    steward = signed_in(cast.steward).get(people).content.decode()
    assert cast.asker.name in steward
    assert "not done" not in steward


def test_a_buddy_sees_what_helps_next_and_what_was_shared(cast: Cast) -> None:
    path = path_of(cast.author)
    walk = enter_path(path, by=cast.newcomer)
    name_buddy(walk, by=cast.newcomer, buddy=cast.helper)
    do_step(walk, by=cast.newcomer, step=step_of(path, 1), words="Only mine.")
    client = signed_in(cast.helper)
    assert "Propose a time to Mira" in client.get(walk.get_absolute_url()).content.decode()
    assert "Only mine" not in client.get(walk.get_absolute_url()).content.decode()
    do_step(walk, by=cast.newcomer, step=step_of(path, 1), words="Now shared.", share=True)
    assert "Now shared" in client.get(walk.get_absolute_url()).content.decode()
    assert path.item.title in client.get(reverse("journeys:paths"), {"view": "beside"}).content.decode()


def test_a_lead_gives_a_path_by_name(cast: Cast) -> None:
    path = path_of(cast.author)
    assign = reverse("journeys:assign_path", args=[path.pk])
    day = timezone.localdate() + timedelta(days=7)
    signed_in(cast.lead).post(assign, {"person": cast.asker.email, "day": day.isoformat(), "buddy": cast.helper.name})
    walk = Enrolment.objects.get()
    assert (walk.person, walk.buddy, walk.day) == (cast.asker, cast.helper, day)
    assert signed_in(cast.lead).post(assign, {"person": cast.stranger.email}).status_code == 422
    assert signed_in(cast.lead).post(assign, {"person": "Nobody at all"}).status_code == 422


@pytest.mark.parametrize("view", ["all", "mine", "beside", "making"])
def test_lists_ask_as_often_for_many_as_for_two(
    cast: Cast, view: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(6):
        path = path_of(cast.author, title=f"Path {number}")
        name_buddy(enter_path(path, by=cast.author), by=cast.author, buddy=cast.helper)
    person = cast.helper if view == "beside" else cast.author
    client = signed_in(person)
    with django_assert_max_num_queries(7):
        page = client.get(reverse("journeys:paths"), {"view": view}).content.decode()
    assert "Path 5" in page
