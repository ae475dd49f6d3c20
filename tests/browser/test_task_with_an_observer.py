"""A task as people walk it: made, tried with a guess, shown with a picture, sent back, shown anew, accepted, and told; and
a module whose end was reached stands among what one has learned. Each screen is looked over with axe, in light and dark."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import SignIn
from tests.browser.test_main_loop import look_over
from tests.cast import Cast
from tests.journeys.reading import a_module
from upwell.core.jobs import run_waiting
from upwell.journeys.models import Progress

pytestmark = pytest.mark.browser


def picture() -> bytes:
    """A small picture."""
    data = BytesIO()
    Image.new("RGB", (160, 120), "teal").save(data, "PNG")
    return data.getvalue()


def test_a_task_is_tried_sent_back_accepted_and_told(everybody: Cast, sign_in: SignIn, context: BrowserContext) -> None:
    # Amara makes an experiment
    page = sign_in(everybody.author, "/tasks/")
    look_over(page)
    page.get_by_role("link", name="Make a task").last.click()
    look_over(page)
    page.get_by_label("What is it that one tries?").fill("Ask one open question at handover")
    page.get_by_label("What to do").fill("At your next handover, ask **one** open question. Then wait.")
    page.get_by_label("What to show for it").fill("What they said, and a photo of the board.")
    page.get_by_role("checkbox", name="a picture").check()
    page.get_by_label("What to look for").fill("Waited for the answer\nAsked only once")
    page.get_by_label("It is an experiment").check()
    page.get_by_role("button", name="Let people try it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask one open question at handover")
    look_over(page)
    task = page.url

    # Sofia tries it, shows it to Kofi
    context.clear_cookies()
    page = sign_in(everybody.asker)
    page.goto(task)
    page.get_by_label("What do you think will happen?").fill("Nobody will answer.")
    page.get_by_role("button", name="I’ll try this").click()
    page.get_by_role("link", name="Show what came out").click()
    look_over(page)
    show(page, "I asked.", result="Three of them answered.")
    attempt = page.url
    expect(page.get_by_text("Kofi Asante is asked to look at it.")).to_be_visible()
    look_over(page)

    # Kofi sends it back, and accepts it when it is shown anew
    run_waiting()
    context.clear_cookies()
    page = sign_in(everybody.helper, "/inbox/")
    page.get_by_text("asks you to look").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What Sofia tried")
    page.get_by_label("Asked only once").check()
    look_over(page)
    page.get_by_label("A word to them").fill("What did they say?")
    page.get_by_role("button", name="Send it back").click()
    expect(page.get_by_text("Sent back with your word.")).to_be_visible()
    context.clear_cookies()
    page = sign_in(everybody.asker)
    page.goto(attempt)
    expect(page.get_by_text("What did they say?")).to_be_visible()
    look_over(page)
    page.get_by_role("link", name="Show it anew").click()
    page.get_by_label("What happened?").fill("I asked. They said that the bed was too high.")
    page.get_by_role("button", name="Ask them to look").click()
    expect(page.get_by_text("is asked to look at it.")).to_be_visible()
    context.clear_cookies()
    page = sign_in(everybody.helper, "/tasks/?view=look")
    look_over(page)
    page.get_by_role("link", name="Ask one open question").click()
    expect(page.get_by_role("img", name="The picture Sofia Lindqvist shows")).to_be_visible()
    page.get_by_label("Waited for the answer").check()
    page.get_by_label("A word to them").fill("That is an answer.")
    page.get_by_role("button", name="Accept it").click()
    expect(page.get_by_text("Accepted. Sofia is told.")).to_be_visible()

    # Sofia tells the others what came of it, and finds it among what she has learned
    context.clear_cookies()
    page = sign_in(everybody.asker)
    page.goto(attempt)
    page.get_by_label("What came of it at work?").fill("The bed is lower now.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Kept.")).to_be_visible()
    look_over(page)
    page.goto(task)
    expect(page.get_by_text("The bed is lower now.")).to_be_visible()
    look_over(page)
    page.goto(page.url.split("/tasks/")[0] + "/learned/")
    expect(page.get_by_role("link", name="Ask one open question at handover")).to_be_visible()
    look_over(page)


def test_a_module_read_to_its_end_is_finished_and_may_be_taken_back(everybody: Cast, sign_in: SignIn) -> None:
    item = a_module(everybody.author)
    page = sign_in(everybody.asker, f"/modules/{item.pk}/")
    page.locator("#progress").scroll_into_view_if_needed()
    expect(page.get_by_text("You finished this")).to_be_visible()
    assert Progress.objects.finished().get().person == everybody.asker
    look_over(page)
    page.get_by_role("button", name="Not done after all").click()
    expect(page.get_by_role("button", name="Done", exact=True)).to_be_visible()
    assert not Progress.objects.finished().exists()


def show(page: Page, text: str, *, result: str) -> None:
    """Fill in what came out, with a picture, and ask Kofi to look as a coach."""
    page.get_by_label("What happened?").fill(text)
    page.get_by_label("What came out, beside what you guessed?").fill(result)
    page.get_by_label("A picture").set_input_files({"name": "board.png", "mimeType": "image/png", "buffer": picture()})
    page.get_by_role("radio", name="a coach").check()
    page.get_by_label("Who is that?").fill("Kofi Asante")
    page.get_by_role("button", name="Ask them to look").click()
