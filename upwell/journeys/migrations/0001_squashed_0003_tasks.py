"""Paths, tasks and what each person has begun, in one step on an empty database."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from upwell.core.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [("journeys", "0001_progress"), ("journeys", "0002_paths"), ("journeys", "0003_tasks")]

    initial = True

    dependencies = [
        ("library", "0001_squashed_0013_remarks_on_words"),
        ("media", "0001_squashed_0009_parts_of_films"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Progress",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("started_at", models.DateTimeField()),
                        ("at", models.DateTimeField()),
                        ("place", models.JSONField(default=dict)),
                        ("visits", models.JSONField(default=list)),
                        ("seconds", models.PositiveIntegerField(default=0)),
                        ("result", models.FloatField(blank=True, null=True)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("item", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="progress", to="library.item")),
                        ("person", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="progress", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["item", "finished_at"], name="progress_of_item"),
                            models.Index(models.F("person"), models.OrderBy(models.F("at"), descending=True), models.OrderBy(models.F("id"), descending=True), condition=models.Q(("finished_at", None)), name="progress_under_way"),
                            models.Index(models.F("person"), models.OrderBy(models.F("finished_at"), descending=True), models.OrderBy(models.F("id"), descending=True), condition=models.Q(("finished_at__isnull", False)), name="progress_finished"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("person", "item"), name="progress_once"), models.CheckConstraint(condition=models.Q(("result__isnull", True), models.Q(("result__gte", 0), ("result__lte", 1)), _connector="OR"), name="progress_result_is_a_share")],
                    },
                ),
                migrations.CreateModel(
                    name="Path",
                    fields=[
                        ("item", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="path", serialize=False, to="library.item")),
                        ("anchor", models.CharField(choices=[("chosen", "the day one begins it"), ("joined", "the day somebody joins"), ("role", "the day somebody starts a new role"), ("leaves", "somebody’s last day")], default="chosen", max_length=10)),
                        ("days", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("has_buddy", models.BooleanField(default=False)),
                        ("has_certificate", models.BooleanField(default=False)),
                        ("is_onboarding", models.BooleanField(default=False)),
                        ("step_count", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [models.CheckConstraint(condition=models.Q(("days__isnull", True), ("days__gte", 1), _connector="OR"), name="path_lasts_a_day")],
                    },
                ),
                migrations.CreateModel(
                    name="Rule",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("title", models.CharField(blank=True, max_length=150)),
                        ("place", models.CharField(blank=True, max_length=120)),
                        ("joined_after", models.DateField(blank=True, null=True)),
                        ("made_at", models.DateTimeField()),
                        ("live_at", models.DateTimeField(blank=True, null=True)),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("path", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="rules", to="journeys.path")),
                        ("skill", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.skill")),
                        ("team", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.team")),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Enrolment",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("how", models.CharField(choices=[("self", "by oneself"), ("assigned", "a colleague gave it to them"), ("rule", "a rule gave it to them")], max_length=10)),
                        ("day", models.DateField()),
                        ("until", models.DateField(blank=True, null=True)),
                        ("entered_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("left_at", models.DateTimeField(blank=True, null=True)),
                        ("buddy", models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="accompanies", to=settings.AUTH_USER_MODEL)),
                        ("by", models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("left_by", models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="enrolments", to=settings.AUTH_USER_MODEL)),
                        ("path", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="enrolments", to="journeys.path")),
                        ("rule", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="enrolments", to="journeys.rule")),
                    ],
                    options={
                        "indexes": [models.Index(condition=models.Q(("finished_at__isnull", True), ("left_at__isnull", True)), fields=["person"], name="enrolment_going_on"), models.Index(condition=models.Q(("buddy__isnull", False)), fields=["buddy"], name="enrolment_of_buddy")],
                        "constraints": [models.UniqueConstraint(fields=("path", "person"), name="enrolled_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Certificate",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("key", models.UUIDField(unique=True)),
                        ("name", models.CharField(max_length=150)),
                        ("title", models.CharField(max_length=200)),
                        ("at", models.DateTimeField()),
                        ("enrolment", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="certificate", to="journeys.enrolment")),
                    ],
                ),
                migrations.CreateModel(
                    name="Section",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("title", models.CharField(max_length=120)),
                        ("place", models.PositiveSmallIntegerField(default=0)),
                        ("path", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="journeys.path")),
                    ],
                    options={
                        "ordering": ["place", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Step",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("place", models.PositiveSmallIntegerField(default=0)),
                        ("kind", models.CharField(choices=[("module", "Module"), ("link", "Link"), ("event", "Event, any of these dates"), ("task", "Task"), ("recording", "Recording"), ("meet", "Meet somebody"), ("choice", "One of these"), ("reflection", "Reflection")], max_length=10)),
                        ("title", models.CharField(max_length=200)),
                        ("words", models.TextField(blank=True, max_length=2000)),
                        ("minutes", models.PositiveSmallIntegerField(default=10)),
                        ("offset", models.SmallIntegerField(blank=True, null=True)),
                        ("whom", models.CharField(blank=True, choices=[("buddy", "their buddy"), ("neighbours", "two neighbours from other teams"), ("asker", "somebody who asked what they asked"), ("lead", "whom they report to"), ("person", "a colleague you name")], max_length=10)),
                        ("shows", models.CharField(blank=True, choices=[("", "nothing"), ("modules", "what they look after here"), ("needs", "their needs that still wait")], max_length=10)),
                        ("path", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="journeys.path")),
                        ("person", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("after", models.ManyToManyField(blank=True, related_name="before", to="journeys.step")),
                        ("items", models.ManyToManyField(blank=True, related_name="steps", to="library.item")),
                    ],
                    options={
                        "ordering": ["place", "id"],
                        "indexes": [models.Index(fields=["path", "place"], name="step_in_order")],
                        "constraints": [models.CheckConstraint(condition=models.Q(models.Q(("kind", "meet"), _negated=True), models.Q(("whom", ""), _negated=True), _connector="OR"), name="step_says_whom_to_meet")],
                    },
                ),
                migrations.CreateModel(
                    name="StepDone",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("at", models.DateTimeField()),
                        ("words", models.TextField(blank=True, max_length=4000)),
                        ("is_shared", models.BooleanField(default=False)),
                        ("enrolment", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="done", to="journeys.enrolment")),
                        ("file", models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="media.storedfile")),
                        ("step", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="done", to="journeys.step")),
                        ("met", models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [models.UniqueConstraint(fields=("enrolment", "step"), name="step_done_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Task",
                    fields=[
                        ("item", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="task", serialize=False, to="library.item")),
                        ("what", models.TextField(max_length=10000)),
                        ("show", models.CharField(max_length=500)),
                        ("evidence", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[("words", "words"), ("picture", "a picture"), ("recording", "a recording")], max_length=10), size=None)),
                        ("lookers", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[("buddy", "a buddy"), ("coach", "a coach"), ("lead", "the lead"), ("peer", "a peer who does the same")], max_length=10), size=None)),
                        ("checklist", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None)),
                        ("is_experiment", models.BooleanField(default=False)),
                        ("tried_count", models.PositiveIntegerField(default=0)),
                        ("accepted_count", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [models.CheckConstraint(condition=models.Q(("evidence", []), _negated=True), name="task_asks_for_something"), models.CheckConstraint(condition=models.Q(("lookers", []), _negated=True), name="task_has_somebody_to_look")],
                    },
                ),
                migrations.CreateModel(
                    name="Attempt",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("state", models.CharField(choices=[("trying", "trying it"), ("shown", "waits for a look"), ("sent_back", "sent back"), ("accepted", "accepted")], default="trying", max_length=10)),
                        ("begun_at", models.DateTimeField()),
                        ("at", models.DateTimeField()),
                        ("guess", models.CharField(blank=True, max_length=500)),
                        ("text", models.TextField(blank=True, max_length=10000)),
                        ("result", models.CharField(blank=True, max_length=1000)),
                        ("as_what", models.CharField(blank=True, choices=[("buddy", "a buddy"), ("coach", "a coach"), ("lead", "the lead"), ("peer", "a peer who does the same")], max_length=10)),
                        ("stamp", models.PositiveIntegerField(default=0)),
                        ("shown_at", models.DateTimeField(blank=True, null=True)),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        ("came_of_it", models.CharField(blank=True, max_length=1000)),
                        ("told_at", models.DateTimeField(blank=True, null=True)),
                        ("file", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="media.storedfile")),
                        ("observer", models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("person", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="attempts", to=settings.AUTH_USER_MODEL)),
                        ("picture", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="media.picture")),
                        ("task", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="attempts", to="journeys.task")),
                    ],
                    options={
                        "indexes": [
                            models.Index(models.F("person"), models.OrderBy(models.F("at"), descending=True), models.OrderBy(models.F("id"), descending=True), name="attempt_of_person"),
                            models.Index(condition=models.Q(("state", "shown")), fields=["observer", "shown_at", "id"], name="attempt_to_look_at"),
                            models.Index(condition=models.Q(("observer__isnull", False)), fields=["observer"], name="attempt_of_observer"),
                            models.Index(models.F("task"), models.OrderBy(models.F("told_at"), descending=True), models.OrderBy(models.F("id"), descending=True), condition=models.Q(("told_at__isnull", False)), name="attempt_told"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("task", "person"), name="attempt_once_each"),
                            models.CheckConstraint(condition=models.Q(("observer", models.F("person")), _negated=True), name="attempt_seen_by_another"),
                            models.CheckConstraint(condition=models.Q(models.Q(("state", "accepted"), _negated=True), ("accepted_at__isnull", False), _connector="OR"), name="attempt_accepted_when"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Look",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("as_what", models.CharField(choices=[("buddy", "a buddy"), ("coach", "a coach"), ("lead", "the lead"), ("peer", "a peer who does the same")], max_length=10)),
                        ("is_accepted", models.BooleanField()),
                        ("word", models.CharField(max_length=1000)),
                        ("ticked", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None)),
                        ("stamp", models.PositiveIntegerField()),
                        ("at", models.DateTimeField()),
                        ("attempt", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="looks", to="journeys.attempt")),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "constraints": [models.UniqueConstraint(fields=("attempt", "stamp"), name="looked_once_each")],
                    },
                ),
            ],
        ),
    ]
