"""Declaring a need, and changing its words."""

from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.discussion.models import Comment, Thread
from upwell.needs.actions.counting import warmed
from upwell.needs.actions.holding import hold
from upwell.needs.actions.voicing import voice_need
from upwell.needs.actions.wording import line, paragraph, sentence, skill_names
from upwell.needs.models import Follow, Need, Urgency, Voice
from upwell.needs.permissions import can_edit_need, can_limit_to, can_take_part
from upwell.people.actions import find_or_add_skill
from upwell.people.models import Person, Team

FEWEST_TO_HIDE_AMONG = 5


@transaction.atomic
def declare_need(
    title: str,
    *,
    by: Person,
    why: str = "",
    for_whom: str = "",
    goal: str = "",
    urgency: str = Urgency.SOON,
    skills: Iterable[str] = (),
    team: Team | None = None,
    nameless: bool = False,
    imported_id: str | None = None,
) -> Need:
    """Say what one needs to learn; a sentence is enough. Whoever asks is its first voice and follows it.

    With `team`, only that team sees it. Without a name, nobody sees who asked, and the journal does not know it.
    Asking the same in the same words twice within a day is one need, so a form sent twice is harmless.
    """
    if not can_take_part(by):
        raise PermissionDenied
    by = Person.objects.select_for_update(of=("self",), no_key=True).select_related("team").get(pk=by.pk)
    words = _words(title, why, for_whom, goal)
    names = skill_names(skills)
    _check_urgency(urgency)
    if known := _asked_already(words["title"], by, team, nameless, imported_id):
        return known
    _check_audience(by, team, nameless)
    moment = clock.now()
    need = Need.objects.create(
        **words,
        asked_by=by,
        asked_at=moment,
        is_nameless=nameless,
        team=team,
        thread=Thread.objects.create(),
        imported_id=imported_id,
        voice_count=1,
        now_count=int(urgency == Urgency.NOW),
        heat=warmed(0, 0, moment),
    )
    if names:
        need.skills.set([find_or_add_skill(name) for name in names])
    seat = None if nameless else by.team
    Voice.objects.create(need=need, by=by, urgency=urgency, team=seat, is_nameless=nameless, at=moment)
    Follow.objects.create(need=need, person=by)
    journal.record("need.declared", by=None if nameless else by, about=need, urgency=urgency)
    return need


@transaction.atomic
def edit_need(
    need: Need,
    *,
    by: Person,
    title: str,
    why: str = "",
    for_whom: str = "",
    goal: str = "",
    urgency: str = Urgency.SOON,
    skills: Iterable[str] = (),
    team: Team | None = None,
    nameless: bool = False,
) -> Need:
    """Change the words of a need; only who asked may.

    It may be opened to more people at any time, and limited to fewer only while nobody else has taken part. A name
    can be added later, never taken away: others have seen it.
    """
    asked, need = need, hold(need, by)
    if need.pk != asked.pk or not can_edit_need(by, need):
        raise PermissionDenied
    words = _words(title, why, for_whom, goal)
    names = skill_names(skills)
    _check_urgency(urgency)
    _check_change(need, by, team, nameless)
    for field, value in words.items():
        setattr(need, field, value)
    if need.is_nameless and not nameless:
        _add_name(need, by)
    need.team, need.is_nameless = team, nameless
    need.save(update_fields=[*words, "team", "is_nameless"])
    need.skills.set([find_or_add_skill(name) for name in names])
    voice_need(need, by=by, urgency=urgency)
    journal.record("need.edited", by=need.asker, about=need)
    need.refresh_from_db()
    return need


def _add_name(need: Need, by: Person) -> None:
    """What was said without a name stands beside it from now on."""
    need.voices.filter(by=by).update(is_nameless=False, team=by.team)
    need.answers.filter(by=by).update(is_nameless=False)
    Comment.objects.filter(thread=need.thread_id, by=by).update(is_nameless=False)


def _words(title: str, why: str, for_whom: str, goal: str) -> dict[str, str]:
    return {
        "title": sentence(title),
        "why": paragraph("why", why, 5000),
        "for_whom": line("for_whom", for_whom, 200),
        "goal": line("goal", goal, 200),
    }


def _check_urgency(urgency: str) -> None:
    if urgency not in Urgency.values:
        raise ValidationError({"urgency": _("Choose how soon you need it: now, soon or someday.")})


def _asked_already(title: str, by: Person, team: Team | None, nameless: bool, imported_id: str | None) -> Need | None:
    if imported_id is not None:
        return Need.objects.filter(imported_id=imported_id).first()
    lately = clock.now() - timedelta(days=1)
    same = Need.objects.standing().filter(asked_by=by, asked_at__gte=lately, title=title)
    return same.filter(team=team, is_nameless=nameless).first()


def _check_audience(by: Person, team: Team | None, nameless: bool) -> None:
    if team is None:
        return
    if not can_limit_to(by, team):
        raise ValidationError({"team": _("Choose a team that you are in or lead.")})
    there = Person.objects.active().filter(team__path__startswith=team.path)
    if nameless and there[:FEWEST_TO_HIDE_AMONG].count() < FEWEST_TO_HIDE_AMONG:
        said = _("In a team of fewer than five your name is easy to guess. Let more people see it, or give your name.")
        raise ValidationError({"nameless": said})


def _check_change(need: Need, by: Person, team: Team | None, nameless: bool) -> None:
    if nameless and not need.is_nameless:
        raise ValidationError({"nameless": _("Others have seen your name here. Declare a new need without it.")})
    if team is None or (need.team is not None and team.pk in need.team.line):
        return
    if need.voice_count > 1 or need.offer_count or need.answer_count or need.thread.comment_count:
        raise ValidationError({"team": _("Others take part already, so they keep seeing it.")})
    _check_audience(by, team, nameless)
