from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0007_events_series_circles'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='document',
            name='size',
        ),
    ]
