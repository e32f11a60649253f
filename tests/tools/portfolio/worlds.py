"""Random worlds: a small portfolio whose levels, states, grants, people and references are drawn anew each time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Connection, Row, Table, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from tools.portfolio.access import LEVELS, Grant, Viewer
from tools.portfolio.people import Role
from tools.portfolio.tables import METADATA, TABLES

MARKS = {"created_by": "t", "source_system": "t"}
DAYS = [
    date(2023, 10, 2),
    date(2025, 9, 1),
    date(2026, 5, 4),
    date(2026, 10, 31),
    date(2026, 11, 3),
    date(2026, 11, 4),
    date(2027, 1, 1),
]
"""Days on which something begins, ends or is asked."""
SCOPES = ["ALL", "PORTFOLIO", "PROGRAMME", "PROJECT"]
PLACES = [("cli", "dm"), ("web", "dm"), ("slack", "dm"), ("slack", "private"), ("slack", "public"), ("api", "public")]
KEPT = 6


@dataclass(frozen=True, slots=True)
class Level:
    """How guarded one project is: from the start, and from a later day on."""

    first: str
    then: str | None
    since: date


@dataclass(frozen=True, slots=True)
class World:
    """What is drawn for one try; ``seed`` is for the many small changes."""

    levels: tuple[Level, ...]
    """Taken in turn by the projects, and by the proposals."""
    grants: tuple[tuple[str, str, date, date | None], ...]
    """Of the asker: what is reached, level, first and last day."""
    today: date
    on: date | None
    place: tuple[str, str]
    seed: int
    changes: int


def worlds(changes: int) -> st.SearchStrategy[World]:
    """Worlds with up to so many small changes; all but their number comes evenly from a seed."""
    return st.builds(_world, seed=st.integers(0, 2**64 - 1), changes=st.integers(0, changes))


def _world(seed: int, changes: int) -> World:
    chance = random.Random(seed)
    return World(
        levels=tuple(_level(chance) for _ in range(chance.randint(1, KEPT))),
        grants=tuple(_grant(chance) for _ in range(chance.randint(0, 3))),
        today=chance.choice(DAYS),
        on=chance.choice([None, *DAYS]),
        place=chance.choice(PLACES),
        seed=seed,
        changes=changes,
    )


def _level(chance: random.Random) -> Level:
    return Level(chance.choice(LEVELS), chance.choice([None, *LEVELS]), chance.choice(DAYS))


def _grant(chance: random.Random) -> tuple[str, str, date, date | None]:
    first = chance.choice(DAYS)
    last = chance.choice([None, *(day for day in DAYS if day >= first)])
    return chance.choice(SCOPES), chance.choice(LEVELS), first, last


def richest(connection: Connection) -> list[str]:
    """The projects about which most tables hold something."""
    held: dict[str, int] = {}
    for table in METADATA.sorted_tables:
        if "project_id" in table.c and table.name != "project":
            for project_id in connection.scalars(select(table.c.project_id).distinct()):
                held[project_id] = held.get(project_id, 0) + 1
    del held[None]  # type: ignore[arg-type]
    return sorted(held, key=lambda project_id: (-held[project_id], project_id))[:KEPT]


def make(connection: Connection, world: World) -> Viewer:
    """Change the database into that world; return who asks in it."""
    chance = random.Random(world.seed)
    _classify(connection, world)
    for _ in range(world.changes):
        _refer_elsewhere(connection, chance)
    return _asker(connection, world, chance)


def guards(connection: Connection, today: date) -> dict[str, int]:
    """The projects that exist on the day with the strictest of their levels from then on, read row by row."""
    strictest: dict[str, int] = {}
    existing = set()
    for row in connection.execute(select(TABLES["project_state"])).all():
        if row.valid_to is None or row.valid_to >= today:
            level = LEVELS.index(row.classification)
            strictest[row.project_id] = max(level, strictest.get(row.project_id, 0))
            existing |= {row.project_id} if row.valid_from <= today else set()
    return {project_id: level for project_id, level in strictest.items() if project_id in existing}


def _classify(connection: Connection, world: World) -> None:
    state, proposal = TABLES["project_state"], TABLES["proposal"].c
    projects = list(connection.scalars(select(TABLES["project"].c.project_id).order_by(TABLES["project"].c.project_id)))
    for project_id, level in zip(projects, _in_turn(world), strict=False):
        own = state.c.project_id == project_id
        connection.execute(update(state).where(own).values(classification=level.first))
        open_ = connection.execute(select(state).where(own, state.c.valid_to.is_(None))).one_or_none()
        if level.then and open_ and open_.valid_from < level.since:
            last = level.since - timedelta(days=1)
            connection.execute(update(state).where(own, state.c.valid_to.is_(None)).values(valid_to=last))
            later = {**open_._mapping, "valid_from": level.since, "classification": level.then}
            connection.execute(insert(state).values(later))
    ids = list(connection.scalars(select(proposal.proposal_id).order_by(proposal.proposal_id)))
    for proposal_id, level in zip(ids, reversed([*_first(world, len(ids))]), strict=True):
        where = proposal.proposal_id == proposal_id
        connection.execute(update(TABLES["proposal"]).where(where).values(classification=level))


def _in_turn(world: World) -> Iterator[Level]:
    while True:
        yield from world.levels


def _first(world: World, number: int) -> Iterator[str]:
    for level, _ in zip(_in_turn(world), range(number), strict=False):
        yield level.first


def _refer_elsewhere(connection: Connection, chance: random.Random) -> None:
    """Let one row of any table refer to another row than before, or to none, where the database takes it."""
    table = chance.choice([table for table in METADATA.sorted_tables if _targets(table)])
    key = chance.choice(_targets(table))
    row = _any_row(connection, table, chance)
    target = _any_row(connection, key.referred_table, chance)
    if row is None or target is None:
        return
    values = {
        column.name: target._mapping[each.column.name] for column, each in zip(key.columns, key.elements, strict=True)
    }
    if all(column.nullable for column in key.columns) and chance.random() < 0.2:
        values = dict.fromkeys(values, None)
    where = [column == row._mapping[column.name] for column in table.primary_key]
    try:
        with connection.begin_nested():
            connection.execute(update(table).where(*where).values(values))
    except IntegrityError:
        return


def _targets(table: Table) -> list[Any]:
    """What rows of the table may be made to refer to; the structure above projects stays."""
    if table.name in ("project", "programme", "portfolio"):
        return []
    return sorted(table.foreign_key_constraints, key=lambda key: list(key.column_keys))


def _any_row(connection: Connection, table: Table, chance: random.Random) -> Row[Any] | None:
    rows = connection.scalar(select(func.count()).select_from(table)) or 0
    if not rows:
        return None
    chosen = select(table).order_by(*table.primary_key).offset(chance.randrange(rows)).limit(1)
    return connection.execute(chosen).one_or_none()


def _asker(connection: Connection, world: World, chance: random.Random) -> Viewer:
    """Somebody of the organisation, with the drawn grants in the place of their own."""
    person = _any_row(connection, TABLES["person"], chance)
    assert person is not None
    connection.execute(delete(TABLES["access_grant"]))
    role: Role = "AUDITOR"
    held = []
    for scope, level, first, last in world.grants:
        scope_id = _scope_id(connection, scope, chance)
        held.append(Grant(scope, scope_id, role, level, first, last))  # type: ignore[arg-type]
    surface, channel = world.place
    return Viewer(
        person.person_id, person.name, person.email or "", frozenset({role}), tuple(held), surface, channel, world.on
    )


def _scope_id(connection: Connection, scope: str, chance: random.Random) -> str | None:
    if scope == "ALL":
        return None
    row = _any_row(connection, TABLES[scope.lower()], chance)
    assert row is not None
    return str(row._mapping[f"{scope.lower()}_id"])
