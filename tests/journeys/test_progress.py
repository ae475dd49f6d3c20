"""Progress: one record for each person and item, exact under retries and on two devices, for oneself alone."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from tests.cast import Cast, make_cast
from tests.gatherings.telling import join, planned
from tests.journeys.reading import NINE, a_module, verbs
from upwell.core import clock
from upwell.core.jobs import run_waiting
from upwell.core.models import Line
from upwell.gatherings.actions.seating import note_attendance
from upwell.gatherings.models import Event
from upwell.journeys.actions.progressing import finish_item, keep_place, reopen_item, start_item
from upwell.journeys.models import Progress
from upwell.journeys.queries.progress import progress_of, whether_done


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def test_begun_twice_is_begun_once(cast: Cast) -> None:
    item = a_module(cast.author)
    with clock.at(NINE):
        first = start_item(item, by=cast.asker)
    with clock.at(NINE + minutes(5)):
        again = start_item(item, by=cast.asker)
    assert (again.pk, again.started_at, again.finished_at) == (first.pk, NINE, None)
    assert verbs(item) == ["progress.begun"]
    assert Line.objects.get(verb="progress.begun").actor_id == cast.asker.pk


def test_finished_twice_is_finished_once_and_a_missing_result_is_filled_in(cast: Cast) -> None:
    item = a_module(cast.author)
    with clock.at(NINE):
        finish_item(item, by=cast.asker)
    with clock.at(NINE + minutes(5)):
        finish_item(item, by=cast.asker, result=0.5)
        again = finish_item(item, by=cast.asker, result=1)
    assert (again.finished_at, again.result) == (NINE, 0.5)
    assert verbs(item) == ["progress.begun", "progress.finished"]


def test_a_result_is_a_share(cast: Cast) -> None:
    item = a_module(cast.author)
    for wrong in (-0.1, 1.1, float("nan")):
        with pytest.raises(ValidationError):
            finish_item(item, by=cast.asker, result=wrong)
    assert not Progress.objects.exists()


def test_nobody_begins_what_they_may_not_see_or_what_is_not_out(cast: Cast) -> None:
    hidden = a_module(cast.author, team=cast.pharmacy)
    for act in (start_item, finish_item, reopen_item):
        with pytest.raises(PermissionDenied):
            act(hidden, by=cast.asker)
    with pytest.raises(PermissionDenied):
        keep_place(hidden, by=cast.asker, place={}, seconds=1)
    assert start_item(hidden, by=cast.stranger).person == cast.stranger
    with pytest.raises(PermissionDenied):
        start_item(a_module(cast.author), by=cast.leaver)
    assert verbs(hidden) == ["progress.begun"]


def test_a_report_that_comes_twice_counts_once_and_a_late_one_moves_nobody_back(cast: Cast) -> None:
    item = a_module(cast.author)
    with clock.at(NINE):
        keep_place(item, by=cast.asker, place={"block": "one"}, seconds=20, visit="a")
    with clock.at(NINE + minutes(1)):
        for _ in range(2):
            keep_place(item, by=cast.asker, place={"block": "six"}, seconds=60, visit="a")
        late = keep_place(item, by=cast.asker, place={"block": "two"}, seconds=30, visit="a")
    assert (late.place, late.seconds) == ({"block": "six"}, 60)
    assert late.started_at == NINE - timedelta(seconds=20)


def test_two_devices_count_side_by_side_but_no_more_than_went_by(cast: Cast) -> None:
    item = a_module(cast.author)
    with clock.at(NINE):
        keep_place(item, by=cast.asker, place={}, seconds=60, visit="phone")
    with clock.at(NINE + minutes(1)):
        both = keep_place(item, by=cast.asker, place={}, seconds=50, visit="desk")
    assert both.seconds == 110
    with clock.at(NINE + minutes(1)):
        most = keep_place(item, by=cast.asker, place={}, seconds=100_000, visit="desk")
    assert most.seconds == 120


def test_many_visits_fold_and_nothing_is_lost(cast: Cast) -> None:
    item = a_module(cast.author)
    for number in range(60):
        with clock.at(NINE + minutes(number)):
            kept = keep_place(item, by=cast.asker, place={}, seconds=10, visit=f"visit {number}")
    assert kept.seconds == 600
    assert len(kept.visits) < 45


@pytest.mark.parametrize(
    "place",
    [{"where": 1}, {"block": 7}, {"block": "x" * 41}, {"second": -1}, {"end": "yes"}, {"answered": {"ask0": "right"}}],
)
def test_what_is_no_place_is_refused(cast: Cast, place: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        keep_place(a_module(cast.author), by=cast.asker, place=place, seconds=1)
    with pytest.raises(ValidationError):
        keep_place(a_module(cast.author), by=cast.asker, place={}, seconds=-1)


def test_whoever_comes_to_the_end_has_finished(cast: Cast) -> None:
    item = a_module(cast.author)
    assert not keep_place(item, by=cast.asker, place={"block": "one"}, seconds=9).is_finished
    assert keep_place(item, by=cast.asker, place={"end": True}, seconds=10).is_finished
    assert verbs(item) == ["progress.begun", "progress.finished"]


def test_questions_are_answered_too_and_the_first_answer_is_what_counts(cast: Cast) -> None:
    item = a_module(cast.author, questions=2)
    kept = keep_place(item, by=cast.asker, place={"end": True, "answered": {"ask0": False}}, seconds=10)
    assert not kept.is_finished
    keep_place(item, by=cast.asker, place={"answered": {"ask0": True}}, seconds=20)
    kept = keep_place(item, by=cast.asker, place={"answered": {"ask1": True}}, seconds=30)
    assert (kept.is_finished, kept.result) == (True, 0.5)


def test_done_is_taken_back_and_said_again(cast: Cast) -> None:
    item = a_module(cast.author)
    finish_item(item, by=cast.asker, result=1)
    for _ in range(2):
        kept = reopen_item(item, by=cast.asker)
        assert (kept.is_finished, kept.result) == (False, None)
    finish_item(item, by=cast.asker)
    assert verbs(item) == ["progress.begun", "progress.finished", "progress.undone", "progress.finished"]


def test_who_was_at_an_event_has_finished_it_until_the_host_corrects_it(cast: Cast) -> None:
    event = planned(cast.author)
    join(event, cast.asker, cast.stranger)
    ends = Event.objects.get(pk=event.pk).ends_at
    assert ends is not None
    with clock.at(ends):
        note_attendance(event, by=cast.author, there={cast.asker.pk, cast.stranger.pk})
        run_waiting()
        note_attendance(event, by=cast.author, there={cast.asker.pk})
        run_waiting()
    assert list(Progress.objects.finished().values_list("person", flat=True)) == [cast.asker.pk]


def test_nobody_else_sees_it_and_a_lead_only_whether_what_was_assigned_is_done(cast: Cast) -> None:
    done, other = a_module(cast.author), a_module(cast.author, title="Another")
    finish_item(done, by=cast.asker)
    start_item(other, by=cast.asker)
    for person in cast.everybody:
        assert Progress.objects.visible_to(person).exists() is (person == cast.asker)
    assert whether_done(cast.lead, cast.asker, [done.pk, other.pk]) == {done.pk: True, other.pk: False}
    for wrong in (cast.stranger, cast.steward, cast.admin, cast.asker):
        with pytest.raises(PermissionDenied):
            whether_done(wrong, cast.asker, [done.pk])


def test_the_lists_come_page_by_page(cast: Cast) -> None:
    items = [a_module(cast.author, title=f"Module {number}") for number in range(5)]
    for number, item in enumerate(items):
        with clock.at(NINE + minutes(number)):
            finish_item(item, by=cast.asker) if number else start_item(item, by=cast.asker)
    first = progress_of(cast.asker, view="finished", size=3)
    rest = progress_of(cast.asker, view="finished", after=first.after, size=3)
    assert [one.item.title for one in [*first.rows, *rest.rows]] == [f"Module {number}" for number in (4, 3, 2, 1)]
    assert [one.item.title for one in progress_of(cast.asker, view="begun").rows] == ["Module 0"]


@pytest.mark.django_db(transaction=True)
def test_two_devices_at_the_same_instant_make_one_record_and_lose_no_second() -> None:
    cast = make_cast()
    item = a_module(cast.author, questions=1)
    with clock.at(NINE - minutes(60)):
        keep_place(item, by=cast.stranger, place={}, seconds=1)  # somebody else's, which stays as it is
    ready, faults = threading.Barrier(4), list[BaseException]()

    def read(visit: str) -> None:
        try:
            ready.wait()
            for second in range(1, 13):
                with clock.at(NINE + minutes(second)):
                    place = {"end": True, "answered": {"ask0": visit == "phone"}} if second == 12 else {"block": visit}
                    keep_place(item, by=cast.asker, place=place, seconds=second, visit=visit)
                    start_item(item, by=cast.asker)
            finish_item(item, by=cast.asker)
        except Exception as error:  # noqa: BLE001  # a thread's error would be lost
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=read, args=[visit]) for visit in ("phone", "desk", "phone", "tablet")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    kept = Progress.objects.get(person=cast.asker, item=item)
    assert dict(kept.visits) == {
        "phone": 12,
        "desk": 12,
        "tablet": 12,
    }  # two of the four were the same visit, sent twice
    assert (kept.seconds, kept.is_finished) == (36, True)
    mine = Line.objects.filter(actor_id=cast.asker.pk, verb__startswith="progress.").order_by("id")
    assert list(mine.values_list("verb", flat=True)) == ["progress.begun", "progress.finished"]
