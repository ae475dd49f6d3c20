"""Doors to writing: starting a module, the page one writes on, saving, publishing, going back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from upwell.core.access import members_only
from upwell.library import blocks as parts
from upwell.library.actions.publishing import publish_module, restore_version
from upwell.library.actions.writing import StaleDraft, discard_draft, save_draft, start_module
from upwell.library.editing import press
from upwell.library.forms import read_typed
from upwell.library.queries.draft import desk
from upwell.library.queries.shelf import open_drafts
from upwell.library.views.desk import clashed, edit_page, publish_url, refused, saved, with_pictures
from upwell.library.views.seeing import seen_module, written_module
from upwell.people.requests import MemberRequest

form_or_post = require_http_methods(["GET", "HEAD", "POST"])


@members_only
@form_or_post
def make(request: MemberRequest) -> HttpResponse:
    """Start a module with its title. ?for_need_id= says which need it is written for."""
    given = request.POST if request.method == "POST" else request.GET
    need = given.get("for_need_id", "")
    for_need_id = int(need) if need.isascii() and need.isdigit() and len(need) < 19 else None
    title, fault = given.get("title", ""), ""
    if request.method == "POST":
        try:
            item = start_module(by=request.user, title=title, for_need_id=for_need_id)
        except ValidationError as refusal:
            fault = " ".join(refusal.messages)
        else:
            return redirect("library:edit", item.pk)
    context = {"title": title, "fault": fault, "for_need_id": for_need_id, "drafts": open_drafts(request.user, most=6)}
    return render(request, "library/make.html", context, status=422 if fault else 200)


@members_only
@require_safe
def edit(request: MemberRequest, item_id: int) -> HttpResponse:
    """The page one writes on."""
    return edit_page(request, desk(written_module(request, item_id)))


@members_only
@require_POST
def save(request: MemberRequest, item_id: int) -> HttpResponse:
    """Save the draft, after what the pressed button does to its parts. Answers in JSON where the page asks for it."""
    item = written_module(request, item_id)
    typed = read_typed(request.POST)
    try:
        before = parts.validate(with_pictures(request, typed.blocks))
        after = parts.validate(press(before, typed.press))
        stamp = save_draft(
            item,
            by=request.user,
            title=typed.title,
            blocks=after,
            stamp=typed.stamp,
            summary=typed.summary,
            skills=typed.skills,
        )
    except StaleDraft as refusal:
        return clashed(request, item, typed, refusal)
    except ValidationError as refusal:
        return refused(request, item, typed, refusal)
    return saved(request, item, typed, stamp, [block["id"] for block in before])


@members_only
@form_or_post
def publish(request: MemberRequest, item_id: int) -> HttpResponse:
    """Let everybody read it, with a word about what changed."""
    item = written_module(request, item_id)
    if request.method != "POST":
        context = {"desk": desk(item), "item": item, "publish_url": publish_url(item)}
        return render(request, "library/publish.html", context)
    note = request.POST.get("note", "")
    try:
        version = publish_module(item, by=request.user, note=note)
    except ValidationError as refusal:
        return edit_page(request, desk(item), faults=refusal.messages, note=note, status=422)
    if version.number == 1:
        messages.success(request, _("Published. Colleagues can read it now."))
    else:
        messages.success(request, _("Version %(number)s is published.") % {"number": version.number})
    return redirect("library:module", item.pk)


@members_only
@require_POST
def restore(request: MemberRequest, item_id: int, number: int) -> HttpResponse:
    """Take an old version as the new draft."""
    item = seen_module(request, item_id)
    try:
        restore_version(item, by=request.user, number=min(number, 2**31 - 1))
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect("library:versions", item.pk)
    messages.success(
        request, _("Version %(number)s is your draft now. Readers see it once you publish.") % {"number": number}
    )
    return redirect("library:edit", item.pk)


@members_only
@require_POST
def discard(request: MemberRequest, item_id: int) -> HttpResponse:
    """Put the draft away and go back to what readers see."""
    item = seen_module(request, item_id)
    try:
        discard_draft(item, by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect("library:edit", item.pk)
    messages.success(request, _("The draft is put away."))
    return redirect(reverse("library:module", args=[item.pk]))
