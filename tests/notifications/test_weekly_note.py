"""One note a week that one's week is planned, and none while the one before is unread."""

from datetime import date, timedelta

from tests.cast import Cast
from tests.planning.telling import MONDAY, module
from upwell.core import clock
from upwell.core.jobs import run_waiting
from upwell.notifications.actions import mark_read
from upwell.notifications.mail import path_of
from upwell.notifications.models import Notice, NoticeKind
from upwell.people.models import Person
from upwell.planning.actions.making import make_plan, make_plans


def week(number: int, *people: Person) -> None:
    """The plans of a week come on its Monday."""
    day = date(2026, 3, 2) + timedelta(weeks=number)
    with clock.at(MONDAY + timedelta(weeks=number)):
        make_plans([person.pk for person in people], week=day, today=day)
        run_waiting()


def notes(person: Person) -> int:
    return Notice.objects.filter(person=person, kind=NoticeKind.PLANNED).count()


def test_the_plan_of_a_week_is_told_once_and_not_again_before_one_has_looked(cast: Cast) -> None:
    with clock.at(MONDAY):
        module(cast.author, "Letters that get read")
    week(0, cast.asker, cast.author)
    assert (notes(cast.asker), notes(cast.author)) == (1, 0)  # who wrote all there is has nothing planned
    assert path_of(Notice.objects.get(kind=NoticeKind.PLANNED)) == "/plan/"
    week(1, cast.asker)
    assert notes(cast.asker) == 1
    mark_read(None, by=cast.asker)
    week(2, cast.asker)
    week(2, cast.asker)
    assert notes(cast.asker) == 2


def test_who_has_their_week_planned_themselves_is_told_nothing(cast: Cast) -> None:
    module(cast.author, "Letters that get read")
    make_plan(cast.asker, by=cast.asker)
    run_waiting()
    assert notes(cast.asker) == 0
