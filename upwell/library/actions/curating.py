"""Looking after what is out: who writes along, who owns it, who may see it, how long it holds."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.library.lasting import months_after, put_off, today
from upwell.library.models import Authorship, Item, ItemKind
from upwell.library.permissions import can_check, can_curate
from upwell.people.models import Person, Team


@transaction.atomic
def add_author(item: Item, *, by: Person, person: Person) -> Authorship:
    """Let a colleague write along. The owner may, or a steward; somebody who has left cannot be added."""
    item = _locked(item, by)
    _refuse_leaver(person)
    last = item.authorships.aggregate(last=Max("place"))["last"] or 0
    authorship, is_new = Authorship.objects.get_or_create(item=item, person=person, defaults={"place": last + 1})
    if is_new:
        journal.record("item.author_added", by=by, about=item, person=person.pk)
    return authorship


@transaction.atomic
def remove_author(item: Item, *, by: Person, person: Person) -> None:
    """Let somebody write along no more. The owner may, a steward, and everybody for themselves; the owner stays one."""
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if by != person and not can_curate(by, item):
        raise PermissionDenied
    if item.owner_id == person.pk:
        raise ValidationError(_("Hand the module over first; its owner is always one of its authors."))
    gone, _each = item.authorships.filter(person=person).delete()
    if gone:
        journal.record("item.author_removed", by=by, about=item, person=person.pk)


@transaction.atomic
def hand_over(item: Item, *, by: Person, to: Person) -> Item:
    """Make somebody else the owner, who becomes an author if they were none. The owner may, or a steward."""
    item = _locked(item, by)
    _refuse_leaver(to)
    if item.owner_id == to.pk:
        return item
    last = item.authorships.aggregate(last=Max("place"))["last"] or 0
    Authorship.objects.get_or_create(item=item, person=to, defaults={"place": last + 1})
    before, item.owner = item.owner_id, to
    item.save(update_fields=["owner"])
    journal.record("item.handed_over", by=by, about=item, person=to.pk, before=before)
    return item


@transaction.atomic
def retire_item(item: Item, *, by: Person) -> Item:
    """Take it out of the lists: its page stays, says so, and links go on leading there. The owner may, or a steward.

    Refused for an event: nobody who kept the time free should come to an empty room.
    """
    item = _locked(item, by)
    if item.kind == ItemKind.EVENT:
        raise ValidationError(_("Cancel it on its page: everybody who would come is told."))
    if not item.is_published:
        raise ValidationError(_("It has not been published yet, so there is nothing to retire."))
    if item.retired_at is None:
        item.retired_at, item.needs_work_at = clock.now(), None
        item.save(update_fields=["retired_at", "needs_work_at"])
        journal.record("item.retired", by=by, about=item)
    return item


@transaction.atomic
def unretire_item(item: Item, *, by: Person) -> Item:
    """Bring it back into the lists. The owner may, or a steward."""
    item = _locked(item, by)
    if item.retired_at is not None:
        item.retired_at = None
        item.save(update_fields=["retired_at"])
        journal.record("item.brought_back", by=by, about=item)
    return item


@transaction.atomic
def check_item(item: Item, *, by: Person) -> Item:
    """Say that it is still right, as of today. Its authors may, or a steward; again on the same day changes nothing.

    An end that is two weeks away or nearer, or has passed, is put off by as long as it held the last time.
    """
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if not can_check(by, item):
        raise PermissionDenied
    day = today()
    due = months_after(day, item.review_every) if item.review_every else None
    until = put_off(item, day)
    if (item.checked_on, item.review_due, item.valid_until, item.needs_work_at) != (day, due, until, None):
        item.checked_on, item.review_due, item.valid_until, item.needs_work_at = day, due, until, None
        item.save(update_fields=["checked_on", "review_due", "valid_until", "needs_work_at"])
        journal.record("item.checked", by=by, about=item, until=until.isoformat() if until else None)
    return item


@transaction.atomic
def set_valid_until(item: Item, *, by: Person, until: date | None) -> Item:
    """Say until when it holds (None: no end); after that day it leaves the lists. The owner may, or a steward."""
    item = _locked(item, by)
    if item.valid_until != until:
        if until is not None and item.valid_from is not None and until < item.valid_from:
            raise ValidationError(_("It cannot end before it begins."))
        item.valid_until = until
        item.save(update_fields=["valid_until"])
        journal.record("item.life_set", by=by, about=item, until=until.isoformat() if until else None)
    return item


@transaction.atomic
def set_audience(item: Item, *, by: Person, team: Team | None) -> Item:
    """Say who may see it: everybody (None), or one team and the teams below it. The owner may, or a steward.

    Its authors see it in any case.
    """
    item = _locked(item, by)
    if item.team_id != (team.pk if team else None):
        item.team = team
        item.save(update_fields=["team"])
        journal.record("item.audience_set", by=by, about=item, team=team.pk if team else None)
    return item


def _locked(item: Item, by: Person) -> Item:
    """The item's row, held until the change is done, if `by` may curate it."""
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if not can_curate(by, item):
        raise PermissionDenied
    return item


def _refuse_leaver(person: Person) -> None:
    if not person.is_active:
        raise ValidationError(_("%(name)s has left. Choose somebody who is here.") % {"name": person.name})
