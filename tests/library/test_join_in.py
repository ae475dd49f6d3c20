"""Who has a hand in a module: everybody where it is open, those who read the draft first, and heirs of who left."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.browsing import at
from tests.cast import Cast
from tests.library.sheets import TEXT, draft, module_of, published, with_author
from upwell.core.jobs import run_waiting
from upwell.core.models import Line
from upwell.library.actions.curating import set_audience
from upwell.library.actions.inviting import ask_reviewer, dismiss_reviewer, open_to_anyone
from upwell.library.actions.keeping_up import mark_read
from upwell.library.actions.leaving import pass_on_items
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.reading import react_to_item
from upwell.library.actions.writing import save_draft
from upwell.library.models import Item, ReadingMark
from upwell.library.permissions import can_edit
from upwell.needs.actions.declaring import declare_need
from upwell.needs.actions.offering import offer_help
from upwell.needs.models import How
from upwell.people.actions import deactivate_person
from upwell.people.models import Person


def fresh(item: Item) -> Item:
    return Item.objects.get(pk=item.pk)


def revise(item: Item, by: Person, text: str, note: str = "") -> None:
    save_draft(item, by=by, title="Letters", blocks=[{**TEXT, "text": text}], stamp=module_of(item).draft_stamp)
    publish_module(item, by=by, note=note)


def test_open_to_anyone_everybody_who_sees_it_writes_and_publishes(cast: Cast) -> None:
    item = published(cast.author)
    assert not can_edit(cast.stranger, item)
    for _time in range(2):
        open_to_anyone(item, by=cast.author, is_open=True)
    revise(fresh(item), cast.stranger, "By Piet.")
    version = module_of(item).version
    assert version is not None and version.by == cast.stranger
    assert [line.verb for line in Line.objects.filter(verb="item.opened")] == ["item.opened"]
    open_to_anyone(item, by=cast.author, is_open=False)
    with pytest.raises(PermissionDenied):
        revise(fresh(item), cast.stranger, "Again.")


def test_only_the_owner_opens_it_and_only_to_who_may_see_it(cast: Cast) -> None:
    item = with_author(cast, published(cast.author))
    for person in (cast.helper, cast.steward, cast.stranger):
        with pytest.raises(PermissionDenied):
            open_to_anyone(item, by=person, is_open=True)
    open_to_anyone(item, by=cast.author, is_open=True)
    set_audience(item, by=cast.author, team=cast.pharmacy)
    assert can_edit(cast.stranger, fresh(item)) and not can_edit(cast.asker, fresh(item))


def test_a_draft_that_was_never_out_is_open_to_nobody(cast: Cast) -> None:
    item = draft(cast.author)
    open_to_anyone(item, by=cast.author, is_open=True)
    assert not can_edit(cast.stranger, fresh(item))
    assert at(cast.stranger).get(f"/modules/{item.pk}/").status_code == 404


def test_who_is_asked_to_read_the_draft_sees_it_and_changes_nothing(cast: Cast) -> None:
    item = draft(cast.author)
    for _time in range(2):
        ask_reviewer(item, by=cast.author, person=cast.stranger)
    assert Line.objects.filter(verb="item.reviewer_asked").count() == 1
    client = at(cast.stranger)
    assert client.get(f"/modules/{item.pk}/").status_code == 200
    assert client.get(f"/modules/{item.pk}/look/").status_code == 200
    assert client.get(f"/modules/{item.pk}/edit/").status_code == 403
    with pytest.raises(PermissionDenied):
        save_draft(item, by=cast.stranger, title="Mine", blocks=[TEXT], stamp=0)
    for _time in range(2):
        dismiss_reviewer(item, by=cast.author, person=cast.stranger)
    assert client.get(f"/modules/{item.pk}/").status_code == 404
    assert Line.objects.filter(verb="item.reviewer_dismissed").count() == 1


def test_who_may_not_ask_and_who_cannot_be_asked(cast: Cast) -> None:
    item = draft(cast.author)
    with pytest.raises(PermissionDenied):
        ask_reviewer(item, by=cast.steward, person=cast.stranger)
    for person in (cast.leaver, cast.author):
        with pytest.raises(ValidationError):
            ask_reviewer(item, by=cast.author, person=person)
    ask_reviewer(item, by=cast.author, person=cast.stranger)
    with pytest.raises(PermissionDenied):
        dismiss_reviewer(item, by=cast.helper, person=cast.stranger)


def test_what_a_leaver_looked_after_goes_to_who_wrote_along(cast: Cast) -> None:
    item = with_author(cast, published(cast.author))
    deactivate_person(cast.author, by=cast.admin)
    run_waiting()
    assert fresh(item).owner == cast.helper
    assert pass_on_items(cast.author) == 0
    assert Line.objects.filter(verb="item.handed_over").count() == 1


def test_else_to_the_lead_of_the_leaver_and_they_are_told_once(cast: Cast) -> None:
    items = [published(cast.asker, title=f"Module {number}") for number in range(3)]
    deactivate_person(cast.asker, by=cast.admin)
    run_waiting()
    assert {fresh(item).owner for item in items} == {cast.lead}
    (notice,) = cast.lead.notices.filter(kind="inherited")
    assert notice.quote == "3 modules"
    assert "Module 1" in at(cast.lead).get("/learn/look-after/").content.decode()


def test_else_to_a_steward(cast: Cast) -> None:
    item = published(cast.newcomer)
    deactivate_person(cast.newcomer, by=cast.admin)
    run_waiting()
    assert fresh(item).owner == cast.steward
    assert can_edit(cast.steward, fresh(item))


def test_a_draft_that_nobody_saw_is_shown_to_no_lead(cast: Cast) -> None:
    item = draft(cast.asker)
    deactivate_person(cast.asker, by=cast.admin)
    run_waiting()
    assert fresh(item).owner == cast.asker
    assert at(cast.lead).get(f"/modules/{item.pk}/").status_code == 404


def test_who_is_here_passes_nothing_on(cast: Cast) -> None:
    item = published(cast.asker)
    assert pass_on_items(cast.asker) == 0
    assert fresh(item).owner == cast.asker


def test_a_reader_is_told_what_changed_since_they_read(cast: Cast) -> None:
    item = published(cast.author)
    client = at(cast.stranger)
    assert "It has changed since" not in client.get(f"/modules/{item.pk}/").content.decode()
    client.post(f"/modules/{item.pk}/read/", {"number": "1", "block": "ask", "finished": "yes"})
    revise(item, cast.author, "New.", note="A real first line.")
    page = client.get(f"/modules/{item.pk}/").content.decode()
    assert "It has changed since you read version 1." in page and "A real first line." in page
    assert f"/modules/{item.pk}/compare/?from=1&amp;to=2" in page
    client.post(f"/modules/{item.pk}/read/", {"number": "2", "back": "yes"})
    assert "It has changed since" not in client.get(f"/modules/{item.pk}/").content.decode()


def test_a_sign_is_a_mark_too(cast: Cast) -> None:
    item = published(cast.author)
    react_to_item(item, by=cast.stranger, kind="useful")
    run_waiting()
    assert ReadingMark.objects.get().number == 1


def test_a_mark_never_goes_back_and_is_for_what_one_may_see(cast: Cast) -> None:
    item = published(cast.author)
    revise(item, cast.author, "New.")
    mark_read(item, by=cast.stranger, number=2)
    assert mark_read(item, by=cast.stranger, number=1).number == 2
    with pytest.raises(ValidationError):
        mark_read(item, by=cast.stranger, number=9)
    set_audience(item, by=cast.author, team=cast.pharmacy)
    with pytest.raises(PermissionDenied):
        mark_read(item, by=cast.asker, number=2)
    assert not Line.objects.filter(verb__startswith="item.read").exists()


def test_who_helps_with_the_need_is_offered_as_a_co_author(cast: Cast) -> None:
    need = declare_need("How do I write a letter that gets read?", by=cast.asker)
    offer_help(need, by=cast.helper, how=How.WRITE)
    item = draft(cast.author, for_need_id=need.pk)
    client = at(cast.author)
    assert "who-helps" in client.get(f"/modules/{item.pk}/care/").content.decode()
    part = client.get(f"/needs/who-helps/{item.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "Kofi Asante" in part
    client.post(f"/modules/{item.pk}/add-author/", {"email": cast.helper.email})
    assert can_edit(cast.helper, fresh(item))
    again = client.get(f"/needs/who-helps/{item.pk}/", headers={"HX-Request": "true"})
    assert "Kofi" not in again.content.decode()
    assert at(cast.stranger).get(f"/needs/who-helps/{item.pk}/").status_code == 404
