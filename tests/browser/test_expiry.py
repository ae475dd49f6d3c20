"""A module comes to its end: its owner is asked, does not answer, it leaves the lists, and leads to what replaced it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.cast import Cast
from upwell.core.jobs import run_waiting
from upwell.library.actions.life import replace_item, set_life
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.writing import save_draft, start_module
from upwell.library.models import Item, ReadingMark
from upwell.library.tasks import notice_days
from upwell.people.models import Person

pytestmark = pytest.mark.browser


def module(by: Person, title: str, text: str) -> Item:
    item = start_module(by=by, title=title, blocks=[{"type": "text", "id": "one", "text": text}])
    publish_module(item, by=by)
    return Item.objects.get(pk=item.pk)


def test_a_module_ends_and_leads_to_what_replaced_it(everybody: Cast, sign_in: SignIn) -> None:
    long_ago = timezone.now() - timedelta(days=40)
    with time_machine.travel(long_ago, tick=False):
        old = module(everybody.author, "The old referral form", "Fax it.")
        set_life(old, by=everybody.author, valid_until=timezone.localdate() + timedelta(days=45))
    newer = module(everybody.helper, "The new referral form", "Send it from the record.")
    replace_item(old, by=everybody.author, replacement=newer)
    notice_days(0)
    run_waiting()

    page = sign_in(everybody.author, "/inbox/")
    row = page.locator(".notice", has_text="The old referral form")
    expect(row).to_contain_text("Is it still right?")
    row.get_by_role("button", name="Needs work").click()
    expect(page).to_have_url(f"{page.url.split('/modules/')[0]}/modules/{old.pk}/edit/")

    page.goto(page.url.split("/modules/")[0] + "/learn/")
    expect(page.get_by_role("heading", name="The old referral form")).to_be_visible()

    # ten days later: nobody has answered with more than a promise
    Item.objects.filter(pk=old.pk).update(valid_until=timezone.localdate() - timedelta(days=5))
    notice_days(0)
    run_waiting()
    page.reload()
    expect(page.get_by_role("heading", name="The new referral form")).to_be_visible()
    expect(page.get_by_role("heading", name="The old referral form")).to_have_count(0)

    reader = sign_in(everybody.stranger, f"/modules/{old.pk}/")
    expect(reader.locator(".note.work").first).to_contain_text("This was valid until")
    reader.wait_for_load_state("networkidle")
    reader.get_by_role("link", name="The new referral form").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("The new referral form")


def test_a_reader_who_comes_back_sees_what_changed_word_by_word(everybody: Cast, sign_in: SignIn) -> None:
    item = module(everybody.author, "Letters that get read", "Put the ask first.")
    page = sign_in(everybody.stranger, f"/modules/{item.pk}/")
    page.locator("x-read").scroll_into_view_if_needed()
    for _ in range(100):  # a short page is at its end at once, and says so by itself
        if ReadingMark.objects.filter(item=item, person=everybody.stranger).exists():
            break
        page.wait_for_timeout(100)
    assert ReadingMark.objects.filter(item=item, person=everybody.stranger).exists()
    stamp = item.module.draft_stamp
    blocks: list[dict[str, object]] = [{"type": "text", "id": "one", "text": "Put the question first."}]
    save(item, everybody.author, blocks, stamp)
    page.reload()
    expect(page.locator(".since")).to_contain_text("It has changed since you read version 1.")
    page.get_by_role("link", name="Show me what changed").click()
    expect(page.locator("del")).to_contain_text("ask")
    expect(page.locator("ins")).to_contain_text("question")


def save(item: Item, by: Person, blocks: list[dict[str, object]], stamp: int) -> None:
    save_draft(item, by=by, title=item.title, blocks=blocks, stamp=stamp)
    publish_module(item, by=by, note="A better word.")
