"""Which pages of the library play a film: what is still shown somewhere is not thrown away."""

from django.db.models import Q

from upwell.library.models import Item
from upwell.media.models import StoredFile
from upwell.people.models import Person


def pages_playing(file: StoredFile, person: Person) -> list[Item]:
    """The pages that `person` writes and that hold a film, in their draft or in any version that was published."""
    mine = Item.objects.filter(Q(owner=person) | Q(authorships__person=person), module__isnull=False)
    held = [{"file": file.sha256}]
    playing = Q(module__draft__contains=held) | Q(module__versions__blocks__contains=held)
    return list(mine.filter(playing).distinct().order_by("pk"))
