"""The journal's table: one line for each thing that happened, partitioned by month."""

from django.db import models
from django.db.models.functions import Now


class Line(models.Model):
    """Who did what to what, when: the same shape as an xAPI statement. Written by `journal.record`, never changed.

    The table is partitioned by month of `at` (see the first migration); actor and object are ids without foreign keys,
    because the journal outlives what it speaks of.
    """

    pk = models.CompositePrimaryKey("at", "id")
    at = models.DateTimeField(db_default=Now())
    id = models.BigIntegerField(
        db_default=models.Func(models.Value("core_line_id"), function="nextval", output_field=models.BigIntegerField())
    )
    verb = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True)
    object_kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    context = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["object_kind", "object_id", "at"], name="line_object"),
            models.Index(fields=["actor_id", "at"], name="line_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.actor_id} {self.verb} {self.object_kind} {self.object_id}"
