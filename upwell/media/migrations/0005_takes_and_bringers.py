"""Takes wait to be used; and whoever brought a file may fetch it by its own address, nobody else."""

from django.conf import settings
from django.db import migrations, models

REMEMBER_WHO_BROUGHT = """
    INSERT INTO media_storedfile_brought_by (storedfile_id, person_id)
    SELECT id, by_id FROM media_storedfile WHERE by_id IS NOT NULL ON CONFLICT DO NOTHING
"""  # until now only the first was kept


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0004_uploads_metadata"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="brought_by",
            field=models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="upload",
            name="is_take",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunSQL(REMEMBER_WHO_BROUGHT, migrations.RunSQL.noop),
    ]
