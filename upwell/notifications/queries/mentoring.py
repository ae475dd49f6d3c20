"""Who hears of a mentoring: the two of it, and never anybody else."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from upwell.core.journal import Happening
from upwell.gatherings.models import Event, Mentoring
from upwell.gatherings.queries.reasons import reasons_for
from upwell.gatherings.templatetags.gatherings import when
from upwell.notifications.models import NoticeKind
from upwell.notifications.queries.told import Telling


def _pair(line: Happening) -> Mentoring | None:
    return Mentoring.objects.with_pair().filter(pk=line["object"]).first()


def _here(mentoring: Mentoring) -> set[int]:
    return {person.pk for person in (mentoring.mentor, mentoring.mentee) if person.is_active}


def _proposed(line: Happening) -> Telling | None:
    """Both, where the matching thought of them; the mentor, where somebody took up what they offered."""
    pair = _pair(line)
    if pair is None or not pair.is_open:
        return None
    quote = ". ".join(reasons_for(pair, pair.mentor)[1:2]) if line["actor"] is None else pair.goals
    return Telling(NoticeKind.MENTORING_PROPOSED, _here(pair), line["actor"], pair, quote)


def _accepted(line: Happening) -> Telling | None:
    """The other, when it begins with the second yes; of the first they hear from the proposal."""
    pair = _pair(line)
    if pair is None or not line["context"]["begun"]:
        return None
    return Telling(NoticeKind.MENTORING_BEGUN, _here(pair), line["actor"], pair)


def _declined(line: Happening) -> Telling | None:
    """The other, with the word that was meant for them; where they had said no themselves there is nothing to tell."""
    pair = _pair(line)
    return Telling(NoticeKind.MENTORING_ENDED, _here(pair), line["actor"], pair, pair.word) if pair else None


def _lapsed(line: Happening) -> Telling | None:
    """Whoever had said yes and waited."""
    pair = _pair(line)
    if pair is None:
        return None
    waited = {person.pk for person in (pair.mentor, pair.mentee) if pair.has_agreed(person)}
    return Telling(NoticeKind.MENTORING_ENDED, waited & _here(pair), None, pair)


def _ended(line: Happening) -> Telling | None:
    pair = _pair(line)
    if pair is None:
        return None
    thanks = pair.thanks.filter(by=line["actor"]).first() if line["actor"] else None
    gone = next((person.name for person in (pair.mentor, pair.mentee) if not person.is_active), "")
    quote = thanks.words if thanks else _("%(name)s has left.") % {"name": gone} if gone else ""
    return Telling(NoticeKind.MENTORING_ENDED, _here(pair), line["actor"], pair, quote)


def _thanked(line: Happening) -> Telling | None:
    pair = _pair(line)
    said = pair.thanks.filter(by=line["actor"]).first() if pair else None
    return Telling(NoticeKind.MENTORING_THANKS, _here(pair), line["actor"], pair, said.words) if pair and said else None


def _asked(line: Happening) -> Telling | None:
    pair = _pair(line)
    return Telling(NoticeKind.MENTORING_CHECK, _here(pair), None, pair) if pair else None


def _checked(line: Happening) -> Telling | None:
    pair = _pair(line)
    said = pair.checks.filter(by=line["actor"]).first() if pair else None
    return Telling(NoticeKind.MENTORING_CHECK, _here(pair), line["actor"], pair, said.word) if pair and said else None


def _session(line: Happening) -> Telling | None:
    pair = _pair(line)
    event = Event.objects.select_related("item", "host").filter(pk=line["context"]["event"]).first()
    if pair is None or event is None:
        return None
    return Telling(NoticeKind.EVENT_PLANNED, _here(pair), line["actor"], event, when(event))


WRITERS: dict[str, Callable[[Happening], Telling | None]] = {
    "mentoring.proposed": _proposed,
    "mentoring.accepted": _accepted,
    "mentoring.declined": _declined,
    "mentoring.lapsed": _lapsed,
    "mentoring.ended": _ended,
    "mentoring.thanked": _thanked,
    "mentoring.check_asked": _asked,
    "mentoring.checked": _checked,
    "mentoring.session_planned": _session,
}
