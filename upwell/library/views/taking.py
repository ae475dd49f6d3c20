"""A door to taking a module along: as a Markdown file that can be brought in anywhere."""

import re

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from upwell.core.access import members_only
from upwell.library.as_markdown import as_markdown
from upwell.library.queries.page import sheet
from upwell.library.views.seeing import seen_module
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def export(request: MemberRequest, item_id: int) -> HttpResponse:
    """The module as one reads it, as a Markdown file; for the authors of what is not published yet, the draft."""
    item = seen_module(request, item_id)
    page = sheet(item, request.user)
    text = as_markdown(page.title, [part.block for part in page.parts], summary=item.summary)
    name = re.sub(r"[^a-z0-9]+", "-", page.title.lower()).strip("-")[:80] or "module"
    headers = {"Content-Disposition": f'attachment; filename="{name}.md"'}
    return HttpResponse(text, content_type="text/markdown; charset=utf-8", headers=headers)
