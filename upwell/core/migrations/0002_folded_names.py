"""A function that folds names (core/folding.py).

It names the schema that holds `unaccent`, so that a restored backup, which looks nowhere by itself, can fill fields by it.
"""

from django.db import migrations

CREATE = """
DO $outside$
DECLARE
    home text := (SELECT extnamespace::regnamespace::text FROM pg_extension WHERE extname = 'unaccent');
BEGIN
    EXECUTE format($function$
        CREATE OR REPLACE FUNCTION upwell_folded(said text) RETURNS text
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        AS $body$ SELECT lower(%s.unaccent(%L::regdictionary, said)) $body$
    $function$, home, home || '.unaccent');
END
$outside$
"""


class Migration(migrations.Migration):

    dependencies = [("core", "0001_journal")]
    operations = [migrations.RunSQL(CREATE, "DROP FUNCTION upwell_folded(text)")]
