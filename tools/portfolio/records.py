"""The records that a question may name, for linking names to ids.

Only what the viewer may see is listed. A person is listed when a visible record names them, as the owner of a
risk, a member of a board, the author of a report; somebody who works only on hidden projects is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import Select, or_, select, union_all
from sqlalchemy.orm import Session

from tools.portfolio.access import Viewer
from tools.portfolio.belonging import Visible, people_named, seen_by
from tools.portfolio.tables import TABLES

NAMES_NOBODY = ("access_grant", "person_role", "person_capacity")
"""Tables about people as such: somebody who works on hidden projects only stands in them too."""
RecordKind = Literal["project", "proposal", "programme", "portfolio", "objective", "board", "person"]


@dataclass(frozen=True, slots=True)
class Record:
    """One record that can be named."""

    kind: RecordKind
    id: str
    name: str
    aliases: tuple[str, ...] = ()


def find_records(
    session: Session, viewer: Viewer, today: date, kinds: Collection[RecordKind] | None = None
) -> list[Record]:
    """Return the visible records of the kinds, or of all kinds, in order of kind and id."""
    seen = seen_by(viewer, today)
    wanted = [kind for kind in _FINDERS if kinds is None or kind in kinds]
    return [record for kind in wanted for record in _FINDERS[kind](session, viewer, seen)]


def _projects(session: Session, viewer: Viewer, seen: Visible) -> Sequence[Record]:
    aliases: dict[str, list[str]] = defaultdict(list)
    alias = TABLES["project_alias"]
    named = select(alias.c.project_id, alias.c.alias).where(seen.rows(alias)).order_by(alias.c.alias)
    for project_id, words in session.execute(named):
        aliases[project_id].append(words)
    return [replace(record, aliases=tuple(aliases[record.id])) for record in _named(session, seen, "project")]


def _proposals(session: Session, viewer: Viewer, seen: Visible) -> Sequence[Record]:
    return _titled(session, seen, "proposal", "proposal")


def _objectives(session: Session, viewer: Viewer, seen: Visible) -> Sequence[Record]:
    return _titled(session, seen, "objective", "strategic_objective")


def _programmes(session: Session, viewer: Viewer, seen: Visible) -> Sequence[Record]:
    return _named(session, seen, "programme")


def _portfolios(session: Session, viewer: Viewer, seen: Visible) -> Sequence[Record]:
    return _named(session, seen, "portfolio")


def _boards(session: Session, viewer: Viewer, seen: Visible) -> Sequence[Record]:
    return _named(session, seen, "board")


def _named(session: Session, seen: Visible, kind: RecordKind) -> list[Record]:
    table = TABLES[kind]
    (key,) = table.primary_key
    rows = session.execute(select(key, table.c.name).where(seen.rows(table)).order_by(key))
    return [Record(kind, id_, name) for id_, name in rows]


def _titled(session: Session, seen: Visible, kind: RecordKind, name: str) -> list[Record]:
    """The records of a table whose rows have a title."""
    table = TABLES[name]
    (key,) = table.primary_key
    rows = session.execute(select(key, table.c.title).where(seen.rows(table)).order_by(key))
    return [Record(kind, id_, title) for id_, title in rows]


def _people(session: Session, viewer: Viewer, seen: Visible) -> Sequence[Record]:
    """Those whom a visible record names, and the viewer; what says how much time people have names nobody."""
    return [Record("person", id_, name) for id_, name in session.execute(_people_query(viewer, seen))]


@lru_cache(maxsize=64)  # long to build, and asked several times in a turn
def _people_query(viewer: Viewer, seen: Visible) -> Select[Any]:
    person = TABLES["person"]
    naming = [column for column in people_named() if column.table.name not in NAMES_NOBODY]
    named = union_all(*(select(column).where(seen.rows(column.table)) for column in naming))
    return (
        select(person.c.person_id, person.c.name)
        .where(person.c.is_void.is_(False))
        .where(or_(person.c.person_id == viewer.person_id, person.c.person_id.in_(named)))
        .order_by(person.c.person_id)
    )


_FINDERS: Mapping[RecordKind, Callable[[Session, Viewer, Visible], Sequence[Record]]] = {
    "project": _projects,
    "proposal": _proposals,
    "programme": _programmes,
    "portfolio": _portfolios,
    "objective": _objectives,
    "board": _boards,
    "person": _people,
}
