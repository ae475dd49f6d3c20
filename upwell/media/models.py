"""Pictures and files: each kept once by what is in it."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from upwell.media.recordings.consent import Admission, Consent, ConsentState, Reach, Standing
from upwell.media.recordings.recording import Cut, MakingState, Recording, Rendition, Transcript, Viewing
from upwell.media.recordings.upload import Join, Upload
from upwell.media.recordings.wave import Wave

__all__ = [
    "Admission",
    "Consent",
    "ConsentState",
    "Cut",
    "FileKind",
    "Join",
    "MakingState",
    "Picture",
    "Reach",
    "Recording",
    "Rendition",
    "Standing",
    "StoredFile",
    "Transcript",
    "Upload",
    "Viewing",
    "Wave",
]


class Picture(models.Model):
    """A picture somebody put into a module or on their page; the file is our own re-encoding, named by its SHA-256."""

    sha256 = models.CharField(max_length=64, unique=True)
    file = models.CharField(max_length=200)
    content_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    byte_count = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="pictures")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.file

    def get_absolute_url(self) -> str:
        """Where the picture is served, to members only."""
        return reverse("media:picture", args=[self.sha256])


class FileKind(models.TextChoices):
    """What one does with a file: play it, or take it along."""

    VIDEO = "video", _("Video")
    AUDIO = "audio", _("Sound")
    PDF = "pdf", _("PDF")
    OFFICE = "office", _("Document")
    TEXT = "text", _("Text")
    ARCHIVE = "archive", _("Archive")


class StoredFile(models.Model):
    """A file as it came, named by its SHA-256: something to play or to download.

    Kind and type were read from what is in it; `name` is what whoever brought it first called it, with the ending that
    belongs to the type. What is made of a file later (captions, smaller versions) hangs on this row.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    file = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=FileKind)
    content_type = models.CharField(max_length=100)
    byte_count = models.PositiveBigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="files")
    brought_by = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")  # everybody who had it already
    at = models.DateTimeField()
    # the files of which it shows parts, those that these show parts of, too: a film of clips, takes that were joined
    made_of = models.ManyToManyField("self", symmetrical=False, related_name="made_into")
    # what all who are filmed say together (recordings/consent.py); '' and None: nobody is named, or there is no end
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.OPEN, db_default=Standing.OPEN.value)
    reach = models.CharField(max_length=10, choices=Reach, blank=True, default="", db_default="")
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(byte_count__gt=0), name="file_holds_something")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where the file is served, to members only."""
        return reverse("media:file", args=[self.sha256])

    @property
    def is_shown(self) -> bool:
        """Whether nobody who is filmed holds it back or had it taken down."""
        return self.standing == Standing.OPEN

    @property
    def is_down(self) -> bool:
        """Whether it is taken down, because somebody who is filmed wishes so."""
        return self.standing == Standing.DOWN

    @property
    def is_played(self) -> bool:
        """Whether a page plays it; anything else is downloaded."""
        return self.kind in {FileKind.VIDEO, FileKind.AUDIO}
