"""Vouching for what is published, and saying who may: experts for a skill, and which topics are regulated."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import one_line
from upwell.library.models import Endorsement, Expert, Item, Module, Regulation
from upwell.library.permissions import can_endorse, can_name_experts, can_regulate, can_withdraw_endorsement
from upwell.people.models import Person, Skill

LONGEST_WORD, LONGEST_WHY = 300, 200


@transaction.atomic
def endorse_item(item: Item, *, by: Person, word: str = "") -> Endorsement:
    """Vouch for the version that readers see, with a word why. Stewards may, and experts of its skills; not its authors.

    It says which version was read: once there is a newer one, the badge says that it changed since. Again changes the
    word; of a newer version it is a new endorsement.
    """
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if not can_endorse(by, item):
        raise PermissionDenied
    word = _fitting(word, LONGEST_WORD)
    number = Module.objects.values_list("version__number", flat=True).filter(pk=item.pk).first() or 1
    mine, is_new = Endorsement.objects.get_or_create(
        item=item, by=by, number=number, defaults={"at": clock.now(), "word": word}
    )
    if not is_new and (mine.withdrawn_at, mine.word) != (None, word):
        is_new = mine.withdrawn_at is not None
        mine.word, mine.withdrawn_at, mine.at = word, None, clock.now() if is_new else mine.at
        mine.save(update_fields=["word", "withdrawn_at", "at"])
    if is_new:
        journal.record("item.endorsed", by=by, about=item, version=number, word=word)
    _show_latest(item)
    return mine


@transaction.atomic
def withdraw_endorsement(endorsement: Endorsement, *, by: Person) -> None:
    """Vouch for it no more. Whoever did may, or a steward; again changes nothing."""
    endorsement = Endorsement.objects.select_for_update(of=("self",)).select_related("item").get(pk=endorsement.pk)
    if not can_withdraw_endorsement(by, endorsement):
        raise PermissionDenied
    if endorsement.withdrawn_at is None:
        endorsement.withdrawn_at = clock.now()
        endorsement.save(update_fields=["withdrawn_at"])
        journal.record("item.unendorsed", by=by, about=endorsement.item, version=endorsement.number)
        _show_latest(endorsement.item)


@transaction.atomic
def name_expert(skill: Skill, *, by: Person, person: Person) -> Expert:
    """Name somebody as the one who vouches for what is about a skill. Stewards may; somebody who has left cannot be."""
    if not can_name_experts(by):
        raise PermissionDenied
    if not person.is_active:
        raise ValidationError(_("%(name)s has left. Choose somebody who is here.") % {"name": person.name})
    expert, is_new = Expert.objects.get_or_create(skill=skill, person=person, defaults={"by": by, "at": clock.now()})
    if is_new:
        journal.record("skill.expert_named", by=by, about=skill, person=person.pk)
    return expert


@transaction.atomic
def dismiss_expert(expert: Expert, *, by: Person) -> None:
    """Somebody is the expert for a skill no more; what they endorsed stays. Stewards may, and everybody for themselves."""
    if not can_name_experts(by) and expert.person_id != by.pk:
        raise PermissionDenied
    gone, _each = Expert.objects.filter(pk=expert.pk).delete()
    if gone:
        journal.record("skill.expert_dismissed", by=by, about=expert.skill, person=expert.person_id)


@transaction.atomic
def regulate_skill(skill: Skill, *, by: Person, why: str = "") -> Regulation:
    """Say that what is about a skill is reviewed before it is published, and why. Stewards may.

    What is out stays out; its next version is reviewed. Again changes the reason.
    """
    if not can_regulate(by):
        raise PermissionDenied
    why = _fitting(why, LONGEST_WHY)
    known = Regulation.objects.select_for_update(of=("self",)).filter(skill=skill).first()
    if known is None:
        known = Regulation.objects.create(skill=skill, why=why, by=by, at=clock.now())
        journal.record("skill.regulated", by=by, about=skill, why=why)
    elif known.why != why:
        known.why = why
        known.save(update_fields=["why"])
    return known


@transaction.atomic
def deregulate_skill(skill: Skill, *, by: Person) -> None:
    """Say that what is about a skill needs no review any more. Stewards may. What waits can be published at once."""
    if not can_regulate(by):
        raise PermissionDenied
    gone, _each = Regulation.objects.filter(skill=skill).delete()
    if gone:
        journal.record("skill.deregulated", by=by, about=skill)


def _show_latest(item: Item) -> None:
    """Let the card repeat the latest endorsement that stands."""
    latest = item.endorsements.standing().first()
    item.endorsed_version = latest.number if latest else None
    item.endorsed_at = latest.at if latest else None
    item.save(update_fields=["endorsed_version", "endorsed_at"])


def _fitting(words: str, most: int) -> str:
    words = one_line(words)
    if len(words) > most:
        raise ValidationError({"word": _("Say it in at most %(most)s characters.") % {"most": most}})
    return words
