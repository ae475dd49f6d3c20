"""Modules, for programs: the same actions and the same permissions as the pages."""

from django.shortcuts import get_object_or_404
from ninja import Router, Status

from upwell.core.fields import Id
from upwell.core.problems import REFUSALS
from upwell.discussion.models import Thread
from upwell.library.actions.reading import react_to_item, take_back_reaction
from upwell.library.actions.writing import save_draft, start_module
from upwell.library.markdown import from_markdown, place_pictures
from upwell.library.models import Item, ItemQuerySet
from upwell.library.schemas import DraftIn, ModuleIn, ModuleOut, ReactionIn, ReactionsOut
from upwell.people.bearer import ProgramRequest

router = Router(tags=["modules"])


@router.post("/modules", response={201: ModuleOut, **REFUSALS})
def start(request: ProgramRequest, body: ModuleIn) -> Status[Item]:
    """Start a module as a draft that only its authors see."""
    title, summary, blocks = body.title, body.summary, body.blocks
    if body.markdown:
        page = from_markdown(body.markdown)
        # a program adds its pictures first; those that a text only names stay words
        blocks = place_pictures(page.blocks, lambda place: None)
        title, summary = title or page.title, summary or page.summary
    item = start_module(
        by=request.auth, title=title, blocks=blocks, summary=summary, skills=body.skills, for_need_id=body.need
    )
    return Status(201, _modules(request).get(pk=item.pk))


@router.get("/modules/{item_id}", response={200: ModuleOut, **REFUSALS})
def module(request: ProgramRequest, item_id: Id) -> Item:
    """One module, with its blocks."""
    return get_object_or_404(_modules(request), pk=item_id)


@router.patch("/modules/{item_id}", response={200: ModuleOut, **REFUSALS})
def save(request: ProgramRequest, item_id: Id, body: DraftIn) -> Item:
    """Save the draft; refused when somebody saved since `stamp`."""
    item = get_object_or_404(_modules(request), pk=item_id)
    save_draft(item, by=request.auth, **body.model_dump())
    return _modules(request).get(pk=item.pk)


@router.post("/modules/{item_id}/reactions", response={200: ReactionsOut, **REFUSALS})
def reaction(request: ProgramRequest, item_id: Id, body: ReactionIn) -> Thread:
    """Say with one sign what a module or a block of it was; or take it back."""
    item = get_object_or_404(_modules(request), pk=item_id)
    change = react_to_item if body.on else take_back_reaction
    change(item, by=request.auth, kind=body.kind, block=body.block)
    return Thread.objects.get(pk=item.thread_id)


def _modules(request: ProgramRequest) -> ItemQuerySet:
    return Item.objects.modules().visible_to(request.auth).with_module()
