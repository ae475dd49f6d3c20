"""Moments: passages of what is said in recordings, and which page plays which."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0010_tasks_and_paths'),
        ('media', '0006_cuts_and_chapters'),
        ('search', '0003_what_is_unwritten'),
    ]

    operations = [
        migrations.AlterField(
            model_name='document',
            name='kind',
            field=models.CharField(choices=[('need', 'Need'), ('item', 'Item'), ('person', 'Person'), ('moment', 'Moment')], max_length=6),
        ),
        migrations.AlterField(
            model_name='unwritten',
            name='kind',
            field=models.CharField(choices=[('need', 'Need'), ('item', 'Item'), ('person', 'Person'), ('moment', 'Moment')], max_length=6),
        ),
        migrations.CreateModel(
            name='Playing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('block', models.CharField(max_length=40)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='playings', to='media.storedfile')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='playings', to='library.item')),
            ],
        ),
        migrations.CreateModel(
            name='Moment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begin', models.FloatField()),
                ('end', models.FloatField()),
                ('playing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moments', to='search.playing')),
            ],
        ),
        migrations.AddConstraint(
            model_name='playing',
            constraint=models.UniqueConstraint(fields=('item', 'block'), name='playing_once'),
        ),
        migrations.AddConstraint(
            model_name='moment',
            constraint=models.UniqueConstraint(fields=('playing', 'begin'), name='moment_once'),
        ),
    ]
