"""Doors to asking: declaring a need, and changing its words."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from upwell.core.access import members_only
from upwell.core.refusals import show_refusal
from upwell.needs.actions.declaring import declare_need, edit_need
from upwell.needs.forms import NeedForm
from upwell.needs.permissions import can_edit_need
from upwell.needs.views.showing import seen_need
from upwell.people.requests import MemberRequest

form_page = require_http_methods(["GET", "HEAD", "POST"])


@members_only
@form_page
def declare(request: MemberRequest) -> HttpResponse:
    """Declare a need; ?text= fills the sentence in, and so does the board's field whose 'Say more first' was pressed."""
    if request.method != "POST":
        form = NeedForm(person=request.user, initial={"title": request.GET.get("text", "")})
        return render(request, "needs/declare.html", {"form": form})
    if "more" in request.POST:
        form = NeedForm(person=request.user, initial={"title": request.POST.get("title", "")})
        return render(request, "needs/declare.html", {"form": form, "more": True})
    form = NeedForm(request.POST, person=request.user)
    if form.is_valid():
        try:
            need = declare_need(by=request.user, **form.said())
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            messages.success(request, _("Declared. You hear as soon as somebody can help."))
            return redirect(need)
    return render(request, "needs/declare.html", {"form": form}, status=422)


@members_only
@form_page
def edit(request: MemberRequest, need_id: int) -> HttpResponse:
    """Change the words of one's need."""
    need = seen_need(request, need_id)
    if not can_edit_need(request.user, need):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "needs/edit.html", {"need": need, "form": NeedForm.of(need, request.user)})
    form = NeedForm.of(need, request.user, request.POST)
    if form.is_valid():
        try:
            edit_need(need, by=request.user, **form.said())
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            messages.success(request, _("Changed."))
            return redirect(need)
    return render(request, "needs/edit.html", {"need": need, "form": form}, status=422)
