"""What the shell around every page needs to know; worked out only where a page draws it."""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from upwell.core.http import live_origin
from upwell.notifications.queries.inbox import unread_count

THEME_COOKIE = "upwell_theme"

# where one is on a page whose address lies below none of the places: what one learns from, who comes together, one's own week
BELONGS_TO = {
    **dict.fromkeys(["/modules/", "/links/", "/paths/", "/walks/", "/tasks/", "/items/", "/learned/"], "/learn/"),
    **dict.fromkeys(["/events/", "/series/", "/calendars/"], "/circles/"),
    **dict.fromkeys(["/plan/", "/recall/"], "/"),
    "/mentoring/": "/people/",
}


@dataclass(frozen=True)
class Place:
    """A link of the shell: what it is called, how it looks, where it leads."""

    label: str
    icon: str
    url: str
    is_here: bool = False
    detail: str = ""


class Shell:
    """The shell of one request. A link whose page does not exist is left out, so none is ever dead."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def person(self) -> Any:
        """Who is signed in, or None."""
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @property
    def theme(self) -> str:
        """'light' or 'dark' where the person chose one; '' follows the device."""
        chosen = self.request.COOKIES.get(THEME_COOKIE) or (self.person.theme if self.person else "")
        return chosen if chosen in {"light", "dark"} else ""

    @cached_property
    def places(self) -> list[Place]:
        """Where everybody may go."""
        return self._existing(
            (_("Today"), "today", "web:today"),
            (_("Needs"), "hand", "needs:board"),
            (_("Learn"), "book-open", "library:learn"),
            (_("People"), "users", "people:directory"),
            (_("Circles"), "circle-dot", "gatherings:circles"),
        )

    @cached_property
    def further_places(self) -> list[Place]:
        """Where brokers and admins may go as well."""
        if not self.person or not self.person.is_steward:
            return []
        places = self._existing(
            (_("Bridges"), "waypoints", "bridges:map"),
            (_("Impact"), "chart-line", "impact:desk"),
        )
        return places + (self._existing((_("Settings"), "settings", "people:settings")) if self.person.is_admin else [])

    @cached_property
    def bar(self) -> list[Place]:
        """The three places that a phone's bar has room for."""
        return [place for place in self.places if place.icon in {"today", "hand", "book-open"}]

    @cached_property
    def new_things(self) -> list[Place]:
        """What the + opens."""
        return self._existing(
            (_("Declare a need"), "hand", "needs:declare", _("a sentence is enough")),
            (_("Make a module"), "pen-line", "library:make", _("a page that others learn from")),
            (_("Record a video"), "video", "library:record", _("your camera, your screen, or your voice alone")),
            (_("Slides into a film"), "clapperboard", "films:films", _("a few scenes, typed; a film is made of them")),
            (_("Share a link"), "external-link", "library:share_link", _("a book, a talk, a page worth it")),
            (_("Make a task"), "hand-helping", "journeys:make_task", _("something to try at work")),
            (_("Plan an event"), "calendar", "gatherings:plan", _("an hour together, in a room or on a call")),
            (_("Start a circle"), "circle-dot", "gatherings:start", _("a standing group around a topic")),
        )

    @cached_property
    def my_places(self) -> list[Place]:
        """One's own page and settings."""
        return self._existing(
            (_("Your page"), "user", "people:me"),
            (_("What you have learned"), "graduation-cap", "journeys:learned"),
            (_("Your tasks"), "hand-helping", "journeys:tasks"),
            (_("Practise"), "video", "practice:practices"),
            (_("Your settings"), "settings", "people:settings"),
        )

    @cached_property
    def urls(self) -> dict[str, str]:
        """The addresses that the shell's fields and buttons use; '' where there is no such page."""
        names = {
            "home": "web:today",
            "search": "search:results",
            "suggest": "search:ask",
            "declare": "needs:declare",
            "inbox": "notifications:inbox",
            "sign_in": "account_login",
            "sign_out": "account_logout",
        }
        return {key: _url(name) for key, name in names.items()}

    @cached_property
    def unread(self) -> int:
        """How many notices the person has not read; counted up to a hundred."""
        return unread_count(self.person) if self.person else 0

    @property
    def live(self) -> str:
        """Where the page hears what is new: the realtime process, beside the pages' own."""
        return f"{live_origin(self.request)}/live/inbox/"

    @property
    def organisation(self) -> str:
        """The organisation's name, where the installation has one."""
        return ""

    @property
    def here(self) -> str:
        """Which place the page belongs to, as far as the shell can tell them apart."""
        path = self.request.path
        return "settings" if path.startswith(_url("people:settings")) else path[: path.find("/", 1) + 1]

    def _existing(self, *links: tuple[str, ...]) -> list[Place]:
        """Those of (label, icon, name of the page, detail) whose page exists."""
        found = [(label, icon, _url(name), *detail) for label, icon, name, *detail in links]
        return [Place(label, icon, url, self._is_here(url), *detail) for label, icon, url, *detail in found if url]

    def _is_here(self, url: str) -> bool:
        if self.here == "settings":
            return url == _url("people:settings")  # which lies below the people, and is another place
        here = BELONGS_TO.get(self.here, self.request.path)
        return here == url if url == "/" else here.startswith(url)


def shell(request: HttpRequest) -> dict[str, Shell]:
    """The context processor."""
    return {"shell": Shell(request)}


@cache
def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
