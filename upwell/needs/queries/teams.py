"""The teams that a need may be limited to; the form asks for them each time it is drawn or read."""

from django.db.models import Q, QuerySet

from upwell.core.prepared import IsAmong, prepared
from upwell.people.models import Team


@prepared
def teams_to_choose(person: int, line: list[int]) -> QuerySet[Team]:
    """The teams of `line` (ids) and those that `person` (an id) leads, as the tree has them."""
    return Team.objects.filter(Q(IsAmong("pk", line)) | Q(lead=person)).order_by("path")
