"""Threads and what is said in them, in one step on an empty database."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from upwell.core.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [("discussion", "0001_initial"), ("discussion", "0002_most_looked_for"), ("discussion", "0003_said_without_a_name"), ("discussion", "0004_margin_and_suggestions"), ("discussion", "0005_count_flags"), ("discussion", "0006_suggestions_on_the_way")]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Thread",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("comment_count", models.PositiveIntegerField(default=0)),
                        ("learned_count", models.PositiveIntegerField(default=0)),
                        ("useful_count", models.PositiveIntegerField(default=0)),
                        ("outdated_count", models.PositiveIntegerField(default=0)),
                        ("unclear_count", models.PositiveIntegerField(default=0)),
                        ("question_count", models.PositiveIntegerField(default=0)),
                        ("reader_count", models.PositiveIntegerField(default=0)),
                        ("found_useful_count", models.PositiveIntegerField(default=0)),
                        ("flagged_count", models.PositiveIntegerField(db_default=0, default=0)),
                        ("needs_attention", models.BooleanField(db_default=False, default=False)),
                        ("suggestion_count", models.PositiveIntegerField(db_default=0, default=0)),
                    ],
                    options={
                        "indexes": [
                            models.Index(models.OrderBy(models.F("found_useful_count"), descending=True), models.OrderBy(models.F("id"), descending=True), condition=models.Q(("found_useful_count__gt", 0)), name="thread_most_useful"),
                            models.Index(condition=models.Q(("needs_attention", True)), fields=["id"], name="thread_needs_attention"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Anchor",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("block", models.CharField(max_length=40)),
                        ("quote", models.TextField(blank=True, max_length=2000)),
                        ("prefix", models.CharField(blank=True, max_length=64)),
                        ("suffix", models.CharField(blank=True, max_length=64)),
                        ("start", models.PositiveIntegerField(default=0)),
                        ("end", models.PositiveIntegerField(default=0)),
                        ("second", models.FloatField(blank=True, null=True)),
                        ("number", models.PositiveIntegerField(default=0)),
                        ("thread", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="anchors", to="discussion.thread")),
                    ],
                    options={
                        "indexes": [models.Index(fields=["thread", "-id"], name="anchor_newest")],
                        "constraints": [models.CheckConstraint(condition=models.Q(("end__gte", models.F("start"))), name="anchor_runs_forwards")],
                    },
                ),
                migrations.CreateModel(
                    name="Fix",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("block", models.CharField(blank=True, max_length=40)),
                        ("number", models.PositiveIntegerField()),
                        ("before", models.TextField(blank=True)),
                        ("after", models.TextField(blank=True)),
                        ("word", models.CharField(blank=True, max_length=500)),
                        ("at", models.DateTimeField()),
                        ("waited", models.DurationField(blank=True, null=True)),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("credited", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("thread", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="fixes", to="discussion.thread")),
                    ],
                    options={
                        "verbose_name_plural": "fixes",
                        "indexes": [models.Index(fields=["thread", "-at", "-id"], name="fix_newest")],
                    },
                ),
                migrations.CreateModel(
                    name="Reaction",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("kind", models.CharField(choices=[("learned", "I learned something"), ("useful", "Useful"), ("outdated", "Out of date"), ("unclear", "Unclear"), ("question", "I have a question")], max_length=10)),
                        ("block", models.CharField(blank=True, max_length=40)),
                        ("at", models.DateTimeField()),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="reactions", to=settings.AUTH_USER_MODEL)),
                        ("thread", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="reactions", to="discussion.thread")),
                        ("is_named", models.BooleanField(db_default=False, default=False)),
                        ("words", models.CharField(blank=True, db_default="", default="", max_length=500)),
                        ("anchor", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="reactions", to="discussion.anchor")),
                        ("fix", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="reactions", to="discussion.fix")),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(condition=models.Q(("fix__isnull", True)), fields=("thread", "by", "kind", "block", "anchor"), name="reaction_once_each", nulls_distinct=False)],
                        "indexes": [models.Index(fields=["thread", "by"], name="reaction_of_person")],
                    },
                ),
                migrations.CreateModel(
                    name="Comment",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("text", models.TextField(max_length=5000)),
                        ("at", models.DateTimeField()),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="comments", to=settings.AUTH_USER_MODEL)),
                        ("thread", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="discussion.thread")),
                        ("is_nameless", models.BooleanField(db_default=False, default=False)),
                        ("block", models.CharField(blank=True, db_default="", default="", max_length=40)),
                        ("edited_at", models.DateTimeField(blank=True, null=True)),
                        ("is_question", models.BooleanField(db_default=False, default=False)),
                        ("mentions", models.JSONField(blank=True, db_default=models.Value([], models.JSONField()), default=list)),
                        ("reply_to", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="replies", to="discussion.comment")),
                        ("solved_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="discussion.comment")),
                        ("anchor", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="discussion.anchor")),
                        ("fix", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="discussion.fix")),
                    ],
                    options={
                        "indexes": [models.Index(fields=["thread", "at", "id"], name="comment_in_order")],
                    },
                ),
                migrations.CreateModel(
                    name="Suggestion",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("block", models.CharField(max_length=40)),
                        ("field", models.CharField(max_length=40)),
                        ("before", models.TextField()),
                        ("after", models.TextField(blank=True)),
                        ("prefix", models.CharField(blank=True, max_length=64)),
                        ("suffix", models.CharField(blank=True, max_length=64)),
                        ("start", models.PositiveIntegerField(default=0)),
                        ("why", models.CharField(blank=True, max_length=500)),
                        ("number", models.PositiveIntegerField()),
                        ("at", models.DateTimeField()),
                        ("state", models.CharField(choices=[("open", "waiting"), ("accepted", "accepted"), ("declined", "declined"), ("withdrawn", "taken back")], default="open", max_length=10)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("word", models.CharField(blank=True, max_length=500)),
                        ("became", models.PositiveIntegerField(blank=True, null=True)),
                        ("anchor", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="suggestions", to="discussion.anchor")),
                        ("answered_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="suggestions_answered", to=settings.AUTH_USER_MODEL)),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="suggested_changes", to=settings.AUTH_USER_MODEL)),
                        ("fix", models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="suggestion", to="discussion.fix")),
                        ("thread", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="suggestions", to="discussion.thread")),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["thread", "-id"], name="suggestion_newest"),
                            models.Index(condition=models.Q(("state", "open")), fields=["thread"], name="suggestion_waiting"),
                            models.Index(condition=models.Q(("became__isnull", True), ("state", "accepted")), fields=["thread"], name="suggestion_on_the_way"),
                        ],
                    },
                ),
            ],
        ),
    ]
