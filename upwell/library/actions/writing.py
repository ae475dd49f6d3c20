"""Writing a module: starting one, and saving its draft so that nobody's words are overwritten unseen."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import one_line
from upwell.discussion.models import Thread
from upwell.library import blocks as parts
from upwell.library.actions.coediting import follow_document, rewrite_document
from upwell.library.actions.describing import describe, fitting_summary, named_skills
from upwell.library.models import Authorship, Item, ItemKind, Module
from upwell.library.permissions import can_edit
from upwell.library.queries.playing import seconds_of
from upwell.people.models import Person

LONGEST_TITLE = 200


class StaleDraft(ValidationError):
    """Somebody else saved in between; `module` is what is kept now, so that both texts can be shown."""

    def __init__(self, module: Module) -> None:
        super().__init__(
            _("Somebody else saved this module while you were writing. Nothing of yours was lost."), "stale"
        )
        self.module = module


@transaction.atomic
def start_module(
    *,
    by: Person,
    title: str = "",
    blocks: object = None,
    for_need_id: int | None = None,
    imported_id: str | None = None,
    summary: str = "",
    skills: Iterable[str] = (),
    language: str = "en",
) -> Item:
    """Start a module as its owner and first author. Everybody here may. Until it is published only its authors see it.

    It may still be empty, without even a title. `for_need_id` is the need it is written for.
    """
    now = clock.now()
    title = fitting_title(title)
    draft = parts.validate([] if blocks is None else blocks)
    item = Item.objects.create(
        kind=ItemKind.MODULE,
        title=title,
        summary=fitting_summary(summary),
        seconds=seconds_of(draft),
        owner=by,
        language=language,
        thread=Thread.objects.create(),
        imported_id=imported_id,
        created_at=now,
    )
    Authorship.objects.create(item=item, person=by)
    Module.objects.create(item=item, draft=draft, draft_title=title, draft_saved_at=now, for_need_id=for_need_id)
    item.skills.set(named_skills(skills))
    journal.record("item.started", by=by, about=item, for_need=for_need_id)
    return item


@transaction.atomic
def save_draft(
    item: Item,
    *,
    by: Person,
    title: str,
    blocks: object,
    stamp: int,
    summary: str | None = None,
    skills: Iterable[str] | None = None,
) -> int:
    """Save the draft of a module and return its new stamp. Its authors may; readers go on seeing what was published.

    `stamp` is that of the draft one began from: when somebody saved since, nothing is changed and StaleDraft says so.
    The same again changes nothing. Summary and skills belong to the card and are shown at once. The journal gets a
    line only when a draft is opened: a line for every few seconds of typing would drown everything else.
    """
    module = Module.objects.held(item.pk)
    if not can_edit(by, module.item):
        raise PermissionDenied
    title, draft = fitting_title(title), parts.validate(blocks)
    follow_document(module)
    if stamp != module.draft_stamp:
        if _says(module, title, draft):
            return module.draft_stamp
        raise StaleDraft(module)
    describe(module.item, summary, skills)
    if _says(module, title, draft):
        return module.draft_stamp
    if module.draft is None:
        journal.record("draft.opened", by=by, about=module.item)
    module.draft, module.draft_title = draft, title
    module.draft_stamp += 1
    module.draft_saved_at = clock.now()
    module.save(update_fields=["draft", "draft_title", "draft_stamp", "draft_saved_at"])
    if not module.item.is_published:
        module.item.title, module.item.seconds = title, seconds_of(draft)
        module.item.save(update_fields=["title", "seconds"])
    rewrite_document(module.item, by=by, title=title, blocks=draft)
    return module.draft_stamp


@transaction.atomic
def discard_draft(item: Item, *, by: Person) -> None:
    """Put away what has not been published, and go back to what readers see. Its authors may.

    A module that was never published keeps its draft: there would be nothing left of it.
    """
    module = Module.objects.held(item.pk)
    if not can_edit(by, module.item):
        raise PermissionDenied
    if not module.item.is_published:
        raise ValidationError(_("This has not been published yet; without its draft nothing would be left."))
    follow_document(module)
    if module.draft is None:
        return
    module.draft, module.draft_title, module.draft_saved_at = None, "", None
    module.draft_stamp += 1
    module.save(update_fields=["draft", "draft_title", "draft_stamp", "draft_saved_at"])
    if module.version is not None:
        rewrite_document(module.item, by=by, title=module.version.title, blocks=module.version.blocks)
    journal.record("draft.discarded", by=by, about=module.item)


def _says(module: Module, title: str, draft: list[parts.Block]) -> bool:
    """Whether that is what is kept already: the draft, or, where none is open, the version readers see."""
    if module.draft is not None:
        return module.draft == draft and module.draft_title == title
    return module.version is not None and module.version.blocks == draft and module.version.title == title


def fitting_title(title: str) -> str:
    """The title on one line; refused where it is longer than LONGEST_TITLE characters."""
    title = one_line(title)
    if len(title) > LONGEST_TITLE:
        raise ValidationError(
            _("The title has %(count)s characters; at most %(most)s fit. Say it shorter.")
            % {"count": len(title), "most": LONGEST_TITLE}
        )
    return title
