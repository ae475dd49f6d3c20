"""Certificates on paper: every name whole, in letters of many alphabets; and where we have not the letters, a browser has."""

import uuid

import pypdfium2
import pytest
from django.test import Client

from tests.cast import Cast
from tests.journeys.paths import THINK, path_of, step_of
from upwell.journeys.actions.entering import enter_path
from upwell.journeys.actions.walking import do_step
from upwell.journeys.models import Certificate
from upwell.people.models import Person

LONG = "Žofie Šťastná-Ångström Þórsdóttir de la Cruz y Fernández-Wójcik Nguyễn Thị Ánh Tuyết"


def given(cast: Cast, name: str, title: str = "Your first 90 days") -> Certificate:
    """A certificate for somebody of this name."""
    Person.objects.filter(pk=cast.newcomer.pk).update(name=name)
    path = path_of(cast.author, THINK, title=title, has_certificate=True)
    walk = enter_path(path, by=Person.objects.get(pk=cast.newcomer.pk))
    do_step(walk, by=walk.person, step=step_of(path), words="How kind everybody is.")
    return Certificate.objects.get(enrolment=walk)


@pytest.mark.parametrize("name", ["Mira Celik", LONG, "X" * 150])
def test_the_paper_holds_the_whole_name_the_title_and_the_address_that_proves_it(cast: Cast, name: str) -> None:
    found = given(cast, name, title="What " + "one has to know about handing over at night, " * 4)
    answer = Client().get(f"{found.get_absolute_url()}file/")
    assert answer["Content-Type"] == "application/pdf"
    paper = pypdfium2.PdfDocument(answer.content)
    text = "".join(paper[0].get_textpage().get_text_bounded().split())
    assert len(paper) == 1
    for words in (name, found.title, found.get_absolute_url()):
        assert words.replace(" ", "") in text


def test_where_our_letters_do_not_reach_one_prints_the_page(cast: Cast) -> None:
    found = given(cast, "李小龙")
    answer = Client().get(f"{found.get_absolute_url()}file/")
    assert answer["Location"] == f"{found.get_absolute_url()}?print"
    page = Client().get(answer["Location"]).content.decode()
    assert "李小龙" in page
    assert "print this page" in page


def test_an_address_that_nobody_was_given_proves_nothing(cast: Cast) -> None:
    assert Client().get(f"/certificates/{uuid.uuid4()}/").status_code == 404
