"""GET never writes: every page is opened by everybody inside a read-only transaction, where a write is an error."""

import re
from collections.abc import Iterator
from datetime import time, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from tests.cast import Cast
from tests.house.urls import Address, addresses
from upwell.core.jobs import run_waiting
from upwell.discussion.actions import add_comment
from upwell.discussion.anchors import Quote
from upwell.films.actions.storyboards import start_storyboard
from upwell.gatherings.actions.afterwards import add_material
from upwell.gatherings.actions.circling import join_circle, start_circle
from upwell.gatherings.actions.feeding import make_feed
from upwell.gatherings.actions.mentoring.proposing import accept_mentoring, take_up_mentoring
from upwell.gatherings.actions.planning import plan_event
from upwell.gatherings.actions.repeating import start_series
from upwell.gatherings.actions.seating import take_seat
from upwell.gatherings.details import Details
from upwell.gatherings.queries.feeds import address_of
from upwell.journeys.actions.entering import enter_path, name_buddy
from upwell.journeys.actions.making import publish_path, start_path
from upwell.journeys.actions.ruling import add_rule, put_rule_live
from upwell.journeys.actions.stepping import add_section, add_step
from upwell.journeys.actions.tasking import make_task
from upwell.journeys.actions.trying import Shown, show_evidence, try_task
from upwell.journeys.actions.walking import do_step
from upwell.journeys.asking import TaskDetails
from upwell.journeys.laying import PathDetails, StepDetails
from upwell.journeys.models import Certificate
from upwell.library.actions.endorsing import endorse_item, name_expert, regulate_skill
from upwell.library.actions.life import name_happening
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.reading import Spot
from upwell.library.actions.remarking import remark_on_draft
from upwell.library.actions.reviewing import ask_for_review
from upwell.library.actions.suggesting import suggest_change
from upwell.library.actions.writing import start_module
from upwell.media.actions.consenting import name_filmed
from upwell.media.models import Picture
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.declaring import declare_need
from upwell.needs.actions.offering import offer_help
from upwell.needs.actions.voicing import voice_need
from upwell.needs.models import How
from upwell.notifications.models import Notice
from upwell.people.actions.skills import set_skill
from upwell.people.actions.tokens import issue_token
from upwell.planning.actions.making import make_plan
from upwell.planning.actions.pieces import decline_piece
from upwell.planning.actions.recalling import add_card
from upwell.planning.models import SetAside
from upwell.practice.actions.asking import Asked, ask_for_practice
from upwell.practice.actions.recording import record_film
from upwell.practice.actions.showing import show_take

PART = re.compile(r"<(?:\w+:)?(\w+)>")
NEVER = {405}  # a page that takes forms only


def world(cast: Cast) -> dict[str, object]:
    """One of everything, and the ids under the names that addresses use."""
    need = declare_need("How do I write a letter that gets read?", by=cast.asker, skills=["writing"])
    voice_need(need, by=cast.stranger)
    offer = offer_help(need, by=cast.helper, how=How.WRITE)
    text = [{"type": "text", "id": "one", "text": "Put the ask first."}]
    item = start_module(by=cast.author, title="Letters that get read", blocks=text)
    publish_module(item, by=cast.author)
    item.refresh_from_db()
    answer = answer_need(need, by=cast.author, item=item)
    skill = set_skill(cast.author, by=cast.author, name="writing", level=3, teaches=True)
    token, _ = issue_token(cast.asker, by=cast.asker, name="a program")
    comment = add_comment(need.thread, by=cast.stranger, text="So do I.", about=need)
    spot = Spot("one", Quote("Put the ask first."))
    suggestion = suggest_change(item, by=cast.asker, spot=spot, before="Put the ask first.", after="Ask first.")
    run_waiting()
    remark = remark_on_draft(item, by=cast.author, text="Shorter?")
    endorsement = endorse_item(item, by=cast.steward)
    happening = name_happening("The new record goes live", by=cast.author)
    expert = name_expert(skill.skill, by=cast.steward, person=cast.helper)
    regulate_skill(skill.skill, by=cast.steward)
    waiting = start_module(by=cast.author, title="Waiting", blocks=text, skills=["writing"])
    review = ask_for_review(waiting, by=cast.author)
    run_waiting()
    return {
        **gathered(cast, need.pk),
        **walked(cast),
        **tried(cast),
        **filmed(cast),
        **planned(cast),
        **practised(cast),
        "remark_id": remark.pk,
        "endorsement_id": endorsement.pk,
        "happening_id": happening.pk,
        "expert_id": expert.pk,
        "review_id": review.pk,
        "comment_id": comment.pk,
        "suggestion_id": suggestion.pk,
        "need_id": need.pk,
        "offer_id": offer.pk,
        "answer_id": answer.pk,
        "item_id": item.pk,
        "module_id": item.pk,
        "number": 1,
        "person_id": cast.author.pk,
        "team_id": cast.outpatients.pk,
        "skill_id": skill.pk,
        "person_skill_id": skill.pk,
        "token_id": token.pk,
        "notice_id": Notice.objects.values_list("pk", flat=True).first() or 1,
        "block": "one",
        "sha256": Picture.objects.values_list("sha256", flat=True).first() or "0" * 64,
        "key": "abc",
        "ticket": "1.1:a:b",
        "label": "360p",
        "upload_id": 1,
        "template_id": 1,
        "cut_id": 1,
    }


def gathered(cast: Cast, need_id: int) -> dict[str, object]:
    """One of everything that people gather for, and the ids of it."""
    at, tomorrow = time(9), timezone.localdate() + timedelta(days=1)
    looking = plan_event(Details(title="Together"), by=cast.author, options=[(tomorrow, at)], for_need_id=need_id)
    event = plan_event(Details(title="Letters, read aloud", seats=1), by=cast.author, day=tomorrow, at=at)
    for person in (cast.asker, cast.stranger):
        take_seat(event, by=person)
    material = add_material(event, by=cast.author, title="Slides", url="/learn/")
    circle = start_circle(by=cast.author, name="Letters", openness="request", skills=["writing"])
    join_circle(circle, by=cast.helper, word="I write them, too.")
    pod = Details(title="Podcast club", seats=5)
    series = start_series(pod, by=cast.author, day=tomorrow, at=at, rule="FREQ=WEEKLY", circle=circle)
    feed = make_feed(by=cast.author)
    return {
        "event_id": event.pk,
        "option_id": looking.options.get().pk,
        "material_id": material.pk,
        "circle_id": circle.pk,
        "mentoring_id": mentored(cast),
        "series_id": series.pk,
        "feed_id": feed.pk,
        "secret": address_of(feed).rsplit("/", 1)[1].removesuffix(".ics"),
    }


def mentored(cast: Cast) -> int:
    """A mentoring that goes on."""
    pair = take_up_mentoring(by=cast.asker, mentor=cast.helper, goals="Letters that a GP reads to the end.")
    return accept_mentoring(pair, by=cast.helper).pk


def practised(cast: Cast) -> dict[str, object]:
    """A practice with a take that is shown to somebody, and somebody who is named in it, and the ids of it."""
    asked = Asked("The call at night", aspects=["The ask comes first"])
    practice = ask_for_practice(asked, by=cast.helper, person=cast.asker)
    take = record_film(practice, [b"RIFF\0\0\0\0WAVEfmt "], by=cast.asker, name="call.wav")
    show_take(take, by=cast.asker, person=cast.helper)
    consent = name_filmed(take.file, by=cast.asker, person=cast.author)
    return {
        "practice_id": practice.pk,
        "take_id": take.pk,
        "place": 1,
        "consent_id": consent.pk,
        "file_id": take.file.pk,
    }


def planned(cast: Cast) -> dict[str, object]:
    """A week's plan, something that is not for one, and a card, of somebody who did not write it all."""
    plan = make_plan(cast.admin, by=cast.admin)
    decline_piece(plan.pieces.order_by("place")[0], by=cast.admin)
    make_plan(cast.asker, by=cast.asker)
    piece = make_plan(cast.stranger, by=cast.stranger).pieces.order_by("place")[0]
    card = add_card(by=cast.asker, front="Who reads the letter?", back="The GP.")
    return {"piece_id": piece.pk, "card_id": card.pk, "aside_id": SetAside.objects.get().pk}


def walked(cast: Cast) -> dict[str, object]:
    """A path with a heading and a rule that holds, walked to its end by one and on the way by others, and the ids of it."""
    step = StepDetails("reflection", title="What surprised you?")
    details = PathDetails("Your first week", has_buddy=True, has_certificate=True, is_onboarding=True)
    path = start_path(details, by=cast.author)
    section = add_section(path, by=cast.author, title="Day one")
    thought = add_step(path, by=cast.author, details=step)
    publish_path(path, by=cast.author)
    done = do_step(enter_path(path, by=cast.stranger), by=cast.stranger, step=thought, words="How kind you are.")
    walk = name_buddy(enter_path(path, by=cast.asker), by=cast.asker, buddy=cast.helper)
    rule = put_rule_live(add_rule(path, by=cast.steward, team=cast.outpatients), by=cast.steward)
    run_waiting()
    return {
        "path_id": path.pk,
        "section_id": section.pk,
        "step_id": thought.pk,
        "rule_id": rule.pk,
        "walk_id": walk.pk,
        "certificate_key": Certificate.objects.get(enrolment=done.enrolment).key,
    }


def tried(cast: Cast) -> dict[str, object]:
    """A task that waits for a look, and the ids of it."""
    task = make_task(
        TaskDetails("Ask one question", "At handover.", "Three sentences.", checklist=["Waited"]), by=cast.author
    )
    shown = Shown("They talked.")
    attempt = try_task(task, by=cast.asker)
    show_evidence(attempt, by=cast.asker, shown=shown, observer=cast.helper, as_what="coach")
    return {"task_id": task.pk, "attempt_id": attempt.pk}


def filmed(cast: Cast) -> dict[str, object]:
    """A film in the making, and the ids of it."""
    board = start_storyboard(by=cast.author)
    return {"storyboard_id": board.pk, "scene_id": board.scenes.get().pk}


def pages(ids: dict[str, object]) -> Iterator[tuple[Address, str]]:
    """Every address of ours, filled in."""
    for address in addresses():
        if not address.is_ours or address.name == "live_inbox":
            continue
        wanted = PART.findall(address.route)
        missing = [name for name in wanted if name not in ids]
        if missing:
            pytest.fail(f"{address.route}: say in world() what {missing} may be")
        try:
            yield address, reverse(address.name, kwargs={name: ids[name] for name in wanted})
        except NoReverseMatch as error:
            pytest.fail(str(error))


def test_no_page_writes_when_it_is_read(cast: Cast) -> None:
    ids = world(cast)
    opened = 0
    for address, path in pages(ids):
        for person in [None, *cast.everybody]:
            client = Client()
            if person:
                client.force_login(person)
            status = read(client, path, address)
            assert status < 500, f"{path} for {person}: {status}"
            opened += status not in NEVER
    assert opened > 100


def read(client: Client, path: str, address: Address) -> int:
    """The status of a GET that may not write; a write is an error that PostgreSQL raises."""
    with transaction.atomic():
        savepoint = transaction.savepoint()
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        try:
            return client.get(path).status_code
        except Exception as error:
            raise AssertionError(f"{address.route} ({address.name}) failed when it was read: {error}") from error
        finally:
            transaction.savepoint_rollback(savepoint)
