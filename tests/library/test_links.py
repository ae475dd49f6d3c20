"""Links and files: shared with why they are worth it, and looked at now and then whether they still lead anywhere."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client, override_settings

from tests.cast import Cast
from upwell.core import clock
from upwell.core.jobs import run_waiting
from upwell.core.models import Line
from upwell.library.actions.curating import check_item
from upwell.library.actions.linking import LinkDetails, change_link, note_look, share_link
from upwell.library.link_checks import Outcome, is_public, look
from upwell.library.models import Item, ItemKind, Link
from upwell.library.queries.links import links_to_check
from upwell.library.tasks import check_links
from upwell.media.actions import add_file
from upwell.notifications.models import Notice
from upwell.people.models import Person

URL = "https://example.org/letters"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
GONE, SILENT, THERE = Outcome(False, "404"), Outcome(None, "no answer"), Outcome(True, "200")


def details(**more: Any) -> LinkDetails:
    said: dict[str, Any] = {"title": "Letters that get read", "why": "The **third** part changed mine.", "url": URL}
    return LinkDetails(**{**said, **more})


def shared(by: Person, **more: Any) -> Link:
    return share_link(details(**more), by=by)


def verbs(item: Item) -> list[str]:
    lines = Line.objects.filter(object_kind="item", object_id=item.pk).order_by("id")
    return list(lines.values_list("verb", flat=True))


def test_a_link_is_an_item_with_a_card(cast: Cast) -> None:
    link = shared(cast.author, minutes=40, skills=["writing"])
    card = Item.objects.visible_to(cast.stranger).current().get(pk=link.pk)
    assert (card.kind, card.get_absolute_url(), card.minutes) == (ItemKind.LINK, f"/links/{link.pk}/", 40)
    assert verbs(card) == ["item.published", "link.shared"]
    with pytest.raises(PermissionDenied):
        shared(cast.leaver, url="https://example.org/other")


@pytest.mark.parametrize(
    ("field", "fault"),
    [
        ("title", {"title": " "}),
        ("why", {"why": ""}),
        ("url", {"url": ""}),
        ("url", {"url": "javascript:alert(1)"}),
        ("url", {"url": "https://example.org/" + "x" * 500}),
        ("what", {"what": "smoke"}),
        ("minutes", {"minutes": 0}),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(cast: Cast, field: str, fault: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        shared(cast.author, **fault)
    assert field in refused.value.message_dict
    assert not Link.objects.exists()


def test_what_somebody_shared_already_is_said(cast: Cast) -> None:
    shared(cast.author)
    with pytest.raises(ValidationError) as refused:
        shared(cast.asker, title="The same")
    assert "Letters that get read" in str(refused.value.message_dict["url"])


def test_a_file_needs_no_address_and_is_ones_own(cast: Cast, tmp_path: Any) -> None:
    with override_settings(FILES=tmp_path):
        file = add_file([b"Ask first.\n" * 9], name="ask.txt", by=cast.author)
        link = shared(cast.author, url="", file=file)
        with pytest.raises(ValidationError) as refused:
            shared(cast.asker, url="", file=file)
    assert link.file == file
    assert "file" in refused.value.message_dict


def test_only_who_shared_it_and_a_steward_change_it_and_the_same_changes_nothing(cast: Cast) -> None:
    link = shared(cast.author)
    for wrong in (cast.stranger, cast.lead):
        with pytest.raises(PermissionDenied):
            change_link(link, by=wrong, details=details(title="Mine"))
    change_link(link, by=cast.author, details=details())
    assert "item.described" not in verbs(link.item)
    change_link(link, by=cast.steward, details=details(title="Letters", why="All of it."))
    assert (Item.objects.get().title, Link.objects.get().why) == ("Letters", "All of it.")
    assert verbs(link.item)[-1] == "item.described"


def test_what_is_gone_is_told_to_its_owner_once(cast: Cast) -> None:
    link = shared(cast.author)
    for _ in range(2):
        note_look(link, url=URL, seen=GONE)
    run_waiting()
    assert verbs(link.item).count("link.dead") == 1
    told = list(Notice.objects.values_list("person", "kind", "quote"))
    assert told == [(cast.author.pk, "link_dead", "The page is not there any more.")]
    assert Item.objects.get().needs_work_at is not None


def test_who_gives_no_answer_is_dead_after_three_weeks_and_alive_when_they_answer(cast: Cast) -> None:
    link = shared(cast.author)
    for _week in range(2):
        assert note_look(link, url=URL, seen=SILENT).dead_since is None
    note_look(link, url=URL, seen=THERE)
    for _week in range(2):
        assert note_look(link, url=URL, seen=SILENT).dead_since is None
    assert note_look(link, url=URL, seen=SILENT).dead_since is not None
    assert note_look(link, url=URL, seen=THERE).dead_since is None
    assert Item.objects.get().needs_work_at is None


def test_another_address_is_alive_until_it_is_looked_at_and_what_was_asked_before_says_nothing(cast: Cast) -> None:
    link = note_look(shared(cast.author), url=URL, seen=GONE)
    moved = change_link(link, by=cast.author, details=details(url="https://example.org/new"))
    assert (moved.dead_since, moved.checked_at) == (None, None)
    assert note_look(link, url=URL, seen=GONE).dead_since is None


def test_each_link_is_looked_at_once_a_week(cast: Cast) -> None:
    with clock.at(NOW):
        first, second = shared(cast.author), shared(cast.author, url="https://example.org/second")
        note_look(first, url=URL, seen=THERE)
        assert links_to_check(10) == [second]
    with clock.at(NOW + timedelta(days=7)):
        assert links_to_check(10) == [second, first]
        assert links_to_check(1) == [second]


class Site(BaseHTTPRequestHandler):
    """A site on this machine: /there answers, /moved leads there, /away leads to a private address, the rest is gone."""

    def do_HEAD(self) -> None:
        """The answer to every question, without a body."""
        where = {"/moved": "/there", "/away": "http://10.0.0.1/", "/round": "/round"}.get(self.path)
        status = 302 if where else {"/there": 200, "/broken": 500, "/private": 403}.get(self.path, 404)
        self.send_response(status)
        if where:
            self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def on_this_machine(address: str, port: int) -> bool:
    return address == "127.0.0.1"


@pytest.mark.parametrize(
    ("path", "is_there"),
    [
        ("/there", True),
        ("/moved", True),
        ("/private", True),
        ("/gone", False),
        ("/broken", None),
        ("/round", None),
        ("/away", None),
    ],
)
def test_a_site_says_whether_something_is_there(site: str, path: str, is_there: bool | None) -> None:
    assert look(site + path, may_ask=on_this_machine).is_there is is_there


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "http://127.0.0.1/", "http://localhost:8416/", "http://[::1]/", "http://me@127.0.0.1/", "x"],
)
def test_nothing_of_our_own_network_is_asked(url: str) -> None:
    assert look(url) == Outcome(None, "not asked", is_asked=False)


def test_only_the_open_internet_is_public() -> None:
    private = [
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "::1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "224.0.0.1",
    ]
    assert not any(is_public(address, 443) for address in private)
    assert is_public("93.184.216.34", 443)
    assert not is_public("93.184.216.34", 5432)


def test_nothing_is_asked_unless_the_organisation_allows_it(cast: Cast, site: str) -> None:
    shared(cast.author, url=f"{site}/gone")
    check_links(0)
    assert Link.objects.get().checked_at is None
    with override_settings(CHECK_LINKS=True):
        check_links(0)  # an address of our own network, which nobody asks: nothing is known
    now = Link.objects.get()
    assert (now.failures, now.dead_since, now.checked_at is None) == (0, None, False)


def test_pages(cast: Cast, client: Client) -> None:
    client.force_login(cast.author)
    empty = client.post("/links/share/", {"title": "", "why": "Because of part three.", "url": URL, "what": "book"})
    assert (empty.status_code, "Because of part three." in empty.content.decode()) == (422, True)
    sent = {"title": "Letters", "why": "Because of part three.", "url": URL, "what": "book", "minutes": "90"}
    made = client.post("/links/share/", sent, follow=True)
    link = Link.objects.get()
    assert made.redirect_chain == [(f"/links/{link.pk}/", 302)]
    assert "Because of part three." in made.content.decode()
    client.force_login(cast.stranger)
    assert client.get(f"/modules/{link.pk}/").headers["Location"] == f"/links/{link.pk}/"
    assert client.get(f"/links/{link.pk}/change/").status_code == 403
    reacted = client.post(f"/modules/{link.pk}/react/", {"kind": "useful"}, follow=True)
    assert reacted.status_code == 200
    check_item(link.item, by=cast.author)


def test_one_keeps_to_a_length_and_a_kind(cast: Cast, client: Client) -> None:
    for minutes, title in ((1, "A minute"), (9, "A coffee"), (300, "A book")):
        shared(cast.author, title=title, minutes=minutes, url=f"https://example.org/{minutes}")
    client.force_login(cast.stranger)
    found = {
        length: [
            title
            for title in ("A minute", "A coffee", "A book")
            if title in client.get(f"/learn/?length={length}").content.decode()
        ]
        for length in ("short", "medium", "long")
    }
    assert found == {"short": ["A minute"], "medium": ["A coffee"], "long": ["A book"]}
    assert "A book" in client.get("/learn/?kind=link&length=long").content.decode()
    assert "A book" not in client.get("/learn/?kind=task").content.decode()
    assert client.get("/learn/?kind=smoke").status_code == 404


def test_of_a_page_inside_our_own_network_nothing_is_said(cast: Cast) -> None:
    link = shared(cast.author)
    for _week in range(5):
        link = note_look(link, url=URL, seen=Outcome(None, "not asked", is_asked=False))
    assert (link.failures, link.dead_since) == (0, None)
    assert link.checked_at is not None
    assert note_look(link, url=URL, seen=GONE).dead_since is not None
    assert note_look(link, url=URL, seen=Outcome(None, "not asked", is_asked=False)).dead_since is not None


def test_a_link_that_needs_work_leads_back_to_its_page(cast: Cast, client: Client) -> None:
    link = shared(cast.author)
    client.force_login(cast.author)
    answer = client.post(f"/modules/{link.pk}/answer-care/", {"answer": "work"}, follow=True)
    assert (answer.status_code, answer.redirect_chain[-1][0]) == (200, f"/links/{link.pk}/")
    assert "says that it needs work" in answer.content.decode()
