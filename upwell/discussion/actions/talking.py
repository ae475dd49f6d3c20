"""Saying something, replying, asking, naming colleagues, putting it better, taking it back."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import clean
from upwell.discussion.models import Anchor, Comment, Thread
from upwell.discussion.permissions import can_edit_comment, can_remove, can_speak
from upwell.people.models import Person

LONGEST = 5_000  # characters of a comment: two pages; what is longer deserves a module
MOST_REPLIES = 100
MOST_MENTIONS = 10
LONGEST_NAME = 5  # words
_MENTION = re.compile(r"(?<![\w@.])@(?=\w)")


@transaction.atomic
def add_comment(
    thread: Thread,
    *,
    by: Person,
    text: str,
    about: models.Model,
    nameless: bool = False,
    block: str = "",
    anchor: Anchor | None = None,
    reply_to: Comment | None = None,
    is_question: bool = False,
) -> Comment:
    """Say something in the thread of `about`, of the whole, a `block`, a place (`anchor`), or in reply to a comment.

    Whoever may see the thing may; an empty comment is refused. `@Amara Okafor` names a colleague, who is told, if they
    may see it too. `nameless` is for whoever takes part in the thing without their name: neither the page nor the
    journal says it. A reply to a reply belongs to the same conversation.

    The same words sent twice in a row by one person are one comment: a double tap says nothing new.
    """
    thread = Thread.objects.select_for_update().get(pk=thread.pk)
    if not can_speak(by, thread, about):
        raise PermissionDenied
    text = _fitting(text)
    first = _conversation(thread, reply_to)
    block = anchor.block if anchor else block
    last = thread.comments.shown().filter(reply_to=first, block=block, anchor=anchor).order_by("-at", "-id").first()
    if last and last.by_id == by.pk and last.text == text:
        return last
    comment = Comment.objects.create(
        thread=thread,
        by=by,
        text=text,
        is_nameless=nameless,
        block=block,
        anchor=anchor,
        reply_to=first,
        is_question=is_question and first is None,
        mentions=_mentioned(text, thread, about),
        at=clock.now(),
    )
    Thread.objects.filter(pk=thread.pk).update(comment_count=F("comment_count") + 1)
    teller = None if nameless else by
    journal.record("comment.added", by=teller, about=about, comment=comment.pk)
    _tell_mentioned(comment, [each["id"] for each in comment.mentions], by=teller, about=about)
    return comment


@transaction.atomic
def edit_comment(comment: Comment, *, by: Person, text: str, about: models.Model) -> Comment:
    """Put what one said better; the page says that it was edited. Only who said it may; the same again changes nothing.

    Whoever is named newly is told.
    """
    comment = Comment.objects.select_for_update(of=("self",)).select_related("thread").get(pk=comment.pk)
    if not can_edit_comment(by, comment) or not can_speak(by, comment.thread, about):
        raise PermissionDenied
    text = _fitting(text)
    if text == comment.text:
        return comment
    before = {each["id"] for each in comment.mentions}
    comment.text, comment.edited_at = text, clock.now()
    comment.mentions = _mentioned(text, comment.thread, about)
    comment.save(update_fields=["text", "edited_at", "mentions"])
    teller = None if comment.is_nameless else by
    journal.record("comment.edited", by=teller, about=about, comment=comment.pk)
    fresh = {each["id"] for each in comment.mentions} - before
    _tell_mentioned(comment, sorted(fresh), by=teller, about=about)
    return comment


@transaction.atomic
def remove_comment(comment: Comment, *, by: Person) -> None:
    """Take back what one said: its words are shown no more. Only who said it may; again changes nothing."""
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if not can_remove(by, comment):
        raise PermissionDenied
    if comment.removed_at:
        return
    comment.removed_at = clock.now()
    comment.save(update_fields=["removed_at"])
    Comment.objects.filter(solved_by=comment).update(solved_by=None)
    Thread.objects.filter(pk=comment.thread_id).update(comment_count=F("comment_count") - 1)
    journal.record("comment.removed", by=None if comment.is_nameless else by, about=comment)


@transaction.atomic
def mark_answered(question: Comment, *, by: Person, reply: Comment | None, about: models.Model) -> Comment:
    """Say which reply answered a question, or (None) that it is open again; part of an action that asked who may.

    Refused: what is no question, and a reply that belongs to another one.
    """
    question = Comment.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if not question.is_question:
        raise ValidationError(_("This is not a question."))
    if reply is not None and (reply.reply_to_id != question.pk or reply.removed_at):
        raise ValidationError(_("This is not a reply to that question."))
    if question.solved_by_id != (reply.pk if reply else None):
        question.solved_by = reply
        question.save(update_fields=["solved_by"])
        verb = "comment.answered" if reply else "comment.reopened"
        journal.record(verb, by=by, about=about, question=question.pk, comment=reply.pk if reply else None)
    return question


def _tell_mentioned(comment: Comment, people: list[int], *, by: Person | None, about: models.Model) -> None:
    if people:
        journal.record("comment.mentioned", by=by, about=about, comment=comment.pk, people=people)


def _fitting(text: str) -> str:
    text = clean(text)
    if not text:
        raise ValidationError(_("Write something first, then send it."))
    if len(text) > LONGEST:
        raise ValidationError(
            _("This has %(count)s characters; a comment holds %(most)s. Shorten it, or make a module of it.")
            % {"count": len(text), "most": LONGEST}
        )
    return text


def _conversation(thread: Thread, reply_to: Comment | None) -> Comment | None:
    """The comment that began the conversation which `reply_to` belongs to."""
    if reply_to is None:
        return None
    first = thread.comments.shown().filter(pk=reply_to.reply_to_id or reply_to.pk).first()
    if first is None:
        raise ValidationError(_("What you reply to was taken back. Say it as a comment of its own."))
    if first.replies.shown().count() >= MOST_REPLIES:
        raise ValidationError(_("This conversation has %(most)s replies. Begin a new one.") % {"most": MOST_REPLIES})
    return first


def _mentioned(text: str, thread: Thread, about: models.Model) -> list[dict[str, Any]]:
    """Whom the text names by @name or @address, if they are here and may see the thing; of namesakes, none."""
    wanted = [text[match.end() :][:400].split()[:LONGEST_NAME] for match in _MENTION.finditer(text)][:MOST_MENTIONS]
    beginnings = {
        " ".join(words[:count]).rstrip(".,;:!?)").lower() for words in wanted for count in range(1, LONGEST_NAME + 1)
    }
    if not beginnings:
        return []
    people = Person.objects.active().with_team().annotate(called=Lower("name"))
    named = people.filter(models.Q(called__in=beginnings) | models.Q(email__in=beginnings)).order_by("pk")
    by_name: dict[str, list[Person]] = {}
    for person in named:
        by_name.setdefault(person.name.lower(), []).append(person)
        by_name[person.email] = [person]
    found: dict[int, str] = {}
    for words in wanted:
        for count in range(len(words), 0, -1):  # the longest name that fits: 'Ana Maria' before 'Ana'
            said = " ".join(words[:count]).rstrip(".,;:!?)").lower()
            fitting = by_name.get(said, [])
            if len(fitting) == 1:
                found[fitting[0].pk] = said
                break
    told = [person for person in named if person.pk in found and can_speak(person, thread, about)]
    return [{"id": person.pk, "name": person.name} for person in told]
