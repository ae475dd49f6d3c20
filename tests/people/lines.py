"""What the journal says, for the tests of people."""

from django.db.models import Model

from upwell.core.models import Line


def verbs(about: Model) -> list[str]:
    """What happened to a thing, in order."""
    kind = about._meta.model_name
    lines = Line.objects.filter(object_kind=kind, object_id=about.pk).order_by("at", "id")
    return list(lines.values_list("verb", flat=True))


def last(verb: str) -> Line:
    """The newest line of a verb."""
    return Line.objects.filter(verb=verb).latest("id")
