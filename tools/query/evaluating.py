"""A query over the facts: which records are meant, which meet the conditions, and what is kept of them.

Projects come in batches and are forgotten once their records are judged: what is kept is the values asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tools.enquiry import Enquiry
from tools.facts.project import iter_projects
from tools.portfolio.records import Record
from tools.query.asked import Condition, QueryOf, Related
from tools.query.comparing import COMPARED, Misfit, Test, Worth, test_of, together, worth
from tools.query.declared import Entity, EntityName, Field, Row, Subject
from tools.query.entities import ENTITIES
from tools.query.registry import field_of

Judge = Callable[[Row], bool | None]


@dataclass(frozen=True, slots=True)
class Kept:
    """One record that meets the conditions, with the values asked for by field."""

    id: str
    label: str
    source: str
    project_id: str | None
    values: dict[str, Worth]
    shared: str | None = None
    """What it has in common with records that are the same thing."""


@dataclass(slots=True)
class Found:
    """What a query found."""

    entity: Entity
    looked_at: int = 0
    """Records that the question is about, before its conditions."""
    kept: list[Kept] = field(default_factory=list)
    unsettled: list[str] = field(default_factory=list)
    """Labels of records that meet every condition that could be judged, with one that could not."""
    reasons: Counter[str] = field(default_factory=Counter)
    """Why, by the words of the condition that could not be judged."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query whose names and values fit; ``tests`` are its conditions."""

    entity: Entity
    tests: tuple[tuple[str, Judge], ...]
    """What each is about, in words, and whether a record meets it."""
    fields: tuple[Field, ...]
    """What is kept of each record."""
    ended: bool
    """Whether records of projects that have ended are meant too."""
    closed: bool
    """Whether records that are closed themselves are meant too."""


def prepare(query: QueryOf, currency: str | None, records: Mapping[str, Record]) -> Prepared:
    """Make a query ready; raises ``Misfit`` for a field that the records have not, or a value that does not fit."""
    entity = ENTITIES[query.entity]
    own = [(_asked(query.entity, each), each) for each in query.where]
    tests = [(found.title, _judge(test_of(each, found, records), currency)) for found, each in own]
    tests += [(ENTITIES[each.entity].many, _related(each, entity, currency, records)) for each in query.related]
    fields = tuple(_named(query.entity, name) for name in _names(query))
    asked = {condition.field for condition in query.where}
    ended, closed = (bool(asked & {*ENTITIES[name].status}) for name in ("project", query.entity))
    return Prepared(entity, tuple(tests), fields, query.every or ended, query.every or closed)


def _names(query: QueryOf) -> Iterable[str]:
    """Every field that the answer shows, each once."""
    asked = [*(each.field for each in query.measures), *query.group_by, *(each.field for each in query.where)]
    entity = ENTITIES[query.entity]
    shown = ("number", *filter(None, [entity.amount])) if query.group_by else () if query.measures else entity.shown
    return dict.fromkeys([*asked, *shown, *([query.order.field] if query.order else [])])


def evaluate(prepared: Prepared, enquiry: Enquiry) -> Found:
    """Go once over the visible projects and keep what meets the conditions."""
    with enquiry.portfolio.session() as session:
        every = iter_projects(session, enquiry.viewer, enquiry.as_of, enquiry.today)
        return evaluate_over(prepared, enquiry, (Subject(each, enquiry) for each in every))


def evaluate_over(prepared: Prepared, enquiry: Enquiry, subjects: Iterable[Subject]) -> Found:
    """Go once over these projects and keep what meets the conditions."""
    found = Found(prepared.entity)
    for row in _meant(prepared, enquiry, subjects):
        found.looked_at += 1
        _take(row, prepared, found)
    return found


def _take(row: Row, prepared: Prepared, found: Found) -> None:
    open_: list[str] = []
    for words, judge in prepared.tests:
        held = judge(row)
        if held is False:
            return
        if held is None:
            open_.append(words)
    if open_:
        found.unsettled.append(row.label)
        found.reasons.update(open_)
        return
    project_id = row.subject.facts.project_id if row.subject else None
    values = {each.name: worth(each, row) for each in prepared.fields}
    shared = prepared.entity.shared(row)
    found.kept.append(Kept(row.id, row.label, row.source, project_id, values, shared))


def _meant(prepared: Prepared, enquiry: Enquiry, subjects: Iterable[Subject]) -> Iterator[Row]:
    """The records that are meant: those of running projects that are live, or all."""
    entity = prepared.entity
    is_narrowed = entity.of_running and entity.has_project and not prepared.ended
    looked = (each for each in subjects if each.facts.running) if is_narrowed else subjects
    live = entity.live[1] if entity.live and not prepared.closed else None
    return (row for row in entity.gather(entity, enquiry, looked) if live is None or live(row))


def _judge(test: Test, currency: str | None) -> Judge:
    return lambda row: test.holds(row, currency)


def _related(asked: Related, entity: Entity, currency: str | None, records: Mapping[str, Record]) -> Judge:
    """A condition on how many records of the same project meet conditions of their own."""
    if not entity.has_project:
        raise Misfit(f"{entity.many} have no records of a project")
    other = ENTITIES[asked.entity]
    if not other.has_project:
        raise Misfit(f"a project has no {other.many} of its own")
    tests = [test_of(each, _asked(asked.entity, each), records) for each in asked.where]
    of_state = {each.field for each in asked.where} & {*other.status}
    live = other.live[1] if other.live and not asked.every and not of_state else None
    compare = COMPARED[asked.comparison]

    def judge(row: Row) -> bool | None:
        if row.subject is None:
            return None
        rows = (each for each in _of_one(other, row) if live is None or live(each))
        held = [together([test.holds(each, currency) for test in tests]) for each in rows]
        least, most = held.count(True), held.count(True) + held.count(None)
        possible = {compare(number, asked.number) for number in range(least, most + 1)}
        return possible.pop() if len(possible) == 1 else None

    return judge


def _of_one(entity: Entity, row: Row) -> Iterable[Row]:
    mine = row.subject
    if mine is None:
        return ()
    return (each for each in entity.gather(entity, row.enquiry, (mine,)) if each.subject is mine)


def _asked(entity: EntityName, condition: Condition) -> Field:
    return _named(entity, condition.field)


def _named(entity: EntityName, name: str) -> Field:
    found: Any = field_of(entity, name)
    if found is None:
        raise Misfit(f"{ENTITIES[entity].many} have no {name!r}")
    return found  # type: ignore[no-any-return]
