"""Keeps the moments of recordings true: which page plays which recording, and the passages of what is said in it.

Like all that search derives: it asks nobody, tells the journal nothing, and is safe to run twice.
"""

from collections.abc import Collection

from django.db import transaction

from upwell.library.models import Item
from upwell.media.models import Recording, StoredFile
from upwell.search.actions.finding import ROWS_AT_ONCE, refresh_documents
from upwell.search.models import DocumentKind, Moment, Playing
from upwell.search.passages import passages

PLAYED = {"video", "audio"}


def items_playing(file: StoredFile) -> list[int]:
    """The items whose pages play a file."""
    return list(Playing.objects.filter(file=file).order_by("item").values_list("item", flat=True).distinct())


def refresh_moments(item_ids: Collection[int]) -> int:
    """Bring the moments of these items up to date; gives how many documents changed."""
    with transaction.atomic():
        touched = _gone(item_ids)
        for playing in _refresh_playings(item_ids):
            touched |= _refresh_passages(playing)
    return refresh_documents(DocumentKind.MOMENT, touched) if touched else 0


def _gone(item_ids: Collection[int]) -> set[int]:
    """Playings of pages that nobody finds any more, or that play something else; gives the moments that went with them."""
    wanted = _wanted(item_ids)
    rows = Playing.objects.select_for_update(of=("self",)).filter(item__in=item_ids).select_related("file")
    stale = [row.pk for row in rows if wanted.get((row.item_id, row.block)) != row.file.sha256]
    moments = set(Moment.objects.filter(playing__in=stale).values_list("pk", flat=True))
    Playing.objects.filter(pk__in=stale).delete()
    return moments


def _refresh_playings(item_ids: Collection[int]) -> list[Playing]:
    wanted = _wanted(item_ids)
    if wanted:
        files = dict(StoredFile.objects.filter(sha256__in=set(wanted.values())).values_list("sha256", "pk"))
        rows = [
            Playing(item_id=item_id, block=block, file_id=files[sha256])
            for (item_id, block), sha256 in wanted.items()
            if sha256 in files
        ]
        Playing.objects.bulk_create(rows, ROWS_AT_ONCE, ignore_conflicts=True)
    return list(Playing.objects.filter(item__in=item_ids).order_by("pk"))


def _wanted(item_ids: Collection[int]) -> dict[tuple[int, str], str]:
    """Which file each block plays, on the pages that may be found."""
    items = Item.objects.current().filter(pk__in=item_ids, module__version__isnull=False)
    return {
        (item_id, block["id"]): block["file"]
        for item_id, blocks in items.values_list("pk", "module__version__blocks")
        for block in blocks
        if block.get("type") in PLAYED and block.get("file")
    }


def _refresh_passages(playing: Playing) -> set[int]:
    """The moments as they are said now; gives those that are there and those that are gone."""
    recording = Recording.objects.filter(file=playing.file_id).select_related("transcript", "file").first()
    said = passages(recording) if recording else []
    known = {row.begin: row for row in playing.moments.all()}
    begins = {passage.begin for passage in said}
    gone = {row.pk for begin, row in known.items() if begin not in begins}
    Moment.objects.filter(pk__in=gone).delete()
    rows = [Moment(playing=playing, begin=passage.begin, end=passage.end) for passage in said]
    Moment.objects.bulk_create(
        rows, ROWS_AT_ONCE, update_conflicts=True, unique_fields=["playing", "begin"], update_fields=["end"]
    )
    return gone | set(playing.moments.values_list("pk", flat=True))
