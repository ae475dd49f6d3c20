"""Links, for programs: the same actions and the same permissions as the pages."""

from typing import Annotated

import ninja
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import Router, Status
from pydantic import AfterValidator, Field, StringConstraints

from upwell.core.fields import NOT_BLANK, WHOLE, Id, Input
from upwell.core.problems import REFUSALS
from upwell.core.text import clean, one_line
from upwell.library.actions.linking import LinkDetails, change_link, share_link
from upwell.library.models import Item, Link, LinkKind
from upwell.people.bearer import ProgramRequest
from upwell.people.schemas import PersonCard

router = Router(tags=["library"])
ADDRESS = r"^https?://([A-Za-z0-9]([A-Za-z0-9-]{0,40}[A-Za-z0-9])?\.)+[A-Za-z]{2,20}(:[1-9][0-9]{1,3})?(/[!-~]*)?$"


class LinkIn(Input):
    """Something outside, with why it is worth it. Files are brought on the page."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NOT_BLANK), AfterValidator(one_line)]
    why: Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=NOT_BLANK), AfterValidator(clean)]
    address: Annotated[str, StringConstraints(max_length=500, pattern=ADDRESS)]
    what: LinkKind = LinkKind.PAGE
    minutes: Annotated[int, Field(ge=1, le=6000), WHOLE] = 5
    skills: list[Annotated[str, StringConstraints(max_length=80)]] = Field(default_factory=list, max_length=10)

    def details(self) -> LinkDetails:
        """What the actions take."""
        return LinkDetails(**self.model_dump(exclude={"address"}), url=self.address)


class LinkOut(ninja.Schema):
    """A link; `url` is its page here, `address` where it leads."""

    id: int = Field(alias="item_id")
    title: str = Field(alias="item.title")
    address: str = Field(alias="item.url")
    url: str
    what: str
    why: str
    minutes: int = Field(alias="item.minutes")
    owner: PersonCard = Field(alias="item.owner")
    is_dead: bool

    @staticmethod
    def resolve_url(link: Link) -> str:
        """Its page."""
        return link.item.get_absolute_url()

    @staticmethod
    def resolve_is_dead(link: Link) -> bool:
        """Whether it leads nowhere any more, as far as was seen."""
        return link.dead_since is not None


@router.post("/links", response={201: LinkOut, **REFUSALS})
def share(request: ProgramRequest, body: LinkIn) -> Status[Link]:
    """Share something outside."""
    return Status(201, share_link(body.details(), by=request.auth))


@router.get("/links/{link_id}", response={200: LinkOut, **REFUSALS})
def link(request: ProgramRequest, link_id: Id) -> Link:
    """One link."""
    return get_object_or_404(_links(request), pk=link_id)


@router.put("/links/{link_id}", response={200: LinkOut, **REFUSALS})
def change(request: ProgramRequest, link_id: Id, body: LinkIn) -> Link:
    """Say otherwise what it is, or where."""
    change_link(get_object_or_404(_links(request), pk=link_id), by=request.auth, details=body.details())
    return _links(request).get(pk=link_id)


def _links(request: ProgramRequest) -> QuerySet[Link]:
    return Link.objects.filter(item__in=Item.objects.visible_to(request.auth)).select_related("item__owner__team")
