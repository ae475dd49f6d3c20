"""A module may ask for a task that stands by itself: tried from there, it is that task with all that belongs to it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.cast import Cast
from tests.journeys.tasking import a_task
from upwell.journeys.models import Attempt
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.writing import start_module
from upwell.library.as_markdown import as_markdown
from upwell.library.models import Item
from upwell.people.models import Person


def asking_for(task: str, by: Person) -> Item:
    """A module whose only part says what to try, and names a task."""
    item = start_module(by=by, title="Handover", blocks=[{"type": "task", "id": "try", "text": "Ask.", "task": task}])
    publish_module(item, by=by)
    return item


def text(response: Any) -> str:
    return str(response.content.decode())


def test_the_part_leads_to_its_task_and_says_how_far_one_is(cast: Cast, client: Client) -> None:
    task = a_task(cast.author)
    item = asking_for(f"https://upwell.example/tasks/{task.pk}/?from=mail", cast.author)
    client.force_login(cast.asker)
    page = text(client.get(f"/modules/{item.pk}/"))
    assert f'hx-get="/tasks/{task.pk}/part/"' in page
    assert "I tried it" not in page
    part = text(client.get(f"/tasks/{task.pk}/part/", headers={"HX-Request": "true"}))
    assert f'action="/tasks/{task.pk}/try/"' in part
    client.post(f"/tasks/{task.pk}/try/")
    assert Attempt.objects.filter(task=task, person=cast.asker).exists()
    again = text(client.get(f"/tasks/{task.pk}/part/", headers={"HX-Request": "true"}))
    assert "You are trying this." in again
    assert client.get(f"/tasks/{task.pk}/part/")["Location"] == f"/tasks/{task.pk}/"


def test_who_may_not_see_the_task_keeps_a_note_as_before(cast: Cast, client: Client) -> None:
    task = a_task(cast.author, team=cast.author.team)
    item = asking_for(f"/tasks/{task.pk}/", cast.author)
    client.force_login(cast.asker)
    page = text(client.get(f"/modules/{item.pk}/"))
    assert "/part/" not in page
    assert "I tried it" in page
    assert client.get(f"/tasks/{task.pk}/part/").status_code == 404


def test_what_is_no_task_is_refused_when_it_goes_out_and_files_keep_it(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="/tasks/12/"):
        asking_for("/modules/7/", cast.author)
    assert "task: /tasks/7/" in as_markdown("Handover", [{"type": "task", "text": "Ask.", "task": "/tasks/7/"}])
