"""Which topics are regulated here, and who the experts are."""

from __future__ import annotations

from typing import Any

from upwell.library.models import Expert, Regulation

MOST = 200  # a house with more regulated topics than that has regulated everything


def topics_page() -> dict[str, Any]:
    """Everything the page shows, in two questions."""
    return {
        "regulations": Regulation.objects.select_related("skill", "by").order_by("skill__name")[:MOST],
        "experts": Expert.objects.select_related("skill", "person__team").order_by("skill__name", "person__name")[
            :MOST
        ],
    }
