"""What one wants to learn, and what colleagues made lately."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from upwell.planning.candidates import Candidate
from upwell.planning.queries.crowd import Crowd
from upwell.planning.queries.sources.things import said_useful, sentence, thing_to_learn

WANTED, OWN_TEAM, NEW = 42, 26, 16


def wanted(crowd: Crowd) -> Iterator[tuple[int, Candidate]]:
    """The most useful things about the skills one wants to learn."""
    crowd.house.about({skill for skills in crowd.wants.values() for skill in skills})
    for person, skills in crowd.wants.items():
        for skill, name in skills.items():
            want = _("You want to learn %(skill)s") % {"skill": name}
            for item in crowd.house.by_skill[skill]:
                thing = crowd.house.thing(item)
                if thing is not None and crowd.is_news_to(person, thing):
                    reason = sentence(want, said_useful(thing))
                    yield person, thing_to_learn(thing, worth=WANTED, reason=reason, now=crowd.now)


def latest(crowd: Crowd) -> Iterator[tuple[int, Candidate]]:
    """What came out last: worth more where it is for one's own team alone."""
    for item in crowd.house.latest():
        thing = crowd.house.thing(item)
        if thing is None:
            continue
        for person in crowd.people:
            if not crowd.is_news_to(person, thing):
                continue
            if thing.team is not None:
                worth, why = OWN_TEAM, _("%(name)s made it for your team") % {"name": thing.owner_name}
            else:
                worth, why = NEW, _("New, by %(name)s") % {"name": thing.owner_name}
            reason = sentence(why, said_useful(thing))
            yield person, thing_to_learn(thing, worth=worth, reason=reason, now=crowd.now)
