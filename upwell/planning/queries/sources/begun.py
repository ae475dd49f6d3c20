"""What one began and has not finished."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from upwell.core.prepared import IsAmong, prepared
from upwell.journeys.models import Progress
from upwell.planning.candidates import Candidate
from upwell.planning.queries.crowd import Crowd
from upwell.planning.queries.sources.things import thing_to_learn

BEGUN = 46
FOR_DAYS = 60
EACH = 3  # of what one was at last


def begun(crowd: Crowd) -> Iterator[tuple[int, Candidate]]:
    """The few things one was at last, with what is left of their minutes."""
    rows = _under_way(crowd.ids, crowd.now - timedelta(days=FOR_DAYS))
    crowd.house.look_up(item for _person, item, _seconds, _since in rows)
    seen: Counter[int] = Counter()
    for person, item, seconds, since in rows:
        thing = crowd.house.thing(item)
        if thing is None or not crowd.is_news_to(person, thing) or seen[person] == EACH:
            continue
        seen[person] += 1
        left = max(60, thing.seconds - seconds)  # one has not come to its end, whatever the clock says
        reason = _("You began it on %(day)s") % {"day": date_format(localtime(since), "j F")}
        yield person, thing_to_learn(thing._replace(seconds=left), worth=BEGUN, reason=reason, now=crowd.now)


@prepared
def _under_way(people: list[int], since: datetime) -> QuerySet[Progress, Any]:
    rows = Progress.objects.under_way().filter(IsAmong("person", people), at__gte=since)
    return rows.order_by("-at", "-id").values_list("person", "item", "seconds", "started_at")
