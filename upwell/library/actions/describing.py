"""What stands on a module's card beside its title: the summary, and the skills one has after it."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import journal
from upwell.core.text import one_line
from upwell.library.models import Item
from upwell.library.permissions import can_edit
from upwell.people.actions.skills import find_or_add_skill
from upwell.people.models import Person, Skill

LONGEST_SUMMARY, MOST_SKILLS = 300, 10


@transaction.atomic
def describe_item(item: Item, *, by: Person, summary: str, skills: Iterable[str]) -> bool:
    """Say on the card what a module is about; shown at once. Its authors may; True if anything changed.

    An empty summary means: how the text begins. At most ten skills; those that nobody named before are added.
    """
    kept = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if not can_edit(by, kept):
        raise PermissionDenied
    changed = describe(kept, summary, skills)
    if changed:
        journal.record("item.described", by=by, about=kept)
    return changed


def describe(item: Item, summary: str | None, skills: Iterable[str] | None) -> bool:
    """Set what is given on the card of an item that an action holds, whoever it asked; True if anything changed."""
    changed = False
    if summary is not None and (summary := fitting_summary(summary)) != item.summary:
        item.summary = summary
        item.save(update_fields=["summary"])
        changed = True
    if skills is not None and {*(wanted := named_skills(skills))} != {*item.skills.all()}:
        _refuse_unregulating(item, wanted)
        item.skills.set(wanted)
        changed = True
    return changed


def _refuse_unregulating(item: Item, named: list[Skill]) -> None:
    """What is out about a regulated topic stays about it: nobody gets round the review by taking the topic off."""
    if not item.is_published:
        return
    lost = item.skills.filter(regulation__isnull=False).exclude(pk__in=[skill.pk for skill in named]).first()
    if lost is not None:
        raise ValidationError(
            _("‘%(topic)s’ is regulated here, so this stays about it. Ask a steward if that is wrong.")
            % {"topic": lost.name}
        )


def fitting_summary(summary: str) -> str:
    """A summary on one line; refused where it is too long."""
    summary = one_line(summary)
    if len(summary) > LONGEST_SUMMARY:
        raise ValidationError(
            _("The summary has %(count)s characters; at most %(most)s fit. Say it shorter.")
            % {"count": len(summary), "most": LONGEST_SUMMARY}
        )
    return summary


def named_skills(skills: Iterable[str]) -> list[Skill]:
    """The skills by their names, new ones added; refused where there are too many."""
    names = list(dict.fromkeys(name for skill in skills if (name := one_line(skill))))
    if len(names) > MOST_SKILLS:
        raise ValidationError(_("Name at most %(most)s skills: those one has after this.") % {"most": MOST_SKILLS})
    return [find_or_add_skill(name) for name in names]
