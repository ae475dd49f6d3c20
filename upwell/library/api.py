"""Modules, for programs: the same actions and the same permissions as the pages."""

from django.shortcuts import get_object_or_404
from ninja import Router, Status

from upwell.core.fields import After, Id, Listing, listing
from upwell.core.problems import REFUSALS
from upwell.discussion.models import Thread
from upwell.library.actions.endorsing import endorse_item
from upwell.library.actions.keeping_up import mark_read
from upwell.library.actions.life import answer_care, name_happening, set_life
from upwell.library.actions.reading import react_to_item, take_back_reaction
from upwell.library.actions.reviewing import approve_review, send_back_review
from upwell.library.actions.translating import start_translation
from upwell.library.actions.writing import save_draft, start_module
from upwell.library.comparing import compare
from upwell.library.markdown import from_markdown, place_pictures
from upwell.library.models import Item, ItemQuerySet, ReadingMark, Review
from upwell.library.queries.page import versions_of
from upwell.library.queries.waiting import reviews_of
from upwell.library.schemas import (
    CareIn,
    ComparisonOut,
    DecisionIn,
    DraftIn,
    EndorsementIn,
    LanguageIn,
    LifeIn,
    ModuleIn,
    ModuleOut,
    ReactionIn,
    ReactionsOut,
    ReadingIn,
    ReadingOut,
    ReviewOut,
    VersionOut,
)
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


@router.get("/modules/{item_id}/versions", response={200: Listing[VersionOut], **REFUSALS})
def versions(
    request: ProgramRequest,
    item_id: Id,
    after: After = "",
) -> dict[str, object]:
    """What was published, the newest first."""
    found = versions_of(get_object_or_404(_modules(request), pk=item_id).module, after=after)
    return listing(found)


@router.get("/modules/{item_id}/comparison", response={200: ComparisonOut, **REFUSALS})
def comparison(request: ProgramRequest, item_id: Id, older: Id, newer: Id) -> dict[str, object]:
    """What changed between two versions, block by block and word by word."""
    module = get_object_or_404(_modules(request), pk=item_id).module
    before, after = (get_object_or_404(module.versions, number=min(each, 2**31 - 1)) for each in (older, newer))
    changes = [
        {
            "id": change.id,
            "type": change.kind,
            "how": change.how,
            "moved": change.has_moved,
            "texts": {line.name: [[piece.how, piece.text] for piece in line.pieces] for line in change.lines},
        }
        for change in compare(before.blocks, after.blocks).changes
    ]
    return {"older": before.number, "newer": after.number, "changes": changes}


@router.put("/modules/{item_id}/life", response={200: ModuleOut, **REFUSALS})
def life(request: ProgramRequest, item_id: Id, body: LifeIn) -> Item:
    """Say from when and until when it holds, until what happens, and how often to look at it again."""
    item = get_object_or_404(_modules(request), pk=item_id)
    given = body.model_dump()
    until = name_happening(given.pop("until"), by=request.auth) if body.until else given.pop("until") or None
    set_life(item, by=request.auth, until=until, **given)
    return _modules(request).get(pk=item.pk)


@router.post("/modules/{item_id}/care", response={200: ModuleOut, **REFUSALS})
def care(request: ProgramRequest, item_id: Id, body: CareIn) -> Item:
    """Say that it is still right, needs work, or is to retire."""
    item = get_object_or_404(_modules(request), pk=item_id)
    answer_care(item, by=request.auth, answer=body.answer)
    return _modules(request).get(pk=item.pk)


@router.post("/modules/{item_id}/endorsements", response={200: ModuleOut, **REFUSALS})
def endorse(request: ProgramRequest, item_id: Id, body: EndorsementIn) -> Item:
    """Vouch for the version that readers see; stewards may, and experts of what it is about."""
    item = get_object_or_404(_modules(request), pk=item_id)
    endorse_item(item, by=request.auth, word=body.word)
    return _modules(request).get(pk=item.pk)


@router.post("/modules/{item_id}/translations", response={201: ModuleOut, **REFUSALS})
def translate(request: ProgramRequest, item_id: Id, body: LanguageIn) -> Status[Item]:
    """Start a translation, whose draft holds the original's blocks; publish it like any module."""
    item = get_object_or_404(_modules(request), pk=item_id)
    started = start_translation(item, by=request.auth, language=body.language)
    return Status(201, _modules(request).get(pk=started.pk))


@router.post("/modules/{item_id}/reading", response={200: ReadingOut, **REFUSALS})
def reading(request: ProgramRequest, item_id: Id, body: ReadingIn) -> ReadingMark:
    """Note how far one has read, so that one is told later what changed."""
    item = get_object_or_404(_modules(request), pk=item_id)
    return mark_read(item, by=request.auth, number=body.number, block=body.block, finished=body.finished)


@router.get("/reviews", response={200: Listing[ReviewOut], **REFUSALS}, tags=["reviews"])
def reviews(
    request: ProgramRequest,
    after: After = "",
) -> dict[str, object]:
    """What waits for one's review, the longest waiting first."""
    found = reviews_of(request.auth, after, whole=True)
    return listing(found)


@router.post("/reviews/{review_id}/decision", response={200: ReviewOut, **REFUSALS}, tags=["reviews"])
def decide(request: ProgramRequest, review_id: Id, body: DecisionIn) -> Review:
    """Approve it, which publishes it, or send it back with a word."""
    found = get_object_or_404(Review.objects.visible_to(request.auth), pk=review_id)
    if body.approve:
        approve_review(found, by=request.auth, stamp=body.stamp, word=body.word)
    else:
        send_back_review(found, by=request.auth, stamp=body.stamp, word=body.word)
    return Review.objects.select_related("asked_by__team").get(pk=found.pk)


def _modules(request: ProgramRequest) -> ItemQuerySet:
    return Item.objects.modules().visible_to(request.auth).with_module()
