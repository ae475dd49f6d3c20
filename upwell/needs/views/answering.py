"""Doors to answering: with a module, a person or words; and to saying whether it helped."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from upwell.core.access import members_only
from upwell.core.refusals import show_refusal
from upwell.core.text import shorten
from upwell.gatherings.forms import EventForm
from upwell.library.actions.publishing import NeedsReview
from upwell.library.actions.reviewing import ask_for_review
from upwell.library.actions.writing import start_module
from upwell.library.forms import places_of
from upwell.library.models import Item
from upwell.needs.actions.answering import answer_need, plan_session
from upwell.needs.actions.answering import publish_answer as publish_module_as_answer
from upwell.needs.actions.confirming import confirm_answer, say_used
from upwell.needs.forms import AnswerForm, ConfirmForm, UsedForm
from upwell.needs.models import Need
from upwell.needs.queries.choosing import draft_for, items_titled
from upwell.needs.views.choosing import chosen_person
from upwell.needs.views.showing import changed, form_page, seen_need
from upwell.people.models import Person
from upwell.people.requests import MemberRequest

form_or_post = require_http_methods(["GET", "HEAD", "POST"])


@members_only
@form_or_post
def answer(request: MemberRequest, need_id: int) -> HttpResponse:
    """Answer a need. `way` says with what: a module, a person or words."""
    need = seen_need(request, need_id)
    if request.method != "POST":
        return _answer_page(request, need, AnswerForm(), way=request.GET.get("way", ""))
    form, way = AnswerForm(request.POST), request.POST.get("way", "words")
    if not form.is_valid():
        return _answer_page(request, need, form, way=way, status=422)
    if "look" in request.POST:
        return _answer_page(request, need, form, way=way)
    item, person = None, None
    people: list[Person] = []
    if way == "module":
        item = Item.objects.visible_to(request.user).filter(pk=form.cleaned_data["item"] or 0).first()
        if item is None:
            form.add_error("q", _("Choose one of those found."))
    elif way == "person":
        person, people = chosen_person(form, request.user)
        if person is None and not form.errors:
            form.add_error("name", _("Say who could help."))
    if not form.errors:
        try:
            made = answer_need(need, by=request.user, item=item, person=person, text=form.cleaned_data["text"])
        except ValidationError as refusal:
            show_refusal(refusal, form, person="name", item="q")
        else:
            return changed(request, made.need, _("Answered. Everybody who needs it is told."))
    return _answer_page(request, need, form, way=way, status=422, people=people)


@members_only
@require_safe
def items(request: MemberRequest, need_id: int) -> HttpResponse:
    """Modules of a title, to choose from while one types."""
    need = seen_need(request, need_id)
    typed = request.GET.get("q", "")
    return render(request, "needs/_items.html", {"items": items_titled(typed, need, request.user), "typed": typed})


@members_only
@require_POST
def write(request: MemberRequest, need_id: int) -> HttpResponse:
    """Start a module for a need, or go on with the one that one has started for it."""
    need = seen_need(request, need_id)
    standing: Need = need.merged_into or need
    item = draft_for(standing, request.user) or start_module(by=request.user, for_need_id=standing.pk)
    return redirect("library:edit", item.pk)


@members_only
@require_POST
def publish_answer(request: MemberRequest, need_id: int, item_id: int) -> HttpResponse:
    """Publish a module and answer a need with it."""
    need = seen_need(request, need_id)
    item = get_object_or_404(Item.objects.visible_to(request.user), pk=item_id)
    note, answers = request.POST.get("note", ""), places_of(request.POST)
    try:
        made = publish_module_as_answer(need, item, by=request.user, note=note, answers=answers)
    except NeedsReview:
        sent = ask_for_review(item, by=request.user, note=note, answers=answers)
        messages.success(request, _("Sent for review. Once it is approved, it answers this."))
        return redirect(sent)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect("library:edit", item.pk)
    messages.success(request, _("Published. Everybody who needs it is told."))
    return redirect(made.need)


@members_only
@form_or_post
def session(request: MemberRequest, need_id: int) -> HttpResponse:
    """Plan a session for a need, on a day or with a few dates to choose from."""
    need = seen_need(request, need_id)
    standing: Need = need.merged_into or need
    if request.method != "POST":
        form = EventForm(person=request.user, initial={"title": shorten(standing.title, 200)})
        return render(request, "needs/session.html", {"need": standing, "form": form})
    form = EventForm(request.POST, person=request.user)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = plan_session(
                standing, form.details(), by=request.user, day=said["day"], at=said["time"], options=form.options()
            )
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            messages.success(request, _("Planned. Everybody who needs it is told."))
            return redirect(made)
    return render(request, "needs/session.html", {"need": standing, "form": form}, status=422)


@members_only
@form_or_post
def confirm(request: MemberRequest, need_id: int, answer_id: int) -> HttpResponse:
    """Say whether an answer helped, in one tap or with a word."""
    need = seen_need(request, need_id)
    given = get_object_or_404((need.merged_into or need).answers.select_related("item", "person", "by"), pk=answer_id)
    mine = given.confirmations.filter(by=request.user).first()
    if request.method != "POST":
        if not getattr(need, "my_urgency", None):
            raise PermissionDenied
        start = {"outcome": mine.outcome, "note": mine.note} if mine else {}
        return form_page(request, need, "confirm", ConfirmForm(initial=start), answer=given)
    form = ConfirmForm(request.POST)
    try:
        confirm_answer(
            given, by=request.user, outcome=request.POST.get("outcome", ""), note=request.POST.get("note", "")
        )
    except ValidationError as refusal:
        form.is_valid()
        show_refusal(refusal, form)
        return form_page(request, need, "confirm", form, status=422, answer=given)
    return changed(request, need, _("Thank you. Whoever answered is told."))


@members_only
@form_or_post
def used(request: MemberRequest, need_id: int, answer_id: int) -> HttpResponse:
    """Say whether one used an answer at work."""
    need = seen_need(request, need_id)
    given = get_object_or_404((need.merged_into or need).answers.select_related("item", "person", "by"), pk=answer_id)
    mine = get_object_or_404(given.confirmations, by=request.user)
    if request.method != "POST":
        start = {"used": mine.used, "used_note": mine.used_note}
        return form_page(request, need, "used", UsedForm(initial=start), answer=given)
    form = UsedForm(request.POST)
    try:
        say_used(mine, by=request.user, used=request.POST.get("used", ""), note=request.POST.get("used_note", ""))
    except ValidationError as refusal:
        form.is_valid()
        show_refusal(refusal, form)
        return form_page(request, need, "used", form, status=422, answer=given)
    return changed(request, need, _("Thank you. That is what all of this is for."))


def _answer_page(
    request: MemberRequest, need: Need, form: AnswerForm, *, way: str, status: int = 200, **context: object
) -> HttpResponse:
    typed = str(form["q"].value() or "") or request.GET.get("q", "")
    found = items_titled(typed, need, request.user)
    return form_page(
        request,
        need,
        "answer",
        form,
        status=status,
        way=way if way in {"module", "person", "words"} else "",
        items=found,
        typed=typed,
        draft=draft_for(need, request.user),
        **context,
    )
