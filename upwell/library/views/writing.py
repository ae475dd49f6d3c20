"""Doors to writing: the page one writes on, saving, publishing, going back."""

import json

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from upwell.core.access import members_only
from upwell.library import blocks as parts
from upwell.library.actions.appending import append_blocks
from upwell.library.actions.describing import describe_item
from upwell.library.actions.publishing import regulated_topics, restore_version
from upwell.library.actions.reviewing import publish_or_ask
from upwell.library.actions.writing import StaleDraft, discard_draft, save_draft
from upwell.library.editing import press
from upwell.library.forms import places_of
from upwell.library.models import Item, Review, Version
from upwell.library.plain_form import read_typed
from upwell.library.queries.asking import asked_of
from upwell.library.queries.draft import desk
from upwell.library.views.desk import clashed, edit_page, publish_url, refused, saved, with_uploads
from upwell.library.views.seeing import seen_module, written_module
from upwell.people.requests import MemberRequest

form_or_post = require_http_methods(["GET", "HEAD", "POST"])


@members_only
@require_safe
def edit(request: MemberRequest, item_id: int) -> HttpResponse:
    """The page one writes on; ?plain=1 is the same in plain fields, for browsers without script."""
    return edit_page(request, desk(written_module(request, item_id)), plain="plain" in request.GET)


@members_only
@require_POST
def save(request: MemberRequest, item_id: int) -> HttpResponse:
    """Save the draft of the page in plain fields, after what the pressed button does to its parts."""
    item = written_module(request, item_id)
    typed = read_typed(request.POST)
    try:
        before = parts.validate(with_uploads(request, typed.blocks))
        after = parts.validate(press(before, typed.press))
        save_draft(
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
    return saved(item, typed, [block["id"] for block in before])


@members_only
@require_POST
def append(request: MemberRequest, item_id: int) -> HttpResponse:
    """Add what a file held at the end of the draft: JSON with its `blocks`, a `title` for a module without one, and the
    `heading` that stood above them."""
    item = written_module(request, item_id)
    try:
        sent = json.loads(request.body)
        sent = sent if isinstance(sent, dict) else {}
        words = {name: sent[name] for name in ("title", "heading") if isinstance(sent.get(name), str)}
        stamp = append_blocks(item, by=request.user, blocks=sent.get("blocks"), **words)
    except (ValueError, RecursionError):
        return JsonResponse({"faults": [_("This could not be read.")]}, status=422)
    except ValidationError as refusal:
        return JsonResponse({"faults": refusal.messages}, status=422)
    return JsonResponse({"stamp": stamp})


@members_only
@require_POST
def describe(request: MemberRequest, item_id: int) -> HttpResponse:
    """Keep what stands on its card: the summary and the skills."""
    item = written_module(request, item_id)
    skills = request.POST.get("skills", "").split(",")
    try:
        describe_item(item, by=request.user, summary=request.POST.get("summary", ""), skills=skills)
    except ValidationError as refusal:
        return HttpResponse(escape(" ".join(refusal.messages)), status=422)
    if request.headers.get("HX-Request"):
        return HttpResponse(escape(_("Saved")))
    return redirect("library:edit", item.pk)


@members_only
@form_or_post
def publish(request: MemberRequest, item_id: int) -> HttpResponse:
    """Let everybody read it, with a word about what changed."""
    item = written_module(request, item_id)
    if request.method != "POST":
        context = {"desk": desk(item), "item": item, "publish_url": publish_url(item), "topics": regulated_topics(item)}
        context |= {"is_plain": "plain" in request.GET, "asked": asked_of(item, request.user)}
        return render(request, "library/publish.html", context)
    note, plain, answers = request.POST.get("note", ""), "plain" in request.POST, places_of(request.POST)
    try:
        version = publish_or_ask(item, by=request.user, note=note, answers=answers)
    except ValidationError as refusal:
        return edit_page(request, desk(item), faults=refusal.messages, note=note, status=422, plain=plain)
    if isinstance(version, Review):
        messages.success(request, _("Sent for review. You are told what comes of it."))
        return redirect(version)
    if version.number == 1:
        messages.success(request, _("Published. Colleagues can read it now."))
    else:
        messages.success(request, _("Version %(number)s is published.") % {"number": version.number})
    if answers:
        _say_answered(request, item, version, len(answers))
    return redirect("library:module", item.pk)


@members_only
@require_safe
def asked(request: MemberRequest, item_id: int) -> HttpResponse:
    """What readers flagged, with a tick for what the draft answers; a part of the form that publishes."""
    item = written_module(request, item_id)
    return render(request, "library/edit/asked.html", {"asked": asked_of(item, request.user)})


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


def _say_answered(request: MemberRequest, item: Item, version: Version, ticked: int) -> None:
    """Who was told, and that what stands as it was stays open."""
    answered = item.thread.fixes.filter(number=version.number, credited=None).count()
    if answered:
        messages.success(request, _("Whoever flagged what you changed is told."))
    if answered < ticked:
        messages.info(request, _("What stands as it was is still open: say there why it stays."))
