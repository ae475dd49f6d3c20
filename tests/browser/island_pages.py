"""Three small pages of our own layout, to try the islands on: the addresses of the house, and these."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path

FORM = """{% extends "base.html" %}{% block title %}Trying{% endblock %}{% block main %}<h1>Trying</h1>
<x-keep key="trying"><form method="post" action="/trying/form/">{% csrf_token %}
<label for="text">Your words</label><textarea class="textarea" id="text" name="text">{{ typed }}</textarea>
<button class="btn">Send</button></form></x-keep>
<button class="btn" id="fetch" hx-post="/trying/answer/" hx-target="#place">Fetch</button><p id="place"></p>
{% endblock %}"""
sent: list[str] = []


def form(request: HttpRequest) -> HttpResponse:
    """Takes any text but 'wrong', and counts what it took."""
    typed = request.POST.get("text", "")
    if request.method == "POST" and typed != "wrong":
        sent.append(typed)
        messages.success(request, "It is taken.")
        return redirect("/trying/done/")
    page = engines["django"].from_string(FORM).render({"typed": typed}, request)
    return HttpResponse(page, status=422 if request.method == "POST" else 200)


def done(request: HttpRequest) -> HttpResponse:
    """Where an accepted form leads."""
    page = engines["django"].from_string('{% extends "base.html" %}{% block main %}<h1>Done</h1>{% endblock %}')
    return HttpResponse(page.render({}, request))


def answer(request: HttpRequest) -> HttpResponse:
    """What htmx gets: a word, a message, or trouble."""
    if "broken" in request.GET:
        return HttpResponse(status=500)
    messages.success(request, "It is done.")
    return HttpResponse("a word")


urlpatterns = [
    path("trying/form/", form),
    path("trying/done/", done),
    path("trying/answer/", answer),
    path("", include("upwell.urls")),
]
