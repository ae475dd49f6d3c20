"""Pictures: kept once each by what is in them."""

from django.conf import settings
from django.db import models
from django.urls import reverse


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
