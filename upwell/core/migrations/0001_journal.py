"""The extensions Upwell needs, and the journal, partitioned by month."""

import django.contrib.postgres.operations as postgres
from django.db import migrations, models
from django.db.models.functions import Now

CREATE = """
CREATE SEQUENCE core_line_id;
CREATE TABLE core_line (
    at timestamptz NOT NULL DEFAULT now(),
    id bigint NOT NULL DEFAULT nextval('core_line_id'),
    verb varchar(60) NOT NULL,
    actor_id bigint,
    object_kind varchar(30) NOT NULL,
    object_id bigint NOT NULL,
    context jsonb NOT NULL,
    PRIMARY KEY (at, id)
) PARTITION BY RANGE (at);
CREATE INDEX line_object ON core_line (object_kind, object_id, at);
CREATE INDEX line_actor ON core_line (actor_id, at);
CREATE TABLE core_line_default PARTITION OF core_line DEFAULT;
CREATE FUNCTION core_line_ensure_month(moment timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    first timestamptz := date_trunc('month', moment AT TIME ZONE 'UTC') AT TIME ZONE 'UTC';
    after timestamptz := (date_trunc('month', moment AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC';
    name text := 'core_line_' || to_char(moment AT TIME ZONE 'UTC', 'YYYY_MM');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('core_line_ensure_month'));
    IF to_regclass(name) IS NULL
       AND NOT EXISTS (SELECT 1 FROM core_line_default WHERE at >= first AND at < after) THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF core_line FOR VALUES FROM (%L) TO (%L)', name, first, after);
    END IF;
END $$;
SELECT core_line_ensure_month(now() + months * interval '1 month') FROM generate_series(0, 2) AS months;
"""
DROP = "DROP FUNCTION core_line_ensure_month; DROP TABLE core_line; DROP SEQUENCE core_line_id;"


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        postgres.CreateExtension("vector"),
        postgres.TrigramExtension(),
        postgres.UnaccentExtension(),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(CREATE, DROP)],
            state_operations=[
                migrations.CreateModel(
                    name="Line",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "at", "id", blank=True, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("at", models.DateTimeField(db_default=Now())),
                        (
                            "id",
                            models.BigIntegerField(
                                db_default=models.Func(
                                    models.Value("core_line_id"),
                                    function="nextval",
                                    output_field=models.BigIntegerField(),
                                )
                            ),
                        ),
                        ("verb", models.CharField(max_length=60)),
                        ("actor_id", models.BigIntegerField(null=True)),
                        ("object_kind", models.CharField(max_length=30)),
                        ("object_id", models.BigIntegerField()),
                        ("context", models.JSONField(default=dict)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["object_kind", "object_id", "at"], name="line_object"),
                            models.Index(fields=["actor_id", "at"], name="line_actor"),
                        ]
                    },
                )
            ],
        ),
    ]
