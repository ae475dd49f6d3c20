"""Who would help, and how."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from upwell.needs.models.need import Need
from upwell.people.models import Person


class How(models.TextChoices):
    """In what way somebody can help."""

    WRITE = "write", _("write something")
    RECORD = "record", _("record something")
    RUN = "run", _("run a session")
    MENTOR = "mentor", _("mentor somebody")
    TALK = "talk", _("talk it over")
    KNOW_WHO = "know_who", _("I know who")


class OfferQuerySet(models.QuerySet["Offer"]):
    """Offers, by whether they stand."""

    def standing(self) -> OfferQuerySet:
        """Those not taken back."""
        return self.filter(withdrawn_at__isnull=True)


class Offer(models.Model):
    """One person's 'I can help', and how; with 'I know who', the colleague they name."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="offers")
    by = models.ForeignKey(Person, models.PROTECT, related_name="offers")
    how = models.CharField(max_length=10, choices=How)
    note = models.CharField(max_length=1000, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="named_in_offers")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need", "by", "how"], condition=Q(withdrawn_at__isnull=True), name="offer_once_each"
            ),
            models.CheckConstraint(
                condition=~Q(how="know_who") | Q(person__isnull=False), name="know_who_names_somebody"
            ),
        ]
        indexes = [models.Index(fields=["by", "-at"], name="offer_of_person")]

    def __str__(self) -> str:
        return f"{self.by}: {self.how}"
