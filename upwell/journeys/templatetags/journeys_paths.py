"""What the pages of paths say in a word: what kind of step it is, and when it is due."""

from datetime import date

from django import template
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upwell.journeys.models import Rule, Step, StepKind

register = template.Library()

ICONS = {
    StepKind.MODULE: "book-open",
    StepKind.LINK: "external-link",
    StepKind.EVENT: "calendar-days",
    StepKind.TASK: "flask-conical",
    StepKind.RECORDING: "video",
    StepKind.MEET: "handshake",
    StepKind.CHOICE: "split",
    StepKind.REFLECTION: "pen-line",
}


@register.filter
def step_icon(step: Step) -> str:
    """The sign of a kind of step."""
    return ICONS[StepKind(step.kind)]


@register.filter
def by_when(day: date | None, today: date) -> str:
    """'today', 'tomorrow', else 'by Friday, 6 March'; '' where there is no day."""
    if day is None:
        return ""
    if day == today:
        return _("today")
    if (day - today).days == 1:
        return _("by tomorrow")
    return _("by %(day)s") % {"day": formats.date_format(day, "l, j F")}


@register.filter
def offset_words(offset: int | None) -> str:
    """When a step is due, from the day that counts: 'on the day', 'after 4 working days', '2 working days before'."""
    if offset is None:
        return _("no day")
    if offset == 0:
        return _("on the day")
    if offset < 0:
        return ngettext("%(count)s working day before", "%(count)s working days before", -offset) % {"count": -offset}
    return ngettext("after %(count)s working day", "after %(count)s working days", offset) % {"count": offset}


@register.filter
def rule_words(rule: Rule) -> str:
    """Whom a rule means, in a line: 'in Outpatients and below, Staff nurse, joined after 1 March 2026'."""
    said = [
        rule.team and _("in %(team)s and below") % {"team": rule.team.name},
        rule.title and _("with the title ‘%(title)s’") % {"title": rule.title},
        rule.place and _("at %(place)s") % {"place": rule.place},
        rule.skill and _("who cannot yet do ‘%(skill)s’") % {"skill": rule.skill.name},
        rule.joined_after and _("joined after %(day)s") % {"day": formats.date_format(rule.joined_after, "j F Y")},
    ]
    return ", ".join(str(each) for each in said if each) or _("everybody who is here")
