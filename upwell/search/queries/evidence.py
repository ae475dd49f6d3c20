"""What people did, made and say that speaks for asking them about a text: a bounded number of rows, in few queries."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, Lower

from upwell.library.models import Authorship
from upwell.needs.models import Answer, Confirmation, Need, Offer, Outcome
from upwell.people.models import Level, PersonSkill, Skill
from upwell.search import standing
from upwell.search.index import word_index
from upwell.search.models import DocumentKind
from upwell.search.standing import Witness

MOST_ANSWERS = 2_000  # on the needs like a text
MOST_SKILLED_ANSWERS = 500  # the latest, under the skills of a text
MOST_DECLARED = 100  # people who say that they can do or would teach a skill
WORDS_OF_A_SKILL = 4
WORDS_LOOKED_AT = 80
OFFERED = 0.3  # an offer of help against an answer, 1
MOST_ITEMS = 40  # of the likest, whose authors count

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
        rarity = standing.rarity(_uses(skills), word_index(DocumentKind.NEED).count())
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
    wanted = {name.lower() for name in named} | runs - {""}
    rows = Skill.objects.annotate(folded=Lower("name")).filter(folded__in=wanted)
    return dict(rows.values_list("pk", "name"))


def _answers(found: Evidence, closeness: dict[int, float]) -> None:
    solved = Confirmation.objects.filter(answer=OuterRef("pk"), outcome=Outcome.SOLVED)
    rows = (
        Answer.objects.filter(need__in=closeness)
        .exclude(by=F("need__asked_by"))
        .annotate(helped=Q(is_accepted=True) | Exists(solved))
        .order_by("-at", "-pk")
        .values_list("need_id", "by_id", "person_id", "at", "helped")[:MOST_ANSWERS]
    )
    for need_id, by_id, named_id, at, helped in rows:
        weight = closeness[need_id] * (standing.ACCEPTED if helped else 1.0)
        found.answered[by_id].add(need_id)
        found.topic.append(Witness(by_id, weight, at))
        if named_id:
            found.topic.append(Witness(named_id, weight, at))
    offers = Offer.objects.standing().filter(need__in=closeness, person__isnull=True)
    for need_id, by_id, at in offers.order_by("-at", "-pk").values_list("need_id", "by_id", "at")[:MOST_ANSWERS]:
        found.topic.append(Witness(by_id, OFFERED * closeness[need_id], at))


def _items(found: Evidence, closeness: dict[int, float]) -> None:
    likest = sorted(closeness, key=lambda item_id: -closeness[item_id])[:MOST_ITEMS]
    rows = Authorship.objects.filter(item__in=likest).annotate(
        at=Coalesce("item__revised_at", "item__published_at", "item__created_at")
    )
    for item_id, person_id, at in rows.values_list("item_id", "person_id", "at"):
        found.made[person_id].append(item_id)
        found.topic.append(Witness(person_id, standing.ACCEPTED * closeness[item_id], at))
    for made in found.made.values():
        made.sort(key=lambda item_id: -closeness[item_id])


def _uses(skills: Iterable[int]) -> dict[int, int]:
    links = Need.skills.through._default_manager.filter(skill__in=list(skills))
    tagged = links.values("skill").annotate(count=Count("pk"))
    return {**dict.fromkeys(skills, 0), **{row["skill"]: row["count"] for row in tagged}}


def _skilled(found: Evidence, rarity: dict[int, float]) -> None:
    solved = Confirmation.objects.filter(answer=OuterRef("pk"), outcome=Outcome.SOLVED)
    rows = (
        Answer.objects.filter(need__skills__in=rarity)
        .exclude(by=F("need__asked_by"))
        .annotate(helped=Q(is_accepted=True) | Exists(solved))
        .order_by("-at", "-pk")
        .values_list("need__skills", "need_id", "by_id", "at", "helped")[:MOST_SKILLED_ANSWERS]
    )
    for skill_id, need_id, by_id, at, helped in rows:
        found.skilled[by_id][skill_id].add(need_id)
        found.skill.append(Witness(by_id, rarity[skill_id] * (standing.ACCEPTED if helped else 1.0), at))


def _declared(found: Evidence, rarity: dict[int, float]) -> None:
    """Whoever would teach a skill counts most, then how well they do it and how many colleagues saw it."""
    rows = (
        PersonSkill.objects.filter(skill__in=rarity)
        .filter(Q(teaches=True) | Q(level__gte=Level.CAN))
        .order_by("-teaches", "-level", "-confirmation_count", "pk")
        .select_related("skill")[:MOST_DECLARED]
    )
    weights: defaultdict[int, float] = defaultdict(float)
    for row in rows:
        seen = min(row.confirmation_count, 5) / 5
        weights[row.person_id] += rarity[row.skill_id] * (row.teaches + (row.level or 0) / Level.ASKED + seen)
        found.says[row.person_id].append(row)
    found.declared = dict(weights)
