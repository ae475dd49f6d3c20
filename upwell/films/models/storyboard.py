"""A storyboard: the scenes of a film in their order, and how they all look and sound."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from upwell.people.models import Person

LANGUAGES = (
    *(("en", _("English")), ("de", _("German")), ("fr", _("French")), ("es", _("Spanish")), ("it", _("Italian"))),
    *(("nl", _("Dutch")), ("pt", _("Portuguese")), ("pl", _("Polish")), ("sv", _("Swedish")), ("da", _("Danish"))),
    *(("nb", _("Norwegian")), ("fi", _("Finnish")), ("cs", _("Czech")), ("ro", _("Romanian")), ("tr", _("Turkish"))),
)


class Look(models.TextChoices):
    """In which colours all scenes of a film are drawn."""

    PAPER = "paper", _("Paper: ink on warm white")
    DEEP = "deep", _("Water: light on deep blue")
    KELP = "kelp", _("Shore: dark green on sand")


class Transition(models.TextChoices):
    """How one scene gives way to the next."""

    FADE = "fade", _("They melt into each other")
    CUT = "cut", _("One follows the other at once")


class StoryboardQuerySet(models.QuerySet["Storyboard"]):
    """Storyboards, by who may see them."""

    def visible_to(self, person: Person) -> StoryboardQuerySet:
        """One's own, and nobody else's: others see the film, once it stands on a page."""
        return self.filter(by=person)


class Storyboard(models.Model):
    """A film in the making, of one person. `stamp` counts the changes of what is kept here, not those of its scenes."""

    by = models.ForeignKey(Person, models.CASCADE, related_name="storyboards")
    title = models.CharField(max_length=200, blank=True)
    look = models.CharField(max_length=10, choices=Look, default=Look.PAPER)
    transition = models.CharField(max_length=10, choices=Transition, default=Transition.FADE)
    is_spoken = models.BooleanField(default=True)  # whether typed narration is read aloud, where there is a voice
    language = models.CharField(max_length=5, choices=LANGUAGES, default="en")
    stamp = models.PositiveIntegerField(default=0)
    hand = models.CharField(max_length=20, blank=True)  # the open page that saved last
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    objects = StoryboardQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["by", "-saved_at", "-id"], name="storyboard_latest")]

    def __str__(self) -> str:
        return self.title or str(_("A film without a title"))

    def get_absolute_url(self) -> str:
        """The page one makes it on."""
        return reverse("films:storyboard", args=[self.pk])
