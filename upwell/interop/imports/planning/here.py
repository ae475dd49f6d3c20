"""Looks up who and what is here already, some thousands at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.utils.translation import gettext as _

from upwell.interop.imports.checking import Records
from upwell.interop.imports.plan import Plan
from upwell.interop.imports.problems import Problems, Where
from upwell.interop.imports.teams import like
from upwell.needs.models import Need
from upwell.people.models import Person

AT_ONCE = 5000  # values in one query
Value = TypeVar("Value")


def person_ids(records: Records, also: Iterable[str]) -> dict[str, int]:
    """The ids of everybody that the records name and who is here, by address."""
    emails = [record.email for record in records.people] + [record.lead for record in records.people]
    emails += [team.lead for team in records.teams] + [need.asked_by for need in records.needs]
    emails += [answer.by for answer in records.answers] + list(also)
    found: dict[str, int] = {}
    for lot in in_lots(email for email in dict.fromkeys(emails) if email):
        found.update(Person.objects.filter(email__in=lot).values_list("email", "id"))
    return found


def need_ids(records: Records, also: Iterable[str]) -> dict[str, int]:
    """The ids of the needs that the records name and that are here; of one that was joined, the one that stands."""
    ids = [record.id for record in records.needs] + [record.need for record in records.answers] + list(also)
    found: dict[str, int] = {}
    for lot in in_lots(dict.fromkeys(ids)):
        rows = Need.objects.filter(imported_id__in=lot).values_list("imported_id", "id", "merged_into_id")
        found.update({str(imported_id): merged or need_id for imported_id, need_id, merged in rows})
    return found


def check_known(email: str, plan: Plan, coming: set[str], where: Where, problems: Problems) -> None:
    """Whether somebody has this address, here or in the file; else that is a problem."""
    if email and email not in coming and email not in plan.person_ids:
        reason = _("Nobody here or in people.csv has the address ‘%(email)s’.") % {"email": email[:80]}
        problems.add(where, reason + ("" if problems.is_full else like(email, coming, cutoff=0.93)))


def in_lots(values: Iterable[Value]) -> Iterator[list[Value]]:
    """`values` in lists that fit into a query."""
    rest = iter(values)
    while lot := list(islice(rest, AT_ONCE)):
        yield lot
