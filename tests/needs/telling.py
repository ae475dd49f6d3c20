"""Short ways to say what the tests of needs say often."""

from datetime import timedelta
from typing import Any

from upwell.core import clock
from upwell.core.models import Line
from upwell.discussion.models import Thread
from upwell.library.models import Authorship, Item
from upwell.needs.models import Need
from upwell.people.models import Person, Team


def lines(verb: str, about: Need) -> list[Line]:
    """What the journal says of `verb` about a need, in order."""
    return list(Line.objects.filter(verb=verb, object_kind="need", object_id=about.pk).order_by("id"))


def again(need: Need) -> Need:
    """The need as the database has it now."""
    return Need.objects.get(pk=need.pk)


def later(**length: Any) -> Any:
    """A time from now at which things happen: `with later(days=2): ...`."""
    return clock.at(clock.now() + timedelta(**length))


def published(title: str, owner: Person, team: Team | None = None) -> Item:
    """A published card, without a page behind it: the tests of needs only point at it."""
    moment = clock.now()
    item = Item.objects.create(
        title=title, owner=owner, team=team, thread=Thread.objects.create(), created_at=moment, published_at=moment
    )
    Authorship.objects.create(item=item, person=owner)
    return item


def drafted(title: str, owner: Person) -> Item:
    """A card that only its author sees yet."""
    item = published(title, owner)
    item.published_at = None
    item.save(update_fields=["published_at"])
    return item
