"""When something is broken, a page still comes, in plain words, and asks nothing of what is broken."""

import pytest
from django.template.loader import render_to_string


@pytest.mark.parametrize(
    ("name", "words"),
    [("500.html", "That did not work, and it is our fault."), ("503.html", "Upwell is away for a moment.")],
)
def test_a_broken_day_has_a_page_that_needs_no_database(name: str, words: str) -> None:
    html = render_to_string(name)  # without the mark django_db, a query would fail this test
    assert words in html
    assert "What you typed is kept" in html or "what you typed is kept" in html
    assert 'href="/"' in html
    assert "<script" not in html
