"""Questions that hot pages ask the database, worked out once: building one with the ORM costs several times what running it does.

The function that builds a QuerySet is called once, with stand-ins for its values; the SQL that comes of it is kept, and
later calls only put their values in the place of the stand-ins. So the rules stay where they are, in the QuerySets.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, Protocol, TypeGuard, TypeVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, router
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import BooleanField, Func, Model, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler
from psycopg import adapters
from psycopg.adapt import Dumper

Row = TypeVar("Row")
Values = ParamSpec("Values")
FIRST_NUMBER = 2**62  # no id and no count is as large: stand-ins for numbers begin here
FIRST_MOMENT = datetime(8000, 1, 1, tzinfo=UTC)


class IsAmong(Func):
    """Whether a field is one of some numbers, as `= ANY(array)`: one parameter, however many there are."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    arity = 2
    output_field = BooleanField()

    def __init__(self, name: str, numbers: Sequence[int]) -> None:
        super().__init__(name, Value(list(numbers)))


class Reader(Protocol):
    """Somebody on whose behalf a question is asked, with the numbers of theirs that a QuerySet may look at."""

    @property
    def question_shape(self) -> Hashable:
        """What of them decides how a question is put, and not only what is asked for."""

    def question_values(self) -> tuple[Any, ...]:
        """Their numbers and lists of numbers."""

    def stand_in(self, *values: Any) -> Reader:
        """Somebody of the same shape with these values."""


def _is_reader(value: Any) -> TypeGuard[Reader]:
    """Whether a value is somebody; asked of each value of each question, and Protocols are slow to say."""
    return hasattr(value, "question_values")


class AtHand(QuerySet[Model]):
    """The related rows of one row, known already. Whoever goes on filtering asks the database, about this row alone."""

    belongs_to: tuple[type[Model], int, str]

    def _chain(self) -> QuerySet[Model]:
        model, pk, name = self.belongs_to
        fresh: QuerySet[Model] = getattr(model(pk=pk), name).all()
        return fresh


def put_at_hand(rows: Iterable[Model], name: str, related: Iterable[tuple[int, Model]]) -> None:
    """Give each row its related ones, by the row's id, as `prefetch_related(name)` would."""
    known: dict[int, list[Model]] = {}
    for pk, one in related:
        known.setdefault(pk, []).append(one)
    for row in rows:
        held: Any = AtHand(type(row)._meta.get_field(name).related_model)
        held.belongs_to = (type(row), row.pk, name)
        held._result_cache, held._prefetch_done = known.get(row.pk, []), True
        row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = held


def prepared(build: Callable[Values, QuerySet[Any, Row]]) -> Prepared[Values, Row]:
    """Turn a function that builds a QuerySet into one that answers with its rows.

    Positional arguments are values: a number, a text, a moment, a day, a list of numbers (for `IsAmong`), or a Reader.
    Keywords decide how the question is put; each combination is worked out once, so there must be few. A value that
    does not come out as a parameter of its own raises TypeError, and so does a day or moment that the builder takes from the
    clock: nothing is ever frozen into the SQL. What is prefetched is not loaded; ask for it by a question of its own
    (`put_at_hand`).
    """
    return Prepared(build)


class Prepared(Generic[Values, Row]):
    """A question whose SQL is worked out when it is first asked."""

    def __init__(self, build: Callable[Values, QuerySet[Any, Row]]) -> None:
        self.build: Callable[..., QuerySet[Any, Row]] = build
        self.plans: dict[object, Plan] = {}
        update_wrapper(self, build)

    def __call__(self, *values: Values.args, **shape: Values.kwargs) -> list[Row]:
        """The rows, for these values."""
        key = (tuple(_shape(value) for value in values), tuple(sorted(shape.items())))
        plan = self.plans.get(key)
        if plan is None:
            plan = self.plans[key] = _plan(self.build, values, shape)
        return plan.rows(_flat(values))

    def plain(self, *values: Values.args, **shape: Values.kwargs) -> QuerySet[Any, Row]:
        """The QuerySet itself, for whoever goes on filtering, and to compare with."""
        return self.build(*values, **shape)


@dataclass(frozen=True)
class Plan:
    """A QuerySet's SQL, and for each of its parameters the value that goes there (a place among the values) or itself."""

    queryset: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    parameters: tuple[tuple[int, Any], ...]

    def rows(self, values: list[Any]) -> list[Any]:
        """Run it for `values`."""
        bound = tuple(_sent(values[place]) if place >= 0 else constant for place, constant in self.parameters)
        asked = Asked(self.queryset, self.compiler, self.sql, bound)
        rows: Any = self.queryset._iterable_class
        return list(rows(asked))


class Asked:
    """What Django's own iterables need of a QuerySet, with the SQL at hand instead of a query to compile."""

    _known_related_objects: dict[Any, Any] = {}
    _hints: dict[str, Any] = {}

    def __init__(self, queryset: QuerySet[Any, Any], compiler: SQLCompiler, sql: str, bound: tuple[Any, ...]) -> None:
        self.db, self.model, self.query = router.db_for_read(queryset.model), queryset.model, self
        self._fields = queryset._fields  # type: ignore[attr-defined]
        self.compiler, self.sql, self.bound, self.asked = compiler, sql, bound, queryset.query

    def get_compiler(self, using: str, **options: Any) -> SQLCompiler:
        """The compiler that worked out the SQL, which knows what its columns are, with these values."""
        compiler: Any = copy.copy(self.compiler)
        compiler.using, compiler.connection = using, _Preparing(connections[using])
        compiler.as_sql = lambda *arguments, **keywords: (self.sql, self.bound)
        bound: SQLCompiler = compiler
        return bound

    def __getattr__(self, name: str) -> Any:
        return getattr(self.asked, name)


class _Preparing:
    """A connection whose cursors let PostgreSQL keep what it worked out, too: with six tables joined it plans for longer
    than it runs. Such a statement is kept by its text, and the texts here are few."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def cursor(self) -> Any:
        self.connection.ensure_connection()
        raw = self.connection.connection
        usual, raw.cursor_factory = raw.cursor_factory, KeepingCursor
        try:
            return self.connection.cursor()
        finally:
            raw.cursor_factory = usual

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)


class KeepingCursor(ServerBindingCursor):
    """Sends values beside the statement and not inside it, and has the statement kept."""

    def execute(self, statement: Any, values: Any = None, **options: Any) -> Any:
        # the type checker's stubs know Django's cursor only by name
        return super().execute(statement, values, prepare=settings.KEEPS_STATEMENTS, **options)  # type: ignore[misc]


class Numbers(list[int]):
    """Numbers on their way to the database, as one array of one type whatever they are: psycopg looks at each number of a
    list to choose the smallest type that holds it, and each type makes another statement to keep."""


class NumbersDumper(Dumper):
    """Writes them as PostgreSQL reads an array: '{1,2,3}'."""

    oid = adapters.types["int8"].array_oid

    def dump(self, obj: Numbers) -> bytes:
        """Nothing is quoted, for there is nothing but digits."""
        return f"{{{','.join(map(str, obj))}}}".encode()


adapters.register_dumper(Numbers, NumbersDumper)


def _sent(value: Any) -> Any:
    """A value as it is sent; an empty list has no type, so it goes as what it is."""
    return Numbers(value) if type(value) is list and value and type(value[0]) is int else value


def ask_kept(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of plain SQL with `%(names)s` for its `values`, kept by the database as the questions above are. There must be
    few such statements: nothing that varies stands in one, lists are one array each (`= ANY(%(ids)s)`)."""
    with _Preparing(connections[DEFAULT_DB_ALIAS]).cursor() as cursor:
        cursor.execute(statement, {name: _sent(value) for name, value in values.items()})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _plan(build: Callable[..., QuerySet[Any, Any]], values: tuple[Any, ...], shape: dict[str, Any]) -> Plan:
    stand_ins = _stand_ins(values)
    flat = _flat(stand_ins)
    queryset = build(*stand_ins, **shape)
    compiler = queryset.query.get_compiler(using=router.db_for_read(queryset.model))
    sql, found = compiler.as_sql()
    parameters = tuple(_parameter(one, flat) for one in found)
    _refuse_frozen(values, {place for place, _ in parameters}, build)
    return Plan(queryset, compiler, sql, parameters)


def _parameter(found: Any, stand_ins: list[Any]) -> tuple[int, Any]:
    for place, stand_in in enumerate(stand_ins):
        if type(found) is type(stand_in) and found == stand_in:
            return place, None
    if isinstance(found, date):
        raise TypeError(f"{found!r} would stay what it is now: pass days and moments as values.")
    return -1, found


def _refuse_frozen(values: tuple[Any, ...], used: set[int], build: Callable[..., Any]) -> None:
    place = 0
    for value in values:
        if _is_reader(value):  # a question need not look at everything of theirs
            place += len(value.question_values())
            continue
        if place not in used:
            raise TypeError(f"{build.__qualname__}: argument {value!r} does not become a parameter of its question")
        place += 1


def _shape(value: Any) -> object:
    return f"{type(value)} {value.question_shape}" if _is_reader(value) else type(value)


def _flat(values: tuple[Any, ...]) -> list[Any]:
    return [one for value in values for one in (value.question_values() if _is_reader(value) else [value])]


def _stand_ins(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """For each value another of its type that occurs nowhere else."""
    standing, number = [], 0
    for value in values:
        if _is_reader(value):
            parts = [_stand_in(part, number + at) for at, part in enumerate(value.question_values())]
            standing.append(value.stand_in(*parts))
            number += len(parts)
        else:
            standing.append(_stand_in(value, number))
            number += 1
    return tuple(standing)


def _stand_in(value: Any, number: int) -> Any:
    match value:
        case bool():
            raise TypeError("Yes and no decide how a question is put: pass them by name.")
        case int():
            return FIRST_NUMBER + number
        case str():
            return f"\ue000{number}\ue000"
        case datetime():
            return FIRST_MOMENT + timedelta(seconds=number)
        case date():
            return (FIRST_MOMENT + timedelta(days=number)).date()
        case list():
            return [FIRST_NUMBER + number]
    raise TypeError(f"A question takes no {type(value).__name__}.")
