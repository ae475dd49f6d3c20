"""Who gets a path: rules, thought of first, shown by name, then let hold."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, jobs, journal
from upwell.core.text import one_line
from upwell.journeys.actions.making import hold_path
from upwell.journeys.models import Anchor, Path, Rule
from upwell.journeys.permissions import can_rule, can_rule_over
from upwell.journeys.queries.meaning import means_everybody
from upwell.people.models import Person, Skill, Team

ENROL = "upwell.journeys.tasks.follow_rules"
MOST_RULES = 20


class MeansEverybody(ValidationError):
    """The rule fits nearly everybody who is here: whoever wants that says so once more."""

    def __init__(self) -> None:
        super().__init__(
            _("This gives the path to nearly everybody here. Say once more that you want that."), "everybody"
        )


@transaction.atomic
def add_rule(
    path: Path,
    *,
    by: Person,
    team: Team | None = None,
    title: str = "",
    place: str = "",
    skill: Skill | None = None,
    joined_after: date | None = None,
) -> Rule:
    """Think of a rule; it holds for nobody yet. Who makes the path may, if they are a steward or lead the team it names.

    Refused in words: a rule for a path that is counted from somebody's last day, which nobody knows beforehand. The same
    rule again is the one that is there.
    """
    path = hold_path(path, by)
    if not can_rule(by, path) or not can_rule_over(by, team):
        raise PermissionDenied
    if path.anchor == Anchor.LEAVES:
        raise ValidationError(_("Nobody knows beforehand when somebody leaves. Give this path to them by name."))
    if path.rules.count() >= MOST_RULES:
        raise ValidationError(_("A path has at most %(most)s rules.") % {"most": MOST_RULES})
    said = {"team": team, "title": one_line(title)[:150], "place": one_line(place)[:120], "skill": skill}
    rule = path.rules.filter(**said, joined_after=joined_after).first()
    if rule is None:
        rule = Rule.objects.create(path=path, **said, joined_after=joined_after, by=by, made_at=clock.now())
        journal.record("path.rule_added", by=by, about=path, rule=rule.pk)
    return rule


@transaction.atomic
def put_rule_live(rule: Rule, *, by: Person, although_everybody: bool = False) -> Rule:
    """Let a rule hold: whoever fits it now gets the path, and whoever fits it later. Who may make such a rule may do so.

    Refused: for a path that is not out, and, as `MeansEverybody`, where it means nearly everybody and nobody said once
    more that this is wanted. Again changes nothing.
    """
    rule = _hold(rule, by)
    if rule.live_at is not None:
        return rule
    if not rule.path.item.is_published:
        raise ValidationError(_("Publish the path first; then people can get it."))
    if not although_everybody and means_everybody(rule):
        raise MeansEverybody
    rule.live_at = clock.now()
    rule.save(update_fields=["live_at"])
    journal.record("path.rule_live", by=by, about=rule.path, rule=rule.pk)
    _follow(rule)
    return rule


@transaction.atomic
def remove_rule(rule: Rule, *, by: Person) -> None:
    """Take a rule away: whoever got the path by it alone and has not finished leaves it. Who may make it may."""
    kept = Rule.objects.filter(pk=rule.pk).first()
    if kept is None:
        return
    kept = _hold(kept, by)
    _follow(kept)
    journal.record("path.rule_removed", by=by, about=kept.path, rule=kept.pk)
    kept.delete()


def _hold(rule: Rule, by: Person) -> Rule:
    held = Rule.objects.select_for_update(of=("self",)).select_related("path__item", "team").get(pk=rule.pk)
    hold_path(held.path, by)
    if not can_rule(by, held.path) or not can_rule_over(by, held.team):
        raise PermissionDenied
    return held


def _follow(rule: Rule) -> None:
    """The worker lets people in and out; there may be a hundred thousand."""
    jobs.enqueue(ENROL, path_id=rule.path_id)
