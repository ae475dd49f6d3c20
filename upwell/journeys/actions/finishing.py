"""What follows from something being done: steps are marked, walks come to their end, certificates are given."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from upwell.core import clock, journal
from upwell.journeys.models import Certificate, Enrolment, Step, StepDone
from upwell.journeys.models.step import BY_ITEMS
from upwell.library.models import Item
from upwell.people.models import Person

_KNOWN = """
    INSERT INTO journeys_stepdone (enrolment_id, step_id, at, words, is_shared)
    SELECT DISTINCT walk.id, step.id, %(now)s::timestamptz, '', false
    FROM journeys_enrolment AS walk
    JOIN journeys_step AS step ON step.path_id = walk.path_id AND step.kind = ANY(%(kinds)s)
    JOIN journeys_step_items AS held ON held.step_id = step.id
    JOIN journeys_progress AS progress ON progress.item_id = held.item_id AND progress.person_id = walk.person_id
        AND progress.finished_at IS NOT NULL
    WHERE walk.id = ANY(%(walks)s)
    ON CONFLICT DO NOTHING
    RETURNING enrolment_id
"""


def mark_known(walks: Collection[int]) -> set[int]:
    """What people had finished before they came onto a path is done on it; part of an action. Returns where anything was."""
    if not walks:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, {"now": clock.now(), "kinds": sorted(BY_ITEMS), "walks": list(walks)})
        return {row[0] for row in cursor.fetchall()}


@transaction.atomic
def follow_finish(person: Person, item: Item) -> list[StepDone]:
    """Somebody finished an item: the steps that hold it are done on every path they walk. Again changes nothing."""
    made = []
    walks = Enrolment.objects.select_for_update(of=("self",)).going_on().filter(person=person, path__steps__items=item)
    for walk in walks.order_by("pk").select_related("path"):
        for step in walk.path.steps.filter(items=item, kind__in=BY_ITEMS):
            done, is_new = StepDone.objects.get_or_create(enrolment=walk, step=step, defaults={"at": clock.now()})
            if is_new:
                made.append(done)
                note_done(walk, step)
    finish_walks([done.enrolment_id for done in made])
    return made


@transaction.atomic
def follow_reopening(person: Person, item: Item) -> None:
    """Somebody took back that they had finished an item: where they still walk, its steps are open again."""
    done = StepDone.objects.filter(enrolment__person=person, step__items=item, step__kind__in=BY_ITEMS)
    still = Item.objects.filter(steps=OuterRef("step"), progress__person=person, progress__finished_at__isnull=False)
    done.filter(~Exists(still), enrolment__finished_at__isnull=True).delete()


def note_done(walk: Enrolment, step: Step, *, met: Collection[Person] = ()) -> None:
    """Write down that a step of a walk is done, and whom they `met` in it; part of an action."""
    whom = {"met": [person.pk for person in met]} if met else {}
    journal.record("path.step_done", by=walk.person, about=walk.path, step=step.pk, enrolment=walk.pk, **whom)


def finish_walks(walks: Collection[int]) -> None:
    """End those of these walks that have no step left to do; part of an action.

    A step whose items are all out of date, or not for them, keeps nobody from the end.
    """
    if not walks:
        return
    held = Enrolment.objects.filter(pk__in=walks).going_on().with_nothing_left()
    for walk in held.select_related("path__item", "person"):
        walk.finished_at = clock.now()
        walk.save(update_fields=["finished_at"])
        if walk.path.has_certificate:
            said = {
                "key": uuid.uuid4(),
                "name": walk.person.name,
                "title": walk.path.item.title,
                "at": walk.finished_at,
            }
            Certificate.objects.get_or_create(enrolment=walk, defaults=said)
        journal.record("path.finished", by=walk.person, about=walk.path, enrolment=walk.pk)
