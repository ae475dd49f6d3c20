"""Writing together: opening the shared document of a module, taking in what was typed, and keeping the draft in step.

A document's row is held while it changes, so that updates are numbered in the order in which they are stored and each is
tried on everything before it: what is stored can always be read. docs/decisions/0002 tells why it is built so.
"""

from __future__ import annotations

import hashlib
import json

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from upwell.core import clock, journal
from upwell.library import blocks as parts
from upwell.library.documents import from_document, name_blocks, rewrite, to_document
from upwell.library.documents.merging import NOTHING, apply, check_size
from upwell.library.documents.usual import as_written
from upwell.library.models import Document, Item, Module, Update
from upwell.library.permissions import can_edit
from upwell.library.queries.documents import Tail, load, tail_of
from upwell.library.queries.playing import seconds_of
from upwell.people.models import Person

AUTHORS_CHANNEL = "upwell_authors"  # NOTIFY item, or '' for all: who may write has changed
CHANNEL = "upwell_documents"  # NOTIFY item:update, for every process that has the document open


@transaction.atomic
def open_document(item: Item, *, by: Person) -> Document:
    """The document of a module for writing on it together, made from the draft or from what readers see when first opened.

    Its authors may.
    """
    module = _held(item, by)
    return _document(module)


@transaction.atomic
def merge_update(item: Item, *, by: Person, update: bytes) -> Document:
    """Take in what somebody typed, and let the draft say it. Its authors may; the same again changes nothing.

    Refused with `RefusedUpdate` or a `ValidationError` that says why: what cannot be read, is too large, or leaves a page
    that does not follow the schema. The document is then as it was before.
    """
    module = _held(item, by)
    document = _document(module)
    doc, last = load(document)
    before = doc.get_update()
    check_size(update, kept=len(before))
    apply(doc, update)
    if doc.get_update() == before:
        return document
    said = from_document(doc)
    last = _store(document, update, by=by)
    named = doc.get_state()
    if name_blocks(doc):
        last = _store(document, doc.get_update(named), by=None)
        said = from_document(doc)
    _settle(module, document, said, last, by=by)
    return document


@transaction.atomic
def keep_updates(item: Item, *, by: list[tuple[Person | None, bytes]], seen: int) -> Tail:
    """Store changes that were tried on everything up to the update numbered `seen`, each with who typed it.

    For the realtime process, which has the document at hand and has checked what it now says. Where something newer is
    stored already, nothing is changed and the newer updates are returned, to be taken in and tried again; otherwise an
    empty tail with the new number. Refused where one of them may no longer write here.
    """
    document = _held_document(item.pk)
    ids = {person.pk for person, _update in by if person is not None}
    here = Person.objects.filter(pk__in=ids, is_active=True) if ids else []
    if len([person for person in here if can_edit(person, document.module.item)]) < len(ids):
        raise PermissionDenied
    newer = tail_of(document, since=seen)
    return newer if newer.updates else Tail([], _store_all(document, by))


@transaction.atomic
def settle_document(item: Item, *, by: Person | None, said: tuple[str, list[parts.Block]], seen: int) -> None:
    """Let the draft say what the document said as of the update numbered `seen`, unless it follows a later one already.

    Part of writing that was allowed when it was stored, so nobody is asked again.
    """
    module = Module.objects.held(item.pk)
    document = Document.objects.defer("state").get(pk=module.pk)
    if document.settled < seen:
        _settle(module, document, said, seen, by=by)


@transaction.atomic
def compact_document(document: Document) -> None:
    """Put all updates of a document into one state, give ids to new blocks, and bring the draft in step.

    Nothing that was typed changes; whoever has the document open notices nothing.
    """
    module = Module.objects.held(document.pk)
    follow_document(module)
    document = _held_document(module.pk)
    doc, last = load(document)
    document.state = doc.get_update()
    document.compacted = last
    document.save(update_fields=["state", "compacted"])
    document.updates.filter(pk__lte=last).delete()


def ask_writers_again(item_id: int | None) -> None:
    """Let the open pages of an item (None: all) be asked once more who may write on them; whoever may not is sent away.

    Nothing is stored of them in any case: each change is asked for when it comes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [AUTHORS_CHANNEL, "" if item_id is None else str(item_id)])


@transaction.atomic
def rewrite_document(item: Item, *, by: Person | None, title: str, blocks: list[parts.Block]) -> None:
    """Let the document say what was written elsewhere (a program, a file, a restored version), where there is one.

    Only top-level nodes that differ are changed, so that whoever is typing beside them keeps what they type. Part of an
    action that holds the module, has asked who may, and keeps the draft itself.
    """
    if not Document.objects.filter(pk=item.pk).exists():
        return
    document = _held_document(item.pk)
    doc, last = load(document)
    before = doc.get_state()
    rewrite(doc, title, blocks)
    update = doc.get_update(before)
    if update != NOTHING:
        last = _store(document, update, by=by)
    _mark(document, from_document(doc), last)


def follow_document(module: Module) -> None:
    """Bring the draft in step with what was typed until now; part of an action that holds the module."""
    if not Document.objects.filter(pk=module.pk).exists():
        return
    document = _held_document(module.pk)
    if not tail_of(document, since=document.settled).updates:
        return
    doc, last = load(document)
    before = doc.get_state()
    if name_blocks(doc):
        last = _store(document, doc.get_update(before), by=None)
    _settle(module, document, from_document(doc), last, by=None)


def _held(item: Item, by: Person) -> Module:
    module = Module.objects.held(item.pk)
    if not can_edit(by, module.item):
        raise PermissionDenied
    return module


def _held_document(pk: int) -> Document:
    """The document as it is now, held until the transaction ends; its state, which may be long, is fetched when needed."""
    held = (
        Document.objects.select_for_update(of=("self",)).select_related("module__item").defer("state", "module__draft")
    )
    return held.get(pk=pk)


def _document(module: Module) -> Document:
    if Document.objects.filter(pk=module.pk).exists():
        return _held_document(module.pk)
    title, blocks = _kept(module)
    doc = to_document(title, blocks)
    name_blocks(doc)
    state = doc.get_update()
    said = from_document(doc)
    return Document.objects.create(module=module, state=state, digest=_digest(said))


def _kept(module: Module) -> tuple[str, list[parts.Block]]:
    """What is written so far: the draft, else what readers see, else nothing."""
    if module.draft is not None:
        return module.draft_title, module.draft
    if module.version is not None:
        return module.version.title, module.version.blocks
    return "", []


def _store(document: Document, update: bytes, *, by: Person | None) -> int:
    return _store_all(document, [(by, update)])


def _store_all(document: Document, updates: list[tuple[Person | None, bytes]]) -> int:
    """Keep these in their order and tell every process that has the document open; gives the number of the last."""
    now = clock.now()
    rows = [Update(document=document, data=update, by=person, at=now) for person, update in updates]
    last = Update.objects.bulk_create(rows)[-1].pk
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{document.pk}:{last}"])
    return last


def _settle(
    module: Module, document: Document, said: tuple[str, list[parts.Block]], last: int, *, by: Person | None
) -> None:
    """Let the draft say this, unless it said so before; texts that mean the same keep the form in which they were typed."""
    if _digest(said) != document.digest:
        _, before = _kept(module)
        title, blocks = said[0], as_written(said[1], before)
        if module.draft is None:
            journal.record("draft.opened", by=by, about=module.item)
        module.draft, module.draft_title, module.draft_saved_at = blocks, title, clock.now()
        module.draft_stamp += 1
        module.save(update_fields=["draft", "draft_title", "draft_stamp", "draft_saved_at"])
        if not module.item.is_published:
            module.item.title, module.item.seconds = title, seconds_of(blocks)
            module.item.save(update_fields=["title", "seconds"])
    _mark(document, said, last)


def _mark(document: Document, said: tuple[str, list[parts.Block]], last: int) -> None:
    document.digest, document.settled = _digest(said), last
    document.save(update_fields=["digest", "settled"])


def _digest(said: tuple[str, list[parts.Block]]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
