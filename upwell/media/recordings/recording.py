"""Video and sound as they are played: the file as it came, what was made of it, what is said in it, who left off where."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def label_of(height: int, edition: int) -> str:
    """What a size of an edition is called: a new edition has other names, for what was made once never changes."""
    size = f"{height}p" if height else "sound"
    return f"{size}-{edition}" if edition else size


class MakingState(models.TextChoices):
    """How far something that the worker makes has come."""

    WAITING = "waiting", _("Waiting")
    WORKING = "working", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Could not be made")


class Recording(models.Model):
    """A video or a sound that is made ready to play. Ready means that at least its smallest size plays.

    All seconds kept with it are those of the file as it came (recordings/cuts.py). `cuts` is what is to be left out,
    edition `edition`; what plays meanwhile is edition `shown_edition`, made without `shown_cuts`. `chapters` are
    [second, title] in order; `chapters_by` is None while they are only proposed. `headings` are those of its page, or of the
    notes it was recorded from: chapters are proposed where they are spoken of.
    """

    file = models.OneToOneField("media.StoredFile", models.CASCADE, related_name="recording")
    state = models.CharField(max_length=10, choices=MakingState, default=MakingState.WAITING)
    percent = models.PositiveSmallIntegerField(default=0)  # 100: nothing more is to be made, whether it plays or failed
    fault = models.TextField(blank=True)  # why it cannot be played, for whoever brought it
    seconds = models.FloatField(null=True)
    width = models.PositiveIntegerField(default=0)  # pixels as seen, the right way up; 0 where there is nothing to see
    height = models.PositiveIntegerField(default=0)
    has_sound = models.BooleanField(default=False)
    has_poster = models.BooleanField(default=False)
    cuts = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    edition = models.PositiveIntegerField(default=0, db_default=0)
    shown_cuts = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    shown_edition = models.PositiveIntegerField(default=0, db_default=0)
    strip_every = models.FloatField(default=0, db_default=0)  # seconds from picture to picture; 0: there is no strip
    chapters = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    chapters_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    headings = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    asked_at = models.DateTimeField()
    seen_alive_at = models.DateTimeField()  # when whoever makes it last said so

    class Meta:
        indexes = [
            models.Index(fields=["seen_alive_at"], name="recording_in_work", condition=models.Q(percent__lt=100))
        ]

    def __str__(self) -> str:
        return str(self.file)

    def place(self, name: str) -> str:
        """Where something that was made of it is kept (core/store.py)."""
        return f"recordings/{self.file.sha256[:2]}/{self.file.sha256}/{name}"

    @property
    def is_film(self) -> bool:
        """Whether there is something to see."""
        return self.height > 0

    @property
    def is_in_work(self) -> bool:
        """Whether more of it is still to come."""
        return self.percent < 100

    @property
    def is_playable(self) -> bool:
        """Whether at least one size of it plays."""
        return self.state == MakingState.READY

    def shown_sizes(self) -> models.QuerySet[Rendition]:
        """The sizes in which it plays now, the smallest first."""
        return self.renditions.filter(edition=self.shown_edition).order_by("height")

    @property
    def strip(self) -> str:
        """Where small pictures of what plays are kept, ten in a row, one for each `strip_every` seconds."""
        return self.place(f"strip-{self.shown_edition}.jpg")


class CutQuerySet(models.QuerySet["Cut"]):
    """Cuts, by whether they hold."""

    def standing(self) -> CutQuerySet:
        """Those that nobody has put back."""
        return self.filter(put_back_at=None)


class Cut(models.Model):
    """That somebody took a stretch out of a recording, in seconds of the file as it came; the file itself stays whole."""

    recording = models.ForeignKey(Recording, models.CASCADE, related_name="cut_rows")
    begin = models.FloatField()
    end = models.FloatField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    put_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    put_back_at = models.DateTimeField(null=True)

    objects = CutQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["recording", "begin"], name="cut_in_order")]
        constraints = [models.CheckConstraint(condition=models.Q(end__gt=models.F("begin")), name="cut_runs_forwards")]

    def __str__(self) -> str:
        return f"{self.recording_id}: {self.begin} to {self.end}"


class Rendition(models.Model):
    """One size in which a recording plays: HLS, with all of its pieces in one fragmented MP4 that plays by itself too."""

    recording = models.ForeignKey(Recording, models.CASCADE, related_name="renditions")
    edition = models.PositiveIntegerField(default=0, db_default=0)  # which cuts it was made without; see Recording
    width = models.PositiveIntegerField()  # 0 and 0 for sound alone
    height = models.PositiveIntegerField()
    byte_count = models.PositiveBigIntegerField()
    bits_per_second = models.PositiveIntegerField()  # measured: bytes times eight over seconds
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recording", "edition", "height"], name="rendition_once")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What it is called in addresses and on disk."""
        return label_of(self.height, self.edition)


class Transcript(models.Model):
    """What is said in a recording, with times: a list of lines, each a list of words [begin, end, text] in seconds."""

    recording = models.OneToOneField(Recording, models.CASCADE, related_name="transcript")
    state = models.CharField(max_length=10, choices=MakingState, default=MakingState.WAITING)
    fault = models.TextField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    lines = models.JSONField(default=list)
    at = models.DateTimeField()
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.recording_id)


class Viewing(models.Model):
    """Where one person left off in a recording, and which seconds of it they have played. For that person alone."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="viewings")
    recording = models.ForeignKey(Recording, models.CASCADE, related_name="viewings")
    second = models.FloatField()
    played = models.JSONField(default=list)  # [[from, to], ...] in whole seconds, in order, not touching each other
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "recording"], name="viewing_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.recording_id}"
