"""Pictures, files, recordings and who is seen in them, in one step on an empty database."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import upwell.media.recordings.upload
from upwell.core.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [("media", "0001_initial"), ("media", "0002_stored_files"), ("media", "0003_recordings"), ("media", "0004_uploads_metadata"), ("media", "0005_takes_and_bringers"), ("media", "0006_cuts_and_chapters"), ("media", "0007_joins_and_waves"), ("media", "0008_consent"), ("media", "0009_parts_of_films")]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Picture",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("sha256", models.CharField(max_length=64, unique=True)),
                        ("file", models.CharField(max_length=200)),
                        ("content_type", models.CharField(max_length=40)),
                        ("width", models.PositiveIntegerField()),
                        ("height", models.PositiveIntegerField()),
                        ("byte_count", models.PositiveIntegerField()),
                        ("at", models.DateTimeField()),
                        ("by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="pictures", to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name="StoredFile",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("sha256", models.CharField(max_length=64, unique=True)),
                        ("file", models.CharField(max_length=200)),
                        ("name", models.CharField(max_length=200)),
                        ("kind", models.CharField(choices=[("video", "Video"), ("audio", "Sound"), ("pdf", "PDF"), ("office", "Document"), ("text", "Text"), ("archive", "Archive")], max_length=10)),
                        ("content_type", models.CharField(max_length=100)),
                        ("byte_count", models.PositiveBigIntegerField()),
                        ("at", models.DateTimeField()),
                        ("by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="files", to=settings.AUTH_USER_MODEL)),
                        ("reach", models.CharField(blank=True, choices=[("inside", "inside the organisation only"), ("outside", "outside, too")], db_default="", default="", max_length=10)),
                        ("standing", models.CharField(choices=[("open", "may be played"), ("waiting", "waits for a yes"), ("down", "taken down")], db_default="open", default="open", max_length=10)),
                        ("until", models.DateField(blank=True, null=True)),
                        ("brought_by", models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("made_of", models.ManyToManyField(related_name="made_into", to="media.storedfile")),
                    ],
                    options={
                        "constraints": [models.CheckConstraint(condition=models.Q(("byte_count__gt", 0)), name="file_holds_something")],
                    },
                ),
                migrations.CreateModel(
                    name="Recording",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("state", models.CharField(choices=[("waiting", "Waiting"), ("working", "Being made"), ("ready", "Ready"), ("failed", "Could not be made")], default="waiting", max_length=10)),
                        ("percent", models.PositiveSmallIntegerField(default=0)),
                        ("fault", models.TextField(blank=True)),
                        ("seconds", models.FloatField(null=True)),
                        ("width", models.PositiveIntegerField(default=0)),
                        ("height", models.PositiveIntegerField(default=0)),
                        ("has_sound", models.BooleanField(default=False)),
                        ("has_poster", models.BooleanField(default=False)),
                        ("asked_at", models.DateTimeField()),
                        ("seen_alive_at", models.DateTimeField()),
                        ("file", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="recording", to="media.storedfile")),
                        ("chapters", models.JSONField(db_default=models.Value([], models.JSONField()), default=list)),
                        ("chapters_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("cuts", models.JSONField(db_default=models.Value([], models.JSONField()), default=list)),
                        ("edition", models.PositiveIntegerField(db_default=0, default=0)),
                        ("shown_cuts", models.JSONField(db_default=models.Value([], models.JSONField()), default=list)),
                        ("shown_edition", models.PositiveIntegerField(db_default=0, default=0)),
                        ("strip_every", models.FloatField(db_default=0, default=0)),
                        ("headings", models.JSONField(db_default=models.Value([], models.JSONField()), default=list)),
                    ],
                    options={
                        "indexes": [models.Index(condition=models.Q(("percent__lt", 100)), fields=["seen_alive_at"], name="recording_in_work")],
                    },
                ),
                migrations.CreateModel(
                    name="Rendition",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("width", models.PositiveIntegerField()),
                        ("height", models.PositiveIntegerField()),
                        ("byte_count", models.PositiveBigIntegerField()),
                        ("bits_per_second", models.PositiveIntegerField()),
                        ("at", models.DateTimeField()),
                        ("recording", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="renditions", to="media.recording")),
                        ("edition", models.PositiveIntegerField(db_default=0, default=0)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("recording", "edition", "height"), name="rendition_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Transcript",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("state", models.CharField(choices=[("waiting", "Waiting"), ("working", "Being made"), ("ready", "Ready"), ("failed", "Could not be made")], default="waiting", max_length=10)),
                        ("fault", models.TextField(blank=True)),
                        ("language", models.CharField(blank=True, max_length=10)),
                        ("lines", models.JSONField(default=list)),
                        ("at", models.DateTimeField()),
                        ("edited_at", models.DateTimeField(null=True)),
                        ("edited_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("recording", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="transcript", to="media.recording")),
                    ],
                ),
                migrations.CreateModel(
                    name="Upload",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("key", models.CharField(default=upwell.media.recordings.upload.fresh_key, max_length=40, unique=True)),
                        ("name", models.CharField(max_length=200)),
                        ("byte_count", models.PositiveBigIntegerField(null=True)),
                        ("at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField(db_index=True)),
                        ("fault", models.TextField(blank=True)),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("file", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="media.storedfile")),
                        ("metadata", models.TextField(blank=True)),
                        ("is_take", models.BooleanField(db_default=False, default=False)),
                    ],
                ),
                migrations.CreateModel(
                    name="Viewing",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("second", models.FloatField()),
                        ("played", models.JSONField(default=list)),
                        ("at", models.DateTimeField()),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="viewings", to=settings.AUTH_USER_MODEL)),
                        ("recording", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="viewings", to="media.recording")),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("person", "recording"), name="viewing_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Cut",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("begin", models.FloatField()),
                        ("end", models.FloatField()),
                        ("at", models.DateTimeField()),
                        ("put_back_at", models.DateTimeField(null=True)),
                        ("by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("put_back_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("recording", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="cut_rows", to="media.recording")),
                    ],
                    options={
                        "indexes": [models.Index(fields=["recording", "begin"], name="cut_in_order")],
                        "constraints": [models.CheckConstraint(condition=models.Q(("end__gt", models.F("begin"))), name="cut_runs_forwards")],
                    },
                ),
                migrations.CreateModel(
                    name="Join",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("parts", models.JSONField()),
                        ("state", models.CharField(choices=[("waiting", "Waiting"), ("working", "Being made"), ("ready", "Ready"), ("failed", "Could not be made")], default="waiting", max_length=10)),
                        ("percent", models.PositiveSmallIntegerField(default=0)),
                        ("fault", models.TextField(blank=True)),
                        ("seen_alive_at", models.DateTimeField()),
                        ("take", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="join", to="media.upload")),
                    ],
                ),
                migrations.CreateModel(
                    name="Wave",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("every", models.FloatField()),
                        ("peaks", models.BinaryField()),
                        ("recording", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="wave", to="media.recording")),
                    ],
                ),
                migrations.CreateModel(
                    name="Admission",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("at", models.DateTimeField()),
                        ("file", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="admissions", to="media.storedfile")),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("file", "person"), name="admitted_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Consent",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("reach", models.CharField(choices=[("inside", "inside the organisation only"), ("outside", "outside, too")], default="inside", max_length=10)),
                        ("until", models.DateField(blank=True, null=True)),
                        ("state", models.CharField(choices=[("asked", "not answered yet"), ("given", "agreed"), ("refused", "said no"), ("withdrawn", "took it back"), ("lapsed", "agreed until a day that has passed")], default="asked", max_length=10)),
                        ("asked_at", models.DateTimeField()),
                        ("said_at", models.DateTimeField(blank=True, null=True)),
                        ("file", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="media.storedfile")),
                        ("named_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="consents", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["person", "-asked_at", "-id"], name="consent_of_person"), models.Index(condition=models.Q(("state", "given"), ("until__isnull", False)), fields=["until"], name="consent_ending")],
                        "constraints": [models.UniqueConstraint(fields=("file", "person"), name="filmed_once")],
                    },
                ),
            ],
        ),
    ]
