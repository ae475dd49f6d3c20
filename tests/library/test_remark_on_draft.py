"""What is said of a draft beside it: about words, answered, settled, told to those who write and read it, never published."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.browsing import at, read
from tests.cast import Cast
from tests.library.sheets import draft, module_of, published, with_author
from tests.library.typing import Browser
from tests.people.lines import verbs
from upwell.core.jobs import run_waiting
from upwell.discussion.anchors import Quote
from upwell.library.actions.inviting import ask_reviewer, dismiss_reviewer
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.remarking import (
    answer_remark,
    place_remark,
    remark_on_draft,
    reopen_remark,
    settle_remark,
)
from upwell.library.actions.writing import save_draft
from upwell.library.models import Item, Remark
from upwell.library.queries.remarks import drafts_to_read, stamp_of
from upwell.notifications.mail import path_of
from upwell.notifications.models import Notice
from upwell.people.models import Person

SAID = Quote("the ask first", prefix="Put ", suffix=".")
PLACE = "AAEBAgMA,AAEBAgMB"


def read_by(cast: Cast, item: Item) -> Item:
    """The stranger was asked to read it."""
    ask_reviewer(item, by=cast.author, person=cast.stranger)
    run_waiting()
    return item


def heard(person: Person) -> list[tuple[str, str]]:
    run_waiting()
    return list(Notice.objects.filter(person=person).order_by("id").values_list("kind", "quote"))


def page_of_remarks(person: Person, item: Item, query: str = "") -> str:
    return read(at(person).get(f"/modules/{item.pk}/remarks/{query}"))


def test_a_remark_stays_between_those_who_write_and_read_the_draft(cast: Cast) -> None:
    item = read_by(cast, published(cast.author))
    for _time in range(2):
        remark = remark_on_draft(item, by=cast.stranger, text="Shorter?", block="ask", said=SAID)
    assert Remark.objects.count() == 1
    assert (remark.quote, remark.prefix, remark.suffix, remark.block) == ("the ask first", "Put", ".", "ask")
    for outsider in (cast.asker, cast.steward):
        with pytest.raises(PermissionDenied):
            remark_on_draft(item, by=outsider, text="I, too.")
    assert "Shorter?" not in at(cast.asker).get(f"/modules/{item.pk}/").content.decode()
    assert "Shorter?" in page_of_remarks(cast.author, item)
    assert "the ask first" in page_of_remarks(cast.stranger, item)
    assert at(cast.asker).get(f"/modules/{item.pk}/remarks/").status_code == 302


def test_it_is_answered_settled_and_opened_again(cast: Cast) -> None:
    item = read_by(cast, with_author(cast, draft(cast.author)))
    remark = remark_on_draft(item, by=cast.author, text="Is this so?", said=SAID)
    for _time in range(2):
        answer_remark(remark, by=cast.stranger, text="It is.")
    assert [answer.text for answer in remark.replies.all()] == ["It is."]
    for wrong in (
        lambda: answer_remark(remark, by=cast.asker, text="I, too."),
        lambda: settle_remark(remark, by=cast.stranger),
    ):
        with pytest.raises(PermissionDenied):
            wrong()
    for _time in range(2):
        settle_remark(remark, by=cast.helper)
    assert "Is this so?" not in page_of_remarks(cast.author, item)
    assert "Settled by Kofi" in page_of_remarks(cast.author, item, "?settled=yes")
    with pytest.raises(ValidationError):
        answer_remark(remark, by=cast.author, text="One more thing.")
    with pytest.raises(PermissionDenied):
        reopen_remark(remark, by=cast.stranger)
    for _time in range(2):
        reopen_remark(remark, by=cast.author)
    assert "Is this so?" in page_of_remarks(cast.author, item)
    told = [verb for verb in verbs(item) if verb.startswith("item.remark")]
    assert told == ["item.remarked", "item.remark_answered", "item.remark_settled", "item.remark_reopened"]


def test_the_other_authors_hear_of_it_and_of_an_answer_everybody_in_the_thread(cast: Cast) -> None:
    item = read_by(cast, with_author(cast, draft(cast.author)))
    remark = remark_on_draft(item, by=cast.stranger, text="Shorter?", said=SAID)
    assert [heard(person)[-1] for person in (cast.author, cast.helper)] == [("remarked", "Shorter?")] * 2
    answer_remark(remark, by=cast.helper, text="How about this?")
    assert heard(cast.author)[-1] == heard(cast.stranger)[-1] == ("remarked", "How about this?")
    assert heard(cast.helper)[-1] == ("remarked", "Shorter?")
    dismiss_reviewer(item, by=cast.author, person=cast.stranger)
    answer_remark(remark, by=cast.author, text="Done.")
    assert heard(cast.stranger)[-1] == ("remarked", "How about this?")


def test_the_notice_of_a_published_module_leads_to_its_draft(cast: Cast) -> None:
    item = read_by(cast, published(cast.author))
    save_draft(item, by=cast.author, title="Letters", blocks=[], stamp=module_of(item).draft_stamp)
    remark_on_draft(item, by=cast.stranger, text="Shorter?")
    run_waiting()
    assert path_of(Notice.objects.get(person=cast.author, kind="remarked")) == f"/modules/{item.pk}/look/#remarks"


def test_what_is_said_of_a_draft_is_never_published_with_it(cast: Cast) -> None:
    item = read_by(cast, draft(cast.author))
    remark_on_draft(item, by=cast.stranger, text="Shorter?", block="ask", said=SAID)
    publish_module(item, by=cast.author)
    page = at(cast.author).get(f"/modules/{item.pk}/").content.decode()
    export = at(cast.author).get(f"/modules/{item.pk}/export/").content.decode()
    assert "Shorter?" not in page and "Shorter?" not in export


def test_writers_alone_note_where_its_words_stand(cast: Cast) -> None:
    item = read_by(cast, draft(cast.author))
    remark = remark_on_draft(item, by=cast.stranger, text="Shorter?", said=SAID)
    for wrong in ("", "no place", f"{PLACE},{PLACE}", "<script>,a", "A" * 5_000):
        place_remark(remark, by=cast.author, place=wrong)
        remark.refresh_from_db()
        assert remark.place == ""
    for _time in range(2):
        place_remark(remark, by=cast.author, place=PLACE)
    remark.refresh_from_db()
    assert remark.place == PLACE
    with pytest.raises(PermissionDenied):
        place_remark(remark, by=cast.stranger, place=PLACE)
    assert verbs(item)[-1] == "item.remarked"


def test_a_page_hears_of_news_without_the_live_line(cast: Cast) -> None:
    item = with_author(cast, draft(cast.author))
    browser = Browser(cast.helper, item)
    browser.sync()
    before = browser.said.headers["Upwell-Remarks"]
    remark = remark_on_draft(item, by=cast.author, text="Is this so?", said=SAID, place=PLACE)
    stamps = [stamp_of(item)]
    answer_remark(remark, by=cast.helper, text="It is.")
    stamps.append(stamp_of(item))
    settle_remark(remark, by=cast.author)
    browser.sync()
    stamps.append(browser.said.headers["Upwell-Remarks"])
    assert len({before, *stamps}) == 4
    seen = at(cast.helper, headers={"HX-Request": "true"}).get(f"/modules/{item.pk}/remarks/?seen={stamps[-1]}")
    assert seen.status_code == 204


def test_nothing_typed_is_lost_where_it_is_refused(cast: Cast) -> None:
    item = draft(cast.author)
    remark = remark_on_draft(item, by=cast.author, text="Is this so?")
    author = at(cast.author, headers={"HX-Request": "true"})
    long = "word " * 500
    for address in ("remark/", f"answer-remark/{remark.pk}/"):
        answer = author.post(f"/modules/{item.pk}/{address}", {"text": long})
        assert answer.status_code == 422 and long.strip() in read(answer)
    answer = author.post(
        f"/modules/{item.pk}/remark/", {"text": long, "exact": "the ask", "block": "ask", "place": PLACE}
    )
    assert answer.status_code == 422 and answer["HX-Retarget"] == "#remark-form"
    assert all(kept in read(answer) for kept in (long.strip(), "the ask", PLACE))


def test_drafts_one_was_asked_to_read_stand_in_a_list_until_they_are_out(cast: Cast) -> None:
    item = read_by(cast, draft(cast.author))
    remark = remark_on_draft(item, by=cast.stranger, text="Shorter?")
    answer_remark(remark, by=cast.author, text="Yes.")
    (asked,) = drafts_to_read(cast.stranger).rows
    assert (asked.item, asked.by, vars(asked)["said"]) == (item, cast.author, 1)
    page = read(at(cast.stranger).get("/learn/to-read/"))
    assert "Letters that get read" in page and f"/modules/{item.pk}/look/" in page
    publish_module(item, by=cast.author)
    assert drafts_to_read(cast.stranger).rows == []
    assert "Nobody waits for your eyes" in read(at(cast.stranger).get("/learn/to-read/"))
