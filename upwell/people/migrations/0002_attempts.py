"""The table of Django's database cache, unlogged: what it holds may be lost, and writing it should cost little."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql=[
                "CREATE UNLOGGED TABLE people_attempts "
                "(cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL)",
                "CREATE INDEX people_attempts_expires ON people_attempts (expires)",
            ],
            reverse_sql="DROP TABLE people_attempts",
        )
    ]
