"""Doors to who vouches for what: endorsing, the regulated topics and their experts, and their reviews."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from upwell.core.access import members_only, stewards_only
from upwell.library.actions import endorsing, reviewing
from upwell.library.forms import ColleagueForm
from upwell.library.models import Endorsement, Expert, Review
from upwell.library.permissions import can_publish, can_review
from upwell.library.queries.topics import topics_page
from upwell.library.queries.waiting import review_page, reviews_of
from upwell.library.views.care_page import care_page, done
from upwell.library.views.seeing import LARGEST_ID, seen_item, seen_module
from upwell.people.actions.skills import find_or_add_skill
from upwell.people.models import Skill
from upwell.people.queries.colleagues import colleague
from upwell.people.requests import MemberRequest


@members_only
@require_POST
def endorse(request: MemberRequest, item_id: int) -> HttpResponse:
    """Vouch for what readers see."""
    item = seen_item(request, item_id)
    word = request.POST.get("word", "")
    try:
        given = endorsing.endorse_item(item, by=request.user, word=word)
    except ValidationError as refusal:
        return care_page(request, item, word=word, word_fault=" ".join(refusal.messages), status=422)
    messages.success(request, _("Version %(number)s carries your endorsement.") % {"number": given.number})
    return redirect(item)


@members_only
@require_POST
def unendorse(request: MemberRequest, item_id: int, endorsement_id: int) -> HttpResponse:
    """Vouch for it no more."""
    item = seen_item(request, item_id)
    given = get_object_or_404(Endorsement, item=item, pk=min(endorsement_id, LARGEST_ID))
    endorsing.withdraw_endorsement(given, by=request.user)
    return done(request, item, _("The endorsement is taken back."))


@stewards_only
@require_safe
def topics(request: MemberRequest) -> HttpResponse:
    """Which topics are reviewed before publishing, and who the experts are."""
    return _topics(request)


@stewards_only
@require_POST
def regulate(request: MemberRequest) -> HttpResponse:
    """What is about a skill is reviewed first."""
    name, why = request.POST.get("name", ""), request.POST.get("why", "")
    try:
        found = endorsing.regulate_skill(find_or_add_skill(name), by=request.user, why=why)
    except ValidationError as refusal:
        return _topics(request, skill=name, why=why, regulate_fault=" ".join(refusal.messages), status=422)
    messages.success(request, _("What is about ‘%(name)s’ is reviewed first now.") % {"name": found.skill.name})
    return redirect("library:topics")


@stewards_only
@require_POST
def deregulate(request: MemberRequest, skill_id: int) -> HttpResponse:
    """It needs no review any more."""
    skill = get_object_or_404(Skill, pk=min(skill_id, LARGEST_ID))
    endorsing.deregulate_skill(skill, by=request.user)
    messages.success(request, _("What is about ‘%(name)s’ is published at once now.") % {"name": skill.name})
    return redirect("library:topics")


@stewards_only
@require_POST
def name_expert(request: MemberRequest) -> HttpResponse:
    """Somebody vouches for a skill."""
    form = ColleagueForm(request.POST, auto_id="expert_%s")
    name = request.POST.get("name", "")
    try:
        person = colleague(form.cleaned_data["email"]) if form.is_valid() else None
        if person is None:
            raise ValidationError(_("Nobody here has this name or address. Choose one of those shown while you type."))
        endorsing.name_expert(find_or_add_skill(name), by=request.user, person=person)
    except ValidationError as refusal:
        return _topics(
            request, expert_skill=name, expert_form=form, expert_fault=" ".join(refusal.messages), status=422
        )
    messages.success(request, _("%(name)s is told.") % {"name": person.name})
    return redirect("library:topics")


@members_only
@require_POST
def dismiss_expert(request: MemberRequest, expert_id: int) -> HttpResponse:
    """Somebody vouches for a skill no more."""
    expert = Expert.objects.select_related("skill").filter(pk=min(expert_id, LARGEST_ID)).first()
    if expert is not None:
        endorsing.dismiss_expert(expert, by=request.user)
    return redirect("library:topics" if request.user.is_steward else "library:learn")


@members_only
@require_safe
def reviews(request: MemberRequest) -> HttpResponse:
    """What waits for me to review it, the longest waiting first."""
    return render(request, "library/reviews.html", {"page": reviews_of(request.user, request.GET.get("after", ""))})


@members_only
@require_safe
def review(request: MemberRequest, review_id: int) -> HttpResponse:
    """What was sent, for whoever decides it and whoever wrote it."""
    return _review(request, review_id)


@members_only
@require_POST
def send_for_review(request: MemberRequest, item_id: int) -> HttpResponse:
    """Send the draft to those who review what it is about."""
    item = seen_module(request, item_id)
    try:
        sent = reviewing.ask_for_review(item, by=request.user, note=request.POST.get("note", ""))
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect("library:edit", item.pk)
    messages.success(request, _("Sent for review. You are told what comes of it."))
    return redirect(sent)


@members_only
@require_POST
def approve(request: MemberRequest, review_id: int) -> HttpResponse:
    """Yes: it is published."""
    found = _seen(request, review_id)
    try:
        version = reviewing.approve_review(
            found, by=request.user, stamp=_stamp(request), word=request.POST.get("word", "")
        )
    except ValidationError as refusal:
        return _review(request, review_id, fault=" ".join(refusal.messages), status=422)
    messages.success(request, _("Approved: version %(number)s is out.") % {"number": version.number})
    return redirect("library:reviews")


@members_only
@require_POST
def send_back(request: MemberRequest, review_id: int) -> HttpResponse:
    """Not yet: what has to change."""
    found = _seen(request, review_id)
    try:
        reviewing.send_back_review(found, by=request.user, stamp=_stamp(request), word=request.POST.get("word", ""))
    except ValidationError as refusal:
        return _review(request, review_id, fault=" ".join(refusal.messages), status=422)
    messages.success(request, _("Sent back. Its author is told what you said."))
    return redirect("library:reviews")


@members_only
@require_POST
def take_back(request: MemberRequest, review_id: int) -> HttpResponse:
    """I want it back."""
    found = _seen(request, review_id)
    reviewing.withdraw_review(found, by=request.user)
    messages.success(request, _("Taken back. It is your draft again."))
    return redirect("library:edit", found.item_id)


def _topics(request: MemberRequest, *, status: int = 200, **context: object) -> HttpResponse:
    shown: dict[str, object] = {"expert_form": ColleagueForm(auto_id="expert_%s"), **topics_page(), **context}
    return render(request, "library/topics.html", shown, status=status)


def _seen(request: MemberRequest, review_id: int) -> Review:
    found = Review.objects.visible_to(request.user).select_related("item", "asked_by__team", "decided_by")
    row = found.filter(pk=min(review_id, LARGEST_ID)).first()
    if row is None:
        raise Http404
    return row


def _review(request: MemberRequest, review_id: int, *, status: int = 200, **context: object) -> HttpResponse:
    found = _seen(request, review_id)
    shown: dict[str, object] = {
        **review_page(found),
        "may_decide": found.is_waiting and can_review(request.user, found),
        "may_publish": can_publish(request.user, found.item),
        "word": request.POST.get("word", ""),
        **context,
    }
    return render(request, "library/review.html", shown, status=status)


def _stamp(request: MemberRequest) -> int:
    sent = request.POST.get("stamp", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0
