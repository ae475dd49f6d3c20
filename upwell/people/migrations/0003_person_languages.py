"""Finds the few who speak a rare language without reading everybody."""

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0002_attempts")]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(fields=["languages"], name="person_languages"),
        )
    ]
