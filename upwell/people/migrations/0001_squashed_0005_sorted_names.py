"""Who is here, in one step on an empty database; and what the cache keeps of tries to sign in."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import upwell.core.folding
from upwell.core.tables import CreateModels

# The table of Django's database cache, unlogged: what it holds may be lost, and writing it should cost little.
ATTEMPTS = [
    "CREATE UNLOGGED TABLE people_attempts (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL)",
    "CREATE INDEX people_attempts_expires ON people_attempts (expires)",
]


class Migration(migrations.Migration):
    replaces = [("people", "0001_initial"), ("people", "0002_attempts"), ("people", "0003_person_languages"), ("people", "0004_names_that_hold_letters"), ("people", "0005_sorted_names")]

    initial = True

    dependencies = [
        ("core", "0002_folded_names"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Organisation",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("name", models.CharField(default="Upwell", max_length=80)),
                        ("welcome", models.CharField(blank=True, max_length=200)),
                        ("may_sign_up", models.BooleanField(default=False)),
                        ("sign_up_domains", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, size=None)),
                    ],
                    options={
                        "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="one_organisation")],
                    },
                ),
                migrations.CreateModel(
                    name="Skill",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("name", models.CharField(max_length=80)),
                    ],
                    options={
                        "ordering": ["name"],
                        "indexes": [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass("name", "gin_trgm_ops"), name="skill_name_trigrams")],
                        "constraints": [models.UniqueConstraint(django.db.models.functions.text.Lower("name"), name="skill_name_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        ("email", models.EmailField(max_length=254, unique=True)),
                        ("name", models.CharField(max_length=150)),
                        ("title", models.CharField(blank=True, max_length=150)),
                        ("place", models.CharField(blank=True, max_length=120)),
                        ("languages", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), blank=True, default=list, size=None)),
                        ("about", models.TextField(blank=True, max_length=1000)),
                        ("reach", models.CharField(blank=True, max_length=200)),
                        ("photo", models.CharField(blank=True, max_length=200)),
                        ("role", models.CharField(choices=[("member", "Member"), ("steward", "Steward"), ("admin", "Admin")], default="member", max_length=10)),
                        ("minutes_for_helping", models.PositiveSmallIntegerField(default=60)),
                        ("asks_per_month", models.PositiveSmallIntegerField(default=4)),
                        ("joined", models.DateField(blank=True, null=True)),
                        ("is_active", models.BooleanField(default=True)),
                        ("left_at", models.DateTimeField(blank=True, null=True)),
                        ("theme", models.CharField(blank=True, max_length=5)),
                        ("time_zone", models.CharField(blank=True, max_length=60)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("lead", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="reports", to=settings.AUTH_USER_MODEL)),
                        ("team", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="people", to="people.team")),
                        ("sort_name", models.GeneratedField(db_persist=True, expression=upwell.core.folding.Folded("name"), output_field=models.TextField())),
                    ],
                    options={
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(fields=["languages"], name="person_languages"),
                            django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass("sort_name", "gin_trgm_ops"), name="person_name_holds"),
                            models.Index(fields=["sort_name", "id"], name="person_by_name"),
                        ],
                        "constraints": [models.UniqueConstraint(django.db.models.functions.text.Lower("email"), name="person_email_once"), models.CheckConstraint(condition=models.Q(("theme__in", ["", "light", "dark"])), name="person_theme_known")],
                    },
                ),
                migrations.CreateModel(
                    name="PersonSkill",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("level", models.PositiveSmallIntegerField(blank=True, choices=[(1, "learning it"), (2, "can do it"), (3, "does it well"), (4, "others come to ask")], null=True)),
                        ("teaches", models.BooleanField(default=False)),
                        ("wants", models.BooleanField(default=False)),
                        ("confirmation_count", models.PositiveIntegerField(default=0)),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="skills", to=settings.AUTH_USER_MODEL)),
                        ("skill", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="people", to="people.skill")),
                    ],
                    options={
                        "indexes": [models.Index(fields=["skill", "-level", "person"], name="skill_by_level")],
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "skill"), name="person_skill_once"),
                            models.CheckConstraint(condition=models.Q(("level__isnull", True), models.Q(("level__gte", 1), ("level__lte", 4)), _connector="OR"), name="person_skill_level_known"),
                            models.CheckConstraint(condition=models.Q(("level__isnull", False), ("teaches", True), ("wants", True), _connector="OR"), name="person_skill_says_something"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SkillConfirmation",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("evidence", models.CharField(max_length=300)),
                        ("at", models.DateTimeField()),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="confirmations_given", to=settings.AUTH_USER_MODEL)),
                        ("person_skill", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="confirmations", to="people.personskill")),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("person_skill", "by"), name="skill_confirmed_once_each")],
                    },
                ),
                migrations.CreateModel(
                    name="Team",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("name", models.CharField(max_length=120)),
                        ("path", models.CharField(db_index=True, max_length=200)),
                        ("hue", models.PositiveSmallIntegerField(default=220)),
                        ("lead", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="leads", to=settings.AUTH_USER_MODEL)),
                        ("parent", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="children", to="people.team")),
                    ],
                    options={
                        "ordering": ["name"],
                        "indexes": [models.Index(django.contrib.postgres.indexes.OpClass("path", "varchar_pattern_ops"), name="team_path_prefix")],
                        "constraints": [models.UniqueConstraint(django.db.models.functions.text.Lower("name"), models.F("parent"), name="team_name_once", nulls_distinct=False), models.CheckConstraint(condition=models.Q(("hue__lt", 360)), name="team_hue_on_the_circle")],
                    },
                ),
                migrations.CreateModel(
                    name="Token",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("name", models.CharField(max_length=80)),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("created_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="tokens", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "indexes": [models.Index(models.OrderBy(models.F("created_at"), descending=True), name="token_newest")],
                    },
                ),
            ],
        ),
        migrations.RunSQL(ATTEMPTS, "DROP TABLE people_attempts"),
    ]
