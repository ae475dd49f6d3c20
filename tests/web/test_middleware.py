"""A draft is forgotten when its form was accepted, never before; and htmx hears what just happened."""

import json

import pytest
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from upwell.people.models import Person
from upwell.web.middleware import (
    KEPT_COOKIE,
    AcceptedFormMiddleware,
    CompressPagesMiddleware,
    ToastMiddleware,
)

TOKEN = "12345-67890"


def post(response: HttpResponse, *, kept: str = TOKEN, signed_in: bool = True) -> HttpResponse:
    request = RequestFactory().post("/needs/declare/", {"kept": kept})
    request.user = Person(name="Sofia Lindqvist") if signed_in else AnonymousUser()
    return AcceptedFormMiddleware(lambda request: response)(request)


def test_a_form_that_leads_on_was_accepted() -> None:
    assert post(HttpResponseRedirect("/needs/1/")).cookies[KEPT_COOKIE].value == TOKEN


@pytest.mark.parametrize("status", [200, 403, 404, 422, 500, 503])
def test_a_form_shown_again_or_refused_keeps_its_draft(status: int) -> None:
    assert KEPT_COOKIE not in post(HttpResponse(status=status)).cookies


def test_being_sent_to_sign_in_keeps_the_draft() -> None:
    assert KEPT_COOKIE not in post(HttpResponseRedirect("/account/login/"), signed_in=False).cookies


@pytest.mark.parametrize("kept", ["", "x", "1-2; path=/", "1-2\r\nSet-Cookie: a=b"])
def test_only_a_token_is_named(kept: str) -> None:
    assert KEPT_COOKIE not in post(HttpResponseRedirect("/"), kept=kept).cookies


def htmx(response: HttpResponse, *, header: bool = True) -> HttpResponse:
    def answer(request: HttpRequest) -> HttpResponse:
        messages.success(request, "Your need is declared. ‘Pumps’")
        return response

    request = RequestFactory().get("/", headers={"HX-Request": "true"} if header else {})
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]  # where Django's middleware keeps them
    return ToastMiddleware(answer)(request)


def test_messages_come_along_with_an_answer_to_htmx() -> None:
    told = json.loads(htmx(HttpResponse("ok"))["HX-Trigger"])
    assert told["toast"]["messages"] == [{"text": "Your need is declared. ‘Pumps’", "kind": "success"}]


def test_messages_wait_for_the_next_page_where_htmx_is_led_away() -> None:
    assert "HX-Trigger" not in htmx(HttpResponse(headers={"HX-Redirect": "/needs/1/"}))
    assert "HX-Trigger" not in htmx(HttpResponseRedirect("/needs/1/"))


def test_a_page_shows_its_messages_itself() -> None:
    assert "HX-Trigger" not in htmx(HttpResponse("ok"), header=False)


@pytest.mark.parametrize(("kind", "compressed"), [("text/html; charset=utf-8", True), ("text/event-stream", False)])
def test_pages_are_sent_compressed_and_streams_are_not(kind: str, compressed: bool) -> None:
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
    answer = HttpResponse("a page " * 200, content_type=kind)
    response = CompressPagesMiddleware(lambda request: answer).process_response(request, answer)
    assert response.has_header("Content-Encoding") == compressed
