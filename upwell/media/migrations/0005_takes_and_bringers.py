"""Takes wait to be used; and whoever brought a file may fetch it by its own address, nobody else."""

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def remember_who_brought(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Until now only the first was kept."""
    file = apps.get_model("media", "StoredFile")
    bringing = file.brought_by.through
    known = file.objects.exclude(by=None).values_list("pk", "by_id").iterator(chunk_size=1_000)
    bringing.objects.bulk_create(
        (bringing(storedfile_id=pk, person_id=by) for pk, by in known), batch_size=1_000, ignore_conflicts=True
    )


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
        migrations.RunPython(remember_who_brought, migrations.RunPython.noop),
    ]
