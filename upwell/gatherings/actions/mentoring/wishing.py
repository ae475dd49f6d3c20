"""Wishing for a mentor, offering to be one, and taking either back."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, jobs, journal
from upwell.core.text import clean, one_line
from upwell.gatherings.models import MentoringOffer, MentoringWish, Rhythm
from upwell.library.actions.describing import named_skills
from upwell.people.actions.skills import set_skill
from upwell.people.models import Person, PersonSkill, Skill

LONGEST_GOALS, LONGEST_WORD, MOST_AT_ONCE, MOST_SKILLS = 1000, 300, 5, 10
MATCH = "upwell.gatherings.tasks.match_mentors"


@transaction.atomic
def wish_for_mentor(*, by: Person, skill: str, goals: str) -> MentoringWish:
    """Wish for a mentor in a skill, and say what for. Everybody here may; the skill stands on their page as one they want
    to learn. One wish at a time: again changes it, as long as nobody is proposed for it."""
    if not by.is_active:
        raise PermissionDenied
    goals = clean(goals)
    if not goals or len(goals) > LONGEST_GOALS:
        raise ValidationError({"goals": _("Say in a few sentences what you want to be able to do.")})
    Person.objects.select_for_update().get(pk=by.pk)
    named = _wanted(by, skill)
    wish = MentoringWish.objects.standing().select_for_update(of=("self",)).filter(person=by).first()
    if wish is not None and (wish.skill_id, wish.goals) == (named.pk, goals):
        return wish
    if wish is not None and wish.mentorings.open().exists():
        raise ValidationError(_("Somebody is proposed to you already. Answer that first."))
    wish = wish or MentoringWish(person=by, wished_at=clock.now())
    wish.skill, wish.goals = named, goals
    wish.save()
    journal.record("mentoring.wished", by=by, about=wish, skill=named.pk)
    return wish


@transaction.atomic
def take_back_wish(wish: MentoringWish, *, by: Person) -> None:
    """Wish no more; only whose it is. A proposal for it has to be answered first. Again changes nothing."""
    wish = MentoringWish.objects.select_for_update().get(pk=wish.pk)
    if wish.person_id != by.pk:
        raise PermissionDenied
    if wish.withdrawn_at is not None or wish.met_at is not None:
        return
    if wish.mentorings.open().exists():
        raise ValidationError(_("Somebody is proposed to you already. Answer that first."))
    wish.withdrawn_at = clock.now()
    wish.save(update_fields=["withdrawn_at"])
    journal.record("mentoring.wish_taken_back", by=by, about=wish)


@transaction.atomic
def offer_mentoring(*, by: Person, skills: Iterable[str], most: int = 1, rhythm: str, word: str = "") -> MentoringOffer:
    """Offer to mentor: in which skills, how many colleagues at once (1 to 5), how often, and a word about how one does it.

    Everybody here may; the skills stand on their page as ones they would teach. Again changes the offer; mentorings that
    go on stay as they are.
    """
    if not by.is_active:
        raise PermissionDenied
    word = one_line(word)
    _check_offer(most, rhythm, word)
    Person.objects.select_for_update().get(pk=by.pk)
    named = named_skills(skills)
    if not named:
        raise ValidationError({"skills": _("Name at least one skill.")})
    offer = MentoringOffer.objects.standing().filter(person=by).first()
    said = (most, rhythm, word, {*named})
    if offer is not None and (offer.most, offer.rhythm, offer.word, {*offer.skills.all()}) == said:
        return offer
    offer = offer or MentoringOffer(person=by, offered_at=clock.now())
    offer.most, offer.rhythm, offer.word = most, rhythm, word
    offer.save()
    offer.skills.set(named)
    for skill in named:
        _say_on_page(by, skill, teaches=True)
    journal.record("mentoring.offered", by=by, about=offer, skills=sorted(skill.pk for skill in named), most=most)
    return offer


@transaction.atomic
def take_back_offer(offer: MentoringOffer, *, by: Person) -> None:
    """Be proposed to nobody any more; only whose offer it is. What goes on stays. Again changes nothing."""
    offer = MentoringOffer.objects.select_for_update().get(pk=offer.pk)
    if offer.person_id != by.pk:
        raise PermissionDenied
    if offer.withdrawn_at is None:
        offer.withdrawn_at = clock.now()
        offer.save(update_fields=["withdrawn_at"])
        journal.record("mentoring.offer_taken_back", by=by, about=offer)


def ask_for_match(*, by: Person) -> None:
    """Have the pairs looked for soon instead of tonight; whoever has a wish that waits may. One looking at a time."""
    if not MentoringWish.objects.standing().filter(person=by).exists():
        raise PermissionDenied
    jobs.enqueue(MATCH, once=MATCH, lock=MATCH)


def _wanted(by: Person, name: str) -> Skill:
    found = named_skills([name])
    if not found:
        raise ValidationError({"skill": _("Name the skill in a word or two.")})
    _say_on_page(by, found[0], wants=True)
    return found[0]


def _say_on_page(by: Person, skill: Skill, **also: bool) -> None:
    """Let a skill stand on somebody's page as one they want to learn or would teach, beside what they said of it."""
    mine = by.skills.filter(skill=skill).first() or PersonSkill(person=by, skill=skill)
    said = {"teaches": mine.teaches, "wants": mine.wants, **also}
    set_skill(by, by=by, name=skill.name, level=mine.level, **said)


def _check_offer(most: int, rhythm: str, word: str) -> None:
    if not 1 <= most <= MOST_AT_ONCE:
        raise ValidationError({"most": _("From one to five colleagues at once.")})
    if rhythm not in Rhythm.values:
        raise ValidationError({"rhythm": _("Choose how often you would meet.")})
    if len(word) > LONGEST_WORD:
        raise ValidationError({"word": _("At most %(most)s characters fit.") % {"most": LONGEST_WORD}})
