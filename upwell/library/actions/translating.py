"""Translating: starting a translation, and putting one block after the other into other words."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import journal
from upwell.core.text import clean
from upwell.library.actions.following import what_is_behind
from upwell.library.actions.writing import save_draft, start_module
from upwell.library.blocks import Block
from upwell.library.comparing import texts
from upwell.library.following import Taken, has_words, retold
from upwell.library.models import Item, Module, Translation, Version
from upwell.library.permissions import can_edit, can_translate
from upwell.people.languages import code_of, name_of
from upwell.people.models import Person

Said = Mapping[str, Mapping[str, str]]  # by a block's id: its texts by their names


@transaction.atomic
def start_translation(original: Item, *, by: Person, language: str) -> Item:
    """Start a translation into a language, typed by name or code, as its owner and author. Whoever reads it may.

    There is one for each language: started again by one of its authors it is the same, and anybody else is told who is
    at it. Refused: a language we do not know, the one it is written in, and translating a translation.
    """
    original = Item.objects.select_for_update(of=("self",)).get(pk=original.pk)
    if not can_translate(by, original):
        raise PermissionDenied
    code = code_of(language)
    if not code:
        said = _("We do not know the language ‘%(language)s’. Try its English name or its code, such as ‘cy’.")
        raise ValidationError({"language": said % {"language": language}})
    if code == original.language:
        raise ValidationError({"language": _("It is written in %(language)s already.") % {"language": name_of(code)}})
    if known := Item.objects.filter(translation_of=original, language=code).select_related("owner").first():
        if can_edit(by, known):
            return known
        said = _("%(name)s translates it into %(language)s. Ask to write along.")
        raise ValidationError({"language": said % {"name": known.owner.name, "language": name_of(code)}})
    version = _version_of(original)
    item = start_module(by=by, title=version.title, blocks=version.blocks, language=code)
    item.translation_of, item.team = original, original.team
    item.save(update_fields=["translation_of", "team"])
    item.skills.set(original.skills.all())
    Translation.objects.create(item=item, behind=[block["id"] for block in version.blocks if has_words(block)])
    journal.record("item.translation_started", by=by, about=item, original=original.pk, language=code)
    return item


@transaction.atomic
def save_translation(item: Item, *, by: Person, title: str, said: Said, done: Collection[str] = (), stamp: int) -> int:
    """Keep what was said in the other language, block by block, as the draft, and return its stamp. Its authors may.

    What is typed counts as translated from the version of the original that readers see now. `done` names blocks that
    are right as they stand, though their words are those of the original, or it changed since. Which parts there are, in
    which order, and which option is right follows the original. What does not exist there is left aside.
    """
    module = Module.objects.held(item.pk)
    if not can_edit(by, module.item):
        raise PermissionDenied
    translation = Translation.objects.select_for_update().get(pk=item.pk)
    original = _version_of(Item.objects.get(translations=module.item))
    own = {block["id"]: block for block in _own(module)}
    taken: Taken = dict(translation.draft_taken if translation.draft_taken is not None else translation.taken)
    blocks = []
    for source in original.blocks:
        told = _told(source, own.get(source["id"]), said.get(source["id"], {}))
        _take(taken, source, own.get(source["id"]), told, original.number, is_done=source["id"] in done)
        blocks.append(told)
    here = {block["id"] for block in original.blocks}
    blocks += [block for name, block in own.items() if name not in here and name not in taken]
    stamp = save_draft(item, by=by, title=title, blocks=blocks, stamp=stamp)
    _keep(translation, {name: number for name, number in taken.items() if name in here}, original)
    return stamp


def _version_of(original: Item) -> Version:
    version = Module.objects.select_related("version").get(pk=original.pk).version
    if version is None:
        raise ValidationError(_("There is nothing to translate yet."))
    return version


def _own(module: Module) -> list[Block]:
    if module.draft is not None:
        return list(module.draft)
    return list(module.version.blocks) if module.version else []


def _told(source: Block, own: Block | None, said: Mapping[str, str]) -> Block:
    """The original's block in the words that were said, else in those that stood here, else as it is."""
    stood = texts(own) if own else {}
    names = [name for name in texts(source) if name]
    return retold(source, {name: clean(said.get(name, stood.get(name, texts(source)[name]))) for name in names})


def _take(taken: Taken, source: Block, own: Block | None, told: Block, number: int, *, is_done: bool) -> None:
    is_new = own is None or texts(told) != texts(own)
    if is_done or (is_new and texts(told) != texts(source)):
        taken[source["id"]] = number
    elif texts(told) == texts(source):
        taken.pop(source["id"], None)


def _keep(translation: Translation, taken: Taken, original: Version) -> None:
    """What is said of the draft waits for it to be published; where nothing is to be published, it holds at once."""
    if Module.objects.filter(pk=translation.pk, draft__isnull=True).exists():
        translation.taken, translation.draft_taken = taken, None
        translation.behind = what_is_behind(translation, original)
    else:
        translation.draft_taken = taken
    translation.save(update_fields=["taken", "draft_taken", "behind"])
