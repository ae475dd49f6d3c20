"""Events, series, circles and mentoring, in one step on an empty database."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from upwell.core.tables import CreateModels


class Migration(migrations.Migration):
    replaces = [("gatherings", "0001_events_series_circles"), ("gatherings", "0002_mentoring")]

    initial = True

    dependencies = [
        ("discussion", "0001_squashed_0006_suggestions_on_the_way"),
        ("library", "0001_squashed_0013_remarks_on_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Circle",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("name", models.CharField(max_length=120)),
                        ("about", models.TextField(blank=True, max_length=2000)),
                        ("openness", models.CharField(choices=[("open", "Open: everybody may join"), ("request", "By request: a member lets you in"), ("private", "Private: only its members know that it is there")], default="open", max_length=10)),
                        ("started_at", models.DateTimeField()),
                        ("member_count", models.PositiveIntegerField(default=0)),
                        ("started_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="started_circles", to=settings.AUTH_USER_MODEL)),
                        ("thread", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="circle", to="discussion.thread")),
                        ("skills", models.ManyToManyField(blank=True, related_name="circles", to="people.skill")),
                    ],
                    options={
                        "indexes": [models.Index(fields=["name", "id"], name="circle_by_name")],
                        "constraints": [models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="circle_has_a_name")],
                    },
                ),
                migrations.CreateModel(
                    name="Feed",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("key", models.CharField(max_length=40, unique=True)),
                        ("made_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        ("body", models.TextField(blank=True)),
                        ("etag", models.CharField(blank=True, max_length=64)),
                        ("written_at", models.DateTimeField(blank=True, null=True)),
                        ("circle", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="feeds", to="gatherings.circle")),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="feeds", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(condition=models.Q(("revoked_at__isnull", True)), fields=("person", "circle"), name="one_live_feed_each", nulls_distinct=False)],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("asked_at", models.DateTimeField()),
                        ("word", models.CharField(blank=True, max_length=300)),
                        ("since", models.DateTimeField(blank=True, null=True)),
                        ("keeps", models.BooleanField(default=False)),
                        ("been_at", models.DateTimeField(blank=True, null=True)),
                        ("circle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="gatherings.circle")),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["circle", "asked_at", "id"], name="member_in_order")],
                        "constraints": [models.UniqueConstraint(fields=("circle", "person"), name="in_a_circle_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Pin",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("at", models.DateTimeField()),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("circle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="pins", to="gatherings.circle")),
                        ("item", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="pins", to="library.item")),
                    ],
                    options={
                        "indexes": [models.Index(fields=["circle", "-at", "-id"], name="pin_newest")],
                        "constraints": [models.UniqueConstraint(fields=("circle", "item"), name="pinned_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Series",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("title", models.CharField(max_length=200)),
                        ("about", models.CharField(blank=True, max_length=300)),
                        ("day", models.DateField()),
                        ("time", models.TimeField()),
                        ("time_zone", models.CharField(max_length=60)),
                        ("minutes", models.PositiveSmallIntegerField()),
                        ("rule", models.CharField(max_length=300)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("call_url", models.URLField(blank=True, max_length=500)),
                        ("seats", models.PositiveIntegerField(blank=True, null=True)),
                        ("uid", models.UUIDField(unique=True)),
                        ("started_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="started_series", to=settings.AUTH_USER_MODEL)),
                        ("circle", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="series", to="gatherings.circle")),
                    ],
                    options={
                        "verbose_name_plural": "series",
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(models.Q(("title", ""), _negated=True), models.Q(("rule", ""), _negated=True)), name="series_has_title_and_rule"),
                            models.CheckConstraint(condition=models.Q(("seats__isnull", True), ("seats__gte", 1), _connector="OR"), name="series_has_a_seat"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        ("item", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="event", serialize=False, to="library.item")),
                        ("series_day", models.DateField(blank=True, null=True)),
                        ("day", models.DateField(blank=True, null=True)),
                        ("time", models.TimeField(blank=True, null=True)),
                        ("time_zone", models.CharField(max_length=60)),
                        ("minutes", models.PositiveSmallIntegerField()),
                        ("starts_at", models.DateTimeField(blank=True, null=True)),
                        ("ends_at", models.DateTimeField(blank=True, null=True)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("call_url", models.URLField(blank=True, max_length=500)),
                        ("seats", models.PositiveIntegerField(blank=True, null=True)),
                        ("going_count", models.PositiveIntegerField(default=0)),
                        ("waiting_count", models.PositiveIntegerField(default=0)),
                        ("next_place", models.PositiveIntegerField(default=1)),
                        ("notes", models.TextField(blank=True, max_length=20000)),
                        ("noted_at", models.DateTimeField(blank=True, null=True)),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        ("reminded_at", models.DateTimeField(blank=True, null=True)),
                        ("for_need_id", models.BigIntegerField(blank=True, null=True)),
                        ("uid", models.UUIDField(unique=True)),
                        ("sequence", models.PositiveIntegerField(default=0)),
                        ("circle", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="events", to="gatherings.circle")),
                        ("host", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="hosted_events", to=settings.AUTH_USER_MODEL)),
                        ("series", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="events", to="gatherings.series")),
                    ],
                    options={
                        "indexes": [
                            models.Index(condition=models.Q(("starts_at__isnull", False)), fields=["starts_at", "item"], name="event_in_order"),
                            models.Index(condition=models.Q(("starts_at__isnull", False)), fields=["-starts_at", "-item"], name="event_latest"),
                            models.Index(condition=models.Q(("circle__isnull", False)), fields=["circle", "starts_at"], name="event_of_circle"),
                            models.Index(condition=models.Q(("for_need_id__isnull", False)), fields=["for_need_id"], name="event_for_need"),
                            models.Index(fields=["host", "starts_at"], name="event_of_host"),
                            models.Index(condition=models.Q(("cancelled_at__isnull", True), ("reminded_at__isnull", True), ("starts_at__isnull", False)), fields=["starts_at"], name="event_to_remind"),
                        ],
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("seats__isnull", True), ("seats__gte", 1), _connector="OR"), name="event_has_a_seat"),
                            models.CheckConstraint(condition=models.Q(("seats__isnull", True), ("going_count__lte", models.F("seats")), _connector="OR"), name="event_never_overfull"),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("day__isnull", True), ("ends_at__isnull", True), ("starts_at__isnull", True), ("time__isnull", True)), models.Q(("day__isnull", False), ("ends_at__isnull", False), ("starts_at__isnull", False), ("time__isnull", False)), _connector="OR"),
                                name="event_dated_or_not",
                            ),
                            models.UniqueConstraint(fields=("series", "series_day"), name="series_date_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DateOption",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("day", models.DateField()),
                        ("time", models.TimeField()),
                        ("count", models.PositiveIntegerField(default=0)),
                        ("event", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="options", to="gatherings.event")),
                    ],
                    options={
                        "ordering": ["day", "time", "id"],
                        "constraints": [models.UniqueConstraint(fields=("event", "day", "time"), name="date_proposed_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Cancellation",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("word", models.CharField(max_length=500)),
                        ("at", models.DateTimeField()),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("event", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="cancellation", to="gatherings.event")),
                    ],
                ),
                migrations.CreateModel(
                    name="Material",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("title", models.CharField(max_length=200)),
                        ("url", models.CharField(max_length=500)),
                        ("at", models.DateTimeField()),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("event", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="materials", to="gatherings.event")),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [models.UniqueConstraint(fields=("event", "url"), name="material_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Seat",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("place", models.PositiveIntegerField()),
                        ("asked_at", models.DateTimeField()),
                        ("taken_at", models.DateTimeField(blank=True, null=True)),
                        ("was_promoted", models.BooleanField(default=False)),
                        ("was_there", models.BooleanField(blank=True, null=True)),
                        ("event", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="places", to="gatherings.event")),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="seats", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "ordering": ["place"],
                        "indexes": [models.Index(condition=models.Q(("taken_at__isnull", True)), fields=["event", "place"], name="seat_waiting")],
                        "constraints": [models.UniqueConstraint(fields=("event", "person"), name="seat_once_each"), models.UniqueConstraint(fields=("event", "place"), name="seat_place_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Regular",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("at", models.DateTimeField()),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="regular_at", to=settings.AUTH_USER_MODEL)),
                        ("series", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="regulars", to="gatherings.series")),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [models.UniqueConstraint(fields=("series", "person"), name="regular_once")],
                    },
                ),
                migrations.CreateModel(
                    name="SkippedDate",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("day", models.DateField()),
                        ("series", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="skipped", to="gatherings.series")),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("series", "day"), name="skipped_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Turn",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("place", models.PositiveSmallIntegerField()),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="turns", to=settings.AUTH_USER_MODEL)),
                        ("series", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="turns", to="gatherings.series")),
                    ],
                    options={
                        "ordering": ["place", "id"],
                        "constraints": [models.UniqueConstraint(fields=("series", "person"), name="takes_turns_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Willing",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("at", models.DateTimeField()),
                        ("option", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="willing", to="gatherings.dateoption")),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="would_come", to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [models.UniqueConstraint(fields=("option", "person"), name="would_come_once")],
                    },
                ),
                migrations.CreateModel(
                    name="MentoringOffer",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("most", models.PositiveSmallIntegerField(default=1)),
                        ("rhythm", models.CharField(choices=[("weekly", "every week"), ("fortnightly", "every two weeks"), ("monthly", "every month")], default="fortnightly", max_length=12)),
                        ("word", models.CharField(blank=True, max_length=300)),
                        ("offered_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="mentoring_offers", to=settings.AUTH_USER_MODEL)),
                        ("skills", models.ManyToManyField(related_name="+", to="people.skill")),
                    ],
                    options={
                        "constraints": [models.CheckConstraint(condition=models.Q(("most__gte", 1), ("most__lte", 5)), name="offer_of_one_to_five"), models.UniqueConstraint(condition=models.Q(("withdrawn_at__isnull", True)), fields=("person",), name="one_mentoring_offer_each")],
                    },
                ),
                migrations.CreateModel(
                    name="MentoringWish",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("goals", models.TextField(max_length=1000)),
                        ("wished_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("met_at", models.DateTimeField(blank=True, null=True)),
                        ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="mentoring_wishes", to=settings.AUTH_USER_MODEL)),
                        ("skill", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.skill")),
                    ],
                    options={
                        "indexes": [models.Index(condition=models.Q(("met_at__isnull", True), ("withdrawn_at__isnull", True)), fields=["skill", "wished_at"], name="wish_waiting")],
                        "constraints": [models.CheckConstraint(condition=models.Q(("goals", ""), _negated=True), name="wish_has_goals"), models.UniqueConstraint(condition=models.Q(("met_at__isnull", True), ("withdrawn_at__isnull", True)), fields=("person",), name="one_wish_at_a_time")],
                    },
                ),
                migrations.CreateModel(
                    name="Mentoring",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("goals", models.TextField(max_length=1000)),
                        ("rhythm", models.CharField(choices=[("weekly", "every week"), ("fortnightly", "every two weeks"), ("monthly", "every month")], default="fortnightly", max_length=12)),
                        ("why", models.JSONField(default=dict)),
                        ("for_need_id", models.BigIntegerField(blank=True, null=True)),
                        ("proposed_at", models.DateTimeField()),
                        ("mentor_agreed_at", models.DateTimeField(blank=True, null=True)),
                        ("mentee_agreed_at", models.DateTimeField(blank=True, null=True)),
                        ("begun_at", models.DateTimeField(blank=True, null=True)),
                        ("check_due", models.DateField(blank=True, null=True)),
                        ("check_asked_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("outcome", models.CharField(blank=True, choices=[("declined", "It did not come to be"), ("lapsed", "It was left unanswered"), ("ended", "It has ended")], max_length=10)),
                        ("word", models.CharField(blank=True, max_length=500)),
                        ("closed_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("mentee", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="learns_in", to=settings.AUTH_USER_MODEL)),
                        ("mentor", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="mentors_in", to=settings.AUTH_USER_MODEL)),
                        ("skill", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.skill")),
                        ("offer", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="mentorings", to="gatherings.mentoringoffer")),
                        ("wish", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="mentorings", to="gatherings.mentoringwish")),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["mentor", "-proposed_at", "-id"], name="mentoring_of_mentor"),
                            models.Index(fields=["mentee", "-proposed_at", "-id"], name="mentoring_of_mentee"),
                            models.Index(condition=models.Q(("begun_at__isnull", False), ("check_asked_at__isnull", True), ("closed_at__isnull", True)), fields=["check_due"], name="mentoring_check_due"),
                            models.Index(condition=models.Q(("begun_at__isnull", True), ("closed_at__isnull", True)), fields=["proposed_at"], name="mentoring_waiting"),
                        ],
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("mentor", models.F("mentee")), _negated=True), name="mentoring_of_two"),
                            models.CheckConstraint(condition=models.Q(("begun_at__isnull", True), models.Q(("mentee_agreed_at__isnull", False), ("mentor_agreed_at__isnull", False)), _connector="OR"), name="mentoring_begins_with_two_yeses"),
                            models.CheckConstraint(condition=models.Q(models.Q(("closed_at__isnull", True), ("outcome", "")), models.Q(("closed_at__isnull", False), models.Q(("outcome", ""), _negated=True)), _connector="OR"), name="mentoring_is_over_somehow"),
                            models.UniqueConstraint(condition=models.Q(("closed_at__isnull", True)), fields=("wish",), name="one_proposal_for_a_wish"),
                            models.UniqueConstraint(condition=models.Q(("closed_at__isnull", True)), fields=("mentor", "mentee"), name="mentoring_of_two_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MentoringSession",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("day", models.DateField()),
                        ("at", models.DateTimeField()),
                        ("held_at", models.DateTimeField(blank=True, null=True)),
                        ("note", models.CharField(blank=True, max_length=1000)),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("event", models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="mentoring_session", to="gatherings.event")),
                        ("mentoring", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="sessions", to="gatherings.mentoring")),
                    ],
                    options={
                        "ordering": ["-day", "-id"],
                        "constraints": [models.UniqueConstraint(condition=models.Q(("event__isnull", True)), fields=("mentoring", "day"), name="met_once_on_a_day")],
                    },
                ),
                migrations.CreateModel(
                    name="MentoringThanks",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("words", models.CharField(max_length=1000)),
                        ("at", models.DateTimeField()),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("mentoring", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="thanks", to="gatherings.mentoring")),
                    ],
                    options={
                        "verbose_name_plural": "mentoring thanks",
                        "ordering": ["at", "id"],
                        "constraints": [models.UniqueConstraint(fields=("mentoring", "by"), name="thanked_once_each")],
                    },
                ),
                migrations.CreateModel(
                    name="MentoringCheck",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("is_right", models.BooleanField()),
                        ("word", models.CharField(blank=True, max_length=500)),
                        ("at", models.DateTimeField()),
                        ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("mentoring", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="checks", to="gatherings.mentoring")),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [models.UniqueConstraint(fields=("mentoring", "by"), name="checked_once_each")],
                    },
                ),
            ],
        ),
    ]
