"""The icon of each kind of item, the same wherever one stands."""

from typing import Any

from upwell.library.models import ItemKind

ICONS: dict[str, str] = {
    ItemKind.MODULE: "book-open",
    ItemKind.LINK: "external-link",
    ItemKind.EVENT: "calendar-days",
    ItemKind.TASK: "hand-helping",
    ItemKind.PATH: "route",
}


def icon_of(item: Any) -> str:
    """The icon of what kind of thing an item, or the example of one, is."""
    return ICONS[getattr(item, "kind", ItemKind.MODULE)]
