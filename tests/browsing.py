"""How tests open pages where no browser is needed."""

import re
from typing import Any

from django.test import Client

from upwell.people.models import Person


def at(person: Person, **options: Any) -> Client:
    """The browser of somebody who has signed in."""
    client = Client(**options)
    client.force_login(person)
    return client


def read(response: Any) -> str:
    """The page, with any white space as one space, as a reader takes it."""
    return re.sub(r"\s+", " ", response.content.decode())
