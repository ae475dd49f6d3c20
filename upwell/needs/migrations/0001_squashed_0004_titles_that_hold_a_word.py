"""Needs and what happens to them, in one step on an empty database."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from upwell.core.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [("needs", "0001_initial"), ("needs", "0002_answered_without_a_name"), ("needs", "0003_lately_parked"), ("needs", "0004_titles_that_hold_a_word")]

    initial = True

    dependencies = [
        ("discussion", "0001_squashed_0006_suggestions_on_the_way"),
        ("library", "0001_squashed_0013_remarks_on_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Need",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("title", models.CharField(max_length=300)),
                        ("why", models.TextField(blank=True, max_length=5000)),
                        ("for_whom", models.CharField(blank=True, max_length=200)),
                        ("goal", models.CharField(blank=True, max_length=200)),
                        ("asked_at", models.DateTimeField()),
                        ("is_nameless", models.BooleanField(default=False)),
                        ("imported_id", models.CharField(blank=True, max_length=200, null=True, unique=True)),
                        ("voice_count", models.PositiveIntegerField(default=0)),
                        ("now_count", models.PositiveIntegerField(default=0)),
                        ("offer_count", models.PositiveIntegerField(default=0)),
                        ("answer_count", models.PositiveIntegerField(default=0)),
                        ("solved_count", models.PositiveIntegerField(default=0)),
                        ("partly_count", models.PositiveIntegerField(default=0)),
                        ("not_solved_count", models.PositiveIntegerField(default=0)),
                        ("used_count", models.PositiveIntegerField(default=0)),
                        ("heat", models.FloatField(default=0)),
                        ("first_help_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("solved_at", models.DateTimeField(blank=True, null=True)),
                        ("parked_at", models.DateTimeField(blank=True, null=True)),
                        ("asked_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="needs", to=settings.AUTH_USER_MODEL)),
                        ("merged_into", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="merged", to="needs.need")),
                        ("team", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="needs", to="people.team")),
                        ("thread", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="need", to="discussion.thread")),
                        ("skills", models.ManyToManyField(blank=True, related_name="needs", to="people.skill")),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["-asked_at", "-id"], name="need_newest"),
                            models.Index(condition=models.Q(("merged_into__isnull", True)), fields=["-heat", "-id"], name="need_hottest"),
                            models.Index(condition=models.Q(("answered_at__isnull", True), ("merged_into__isnull", True), ("parked_at__isnull", True)), fields=["asked_at", "id"], name="need_waiting_longest"),
                            models.Index(condition=models.Q(("solved_at__isnull", False)), fields=["-solved_at", "-id"], name="need_lately_solved"),
                            models.Index(fields=["asked_by", "-asked_at"], name="need_of_person"),
                            models.Index(condition=models.Q(("parked_at__isnull", False)), fields=["-parked_at", "-id"], name="need_lately_parked"),
                            django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper("title"), "gin_trgm_ops"), name="need_title_holds"),
                        ],
                        "constraints": [models.CheckConstraint(condition=models.Q(("title", ""), _negated=True), name="need_has_a_sentence"), models.CheckConstraint(condition=models.Q(("merged_into", models.F("id")), _negated=True), name="need_not_merged_into_itself")],
                    },
                ),
                migrations.CreateModel(
                    name="Follow",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("is_muted", models.BooleanField(default=False)),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="follows", to=settings.AUTH_USER_MODEL)),
                        ("need", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="follows", to="needs.need")),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("need", "person"), name="follow_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("text", models.TextField(blank=True, max_length=10000)),
                        ("at", models.DateTimeField()),
                        ("is_accepted", models.BooleanField(default=False)),
                        ("imported_id", models.CharField(blank=True, max_length=300, null=True, unique=True)),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="answers", to=settings.AUTH_USER_MODEL)),
                        ("item", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="library.item")),
                        ("person", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="named_in_answers", to=settings.AUTH_USER_MODEL)),
                        ("need", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="needs.need")),
                        ("is_nameless", models.BooleanField(db_default=False, default=False)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["need", "at", "id"], name="answer_in_order"), models.Index(fields=["by", "-at"], name="answer_of_person")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("item__isnull", False), ("person__isnull", True)), models.Q(("item__isnull", True), ("person__isnull", False)), models.Q(("item__isnull", True), ("person__isnull", True), models.Q(("text", ""), _negated=True)), _connector="OR"), name="answer_is_one_thing"
                            ),
                            models.UniqueConstraint(fields=("need", "item"), name="item_answers_once"),
                            models.UniqueConstraint(fields=("need", "person"), name="person_answers_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Offer",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("how", models.CharField(choices=[("write", "write something"), ("record", "record something"), ("run", "run a session"), ("mentor", "mentor somebody"), ("talk", "talk it over"), ("know_who", "I know who")], max_length=10)),
                        ("note", models.CharField(blank=True, max_length=1000)),
                        ("at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="offers", to=settings.AUTH_USER_MODEL)),
                        ("need", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="offers", to="needs.need")),
                        ("person", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="named_in_offers", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["by", "-at"], name="offer_of_person")],
                        "constraints": [
                            models.UniqueConstraint(condition=models.Q(("withdrawn_at__isnull", True)), fields=("need", "by", "how"), name="offer_once_each"),
                            models.CheckConstraint(condition=models.Q(models.Q(("how", "know_who"), _negated=True), ("person__isnull", False), _connector="OR"), name="know_who_names_somebody"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Parking",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("reason", models.CharField(max_length=500)),
                        ("at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("need", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="parkings", to="needs.need")),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(condition=models.Q(("ended_at__isnull", True)), fields=("need",), name="parked_once"), models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="parking_has_a_reason")],
                    },
                ),
                migrations.CreateModel(
                    name="Voice",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("urgency", models.CharField(choices=[("now", "now"), ("soon", "soon"), ("someday", "someday")], default="soon", max_length=10)),
                        ("why", models.CharField(blank=True, max_length=1000)),
                        ("is_nameless", models.BooleanField(default=False)),
                        ("at", models.DateTimeField()),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="voices", to=settings.AUTH_USER_MODEL)),
                        ("need", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="voices", to="needs.need")),
                        ("team", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.team")),
                    ],
                    options={
                        "indexes": [models.Index(fields=["by", "-at"], name="voice_of_person")],
                        "constraints": [models.UniqueConstraint(fields=("need", "by"), name="one_voice_each")],
                    },
                ),
                migrations.CreateModel(
                    name="Confirmation",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("outcome", models.CharField(choices=[("solved", "solved"), ("partly", "partly"), ("not", "not solved")], max_length=10)),
                        ("note", models.CharField(blank=True, max_length=1000)),
                        ("at", models.DateTimeField()),
                        ("asked_again_at", models.DateTimeField(blank=True, null=True)),
                        ("used", models.CharField(blank=True, choices=[("yes", "used at work"), ("not_yet", "not yet"), ("no", "no")], max_length=10)),
                        ("used_note", models.CharField(blank=True, max_length=1000)),
                        ("used_at", models.DateTimeField(blank=True, null=True)),
                        ("answer", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="confirmations", to="needs.answer")),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="given_confirmations", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "indexes": [models.Index(condition=models.Q(("asked_again_at__isnull", True), models.Q(("outcome", "not"), _negated=True)), fields=["at"], name="confirmation_to_ask_again"), models.Index(fields=["by", "-at"], name="confirmation_of_person")],
                        "constraints": [models.UniqueConstraint(fields=("answer", "by"), name="confirmed_once_each")],
                    },
                ),
            ],
        ),
    ]
