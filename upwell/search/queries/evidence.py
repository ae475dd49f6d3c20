"""What people did, made and say that speaks for asking them about a text: a bounded number of rows, in few queries."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Q

from upwell.people.models import Level, PersonSkill
from upwell.search import rows, standing
from upwell.search.index import word_index
from upwell.search.models import DocumentKind
from upwell.search.standing import Witness

MOST_DECLARED = 100  # people who say that they can do or would teach a skill
MOST_ITEMS = 40  # of the likest, whose authors count
WORDS_OF_A_SKILL = 4
WORDS_LOOKED_AT = 80
OFFERED = 0.3  # an offer of help against an answer, 1

_WORD = re.compile(r"[\w'’+#.-]+")


@dataclass
class Evidence:
    """Who did what. `answered`, `made` and `skilled` hold the ids of the needs and items, by person."""

    topic: list[Witness] = field(default_factory=list)
    skill: list[Witness] = field(default_factory=list)
    declared: dict[int, float] = field(default_factory=dict)
    answered: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    made: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    skilled: defaultdict[int, defaultdict[int, set[int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )
    says: defaultdict[int, list[PersonSkill]] = field(default_factory=lambda: defaultdict(list))
    skills: dict[int, str] = field(default_factory=dict)


def gather(needs: dict[int, float], items: dict[int, float], skills: dict[int, str]) -> Evidence:
    """Everything that speaks for anybody, given the fused scores of the needs and items like a text, and its skills."""
    found = Evidence(skills=skills)
    best = max([*needs.values(), *items.values()], default=0.0)
    _answers(found, standing.closeness(needs, best=best))
    _items(found, standing.closeness(items, best=best))
    if skills:
        rarity = standing.rarity(rows.uses_of(skills), word_index(DocumentKind.NEED).count())
        _skilled(found, rarity)
        _declared(found, rarity)
    return found


def skills_in(text: str, named: Collection[str] = ()) -> dict[int, str]:
    """The skills a text names in so many words, and those in `named`, by id."""
    words = [word.strip(".-'’").lower() for word in _WORD.findall(text)[:WORDS_LOOKED_AT]]
    runs = {
        " ".join(words[start : start + length])
        for length in range(1, WORDS_OF_A_SKILL + 1)
        for start in range(len(words) - length + 1)
    }
    return rows.skills_called({name.lower() for name in named} | runs - {""})


def _answers(found: Evidence, closeness: dict[int, float]) -> None:
    for answer in rows.answers_on(closeness):
        weight = closeness[answer.need_id] * (standing.ACCEPTED if answer.helped else 1.0)
        found.answered[answer.by_id].add(answer.need_id)
        found.topic.append(Witness(answer.by_id, weight, answer.day))
        if answer.named_id:
            found.topic.append(Witness(answer.named_id, weight, answer.day))
    for offer in rows.offers_on(closeness):
        found.topic.append(Witness(offer.by_id, OFFERED * closeness[offer.need_id], offer.day))


def _items(found: Evidence, closeness: dict[int, float]) -> None:
    likest = sorted(closeness, key=lambda item_id: -closeness[item_id])[:MOST_ITEMS]
    for row in rows.authors_of(likest):
        found.made[row.person_id].append(row.item_id)
        found.topic.append(Witness(row.person_id, standing.ACCEPTED * closeness[row.item_id], row.day))
    for made in found.made.values():
        made.sort(key=lambda item_id: -closeness[item_id])


def _skilled(found: Evidence, rarity: dict[int, float]) -> None:
    for row in rows.answers_about(rarity):
        weight = rarity[row.skill_id] * (standing.ACCEPTED if row.helped else 1.0)
        found.skilled[row.by_id][row.skill_id].add(row.need_id)
        found.skill.append(Witness(row.by_id, weight, row.day))


def _declared(found: Evidence, rarity: dict[int, float]) -> None:
    """Whoever would teach a skill counts most, then how well they do it and how many colleagues saw it."""
    said = (
        PersonSkill.objects.filter(skill__in=rarity)
        .filter(Q(teaches=True) | Q(level__gte=Level.CAN))
        .order_by("-teaches", "-level", "-confirmation_count", "pk")
        .select_related("skill")[:MOST_DECLARED]
    )
    weights: defaultdict[int, float] = defaultdict(float)
    for row in said:
        seen = min(row.confirmation_count, 5) / 5
        weights[row.person_id] += rarity[row.skill_id] * (row.teaches + (row.level or 0) / Level.ASKED + seen)
        found.says[row.person_id].append(row)
    found.declared = dict(weights)
