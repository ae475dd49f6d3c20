"""Writes of storyboards: starting one, saying how it looks and sounds, throwing it away."""

from __future__ import annotations

import shutil

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.films.making.folders import folder_of
from upwell.films.models import Scene, SceneKind, Storyboard
from upwell.films.permissions import can_change_storyboard, can_start_storyboard
from upwell.films.saying import BoardSaid, checked_board
from upwell.people.models import Person

FIELDS = ("title", "look", "transition", "is_spoken", "language")


class Stale(ValidationError):
    """The same was changed on another device or in another tab meanwhile; nothing was overwritten."""

    def __init__(self) -> None:
        super().__init__(
            _("This was changed elsewhere while you were writing. What you typed is still here, and so is the other."),
            "stale",
        )


@transaction.atomic
def start_storyboard(*, by: Person, said: BoardSaid | None = None) -> Storyboard:
    """Start a film of one's own, with an empty scene to write on. Everybody here may; nobody else sees it."""
    if not can_start_storyboard(by):
        raise PermissionDenied
    said, now = checked_board(said or BoardSaid()), clock.now()
    facts = {name: getattr(said, name) for name in FIELDS}
    storyboard = Storyboard.objects.create(by=by, started_at=now, saved_at=now, **facts)
    Scene.objects.create(storyboard=storyboard, place=0, kind=SceneKind.TEXT, title=said.title[:80])
    journal.record("storyboard.started", by=by, about=storyboard)
    return storyboard


@transaction.atomic
def change_storyboard(
    storyboard: Storyboard, *, by: Person, said: BoardSaid, stamp: int | None = None, hand: str = ""
) -> Storyboard:
    """Say what a film is called, how it looks, and whether it is read aloud. Only whose it is.

    `stamp` is that of what one began from: where another page (`hand`) saved since, nothing is changed and Stale says so.
    The same again changes nothing. The journal gets no line: one for every pause in typing would drown the rest.
    """
    found, said = hold_storyboard(storyboard, by), checked_board(said)
    if all(getattr(found, name) == getattr(said, name) for name in FIELDS):
        return found
    refuse_stale(found, stamp, hand)
    for name in FIELDS:
        setattr(found, name, getattr(said, name))
    found.stamp, found.hand, found.saved_at = found.stamp + 1, hand, clock.now()
    found.save(update_fields=[*FIELDS, "stamp", "hand", "saved_at"])
    return found


@transaction.atomic
def remove_storyboard(storyboard: Storyboard, *, by: Person) -> None:
    """Throw a storyboard away, with its scenes. Only whose it is. A film that was made of it stays where it is used."""
    found = Storyboard.objects.select_for_update().filter(pk=storyboard.pk).first()
    if found is None:
        return
    if not can_change_storyboard(by, found):
        raise PermissionDenied
    journal.record("storyboard.removed", by=by, about=found, title=found.title)
    folder = folder_of(found)
    found.delete()
    transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))


def hold_storyboard(storyboard: Storyboard, by: Person) -> Storyboard:
    """The storyboard as it is now, locked, if it is this person's; else it is refused."""
    found = Storyboard.objects.select_for_update().get(pk=storyboard.pk)
    if not can_change_storyboard(by, found):
        raise PermissionDenied
    return found


def refuse_stale(kept: Storyboard | Scene, stamp: int | None, hand: str) -> None:
    """Refuse to overwrite what another page saved since `stamp`; one's own page never collides with itself."""
    if stamp is not None and stamp != kept.stamp and not (hand and hand == kept.hand):
        raise Stale


def touch(storyboard: Storyboard) -> None:
    """Note that something in a held storyboard was changed just now."""
    storyboard.saved_at = clock.now()
    storyboard.save(update_fields=["saved_at"])
