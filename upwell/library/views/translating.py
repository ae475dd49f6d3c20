"""Doors to languages: starting a translation, translating part by part, and reading in the language one chose."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from upwell.core.access import members_only
from upwell.library.actions.translating import save_translation, start_translation
from upwell.library.actions.writing import StaleDraft
from upwell.library.models import Item
from upwell.library.permissions import can_edit, can_translate
from upwell.library.queries.keeping import in_their_language, preferred
from upwell.library.queries.translating import translation_page
from upwell.library.views.seeing import seen_module, written_module
from upwell.people.languages import NAMES, code_of
from upwell.people.requests import MemberRequest

COOKIE, A_YEAR = "upwell_reads", 365 * 24 * 3600  # seconds
form_or_post = require_http_methods(["GET", "HEAD", "POST"])


@members_only
@form_or_post
def translate(request: MemberRequest, item_id: int) -> HttpResponse:
    """Start a translation of what readers see."""
    item = seen_module(request, item_id)
    if not can_translate(request.user, item):
        raise PermissionDenied
    typed, fault = request.POST.get("language", ""), ""
    if request.method == "POST":
        try:
            started = start_translation(item, by=request.user, language=typed)
        except ValidationError as refusal:
            fault = " ".join(refusal.messages)
        else:
            return redirect("library:translation", started.pk)
    languages = [name for code in request.user.languages if code in NAMES for name in NAMES[code][:1]]
    context = {"item": item, "typed": typed, "fault": fault, "languages": languages, "names": sorted(NAMES.values())}
    return render(request, "library/translate.html", context, status=422 if fault else 200)


@members_only
@form_or_post
def translation(request: MemberRequest, item_id: int) -> HttpResponse:
    """The original beside the translation, part by part."""
    item = written_module(request, item_id)
    if item.translation_of_id is None:
        raise Http404
    if request.method != "POST":
        return _page(request, item)
    said: dict[str, dict[str, str]] = {}
    for name, text in request.POST.items():
        block, dot, field = name.partition(":")
        if dot and field != "done":
            said.setdefault(block, {})[field] = str(text)
    done = {name.partition(":")[0] for name in request.POST if name.endswith(":done")}
    stamp = request.POST.get("stamp", "")
    try:
        save_translation(
            item,
            by=request.user,
            title=request.POST.get("title", ""),
            said=said,
            done=done,
            stamp=int(stamp) if stamp.isascii() and stamp.isdigit() and len(stamp) < 10 else -1,
        )
    except StaleDraft as refusal:
        return _page(request, item, said=said, fault=refusal.messages[0], now=refusal.module.draft_stamp, status=422)
    except ValidationError as refusal:
        return _page(request, item, said=said, fault=" ".join(refusal.messages), status=422)
    if "publish" in request.POST:
        return redirect("library:publish", item.pk)
    messages.success(request, _("Kept. Readers see it once you publish."))
    return redirect("library:translation", item.pk)


@members_only
@require_POST
def read_in(request: MemberRequest, item_id: int) -> HttpResponse:
    """From now on in this language, wherever there is one."""
    item = seen_module(request, item_id)
    language = code_of(request.POST.get("language", ""))
    if not language:
        raise Http404
    answer = redirect(in_their_language(item, request.user, [language]) or item)
    answer.set_cookie(COOKIE, language, max_age=A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    return answer


def better_for(request: MemberRequest, item: Item) -> Item | None:
    """The same module in the language that whoever opens it would rather read; None where this one is it.

    Its authors see what they made, and whoever opens a translation means that one.
    """
    if item.translation_of_id is not None or can_edit(request.user, item):
        return None
    return in_their_language(item, request.user, _languages(request))


def read_first(request: MemberRequest) -> str:
    """The language that whoever asks reads first; '' where they have not said."""
    return (_languages(request) or [""])[0]


def _languages(request: MemberRequest) -> list[str]:
    chosen = code_of(request.COOKIES.get(COOKIE, "")[:20])
    return preferred(request.user.languages, chosen)


def _page(
    request: MemberRequest,
    item: Item,
    *,
    said: dict[str, dict[str, str]] | None = None,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    shown = {**translation_page(item, said or {}, request.POST.get("title")), **context, "item": item}
    return render(request, "library/translation.html", shown, status=status)
