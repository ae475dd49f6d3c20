"""How long things hold: what owners say, what happens by itself as days go by, and what readers see of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tests.browsing import at
from tests.cast import Cast
from tests.library.sheets import published
from upwell.core.models import Line
from upwell.library.actions.curating import check_item, hand_over, retire_item
from upwell.library.actions.life import (
    answer_care,
    declare_happened,
    name_happening,
    note_day,
    replace_item,
    set_life,
)
from upwell.library.lasting import in_words, months_after, state_of
from upwell.library.models import Happening, Item, Stage
from upwell.library.tasks import notice_days
from upwell.people.models import Person

NOON = datetime(2030, 3, 1, 12, tzinfo=UTC)
DAY = date(2030, 3, 1)


def fresh(item: Item) -> Item:
    return Item.objects.get(pk=item.pk)


def verbs(item: Item) -> list[str]:
    rows = Line.objects.filter(object_kind="item", object_id=item.pk).order_by("id")
    return [line.verb for line in rows]


def listed(person: Person) -> list[str]:
    return list(Item.objects.current().visible_to(person).values_list("title", flat=True))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2030, 1, 31), 1, date(2030, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (DAY, 12, date(2031, 3, 1)),
    ],
)
def test_months_end_where_months_end(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


@time_machine.travel(NOON, tick=False)
def test_an_owner_says_how_long_it_holds_and_how_often_to_look(cast: Cast) -> None:
    item = published(cast.author)
    for _time in range(2):
        set_life(item, by=cast.author, valid_from=DAY, valid_until=date(2030, 6, 1), review_every=6)
    now = fresh(item)
    assert (now.valid_from, now.valid_until, now.review_due) == (DAY, date(2030, 6, 1), date(2030, 9, 1))
    assert verbs(item).count("item.life_set") == 1


def test_others_do_not_say_how_long_it_holds(cast: Cast) -> None:
    item = published(cast.author)
    for person in (cast.stranger, cast.lead):
        with pytest.raises(PermissionDenied):
            set_life(item, by=person, valid_until=DAY)


def test_it_cannot_end_before_it_begins(cast: Cast) -> None:
    item = published(cast.author)
    with pytest.raises(ValidationError):
        set_life(item, by=cast.author, valid_from=DAY, valid_until=DAY - timedelta(days=1))


@time_machine.travel(NOON, tick=False)
def test_what_has_not_begun_or_has_ended_is_not_in_the_lists(cast: Cast) -> None:
    ahead, over = published(cast.author, title="Ahead"), published(cast.author, title="Over")
    published(cast.author, title="Now")
    set_life(ahead, by=cast.author, valid_from=date(2030, 3, 2))
    set_life(over, by=cast.author, valid_until=date(2030, 2, 28))
    assert listed(cast.stranger) == ["Now"]
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        assert set(listed(cast.stranger)) == {"Now", "Ahead"}


@time_machine.travel(NOON, tick=False)
def test_an_age_and_a_state_are_said_in_words(cast: Cast) -> None:
    item = published(cast.author)
    assert (state_of(item), in_words(item)) == ("checked", "checked today")
    item.checked_on = DAY - timedelta(days=21)
    assert in_words(item) == "checked 3 weeks ago"
    item.valid_until = date(2030, 3, 20)
    assert in_words(item) == "valid until 20 March"
    item.valid_until = date(2030, 2, 27)
    assert (state_of(item), in_words(item)) == ("over", "out of date since 28 February")
    item.retired_at = NOON
    assert in_words(item) == "retired"


@time_machine.travel(NOON, tick=False)
def test_still_right_puts_the_end_off_by_as_long_as_it_held(cast: Cast) -> None:
    item = published(cast.author)
    set_life(item, by=cast.author, valid_until=DAY + timedelta(days=60))
    with time_machine.travel(NOON + timedelta(days=50), tick=False):
        for _time in range(2):
            answer_care(item, by=cast.author, answer="right")
        now = fresh(item)
        assert now.valid_until == now.checked_on + timedelta(days=60) if now.checked_on else False
    assert verbs(item).count("item.checked") == 1


@time_machine.travel(NOON, tick=False)
def test_an_end_that_is_far_away_stays_when_it_is_checked(cast: Cast) -> None:
    item = published(cast.author)
    set_life(item, by=cast.author, valid_until=DAY + timedelta(days=100))
    check_item(item, by=cast.author)
    assert fresh(item).valid_until == DAY + timedelta(days=100)


def test_needs_work_is_told_to_readers_until_it_is_checked(cast: Cast) -> None:
    item = published(cast.author)
    for _time in range(2):
        answer_care(item, by=cast.author, answer="work")
    assert "needs work" in at(cast.stranger).get(f"/modules/{item.pk}/").content.decode()
    assert verbs(item).count("item.needs_work") == 1
    answer_care(item, by=cast.author, answer="right")
    assert fresh(item).needs_work_at is None


def test_retiring_by_one_tap_is_retiring(cast: Cast) -> None:
    item = published(cast.author)
    answer_care(item, by=cast.author, answer="retire")
    assert fresh(item).retired_at is not None and "item.retired" in verbs(item)


@pytest.mark.parametrize("answer", ["right", "work", "retire"])
def test_a_stranger_answers_nothing(cast: Cast, answer: str) -> None:
    item = published(cast.author)
    with pytest.raises(PermissionDenied):
        answer_care(item, by=cast.stranger, answer=answer)


def test_an_answer_that_is_none_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        answer_care(published(cast.author), by=cast.author, answer="perhaps")


def test_what_is_over_leads_to_what_replaced_it(cast: Cast) -> None:
    old, new = published(cast.author, title="Old"), published(cast.author, title="The new way")
    for _time in range(2):
        replace_item(old, by=cast.author, replacement=new)
    assert verbs(old).count("item.replaced") == 1
    retire_item(old, by=cast.author)
    page = at(cast.stranger).get(f"/modules/{old.pk}/").content.decode()
    assert "This replaces it:" in page and f'href="/modules/{new.pk}/"' in page


def test_nothing_replaces_itself_in_a_circle_and_strangers_replace_nothing(cast: Cast) -> None:
    old, new = published(cast.author, title="Old"), published(cast.author, title="New")
    replace_item(old, by=cast.author, replacement=new)
    for wrong in (new, old):
        with pytest.raises(ValidationError):
            replace_item(new, by=cast.author, replacement=fresh(wrong) if wrong == new else fresh(old))
    with pytest.raises(PermissionDenied):
        replace_item(old, by=cast.stranger, replacement=None)


def test_an_event_has_one_name_however_it_is_written(cast: Cast) -> None:
    first = name_happening("The new record goes live", by=cast.author)
    assert name_happening("the NEW record  goes live", by=cast.stranger) == first
    with pytest.raises(ValidationError):
        name_happening("  ", by=cast.author)


@time_machine.travel(NOON, tick=False)
def test_what_holds_until_something_happens_ends_when_a_steward_says_so(cast: Cast) -> None:
    item = published(cast.author)
    happening = name_happening("The new record goes live", by=cast.author)
    set_life(item, by=cast.author, until=happening)
    assert listed(cast.stranger) == [item.title]
    with pytest.raises(PermissionDenied):
        declare_happened(happening, by=cast.author)
    assert declare_happened(happening, by=cast.steward) == 1
    assert declare_happened(happening, by=cast.steward) == 0
    assert listed(cast.stranger) == []
    assert fresh(item).valid_until == DAY - timedelta(days=1)
    assert verbs(item).count("item.ended") == 1
    page = at(cast.stranger).get(f"/modules/{item.pk}/").content.decode()
    assert "until ‘The new record goes live’ happened, on" in page


@time_machine.travel(NOON, tick=False)
def test_an_event_lies_not_ahead_when_it_is_declared_and_holds_nothing_afterwards(cast: Cast) -> None:
    item, happening = published(cast.author), name_happening("A move", by=cast.author)
    with pytest.raises(ValidationError):
        declare_happened(happening, by=cast.steward, day=DAY + timedelta(days=1))
    declare_happened(happening, by=cast.steward)
    with pytest.raises(ValidationError):
        set_life(item, by=cast.author, until=Happening.objects.get(pk=happening.pk))


@time_machine.travel(NOON, tick=False)
def test_the_clock_notices_each_day_once(cast: Cast) -> None:
    item = published(cast.author)
    set_life(item, by=cast.author, valid_until=DAY + timedelta(days=30), review_every=12)
    told: list[str] = []
    for later in range(0, 33):
        with time_machine.travel(NOON + timedelta(days=later), tick=False):
            for _time in range(2):
                notice_days(int(timezone.now().timestamp()))
        told = [verb for verb in verbs(item) if verb in {"item.ending", "item.ended", "item.look_due"}]
        if later == 15:
            assert told == []
        if later == 16:
            assert told == ["item.ending"]
    assert told == ["item.ending", "item.ended"]


@time_machine.travel(NOON, tick=False)
def test_a_clock_that_stood_still_catches_up(cast: Cast) -> None:
    item = published(cast.author)
    set_life(item, by=cast.author, valid_from=DAY + timedelta(days=3), review_every=1)
    with time_machine.travel(NOON + timedelta(days=45), tick=False):
        notice_days(0)
    assert {"item.began", "item.look_due"} <= set(verbs(item))


def test_a_day_is_noticed_for_nobody_and_once(cast: Cast) -> None:
    item = published(cast.author)
    assert note_day(item, stage=Stage.SOON, day=DAY)
    assert not note_day(item, stage=Stage.SOON, day=DAY)
    line = Line.objects.get(verb="item.ending")
    assert (line.actor_id, line.context) == (None, {"stage": "soon", "day": "2030-03-01"})


@time_machine.travel(NOON, tick=False)
def test_yours_to_look_after_begins_with_what_asks(cast: Cast) -> None:
    ends, calm = published(cast.author, title="Ends"), published(cast.author, title="Calm")
    set_life(ends, by=cast.author, valid_until=DAY + timedelta(days=5))
    page = at(cast.author).get("/learn/look-after/").content.decode()
    asks, rest = page.split("Everything you look after")
    assert "Ends" in asks and "Calm" not in asks and "Calm" in rest
    assert f'action="/modules/{ends.pk}/answer-care/"' in asks
    hand_over(calm, by=cast.author, to=cast.helper)
    assert "Calm" not in at(cast.author).get("/learn/look-after/").content.decode()


def test_life_is_set_on_its_page_and_what_does_not_fit_comes_back(cast: Cast) -> None:
    item, client = published(cast.author), at(cast.author)
    wrong = client.post(f"/modules/{item.pk}/life/", {"ends": "happening", "happening": "", "review_every": "6"})
    assert wrong.status_code == 422 and "Name what has to happen." in wrong.content.decode()
    client.post(f"/modules/{item.pk}/life/", {"ends": "happening", "happening": "The move", "review_every": "6"})
    now = fresh(item)
    assert now.until_happening and now.until_happening.name == "The move" and now.review_every == 6
    client.post(f"/modules/{item.pk}/life/", {"ends": "week"})
    assert fresh(item).valid_until == timezone.localdate() + timedelta(days=7)


def test_events_are_for_stewards_to_declare(cast: Cast) -> None:
    happening = name_happening("The move", by=cast.author)
    assert at(cast.author).get("/learn/happenings/").status_code == 403
    page = at(cast.steward).get("/learn/happenings/").content.decode()
    assert "The move" in page and f"/learn/happenings/{happening.pk}/declare/" in page
    at(cast.steward).post(f"/learn/happenings/{happening.pk}/declare/")
    assert Happening.objects.get(pk=happening.pk).happened_on == timezone.localdate()
