"""Starting a module and saving its draft."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.at_once import at_once
from tests.cast import Cast, make_cast
from tests.library.sheets import TEXT, draft, module_of, page, published, with_author
from tests.people.lines import last, verbs
from upwell.library.actions.writing import StaleDraft, discard_draft, save_draft, start_module
from upwell.library.models import Item
from upwell.people.models import Person


def test_a_started_module_is_a_draft_that_only_its_author_sees(cast: Cast) -> None:
    item = start_module(by=cast.newcomer, for_need_id=7)
    assert (item.owner, item.is_published, module_of(item).for_need_id) == (cast.newcomer, False, 7)
    assert item in Item.objects.visible_to(cast.newcomer)
    assert item not in Item.objects.visible_to(cast.stranger)
    assert verbs(item) == ["item.started"]


def test_a_started_module_may_bring_its_words(cast: Cast) -> None:
    item = draft(cast.author, summary="Ask\nfirst", skills=["Writing", " writing", "Letters"])
    assert (item.title, item.summary) == ("Letters that get read", "Ask first")
    assert sorted(skill.name for skill in item.skills.all()) == ["Letters", "Writing"]
    assert module_of(item).draft == page()
    assert item.seconds > 40


def test_saving_keeps_the_words_and_gives_the_next_stamp(cast: Cast) -> None:
    item = start_module(by=cast.author)
    stamp = save_draft(item, by=cast.author, title="  Letters ", blocks=[TEXT], stamp=0)
    module = module_of(item)
    assert (stamp, module.draft_stamp, module.draft_title, module.draft) == (1, 1, "Letters", [TEXT])
    assert module.item.title == "Letters"


def test_the_same_again_changes_nothing(cast: Cast) -> None:
    item = draft(cast.author)
    for _time in range(2):
        assert save_draft(item, by=cast.author, title="New", blocks=page(), stamp=0) == 1


def test_what_was_published_stays_as_it_is_while_one_writes_on(cast: Cast) -> None:
    item = published(cast.author)
    stamp = module_of(item).draft_stamp
    save_draft(item, by=cast.author, title="Better letters", blocks=[TEXT], stamp=stamp)
    item.refresh_from_db()
    module = module_of(item)
    assert item.title == "Letters that get read"
    assert module.version and module.version.blocks == page()
    assert module.draft == [TEXT]


def test_opening_a_published_page_and_saving_it_unchanged_opens_no_draft(cast: Cast) -> None:
    item = published(cast.author)
    stamp = module_of(item).draft_stamp
    save_draft(item, by=cast.author, title=item.title, blocks=page(), stamp=stamp)
    assert module_of(item).draft is None


def test_the_journal_says_when_a_draft_is_opened_and_not_each_save(cast: Cast) -> None:
    item = published(cast.author)
    stamp = module_of(item).draft_stamp
    for text in ("a", "ab", "abc"):
        stamp = save_draft(item, by=cast.author, title=text, blocks=page(), stamp=stamp)
    assert verbs(item) == ["item.started", "item.published", "draft.opened"]


def test_only_an_author_may_save(cast: Cast) -> None:
    item = published(cast.author)
    for person in (cast.stranger, cast.steward, cast.admin):
        with pytest.raises(PermissionDenied):
            save_draft(item, by=person, title="Mine", blocks=[], stamp=1)
    assert module_of(item).draft is None


def test_an_author_who_was_removed_may_save_no_more(cast: Cast) -> None:
    item = with_author(cast, draft(cast.author))
    assert save_draft(item, by=cast.helper, title="Ours", blocks=page(), stamp=0) == 1
    item.authorships.filter(person=cast.helper).delete()
    with pytest.raises(PermissionDenied):
        save_draft(item, by=cast.helper, title="Mine", blocks=page(), stamp=1)


def test_whoever_saves_over_somebody_is_told_and_nothing_is_overwritten(cast: Cast) -> None:
    item = with_author(cast, draft(cast.author))
    save_draft(item, by=cast.helper, title="Kofi's", blocks=[TEXT], stamp=0)
    with pytest.raises(StaleDraft) as refusal:
        save_draft(item, by=cast.author, title="Amara's", blocks=page(), stamp=0)
    assert refusal.value.module.draft_title == "Kofi's"
    assert module_of(item).draft == [TEXT]


def test_the_same_words_from_two_sides_are_no_clash(cast: Cast) -> None:
    item = with_author(cast, draft(cast.author))
    save_draft(item, by=cast.helper, title="Ours", blocks=page(), stamp=0)
    assert save_draft(item, by=cast.author, title="Ours", blocks=page(), stamp=0) == 1


@pytest.mark.parametrize(
    ("title", "blocks"),
    [
        ("x" * 201, []),
        ("x" * 200_000, []),
        ("x", {"type": "text"}),
        ("x", [{"type": "text", "text": "y"}] * 10_000),
        ("x", [{"type": "text", "text": "y" * 5_000_000}]),
    ],
)
def test_what_does_not_fit_is_refused_and_the_draft_stays(cast: Cast, title: str, blocks: object) -> None:
    item = draft(cast.author)
    with pytest.raises(ValidationError):
        save_draft(item, by=cast.author, title=title, blocks=blocks, stamp=0)
    with pytest.raises(ValidationError):
        start_module(by=cast.author, title=title, blocks=blocks)
    assert module_of(item).draft == page()


def test_summary_and_skills_belong_to_the_card(cast: Cast) -> None:
    item = published(cast.author)
    stamp = module_of(item).draft_stamp
    save_draft(item, by=cast.author, title=item.title, blocks=page(), stamp=stamp, summary="Short", skills=["A", "B"])
    item.refresh_from_db()
    assert item.summary == "Short"
    assert item.skills.count() == 2
    with pytest.raises(ValidationError):
        save_draft(item, by=cast.author, title="x", blocks=page(), stamp=stamp, skills=[str(n) for n in range(11)])


def test_a_draft_of_something_published_can_be_put_away(cast: Cast) -> None:
    item = published(cast.author)
    save_draft(item, by=cast.author, title="Worse", blocks=[TEXT], stamp=module_of(item).draft_stamp)
    with pytest.raises(PermissionDenied):
        discard_draft(item, by=cast.steward)
    for _time in range(2):
        discard_draft(item, by=cast.author)
    assert module_of(item).draft is None
    assert verbs(item)[-2:] == ["draft.opened", "draft.discarded"]
    assert last("draft.discarded").actor_id == cast.author.pk


def test_the_only_draft_is_never_put_away(cast: Cast) -> None:
    item = draft(cast.author)
    with pytest.raises(ValidationError):
        discard_draft(item, by=cast.author)
    assert module_of(item).draft == page()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_the_same_instant_one_is_told() -> None:
    cast = make_cast()
    item = with_author(cast, draft(cast.author))

    def save(who: tuple[Person, str]) -> str:
        person, title = who
        try:
            save_draft(item, by=person, title=title, blocks=page(), stamp=0)
        except StaleDraft as refusal:
            return f"after {refusal.module.draft_title}"
        return title

    outcomes = at_once([(cast.author, "Amara's"), (cast.helper, "Kofi's")], save)
    kept = module_of(item).draft_title
    assert sorted(outcomes) == sorted([kept, f"after {kept}"])
