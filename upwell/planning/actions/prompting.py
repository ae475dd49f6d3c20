"""Questions of finished modules become cards, and cards follow their questions from version to version."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.journal import Happening
from upwell.library.models import Item, Version
from upwell.people.models import Person
from upwell.planning.actions.recalling import begun_anew
from upwell.planning.faces import fingerprint, is_question
from upwell.planning.memory import FIRST_AFTER
from upwell.planning.models import Card, Prompt


@transaction.atomic
def make_cards(line: Happening) -> int:
    """Whoever finished a module gets its questions as cards, from the next day on; returns how many are new.

    A question of which one has a card, or has put it away, makes none: finishing it again changes nothing.
    """
    item = Item.objects.modules().select_related("module__version").filter(pk=line["object"]).first()
    person = Person.objects.active().filter(pk=line["actor"]).first()
    if item is None or person is None or item.module.version is None:
        return 0
    prompts = _prompts(item, item.module.version)
    known = set(Card.objects.filter(person=person, prompt__in=prompts).values_list("prompt", flat=True))
    at = datetime.fromisoformat(line["at"])
    made = [
        Card(person=person, prompt=prompt, made_at=at, due=at + FIRST_AFTER)
        for prompt in prompts
        if prompt.pk not in known
    ]
    Card.objects.bulk_create(made, ignore_conflicts=True)
    if made:
        journal.record("card.made", by=person, about=item, count=len(made))
    return len(made)


@transaction.atomic
def follow_version(line: Happening) -> int:
    """A new version: cards of questions that it changed begin anew and say why; those of questions that are gone end.

    Returns how many cards it touched. Again changes nothing.
    """
    item = Item.objects.modules().select_related("module__version").filter(pk=line["object"]).first()
    version = item.module.version if item is not None else None
    if item is None or version is None:
        return 0
    asked = {block["id"]: block for block in version.blocks if is_question(block)}
    touched = 0
    for prompt in Prompt.objects.select_for_update().filter(item=item).order_by("pk"):
        block = asked.get(prompt.block)
        if block is None:
            touched += prompt.cards.live().update(ended_at=clock.now())
        elif fingerprint(block) != prompt.fingerprint:
            prompt.content, prompt.fingerprint, prompt.number = block, fingerprint(block), version.number
            prompt.save(update_fields=["content", "fingerprint", "number"])
            touched += prompt.cards.live().update(**begun_anew(_why(version)))
    if touched:
        journal.record("card.followed", by=None, about=item, version=version.number, count=touched)
    return touched


def _prompts(item: Item, version: Version) -> list[Prompt]:
    """The questions of a version, as rows that everybody's cards share."""
    asked = [block for block in version.blocks if is_question(block)]
    rows = [
        Prompt(item=item, block=block["id"], content=block, fingerprint=fingerprint(block), number=version.number)
        for block in asked
    ]
    Prompt.objects.bulk_create(rows, ignore_conflicts=True)
    return list(Prompt.objects.filter(item=item, block__in=[block["id"] for block in asked]))


def _why(version: Version) -> str:
    if version.note:
        return _("Version %(number)s asks it differently: %(note)s") % {"number": version.number, "note": version.note}
    return _("Version %(number)s asks it differently, so it begins anew.") % {"number": version.number}
