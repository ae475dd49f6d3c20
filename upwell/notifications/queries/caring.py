"""Who hears of what is looked after: owners who are asked, authors, reviewers, translators, whoever inherits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upwell.core.journal import Happening
from upwell.library.models import Authorship, Expert, Item, Remark, Review, Reviewer
from upwell.notifications.models import NoticeKind
from upwell.notifications.queries.told import Telling
from upwell.people.models import Person, Role

SETTLING = {
    "item.checked",
    "item.retired",
    "item.needs_work",
    "item.life_set",
    "item.revised",
}  # the owner has answered


def asked_owner(line: Happening) -> int | None:
    """Whose question about an item `line` answers; None where it answers none."""
    if line["verb"] not in SETTLING:
        return None
    return Item.objects.filter(pk=line["object"]).values_list("owner", flat=True).first()


def _care(line: Happening) -> Telling | None:
    """Its owner is asked; who answered in the meantime is not."""
    item = Item.objects.filter(pk=line["object"], retired_at__isnull=True, owner__is_active=True).first()
    if item is None:
        return None
    day = date_format(date.fromisoformat(line["context"]["day"]), "j F Y")
    words = {
        "item.ending": _("It is valid until %(day)s."),
        "item.ended": _("It was valid until %(day)s, and has left the lists."),
        "item.look_due": _("You wanted to look at it again from %(day)s on."),
    }
    return Telling(NoticeKind.CARE, {item.owner_id}, None, item, words[line["verb"]] % {"day": day})


def _author_added(line: Happening) -> Telling | None:
    return _invited(line, _("You may write along now."))


def _reviewer_asked(line: Happening) -> Telling | None:
    return _invited(line, _("Read the draft and say what you think. You change nothing."))


def _invited(line: Happening, quote: str) -> Telling | None:
    item = Item.objects.filter(pk=line["object"]).first()
    return Telling(NoticeKind.INVITED, {line["context"]["person"]}, line["actor"], item, quote) if item else None


def _handed_over(line: Happening) -> Telling | None:
    """Whoever is handed something hears of it; what a leaver leaves is told in one line of its own."""
    item = Item.objects.filter(pk=line["object"]).first()
    if item is None or line["actor"] is None:
        return None
    return Telling(NoticeKind.HANDED, {line["context"]["person"]}, line["actor"], item)


def _passed_on(line: Happening) -> Telling | None:
    leaver = Person.objects.filter(pk=line["object"]).first()
    if leaver is None:
        return None
    count = line["context"]["count"]
    quote = ngettext("%(count)s module", "%(count)s modules", count) % {"count": count}
    return Telling(NoticeKind.INHERITED, {line["context"]["person"]}, leaver.pk, leaver, quote)


def _review_asked(line: Happening) -> Telling | None:
    """The experts of its topic; where there is none but its authors, the stewards."""
    review = Review.objects.select_related("item").waiting().filter(pk=line["object"]).first()
    if review is None:
        return None
    authors = _authors(review.item)
    topics = review.item.skills.filter(regulation__isnull=False)
    experts = set(Expert.objects.filter(skill__in=topics, person__is_active=True).values_list("person", flat=True))
    people = experts - authors or set(
        Person.objects.active().filter(role__in=[Role.STEWARD, Role.ADMIN]).values_list("pk", flat=True)
    )
    return Telling(NoticeKind.REVIEW, people - authors, line["actor"], review, review.note)


def _reviewed(line: Happening) -> Telling | None:
    review = Review.objects.select_related("item").filter(pk=line["object"]).first()
    if review is None:
        return None
    return Telling(NoticeKind.REVIEWED, _authors(review.item), line["actor"], review, review.word)


def _endorsed(line: Happening) -> Telling | None:
    item = Item.objects.filter(pk=line["object"]).first()
    word = str(line["context"].get("word", ""))
    return Telling(NoticeKind.ENDORSED, _authors(item), line["actor"], item, word) if item else None


def _fell_behind(line: Happening) -> Telling | None:
    item = Item.objects.filter(pk=line["object"]).first()
    return Telling(NoticeKind.BEHIND, _authors(item), None, item) if item else None


def _remarked(line: Happening) -> Telling | None:
    """Its authors, and of an answer everybody who spoke in that thread and may still read the draft."""
    remark = Remark.objects.select_related("item").filter(pk=line["context"]["remark"]).first()
    if remark is None:
        return None
    people = _authors(remark.item)
    if remark.reply_to_id is not None:
        thread = Remark.objects.filter(Q(pk=remark.reply_to_id) | Q(reply_to=remark.reply_to_id))
        readers = Reviewer.objects.filter(item=remark.item, person__in=thread.values("by"), person__is_active=True)
        people |= set(readers.values_list("person", flat=True))
    return Telling(NoticeKind.REMARKED, people, line["actor"], remark.item, remark.text)


def _authors(item: Item) -> set[int]:
    people = Authorship.objects.filter(item=item, person__is_active=True).values_list("person", flat=True)
    return {item.owner_id, *people}


WRITERS: dict[str, Callable[[Happening], Telling | None]] = {
    "item.ending": _care,
    "item.ended": _care,
    "item.look_due": _care,
    "item.author_added": _author_added,
    "item.reviewer_asked": _reviewer_asked,
    "item.handed_over": _handed_over,
    "person.items_passed_on": _passed_on,
    "review.asked": _review_asked,
    "review.renewed": _review_asked,
    "review.approved": _reviewed,
    "review.sent_back": _reviewed,
    "item.endorsed": _endorsed,
    "item.fell_behind": _fell_behind,
    "item.remarked": _remarked,
    "item.remark_answered": _remarked,
}
