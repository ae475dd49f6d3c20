"""What search and suggestions keep, in one step on an empty database."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgvector.django.halfvec
import pgvector.django.indexes
from django.conf import settings
from django.db import migrations, models

from upwell.core.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [("search", "0001_initial"), ("search", "0002_what_search_keeps"), ("search", "0003_what_is_unwritten"), ("search", "0004_moments")]

    initial = True

    dependencies = [
        ("library", "0001_squashed_0013_remarks_on_words"),
        ("media", "0001_squashed_0009_parts_of_films"),
        ("needs", "0001_squashed_0004_titles_that_hold_a_word"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("kind", models.CharField(choices=[("need", "Need"), ("item", "Item"), ("person", "Person"), ("moment", "Moment")], max_length=6)),
                        ("object_id", models.BigIntegerField()),
                        ("title", models.CharField(max_length=300)),
                        ("body", models.TextField(blank=True)),
                        ("skills", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None)),
                        ("team_id", models.BigIntegerField(null=True)),
                        ("at", models.DateTimeField()),
                        ("static", pgvector.django.halfvec.HalfVectorField(dimensions=256, null=True)),
                        ("sentence", pgvector.django.halfvec.HalfVectorField(dimensions=384, null=True)),
                        ("more", models.TextField(blank=True)),
                    ],
                    options={
                        "indexes": [
                            pgvector.django.indexes.HnswIndex(condition=models.Q(("kind", "need")), fields=["sentence"], name="document_sentence_need", opclasses=["halfvec_ip_ops"]),
                            pgvector.django.indexes.HnswIndex(condition=models.Q(("kind", "item")), fields=["sentence"], name="document_sentence_item", opclasses=["halfvec_ip_ops"]),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("kind", "object_id"), name="document_once")],
                    },
                ),
                migrations.CreateModel(
                    name="HelperSuggestion",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("place", models.PositiveSmallIntegerField()),
                        ("reasons", models.JSONField(default=list)),
                        ("at", models.DateTimeField()),
                        ("declined_at", models.DateTimeField(blank=True, null=True)),
                        ("need", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="suggestions", to="needs.need")),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="suggestions", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["person", "-at"], name="suggestion_of_person")],
                        "constraints": [models.UniqueConstraint(fields=("need", "person"), name="suggested_once")],
                    },
                ),
                migrations.CreateModel(
                    name="HelpGiven",
                    fields=[
                        ("person", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="help_given", serialize=False, to=settings.AUTH_USER_MODEL)),
                        ("lately", models.FloatField()),
                        ("in_years", models.FloatField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["-lately"], name="help_given_lately"), models.Index(fields=["-in_years"], name="help_given_in_years")],
                    },
                ),
                migrations.CreateModel(
                    name="Unwritten",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("kind", models.CharField(choices=[("need", "Need"), ("item", "Item"), ("person", "Person"), ("moment", "Moment")], max_length=6)),
                        ("object_id", models.BigIntegerField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["kind", "id"], name="unwritten_in_order")],
                    },
                ),
                migrations.CreateModel(
                    name="Playing",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("block", models.CharField(max_length=40)),
                        ("file", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="playings", to="media.storedfile")),
                        ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="playings", to="library.item")),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("item", "block"), name="playing_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Moment",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("begin", models.FloatField()),
                        ("end", models.FloatField()),
                        ("playing", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="moments", to="search.playing")),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("playing", "begin"), name="moment_once")],
                    },
                ),
            ],
        ),
    ]
