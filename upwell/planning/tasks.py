"""The jobs of planning: everybody's week on Monday, and what follows by itself from what people do."""

from datetime import UTC, date, datetime

from upwell.core import jobs
from upwell.core.journal import Happening
from upwell.planning.actions.following import note_done, note_met
from upwell.planning.actions.making import forget_old_weeks, make_plans
from upwell.planning.actions.prompting import follow_version, make_cards
from upwell.planning.actions.shelving import lay_shelves
from upwell.planning.queries.house import House
from upwell.planning.queries.monday import days_at_work, sliced, without_plan
from upwell.planning.weeks import monday

MAKE = "upwell.planning.tasks.make_some"
A_JOB, AT_ONCE = 2000, 500  # people of one job, who share what it looks up; and of one transaction


@jobs.task()
def follow_line(line: Happening) -> None:
    """Notice what `line` says is done, and let cards follow the modules they come from."""
    note_done(line)
    note_met(line)
    if line["verb"] == "progress.finished":
        make_cards(line)
    elif line["verb"] in {"item.published", "item.revised"}:
        follow_version(line)


@jobs.scheduled("55 * * * *")
def lay_all_shelves(timestamp: int) -> None:
    """Put in order what is about the skills that very much is about; shortly before weeks are planned."""
    lay_shelves(datetime.fromtimestamp(timestamp, UTC).date())


@jobs.scheduled("5 * * * *")
def make_weeks(timestamp: int) -> None:
    """Have the week planned wherever it is Monday morning, or later, for those who have no plan yet."""
    for today, zones in days_at_work(datetime.fromtimestamp(timestamp, UTC)).items():
        for some in sliced(without_plan(zones, today), A_JOB):
            jobs.enqueue(MAKE, once=f"{MAKE} {today} {some[0]}", people=some, day=today.isoformat())


@jobs.task(priority=jobs.AT_LEISURE)
def make_some(people: list[int], day: str) -> None:
    """Plan the week of `day` for these people."""
    today = date.fromisoformat(day)
    house = House(today)
    for some in sliced(people, AT_ONCE):
        make_plans(some, week=monday(today), today=today, house=house)


@jobs.scheduled("40 2 * * 0")
def forget(timestamp: int) -> None:
    """Plans of half a year ago are nobody's business any more."""
    forget_old_weeks()
