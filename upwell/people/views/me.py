"""Doors to what one says of oneself."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from upwell.core.access import members_only
from upwell.core.refusals import show_refusal
from upwell.people.actions import edit_profile, remove_skill, set_skill
from upwell.people.forms.me import ProfileForm, SkillForm, initial_of, language_names, time_zones
from upwell.people.models import PersonSkill
from upwell.people.requests import MemberRequest

THEME_COOKIE, YEAR_SECONDS = "upwell_theme", 365 * 24 * 3600  # the same cookie that the theme switch in the menu writes


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: MemberRequest) -> HttpResponse:
    """Edit one's own page."""
    form = ProfileForm(request.POST) if request.method == "POST" else ProfileForm.of(request.user)
    if form.is_bound and form.is_valid():
        try:
            person = edit_profile(request.user, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            messages.success(request, _("Your page is as you left it."))
            return _with_theme(redirect(person), person.theme)
    context = {"form": form, "languages": language_names(), "time_zones": time_zones()}
    return render(request, "people/me.html", context, status=422 if form.errors else 200)


@members_only
@require_safe
def skills(request: MemberRequest) -> HttpResponse:
    """What one can do, would teach and wants to learn."""
    return _skills_page(request, SkillForm())


@members_only
@require_POST
def add_skill(request: MemberRequest) -> HttpResponse:
    """Say it of one more skill."""
    form = SkillForm(request.POST)
    if form.is_valid():
        try:
            held = set_skill(request.user, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            show_refusal(refusal, form)
        else:
            messages.success(request, _("‘%(skill)s’ is on your page.") % {"skill": held.skill.name})
            return redirect("people:skills")
    return _skills_page(request, form)


@members_only
@require_POST
def change_skill(request: MemberRequest, skill_id: int) -> HttpResponse:
    """Change what one said of a skill."""
    held = get_object_or_404(request.user.skills.select_related("skill"), pk=skill_id)
    form = SkillForm({**request.POST.dict(), "name": held.skill.name}, auto_id=f"skill-{held.pk}-%s")
    if form.is_valid():
        try:
            set_skill(request.user, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            show_refusal(refusal, form)
    if not request.htmx:
        return _skills_page(request, SkillForm(), changed=form) if form.errors else redirect("people:skills")
    context = {"held": held, "form": form, "is_saved": not form.errors}
    return render(request, "people/_skill_row.html", context, status=422 if form.errors else 200)


@members_only
@require_POST
def drop_skill(request: MemberRequest, skill_id: int) -> HttpResponse:
    """Take a skill off one's page."""
    held = get_object_or_404(request.user.skills.select_related("skill", "person"), pk=skill_id)
    remove_skill(held, by=request.user)
    messages.success(request, _("‘%(skill)s’ is off your page.") % {"skill": held.skill.name})
    return redirect("people:skills")


def _skills_page(request: MemberRequest, form: SkillForm, changed: SkillForm | None = None) -> HttpResponse:
    mine = request.user.skills.select_related("skill").order_by("skill__name")
    rows = [(held, _row_form(held, changed)) for held in mine]
    status = 422 if form.errors or changed else 200
    return render(request, "people/skills.html", {"form": form, "rows": rows}, status=status)


def _row_form(held: PersonSkill, changed: SkillForm | None) -> SkillForm:
    auto_id = f"skill-{held.pk}-%s"
    if changed and changed.auto_id == auto_id:
        return changed
    return SkillForm(initial=initial_of(held), auto_id=auto_id)


def _with_theme(response: HttpResponse, theme: str) -> HttpResponse:
    if theme:
        response.set_cookie(THEME_COOKIE, theme, max_age=YEAR_SECONDS, samesite="Lax")
    else:
        response.delete_cookie(THEME_COOKIE)
    return response
