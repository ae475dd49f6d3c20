"""Doors to taking part: me too, I can help, following, saying something."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from upwell.core.access import members_only
from upwell.core.refusals import show_refusal
from upwell.discussion.actions import remove_comment
from upwell.discussion.models import Comment
from upwell.needs.actions.offering import offer_help
from upwell.needs.actions.offering import withdraw_offer as take_offer_back
from upwell.needs.actions.talking import comment_need
from upwell.needs.actions.voicing import follow_need, unfollow_need, voice_need, withdraw_voice
from upwell.needs.forms import CommentForm, OfferForm, VoiceForm
from upwell.needs.models import How, Need, Offer, Urgency
from upwell.needs.queries.choosing import colleagues_named
from upwell.needs.views.choosing import chosen_person
from upwell.needs.views.showing import changed, form_page, seen_need
from upwell.people.requests import MemberRequest

form_or_post = require_http_methods(["GET", "HEAD", "POST"])


@members_only
@form_or_post
def voice(request: MemberRequest, need_id: int) -> HttpResponse:
    """Me too, in one tap; the form says how soon and why."""
    need = seen_need(request, need_id)
    if request.method != "POST":
        urgency = getattr(need, "my_urgency", "") or Urgency.SOON
        why = getattr(need, "my_why", "") or ""
        return form_page(request, need, "voice", VoiceForm(initial={"urgency": urgency, "why": why}))
    form = VoiceForm(request.POST)
    try:
        spoken = voice_need(need, by=request.user, urgency=request.POST.get("urgency"), why=request.POST.get("why"))
    except ValidationError as refusal:
        form.is_valid()
        show_refusal(refusal, form)
        return form_page(request, need, "voice", form, status=422)
    return changed(request, spoken.need, _("You need this, too. You hear what becomes of it."))


@members_only
@require_POST
def unvoice(request: MemberRequest, need_id: int) -> HttpResponse:
    """Take back one's me too."""
    need = seen_need(request, need_id)
    try:
        withdraw_voice(need, by=request.user)
    except ValidationError as refusal:
        return changed(request, need, refusal.messages[0], kind="warning")
    return changed(request, need, _("Taken back."))


@members_only
@require_POST
def follow(request: MemberRequest, need_id: int) -> HttpResponse:
    """Hear what becomes of it."""
    need = seen_need(request, need_id)
    follow_need(need, by=request.user)
    return changed(request, need, _("You hear what becomes of it."))


@members_only
@require_POST
def unfollow(request: MemberRequest, need_id: int) -> HttpResponse:
    """Hear no more of it."""
    need = seen_need(request, need_id)
    unfollow_need(need, by=request.user)
    return changed(request, need, _("You hear no more of it."))


@members_only
@require_POST
def comment(request: MemberRequest, need_id: int) -> HttpResponse:
    """Say something about a need; on a joined one, where it lives on."""
    need = seen_need(request, need_id)
    standing: Need = need.merged_into or need
    form = CommentForm(request.POST)
    try:
        comment_need(standing, by=request.user, text=request.POST.get("text", ""))
    except ValidationError as refusal:
        form.is_valid()
        form.add_error("text", refusal.messages[0])
        return form_page(request, need, "comment", form, status=422)
    return changed(request, standing, _("Said."))


@members_only
@require_POST
def uncomment(request: MemberRequest, need_id: int, comment_id: int) -> HttpResponse:
    """Take back what one said."""
    need = seen_need(request, need_id)
    said = get_object_or_404(Comment, pk=comment_id, thread=(need.merged_into or need).thread_id)
    remove_comment(said, by=request.user)
    return changed(request, need, _("Taken back."))


@members_only
@form_or_post
def offer(request: MemberRequest, need_id: int) -> HttpResponse:
    """I can help, and how."""
    need = seen_need(request, need_id)
    if request.method != "POST":
        return form_page(request, need, "offer", OfferForm(initial={"how": How.WRITE}))
    form = OfferForm(request.POST)
    if not form.is_valid():
        return form_page(request, need, "offer", form, status=422)
    said = form.cleaned_data
    person, alike = chosen_person(form, request.user) if said["how"] == How.KNOW_WHO else (None, [])
    if not form.errors:
        try:
            made = offer_help(need, by=request.user, how=said["how"], note=said["note"], person=person)
        except ValidationError as refusal:
            show_refusal(refusal, form, person="name")
        else:
            return changed(request, made.need, _("Thank you. Those who asked are told."))
    return form_page(request, need, "offer", form, status=422, people=alike)


@members_only
@require_POST
def withdraw_offer(request: MemberRequest, need_id: int, offer_id: int) -> HttpResponse:
    """Take one's offer back."""
    need = seen_need(request, need_id)
    made = get_object_or_404(Offer, pk=offer_id, need=need.merged_into_id or need.pk)
    take_offer_back(made, by=request.user)
    return changed(request, need, _("Taken back."))


@members_only
@require_safe
def colleagues(request: MemberRequest) -> HttpResponse:
    """Colleagues of a name, to choose from while one types."""
    people = colleagues_named(request.GET.get("name", ""), besides=request.user)
    return render(request, "needs/_people.html", {"people": people, "typed": request.GET.get("name", "").strip()})
