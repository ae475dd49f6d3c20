"""Publishing says which flags it answers: whoever left them is told, and what stands as it was stays open."""

from tests.browsing import at
from tests.cast import Cast
from tests.library.readers import NEW, OLD, TEXT, letters, revise, spot, thread_of
from tests.library.sheets import module_of
from tests.people.lines import last
from upwell.core.jobs import run_waiting
from upwell.discussion.models import Fix
from upwell.library.actions.endorsing import regulate_skill
from upwell.library.actions.reading import comment_on_item, react_to_item
from upwell.library.actions.reviewing import approve_review
from upwell.library.actions.writing import save_draft
from upwell.library.models import Item, Review
from upwell.library.queries.asking import asked_of
from upwell.notifications.models import Notice
from upwell.people.actions.skills import find_or_add_skill
from upwell.people.models import Person


def write(item: Item, by: Person, text: str) -> None:
    blocks = [{"id": "ask", "type": "text", "text": text}]
    save_draft(item, by=by, title="Letters", blocks=blocks, stamp=module_of(item).draft_stamp)


def test_whoever_flagged_what_changed_is_told(cast: Cast) -> None:
    item = letters(cast.author)
    flag = react_to_item(item, by=cast.stranger, kind="outdated", spot=spot())
    asked = comment_on_item(item, by=cast.newcomer, text="Which number?", spot=spot(), is_question=True)
    revise(item, cast.author, TEXT.replace(OLD, NEW), answers=[("ask", flag.anchor_id)] * 2)
    fix = Fix.objects.get()
    flag.refresh_from_db()
    asked.refresh_from_db()
    assert (flag.fix, asked.fix, fix.number, fix.by) == (fix, fix, 2, cast.author)
    assert (thread_of(item).flagged_count, last("item.fixed").context["fix"]) == (0, fix.pk)


def test_a_sentence_that_stands_as_it_was_stays_open(cast: Cast) -> None:
    item = letters(cast.author)
    flag = react_to_item(item, by=cast.stranger, kind="outdated", spot=spot())
    revise(item, cast.author, TEXT + "\n\nA new end.", answers=[("ask", flag.anchor_id), ("ask", None), ("gone", 7)])
    assert (Fix.objects.count(), thread_of(item).flagged_count) == (0, 1)


def test_flags_on_the_whole_are_answered_by_any_new_version_that_says_so(cast: Cast) -> None:
    item = letters(cast.author)
    react_to_item(item, by=cast.stranger, kind="unclear")
    revise(item, cast.author, "All new.", answers=[("", None)])
    assert thread_of(item).flagged_count == 0


def test_what_is_reviewed_answers_them_once_it_is_out(cast: Cast) -> None:
    item = letters(cast.author)
    item.skills.add(find_or_add_skill("transfusion"))
    regulate_skill(find_or_add_skill("transfusion"), by=cast.steward)
    flag = react_to_item(item, by=cast.stranger, kind="outdated", spot=spot())
    write(item, cast.author, TEXT.replace(OLD, NEW))
    place = f"ask:{flag.anchor_id}"
    at(cast.author).post(f"/modules/{item.pk}/publish/", {"note": "", "answers": [place]})
    review = Review.objects.get()
    assert (review.answers, Fix.objects.count()) == ([["ask", flag.anchor_id]], 0)
    approve_review(review, by=cast.steward, stamp=review.stamp)
    run_waiting()
    assert Notice.objects.filter(kind="fixed", person=cast.stranger).count() == 1


def test_the_form_ticks_what_the_draft_says_differently(cast: Cast) -> None:
    item = letters(cast.author)
    flag = react_to_item(item, by=cast.stranger, kind="outdated", spot=spot())
    react_to_item(item, by=cast.stranger, kind="unclear", spot=spot("Sign with a name."))
    write(item, cast.author, TEXT.replace(OLD, "Write to the mailbox below."))
    item = Item.objects.select_related("thread", "module__version").get(pk=item.pk)
    assert [(ask.note.quote, ask.is_changed) for ask in asked_of(item, cast.author)] == [
        (OLD, True),
        ("Sign with a name.", False),
    ]
    form = at(cast.author).get(f"/modules/{item.pk}/asked/").content.decode()
    assert f'value="ask:{flag.anchor_id}" checked' in form
    assert form.count("checked") == 1
    assert (
        f'value="ask:{flag.anchor_id}" checked' in at(cast.author).get(f"/modules/{item.pk}/publish/").content.decode()
    )


def test_one_is_told_what_came_of_the_ticks(cast: Cast) -> None:
    item = letters(cast.author)
    flag = react_to_item(item, by=cast.stranger, kind="outdated", spot=spot())
    other = react_to_item(item, by=cast.stranger, kind="unclear", spot=spot("Sign with a name."))
    write(item, cast.author, TEXT.replace(OLD, NEW))
    places = [f"ask:{flag.anchor_id}", f"ask:{other.anchor_id}", "x", "ask:x", ":" * 90]
    page = at(cast.author).post(f"/modules/{item.pk}/publish/", {"answers": places}, follow=True).content.decode()
    assert "Whoever flagged what you changed is told." in page
    assert "What stands as it was is still open" in page


def test_only_its_authors_see_the_form(cast: Cast) -> None:
    item = letters(cast.author)
    react_to_item(item, by=cast.stranger, kind="outdated", spot=spot())
    assert at(cast.asker).get(f"/modules/{item.pk}/asked/").status_code == 403
    assert at(cast.author).get(f"/modules/{item.pk}/asked/").status_code == 200
