"""The week's plan, and the cards that bring back what was learned."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from upwell.core.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("library", "0010_tasks_and_paths"),
        ("needs", "0004_titles_that_hold_a_word"),
        ("people", "0004_names_that_hold_letters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Plan",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("week", models.DateField()),
                        ("minutes", models.PositiveSmallIntegerField()),
                        ("is_quiet", models.BooleanField(default=False)),
                        ("made_at", models.DateTimeField()),
                        ("person", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="plans", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["week", "person"], name="plan_of_week")],
                        "constraints": [models.UniqueConstraint(fields=("person", "week"), name="plan_once_a_week")],
                    },
                ),
                migrations.CreateModel(
                    name="Piece",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("kind", models.CharField(choices=[("learn", "Learn"), ("answer", "Answer"), ("meet", "Meet"), ("try", "Try"), ("recall", "Recall")], max_length=6)),
                        ("key", models.CharField(max_length=40)),
                        ("title", models.CharField(max_length=300)),
                        ("reason", models.CharField(max_length=400)),
                        ("url", models.CharField(max_length=300)),
                        ("minutes", models.PositiveSmallIntegerField()),
                        ("worth", models.PositiveSmallIntegerField()),
                        ("for_others", models.BooleanField(default=False)),
                        ("is_long", models.BooleanField(default=False)),
                        ("place", models.PositiveSmallIntegerField(default=0)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        ("colleague", models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("item", models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="library.item")),
                        ("need", models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="needs.need")),
                        ("plan", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="pieces", to="planning.plan")),
                    ],
                    options={
                        "ordering": ["place", "id"],
                        "constraints": [models.UniqueConstraint(fields=("plan", "key"), name="piece_once_a_plan")],
                    },
                ),
                migrations.CreateModel(
                    name="Prompt",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("block", models.CharField(max_length=40)),
                        ("content", models.JSONField()),
                        ("fingerprint", models.CharField(max_length=64)),
                        ("number", models.PositiveIntegerField(help_text="The version it is taken from.")),
                        ("item", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="prompts", to="library.item")),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("item", "block"), name="prompt_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Card",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("front", models.CharField(blank=True, max_length=500)),
                        ("back", models.CharField(blank=True, max_length=1000)),
                        ("made_at", models.DateTimeField()),
                        ("due", models.DateTimeField()),
                        ("stability", models.FloatField(blank=True, null=True)),
                        ("difficulty", models.FloatField(blank=True, null=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("reset_at", models.DateTimeField(blank=True, null=True)),
                        ("reset_why", models.CharField(blank=True, max_length=400)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("person", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="cards", to=settings.AUTH_USER_MODEL)),
                        ("prompt", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="cards", to="planning.prompt")),
                    ],
                    options={
                        "indexes": [
                            models.Index(condition=models.Q(("ended_at__isnull", True)), fields=["person", "due", "id"], name="card_due"),
                            models.Index(models.F("person"), models.OrderBy(models.F("made_at"), descending=True), models.OrderBy(models.F("id"), descending=True), condition=models.Q(("ended_at__isnull", True)), name="card_newest"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "prompt"), name="card_once_a_question"),
                            models.CheckConstraint(condition=models.Q(models.Q(("front", ""), ("prompt__isnull", False)), models.Q(("prompt__isnull", True), models.Q(("front", ""), _negated=True), models.Q(("back", ""), _negated=True)), _connector="OR"), name="card_is_a_question_or_ones_own"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("key", models.CharField(max_length=40)),
                        ("rating", models.PositiveSmallIntegerField(choices=[(1, "Forgot"), (2, "Barely"), (3, "Knew it"), (4, "Easily")])),
                        ("at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField()),
                        ("predicted", models.FloatField(blank=True, null=True)),
                        ("counts", models.BooleanField(default=True)),
                        ("card", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="planning.card")),
                    ],
                    options={
                        "indexes": [models.Index(condition=models.Q(("predicted__isnull", False)), fields=["at"], name="review_predicted")],
                        "constraints": [models.UniqueConstraint(fields=("card", "key"), name="review_once"), models.CheckConstraint(condition=models.Q(("rating__gte", 1), ("rating__lte", 4)), name="review_rating_known")],
                    },
                ),
                migrations.CreateModel(
                    name="Rhythm",
                    fields=[
                        ("person", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="rhythm", serialize=False, to=settings.AUTH_USER_MODEL)),
                        ("minutes", models.PositiveSmallIntegerField(default=24, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(240)])),
                        ("quiet_weeks", django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), blank=True, default=list, size=None)),
                    ],
                    options={
                        "constraints": [models.CheckConstraint(condition=models.Q(("minutes__gte", 5), ("minutes__lte", 240)), name="rhythm_minutes_bounded")],
                    },
                ),
                migrations.CreateModel(
                    name="SetAside",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("key", models.CharField(max_length=40)),
                        ("kind", models.CharField(choices=[("learn", "Learn"), ("answer", "Answer"), ("meet", "Meet"), ("try", "Try"), ("recall", "Recall")], max_length=6)),
                        ("title", models.CharField(max_length=300)),
                        ("skills", models.JSONField(default=list)),
                        ("at", models.DateTimeField()),
                        ("until", models.DateField(blank=True, null=True)),
                        ("person", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="set_aside", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "indexes": [models.Index(models.F("person"), models.OrderBy(models.F("at"), descending=True), models.OrderBy(models.F("id"), descending=True), condition=models.Q(("until__isnull", True)), name="declined_newest")],
                        "constraints": [models.UniqueConstraint(fields=("person", "key"), name="set_aside_once")],
                    },
                ),
            ],
        ),
    ]
