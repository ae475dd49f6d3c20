"""Rows of the board: drawn once for all who see the same, and never with what is somebody else's."""

from django.test import Client
from django.utils import translation

from tests.cast import Cast
from upwell.needs.actions.declaring import declare_need
from upwell.needs.actions.voicing import voice_need
from upwell.needs.models import Need
from upwell.needs.queries.board import rows_of
from upwell.people.models import Person
from upwell.web.need_rows import draw_row


def drawn(need: Need, reader: Person, *, token: str = "", board: str = "/needs/") -> str:
    fresh = Need.objects.select_related("asked_by__team", "team").get(pk=need.pk)
    return draw_row(rows_of([fresh], reader)[0], level=2, token=token, board=board)


def test_the_same_row_takes_each_page_s_token_and_way_back(cast: Cast) -> None:
    need = declare_need("How do I fold a sheet?", by=cast.asker)
    first = drawn(need, cast.helper, token="one", board="/needs/?view=open&skill=3")
    second = drawn(need, cast.stranger, token="two", board="/needs/?view=waiting")
    assert 'value="one"' in first
    assert 'value="/needs/?view=open&amp;skill=3"' in first
    assert 'value="two"' in second
    assert 'value="one"' not in second
    assert "\x00" not in first + second


def test_my_own_voice_shows_to_me_alone(cast: Cast) -> None:
    need = declare_need("How do I fold a sheet?", by=cast.asker)
    voice_need(need, by=cast.helper)
    assert 'aria-pressed="true"' in drawn(need, cast.helper)
    assert 'aria-pressed="false"' in drawn(need, cast.stranger)


def test_a_row_follows_what_happens(cast: Cast) -> None:
    need = declare_need("How do I fold a sheet?", by=cast.asker)
    before = drawn(need, cast.stranger)
    voice_need(need, by=cast.helper)
    assert drawn(need, cast.stranger) != before
    Need.objects.filter(pk=need.pk).update(title="How do I fold a gown?")
    assert "How do I fold a gown?" in drawn(need, cast.stranger)


def test_a_row_speaks_the_reader_s_language(cast: Cast) -> None:
    need = declare_need("How do I fold a sheet?", by=cast.asker)
    here = drawn(need, cast.helper)
    with translation.override("de"):
        there = drawn(need, cast.helper)
    assert here == drawn(need, cast.helper)
    assert need.title in there


def test_what_somebody_typed_is_never_taken_for_a_place_holder(cast: Cast, client: Client) -> None:
    declare_need("How do I write token-goes-here <b>board</b>?", by=cast.asker)
    client.force_login(cast.helper)
    page = client.get("/needs/").content.decode()
    assert "token-goes-here &lt;b&gt;board&lt;/b&gt;" in page
