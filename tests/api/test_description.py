"""The API keeps to its own description, whatever is sent: schemathesis makes it up, the description says what is right."""

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, settings
from ninja import Schema
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.api.conftest import Program
from tests.cast import Cast, make_cast
from tests.told import told
from upwell.api import api
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.declaring import declare_need
from upwell.people.actions import add_person
from upwell.people.models import Person

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


def organisation() -> Person:
    """A small organisation with something in it, and somebody whose team is large enough to ask in without a name."""
    cast: Cast = make_cast()
    need = declare_need("How do I write a letter that gets read?", by=cast.asker)
    answer_need(need, by=cast.helper, text="Put the ask first.")
    for number in range(4):
        add_person(f"doctor-{number}@example.org", by=None, name="Doctor", team=cast.author.team)
    return cast.author


@pytest.fixture
def speaker(transactional_db: None) -> Program:
    """A program in that organisation."""
    return Program(told(organisation))


@schema.parametrize()
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_keeps_to_its_description(case: Any, speaker: Program) -> None:
    info = case.meta.components.get(ParameterLocation.HEADER) if case.meta else None
    knows_better = info is not None and info.mode == GenerationMode.NEGATIVE  # it leaves the token out on purpose
    plain = {"Accept-Encoding": "identity"}  # the client of this test does not unpack what was compressed
    # no schema can say which bytes are a document that can be read, or which day is still to come: others are refused, and
    # that is right
    left_to_others = [positive_data_acceptance] if case.path.endswith(("/documents", "/events")) else []
    headers = plain if knows_better else {**plain, **speaker.headers}
    case.call_and_validate(headers=headers, excluded_checks=left_to_others)


def test_no_two_shapes_share_a_name_for_the_description_would_show_only_one() -> None:
    shapes, names = [Schema], []
    while shapes:
        shape = shapes.pop()
        shapes += shape.__subclasses__()
        if shape.__module__.startswith("upwell.") and "[" not in shape.__name__:
            names.append(shape.__name__)
    assert [name for name in set(names) if names.count(name) > 1] == []


def test_the_description_is_openapi_and_says_how_refusals_look(client: Any) -> None:
    description = client.get("/api/v1/openapi.json").json()
    assert description["openapi"].startswith("3.1")
    needs = description["paths"]["/api/v1/needs"]["post"]["responses"]
    assert list(needs["422"]["content"]) == ["application/problem+json"]
    asked: Callable[[str], bool] = lambda path: f"/api/v1{path}" in description["paths"]  # noqa: E731
    wanted = (
        "/needs /needs/{need_id} /needs/{need_id}/voices /needs/{need_id}/offers /needs/{need_id}/answers"
        " /needs/{need_id}/confirmations /match /search /modules /modules/{item_id} /modules/{item_id}/publish"
        " /modules/{item_id}/reactions /people /people/{person_id} /me"
    )
    assert all(asked(path) for path in wanted.split())


def test_no_two_schemas_have_one_name() -> None:
    """Otherwise one stands in the description for both, and programs are told of fields that are not there."""
    assert api.get_openapi_schema()["components"]["schemas"]
    shapes: dict[str, set[str]] = {}
    waiting: list[type[Schema]] = [Schema]
    while waiting:
        shape = waiting.pop()
        waiting += shape.__subclasses__()
        shapes.setdefault(shape.__name__, set()).add(shape.__module__)
    assert {name: sorted(where) for name, where in shapes.items() if len(where) > 1} == {}
