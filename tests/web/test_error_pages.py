"""When something is broken, a page still comes, in plain words, and asks nothing of what is broken."""

import errno
import json

import pytest
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import RequestFactory
from psycopg import errors

from upwell.core.http import answer_in_need

AWAY = OperationalError("connection refused")
FULL = OperationalError("could not extend file")
FULL.__cause__ = errors.DiskFull()
FULL_HERE = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("500.html", "That did not work, and it is our fault."),
        ("503.html", "Upwell is away for a moment."),
        ("507.html", "There is no room left on the server."),
    ],
)
def test_a_broken_day_has_a_page_that_needs_no_database(name: str, words: str) -> None:
    html = render_to_string(name)  # without the mark django_db, a query would fail this test
    assert words in html
    assert "What you typed is kept" in html or "what you typed is kept" in html
    assert 'href="/"' in html
    assert "<script" not in html


@pytest.mark.parametrize(("problem", "status"), [(AWAY, 503), (FULL, 507), (FULL_HERE, 507)])
def test_each_need_of_the_house_has_its_answer_and_its_way_back(problem: Exception, status: int) -> None:
    sent = RequestFactory().post("/needs/7/comment/", headers={"Referer": "http://testserver/needs/7/"})
    answer = answer_in_need(sent, problem)
    assert answer is not None
    assert answer.status_code == status
    assert 'href="/needs/7/"' in answer.content.decode()
    asked = answer_in_need(RequestFactory().post("/api/v1/needs"), problem)
    assert asked is not None
    assert json.loads(asked.content)["status"] == status


@pytest.mark.parametrize("problem", [ValueError("ours"), PermissionError(errno.EACCES, "closed")])
def test_a_fault_of_our_own_is_not_called_anything_else(problem: Exception) -> None:
    assert answer_in_need(RequestFactory().get("/"), problem) is None
