"""Storyboards: scenes with words, which become recordings."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from upwell.core.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("library", "0012_links_and_lengths"),
        ("media", "0006_cuts_and_chapters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Storyboard",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("title", models.CharField(blank=True, max_length=200)),
                        ("look", models.CharField(choices=[("paper", "Paper: ink on warm white"), ("deep", "Water: light on deep blue"), ("kelp", "Shore: dark green on sand")], default="paper", max_length=10)),
                        ("transition", models.CharField(choices=[("fade", "They melt into each other"), ("cut", "One follows the other at once")], default="fade", max_length=10)),
                        ("is_spoken", models.BooleanField(default=True)),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("en", "English"),
                                    ("de", "German"),
                                    ("fr", "French"),
                                    ("es", "Spanish"),
                                    ("it", "Italian"),
                                    ("nl", "Dutch"),
                                    ("pt", "Portuguese"),
                                    ("pl", "Polish"),
                                    ("sv", "Swedish"),
                                    ("da", "Danish"),
                                    ("nb", "Norwegian"),
                                    ("fi", "Finnish"),
                                    ("cs", "Czech"),
                                    ("ro", "Romanian"),
                                    ("tr", "Turkish"),
                                ],
                                default="en",
                                max_length=5,
                            ),
                        ),
                        ("stamp", models.PositiveIntegerField(default=0)),
                        ("hand", models.CharField(blank=True, max_length=20)),
                        ("started_at", models.DateTimeField()),
                        ("saved_at", models.DateTimeField()),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="storyboards", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["by", "-saved_at", "-id"], name="storyboard_latest")],
                    },
                ),
                migrations.CreateModel(
                    name="Scene",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("place", models.PositiveIntegerField()),
                        ("kind", models.CharField(choices=[("text", "Words"), ("picture", "Picture"), ("slide", "Slide"), ("clip", "Clip")], max_length=10)),
                        ("title", models.CharField(blank=True, max_length=80)),
                        ("words", models.TextField(blank=True, max_length=600)),
                        ("narration", models.TextField(blank=True, max_length=3000)),
                        ("begin", models.FloatField(default=0)),
                        ("end", models.FloatField(null=True)),
                        ("voice_seconds", models.FloatField(default=0)),
                        ("stamp", models.PositiveIntegerField(default=0)),
                        ("hand", models.CharField(blank=True, max_length=20)),
                        ("picture", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="media.picture")),
                        ("recording", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="media.recording")),
                        ("voice", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="media.storedfile")),
                        ("storyboard", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="scenes", to="films.storyboard")),
                    ],
                    options={
                        "ordering": ["place", "id"],
                        "indexes": [models.Index(fields=["storyboard", "place", "id"], name="scene_in_order")],
                    },
                ),
                migrations.CreateModel(
                    name="Film",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("state", models.CharField(choices=[("waiting", "Waiting"), ("working", "Being made"), ("ready", "Ready"), ("failed", "Could not be made")], default="waiting", max_length=10)),
                        ("percent", models.PositiveSmallIntegerField(default=0)),
                        ("fault", models.TextField(blank=True)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("made_digest", models.CharField(blank=True, max_length=64)),
                        ("seconds", models.FloatField(default=0)),
                        ("asked_at", models.DateTimeField()),
                        ("seen_alive_at", models.DateTimeField()),
                        ("made_at", models.DateTimeField(null=True)),
                        ("file", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="media.storedfile")),
                        ("item", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="library.item")),
                        ("storyboard", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="film", to="films.storyboard")),
                    ],
                ),
                migrations.CreateModel(
                    name="Deck",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("name", models.CharField(max_length=200)),
                        ("state", models.CharField(choices=[("waiting", "Waiting"), ("working", "Being made"), ("ready", "Ready"), ("failed", "Could not be made")], default="waiting", max_length=10)),
                        ("scene_count", models.PositiveIntegerField(default=0)),
                        ("told", models.JSONField(default=list)),
                        ("fault", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        ("file", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="media.storedfile")),
                        ("storyboard", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="decks", to="films.storyboard")),
                    ],
                    options={
                        "indexes": [models.Index(fields=["storyboard", "-id"], name="deck_latest")],
                    },
                ),
            ],
        ),
    ]
