"""The rankings of the pages, whole and without words, under the keys that the outside knows: for measuring them."""

from upwell.needs.models import Need
from upwell.people.models import Person
from upwell.search.candidates import Question, View
from upwell.search.models import DocumentKind
from upwell.search.queries.colleagues import rank_helpers
from upwell.search.queries.similar import best_items, rank_items


def needs_run(text: str, skills: list[str], limit: int) -> dict[str, float]:
    """Needs like a text, by imported id (else by our own), with scores that fall strictly."""
    ranked = Question(text, View.of(None)).ranked(DocumentKind.NEED)
    keys = Need.objects.standing().filter(pk__in=ranked).values_list("pk", "imported_id")
    return _falling(ranked, {need_id: imported_id or str(need_id) for need_id, imported_id in keys}, limit)


def items_run(text: str, skills: list[str], limit: int) -> dict[str, float]:
    """Items that may answer a text, by imported id (else by our own)."""
    ranked = rank_items(Question(text, View.of(None)))
    found = best_items(ranked, ranked, None)
    order = {item.pk: ranked[item.pk] for item in found}
    return _falling(order, {item.pk: item.imported_id or str(item.pk) for item in found}, limit)


def people_run(text: str, skills: list[str], limit: int) -> dict[str, float]:
    """People who could help with a text, by e-mail address."""
    ranked = rank_helpers(Question(text, View.of(None)), skills=skills, most_active=limit).scores
    keys = dict(Person.objects.filter(pk__in=list(ranked)[:limit]).values_list("pk", "email"))
    return _falling(ranked, keys, limit)


def _falling(ranked: dict[int, float], keys: dict[int, str], limit: int) -> dict[str, float]:
    """Keys, one word each, with scores that fall strictly in the order of `ranked`: tools that sort must not change it."""
    found = [object_id for object_id in ranked if object_id in keys][:limit]
    return {"_".join(keys[object_id].split()): float(len(found) - place) for place, object_id in enumerate(found)}
