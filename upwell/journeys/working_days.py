"""Working days: steps are due so many of them from a day that counts, and nothing is due at a weekend."""

from datetime import date, timedelta

WEEK = 5  # working days of it; public holidays differ from place to place, and are not known here


def working_day(day: date, offset: int) -> date:
    """The day that is `offset` working days from `day`: 0 is `day` itself, or the Monday after a weekend's.

    Below zero it goes back: -1 from a Monday is the Friday before.
    """
    if day.weekday() >= WEEK:
        day += timedelta(days=7 - day.weekday())
    weeks, rest = divmod(offset + day.weekday(), WEEK)
    return day - timedelta(days=day.weekday()) + timedelta(weeks=weeks, days=rest)
