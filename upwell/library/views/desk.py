"""How the page one writes on answers: the page itself, and, without script, a form in plain fields."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from upwell.core.http import live_origin
from upwell.core.text import one_line
from upwell.library import blocks as parts
from upwell.library.actions.publishing import regulated_topics
from upwell.library.actions.writing import StaleDraft
from upwell.library.checks import look_over
from upwell.library.editing import NEW, both
from upwell.library.models import Item, Module
from upwell.library.palette import palette_icons, palette_json
from upwell.library.palette_words import NAMES
from upwell.library.plain_form import Typed
from upwell.library.queries.draft import Desk, desk
from upwell.library.views.left_out import left_out_of
from upwell.media.actions import add_file, add_picture
from upwell.people.requests import MemberRequest

ANY = "0" * 64  # stands for a SHA-256 in an address, for the page's script to put the real one in


def edit_page(
    request: MemberRequest, shown: Desk, *, status: int = 200, plain: bool = False, **context: Any
) -> HttpResponse:
    """The page one writes on, or (`plain`) the same in plain fields, with what is said at its head."""
    item = shown.item
    context |= {
        "desk": shown,
        "item": item,
        "is_plain": plain,
        "publish_url": publish_url(item),
        "topics": regulated_topics(item),
        "asks_later": not plain,
        "stamp": context.get("stamp", shown.stamp),
        "skills": context.get("skills", ", ".join(skill.name for skill in item.skills.all())),
        "summary": context.get("summary", item.summary),
        "authors": [authorship.person for authorship in item.authorships.all()],
        "left_out": left_out_of(request, item.pk),
        "beside_url": _address("needs:beside", item.pk) if item.module.for_need_id is not None else "",
        "similar_url": _address("search:similar_items", item.pk),
    }
    if plain:
        context["checks"] = look_over(shown.title, shown.blocks, item.language)
        context["kinds"] = [(kind, *NAMES.get(kind, (_("Text"), "type"))) for kind in NEW]
    else:
        context |= {"editor": _editor(request, item), "icons": palette_icons()}
    return render(request, "library/edit.html", context, status=status)


def _editor(request: MemberRequest, item: Item) -> dict[str, str]:
    """What the page's script is told: where to send things, who writes, and everything one can write with."""
    person = request.user
    live = live_origin(request).replace("http", "ws", 1)
    return {
        "item": str(item.pk),
        "sync": reverse("library:sync", args=[item.pk]),
        "live": f"{live}/live/modules/{item.pk}/" if live.startswith("ws") else "",
        "person": str(person.pk),
        "name": person.name,
        "initials": person.initials,
        "hue": str(person.hue),
        "photo": reverse("media:picture", args=[person.photo]) if person.photo else "",
        "add-picture": reverse("media:add"),
        "picture": reverse("media:picture", args=[ANY]),
        "add-file": reverse("media:add_file"),
        "file": reverse("library:file", args=[item.pk, ANY]),
        "recorder": reverse("library:here"),
        "intake": _address("library:intake"),
        "append": reverse("library:append", args=[item.pk]),
        "checks": _address("library:checks", item.pk),
        "palette": palette_json(),
    }


def with_uploads(request: MemberRequest, blocks: list[parts.Block]) -> list[parts.Block]:
    """The blocks with the pictures and files that came along in the form added."""
    return [{**block, **_uploaded(request, block)} for block in blocks]


def _uploaded(request: MemberRequest, block: parts.Block) -> dict[str, str]:
    sent = request.FILES.get(f"{block['id']}.upload")
    if sent is None:
        return {}
    if block["type"] == "image":
        return {"picture": add_picture(sent.read(), by=request.user).sha256}
    if block["type"] in {"video", "audio", "file"}:
        return {"file": add_file(sent.chunks(), name=sent.name or "", by=request.user).sha256}
    return {}


def saved(item: Item, typed: Typed, before: list[str]) -> HttpResponse:
    """The draft is kept: on to where the button leads, or back to the part it was about."""
    name, *rest = typed.press
    if name in {"publish", "look"}:
        plain = "?plain=1" if name == "publish" else ""
        return redirect(f"{reverse(f'library:{name}', args=[item.pk])}{plain}")
    new = [block["id"] for block in _fresh(item).blocks if block["id"] not in before]
    here = new[0] if new else rest[0] if rest and name != "remove" else ""
    return redirect(f"{reverse('library:edit', args=[item.pk])}?plain=1{f'#part-{here}' if here else ''}")


def clashed(request: MemberRequest, item: Item, typed: Typed, refusal: StaleDraft) -> HttpResponse:
    """Somebody else saved in between: both texts are shown, and nothing is overwritten."""
    theirs: list[parts.Block] = refusal.module.draft or (
        refusal.module.version.blocks if refusal.module.version else []
    )
    title = refusal.module.draft_title or refusal.module.item.title
    merged = parts.validate(both(parts.validate(typed.blocks), theirs)[: parts.MOST_BLOCKS])
    shown = desk(_fresh(item).item, title=typed.title or title, blocks=merged)
    other = title if title != one_line(typed.title) else ""
    return edit_page(request, shown, status=422, plain=True, clash=refusal.messages[0], other_title=other)


def refused(request: MemberRequest, item: Item, typed: Typed, refusal: ValidationError) -> HttpResponse:
    """What was typed does not fit: the sentence that says why, and everything typed as it was."""
    shown = desk(item, title=typed.title, blocks=typed.blocks)
    context: dict[str, Any] = {"summary": typed.summary or "", "skills": ",".join(typed.skills or [])}
    return edit_page(request, shown, status=422, plain=True, stamp=typed.stamp, faults=refusal.messages, **context)


def _fresh(item: Item) -> Desk:
    now = Module.objects.select_related("item", "version").get(pk=item.pk)
    item.module = now
    return desk(item)


def publish_url(item: Item) -> str:
    """Where Publish leads: to the need that is answered with it, where there is one; needs is a floor above."""
    if item.module.for_need_id is not None:
        answer = _address("needs:publish_answer", item.module.for_need_id, item.pk)
        if answer:
            return answer
    return reverse("library:publish", args=[item.pk])


def _address(name: str, *arguments: int) -> str:
    """An address that a floor above, or a part that may be absent, answers; '' where it does not."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
