"""Takes, for programs: what one recorded or brought and has not decided about, by the same actions as the pages. Bytes come in
pieces at /uploads/ (tus, with `take` among the metadata); a file that is kept goes into a module's block by its SHA-256."""

from datetime import datetime
from typing import Annotated

import ninja
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import Router, Status
from pydantic import Field, StringConstraints

from upwell.core.fields import After, Input, Limit, Listing, listing
from upwell.core.paging import page
from upwell.core.problems import REFUSALS
from upwell.media.actions.joining import join_takes
from upwell.media.actions.takes import keep_take
from upwell.media.actions.uploads import drop_upload
from upwell.media.models import StoredFile, Upload
from upwell.people.bearer import ProgramRequest

router = Router(tags=["recordings"])
Key = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9_-]+$")]


class OwnTakeOut(ninja.Schema):
    """A take of one's own; `url` is where it can be looked at and where more of it is sent."""

    key: str
    name: str
    url: str
    at: datetime
    forgotten_at: datetime = Field(alias="expires_at")
    bytes_here: int = Field(alias="offset")
    bytes_whole: int | None = Field(alias="byte_count")
    is_usable: bool
    is_joined: bool
    percent: int
    fault: str

    @staticmethod
    def resolve_url(take: Upload) -> str:
        """Where its pieces are sent."""
        return take.get_absolute_url()

    @staticmethod
    def resolve_is_joined(take: Upload) -> bool:
        """Whether it is made of other takes."""
        return take.joined is not None

    @staticmethod
    def resolve_percent(take: Upload) -> int:
        """How far the joining is; 100 where nothing is to be joined."""
        return take.joined.percent if take.joined else 100

    @staticmethod
    def resolve_fault(take: Upload) -> str:
        """Why it could not be joined; '' where nothing is wrong."""
        return take.joined.fault if take.joined else ""


class KeptFileOut(ninja.Schema):
    """A file that is kept; a module's block names it by `sha256`."""

    sha256: str
    name: str
    kind: str
    type: str = Field(alias="content_type")
    bytes: int = Field(alias="byte_count")


class JoinIn(Input):
    """Takes that are to become one, in their order."""

    takes: Annotated[list[Key], Field(min_length=2, max_length=10)]


@router.get("/takes", response={200: Listing[OwnTakeOut], **REFUSALS})
def takes(request: ProgramRequest, after: After = "", limit: Limit = 20) -> dict[str, object]:
    """One's takes, the latest first."""
    return listing(page(_takes(request), by=("-id",), after=after, size=limit))


@router.post("/takes/joined", response={201: OwnTakeOut, **REFUSALS})
def join(request: ProgramRequest, body: JoinIn) -> Status[Upload]:
    """Have one take made of several; it is usable once it is made."""
    chosen = [get_object_or_404(_takes(request), key=key) for key in body.takes]
    made = join_takes(chosen, by=request.auth)
    return Status(201, _takes(request).get(pk=made.pk))


@router.get("/takes/{key}", response={200: OwnTakeOut, **REFUSALS})
def take(request: ProgramRequest, key: Key) -> Upload:
    """One take."""
    return get_object_or_404(_takes(request), key=key)


@router.post("/takes/{key}/keep", response={200: KeptFileOut, **REFUSALS})
def keep(request: ProgramRequest, key: Key) -> StoredFile:
    """Make a file of a take, as far as it came. Again gives the same file."""
    return keep_take(get_object_or_404(_takes(request), key=key), by=request.auth)


@router.delete("/takes/{key}", response={204: None, **REFUSALS})
def drop(request: ProgramRequest, key: Key) -> Status[None]:
    """Throw a take away."""
    drop_upload(get_object_or_404(_takes(request), key=key), by=request.auth)
    return Status(204, None)


def _takes(request: ProgramRequest) -> QuerySet[Upload]:
    return Upload.objects.visible_to(request.auth).takes().select_related("file")
