"""How the page one writes on answers: a whole page to a form, JSON to the page's own script."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from upwell.core.text import one_line
from upwell.library import blocks as parts
from upwell.library.actions.writing import StaleDraft
from upwell.library.editing import EMPTY, both
from upwell.library.forms import Typed
from upwell.library.models import Item, Module
from upwell.library.queries.draft import Desk, desk
from upwell.library.queries.page import Part, shown_parts
from upwell.media.actions import add_picture
from upwell.people.requests import MemberRequest


def edit_page(request: MemberRequest, shown: Desk, *, status: int = 200, **context: Any) -> HttpResponse:
    """The page one writes on, with what is said at its head."""
    context |= {
        "desk": shown,
        "item": shown.item,
        "publish_url": publish_url(shown.item),
        "stamp": context.get("stamp", shown.stamp),
        "need_url": _need_url(shown.item),
        "skills": context.get("skills", ", ".join(skill.name for skill in shown.item.skills.all())),
        "summary": context.get("summary", shown.item.summary),
        "authors": [authorship.person for authorship in shown.item.authorships.all()],
        "blanks": [Part(_blank(kind)) for kind in EMPTY],
    }
    return render(request, "library/edit.html", context, status=status)


def with_pictures(request: MemberRequest, blocks: list[parts.Block]) -> list[parts.Block]:
    """The blocks with the files that came along in the form added as pictures."""
    kept = []
    for block in blocks:
        sent = request.FILES.get(f"{block['id']}.file")
        if sent is not None and block["type"] == "image":
            block = {**block, "picture": add_picture(sent.read(), by=request.user).sha256}
        kept.append(block)
    return kept


def saved(request: MemberRequest, item: Item, typed: Typed, stamp: int, before: list[str]) -> HttpResponse:
    """The draft is kept: when, and what to look at before publishing; or on to where the button leads."""
    now = _fresh(item)
    if _wants_json(request):
        told: dict[str, Any] = {
            "stamp": stamp,
            "saved": _("Saved %(time)s") % {"time": date_format(timezone.localtime(), "H:i")},
            "side": render_to_string("library/edit/checks.html", {"desk": now, "item": now.item}, request),
        }
        if "render" in request.POST:
            told |= {"title": now.title, "parts": _drawn(request, now.parts)}
        return JsonResponse(told)
    name, *rest = typed.press
    if name in {"publish", "look"}:
        return redirect(f"library:{name}", item.pk)
    new = [block["id"] for block in now.blocks if block["id"] not in before]
    here = new[0] if new else rest[0] if rest and name != "remove" else ""
    return redirect(f"{reverse('library:edit', args=[item.pk])}{f'#part-{here}' if here else ''}")


def clashed(request: MemberRequest, item: Item, typed: Typed, refusal: StaleDraft) -> HttpResponse:
    """Somebody else saved in between: both texts are shown, and nothing is overwritten."""
    theirs: list[parts.Block] = refusal.module.draft or (
        refusal.module.version.blocks if refusal.module.version else []
    )
    title = refusal.module.draft_title or refusal.module.item.title
    mine = parts.validate(typed.blocks)
    if _wants_json(request):
        told = {
            "stamp": refusal.module.draft_stamp,
            "title": title,
            "parts": _drawn(request, shown_parts(theirs)),
            "mine": _drawn(request, shown_parts(mine)) if "render" in request.POST else "",
            "sentence": refusal.messages[0],
        }
        return JsonResponse(told, status=409)
    merged = parts.validate(both(mine, theirs)[: parts.MOST_BLOCKS])
    shown = desk(_fresh(item).item, title=typed.title or title, blocks=merged)
    other = title if title != one_line(typed.title) else ""
    return edit_page(request, shown, status=422, clash=refusal.messages[0], other_title=other)


def refused(request: MemberRequest, item: Item, typed: Typed, refusal: ValidationError) -> HttpResponse:
    """What was typed does not fit: the sentence that says why, and everything typed as it was."""
    if _wants_json(request):
        return JsonResponse({"faults": refusal.messages}, status=422)
    shown = desk(item, title=typed.title, blocks=typed.blocks)
    context: dict[str, Any] = {"summary": typed.summary or "", "skills": ",".join(typed.skills or [])}
    return edit_page(request, shown, status=422, stamp=typed.stamp, faults=refusal.messages, **context)


def _fresh(item: Item) -> Desk:
    now = Module.objects.select_related("item", "version").get(pk=item.pk)
    item.module = now
    return desk(item)


def _drawn(request: MemberRequest, shown: list[Part]) -> str:
    return "".join(render_to_string("library/edit/part.html", {"part": part}, request) for part in shown)


def _blank(kind: str) -> parts.Block:
    """An empty part for the page's script to copy; it puts the new id in the place of this one."""
    return {**parts.validate([{**EMPTY[kind], "id": "NEWPART"}])[0]}


def _wants_json(request: MemberRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def publish_url(item: Item) -> str:
    """Where Publish leads: to the need that is answered with it, where there is one; needs is a floor above."""
    if item.module.for_need_id is not None:
        try:
            return reverse("needs:publish_answer", args=[item.module.for_need_id, item.pk])
        except NoReverseMatch:
            pass
    return reverse("library:publish", args=[item.pk])


def _need_url(item: Item) -> str:
    if item.module.for_need_id is None:
        return ""
    try:
        return reverse("needs:need", args=[item.module.for_need_id])
    except NoReverseMatch:
        return ""
