"""Whether it has a title: it is what one finds it by."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from upwell.library.checks.check import Check

LONGEST = 80  # characters; longer ones are cut on cards and in lists


def titled(title: str) -> Iterator[Check]:
    """A title is needed to publish; a long one is cut where it is listed."""
    if not title:
        yield Check("heading", _("No title yet."), way=_("Give it one"), at_title=True)
    elif len(title) > LONGEST:
        yield Check("heading", _("The title is long; lists cut it."), way=_("Shorten it"), at_title=True)
