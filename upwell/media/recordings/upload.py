"""A file on its way in: how much of it is here is the length of what lies on disk, so no count can drift from the truth."""

from __future__ import annotations

import secrets
from base64 import b64decode
from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from upwell.core import clock
from upwell.media.recordings.recording import MakingState

LATELY = 15.0  # seconds; a recording sends something every two


def fresh_key() -> str:
    """A name that nobody guesses."""
    return secrets.token_urlsafe(18)


def pairs_in(metadata: str) -> dict[str, str]:
    """What a sender says of a file by the tus protocol: pairs of a word and base64."""
    return dict(pair.strip().partition(" ")[::2] for pair in metadata.split(",") if pair.strip())


class UploadQuerySet(models.QuerySet["Upload"]):
    """Uploads by what may be done with them."""

    def visible_to(self, person: models.Model) -> Self:
        """One's own, and nobody else's: what is half here is nobody's business yet."""
        return self.filter(by=person)

    def unfinished(self) -> Self:
        """Still coming."""
        return self.filter(file=None, fault="")

    def takes(self) -> Self:
        """What somebody recorded or brought and has not decided about yet."""
        return self.filter(is_take=True, fault="").select_related("join")

    def files(self) -> Self:
        """What becomes a file as soon as it is whole."""
        return self.filter(is_take=False)

    def expired(self) -> Self:
        """Nobody has gone on with them for a long time, or has asked about them since they ended."""
        return self.filter(expires_at__lte=clock.now())


class Upload(models.Model):
    """A file that comes in pieces and may be interrupted; once whole, it is a StoredFile, or a sentence says why not.

    A take waits until whoever made it says that it is to be used; until then nobody else can fetch it by any address.
    """

    key = models.CharField(max_length=40, unique=True, default=fresh_key)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    byte_count = models.PositiveBigIntegerField(null=True)  # None: not known yet, as while something is being recorded
    metadata = models.TextField(blank=True)  # as the sender wrote it, to be said again word for word
    is_take = models.BooleanField(default=False, db_default=False)
    at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    file = models.ForeignKey("media.StoredFile", models.SET_NULL, null=True, related_name="+")
    fault = models.TextField(blank=True)

    objects = UploadQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where its pieces are sent."""
        return reverse("media:upload", args=[self.key])

    @property
    def headings(self) -> list[str]:
        """The headings of the notes it was recorded from, as the recorder sent them along."""
        told = pairs_in(self.metadata).get("headings", "")
        try:
            return b64decode(told, validate=True).decode().splitlines()
        except ValueError:
            return []

    @property
    def path(self) -> Path:
        """Where what is here so far lies."""
        return Path(settings.FILES) / "uploads" / self.key

    @property
    def offset(self) -> int:
        """How many bytes are here; all of them once it has ended."""
        if self.has_ended:
            return self.byte_count or 0
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    @property
    def has_ended(self) -> bool:
        """Whether nothing more is to come: it is kept, or it was refused."""
        return self.file_id is not None or bool(self.fault)

    @property
    def is_whole(self) -> bool:
        """Whether every byte is here."""
        return self.byte_count is not None and self.offset == self.byte_count

    @property
    def is_coming(self) -> bool:
        """Whether somebody seems to be at it just now."""
        if self.is_whole or self.has_ended:
            return False
        try:
            return clock.now().timestamp() - self.path.stat().st_mtime < LATELY
        except FileNotFoundError:
            return False

    @property
    def is_interrupted(self) -> bool:
        """Whether it was being recorded and nobody said where it ends: a closed tab, or a browser that gave up."""
        return self.byte_count is None and not self.is_coming and self.joined is None

    @property
    def joined(self) -> Join | None:
        """Of which other takes it is made, if it is."""
        found: Join | None = getattr(self, "join", None)
        return found

    @property
    def is_usable(self) -> bool:
        """Whether something can be made of it: a recording as far as it came, a film once all of it is here."""
        return self.offset > 0 and not self.is_coming and (self.byte_count is None or self.is_whole or self.has_ended)

    @property
    def is_ripe(self) -> bool:
        """Whether a file is to be made of it without anybody being asked."""
        return self.is_whole and not self.is_take and not self.has_ended


class Join(models.Model):
    """That somebody put takes together. `take` is what comes of it: a take like any other, but its bytes come from here
    and not from a browser. `parts` are the ids of the takes it is made of, in order; they stay as they are."""

    take = models.OneToOneField("media.Upload", models.CASCADE, related_name="join")
    parts = models.JSONField()
    state = models.CharField(max_length=10, choices=MakingState, default=MakingState.WAITING)
    percent = models.PositiveSmallIntegerField(default=0)
    fault = models.TextField(blank=True)  # why it could not be made, for whoever asked
    seen_alive_at = models.DateTimeField()  # when whoever makes it last said so

    def __str__(self) -> str:
        return f"{self.take_id}: {self.parts}"

    @property
    def is_in_work(self) -> bool:
        """Whether it is still to be made."""
        return self.state in {MakingState.WAITING, MakingState.WORKING}
