"""Facts that tie projects together: who bears which name, and what the providers of a project wait for in turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from tools.facts.dependencies import DependencyFacts, dependencies
from tools.facts.project import ENDED
from tools.facts.rows import Query, batches, prepared
from tools.portfolio.access import Viewer, visible
from tools.portfolio.structure import ProjectAliasRow, ProjectRow, ProjectStateRow

NAMES: BindParameter[Any] = bindparam("names", expanding=True)


def plain(name: str) -> str:
    """A name as it is compared: without case and double spaces."""
    return " ".join(name.casefold().split())


def bearers(
    session: Session, viewer: Viewer, today: date, names: Collection[str] | None = None
) -> dict[str, frozenset[str]]:
    """Return the visible running projects by the names and aliases that they bear: of all names, or of ``names``."""
    wanted = sorted({each.lower() for each in names or ()})
    rows = session.execute(_bearers_query(viewer, today, names is not None), {"names": wanted})
    found: dict[str, set[str]] = defaultdict(set)
    for project_id, name in rows:
        found[plain(name)].add(project_id)
    return {name: frozenset(ids) for name, ids in found.items()}


@lru_cache(maxsize=64)
def _bearers_query(viewer: Viewer, today: date, narrowed: bool) -> Query:
    own = _named(ProjectRow.project_id, ProjectRow.name, narrowed)
    others = _named(ProjectAliasRow.project_id, ProjectAliasRow.alias, narrowed)
    both = union_all(own, others).subquery()
    seen = both.c.project_id.in_(visible(viewer, today))
    return prepared(select(both.c.project_id, both.c.name).where(seen, both.c.project_id.in_(_running(today))))


def _named(
    project_id: InstrumentedAttribute[str], name: InstrumentedAttribute[str], narrowed: bool
) -> Select[str, str]:
    query = select(project_id.label("project_id"), name.label("name"))
    return query.where(func.lower(name).in_(NAMES)) if narrowed else query


def _running(today: date) -> Select[Any]:
    """The ids of projects that have neither been closed nor stopped on the day."""
    state = ProjectStateRow
    return select(state.project_id).where(
        state.valid_from <= today,
        or_(state.valid_to.is_(None), state.valid_to >= today),
        state.stage != "CLOSED",
        state.run_state.not_in(ENDED),
    )


def reachable(
    session: Session, viewer: Viewer, today: date, held: Iterable[DependencyFacts]
) -> tuple[DependencyFacts, ...]:
    """Return the dependencies given, and all that the providers wait for in turn, however far up."""
    found = {each.dependency_id: each for each in held}
    known: set[str] = set()
    while ahead := {each.provider_id for each in found.values() if each.provider_id} - known:
        known |= ahead
        found |= _by_id(session, viewer, today, ahead)
    return tuple(found.values())


def _by_id(session: Session, viewer: Viewer, today: date, ids: Collection[str]) -> dict[str, DependencyFacts]:
    return {
        edge.dependency_id: edge
        for batch in batches(sorted(ids))
        for edges in dependencies(session, viewer, batch, today).values()
        for edge in edges
    }


def every_dependency(session: Session, viewer: Viewer, today: date) -> tuple[DependencyFacts, ...]:
    """Return all dependencies between projects that the viewer may see."""
    return tuple(_by_id(session, viewer, today, session.scalars(visible(viewer, today)).all()).values())
