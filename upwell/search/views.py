"""Search: the page of results, what appears as one types, and who and what could answer a need."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_POST

from upwell.core.access import members_only
from upwell.core.text import one_line
from upwell.library.models import Item
from upwell.library.permissions import can_edit
from upwell.needs.models import Need
from upwell.people.requests import MemberRequest
from upwell.search.actions.suggesting import decline_suggestion
from upwell.search.models import DocumentKind
from upwell.search.queries.drafts import like_draft
from upwell.search.queries.everything import search_everything
from upwell.search.queries.matching import match, match_need

LONGEST = 1000  # characters of what somebody types that are looked at
OF_EACH_KIND = 6  # on the page of everything: all four kinds within two screens of a phone
OF_ONE_KIND = 30
AS_ONE_TYPES = 4
TABS = {
    "": _lazy("Everything"),
    DocumentKind.ITEM: _lazy("Learn"),
    DocumentKind.MOMENT: _lazy("Said in recordings"),
    DocumentKind.NEED: _lazy("Needs"),
    DocumentKind.PERSON: _lazy("People"),
}


@members_only
@require_GET
def results(request: MemberRequest) -> HttpResponse:
    """Everything that a few words find, the best of each kind; with `only`, more of one kind."""
    text, only = _asked(request, "q"), _kind_asked(request)
    most = OF_ONE_KIND if only else OF_EACH_KIND
    found = search_everything(text, request.user, limit=most, only=only, passages=True) if text else None
    more = {kind: _address(text, kind) for kind in found.more} if found and not only else {}
    context = {"text": text, "found": found, "only": only, "more": more, "tabs": _tabs(text, only)}
    return render(request, "search/results.html", context)


@members_only
@require_GET
def ask(request: MemberRequest) -> HttpResponse:
    """The same, under the field on top, as one types: the first few of each."""
    text = _asked(request, "q")
    found = search_everything(text, request.user, limit=AS_ONE_TYPES) if text else None
    return render(request, "search/_ask.html", {"text": text, "found": found})


@members_only
@require_GET
def as_you_type(request: MemberRequest) -> HttpResponse:
    """What already answers the need somebody is typing: others who ask it, modules, people who could help."""
    return render(request, "search/_as_you_type.html", {"found": match(_asked(request, "text"), request.user, limit=3)})


@members_only
@require_GET
def for_need(request: MemberRequest, need_id: int) -> HttpResponse:
    """Beside a need: who could help and what may already answer it."""
    need = get_object_or_404(Need.objects.visible_to(request.user), pk=need_id)
    found = match_need(need, request.user)
    return render(request, "search/_for_need.html", {"need": need, "found": found, "person": request.user})


@members_only
@require_GET
def similar_items(request: MemberRequest, item_id: int) -> HttpResponse:
    """Beside a draft, for those who write it: modules that already say much the same, and could be improved instead."""
    item = get_object_or_404(Item.objects.modules().visible_to(request.user).with_module(), pk=item_id)
    if not can_edit(request.user, item):
        raise PermissionDenied
    return render(request, "search/_similar_items.html", {"item": item, "hits": like_draft(item, request.user)})


@members_only
@require_POST
def decline(request: MemberRequest, need_id: int) -> HttpResponse:
    """Not this time: the need leaves my Today, and somebody else is looked for."""
    need = get_object_or_404(Need.objects.visible_to(request.user), pk=need_id)
    decline_suggestion(need, by=request.user)
    messages.success(request, _("Fine. We ask somebody else, and tell nobody."))
    return redirect("web:today")


def _kind_asked(request: MemberRequest) -> str:
    only = request.GET.get("only", "")
    return only if only in TABS else ""


def _tabs(text: str, only: str) -> list[dict[str, object]]:
    """The ways to look at what is found: the best of everything, or more of one kind."""
    return [{"url": _address(text, kind), "label": label, "is_here": kind == only} for kind, label in TABS.items()]


def _address(text: str, only: str) -> str:
    return "?" + urlencode({"q": text, "only": only} if only else {"q": text})


def _asked(request: MemberRequest, name: str) -> str:
    return one_line(request.GET.get(name, "")[:LONGEST])
