"""Who hears of what readers say: authors of suggestions, whoever suggested of the answer, and whoever flagged of the change.

Only those who may still see the thing, and never with the name of somebody who flagged in confidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from upwell.core.journal import Happening
from upwell.core.text import shorten
from upwell.discussion.models import Comment, Fix, Suggestion
from upwell.library.models import Authorship, Item
from upwell.library.prose import to_plain
from upwell.needs.models import Need
from upwell.notifications.models import NoticeKind
from upwell.notifications.queries.told import Telling
from upwell.people.models import Person


def _mentioned(line: Happening) -> Telling | None:
    """Whoever a comment names; that they may see it was asked when it was written, and is asked again."""
    comment = Comment.objects.shown().filter(pk=line["context"]["comment"]).first()
    about = _about(line)
    if comment is None or about is None:
        return None
    people = _seeing(about, line["context"]["people"])
    return Telling(NoticeKind.MENTIONED, people, line["actor"], about, comment.text)


def _solved(line: Happening) -> Telling | None:
    """Whoever gave the reply that answered a question."""
    reply = Comment.objects.shown().filter(pk=line["context"]["comment"]).first()
    about = _about(line)
    if reply is None or about is None:
        return None
    return Telling(NoticeKind.SOLVED, _seeing(about, [reply.by_id]), line["actor"], about, reply.text)


def _suggested(line: Happening) -> Telling | None:
    """Its authors, who decide."""
    item, suggestion = _item(line), _suggestion(line)
    if item is None or suggestion is None:
        return None
    quote = to_plain(suggestion.after or suggestion.before)
    return Telling(NoticeKind.SUGGESTION, _authors(item), line["actor"], item, quote)


def _accepted(line: Happening) -> Telling | None:
    return _decided(line, NoticeKind.ACCEPTED)


def _declined(line: Happening) -> Telling | None:
    return _decided(line, NoticeKind.DECLINED)


def _decided(line: Happening, kind: NoticeKind) -> Telling | None:
    """Whoever suggested it, with the authors' word."""
    item, suggestion = _item(line), _suggestion(line)
    if item is None or suggestion is None:
        return None
    later = _("It is reviewed before it is published; you are told.") if suggestion.is_on_the_way else ""
    quote = suggestion.word or later or to_plain(suggestion.after)
    return Telling(kind, _seeing(item, [suggestion.by_id]), line["actor"], item, quote)


def _fixed(line: Happening) -> Telling | None:
    """Whoever flagged or asked: you said, we changed. Who suggested the change heard that it was accepted, and hears of
    it again only where it came out later, after its review."""
    item = _item(line)
    fix = Fix.objects.filter(pk=line["context"]["fix"]).first()
    if item is None or fix is None:
        return None
    asked = {*fix.reactions.values_list("by", flat=True), *fix.comments.values_list("by", flat=True)}
    asked -= {fix.credited_id or 0}
    if Suggestion.objects.filter(fix=fix, answered_at__lt=fix.at).exists():
        asked |= {fix.credited_id or 0}
    people = _seeing(item, asked)
    if fix.before and fix.before == fix.after:
        return Telling(NoticeKind.KEPT, people, line["actor"], item, fix.word)
    before, now = to_plain(fix.before), to_plain(fix.after) or fix.word
    quote = f"{shorten(before, 130)} → {shorten(now, 130)}" if before and now else now or before
    return Telling(NoticeKind.FIXED, people, line["actor"], item, quote)


def _needs_attention(line: Happening) -> Telling | None:
    """Its authors, of nobody: what readers said stands on the page that the notice leads to."""
    item = _item(line)
    return Telling(NoticeKind.ATTENTION, _authors(item), None, item) if item else None


def _about(line: Happening) -> Item | Need | None:
    """What a comment is about; of a take, whoever may see it hears it as a practice, and nobody by being named."""
    if line["kind"] not in {"item", "need"}:
        return None
    rows = Item.objects if line["kind"] == "item" else Need.objects
    return rows.filter(pk=line["object"]).first()


def _item(line: Happening) -> Item | None:
    return Item.objects.filter(pk=line["object"]).first()


def _suggestion(line: Happening) -> Suggestion | None:
    return Suggestion.objects.filter(pk=line["context"]["suggestion"]).first()


def _seeing(about: Item | Need, people: Iterable[int]) -> set[int]:
    """Those of `people` who are here and may see it."""
    rows = Person.objects.active().with_team().filter(pk__in=list(people))
    return {person.pk for person in rows if type(about).objects.visible_to(person).filter(pk=about.pk).exists()}


def _authors(item: Item) -> set[int]:
    people = Authorship.objects.filter(item=item, person__is_active=True).values_list("person", flat=True)
    return {item.owner_id, *people}


WRITERS: dict[str, Callable[[Happening], Telling | None]] = {
    "comment.mentioned": _mentioned,
    "comment.answered": _solved,
    "item.suggested": _suggested,
    "item.suggestion_accepted": _accepted,
    "item.suggestion_declined": _declined,
    "item.fixed": _fixed,
    "item.needs_attention": _needs_attention,
}
