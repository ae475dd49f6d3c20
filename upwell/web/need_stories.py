"""Draws what has happened to a need, a line for each happening, in words."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upwell.needs.models import How, Outcome, Urgency
from upwell.needs.queries.story import Happening
from upwell.web.drawing import draw_face, draw_icon

MARKS = {"need.parked": "archive", "need.unparked": "archive", "need.merged": "merge"}


def draw_happening(one: Happening, when: SafeString | str) -> SafeString:
    """Whose face, what they did, and `when`."""
    return format_html("<li>{}<div><p>{}</p>{}</div></li>", _mark(one), _sentence(one), when)


def _mark(one: Happening) -> SafeString:
    if one.verb in MARKS:
        return format_html('<span class="mark">{}</span>', draw_icon(MARKS[one.verb], "sm"))
    if one.verb == "need.confirmed" and one.says == Outcome.SOLVED:
        return format_html('<span class="mark solved">{}</span>', draw_icon("check", "sm"))
    return draw_face(one.person)


def _sentence(one: Happening) -> SafeString:
    name = format_html("<b>{}</b>", one.person.name if one.person else _("Somebody"))
    if one.others:
        name = format_html(
            ngettext("{name} and {count} other", "{name} and {count} others", one.others), name=name, count=one.others
        )
    match one.verb:
        case "need.declared" if one.why:
            return format_html(_("{name} asked ‘{title}’."), name=name, title=one.why)
        case "need.declared":
            return format_html(_("{name} asked."), name=name)
        case "need.voiced":
            return _voiced(one, name)
        case "need.offered":
            return _offered(one, name)
        case "need.answered":
            return _answered(one, name)
        case "need.confirmed":
            return format_html(_confirmed(one.says), name=name)
        case "need.used":
            return format_html(_("{name} used it at work."), name=name)
        case "need.parked":
            return _quoting(format_html(_("{name} set it aside."), name=name), one.why)
        case "need.unparked":
            return format_html(_("{name} took it up again."), name=name)
        case "need.merged":
            return format_html(_("{name} joined ‘{title}’ with it."), name=name, title=one.why)
    return name


def _voiced(one: Happening, name: SafeString) -> SafeString:
    if one.others and one.now:
        return format_html(_("{name} said me too; {now} of them now."), name=name, now=one.now)
    said = _("{name} needs this now.") if one.says == Urgency.NOW else _("{name} said me too.")
    return _quoting(format_html(said, name=name), one.why)


def _offered(one: Happening, name: SafeString) -> SafeString:
    if one.offer is None:
        return name
    match one.offer.how:
        case How.WRITE:
            said = _("{name} offered to write something.")
        case How.RECORD:
            said = _("{name} offered to record something.")
        case How.RUN:
            said = _("{name} offered to run a session.")
        case How.MENTOR:
            said = _("{name} offered to mentor somebody.")
        case How.TALK:
            said = _("{name} offered to talk it over.")
        case _other:
            said = _("{name} named {other} as somebody who could help.")
    other = format_html("<b>{}</b>", one.offer.person.name) if one.offer.person else ""
    return format_html(said, name=name, other=other)


def _answered(one: Happening, name: SafeString) -> SafeString:
    if one.answer is None:
        return name
    if one.answer.item is not None:
        if not getattr(one.answer, "is_item_seen", False):
            return format_html(_("{name} answered with a module."), name=name)
        return format_html(_("{name} answered with ‘{title}’."), name=name, title=one.answer.item.title)
    if one.answer.person is not None:
        other = format_html("<b>{}</b>", one.answer.person.name)
        return format_html(_("{name} said whom to talk to: {other}."), name=name, other=other)
    return format_html(_("{name} answered."), name=name)


def _confirmed(outcome: str) -> str:
    if outcome == Outcome.SOLVED:
        return _("For {name}, it is solved.")
    return _("It helped {name} partly.") if outcome == Outcome.PARTLY else _("For {name}, it is not solved yet.")


def _quoting(sentence: SafeString, words: str) -> SafeString:
    return format_html('{} <span class="soft">‘{}’</span>', sentence, words) if words else sentence
