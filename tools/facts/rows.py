"""How rows become facts: what is read of a table, what was known on a day, whose row it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import BindParameter, ColumnElement, Date, Result, Select, and_, bindparam, or_
from sqlalchemy.orm import InstrumentedAttribute, Session

from tools.portfolio.access import Viewer, visible
from tools.portfolio.boards import BoardRow
from tools.portfolio.people import PersonRow
from tools.portfolio.schema import AUDIT, NOT_VOID, VOID_LEFT_OUT, Recorded

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")
F = TypeVar("F", bound="DataclassInstance")
Ids = Collection[str]
BATCH = 500
"""Projects read at once: few enough for the parameters of one query, enough to need few queries."""
IDS: BindParameter[Any] = bindparam("ids", expanding=True)
TODAY = bindparam("today", type_=Date())
AS_OF = bindparam("as_of", type_=Date())
"""What a query that is built once leaves open; building one costs more than running it."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is named in a record, as of the day of asking."""

    person_id: str
    name: str
    active: bool


Query = Select[*tuple[Any, ...]]


def prepared(query: Query) -> Query:
    """Return a query ready to be run again and again: void rows are left out of it once for all."""
    return query.options(NOT_VOID).execution_options(**{VOID_LEFT_OUT: True})


def read(session: Session, query: Query, ids: Ids = (), **days: date) -> Result[*tuple[Any, ...]]:
    """Run a prepared query for some records, as of some days."""
    return session.execute(query, {"ids": list(ids), **days})


def seen_among(session: Session, viewer: Viewer, today: date, ids: Ids | None) -> frozenset[str]:
    """Return the ids of the projects (of all, or of ``ids``) that the viewer may read about, here and now."""
    return frozenset(session.scalars(_seen_query(viewer, today, ids is not None), {"ids": list(ids or ())}))


@lru_cache(maxsize=64)
def _seen_query(viewer: Viewer, today: date, narrowed: bool) -> Query:
    seen = visible(viewer, today)
    return prepared(seen.where(seen.selected_columns[0].in_(IDS)) if narrowed else seen)


def recorded(table: type[Recorded]) -> list[InstrumentedAttribute[Any]]:
    """Return the columns that people fill; they are read faster than objects."""
    return [getattr(table, column.key) for column in table.__table__.columns if column.name not in AUDIT]


def sits_for(
    board_id: InstrumentedAttribute[str | None], project_id: InstrumentedAttribute[str]
) -> ColumnElement[bool]:
    """Return on what a board is joined to a row of a project: the committee of another project has no business there.

    So a row that names one tells nobody of a project that they may not see.
    """
    return and_(BoardRow.board_id == board_id, or_(BoardRow.project_id.is_(None), BoardRow.project_id == project_id))


def named(person: type[PersonRow]) -> list[Any]:
    """Return the columns that ``person_of`` reads of a joined person."""
    return [person.name.label("person_name"), person.active.label("person_active")]


def person_of(row: Any, person_id: str | None) -> Person | None:
    """Return the person joined to a row, None where nobody is named."""
    if person_id is None or row.person_name is None:
        return None
    return Person(person_id, row.person_name, row.person_active)


def of_row(kind: type[F], held: Any, /, **given: Any) -> F:
    """Return the facts of a row whose columns have the names of the fields; ``given`` are those that have not."""
    return kind(**{name: getattr(held, name) for name in _names(kind) if name not in given}, **given)


@cache
def _names(kind: type[DataclassInstance]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


def grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    """Return the second values under their first ones, in the order in which they come."""
    found: dict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def by(day: date | None, today: date) -> date | None:
    """Return the day where it has come."""
    return day if day is not None and day <= today else None


def known(day: date | None, today: date) -> bool:
    """Whether something of that day can be known; what has no day is taken as known."""
    return day is None or day <= today


def batches(ids: Sequence[str], size: int = BATCH) -> Iterator[list[str]]:
    """Give the ids in portions."""
    rest = iter(ids)
    while portion := list(islice(rest, size)):
        yield portion
