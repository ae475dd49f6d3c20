"""Holding a need while something happens to it, so that two people at the same instant are counted as two."""

from django.core.exceptions import PermissionDenied

from upwell.needs.models import Need, NeedQuerySet
from upwell.needs.permissions import can_take_part
from upwell.people.models import Person


def hold(need: Need, by: Person) -> Need:
    """The need's row as it is now, locked until the transaction ends; for a joined need, the one it was joined with.

    So a form that lay open while a steward joined two needs does to the standing one what it meant to do. Refuses
    whoever may not see the need, and whoever has left.
    """
    if not can_take_part(by):
        raise PermissionDenied
    held = _locked(need.pk, by)
    while held.merged_into_id:
        held = _locked(held.merged_into_id, by)
    return held


def hold_both(first: Need, second: Need, by: Person) -> tuple[Need, Need]:
    """Both rows, locked in one order whoever asks, so that two stewards never wait for each other."""
    rows = {row.pk: row for row in _visible(by).filter(pk__in=[first.pk, second.pk]).order_by("pk")}
    if len(rows) != len({first.pk, second.pk}):
        raise PermissionDenied
    return rows[first.pk], rows[second.pk]


def _locked(need_id: int, by: Person) -> Need:
    held = _visible(by).filter(pk=need_id).first()
    if held is None:
        raise PermissionDenied
    return held


def _visible(by: Person) -> NeedQuerySet:
    return Need.objects.visible_to(by).select_for_update(of=("self",))
