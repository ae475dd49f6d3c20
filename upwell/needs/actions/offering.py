"""I can help: offers on a need."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.needs.actions.counting import HELP_FIELDS, count_help
from upwell.needs.actions.holding import hold
from upwell.needs.actions.voicing import keep_following
from upwell.needs.actions.wording import MOST_WORDS, paragraph
from upwell.needs.models import How, Need, Offer
from upwell.needs.permissions import can_offer_help, can_withdraw_offer
from upwell.people.models import Person


@transaction.atomic
def offer_help(need: Need, *, by: Person, how: str, note: str = "", person: Person | None = None) -> Offer:
    """Say that, and how, one can help: write, record, run a session, mentor, talk; or that one knows who.

    Whoever asked cannot offer help to themselves. 'I know who' names a colleague who is here. The same offer again
    changes its note (an empty one leaves it) and the colleague, and is not counted twice.
    """
    need = hold(need, by)
    if not can_offer_help(by, need):
        raise PermissionDenied
    note = paragraph("note", note, MOST_WORDS)
    person = _check_how(need, by, how, person)
    if offer := need.offers.standing().filter(by=by, how=how).first():
        offer.note, offer.person = note or offer.note, person
        offer.save(update_fields=["note", "person"])
        return offer
    offer = Offer.objects.create(need=need, by=by, how=how, note=note, person=person, at=clock.now())
    count_help(need)
    need.save(update_fields=HELP_FIELDS)
    keep_following(need, by)
    journal.record("need.offered", by=by, about=need, offer=offer.pk, how=how, person=person.pk if person else None)
    return offer


@transaction.atomic
def withdraw_offer(offer: Offer, *, by: Person) -> None:
    """Take one's offer back; the need waits for help again where it was the only one."""
    need = hold(offer.need, by)
    offer = Offer.objects.select_for_update().get(pk=offer.pk)
    if not can_withdraw_offer(by, offer):
        raise PermissionDenied
    if offer.withdrawn_at:
        return
    offer.withdrawn_at = clock.now()
    offer.save(update_fields=["withdrawn_at"])
    count_help(need)
    need.save(update_fields=HELP_FIELDS)
    journal.record("need.offer_withdrawn", by=by, about=need, offer=offer.pk)


def _check_how(need: Need, by: Person, how: str, person: Person | None) -> Person | None:
    if how not in How.values:
        raise ValidationError({"how": _("Choose how you can help.")})
    if how != How.KNOW_WHO:
        return None
    if person is None:
        raise ValidationError({"person": _("Say who could help.")})
    if person == by:
        raise ValidationError({"person": _("If it is you, choose another way to help.")})
    if not person.is_active:
        raise ValidationError({"person": _("%(name)s has left. Choose somebody who is here.") % {"name": person.name}})
    if person == need.asker:
        raise ValidationError({"person": _("%(name)s is asking this.") % {"name": person.name}})
    return person
