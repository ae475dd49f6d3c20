"""Publishing: a draft becomes a version, and no version is ever changed."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import one_line, shorten
from upwell.library import blocks as parts
from upwell.library.models import Item, Module, Version
from upwell.library.permissions import can_edit, can_publish
from upwell.media.models import Picture
from upwell.people.models import Person

LONGEST_NOTE = 300
SUMMARY_LENGTH = 200  # characters of the beginning, where no summary was written: three lines of a card


@transaction.atomic
def publish_module(item: Item, *, by: Person, note: str = "") -> Version:
    """Let everybody who may see it read the draft, as the next version, with a word about what changed. Its authors may.

    Refused in words: no title, nothing to read, an unfinished part (`blocks.finish`), a picture that is not here.
    Where there is nothing new since the last version, that version stays and nothing happens. Published after it was
    retired, a module is back.
    """
    module = Module.objects.select_for_update(of=("self",)).select_related("item", "version").get(pk=item.pk)
    if not can_publish(by, module.item):
        raise PermissionDenied
    note = _fitting_note(note)
    if module.draft is None:
        return _current(module)
    title, blocks = module.draft_title, _ready(module)
    before = module.version
    if before and (before.title, before.blocks) == (title, blocks):
        _put_draft_away(module, before)
        return before
    now = clock.now()
    number = (module.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = Version.objects.create(
        module=module, number=number, title=title, blocks=blocks, note=note if before else "", by=by, at=now
    )
    _put_draft_away(module, version)
    _renew_card(module.item, version, before)
    journal.record("item.revised" if before else "item.published", by=by, about=module.item, version=version.number)
    return version


@transaction.atomic
def restore_version(item: Item, *, by: Person, number: int) -> int:
    """Take an old version as the new draft, and return the draft's stamp. Its authors may; readers see it once it is
    published again. Refused while another draft is open, so that nothing unpublished is overwritten."""
    module = Module.objects.select_for_update(of=("self",)).select_related("item").get(pk=item.pk)
    if not can_edit(by, module.item):
        raise PermissionDenied
    old = module.versions.filter(number=number).first()
    if old is None:
        raise ValidationError(_("There is no such version."))
    if module.draft == old.blocks and module.draft_title == old.title:
        return module.draft_stamp
    if module.draft is not None:
        raise ValidationError(_("A draft is open. Publish it or put it away, then restore the old version."))
    module.draft, module.draft_title, module.draft_saved_at = old.blocks, old.title, clock.now()
    module.draft_stamp += 1
    module.save(update_fields=["draft", "draft_title", "draft_stamp", "draft_saved_at"])
    journal.record("draft.restored", by=by, about=module.item, version=number)
    return module.draft_stamp


def summary_of(blocks: list[parts.Block]) -> str:
    """The beginning of what one reads, for the card of a module whose author wrote no summary."""
    texts = [block for block in blocks if block["type"] == "text"]
    return shorten(parts.plain_text(texts or blocks), SUMMARY_LENGTH)


def _current(module: Module) -> Version:
    if module.version is None:
        raise ValidationError(_("There is nothing to read yet. Write a sentence, then publish."))
    return module.version


def _ready(module: Module) -> list[parts.Block]:
    if not module.draft_title:
        raise ValidationError(_("Give it a title: what will somebody know or be able to do after reading it?"))
    blocks = parts.finish(parts.validate(module.draft))
    here = Picture.objects.filter(sha256__in=parts.pictures(blocks)).values_list("sha256", flat=True)
    if parts.pictures(blocks) - set(here):
        raise ValidationError(_("One of the pictures is not here any more. Add it again, or remove its part."))
    return blocks


def _put_draft_away(module: Module, version: Version) -> None:
    module.version = version
    module.draft, module.draft_title, module.draft_saved_at = None, "", None
    module.draft_stamp += 1
    module.save(update_fields=["version", "draft", "draft_title", "draft_stamp", "draft_saved_at"])


def _renew_card(item: Item, version: Version, before: Version | None) -> None:
    if item.summary in {"", summary_of(before.blocks) if before else ""}:
        item.summary = summary_of(version.blocks)
    item.title, item.seconds = version.title, parts.seconds(version.blocks)
    item.published_at = item.published_at or version.at
    item.revised_at = version.at if before else None
    item.checked_on = timezone.localdate(version.at)
    item.retired_at = None
    item.save()


def _fitting_note(note: str) -> str:
    note = one_line(note)
    if len(note) > LONGEST_NOTE:
        raise ValidationError(
            _("What changed has %(count)s characters; at most %(most)s fit. Say it shorter.")
            % {"count": len(note), "most": LONGEST_NOTE}
        )
    return note
