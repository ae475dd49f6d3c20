"""Doors to looking after what is out: still right, how long it holds, who sees it, what replaces it, what is yours."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only
from upwell.core.refusals import show_refusal
from upwell.library.actions import curating
from upwell.library.actions import life as living
from upwell.library.forms import AudienceForm, LifeForm
from upwell.library.lasting import months_after, today
from upwell.library.models import Item, ItemKind
from upwell.library.queries.keeping import may_review_any, to_answer, yours
from upwell.library.views.care_page import care_page, done
from upwell.library.views.seeing import LARGEST_ID, seen_item
from upwell.people.requests import MemberRequest

WEEK = 7


@members_only
@require_safe
def care(request: MemberRequest, item_id: int) -> HttpResponse:
    """Everything one may do about an item that is not writing."""
    return care_page(request, seen_item(request, item_id))


@members_only
@require_safe
def look_after(request: MemberRequest) -> HttpResponse:
    """What is mine to look after; first what asks for an answer."""
    after = request.GET.get("after", "")
    context = {
        "asking": [] if after else to_answer(request.user),
        "page": yours(request.user, after=after),
        "may_review": may_review_any(request.user),
    }
    return render(request, "library/yours.html", context)


@members_only
@require_POST
def check(request: MemberRequest, item_id: int) -> HttpResponse:
    """It is still right."""
    item = curating.check_item(seen_item(request, item_id), by=request.user)
    messages.success(request, _still_right(item))
    return redirect(item)


@members_only
@require_POST
def answer_care(request: MemberRequest, item_id: int) -> HttpResponse:
    """What one thinks of what one looks after, in one tap: ?answer=right|work|retire; then back to where it was asked."""
    item = seen_item(request, item_id)
    answer = request.POST.get("answer", "")
    try:
        now = living.answer_care(item, by=request.user, answer=answer)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect("library:care", item.pk)
    if answer == "work":
        messages.success(request, _("Readers are told that it needs work. Here it is."))
        return redirect("library:edit", item.pk) if item.kind == ItemKind.MODULE else redirect(item)
    messages.success(
        request,
        _still_right(now) if answer == "right" else _("Retired. It is out of the lists; links to it still work."),
    )
    return redirect("library:look_after")


@members_only
@require_POST
def life(request: MemberRequest, item_id: int) -> HttpResponse:
    """How long it holds."""
    item = seen_item(request, item_id)
    form = LifeForm(request.POST)
    if form.is_valid():
        sent = form.cleaned_data
        days = {"week": today().toordinal() + WEEK, "month": months_after(today(), 1).toordinal()}
        until = today().fromordinal(days[sent["ends"]]) if sent["ends"] in days else None
        try:
            living.set_life(
                item,
                by=request.user,
                valid_from=sent["valid_from"],
                valid_until=sent["valid_until"] if sent["ends"] == "day" else until,
                until=living.name_happening(sent["happening"], by=request.user)
                if sent["ends"] == "happening"
                else None,
                review_every=sent["review_every"],
            )
        except ValidationError as refusal:
            show_refusal(refusal, form, until="happening")
        else:
            return done(request, item, _("Kept."))
    return care_page(request, item, life_form=form, status=422)


@members_only
@require_POST
def audience(request: MemberRequest, item_id: int) -> HttpResponse:
    """Who may see it."""
    item = seen_item(request, item_id)
    form = AudienceForm(request.POST, person=request.user, item=item)
    if not form.is_valid():
        return care_page(request, item, audience_form=form, status=422)
    curating.set_audience(item, by=request.user, team=form.cleaned_data["team"])
    return done(request, item, _("Kept."))


@members_only
@require_POST
def replace(request: MemberRequest, item_id: int) -> HttpResponse:
    """What replaces it, by its address or number here."""
    item = seen_item(request, item_id)
    typed = request.POST.get("replacement", "")
    try:
        if typed.strip():
            living.replace_item(item, by=request.user, replacement=_meant(request, typed))
        else:
            living.replace_item(item, by=request.user, replacement=None)
    except ValidationError as refusal:
        fault = " ".join(refusal.messages)
        return care_page(request, item, replacement=typed, replacement_fault=fault, status=422)
    return done(request, item, _("Kept."))


@members_only
@require_POST
def retire(request: MemberRequest, item_id: int) -> HttpResponse:
    """Take it out of the lists."""
    item = seen_item(request, item_id)
    try:
        curating.retire_item(item, by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect("library:care", item.pk)
    messages.success(request, _("Retired. It is out of the lists; links to it still work."))
    return redirect(item)


@members_only
@require_POST
def unretire(request: MemberRequest, item_id: int) -> HttpResponse:
    """Bring it back into the lists."""
    item = curating.unretire_item(seen_item(request, item_id), by=request.user)
    messages.success(request, _("It is back in the lists."))
    return redirect(item)


def _meant(request: MemberRequest, typed: str) -> Item:
    """The module of an address such as '…/modules/12/', of a number, or the one of this title."""
    seen = Item.objects.published().visible_to(request.user)
    parts = [part for part in typed.strip().partition("?")[0].split("/") if part.isascii() and part.isdigit()]
    number = int(parts[-1]) if parts and len(parts[-1]) < 19 else 0
    found = seen.filter(pk=number if number <= LARGEST_ID else 0).first()
    if found is None:
        titled = list(seen.filter(title__iexact=typed.strip()[:200])[:2])
        found = titled[0] if len(titled) == 1 else None
    if found is None:
        raise ValidationError(_("Paste the address of a module here, or write its title."))
    return found


def _still_right(item: Item) -> str:
    if item.valid_until is None:
        return _("Thank you. Readers see that it was checked today.")
    return _("Thank you. Readers see that it was checked today; it holds until %(day)s.") % {
        "day": date_format(item.valid_until, "j F Y")
    }
