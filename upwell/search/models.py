"""What search keeps in the database: documents with their vectors, the moments of recordings, and the helpers suggested for
a need.

The word index (tantivy) lies in a folder on each node and is derived from these rows.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from pgvector.django import HalfVectorField, HnswIndex

from upwell.library.models import Item
from upwell.media.models import StoredFile
from upwell.needs.models import Need
from upwell.people.models import Person


class DocumentKind(models.TextChoices):
    """What can be found."""

    NEED = "need"
    ITEM = "item"
    PERSON = "person"
    MOMENT = "moment"


class Document(models.Model):
    """The searchable text of one need, item, person or moment, and what it means as vectors of unit length.

    `static` is WordLlama's (256 numbers), `sentence` MiniLM's (384), both half precision. `more` are words that find it
    and are not its own, as those of its answers. `team_id` is who may see it (null: everybody); the rows themselves are
    asked again before anything is shown. What may not be found any more has no row.
    """

    kind = models.CharField(max_length=6, choices=DocumentKind)
    object_id = models.BigIntegerField()
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    more = models.TextField(blank=True)
    skills = ArrayField(models.CharField(max_length=80), default=list)
    team_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    static = HalfVectorField(dimensions=256, null=True)
    sentence = HalfVectorField(dimensions=384, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="document_once")]
        indexes = [
            HnswIndex(
                name="document_sentence_need",
                fields=["sentence"],
                opclasses=["halfvec_ip_ops"],
                condition=models.Q(kind="need"),
            ),
            HnswIndex(
                name="document_sentence_item",
                fields=["sentence"],
                opclasses=["halfvec_ip_ops"],
                condition=models.Q(kind="item"),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Playing(models.Model):
    """That the page of an item plays a recording in one of its blocks, as of its version that is out."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="playings")
    block = models.CharField(max_length=40)
    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="playings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "block"], name="playing_once")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.block}"


class Moment(models.Model):
    """A passage of what is said in a recording on a page: from one second to another, of the recording as it came.

    Its words are in its `Document`.
    """

    playing = models.ForeignKey(Playing, models.CASCADE, related_name="moments")
    begin = models.FloatField()
    end = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["playing", "begin"], name="moment_once")]

    def __str__(self) -> str:
        return f"{self.playing_id} {self.begin}"


class Unwritten(models.Model):
    """That a document has changed, or is gone, since the word index was written. Each change leaves a row of its own.

    Kept apart from the document: a change of that row would have its vectors indexed again.
    """

    kind = models.CharField(max_length=6, choices=DocumentKind)
    object_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["kind", "id"], name="unwritten_in_order")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class HelpGiven(models.Model):
    """How much somebody has helped, lately and over the years: the prior for whom to ask.

    `lately` and `in_years` are log2 of the sum, over the answers somebody gave, of weight * 2**(days since 2020 / half-life),
    with half-lives of 61 and 730 days: each answer counts half as much after that time, and nothing ever has to be
    computed anew as time goes by.
    """

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="help_given")
    lately = models.FloatField()
    in_years = models.FloatField()

    class Meta:
        indexes = [
            models.Index(fields=["-lately"], name="help_given_lately"),
            models.Index(fields=["-in_years"], name="help_given_in_years"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.lately:.1f}"


class HelperSuggestion(models.Model):
    """That somebody was suggested for a need, how high, and why in words; who is asked too often is passed over."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="suggestions")
    person = models.ForeignKey(Person, models.CASCADE, related_name="suggestions")
    place = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    at = models.DateTimeField()
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "person"], name="suggested_once")]
        indexes = [models.Index(fields=["person", "-at"], name="suggestion_of_person")]

    def __str__(self) -> str:
        return f"{self.person}: {self.need}"
