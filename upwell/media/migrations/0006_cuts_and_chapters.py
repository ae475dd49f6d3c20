"""What was cut out of recordings, the editions made since, and chapters."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0005_takes_and_bringers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Cut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begin", models.FloatField()),
                ("end", models.FloatField()),
                ("at", models.DateTimeField()),
                ("put_back_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="rendition",
            name="rendition_once",
        ),
        migrations.AddField(
            model_name="recording",
            name="chapters",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name="recording",
            name="chapters_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="recording",
            name="cuts",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name="recording",
            name="edition",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="recording",
            name="shown_cuts",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name="recording",
            name="shown_edition",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="recording",
            name="strip_every",
            field=models.FloatField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="rendition",
            name="edition",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=models.UniqueConstraint(fields=("recording", "edition", "height"), name="rendition_once"),
        ),
        migrations.AddField(
            model_name="cut",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="cut",
            name="put_back_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="cut",
            name="recording",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="cut_rows", to="media.recording"
            ),
        ),
        migrations.AddIndex(
            model_name="cut",
            index=models.Index(fields=["recording", "begin"], name="cut_in_order"),
        ),
        migrations.AddConstraint(
            model_name="cut",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gt", models.F("begin"))), name="cut_runs_forwards"
            ),
        ),
    ]
