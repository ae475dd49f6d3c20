"""Confirmations: whether an answer helped, and a month later, whether it was used at work."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.library.models import Item
from upwell.needs.actions.counting import OUTCOME_FIELDS, count_outcomes
from upwell.needs.actions.holding import hold
from upwell.needs.actions.voicing import signature
from upwell.needs.actions.wording import MOST_WORDS, paragraph
from upwell.needs.models import Answer, Confirmation, Outcome, Used
from upwell.needs.permissions import can_confirm_answer, can_say_used
from upwell.people.models import Person

ASKED_AFTER = timedelta(days=30)


@transaction.atomic
def confirm_answer(answer: Answer, *, by: Person, outcome: str, note: str = "") -> Confirmation:
    """Say whether an answer solved it, partly, or not yet; those who asked or said me too may. Again changes it.

    An empty note leaves the one given before.
    """
    need = hold(answer.need, by)
    answer = Answer.objects.select_related("need").get(pk=answer.pk)
    if not can_confirm_answer(by, answer):
        raise PermissionDenied
    note = paragraph("note", note, MOST_WORDS)
    if outcome not in Outcome.values:
        raise ValidationError({"outcome": _("Choose solved, partly or not solved.")})
    before = answer.confirmations.filter(by=by).first()
    if before and (before.outcome, before.note) == (outcome, note or before.note):
        return before
    confirmation = before or Confirmation(answer=answer, by=by)
    _count_for_item(answer, confirmation.outcome, outcome)
    confirmation.outcome, confirmation.note, confirmation.at = outcome, note or confirmation.note, clock.now()
    confirmation.save()
    count_outcomes(need)
    need.save(update_fields=OUTCOME_FIELDS)
    journal.record("need.confirmed", by=signature(need, by), about=need, answer=answer.pk, outcome=outcome)
    return confirmation


@transaction.atomic
def say_used(confirmation: Confirmation, *, by: Person, used: str, note: str = "") -> Confirmation:
    """Say whether one used an answer at work; only of one's own confirmation. Again changes it."""
    need = hold(confirmation.answer.need, by)
    confirmation = Confirmation.objects.select_for_update().get(pk=confirmation.pk)
    if not can_say_used(by, confirmation):
        raise PermissionDenied
    note = paragraph("used_note", note, MOST_WORDS)
    if used not in Used.values:
        raise ValidationError({"used": _("Choose yes, not yet or no.")})
    if (confirmation.used, confirmation.used_note) == (used, note or confirmation.used_note):
        return confirmation
    confirmation.used, confirmation.used_at = used, clock.now()
    confirmation.used_note = note or confirmation.used_note
    confirmation.save(update_fields=["used", "used_note", "used_at"])
    count_outcomes(need)
    need.save(update_fields=OUTCOME_FIELDS)
    journal.record("need.used", by=signature(need, by), about=need, answer=confirmation.answer_id, used=used)
    return confirmation


@transaction.atomic
def ask_whether_used(confirmation: Confirmation) -> bool:
    """Ask whether an answer was used at work: once, thirty days after somebody said that it helped.

    Returns whether they were asked: not again, not too early, not where it did not help, not those who left, and not
    those who have said it already.
    """
    confirmation = (
        Confirmation.objects.select_for_update(of=("self",))
        .select_related("by", "answer__need")
        .get(pk=confirmation.pk)
    )
    is_due = clock.now() - confirmation.at >= ASKED_AFTER
    helped = confirmation.outcome != Outcome.NOT and confirmation.by.is_active
    if confirmation.asked_again_at or confirmation.used or not (is_due and helped):
        return False
    confirmation.asked_again_at = clock.now()
    confirmation.save(update_fields=["asked_again_at"])
    about = confirmation.answer.need
    journal.record("need.use_asked", by=None, about=about, confirmation=confirmation.pk, person=confirmation.by_id)
    return True


def _count_for_item(answer: Answer, before: str, after: str) -> None:
    """An item's `solved_count` is how many confirmations of its answers say solved."""
    change = (after == Outcome.SOLVED) - (before == Outcome.SOLVED)
    if answer.item_id and change:
        Item.objects.filter(pk=answer.item_id).update(solved_count=F("solved_count") + change)
