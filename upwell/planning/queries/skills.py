"""What a piece is about, as far as its refusal is learned from."""

from __future__ import annotations

from upwell.library.models import Item
from upwell.needs.models import Need
from upwell.people.models import PersonSkill
from upwell.planning.models import Piece


def skills_of(piece: Piece) -> list[int]:
    """The ids of the skills of the item or need behind a piece; of somebody to meet, those they would teach and one wants."""
    if piece.item_id is not None:
        return list(Item.skills.through.objects.filter(item=piece.item_id).values_list("skill", flat=True))
    if piece.need_id is not None:
        return list(Need.skills.through.objects.filter(need=piece.need_id).values_list("skill", flat=True))
    if piece.colleague_id is not None:
        wanted = PersonSkill.objects.filter(person=piece.plan.person_id, wants=True).values("skill")
        taught = PersonSkill.objects.filter(person=piece.colleague_id, teaches=True, skill__in=wanted)
        return list(taught.values_list("skill", flat=True))
    return []
