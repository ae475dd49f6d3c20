"""Modules that colleagues made: cards, versions, authors, and what readers left on them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from upwell.discussion.models import Comment, Kind, Reaction, Thread
from upwell.discussion.score import needs_attention
from upwell.interop.copying import copy_rows
from upwell.interop.generator import words
from upwell.interop.generator.people import Crowd
from upwell.interop.generator.record import Journal
from upwell.interop.generator.shape import Chance, Shape, Skew, chance_for
from upwell.interop.generator.texts import ModuleText, Texts
from upwell.library.models import Authorship, Item, Module, Version
from upwell.notifications.models import NoticeKind

KINDS = [Kind.USEFUL, Kind.LEARNED, Kind.UNCLEAR, Kind.OUTDATED, Kind.QUESTION]
KIND_WEIGHTS = [50, 30, 8, 6, 6]


@dataclass
class Card:
    """One item as it will be; `thread` has the same number as its id."""

    id: int
    text: ModuleText
    owner: int
    authors: list[int]
    started_at: datetime
    published_at: datetime | None
    revised_at: list[datetime] = field(default_factory=list)
    answer_count: int = 0
    solved_count: int = 0


@dataclass
class Shelf:
    """All items, and those of each topic in the order in which they came out."""

    cards: list[Card]
    by_topic: dict[int, list[Card]]


def plan_items(shape: Shape, texts: Texts, crowd: Crowd) -> Shelf:
    """Who makes what, and when; nothing is written yet, because needs will count on them."""
    chance = chance_for(shape, "items")
    subject, maker = Skew(len(texts.modules), power=0.4, flat=20), Skew(shape.people, power=0.7, flat=50)
    moments = sorted(chance.moment(shape.begin, shape.until - timedelta(hours=1)) for _ in range(shape.items))
    cards = []
    for place, at in enumerate(moments, start=1):
        text = texts.modules[subject.pick(chance)]
        owner = _maker(chance, crowd, text.topic, maker)
        cards.append(_card(shape, chance, place, text, owner, maker, at))
    by_topic: dict[int, list[Card]] = defaultdict(list)
    for card in sorted(cards, key=lambda card: (card.published_at or shape.until, card.id)):
        by_topic[card.text.topic].append(card)
    return Shelf(cards, by_topic)


def _maker(chance: Chance, crowd: Crowd, topic: int, maker: Skew) -> int:
    """Mostly somebody who can do it, the same ones again and again."""
    able = crowd.able.get(topic + 1)
    if able and chance.share(0.7):
        return able[int(len(able) * chance.random() ** 2)]
    return maker.pick(chance) + 1


def _card(shape: Shape, chance: Chance, number: int, text: ModuleText, owner: int, maker: Skew, at: datetime) -> Card:
    out: datetime | None = chance.soon_after(at, days=0.5)
    if out is not None and (out >= shape.until or chance.share(0.04)):
        out = None
    authors = [owner]
    if chance.share(0.15) and (other := maker.pick(chance) + 1) != owner:
        authors.append(other)
    card = Card(number, text, owner, authors, at, out)
    while out and chance.share(0.15) and len(card.revised_at) < 4:
        out = chance.soon_after(out, days=90)
        if out < shape.until:
            card.revised_at.append(out)
    return card


def write_items(shape: Shape, shelf: Shelf, journal: Journal) -> None:
    """Write the cards with all that hangs on them."""
    reactions, comments = _react(shape, shelf, journal)
    copy_rows(Thread, _threads(shelf, reactions, comments))
    copy_rows(Item, (_item(chance, card) for chance in [chance_for(shape, "lives")] for card in shelf.cards))
    copy_rows(Item.skills.through, _skills(shape, shelf))
    copy_rows(Authorship, _authorships(shelf))
    latest = {card.id: version for card, version, _number, _at in version_ids(shelf)}
    copy_rows(Module, (_module(card, latest.get(card.id)) for card in shelf.cards))
    copy_rows(Version, _versions(shelf, journal))
    copy_rows(Reaction, reactions)
    copy_rows(Comment, comments)


def version_ids(shelf: Shelf) -> Iterator[tuple[Card, int, int, datetime]]:
    """Each version: its card, its id, its number and when it came out."""
    ids = count(1)
    for card in shelf.cards:
        moments = [card.published_at, *card.revised_at] if card.published_at else []
        for number, at in enumerate(moments, start=1):
            if at:
                yield card, next(ids), number, at


def _item(chance: Chance, card: Card) -> dict[str, Any]:
    latest = card.revised_at[-1] if card.revised_at else card.published_at
    has_end = latest is not None and chance.share(0.1)
    return {
        "id": card.id,
        "title": card.text.title,
        "summary": card.text.summary if card.published_at else "",
        "seconds": card.text.seconds,
        "owner_id": card.owner,
        "thread_id": card.id,
        "answer_count": card.answer_count,
        "solved_count": card.solved_count,
        "created_at": card.started_at,
        "published_at": card.published_at,
        "revised_at": card.revised_at[-1] if card.revised_at else None,
        "checked_on": timezone.localdate(latest) if latest else None,
        "valid_until": timezone.localdate(latest) + timedelta(days=365) if latest and has_end else None,
        "retired_at": latest + timedelta(days=1) if latest and chance.share(0.01) else None,
    }


def _skills(shape: Shape, shelf: Shelf) -> Iterator[dict[str, Any]]:
    chance, ids, skew = chance_for(shape, "item skills"), count(1), Skew(shape.skills, power=0.8)
    for card in shelf.cards:
        skills = {card.text.topic + 1}
        if chance.share(0.3):
            skills.add(skew.pick(chance) + 1)
        for skill in sorted(skills):
            yield {"id": next(ids), "item_id": card.id, "skill_id": skill}


def _authorships(shelf: Shelf) -> Iterator[dict[str, Any]]:
    ids = count(1)
    for card in shelf.cards:
        for place, person in enumerate(card.authors):
            yield {"id": next(ids), "item_id": card.id, "person_id": person, "place": place}


def _module(card: Card, version: int | None) -> dict[str, Any]:
    """What is out has no draft; the version comes after, because foreign keys are checked at the end."""
    if card.published_at is None:
        draft = {"draft": card.text.blocks, "draft_title": card.text.title, "draft_saved_at": card.started_at}
        return {"item_id": card.id, "version_id": None, **draft}
    return {"item_id": card.id, "version_id": version, "draft_stamp": 1 + 2 * len(card.revised_at)}


def _versions(shelf: Shelf, journal: Journal) -> Iterator[dict[str, Any]]:
    for card in shelf.cards:
        journal.record(card.started_at, "item.started", card.owner, "item", card.id, for_need=None)
    for card, version, number, at in version_ids(shelf):
        is_latest = number == len(card.revised_at) + 1
        verb = "item.published" if number == 1 else "item.revised"
        journal.record(at, verb, card.owner, "item", card.id, version=number)
        yield {
            "id": version,
            "module_id": card.id,
            "number": number,
            "title": card.text.title,
            # what was changed since is the last block; before the last revision it was not there
            "blocks": card.text.blocks if is_latest else card.text.blocks[:-1],
            "note": "" if number == 1 else "What we changed since.",
            "by_id": card.owner,
            "at": at,
        }


def _react(shape: Shape, shelf: Shelf, journal: Journal) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Readers' signs and comments: a few items get most of them."""
    chance = chance_for(shape, "readers")
    out = [card for card in shelf.cards if card.published_at]
    chance.shuffle(out)
    reader, liked = Skew(shape.people, power=0.6, flat=50), Skew(len(out), power=0.7, flat=20)
    reactions = _reactions(shape, chance, out, reader, liked, journal)
    return reactions, _comments(shape, chance, out, reader, liked, journal)


def _threads(shelf: Shelf, reactions: list[dict[str, Any]], comments: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The threads with their counts, which are of people."""
    said = Counter(comment["thread_id"] for comment in comments)
    people: dict[tuple[int, str], set[int]] = defaultdict(set)
    for each in reactions:
        people[each["thread_id"], each["kind"]].add(each["by_id"])
    for card in shelf.cards:
        by_kind = {kind: people.get((card.id, kind), set()) for kind in Kind.values}
        readers = len(set().union(*by_kind.values()))
        helped = len(by_kind[Kind.LEARNED] | by_kind[Kind.USEFUL])
        flagged = len(by_kind[Kind.OUTDATED] | by_kind[Kind.UNCLEAR])
        yield {
            "id": card.id,
            "comment_count": said[card.id],
            "reader_count": readers,
            "found_useful_count": helped,
            "flagged_count": flagged,
            "needs_attention": needs_attention(readers, helped, flagged),
            **{f"{kind}_count": len(who) for kind, who in by_kind.items()},
        }


def _reactions(
    shape: Shape, chance: Chance, out: list[Card], reader: Skew, liked: Skew, journal: Journal
) -> list[dict[str, Any]]:
    found: dict[tuple[int, int, str], dict[str, Any]] = {}
    for _ in range(shape.items * 3 // 2):
        card, by = out[liked.pick(chance)], reader.pick(chance) + 1
        kind = chance.choices(KINDS, KIND_WEIGHTS)[0].value
        if by in card.authors or (card.id, by, kind) in found or card.published_at is None:
            continue
        at = chance.moment(card.published_at, shape.until)
        line = journal.record(at, "item.reacted", by, "item", card.id, kind=kind, block="")
        journal.tell(card.owner, NoticeKind.REACTED, line, at, by=by, about=("item", card.id, card.text.title))
        row = {"id": len(found) + 1, "thread_id": card.id, "by_id": by, "kind": kind, "at": at}
        found[card.id, by, kind] = row
    return list(found.values())


def _comments(
    shape: Shape, chance: Chance, out: list[Card], reader: Skew, liked: Skew, journal: Journal
) -> list[dict[str, Any]]:
    comments = []
    for number in range(1, shape.items // 2 + 1):
        card, by = out[liked.pick(chance)], reader.pick(chance) + 1
        at = chance.moment(card.published_at or shape.begin, shape.until)
        text = chance.one_of(words.COMMENTS)
        comments.append({"id": number, "thread_id": card.id, "by_id": by, "text": text, "at": at})
        line = journal.record(at, "comment.added", by, "item", card.id, comment=number)
        if by != card.owner:
            about = ("item", card.id, card.text.title)
            journal.tell(card.owner, NoticeKind.COMMENTED, line, at, by=by, about=about)
    return comments
