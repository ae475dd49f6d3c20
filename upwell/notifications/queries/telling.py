"""Who hears of which line of the journal, one function for each verb."""

from __future__ import annotations

from collections.abc import Callable

from upwell.core.journal import Happening
from upwell.core.text import shorten
from upwell.discussion.models import Comment, Kind, Reaction
from upwell.library.models import Authorship, Item
from upwell.needs.models import Answer, Confirmation, Need
from upwell.notifications.models import NoticeKind
from upwell.notifications.queries.caring import WRITERS as CARING
from upwell.notifications.queries.feedback import WRITERS as FEEDBACK
from upwell.notifications.queries.filming import WRITERS as FILMING
from upwell.notifications.queries.gathering import WRITERS as GATHERING
from upwell.notifications.queries.gathering import told_of_talk
from upwell.notifications.queries.mentoring import WRITERS as MENTORING
from upwell.notifications.queries.practising import WRITERS as PRACTISING
from upwell.notifications.queries.practising import told_of_take
from upwell.notifications.queries.told import Telling
from upwell.notifications.queries.trying import WRITERS as TRYING
from upwell.notifications.queries.walking import WRITERS as WALKING
from upwell.notifications.queries.weekly import WRITERS as WEEKLY
from upwell.people.models import Person, PersonSkill

FLAGS = (Kind.OUTDATED, Kind.UNCLEAR, Kind.QUESTION)


def telling_of(line: Happening) -> Telling | None:
    """Who hears of `line`: never who did it, never somebody who may not see it, never a name that was withheld."""
    writer = _WRITERS.get(line["verb"])
    told = writer(line) if writer else None
    if told is None:
        return None
    people = {person for person in told.people if person != line["actor"]}
    return Telling(told.kind, people, told.actor, told.about, shorten(told.quote, 300)) if people else None


def _need(line: Happening) -> Need | None:
    return Need.objects.select_related("team").filter(pk=line["object"]).first()


def _actor(need: Need, actor: int | None) -> int | None:
    return None if need.is_nameless and actor == need.asked_by_id else actor


def _followers(need: Need) -> set[int]:
    """Those who follow `need`, still work here and may still see it."""
    people = Person.objects.active().with_team().filter(follows__need=need, follows__is_muted=False)
    if need.team is None:
        return set(people.values_list("pk", flat=True))
    return {
        person.pk
        for person in people
        if need.team_id in person.team_line or person.pk in {need.asked_by_id, need.team.lead_id}
    }


def _voiced(line: Happening) -> Telling | None:
    need = _need(line)
    if need is None or line["actor"] is None:  # nobody but who asked without their name speaks without one
        return None
    return Telling(NoticeKind.VOICED, {need.asked_by_id}, line["actor"], need)


def _offered(line: Happening) -> Telling | None:
    need = _need(line)
    return Telling(NoticeKind.OFFERED, _followers(need), _actor(need, line["actor"]), need) if need else None


def _answered(line: Happening) -> Telling | None:
    need = _need(line)
    answer = Answer.objects.select_related("item").filter(pk=line["context"]["answer"]).first()
    if need is None or answer is None:
        return None
    quote = answer.item.title if answer.item else answer.text
    people = _followers(need) - ({answer.by_id} if answer.is_nameless else set())
    return Telling(NoticeKind.ANSWERED, people, _actor(need, line["actor"]), need, quote)


def _of_answer(line: Happening, kind: NoticeKind) -> Telling | None:
    need = _need(line)
    answer = Answer.objects.filter(pk=line["context"]["answer"]).first()
    if need is None or answer is None:
        return None
    said = Confirmation.objects.filter(answer=answer, by=line["actor"]).first()
    quote = (said.used_note if kind == NoticeKind.USED else said.note) if said else ""
    people = {answer.by_id} | ({answer.person_id} if answer.person_id else set())
    return Telling(kind, people, _actor(need, line["actor"]), need, quote)


def _confirmed(line: Happening) -> Telling | None:
    return _of_answer(line, NoticeKind.CONFIRMED)


def _used(line: Happening) -> Telling | None:
    return _of_answer(line, NoticeKind.USED) if line["context"].get("used") == "yes" else None


def _use_asked(line: Happening) -> Telling | None:
    need = _need(line)
    return Telling(NoticeKind.ASK_USED, {line["context"]["person"]}, None, need) if need else None


def _suggested(line: Happening) -> Telling | None:
    need = _need(line)
    if need is None:
        return None
    reasons = line["context"].get("reasons", [])
    return Telling(NoticeKind.SUGGESTED, {line["context"]["person"]}, None, need, ". ".join(reasons))


def _set_aside(line: Happening) -> Telling | None:
    need = _need(line)
    quote = str(line["context"].get("reason", ""))
    return Telling(NoticeKind.PARKED, _followers(need), line["actor"], need, quote) if need else None


def _commented(line: Happening) -> Telling | None:
    comment = Comment.objects.shown().filter(pk=line["context"]["comment"]).first()
    if comment is None:
        return None
    if line["kind"] in {"event", "circle"}:
        return told_of_talk(line, comment)
    if line["kind"] == "take":
        return told_of_take(line, comment)
    if line["kind"] == "need":
        need = _need(line)
        if need is None:
            return None
        people = _followers(need) - ({comment.by_id} if comment.is_nameless else set())
        return Telling(NoticeKind.COMMENTED, people, _actor(need, line["actor"]), need, comment.text)
    item = Item.objects.filter(pk=line["object"]).first()
    if item is None:
        return None
    earlier = Comment.objects.shown().filter(thread=comment.thread_id).values_list("by", flat=True)
    people = _authors(item) | set(earlier)
    people -= {each["id"] for each in comment.mentions}  # who is named is told of that
    return Telling(NoticeKind.COMMENTED, people, line["actor"], item, comment.text)


def _reacted(line: Happening) -> Telling | None:
    item = Item.objects.filter(pk=line["object"]).first()
    if item is None:
        return None
    return Telling(NoticeKind.REACTED, _authors(item), line["actor"], item, str(Kind(line["context"]["kind"]).label))


def _revised(line: Happening) -> Telling | None:
    """Whoever flagged the whole item or a block of it, and was not answered yet, hears that it was changed.

    Whoever flagged a sentence hears of that sentence, when it was (`item.fixed`).
    """
    item = Item.objects.filter(pk=line["object"]).first()
    if item is None:
        return None
    waiting = Reaction.objects.waiting().filter(thread=item.thread_id, anchor=None)
    flagged = waiting.filter(kind__in=FLAGS, at__lt=line["at"])
    version = int(line["context"].get("version") or 0)
    told = Reaction.objects.filter(thread=item.thread_id, fix__number=version)
    people = set(flagged.values_list("by", flat=True)) - set(told.values_list("by", flat=True))
    return Telling(NoticeKind.REVISED, people, line["actor"], item, str(line["context"].get("note", "")))


def _confirmed_skill(line: Happening) -> Telling | None:
    skill = PersonSkill.objects.select_related("person", "skill").filter(pk=line["object"]).first()
    if skill is None:
        return None
    said = skill.confirmations.filter(by=line["actor"]).first()
    quote = f"{skill.skill.name}: {said.evidence}" if said else skill.skill.name
    return Telling(NoticeKind.CONFIRMED_SKILL, {skill.person_id}, line["actor"], skill.person, quote)


def _authors(item: Item) -> set[int]:
    people = Authorship.objects.filter(item=item, person__is_active=True).values_list("person", flat=True)
    return {item.owner_id, *people}


_WRITERS: dict[str, Callable[[Happening], Telling | None]] = {
    "need.voiced": _voiced,
    "need.offered": _offered,
    "need.answered": _answered,
    "need.confirmed": _confirmed,
    "need.used": _used,
    "need.use_asked": _use_asked,
    "need.suggested": _suggested,
    "need.parked": _set_aside,
    "need.merged": _set_aside,
    "comment.added": _commented,
    "item.reacted": _reacted,
    "item.revised": _revised,
    "skill.confirmed": _confirmed_skill,
    **CARING,
    **FEEDBACK,
    **FILMING,
    **GATHERING,
    **WEEKLY,
    **MENTORING,
    **PRACTISING,
    **TRYING,
    **WALKING,
}
