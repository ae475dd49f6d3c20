"""What the tests of the API begin with: a program that speaks for somebody."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from upwell.people.actions.tokens import issue_token
from upwell.people.models import Person


class Program:
    """A program that acts as `person`, in JSON."""

    def __init__(self, person: Person) -> None:
        self.token, secret = issue_token(person, by=person, name="a test")
        self.headers = {"Authorization": f"Bearer {secret}"}
        self.client = Client(headers=self.headers)

    def get(self, path: str, **query: Any) -> Any:
        """GET below /api/v1."""
        return self.client.get(f"/api/v1{path}", query)

    def post(self, path: str, **body: Any) -> Any:
        """POST JSON below /api/v1."""
        return self.client.post(f"/api/v1{path}", body, content_type="application/json")

    def patch(self, path: str, **body: Any) -> Any:
        """PATCH JSON below /api/v1."""
        return self.client.patch(f"/api/v1{path}", body, content_type="application/json")


@pytest.fixture
def program(db: None) -> Callable[[Person], Program]:
    """Makes a program for a person."""
    return Program
