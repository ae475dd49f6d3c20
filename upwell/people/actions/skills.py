"""Writes about what people can do, would teach and want to learn, and what colleagues saw of it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Value
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import one_line
from upwell.people.models import Level, Person, PersonSkill, Skill, SkillConfirmation
from upwell.people.permissions import can_change_person, can_confirm_skill

MOST_SKILLS = 100  # of one person; a page that shows more says nothing


def find_or_add_skill(name: str) -> Skill:
    """The skill of this name, however it is capitalised; a new one where there is none. A name has 1 to 80 characters."""
    skill = Skill(name=one_line(name))
    skill.clean_fields()
    same = Skill.objects.annotate(folded=Lower("name")).filter(folded=Lower(Value(skill.name)))
    if found := same.first():
        return found
    try:
        with transaction.atomic():
            skill.save()
    except IntegrityError:  # somebody added it in this very moment
        return same.get()
    return skill


@transaction.atomic
def set_skill(
    person: Person, *, by: Person, name: str, level: int | None = None, teaches: bool = False, wants: bool = False
) -> PersonSkill:
    """Say of a skill how well somebody can do it, whether they would teach it, and whether they want to learn it.

    They say so themselves, or an admin does. It must be at least one of the three; saying it again changes it.
    """
    if not can_change_person(by, person):
        raise PermissionDenied
    if level is not None and level not in Level.values:
        raise ValidationError({"level": _("Choose one of the four levels, or none.")})
    if level is None and not teaches and not wants:
        raise ValidationError({"level": _("Say how well you can do it, that you would teach it, or that you want to.")})
    Person.objects.select_for_update().get(pk=person.pk)
    skill = find_or_add_skill(name)
    mine = person.skills.filter(skill=skill).first() or PersonSkill(person=person, skill=skill)
    said = (level, teaches, wants)
    if mine.pk and (mine.level, mine.teaches, mine.wants) == said:
        return mine
    if not mine.pk and person.skills.count() >= MOST_SKILLS:
        raise ValidationError({"name": _("You have a hundred skills here. Remove one that matters less first.")})
    mine.level, mine.teaches, mine.wants = said
    mine.save()
    journal.record("person.skill_set", by=by, about=person, skill=skill.pk, level=level, teaches=teaches, wants=wants)
    return mine


@transaction.atomic
def remove_skill(skill: PersonSkill, *, by: Person) -> None:
    """Take a skill off somebody's page, with what colleagues confirmed of it. They do so themselves, or an admin does."""
    if not can_change_person(by, skill.person):
        raise PermissionDenied
    deleted, _kinds = PersonSkill.objects.filter(pk=skill.pk).delete()
    if deleted:
        journal.record("person.skill_removed", by=by, about=skill.person, skill=skill.skill_id)


@transaction.atomic
def confirm_skill(skill: PersonSkill, *, by: Person, evidence: str) -> SkillConfirmation:
    """Say what one saw that shows a colleague can do this. Once each: again changes the words. Never of oneself."""
    skill = PersonSkill.objects.select_for_update(of=["self"]).select_related("person", "skill").get(pk=skill.pk)
    if not can_confirm_skill(by, skill):
        raise PermissionDenied
    mine = skill.confirmations.filter(by=by).first() or SkillConfirmation(person_skill=skill, by=by)
    if mine.pk and mine.evidence == one_line(evidence):
        return mine
    is_new = not mine.pk
    mine.evidence, mine.at = one_line(evidence), clock.now()
    mine.clean_fields(exclude=["at"])
    mine.save()
    _count_confirmations(skill)
    if is_new:
        journal.record(
            "skill.confirmed", by=by, about=skill, person=skill.person_id, skill=skill.skill_id, evidence=mine.evidence
        )
    return mine


@transaction.atomic
def withdraw_confirmation(skill: PersonSkill, *, by: Person) -> None:
    """Take back what one had confirmed."""
    skill = PersonSkill.objects.select_for_update(of=["self"]).get(pk=skill.pk)
    deleted, _kinds = skill.confirmations.filter(by=by).delete()
    if deleted:
        _count_confirmations(skill)
        journal.record("skill.unconfirmed", by=by, about=skill, person=skill.person_id, skill=skill.skill_id)


def _count_confirmations(skill: PersonSkill) -> None:
    skill.confirmation_count = skill.confirmations.count()
    skill.save(update_fields=["confirmation_count"])
