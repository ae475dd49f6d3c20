"""Translations following what they translate: what is behind is worked out when either of the two is published."""

from django.db.models import F

from upwell.core import journal
from upwell.library.following import behind
from upwell.library.models import Item, Translation, Version


def follow_original(item: Item, version: Version) -> None:
    """After a new version: a translation knows what it says of its original; an original lets its translations know.

    Part of publishing, in its transaction.
    """
    if item.translation_of_id is not None:
        _take(item, version)
    elif Item.objects.filter(translation_of=item).exists():
        for translation in (
            Translation.objects.select_for_update().filter(item__translation_of=item).select_related("item")
        ):
            was = translation.behind
            translation.behind = what_is_behind(translation, version)
            translation.save(update_fields=["behind"])
            if set(translation.behind) - set(was) and translation.item.is_published:
                journal.record("item.fell_behind", by=None, about=translation.item, version=version.number)


def _take(item: Item, version: Version) -> None:
    translation = Translation.objects.select_for_update().get(pk=item.pk)
    if translation.draft_taken is not None:
        translation.taken, translation.draft_taken = translation.draft_taken, None
    original = Version.objects.filter(module__item__translations=item, module__version=F("pk")).first()
    translation.behind = what_is_behind(translation, original) if original else []
    translation.save(update_fields=["taken", "draft_taken", "behind"])
    if version.number == 1:
        Item.objects.filter(translations=item).update(translation_count=F("translation_count") + 1)


def what_is_behind(translation: Translation, original: Version) -> list[str]:
    """The ids of the original's blocks that the translation has not, or has in words of an older version."""
    numbers = set(translation.taken.values()) - {original.number}
    earlier = Version.objects.filter(module=original.module_id, number__in=numbers)
    versions = {original.number: original.blocks, **{each.number: each.blocks for each in earlier}}
    return behind(original.blocks, translation.taken, versions)
