"""Inside an installation that is up: leaves 100 reactions on each module, and opens the pages they stand on (feedback.py)."""

import statistics
import time
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from upwell.discussion.anchors import sentences
from upwell.discussion.models import Anchor, Reaction, Thread
from upwell.interop.copying import copy_rows, take_ids
from upwell.library.models import Authorship, Item, Module, Version
from upwell.library.wording import seen_words
from upwell.people.models import Person

REACTIONS = 100  # on each module, by as many people
ON_SENTENCES = 40  # of them on sentences, the rest on the whole
VISITS = 60  # of each page that count; as many before them warm up what is worked out once


def fill(modules: int) -> None:
    """As many published modules, each a copy of one that is there, and 100 reactions on each; unless they are there already."""
    if Anchor.objects.exists():
        return
    people = list(Person.objects.active().order_by("pk").values_list("pk", flat=True))
    with transaction.atomic():
        copy_modules(modules)
        Reaction.objects.all().delete()
        out = Module.objects.exclude(version=None).select_related("version", "item")
        anchors, reactions = _said(list(out), people)
        copy_rows(Anchor, anchors)
        copy_rows(Reaction, reactions)
        with connection.cursor() as cursor:
            for table in ("discussion_anchor", "discussion_reaction"):
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")  # noqa: S608
            cursor.execute(COUNT)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def copy_modules(wanted: int) -> None:
    """The published modules again and again, with their authors, until there are as many as `wanted`."""
    out = list(Module.objects.exclude(version=None).select_related("item", "version").order_by("pk"))
    more = [out[place % len(out)] for place in range(max(0, wanted - len(out)))]
    if not more:
        return
    threads, items, versions = (take_ids(model, len(more)) for model in (Thread, Item, Version))
    writers = dict(Authorship.objects.filter(place=0).values_list("item", "person"))
    each = list(zip(more, threads, items, versions, strict=True))
    copy_rows(Thread, ({"id": thread} for thread in threads))
    copy_rows(Item, (_row(old.item, id=item, thread_id=thread) for old, thread, item, _version in each))
    copy_rows(Module, (_row(old, item_id=item, version_id=version) for old, _thread, item, version in each))
    copy_rows(Version, (_row(old.version, id=version, module_id=item) for old, _thread, item, version in each))
    authors = zip(take_ids(Authorship, len(each)), each, strict=True)
    copy_rows(
        Authorship,
        (
            {"id": pk, "item_id": item, "person_id": writers[old.pk], "place": 0}
            for pk, (old, _thread, item, _version) in authors
        ),
    )


def _row(old: Any, **changed: int) -> dict[str, Any]:
    return {field.column: getattr(old, field.attname) for field in old._meta.concrete_fields} | changed


COUNT = """
UPDATE discussion_thread SET useful_count = said.useful, unclear_count = said.unclear, reader_count = said.readers,
    found_useful_count = said.useful, flagged_count = said.unclear, learned_count = 0, outdated_count = 0, question_count = 0
FROM (SELECT thread_id, count(*) AS readers, count(*) FILTER (WHERE kind = 'useful') AS useful,
      count(*) FILTER (WHERE kind = 'unclear') AS unclear FROM discussion_reaction GROUP BY thread_id) AS said
WHERE discussion_thread.id = said.thread_id
"""


def _said(modules: list[Any], people: list[int]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Reactions by 100 people on each module: most find it useful, some say of four sentences that they are unclear."""
    anchors: list[dict[str, Any]] = []
    reactions: list[dict[str, Any]] = []
    for module in modules:
        thread, at = module.item.thread_id, module.version.at
        there = [_anchor(len(anchors) + place, thread, *each) for place, each in enumerate(_places(module), start=1)]
        anchors += there
        for number in range(min(REACTIONS, len(people))):
            place = there[number % len(there)] if number < ON_SENTENCES and there else None
            reactions.append(
                {
                    "id": len(reactions) + 1,
                    "thread_id": thread,
                    "by_id": people[(thread * 7 + number) % len(people)],
                    "kind": "unclear" if place and number % 4 == 0 else "useful",
                    "block": place["block"] if place else "",
                    "anchor_id": place["id"] if place else None,
                    "at": at,
                }
            )
    return anchors, reactions


def _places(module: Any) -> Iterator[tuple[str, str, int, int]]:
    """Up to four sentences, each the first of its block."""
    for block in module.version.blocks[:4]:
        words = seen_words(block)
        for start, end in sentences(words)[:1]:
            yield block["id"], words, start, end


def _anchor(number: int, thread: int, block: str, words: str, start: int, end: int) -> dict[str, Any]:
    row = {"id": number, "thread_id": thread, "block": block, "start": start, "end": end, "number": 1}
    return {**row, "quote": words[start:end][:2000], "prefix": "", "suffix": words[end : end + 64]}


def pages() -> dict[str, list[str]]:
    """The addresses of each kind of page, of modules that came out one after another."""
    rows = Item.objects.modules().published().filter(retired_at=None, team=None).order_by("pk")
    out = list(rows.values_list("pk", flat=True)[: VISITS * 2])
    return {
        "A module": [f"/modules/{pk}/" for pk in out],
        "Its margin": [f"/modules/{pk}/margin/" for pk in out],
        "Its versions": [f"/modules/{pk}/versions/" for pk in out],
        "Learn": ["/learn/"] * len(out),
        "Most useful": ["/learn/?view=useful"] * len(out),
        "Attention": ["/learn/attention/"] * len(out),
    }


def visited(paths: list[str]) -> dict[str, float]:
    """Half of the visits warm up what is worked out once; of the others the median counts."""

    client = Client(HTTP_HX_REQUEST="true", HTTP_HOST="localhost")
    client.force_login(Person.objects.get(email="load1@example.org"))
    took: list[tuple[float, float]] = []
    for path in paths:
        cpu, wall = time.process_time(), time.perf_counter()
        answer = client.get(path)
        took.append((time.process_time() - cpu, time.perf_counter() - wall))
        assert answer.status_code == 200, (path, answer.status_code)
    with CaptureQueriesContext(connection) as asked:
        client.get(paths[-1])
    late = took[len(took) // 2 :]
    return {
        "questions": len(asked),
        "cpu": statistics.median(cpu for cpu, _wall in late) * 1000,
        "wall": statistics.median(wall for _cpu, wall in late) * 1000,
    }
