"""Components say what they are to eyes and to screen readers, and take odd content without breaking out of it."""

import re
from pathlib import Path

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory

from upwell.web.drawing import draw_face, draw_faces, draw_icon
from upwell.web.patterns import LONG_NAME, SampleForm, SamplePage, SamplePerson
from upwell.web.shares import share_out

COMPONENTS = sorted((Path(__file__).resolve().parents[2] / "upwell/web/templates/cotton").rglob("*.html"))
SOFIA = SamplePerson("Sofia Lindqvist", 300)
NASTY = '"><script>alert(1)</script>'


def draw(markup: str, **context: object) -> str:
    """What a page with this markup would hold, white space folded."""
    engine = engines["django"].engine  # type: ignore[attr-defined]
    loader = engine.template_loaders[0].loaders[0]
    template = engine.from_string("{% load upwell %}" + loader.cotton_compiler.process(markup))
    from_request = RequestFactory().get("/needs/?tab=mine")
    from django.template import RequestContext  # noqa: PLC0415

    return re.sub(r"\s+", " ", template.render(RequestContext(from_request, context)))


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_opens_with_what_it_takes(path: Path) -> None:
    assert re.match(r"({% load [\w ]+ %})?{% comment %}\nTakes: ", path.read_text())


def test_a_button_is_a_button_and_with_an_address_a_link() -> None:
    assert '<button class="btn me' in draw('<c-button kind="me" name="do" value="voice">Me too</c-button>')
    assert draw('<c-button href="/needs/">Needs</c-button>').startswith('<a class="btn deep')


def test_what_a_button_does_not_know_goes_onto_the_element() -> None:
    assert 'hx-post="/needs/1/voice/"' in draw('<c-button hx-post="/needs/1/voice/">Me too</c-button>')


def test_an_icon_alone_has_words_for_screen_readers() -> None:
    assert '<span class="sr">More</span>' in draw('<c-button icon="ellipsis" icon_only="true">More</c-button>')


def test_names_cannot_break_out_of_a_face() -> None:
    drawn = draw_face(SamplePerson(NASTY), named=True)
    assert "<script>" not in drawn
    assert "&quot;&gt;&lt;script&gt;" in drawn


def test_somebody_without_a_name_has_a_face_without_one() -> None:
    assert "nobody" in draw_face(None)
    assert 'aria-label="somebody"' in draw_face(None, named=True)


def test_a_face_is_skipped_by_screen_readers_where_the_name_stands_beside_it() -> None:
    assert 'aria-hidden="true"' in draw_face(SOFIA)
    assert 'role="img" aria-label="Sofia Lindqvist"' in draw_face(SOFIA, named=True)


def test_a_stack_of_faces_says_how_many_more() -> None:
    drawn = draw_faces([SOFIA] * 9, total=22, most=4)
    assert drawn.count("SL<") == 4
    assert "+18" in drawn


def test_icons_that_point_turn_with_the_line_of_reading() -> None:
    assert "turns" in draw_icon("arrow-left")
    assert "turns" not in draw_icon("hand")


def test_a_field_keeps_what_was_typed_and_says_its_fault() -> None:
    form = SampleForm({"email": NASTY}, prefix="p")
    drawn = draw('<c-field :field="form.email" />', form=SampleForm({"p-email": NASTY}, prefix="p"))
    assert form.is_bound
    assert "<script>" not in drawn
    assert 'value="&quot;&gt;&lt;script&gt;' in drawn
    assert 'aria-invalid="true"' in drawn
    for part in ["helptext", "error"]:
        assert f'id="id_p-email_{part}"' in drawn
    assert 'aria-describedby="id_p-email_helptext id_p-email_error"' in drawn


def test_what_may_stay_empty_is_marked_and_not_what_must_be_filled() -> None:
    form = SampleForm()
    assert "optional" in draw('<c-field :field="form.why" />', form=form)
    assert "optional" not in draw('<c-field :field="form.title" />', form=form)


def test_a_field_without_an_error_describes_itself_by_its_help_alone() -> None:
    drawn = draw('<c-field :field="form.title" />', form=SampleForm())
    assert "aria-describedby" not in drawn
    assert "aria-invalid" not in drawn


def test_choices_are_radios_in_a_fieldset_with_the_chosen_one_ticked() -> None:
    drawn = draw(
        '<c-choice label="How soon?" name="urgency" :options="options" value="soon" />',
        options=[("now", "now"), ("soon", "soon")],
    )
    assert "<legend" in drawn
    assert re.search(r'value="soon" checked', drawn)
    assert not re.search(r'value="now" checked', drawn)


def test_a_list_of_faults_leads_to_each_field() -> None:
    drawn = draw('<c-faults :form="form" />', form=SampleForm({}, prefix="p"))
    assert 'role="alert"' in drawn
    assert 'href="#id_p-title"' in drawn
    assert draw('<c-faults :form="form" />', form=SampleForm()).strip() == ""


class Ticks(forms.Form):
    """Boxes in a group: one has no single control to point at."""

    days = forms.MultipleChoiceField(choices=[("1", "Monday")], widget=forms.CheckboxSelectMultiple)


def test_a_list_of_faults_can_point_at_a_group() -> None:
    assert 'href="#id_days"' in draw('<c-faults :form="form" />', form=Ticks({}))


def test_the_next_page_keeps_the_view_one_is_in() -> None:
    drawn = draw('<c-pager :page="page" list="needs" />', page=SamplePage(after="k9"))
    assert 'href="?tab=mine&amp;after=k9"' in drawn
    assert 'hx-select="#needs > *"' in drawn or 'hx-select="#needs &gt; *"' in drawn
    assert draw('<c-pager :page="page" />', page=SamplePage(after="", has_more=False)).strip() == ""


def test_shares_fill_the_bar_and_leave_out_nobody() -> None:
    shares = share_out([("Outpatients", 3, 300), ("Nobody", 0, 10), ("Others", 1, -1)])
    assert [share.name for share in shares] == ["Outpatients", "Others"]
    assert [share.percent for share in shares] == [75, 25]
    assert shares[1].start == "75.00"
    assert shares[1].hue == "rest"
    assert share_out([]) == []


def test_a_bar_says_in_words_what_it_draws() -> None:
    drawn = draw('<c-team-bar :parts="parts" label="Voices by team" />', parts=[("A&E", 2, 190)])
    assert 'aria-hidden="true"' in drawn
    assert "A&amp;E 2" in drawn
    assert "100 percent" in drawn


def test_a_reaction_that_stays_pressed_says_so() -> None:
    reactions = [{"kind": "useful", "label": "Useful", "count": 3, "mine": True}]
    drawn = draw('<c-reactions url="/r/" :reactions="reactions" />', reactions=reactions)
    assert 'aria-pressed="true"' in drawn
    assert 'name="kind" value="useful"' in drawn


def test_long_names_are_whole() -> None:
    assert LONG_NAME in draw('<c-who :person="person" />', person=SamplePerson(LONG_NAME))
