"""Items, modules, how long they hold and who writes them, in one step on an empty database."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import upwell.library.models.document
from upwell.core.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("library", "0001_initial"),
        ("library", "0002_most_looked_for"),
        ("library", "0003_life_and_care"),
        ("library", "0004_what_readers_leave"),
        ("library", "0005_documents"),
        ("library", "0006_titles_that_hold_a_word"),
        ("library", "0007_events_series_circles"),
        ("library", "0008_documents_by_their_updates"),
        ("library", "0009_templates"),
        ("library", "0010_tasks_and_paths"),
        ("library", "0011_answers_of_a_review"),
        ("library", "0012_links_and_lengths"),
        ("library", "0013_remarks_on_words"),
    ]

    initial = True

    dependencies = [
        ("discussion", "0001_squashed_0006_suggestions_on_the_way"),
        ("media", "0001_squashed_0009_parts_of_films"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Regulation",
                    fields=[
                        ("skill", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="regulation", serialize=False, to="people.skill")),
                        ("why", models.CharField(blank=True, max_length=200)),
                        ("at", models.DateTimeField()),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name="Expert",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("at", models.DateTimeField()),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="expert_in", to=settings.AUTH_USER_MODEL)),
                        ("skill", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="experts", to="people.skill")),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("skill", "person"), name="expert_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Happening",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("name", models.CharField(max_length=120)),
                        ("at", models.DateTimeField()),
                        ("happened_on", models.DateField(blank=True, null=True)),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("declared_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "indexes": [models.Index(models.OrderBy(models.F("at"), descending=True), models.OrderBy(models.F("id"), descending=True), name="happening_newest")],
                        "constraints": [models.UniqueConstraint(django.db.models.functions.text.Lower("name"), name="happening_name_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Item",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("kind", models.CharField(choices=[("module", "Module"), ("link", "Link"), ("event", "Event"), ("task", "Task"), ("path", "Path")], default="module", max_length=10)),
                        ("title", models.CharField(max_length=200)),
                        ("summary", models.CharField(blank=True, max_length=300)),
                        ("seconds", models.PositiveIntegerField(default=0, help_text="How long it takes, in seconds, computed.")),
                        ("language", models.CharField(default="en", max_length=12)),
                        ("url", models.URLField(blank=True, max_length=500)),
                        ("imported_id", models.CharField(blank=True, max_length=200, null=True, unique=True)),
                        ("answer_count", models.PositiveIntegerField(default=0)),
                        ("solved_count", models.PositiveIntegerField(default=0)),
                        ("created_at", models.DateTimeField()),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("revised_at", models.DateTimeField(blank=True, null=True)),
                        ("checked_on", models.DateField(blank=True, null=True)),
                        ("valid_until", models.DateField(blank=True, null=True)),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                        ("owner", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="owned_items", to=settings.AUTH_USER_MODEL)),
                        ("team", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="items", to="people.team")),
                        ("thread", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="item", to="discussion.thread")),
                        ("endorsed_at", models.DateTimeField(blank=True, null=True)),
                        ("endorsed_version", models.PositiveIntegerField(blank=True, null=True)),
                        ("needs_work_at", models.DateTimeField(blank=True, null=True)),
                        ("open_to_anyone", models.BooleanField(db_default=False, default=False)),
                        ("replaced_by", models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="replaces", to="library.item")),
                        ("review_due", models.DateField(blank=True, null=True)),
                        ("review_every", models.PositiveSmallIntegerField(blank=True, help_text="Months.", null=True)),
                        ("translation_count", models.PositiveSmallIntegerField(db_default=0, default=0)),
                        ("translation_of", models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="translations", to="library.item")),
                        ("valid_from", models.DateField(blank=True, null=True)),
                        ("until_happening", models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="items", to="library.happening")),
                        ("skills", models.ManyToManyField(blank=True, related_name="items", to="people.skill")),
                    ],
                    options={
                        "indexes": [
                            models.Index(models.OrderBy(models.F("published_at"), descending=True), models.OrderBy(models.F("id"), descending=True), condition=models.Q(("published_at__isnull", False)), name="item_newest"),
                            models.Index(fields=["owner", "-created_at"], name="item_by_owner"),
                            models.Index(models.OrderBy(models.F("published_at"), descending=True), models.OrderBy(models.F("id"), descending=True), condition=models.Q(("published_at__isnull", False), ("retired_at__isnull", True), ("seconds__lte", 120)), name="item_short_newest"),
                            models.Index(condition=models.Q(("published_at__isnull", False), ("retired_at__isnull", True), ("valid_until__isnull", False)), fields=["valid_until"], name="item_ending"),
                            models.Index(condition=models.Q(("valid_from__isnull", False)), fields=["valid_from"], name="item_beginning"),
                            models.Index(condition=models.Q(("retired_at__isnull", True), ("review_due__isnull", False)), fields=["review_due"], name="item_review_due"),
                            models.Index(condition=models.Q(("until_happening__isnull", False)), fields=["until_happening"], name="item_awaiting"),
                            models.Index(condition=models.Q(("replaced_by__isnull", False)), fields=["replaced_by"], name="item_replacing"),
                            django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper("title"), "gin_trgm_ops"), name="item_title_holds"),
                            models.Index(models.OrderBy(models.F("published_at"), descending=True), models.OrderBy(models.F("id"), descending=True), condition=models.Q(("published_at__isnull", False), ("retired_at__isnull", True), ("seconds__gt", 600)), name="item_long_newest"),
                            models.Index(
                                models.F("kind"), models.OrderBy(models.F("published_at"), descending=True), models.OrderBy(models.F("id"), descending=True), condition=models.Q(("published_at__isnull", False), ("retired_at__isnull", True), models.Q(("kind", "module"), _negated=True)), name="item_of_kind_newest"
                            ),
                            models.Index(condition=models.Q(("url", ""), _negated=True), fields=["url"], name="item_by_url"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(condition=models.Q(("translation_of__isnull", False)), fields=("translation_of", "language"), name="item_translated_once"),
                            models.CheckConstraint(condition=models.Q(("valid_from__isnull", True), ("valid_until__isnull", True), ("valid_from__lte", models.F("valid_until")), _connector="OR"), name="item_begins_before_it_ends"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Authorship",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("place", models.PositiveSmallIntegerField(default=0)),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="authorships", to=settings.AUTH_USER_MODEL)),
                        ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="authorships", to="library.item")),
                    ],
                    options={
                        "ordering": ["place", "id"],
                        "constraints": [models.UniqueConstraint(fields=("item", "person"), name="author_once")],
                    },
                ),
                migrations.CreateModel(
                    name="LifeNote",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("stage", models.CharField(choices=[("begins", "It holds from today"), ("soon", "It ends soon"), ("over", "It has ended"), ("review", "It is time to look at it again")], max_length=10)),
                        ("day", models.DateField()),
                        ("at", models.DateTimeField()),
                        ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="life_notes", to="library.item")),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("item", "stage", "day"), name="life_noted_once")],
                    },
                ),
                migrations.CreateModel(
                    name="ReadingMark",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("number", models.PositiveIntegerField()),
                        ("block", models.CharField(blank=True, max_length=40)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("at", models.DateTimeField()),
                        ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="library.item")),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="marks", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("person", "item"), name="mark_once"), models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="mark_of_a_version")],
                    },
                ),
                migrations.CreateModel(
                    name="Remark",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("block", models.CharField(blank=True, max_length=40)),
                        ("text", models.CharField(max_length=2000)),
                        ("at", models.DateTimeField()),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="remarks", to="library.item")),
                        ("place", models.CharField(blank=True, db_default="", default="", max_length=200)),
                        ("prefix", models.CharField(blank=True, db_default="", default="", max_length=64)),
                        ("quote", models.TextField(blank=True, db_default="", default="", max_length=2000)),
                        ("reply_to", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="replies", to="library.remark")),
                        ("settled_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("suffix", models.CharField(blank=True, db_default="", default="", max_length=64)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["item", "-at", "-id"], name="remark_newest"), models.Index(condition=models.Q(("reply_to", None), ("settled_at", None)), fields=["item", "-at", "-id"], name="remark_waiting")],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("title", models.CharField(max_length=200)),
                        ("blocks", models.JSONField(default=list)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("stamp", models.PositiveIntegerField(default=1)),
                        ("asked_at", models.DateTimeField()),
                        ("state", models.CharField(choices=[("waiting", "waiting for a review"), ("approved", "approved"), ("sent_back", "sent back"), ("withdrawn", "taken back")], default="waiting", max_length=10)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("word", models.CharField(blank=True, max_length=1000)),
                        ("number", models.PositiveIntegerField(blank=True, help_text="The version it became.", null=True)),
                        ("asked_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="reviews_asked", to=settings.AUTH_USER_MODEL)),
                        ("decided_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="reviews_decided", to=settings.AUTH_USER_MODEL)),
                        ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="library.item")),
                        ("answers", models.JSONField(blank=True, db_default=models.Value([], models.JSONField()), default=list)),
                    ],
                    options={
                        "indexes": [models.Index(models.F("asked_at"), models.F("id"), condition=models.Q(("state", "waiting")), name="review_waiting"), models.Index(fields=["item", "-asked_at"], name="review_of_item")],
                        "constraints": [models.UniqueConstraint(condition=models.Q(("state", "waiting")), fields=("item",), name="review_waits_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Reviewer",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("at", models.DateTimeField()),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="reviewers", to="library.item")),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="reviewing", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [models.UniqueConstraint(fields=("item", "person"), name="reviewer_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Translation",
                    fields=[
                        ("item", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="translation", serialize=False, to="library.item")),
                        ("taken", models.JSONField(default=dict)),
                        ("draft_taken", models.JSONField(blank=True, null=True)),
                        ("behind", models.JSONField(default=list)),
                    ],
                ),
                migrations.CreateModel(
                    name="Endorsement",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("number", models.PositiveIntegerField()),
                        ("at", models.DateTimeField()),
                        ("word", models.CharField(blank=True, max_length=300)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="endorsements", to=settings.AUTH_USER_MODEL)),
                        ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="endorsements", to="library.item")),
                    ],
                    options={
                        "ordering": ["-number", "-at"],
                        "constraints": [models.UniqueConstraint(fields=("item", "by", "number"), name="endorsed_once_each")],
                    },
                ),
                migrations.CreateModel(
                    name="Template",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("name", models.CharField(max_length=80)),
                        ("about", models.CharField(blank=True, max_length=200)),
                        ("blocks", models.JSONField(default=list)),
                        ("at", models.DateTimeField()),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("item", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="templates", to="library.item")),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(condition=models.Q(("retired_at__isnull", True)), fields=("name",), name="template_name_once"), models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="template_has_a_name")],
                    },
                ),
                migrations.CreateModel(
                    name="Link",
                    fields=[
                        ("item", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="link", serialize=False, to="library.item")),
                        ("what", models.CharField(choices=[("page", "a page"), ("article", "an article"), ("book", "a book"), ("talk", "a talk or a film"), ("podcast", "a podcast"), ("course", "a course"), ("file", "a file")], default="page", max_length=10)),
                        ("why", models.TextField(max_length=2000)),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
                        ("failures", models.PositiveSmallIntegerField(default=0)),
                        ("dead_since", models.DateTimeField(blank=True, null=True)),
                        ("file", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="media.storedfile")),
                    ],
                    options={
                        "indexes": [models.Index(models.OrderBy(models.F("checked_at"), nulls_first=True), models.F("item"), name="link_to_check")],
                    },
                ),
                migrations.CreateModel(
                    name="Module",
                    fields=[
                        ("item", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="module", serialize=False, to="library.item")),
                        ("draft", models.JSONField(blank=True, null=True)),
                        ("draft_title", models.CharField(blank=True, max_length=200)),
                        ("draft_stamp", models.PositiveIntegerField(default=0)),
                        ("draft_saved_at", models.DateTimeField(blank=True, null=True)),
                        ("for_need_id", models.BigIntegerField(blank=True, null=True)),
                        ("version", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="library.version")),
                    ],
                ),
                migrations.CreateModel(
                    name="Version",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("number", models.PositiveIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        ("blocks", models.JSONField(default=list)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("at", models.DateTimeField()),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="versions", to=settings.AUTH_USER_MODEL)),
                        ("module", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="library.module")),
                        ("credits", models.JSONField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-number"],
                        "constraints": [models.UniqueConstraint(fields=("module", "number"), name="version_number_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Response",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("block", models.CharField(max_length=40)),
                        ("kind", models.CharField(choices=[("checklist", "Ticks"), ("task", "A note on a task"), ("reflection", "A reflection"), ("poll", "A vote")], max_length=10)),
                        ("data", models.JSONField(default=dict)),
                        ("is_shared", models.BooleanField(default=False)),
                        ("at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField()),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="responses", to=settings.AUTH_USER_MODEL)),
                        ("module", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="responses", to="library.module")),
                    ],
                    options={
                        "indexes": [models.Index(fields=["module", "by"], name="response_of_reader"), models.Index(condition=models.Q(("is_shared", True)), fields=["module", "block", "-at", "-id"], name="response_shared")],
                        "constraints": [models.UniqueConstraint(fields=("module", "block", "by"), name="response_once"), models.CheckConstraint(condition=models.Q(("is_shared", False), ("kind__in", ["reflection", "task"]), _connector="OR"), name="response_shared_if_written")],
                    },
                ),
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        ("module", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="document", serialize=False, to="library.module")),
                        ("state", models.BinaryField()),
                        ("epoch", models.CharField(default=upwell.library.models.document.new_epoch, max_length=32)),
                        ("compacted", models.BigIntegerField(default=0)),
                        ("settled", models.BigIntegerField(default=0)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="Update",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("data", models.BinaryField()),
                        ("at", models.DateTimeField()),
                        ("by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("document", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="updates", to="library.document")),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["document", "id"], name="update_in_order")],
                    },
                ),
            ],
        ),
    ]
