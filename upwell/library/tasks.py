"""The library's jobs: who leaves passes on what they looked after, who says something has read it, and the days that count."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef

from upwell.core import jobs
from upwell.core.journal import Happening
from upwell.library.actions.coediting import ask_writers_again, compact_document
from upwell.library.actions.keeping_up import mark_read
from upwell.library.actions.leaving import pass_on_items
from upwell.library.actions.life import note_days
from upwell.library.actions.linking import note_look
from upwell.library.actions.playing import follow_film
from upwell.library.lasting import SOON, today
from upwell.library.link_checks import look
from upwell.library.models import Document, Item, LifeNote, Stage
from upwell.library.queries.links import links_to_check
from upwell.media.models import StoredFile
from upwell.people.models import Person

MOST_AT_ONCE = 5_000
MOST_DOCUMENTS = 2_000
MOST_LINKS, AT_ONCE = 200, 8  # links looked at in an hour, which is 33,000 a week; and how many at the same time
LATE = timedelta(days=60)  # how long after a day it is still noticed, where the clock stood still


@jobs.task()
def follow_line(line: Happening) -> None:
    """A line of the journal: somebody left, or said something about what they read."""
    if line["verb"] == "person.left":
        if leaver := Person.objects.filter(pk=line["object"]).first():
            pass_on_items(leaver)
    elif line["kind"] == "item" and line["actor"] is not None:
        _mark(line["object"], line["actor"])


@jobs.task()
def follow_writers(line: Happening) -> None:
    """A line of the journal: who may write on something changed, so its open pages are asked again."""
    ask_writers_again(line["object"] if line["kind"] == "item" else None)


@jobs.task()
def follow_recording(line: Happening) -> None:
    """A line of the journal: how long a recording plays is known, or has changed."""
    if file := StoredFile.objects.filter(recording=line["object"]).first():
        follow_film(file)


@jobs.scheduled("*/5 * * * *")
def compact_documents(timestamp: int) -> None:
    """Every few minutes: put the updates of each document together, and let drafts follow what was typed."""
    waiting = Document.objects.filter(updates__isnull=False).order_by("pk").distinct()
    for document in waiting[:MOST_DOCUMENTS]:
        compact_document(document)


@jobs.scheduled("25 * * * *")
def check_links(timestamp: int) -> None:
    """Each hour some, each link once a week: whether it still leads anywhere. Only where the organisation allows it
    (UPWELL_CHECK_LINKS). Where not one site answers, it is our own line that is down, and nothing is noted."""
    if not settings.CHECK_LINKS:
        return
    links = [(link, link.item.url) for link in links_to_check(MOST_LINKS)]
    with ThreadPoolExecutor(AT_ONCE) as askers:
        seen = list(askers.map(look, [url for _link, url in links]))
    if len(seen) > 1 and not any(one.is_there is not None for one in seen):
        return
    for (link, url), outcome in zip(links, seen, strict=True):
        note_look(link, url=url, seen=outcome)


@jobs.scheduled("10 4 * * *")
def notice_days(timestamp: int) -> None:
    """Each night: what begins, ends soon, has ended or is to be looked at again. A day with more than there is room for
    goes on the next; noticed twice is noticed once."""
    day = today()
    out = Item.objects.published().filter(retired_at__isnull=True)
    ways = [
        (Stage.BEGINS, "valid_from", out.filter(valid_from__range=(day - LATE, day))),
        (Stage.SOON, "valid_until", out.filter(valid_until__range=(day, day + SOON))),
        (Stage.OVER, "valid_until", out.filter(valid_until__range=(day - LATE, day - timedelta(days=1)))),
        (Stage.REVIEW, "review_due", out.filter(review_due__range=(day - LATE, day))),
    ]
    for stage, field, items in ways:
        noticed = LifeNote.objects.filter(item=OuterRef("pk"), stage=stage, day=OuterRef(field))
        fresh = items.filter(~Exists(noticed)).order_by(field, "pk")
        note_days(fresh[:MOST_AT_ONCE], stage=stage, field=field)


def _mark(item_id: int, person_id: int) -> None:
    """Whoever reacts to something or speaks of it has read what is out now."""
    person = Person.objects.select_related("team").filter(pk=person_id).first()
    if person is None:
        return
    found = Item.objects.published().visible_to(person).select_related("module__version").filter(pk=item_id).first()
    if found is not None and hasattr(found, "module") and found.module.version is not None:
        mark_read(found, by=person, number=found.module.version.number)
