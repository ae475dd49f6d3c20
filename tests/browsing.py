"""How tests open pages where no browser is needed."""

import re
from typing import Any

from django.test import Client
from django.test.utils import CaptureQueriesContext

from upwell.people.models import Person


def at(person: Person, **options: Any) -> Client:
    """The browser of somebody who has signed in."""
    client = Client(**options)
    client.force_login(person)
    return client


def read(response: Any) -> str:
    """The page, with any white space as one space, as a reader takes it."""
    return re.sub(r"\s+", " ", response.content.decode())


def written(asked: CaptureQueriesContext) -> list[str]:
    """The statements that changed rows meanwhile. What the database keeps prepared is logged without its text (Django reads
    it off the cursor, which only sends a name), and only questions are kept."""
    told = [query["sql"] or "" for query in asked]
    return [statement for statement in told if re.match(r"INSERT|UPDATE|DELETE", statement)]
