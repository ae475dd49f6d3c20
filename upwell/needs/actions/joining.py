"""What moves when two needs become one: everything, with what somebody said on both kept as one."""

from django.db.models import F

from upwell.discussion.models import Comment, Thread
from upwell.library.models import Item
from upwell.needs.models import Answer, Confirmation, Need, Offer, Outcome, Urgency, Voice

SOONEST_FIRST = [Urgency.NOW, Urgency.SOON, Urgency.SOMEDAY]


def move_everything(need: Need, into: Need) -> None:
    """Move what happened to `need` over to `into`. Both rows are held; the caller counts anew."""
    _move_voices(need, into)
    _move_offers(need, into)
    _move_answers(need, into)
    _move_follows(need, into)
    _move_comments(need.thread_id, into.thread_id)
    into.skills.add(*need.skills.all())


def _move_voices(need: Need, into: Need) -> None:
    there = {voice.by_id: voice for voice in into.voices.filter(by__in=need.voices.values("by"))}
    for voice in need.voices.filter(by__in=there):
        _join_voices(voice, there[voice.by_id])
    need.voices.update(need=into)


def _join_voices(voice: Voice, kept: Voice) -> None:
    """One voice of two: the more urgent, both whys. Nothing said without a name ever comes to stand beside one.

    Where only one of the two has a name, that one stays as it is: it was seen before, and its vanishing would tell.
    """
    if voice.is_nameless == kept.is_nameless:
        kept.urgency = min(kept.urgency, voice.urgency, key=lambda one: SOONEST_FIRST.index(Urgency(one)))
        kept.why = _both(kept.why, voice.why)
        kept.at = min(kept.at, voice.at)
        kept.save(update_fields=["urgency", "why", "at"])
    elif kept.is_nameless:
        kept.urgency, kept.why, kept.at = voice.urgency, voice.why, voice.at
        kept.team, kept.is_nameless = voice.team, False
        kept.save(update_fields=["urgency", "why", "at", "team", "is_nameless"])
    voice.delete()


def _move_offers(need: Need, into: Need) -> None:
    there = {(offer.by_id, offer.how): offer for offer in into.offers.standing()}
    for offer in need.offers.standing():
        kept = there.get((offer.by_id, offer.how))
        if kept is not None:
            kept.note, kept.at = _both(kept.note, offer.note), min(kept.at, offer.at)
            kept.save(update_fields=["note", "at"])
            offer.delete()
    Offer.objects.filter(need=need).update(need=into)


def _move_answers(need: Need, into: Need) -> None:
    there = {(answer.item_id, answer.person_id): answer for answer in into.answers.exclude(item=None, person=None)}
    for answer in need.answers.exclude(item=None, person=None):
        kept = there.get((answer.item_id, answer.person_id))
        if kept is not None:
            _join_answers(answer, kept)
    need.answers.update(need=into)


def _join_answers(answer: Answer, kept: Answer) -> None:
    there = {one.by_id: one for one in kept.confirmations.all()}
    for confirmation in answer.confirmations.filter(by__in=there):
        _join_confirmations(confirmation, there[confirmation.by_id], answer.item_id)
    answer.confirmations.update(answer=kept)
    imported_id, text, at = answer.imported_id, answer.text, answer.at
    answer.delete()
    kept.imported_id = kept.imported_id or imported_id
    kept.text, kept.at = _both(kept.text, text, 10_000), min(kept.at, at)
    kept.save(update_fields=["imported_id", "text", "at"])
    if kept.item_id:
        Item.objects.filter(pk=kept.item_id).update(answer_count=F("answer_count") - 1)


def _join_confirmations(one: Confirmation, kept: Confirmation, item_id: int | None) -> None:
    """What somebody said last of the same answer holds; both are still counted for the item, so one is taken off."""
    before = [one.outcome, kept.outcome].count(Outcome.SOLVED)
    if one.at > kept.at:
        kept.outcome, kept.at = one.outcome, one.at
    kept.note = _both(kept.note, one.note)
    if one.used and not kept.used:
        kept.used, kept.used_at = one.used, one.used_at
    kept.used_note = _both(kept.used_note, one.used_note)
    kept.asked_again_at = kept.asked_again_at or one.asked_again_at
    one.delete()
    kept.save()
    surplus = before - (kept.outcome == Outcome.SOLVED)
    if item_id and surplus:
        Item.objects.filter(pk=item_id).update(solved_count=F("solved_count") - surplus)


def _move_follows(need: Need, into: Need) -> None:
    need.follows.exclude(person__in=into.follows.values("person")).update(need=into)


def _move_comments(thread: int, into: int) -> None:
    moved = Comment.objects.filter(thread=thread)
    count = moved.shown().count()
    moved.update(thread=into)
    Thread.objects.filter(pk=into).update(comment_count=F("comment_count") + count)
    Thread.objects.filter(pk=thread).update(comment_count=F("comment_count") - count)


def _both(first: str, second: str, most: int = 1000) -> str:
    """Two texts as one, each once, within what the column holds."""
    if not second or second in first:
        return first
    joined = f"{first}\n\n{second}" if first else second
    return joined if len(joined) <= most else joined[: most - 1] + "…"
