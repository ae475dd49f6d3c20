"""Today: what waits for one person, and nothing that is not for them."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.library.sheets import published
from upwell.core.jobs import run_waiting
from upwell.journeys.actions.progressing import finish_item
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.confirming import confirm_answer
from upwell.needs.actions.declaring import declare_need
from upwell.needs.actions.voicing import voice_need
from upwell.needs.models import Outcome
from upwell.people.actions import set_skill
from upwell.people.models import Person
from upwell.planning.actions.making import make_plan


def today(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.get("/").content.decode()


def test_an_answer_to_what_one_voiced_is_the_thing_to_do_until_one_said_whether_it_helped(cast: Cast) -> None:
    need = declare_need("How do I write a letter that gets read?", by=cast.asker)
    answer = answer_need(need, by=cast.helper, text="Put the ask first.")
    assert "your question has an answer" in today(cast.asker)
    assert "your question has an answer" not in today(cast.stranger)
    confirm_answer(answer, by=cast.asker, outcome=Outcome.SOLVED)
    assert "your question has an answer" not in today(cast.asker)


def test_what_one_has_read_already_asks_first_whether_it_helped(cast: Cast) -> None:
    need = declare_need("How do I write a letter that gets read?", by=cast.asker)
    item = published(cast.helper)
    answer_need(need, by=cast.helper, item=item)
    make_plan(cast.asker, by=cast.asker)
    unread = today(cast.asker)
    assert "Read it" in unread and unread.index("Read it") < unread.index("Say whether it helped")
    finish_item(item, by=cast.asker)
    run_waiting()
    read = today(cast.asker)
    assert read.index("Say whether it helped") < read.index("Read it again")


def test_who_said_they_know_about_it_sees_who_asks(cast: Cast) -> None:
    set_skill(cast.author, by=cast.author, name="letters", level=3, teaches=True)
    declare_need("How do I write a letter that gets read?", by=cast.asker, skills=["letters"])
    run_waiting()
    assert "How do I write a letter" in today(cast.author)
    assert "People are asking" not in today(cast.newcomer)


def test_who_answers_their_own_question_without_a_name_is_not_named_to_the_others(cast: Cast) -> None:
    need = declare_need("What do I do when I made a mistake?", by=cast.asker, nameless=True)
    voice_need(need, by=cast.stranger)
    answer_need(need, by=cast.asker, text="I told my lead, and it was fine.")
    run_waiting()
    page = today(cast.stranger)
    assert "your question has an answer" in page
    assert "Sofia" not in page


def test_a_newcomer_sees_what_to_do_first(cast: Cast) -> None:
    assert "Declare a need" in today(cast.newcomer)


def test_a_full_day_asks_the_database_no_more_than_a_short_one(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.asker)

    def queries() -> int:
        client.get("/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/")
        return len(asked)

    answer_need(declare_need("Need 0?", by=cast.asker), by=cast.helper, text="Like this.")
    run_waiting()
    few = queries()
    for number in range(1, 12):
        answer_need(declare_need(f"Need {number}?", by=cast.asker), by=cast.helper, text="Like this.")
    run_waiting()
    assert queries() == few


def test_what_stands_on_top_is_not_asked_a_second_time(cast: Cast) -> None:
    set_skill(cast.helper, by=cast.helper, name="writing", level=3, teaches=True)
    need = declare_need("How do I write a letter that gets read?", by=cast.asker, skills=["writing"])
    asked = '<h2 id="asking">'
    assert asked in today(cast.helper)
    plan = make_plan(cast.helper, by=cast.helper)
    assert plan.pieces.order_by("place")[0].url.startswith(need.get_absolute_url())
    html = today(cast.helper)
    assert need.title in html
    assert asked not in html


def test_the_first_admin_is_led_to_bringing_in_the_others(cast: Cast) -> None:
    words = "Bring in the others"
    assert words not in today(cast.admin)
    Person.objects.exclude(pk=cast.admin.pk).delete()
    assert words in today(cast.admin)
