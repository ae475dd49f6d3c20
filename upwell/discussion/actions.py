"""Every write of a discussion: saying something, taking it back, and the signs readers leave.

The counts on the thread count people: somebody who finds three parts unclear is one reader who finds it unclear.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import clean
from upwell.discussion.models import Comment, Kind, Reaction, Thread
from upwell.discussion.permissions import can_remove, can_speak
from upwell.people.models import Person

LONGEST = 5_000  # characters of a comment: two pages; what is longer deserves a module
LONGEST_BLOCK_ID = 40
HELPED = (Kind.LEARNED, Kind.USEFUL)


@transaction.atomic
def add_comment(thread: Thread, *, by: Person, text: str, about: models.Model, nameless: bool = False) -> Comment:
    """Say something in the thread of `about`. Whoever may see the thing may; an empty comment is refused.

    `nameless` is for whoever takes part in the thing without their name: neither the page nor the journal says it.

    The same words sent twice in a row by one person are one comment: a double tap says nothing new.
    """
    thread = Thread.objects.select_for_update().get(pk=thread.pk)
    if not can_speak(by, thread, about):
        raise PermissionDenied
    text = clean(text)
    if not text:
        raise ValidationError(_("Write something first, then send it."))
    if len(text) > LONGEST:
        raise ValidationError(
            _("This has %(count)s characters; a comment holds %(most)s. Shorten it, or make a module of it.")
            % {"count": len(text), "most": LONGEST}
        )
    last = thread.comments.shown().order_by("-at", "-id").first()
    if last and last.by_id == by.pk and last.text == text:
        return last
    comment = Comment.objects.create(thread=thread, by=by, text=text, is_nameless=nameless, at=clock.now())
    Thread.objects.filter(pk=thread.pk).update(comment_count=F("comment_count") + 1)
    journal.record("comment.added", by=None if nameless else by, about=about, comment=comment.pk)
    return comment


@transaction.atomic
def remove_comment(comment: Comment, *, by: Person) -> None:
    """Take back what one said: its words are shown no more. Only who said it may; again changes nothing."""
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if not can_remove(by, comment):
        raise PermissionDenied
    if comment.removed_at:
        return
    comment.removed_at = clock.now()
    comment.save(update_fields=["removed_at"])
    Thread.objects.filter(pk=comment.thread_id).update(comment_count=F("comment_count") - 1)
    journal.record("comment.removed", by=None if comment.is_nameless else by, about=comment)


@transaction.atomic
def react(thread: Thread, *, by: Person, kind: str, block: str = "", about: models.Model) -> Reaction:
    """Leave a sign on what the thread is about, or on one `block` of it. Whoever may see it may; again changes nothing."""
    thread = Thread.objects.select_for_update().get(pk=thread.pk)
    if not can_speak(by, thread, about):
        raise PermissionDenied
    if kind not in Kind.values:
        raise ValidationError(_("There is no such sign. Choose one of those shown."))
    if len(block) > LONGEST_BLOCK_ID:
        raise ValidationError(_("There is no such part."))
    before = set(thread.reactions.filter(by=by).values_list("kind", flat=True))
    reaction, is_new = Reaction.objects.get_or_create(
        thread=thread, by=by, kind=kind, block=block, defaults={"at": clock.now()}
    )
    if is_new:
        _count(thread, before, {*before, kind})
        journal.record(f"{about._meta.model_name}.reacted", by=by, about=about, kind=kind, block=block)
    return reaction


@transaction.atomic
def unreact(thread: Thread, *, by: Person, kind: str, block: str = "", about: models.Model) -> None:
    """Take a sign back. Everybody may with their own; where there is none, nothing changes."""
    thread = Thread.objects.select_for_update().get(pk=thread.pk)
    before = set(thread.reactions.filter(by=by).values_list("kind", flat=True))
    gone, _each = thread.reactions.filter(by=by, kind=kind, block=block).delete()
    if gone:
        _count(thread, before, set(thread.reactions.filter(by=by).values_list("kind", flat=True)))
        journal.record(f"{about._meta.model_name}.unreacted", by=by, about=about, kind=kind, block=block)


def _count(thread: Thread, before: set[str], after: set[str]) -> None:
    """Bring the counts from what one person said before to what they say now; the thread is locked."""
    change = {f"{kind}_count": (kind in after) - (kind in before) for kind in Kind.values}
    change["reader_count"] = bool(after) - bool(before)
    change["found_useful_count"] = bool(after.intersection(HELPED)) - bool(before.intersection(HELPED))
    moved = {name: F(name) + step for name, step in change.items() if step}
    if moved:
        Thread.objects.filter(pk=thread.pk).update(**moved)
