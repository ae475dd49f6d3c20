"""What one may choose from while helping: a colleague by name, a module by title, a need that asks the same."""

import re

from django.db.models import Exists, OuterRef, Q

from upwell.core.text import one_line
from upwell.library.models import Authorship, Item
from upwell.needs.models import Need
from upwell.people.models import Person
from upwell.people.queries.directory import people_like

MOST = 8


def colleagues_named(typed: str, *, besides: Person) -> list[Person]:
    """Up to eight colleagues whose name is like what was typed, or whose address it is; never oneself."""
    if not one_line(typed):
        return []
    return [one for one in people_like(typed, most=MOST + 1) if one != besides][:MOST]


def items_titled(typed: str, need: Need, person: Person) -> list[Item]:
    """Up to eight items that could answer `need`: by their address, or by words of the title, one's own first.

    Only what everybody who sees the need can see. With nothing typed, what one made last.
    """
    typed = one_line(typed)[:200]
    line = need.team.line if need.team else []
    items = Item.objects.current().visible_to(person).filter(Q(team__isnull=True) | Q(team__in=line))
    items = items.exclude(answers__need=need).select_related("owner")
    own = Exists(Authorship.objects.filter(item=OuterRef("pk"), person=person))
    if address := re.search(r"/(?:modules|events|tasks|paths|links)/(\d+)", typed):
        return list(items.filter(pk=int(address[1][:18])))
    if not typed:
        return list(items.filter(own).order_by("-published_at", "-pk")[:MOST])
    for word in typed.split()[:8]:
        items = items.filter(title__icontains=word)
    return list(items.annotate(is_own=own).order_by("-is_own", "-published_at", "-pk")[:MOST])


def needs_titled(typed: str, need: Need, person: Person) -> list[Need]:
    """Up to eight needs that `need` could be joined with: by address, or by words of the sentence, warmest first."""
    typed = one_line(typed)[:300]
    others = Need.objects.visible_to(person).standing().filter(team=need.team_id).exclude(pk=need.pk)
    if address := re.search(r"/needs/(\d+)", typed):
        return list(others.filter(pk=int(address[1][:18])))
    if not typed:
        return []
    for word in typed.split()[:8]:
        others = others.filter(title__icontains=word)
    return list(others.order_by("-heat", "-id")[:MOST])


def draft_for(need: Need, person: Person) -> Item | None:
    """The module that `person` has begun to write for a need and not published yet."""
    drafts = Item.objects.filter(module__for_need_id=need.pk, published_at__isnull=True, authorships__person=person)
    return drafts.order_by("pk").first()


def needs_about(skills: list[int], person: Person) -> list[Need]:
    """Up to eight needs that wait, of what `person` may see, about any of these skills; those asked most first."""
    if not skills:
        return []
    about = Exists(Need.skills.through.objects.filter(need=OuterRef("pk"), skill__in=skills))
    return list(Need.objects.visible_to(person).waiting().filter(about).order_by("-heat", "-id")[:MOST])
