"""Every question that is worked out once answers as the QuerySet it comes from does, for everybody."""

import gc
import inspect
from collections.abc import Iterator
from datetime import date, datetime
from itertools import product
from typing import Any, get_type_hints

import pytest
from django.urls import get_resolver
from django.utils import timezone

from tests.cast import Cast
from tests.house.test_reading import world
from upwell.core.prepared import Prepared
from upwell.library.models import Item
from upwell.needs.models import Need
from upwell.needs.queries.board import VIEWS
from upwell.people.models import Person

SHAPES: dict[str, list[Any]] = {"view": list(VIEWS), "most": [3], "limit": [3], "model": [Need, Item]}


def questions() -> list[Prepared[Any, Any]]:
    """Every one of ours that is loaded, once all pages are."""
    assert get_resolver().url_patterns
    found = [each for each in gc.get_objects() if type(each) is Prepared]
    return sorted((each for each in found if each.build.__module__.startswith("upwell.")), key=str)


def calls(question: Prepared[Any, Any], cast: Cast, ids: list[int]) -> Iterator[tuple[list[Any], dict[str, Any]]]:
    """Values and shapes to ask it with, by what it takes."""
    some: dict[Any, list[Any]] = {
        Person: [cast.asker, cast.author, cast.steward, cast.stranger],
        int: ids,
        str: ["a", "writing"],
        list[int]: [[], ids],
        date: [timezone.localdate()],
        datetime: [timezone.now()],
    }
    hints = get_type_hints(question.build)
    taken = inspect.signature(question.build).parameters.values()
    values = [some[hints[one.name]] for one in taken if one.kind is not one.KEYWORD_ONLY]
    named = {one.name: SHAPES[one.name] for one in taken if one.kind is one.KEYWORD_ONLY}
    for chosen in product(*named.values()):
        for each in product(*values):
            yield list(each), dict(zip(named, chosen, strict=True))


def test_every_prepared_question_answers_as_its_queryset(cast: Cast) -> None:
    known = world(cast)
    ids = sorted({value for value in known.values() if isinstance(value, int)})[:3]
    asked = found = 0
    for question in questions():
        for values, shape in calls(question, cast, ids):
            rows = question(*values, **shape)
            if rows != list(question.plain(*values, **shape)):
                pytest.fail(f"{question.build.__module__}.{question.build.__qualname__}{values}{shape}: {rows}")
            asked, found = asked + 1, found + len(rows)
    assert asked > 100
    assert found > 50
