"""Asking for a practice, of a colleague or of oneself; saying no to one, and taking the question back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.refusals import text_fault
from upwell.core.text import clean, one_line
from upwell.library.models import Item
from upwell.people.models import Person
from upwell.practice.models import MOST_ASPECTS, Aspect, Practice
from upwell.practice.permissions import can_ask_for_practice, can_record

LONGEST_TITLE, LONGEST_PROMPT, LONGEST_ASPECT, LONGEST_WORD = 120, 1000, 160, 300  # characters
LONGEST_AIM = 30 * 60  # seconds


@dataclass(frozen=True)
class Asked:
    """What is to be practised: what, in which situation, how long (seconds; 0: as it comes), what to look for."""

    title: str
    prompt: str = ""
    aim_seconds: int = 0
    aspects: Sequence[str] = field(default_factory=list)


@transaction.atomic
def ask_for_practice(asked: Asked, *, by: Person, person: Person, item: Item | None = None) -> Practice:
    """Ask a colleague, or oneself, for a recording, and say what is looked for; `item` is the page it comes from.

    Everybody may ask everybody who is here. Refused in words: nothing to practise, more than four things to look for.
    The same asked of the same person again, as long as nothing came of it, is the same question.
    """
    if not can_ask_for_practice(by, person) or (item and not Item.objects.visible_to(by).filter(pk=item.pk).exists()):
        raise PermissionDenied
    tidy = _fitting(asked)
    Person.objects.select_for_update().get(pk=person.pk)  # one after the other: a double tap asks once
    if known := _same(tidy, by, person):
        return known
    made = Practice.objects.create(
        person=person,
        asked_by=by,
        title=tidy.title,
        prompt=tidy.prompt,
        aim_seconds=tidy.aim_seconds,
        item=item,
        asked_at=clock.now(),
    )
    for place, words in enumerate(tidy.aspects, start=1):
        Aspect.objects.create(practice=made, place=place, words=words)
    journal.record("practice.asked", by=by, about=made, person=person.pk)
    return made


@transaction.atomic
def decline_practice(practice: Practice, *, by: Person, word: str = "") -> Practice:
    """Say no to what one was asked to practise, with a word or without. Only who was asked, and not to themselves; again
    changes nothing. What they recorded already stays theirs."""
    held = hold_practice(practice)
    if held.person_id != by.pk or held.is_own or not by.is_active:
        raise PermissionDenied
    if held.is_declined:
        return held
    word = one_line(word)
    if fault := text_fault(word, LONGEST_WORD):
        raise ValidationError({"word": fault})
    held.declined_at, held.word = clock.now(), word
    held.save(update_fields=["declined_at", "word"])
    journal.record("practice.declined", by=by, about=held)
    return held


@transaction.atomic
def take_back_question(practice: Practice, *, by: Person) -> None:
    """Ask no longer. Only who asked a colleague may. Where they have recorded something, it is theirs: it stays for them
    alone, as if they had asked themselves, and nobody is told whether there is anything."""
    held = Practice.objects.select_for_update(of=("self",)).filter(pk=practice.pk).first()
    if held is None:
        return
    if held.asked_by_id != by.pk or held.is_own:
        raise PermissionDenied
    journal.record("practice.question_taken_back", by=by, about=held, person=held.person_id)
    if held.takes.exists():
        held.asked_by_id = held.person_id
        held.save(update_fields=["asked_by"])
    else:
        held.delete()


def hold_practice(practice: Practice) -> Practice:
    """The practice as it is now, locked until the transaction ends; refused in words for whoever comes too late."""
    held = Practice.objects.select_for_update(of=("self",)).with_people().filter(pk=practice.pk).first()
    if held is None:
        raise ValidationError(_("This practice was taken away by whose it is."))
    return held


def hold_to_record(practice: Practice, by: Person) -> Practice:
    """The same, for whoever may record it; refuses everybody else."""
    held = hold_practice(practice)
    if not can_record(by, held):
        raise PermissionDenied
    return held


def _fitting(asked: Asked) -> Asked:
    """What was asked, tidied; refused beside the field that is at fault."""
    title, prompt = one_line(asked.title), clean(asked.prompt)
    aspects = [words for words in map(one_line, asked.aspects) if words]
    faults = {
        "title": text_fault(title, LONGEST_TITLE, _("Say in a few words what is to be practised.")),
        "prompt": text_fault(prompt, LONGEST_PROMPT),
        "aspects": next((fault for each in aspects if (fault := text_fault(each, LONGEST_ASPECT))), ""),
    }
    if len(aspects) > MOST_ASPECTS:
        faults["aspects"] = _("At most %(most)s things: nobody watches for more at once.") % {"most": MOST_ASPECTS}
    if not 0 <= asked.aim_seconds <= LONGEST_AIM:
        faults["aim_seconds"] = _("Choose a time of up to half an hour.")
    if found := {name: fault for name, fault in faults.items() if fault}:
        raise ValidationError(found)
    return Asked(title, prompt, asked.aim_seconds, list(dict.fromkeys(aspects)))


def _same(asked: Asked, by: Person, person: Person) -> Practice | None:
    alike = Practice.objects.filter(asked_by=by, person=person, title=asked.title, prompt=asked.prompt, takes=None)
    return alike.filter(declined_at=None).with_people().first()
