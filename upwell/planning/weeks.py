"""Weeks: each begins on a Monday, where the person is."""

from datetime import date, datetime, timedelta

from upwell.people.local_time import zone_of
from upwell.people.models import Person

WEEK = timedelta(days=7)
QUIET_AHEAD = 8  # weeks that one can keep quiet beforehand, this one among them


def day_of(person: Person, moment: datetime) -> date:
    """Which day it is for somebody at `moment`."""
    return moment.astimezone(zone_of(person)).date()


def week_of(person: Person, moment: datetime) -> date:
    """The Monday on which somebody's week began."""
    return monday(day_of(person, moment))


def monday(day: date) -> date:
    """The Monday of the week in which `day` is."""
    return day - timedelta(days=day.weekday())


def next_weeks(week: date) -> list[date]:
    """The Mondays of this week and of those that follow, as many as one may keep quiet."""
    return [week + number * WEEK for number in range(QUIET_AHEAD)]
