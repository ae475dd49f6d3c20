"""Doors to getting in and out. GET never signs anybody in: mail scanners and previews open links."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from upwell.core.access import everyone
from upwell.core.refusals import show_refusal
from upwell.people import signin
from upwell.people.actions import ask_for_link, found_organisation, join_organisation, take_link
from upwell.people.forms.signing_in import JoinForm, LinkForm, SignInForm, WelcomeForm
from upwell.people.links import read_join_key, read_key
from upwell.people.models import Person
from upwell.people.queries import demo_people, nobody_is_here, organisation

page = require_http_methods(["GET", "HEAD", "POST"])


@everyone
@never_cache
@sensitive_post_parameters("password")
@page
def account_login(request: HttpRequest) -> HttpResponse:
    """Sign in with a password; the same page asks for a link."""
    if nobody_is_here():
        return redirect("people:welcome")
    goal = signin.next_page(request)
    if request.user.is_authenticated:
        return redirect(goal)
    if request.method != "POST":
        return _sign_in_page(request, SignInForm(request=request))
    if signin.is_too_often(request, "login"):
        return _too_often(request)
    form = SignInForm(request.POST, request=request)
    if not form.is_valid():
        return _sign_in_page(request, form, status=422)
    response: HttpResponse = form.login(request, redirect_url=goal)
    return response


@everyone
@require_POST
def account_logout(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    signin.sign_out(request)
    messages.success(request, _("You are signed out."))
    return redirect("account_login")


@everyone
@never_cache
@require_POST
def account_ask(request: HttpRequest) -> HttpResponse:
    """Have a link sent; the answer is the same for every address."""
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _again(request, 422, _("Type the address to which the link should go."))
    email = form.cleaned_data["login"].lower()
    if signin.is_too_often(request, "request_login_code", key=email):
        return _too_often(request)
    ask_for_link(email, next_page=signin.next_page(request))
    return render(request, "account/asked.html", {"email": email, "is_demo": settings.DEMO})


@everyone
@never_cache
@page
def account_link(request: HttpRequest, key: str) -> HttpResponse:
    """One button, 'Sign in as Sofia'."""
    link = read_key(key)
    person = Person.objects.filter(pk=link.person_id).first() if link else None
    if link is None or person is None or not link.is_still_for(person):
        return render(request, "account/void.html", {"form": LinkForm()}, status=410)
    if request.method != "POST":
        return render(request, "account/link.html", {"person": _without_photo(person), "organisation": organisation()})
    try:
        person = take_link(key)
    except ValidationError:
        return render(request, "account/void.html", {"form": LinkForm()}, status=410)
    return signin.sign_in(request, person, how="link", next_page=link.next_page)


@everyone
@never_cache
@page
def account_join(request: HttpRequest, key: str) -> HttpResponse:
    """Say what one is called, and be in."""
    link = read_join_key(key)
    if link is None or Person.objects.filter(email=link.email).exists():
        return render(request, "account/void.html", {"form": LinkForm()}, status=410)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = join_organisation(key, name=form.cleaned_data["name"])
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            return signin.sign_in(request, person, how="link", next_page=link.next_page)
    context = {"form": form, "email": link.email, "organisation": organisation()}
    return render(request, "account/join.html", context, status=422 if form.errors else 200)


@everyone
@require_POST
def account_demo(request: HttpRequest, person_id: int) -> HttpResponse:
    """Be one of the demo's people; where there is no demo, there is no such page."""
    chosen = [person for person in demo_people() if person.pk == person_id]
    person = get_object_or_404(Person.objects.active(), pk=chosen[0].pk if chosen else None)
    return signin.sign_in(request, person, how="demo", next_page=signin.next_page(request))


@everyone
@never_cache
@sensitive_post_parameters("password")
@page
def welcome(request: HttpRequest) -> HttpResponse:
    """The first run: name the organisation and oneself. Once somebody is here, this leads to the sign-in page."""
    if not nobody_is_here():
        return redirect("account_login")
    form = WelcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            admin = found_organisation(**form.cleaned_data)
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            return signin.sign_in(request, admin, how="password", next_page="/")
    return render(request, "account/welcome.html", {"form": form}, status=422 if form.errors else 200)


def _sign_in_page(request: HttpRequest, form: SignInForm, status: int = 200, fault: str = "") -> HttpResponse:
    context = {
        "form": form,
        "fault": fault,
        "organisation": organisation(),
        "next_page": signin.next_page(request),
        "demo_people": [_without_photo(person) for person in demo_people()],
    }
    return render(request, "account/login.html", context, status=status)


def _without_photo(person: Person) -> Person:
    """As a page before the sign-in shows them: pictures are served to members only."""
    person.photo = ""
    return person


def _again(request: HttpRequest, status: int, fault: str) -> HttpResponse:
    """The sign-in page with the address still there; nothing was tried, so no password is checked."""
    form = SignInForm(request=request, initial={"login": request.POST.get("login", "")[:254]})
    return _sign_in_page(request, form, status, fault)


def _too_often(request: HttpRequest) -> HttpResponse:
    return _again(request, 429, _("That was tried too often. Wait a few minutes, then try again."))
