"""What one wants to learn, and what colleagues made lately."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from upwell.planning.candidates import Candidate
from upwell.planning.queries.crowd import Crowd
from upwell.planning.queries.house import Thing
from upwell.planning.queries.sources.things import said_useful, sentence, thing_to_learn

WANTED, OWN_TEAM, NEW = 42, 26, 16


def wanted(crowd: Crowd) -> Iterator[tuple[int, Candidate]]:
    """The most useful things about the skills one wants to learn."""
    crowd.house.about({skill for skills in crowd.wants.values() for skill in skills})
    made: dict[tuple[int, int], Candidate] = {}  # the same for everybody who wants the skill
    for person, skills in crowd.wants.items():
        for skill, name in skills.items():
            for item in crowd.house.by_skill[skill]:
                thing = crowd.house.thing(item)
                if thing is None or not crowd.is_news_to(person, thing):
                    continue
                if (skill, item) not in made:
                    made[skill, item] = _about(thing, name, crowd.now)
                yield person, made[skill, item]


def latest(crowd: Crowd) -> Iterator[tuple[int, Candidate]]:
    """What came out last: worth more where it is for one's own team alone."""
    for item in crowd.house.latest():
        thing = crowd.house.thing(item)
        if thing is None:
            continue
        made = _new(thing, crowd.now)
        yield from ((person, made) for person in crowd.people if crowd.is_news_to(person, thing))


def _about(thing: Thing, skill: str, now: datetime) -> Candidate:
    reason = sentence(_("You want to learn %(skill)s") % {"skill": skill}, said_useful(thing))
    return thing_to_learn(thing, worth=WANTED, reason=reason, now=now)


def _new(thing: Thing, now: datetime) -> Candidate:
    words = _("New, by %(name)s") if thing.team is None else _("%(name)s made it for your team")
    reason = sentence(words % {"name": thing.owner_name}, said_useful(thing))
    return thing_to_learn(thing, worth=NEW if thing.team is None else OWN_TEAM, reason=reason, now=now)
