"""Who hears of a practice: whoever is asked, whoever is shown a take, whoever recorded it; and of consent, who is filmed and who
brought the film. Never anybody else, and never of what is not shown to them any more."""

from __future__ import annotations

from collections.abc import Callable

from upwell.core.journal import Happening
from upwell.discussion.models import Comment
from upwell.media.models import Consent
from upwell.notifications.models import NoticeKind
from upwell.notifications.queries.told import Telling
from upwell.people.models import Person
from upwell.practice.models import Mark, Practice, Take


def _practice(line: Happening) -> Practice | None:
    return Practice.objects.with_people().filter(pk=line["object"]).first()


def _take(line: Happening) -> Take | None:
    return Take.objects.with_practice().filter(pk=line["object"]).first()


def _asked(line: Happening) -> Telling | None:
    """Whoever is asked to practise."""
    practice = _practice(line)
    if practice is None or practice.is_declined or not practice.person.is_active:
        return None
    return Telling(
        NoticeKind.PRACTICE_ASKED, {practice.person_id}, line["actor"], practice, practice.prompt or practice.title
    )


def _declined(line: Happening) -> Telling | None:
    practice = _practice(line)
    if practice is None or not practice.asked_by.is_active:
        return None
    return Telling(NoticeKind.PRACTICE_DECLINED, {practice.asked_by_id}, line["actor"], practice, practice.word)


def _shared(line: Happening) -> Telling | None:
    """Whoever a take is shown to, as long as it is."""
    take, shown_to = _take(line), int(line["context"]["person"])
    if take is None or not take.showings.standing().filter(person=shown_to).exists():
        return None
    return Telling(NoticeKind.PRACTICE_SHOWN, {shown_to}, line["actor"], take.practice, str(take))


def _marked(line: Happening) -> Telling | None:
    """Whoever recorded it, with the reason."""
    take = _take(line)
    mark = Mark.objects.filter(take=line["object"], aspect=line["context"]["aspect"], by=line["actor"]).first()
    if take is None or mark is None:
        return None
    quote = f"{mark.aspect}: {mark.reason}"
    return Telling(NoticeKind.PRACTICE_SAID, {take.practice.person_id}, line["actor"], take.practice, quote)


def told_of_take(line: Happening, comment: Comment) -> Telling | None:
    """Whoever recorded it; of a reply also who began the conversation, if it is still shown to them."""
    take = _take(line)
    if take is None:
        return None
    people = {take.practice.person_id}
    if comment.reply_to is not None:
        watching = take.showings.standing().filter(person=comment.reply_to.by_id)
        people |= set(watching.values_list("person", flat=True))
    return Telling(NoticeKind.PRACTICE_SAID, people, line["actor"], take.practice, comment.text)


def _consent(line: Happening) -> Consent | None:
    return Consent.objects.select_related("person", "named_by", "file").filter(pk=line["object"]).first()


def _consent_asked(line: Happening) -> Telling | None:
    """Whoever is filmed."""
    consent = _consent(line)
    if consent is None or not consent.is_asked or not consent.person.is_active:
        return None
    return Telling(NoticeKind.CONSENT_ASKED, {consent.person_id}, line["actor"], consent, consent.file.name)


def _consent_said(line: Happening) -> Telling | None:
    """Whoever brought the film hears what somebody in it said."""
    consent = _consent(line)
    if consent is None:
        return None
    brought = Person.objects.active().filter(pk__in=consent.file.brought_by.values("pk"))
    people = set(brought.values_list("pk", flat=True))
    quote = f"{consent.file.name}: {consent.get_state_display()}"
    return Telling(NoticeKind.CONSENT_SAID, people, line["actor"] or consent.person_id, consent.file, quote)


WRITERS: dict[str, Callable[[Happening], Telling | None]] = {
    "practice.asked": _asked,
    "practice.declined": _declined,
    "practice.shared": _shared,
    "practice.marked": _marked,
    "consent.asked": _consent_asked,
    "consent.given": _consent_said,
    "consent.refused": _consent_said,
    "consent.withdrawn": _consent_said,
    "consent.lapsed": _consent_said,
}
