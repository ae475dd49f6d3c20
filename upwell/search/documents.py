"""What can be found of a need, an item, a person or a moment, and by which words: rows in, texts out.

What must not be found is simply not among the texts: needs that were joined to another, items that are not published, were
retired, or do not hold today, people who left.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from upwell.core.text import shorten
from upwell.library.models import Item, ItemKind
from upwell.library.prose import to_plain
from upwell.media.models import Recording
from upwell.needs.models import Answer, Need
from upwell.people.models import Level, Person, PersonSkill
from upwell.search.models import DocumentKind, Moment
from upwell.search.passages import passages

LONGEST_BODY = 50_000  # characters; a longer module is found by what is in its first part
LONGEST_MORE = 5_000
ANSWERS_OF_A_NEED = 30


@dataclass(frozen=True)
class Text:
    """What the `Document` row of one object says; `more` are words that find it and are not its own."""

    object_id: int
    title: str
    body: str
    more: str
    skills: list[str]
    team_id: int | None
    at: datetime


def texts_of(kind: str, object_ids: Collection[int]) -> list[Text]:
    """The texts of those of the objects that may be found at all."""
    return _READERS[DocumentKind(kind)](object_ids)


def all_ids(kind: str) -> QuerySet[Any, int]:
    """The ids of everything of a kind that may be found, in order."""
    rows: dict[str, QuerySet[Any]] = {
        DocumentKind.NEED: Need.objects.standing(),
        DocumentKind.ITEM: Item.objects.current(),
        DocumentKind.PERSON: Person.objects.active(),
        DocumentKind.MOMENT: Moment.objects.all(),
    }
    return rows[kind].order_by("pk").values_list("pk", flat=True)


def _needs(ids: Collection[int]) -> list[Text]:
    said = _words_of_answers(ids)
    needs = Need.objects.standing().filter(pk__in=ids).prefetch_related("skills")
    found = []
    for need in needs:
        skills = [skill.name for skill in need.skills.all()]
        more = " ".join([*skills, need.for_whom, need.goal, *said[need.pk]])
        found.append(Text(need.pk, need.title, need.why, more[:LONGEST_MORE], skills, need.team_id, need.asked_at))
    return found


def _words_of_answers(need_ids: Collection[int]) -> dict[int, list[str]]:
    said: defaultdict[int, list[str]] = defaultdict(list)
    answers = Answer.objects.filter(need__in=need_ids).order_by("at", "pk").annotate(item_title=F("item__title"))
    for need_id, text, title in answers.values_list("need_id", "text", "item_title"):
        if len(said[need_id]) < ANSWERS_OF_A_NEED:
            said[need_id].append(text or title or "")
    return said


def _items(ids: Collection[int]) -> list[Text]:
    items = Item.objects.current().filter(pk__in=ids).select_related("module__version", "task", "link")
    found = []
    for item in items.prefetch_related("skills"):
        skills = [skill.name for skill in item.skills.all()]
        module = getattr(item, "module", None)
        blocks = module.version.blocks if module and module.version else []
        body = "\n".join(filter(None, [item.summary, words_of(blocks), _further_words(item)]))[:LONGEST_BODY]
        at = item.revised_at or item.published_at or item.created_at
        found.append(Text(item.pk, item.title, body, " ".join(skills), skills, item.team_id, at))
    return found


def _further_words(item: Item) -> str:
    """What is found of a task beside its card: what to do and what to show; of a link, why it is worth it."""
    if item.kind == ItemKind.TASK and hasattr(item, "task"):
        return to_plain(f"{item.task.what}\n\n{item.task.show}")
    return to_plain(item.link.why) if item.kind == ItemKind.LINK and hasattr(item, "link") else ""


def words_of(blocks: Iterable[dict[str, Any]]) -> str:
    """The words of a module's blocks, as one reads them; parts of unknown types are passed over."""
    lines = []
    for block in blocks:
        lines += [to_plain(str(block.get("text") or ""))] if block.get("type") in {"text", "question"} else []
        lines += [str(block.get(name) or "") for name in ("title", "why", "alt", "caption")]
        lines += [str(option.get("text") or "") for option in block.get("options") or [] if isinstance(option, dict)]
    return "\n".join(line for line in lines if line)


def _people(ids: Collection[int]) -> list[Text]:
    able: defaultdict[int, list[str]] = defaultdict(list)
    skills = PersonSkill.objects.filter(person__in=ids).select_related("skill").order_by("-level", "skill__name")
    for row in skills:
        if row.teaches or (row.level or 0) >= Level.CAN:
            able[row.person_id].append(row.skill.name)
    return [
        Text(
            person.pk,
            shorten(person.name, 300),
            "\n".join(filter(None, [person.title, person.about])),
            " ".join([*able[person.pk], person.place]),
            able[person.pk],
            None,
            person.created_at,
        )
        for person in Person.objects.active().filter(pk__in=ids)
    ]


def _moments(ids: Collection[int]) -> list[Text]:
    rows = Moment.objects.filter(pk__in=ids).select_related("playing__item", "playing__file")
    by_file: defaultdict[int, list[Moment]] = defaultdict(list)
    for row in rows.order_by("playing", "begin"):
        by_file[row.playing.file_id].append(row)
    found = []
    for recording in Recording.objects.filter(file__in=by_file).select_related("transcript"):
        said = {passage.begin: passage.text for passage in passages(recording)}
        for row in by_file[recording.file_id]:
            item = row.playing.item
            at = item.revised_at or item.published_at or item.created_at
            found.append(Text(row.pk, "", said.get(row.begin, ""), "", [], item.team_id, at))
    return found


_READERS: dict[DocumentKind, Callable[[Collection[int]], list[Text]]] = {
    DocumentKind.NEED: _needs,
    DocumentKind.ITEM: _items,
    DocumentKind.PERSON: _people,
    DocumentKind.MOMENT: _moments,
}
