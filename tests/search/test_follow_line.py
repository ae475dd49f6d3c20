"""What happens is found a moment later, and what ended is not found any more."""

from collections.abc import Callable

from tests.cast import Cast
from tests.search.telling import LETTER, LETTER_TOO, PUMP, answered, asked, letters, written
from upwell.core.journal import happening
from upwell.core.models import Line
from upwell.library.actions.curating import retire_item, unretire_item
from upwell.needs.actions.brokering import merge_need, park_need
from upwell.needs.actions.confirming import confirm_answer
from upwell.needs.actions.declaring import edit_need
from upwell.people.actions.accounts import deactivate_person
from upwell.search.index import word_index
from upwell.search.models import Document, DocumentKind, HelpGiven, Unwritten
from upwell.search.queries.similar import answering_items, similar_needs
from upwell.search.tasks import follow_line

Settle = Callable[[], int]


def test_a_declared_need_is_found_by_others_words(cast: Cast, settle: Settle) -> None:
    need = asked(LETTER, cast.asker)
    asked(PUMP, cast.stranger)
    settle()
    assert [hit.need for hit in similar_needs(LETTER_TOO, cast.stranger)] == [need]


def test_the_words_of_its_answers_find_a_need(cast: Cast, settle: Settle) -> None:
    need = asked(LETTER, cast.asker)
    answered(need, cast.helper, "Use the SBAR template of the ward.")
    settle()
    assert need.pk in word_index("need").similar("sbar template", limit=3)


def test_an_edited_need_is_found_by_its_new_words_alone(cast: Cast, settle: Settle) -> None:
    need = asked(PUMP, cast.asker)
    settle()
    edit_need(need, by=cast.asker, title=LETTER, why="")
    settle()
    assert [hit.need for hit in similar_needs(LETTER_TOO, cast.stranger)] == [need]
    assert need.pk not in word_index("need").similar("infusion pump", limit=3)


def test_a_merged_need_is_not_found_and_its_answers_find_the_other(cast: Cast, settle: Settle) -> None:
    kept, other = asked(LETTER, cast.asker), asked(LETTER_TOO, cast.stranger)
    answered(other, cast.helper, "Use the SBAR template of the ward.")
    settle()
    merge_need(other, by=cast.steward, into=kept)
    settle()
    assert [hit.need for hit in similar_needs(LETTER_TOO, cast.author)] == [kept]
    assert list(word_index("need").similar("sbar", limit=3)) == [kept.pk]
    assert not Document.objects.filter(kind="need", object_id=other.pk).exists()


def test_a_parked_need_is_still_found_and_says_so(cast: Cast, settle: Settle) -> None:
    need = asked(LETTER, cast.asker)
    park_need(need, by=cast.steward, reason="After the move.")
    settle()
    assert [hit.reasons for hit in similar_needs(LETTER_TOO, cast.stranger)] == [["Parked"]]


def test_a_retired_module_is_not_found_until_it_is_back(cast: Cast, settle: Settle) -> None:
    _need, item = letters(cast)
    settle()
    assert [hit.item for hit in answering_items(LETTER_TOO, cast.stranger)] == [item]
    retire_item(item, by=cast.author)
    settle()
    assert answering_items(LETTER_TOO, cast.stranger) == []
    assert word_index("item").count() == 0
    unretire_item(item, by=cast.author)
    settle()
    assert [hit.item for hit in answering_items(LETTER_TOO, cast.stranger)] == [item]


def test_who_left_is_not_found(cast: Cast, settle: Settle) -> None:
    settle()
    assert cast.stranger.pk in word_index("person").find("Piet", limit=3)
    deactivate_person(cast.stranger, by=cast.admin)
    settle()
    assert cast.stranger.pk not in word_index("person").find("Piet", limit=3)


def test_reading_a_line_twice_is_harmless(cast: Cast, settle: Settle) -> None:
    need, _item = letters(cast)
    settle()
    before = list(Document.objects.order_by("pk").values("pk", "kind", "object_id", "title", "more"))
    for line in Line.objects.order_by("id"):
        follow_line(happening(line))
    settle()
    after = list(Document.objects.order_by("pk").values("pk", "kind", "object_id", "title", "more"))
    assert after == before
    assert not Unwritten.objects.exists()
    assert word_index("need").count() == 1
    assert need.pk in word_index("need").similar(LETTER, limit=3)


def test_a_line_about_what_is_gone_is_harmless(cast: Cast, settle: Settle) -> None:
    item = written("Letters", cast.author, "A page.")
    line = happening(Line.objects.filter(object_kind="item").latest("id"))
    settle()
    line["object"] = item.pk + 1000
    follow_line(line)
    assert Document.objects.filter(kind=DocumentKind.ITEM).count() == 1


def test_help_is_counted_from_answers_and_more_where_it_solved(cast: Cast, settle: Settle) -> None:
    need = asked(LETTER, cast.asker)
    answer = answered(need, cast.helper)
    settle()
    before = HelpGiven.objects.get(person=cast.helper)
    confirm_answer(answer, by=cast.asker, outcome="solved")
    settle()
    after = HelpGiven.objects.get(person=cast.helper)
    assert after.lately > before.lately
    assert after.in_years > before.in_years


def test_answering_oneself_is_not_help(cast: Cast, settle: Settle) -> None:
    answered(asked(LETTER, cast.asker), cast.asker)
    settle()
    assert not HelpGiven.objects.exists()
