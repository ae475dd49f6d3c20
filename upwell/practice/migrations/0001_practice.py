"""Practice before a few."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from upwell.core.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("discussion", "0006_suggestions_on_the_way"),
        ("library", "0013_remarks_on_words"),
        ("media", "0008_consent"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Practice",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("title", models.CharField(max_length=120)),
                        ("prompt", models.TextField(blank=True, max_length=1000)),
                        ("aim_seconds", models.PositiveIntegerField(default=0)),
                        ("asked_at", models.DateTimeField()),
                        ("declined_at", models.DateTimeField(blank=True, null=True)),
                        ("word", models.CharField(blank=True, max_length=300)),
                        ("asked_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("item", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="library.item")),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="practices", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["person", "-asked_at", "-id"], name="practice_of_person"), models.Index(fields=["asked_by", "-asked_at", "-id"], name="practice_asked_by")],
                        "constraints": [models.CheckConstraint(condition=models.Q(("title", ""), _negated=True), name="practice_has_a_title")],
                    },
                ),
                migrations.CreateModel(
                    name="Aspect",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("place", models.PositiveSmallIntegerField()),
                        ("words", models.CharField(max_length=160)),
                        ("practice", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="aspects", to="practice.practice")),
                    ],
                    options={
                        "ordering": ["place"],
                        "constraints": [models.UniqueConstraint(fields=("practice", "place"), name="aspect_in_its_place"), models.CheckConstraint(condition=models.Q(("place__gte", 1), ("place__lte", 4)), name="aspects_at_most_four")],
                    },
                ),
                migrations.CreateModel(
                    name="Take",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("number", models.PositiveIntegerField()),
                        ("at", models.DateTimeField()),
                        ("file", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="practice_take", to="media.storedfile")),
                        ("kept", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="library.item")),
                        ("practice", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="takes", to="practice.practice")),
                        ("thread", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="practice_take", to="discussion.thread")),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [models.UniqueConstraint(fields=("practice", "number"), name="take_in_its_place")],
                    },
                ),
                migrations.CreateModel(
                    name="Showing",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("as_what", models.CharField(choices=[("peer", "a colleague"), ("coach", "a coach"), ("lead", "your lead")], default="peer", max_length=5)),
                        ("at", models.DateTimeField()),
                        ("seen_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="shown_takes", to=settings.AUTH_USER_MODEL)),
                        ("take", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="showings", to="practice.take")),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "indexes": [models.Index(condition=models.Q(("ended_at__isnull", True)), fields=["person", "-at", "-id"], name="showing_newest")],
                        "constraints": [models.UniqueConstraint(fields=("take", "person"), name="shown_once_each")],
                    },
                ),
                migrations.CreateModel(
                    name="Mark",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("level", models.CharField(choices=[("not_yet", "not yet"), ("there", "there"), ("strong", "strong")], max_length=10)),
                        ("reason", models.CharField(max_length=500)),
                        ("at", models.DateTimeField()),
                        ("aspect", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="practice.aspect")),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("take", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="practice.take")),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [models.UniqueConstraint(fields=("take", "aspect", "by"), name="marked_once_each"), models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="mark_has_a_reason")],
                    },
                ),
                migrations.CreateModel(
                    name="VoiceNote",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("comment", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="voice_note", to="discussion.comment")),
                        ("file", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="voice_note", to="media.storedfile")),
                        ("take", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="voice_notes", to="practice.take")),
                    ],
                ),
            ],
        ),
    ]
