"""Making a path: starting one, saying what it is, letting everybody walk it, putting it away."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.discussion.models import Thread
from upwell.journeys.laying import PathDetails, checked_path
from upwell.journeys.models import Path, Step, StepKind
from upwell.journeys.permissions import can_make_path
from upwell.library.actions.describing import named_skills
from upwell.library.models import Authorship, Item, ItemKind
from upwell.people.models import Person, Team

FACTS = ("anchor", "days", "has_buddy", "has_certificate", "is_onboarding")
HOLDERS = {StepKind.MODULE, StepKind.LINK, StepKind.EVENT, StepKind.CHOICE}


@transaction.atomic
def start_path(details: PathDetails, *, by: Person, team: Team | None = None) -> Path:
    """Start a path as its owner; everybody here may. Until it is published only those who make it see it.

    Refused in words: no title, and a number of days that is none.
    """
    if not by.is_active:
        raise PermissionDenied
    details = checked_path(details)
    item = Item.objects.create(
        kind=ItemKind.PATH,
        title=details.title,
        summary=details.about,
        owner=by,
        team=team,
        thread=Thread.objects.create(),
        created_at=clock.now(),
    )
    Authorship.objects.create(item=item, person=by)
    item.skills.set(named_skills(details.skills))
    path = Path.objects.create(item=item, **{name: getattr(details, name) for name in FACTS})
    journal.record("path.started", by=by, about=path)
    return path


@transaction.atomic
def change_path(path: Path, *, by: Person, details: PathDetails) -> Path:
    """Say otherwise what a path is, and from which day its steps count. Those who make it may; the same changes nothing."""
    path, details = hold_path(path, by), checked_path(details)
    card, skills = path.item, named_skills(details.skills)
    before = (card.title, card.summary, {*card.skills.all()}, [getattr(path, name) for name in FACTS])
    card.title, card.summary = details.title, details.about
    for name in FACTS:
        setattr(path, name, getattr(details, name))
    if before == (card.title, card.summary, {*skills}, [getattr(path, name) for name in FACTS]):
        return path
    card.save(update_fields=["title", "summary"])
    card.skills.set(skills)
    path.save(update_fields=[*FACTS])
    if card.is_published:
        journal.record("item.described", by=by, about=card)
    journal.record("path.changed", by=by, about=path)
    return path


@transaction.atomic
def publish_path(path: Path, *, by: Person) -> Path:
    """Let everybody who may see it begin it. Those who make it may; again changes nothing, retired it is back.

    Refused in words: a path without a step, and a step that should hold something and is empty.
    """
    path = hold_path(path, by)
    if path.item.is_published and path.item.retired_at is None:
        return path
    _refuse_unfinished(path)
    path.item.published_at = path.item.published_at or clock.now()
    path.item.retired_at = None
    path.item.save(update_fields=["published_at", "retired_at"])
    journal.record("item.published", by=by, about=path.item, version=None)
    journal.record("path.published", by=by, about=path)
    return path


@transaction.atomic
def retire_path(path: Path, *, by: Person) -> Path:
    """Let nobody begin it any more; whoever walks it goes on. Those who make it may; again changes nothing."""
    path = hold_path(path, by)
    if path.item.is_published and path.item.retired_at is None:
        path.item.retired_at = clock.now()
        path.item.save(update_fields=["retired_at"])
        journal.record("item.retired", by=by, about=path.item)
        journal.record("path.retired", by=by, about=path)
    return path


def hold_path(path: Path, by: Person) -> Path:
    """The path as it is now, locked, if this person may make it; else it is refused."""
    held = Path.objects.select_for_update(of=("self",)).select_related("item").get(pk=path.pk)
    if not can_make_path(by, held):
        raise PermissionDenied
    return held


def count_line(path: Path) -> None:
    """Keep how many steps a held path has and how long they take, for its card."""
    path.step_count = path.steps.count()
    path.save(update_fields=["step_count"])
    path.item.seconds = (path.steps.aggregate(all=Sum("minutes"))["all"] or 0) * 60
    path.item.save(update_fields=["seconds"])


def _refuse_unfinished(path: Path) -> None:
    steps = list(Step.objects.filter(path=path).prefetch_related("items"))
    if not steps:
        raise ValidationError(_("Nobody can walk a path without a step. Put the first one on the line."))
    empty = next((step for step in steps if step.kind in HOLDERS and not step.items.all()), None)
    if empty is not None:
        raise ValidationError(
            _("The step ‘%(title)s’ holds nothing yet. Put something into it, or take it off the line.")
            % {"title": empty.title}
        )
