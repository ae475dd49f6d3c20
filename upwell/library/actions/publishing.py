"""Publishing: a draft becomes a version, and no version is ever changed."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import one_line, shorten
from upwell.discussion.models import Thread
from upwell.library import blocks as parts
from upwell.library.actions.coediting import follow_document, rewrite_document
from upwell.library.actions.fixing import Spoken, answer_ticked, follow_accepted
from upwell.library.actions.following import follow_original
from upwell.library.actions.playing import tell_headings
from upwell.library.crediting import credit
from upwell.library.lasting import months_after, put_off
from upwell.library.models import Item, Module, Version
from upwell.library.permissions import can_edit, can_publish
from upwell.library.queries.playing import seconds_of
from upwell.media.models import Picture, StoredFile
from upwell.people.models import Person

LONGEST_NOTE = 300
SUMMARY_LENGTH = 200  # characters of the beginning, where no summary was written: three lines of a card


class NeedsReview(ValidationError):
    """What the module is about is regulated here: `topics` names it. Somebody else reviews it before it is published."""

    def __init__(self, topics: list[str]) -> None:
        said = _("‘%(topic)s’ is reviewed here before it is published. Send it for review; nothing of it is lost.")
        super().__init__(said % {"topic": topics[0]}, "needs_review")
        self.topics = topics


@transaction.atomic
def publish_module(item: Item, *, by: Person, note: str = "", answers: Iterable[Spoken] = ()) -> Version:
    """Let everybody who may see it read the draft, as the next version, with a word about what changed. Its authors may.

    `answers` are places whose flags it answers: whoever left them is told, unless the words there stand as they were.

    Refused in words: no title, nothing to read, an unfinished part (`blocks.finish`), a picture that is not here, and,
    as `NeedsReview`, what is about a topic that is regulated here: whoever publishes sends it for review instead.
    Where there is nothing new since the last version, that version stays and nothing happens. Published after it was
    retired, a module is back.
    """
    module = Module.objects.held(item.pk)
    if not can_publish(by, module.item):
        raise PermissionDenied
    note = fitting_note(note)
    follow_document(module)
    if module.draft is None:
        return _current(module)
    title, blocks = module.draft_title, ready(module)
    if module.version and (module.version.title, module.version.blocks) == (title, blocks):
        put_draft_away(module)
        return module.version
    if topics := regulated_topics(module.item):
        raise NeedsReview(topics)
    version = put_out(module, by=by, title=title, blocks=blocks, note=note, answers=answers)
    put_draft_away(module)
    return version


def put_out(
    module: Module, *, by: Person, title: str, blocks: list[parts.Block], note: str, answers: Iterable[Spoken] = ()
) -> Version:
    """Make a finished text the version that readers see; part of an action that holds the module and asked who may.

    The draft stays as it is, because it may be newer than what was reviewed. Suggestions that were accepted into it have
    come out with it, and so have the `answers` to flags.
    """
    before = module.version
    number = (module.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = Version.objects.create(
        module=module,
        number=number,
        title=title,
        blocks=blocks,
        credits=credit(blocks, number, before),
        note=note if before else "",
        by=by,
        at=clock.now(),
    )
    module.version = version
    module.save(update_fields=["version"])
    _renew_card(module.item, version, before)
    tell_headings(version.blocks)
    follow_original(module.item, version)
    journal.record("item.revised" if before else "item.published", by=by, about=module.item, version=version.number)
    if before:
        module.item.thread = Thread.objects.select_for_update().get(pk=module.item.thread_id)
        follow_accepted(module, before.blocks, by=by)
        answer_ticked(module, by=by, places=answers)
    return version


@transaction.atomic
def restore_version(item: Item, *, by: Person, number: int) -> int:
    """Take an old version as the new draft, and return the draft's stamp. Its authors may; readers see it once it is
    published again. Refused while another draft is open, so that nothing unpublished is overwritten."""
    module = Module.objects.held(item.pk)
    if not can_edit(by, module.item):
        raise PermissionDenied
    follow_document(module)
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
    rewrite_document(module.item, by=by, title=old.title, blocks=old.blocks)
    journal.record("draft.restored", by=by, about=module.item, version=number)
    return module.draft_stamp


def summary_of(blocks: list[parts.Block]) -> str:
    """The beginning of what one reads, for the card of a module whose author wrote no summary."""
    texts = [block for block in blocks if block["type"] == "text"]
    return shorten(parts.plain_text(texts or blocks), SUMMARY_LENGTH)


def regulated_topics(item: Item) -> list[str]:
    """The names of those of its skills that the organisation regulates."""
    return list(item.skills.filter(regulation__isnull=False).values_list("name", flat=True))


def ready(module: Module) -> list[parts.Block]:
    """The draft as it can be published; refused in words where it is not whole."""
    if not module.draft_title:
        raise ValidationError(_("Give it a title: what will somebody know or be able to do after reading it?"))
    blocks = parts.finish(parts.validate(module.draft))
    here = Picture.objects.filter(sha256__in=parts.pictures(blocks)).values_list("sha256", flat=True)
    if parts.pictures(blocks) - set(here):
        raise ValidationError(_("One of the pictures is not here any more. Add it again, or remove its part."))
    kept = StoredFile.objects.filter(sha256__in=parts.files(blocks)).values_list("sha256", flat=True)
    if parts.files(blocks) - set(kept):
        raise ValidationError(_("One of the files is not here any more. Add it again, or remove its part."))
    return blocks


def put_draft_away(module: Module) -> None:
    """There is nothing unpublished any more; part of an action that holds the module."""
    module.draft, module.draft_title, module.draft_saved_at = None, "", None
    module.draft_stamp += 1
    module.save(update_fields=["draft", "draft_title", "draft_stamp", "draft_saved_at"])


def _current(module: Module) -> Version:
    if module.version is None:
        raise ValidationError(_("There is nothing to read yet. Write a sentence, then publish."))
    return module.version


def _renew_card(item: Item, version: Version, before: Version | None) -> None:
    if item.summary in {"", summary_of(before.blocks) if before else ""}:
        item.summary = summary_of(version.blocks)
    item.title, item.seconds = version.title, seconds_of(version.blocks)
    item.published_at = item.published_at or version.at
    item.revised_at = version.at if before else None
    day = timezone.localdate(version.at)
    item.valid_until = put_off(item, day) if before else item.valid_until
    item.checked_on, item.needs_work_at, item.retired_at = day, None, None
    item.review_due = months_after(day, item.review_every) if item.review_every else None
    item.save()


def fitting_note(note: str) -> str:
    """A word about what changed, on one line; refused where it is too long."""
    note = one_line(note)
    if len(note) > LONGEST_NOTE:
        raise ValidationError(
            _("What changed has %(count)s characters; at most %(most)s fit. Say it shorter.")
            % {"count": len(note), "most": LONGEST_NOTE}
        )
    return note
