"""Putting up the card of something that is no page of blocks: a link, a task. Out at once, with its maker as owner."""

from __future__ import annotations

from collections.abc import Iterable

from upwell.core import clock, journal
from upwell.discussion.models import Thread
from upwell.library.actions.describing import named_skills
from upwell.library.models import Authorship, Item, ItemKind
from upwell.people.models import Person, Team


def put_up_card(
    kind: ItemKind,
    *,
    title: str,
    summary: str,
    seconds: int,
    skills: Iterable[str],
    by: Person,
    team: Team | None = None,
    url: str = "",
) -> Item:
    """Make and publish the card; part of an action that asked who may and checked what is said."""
    now = clock.now()
    item = Item.objects.create(
        kind=kind,
        title=title,
        summary=summary,
        seconds=seconds,
        url=url,
        owner=by,
        team=team,
        thread=Thread.objects.create(),
        created_at=now,
        published_at=now,
        checked_on=now.date(),
    )
    Authorship.objects.create(item=item, person=by)
    item.skills.set(named_skills(skills))
    journal.record("item.published", by=by, about=item, version=None)
    return item


def change_card(item: Item, *, title: str, summary: str, seconds: int, skills: Iterable[str], url: str = "") -> bool:
    """Say otherwise what a card says; part of such an action. True if anything changed; the caller tells the journal."""
    wanted = named_skills(skills)
    now = {"title": title, "summary": summary, "seconds": seconds, "url": url}
    changed = {name for name, value in now.items() if getattr(item, name) != value}
    for name in changed:
        setattr(item, name, now[name])
    if changed:
        item.save(update_fields=[*changed])
    if {*wanted} == {*item.skills.all()}:
        return bool(changed)
    item.skills.set(wanted)
    return True
