"""Which rows a viewer may read, of any table: those that belong to nothing hidden.

A risk is as visible as its project, an action as its risk, a committee and its members as the project that it
steers, and so on along the foreign keys; so what is left is what a database could hold in which the hidden
records were never written. A reference that may be absent, such as to the board that a risk was escalated to,
hides no row, and neither does one to a person: people are not classified.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Column, ColumnElement, ForeignKeyConstraint, Select, Table, and_, or_, select, tuple_

from tools.portfolio.access import Viewer, proposals, visible
from tools.portfolio.tables import METADATA, TABLES

PERSON = "person"
GUARDED = ("project", "proposal", "programme")
"""Tables whose rows are hidden by what they are, and not by what they belong to."""
ABOUT = ("decision.change_request_id",)
"""References that may be absent, and yet tell what a row is about."""


class Visible:
    """The rows of every table that belong to some projects and proposals only, for use inside queries."""

    def __init__(self, project_ids: Select[str], proposal_ids: Select[str]) -> None:
        projects = select(project_ids.cte("visible_project"))
        holder = TABLES["project"].alias().c
        # A programme is as visible as its projects: one that holds hidden projects only is not there.
        programmes = select(holder.programme_id).where(
            holder.programme_id.is_not(None), holder.project_id.in_(projects)
        )
        self._guarded: Mapping[str, Select[Any]] = {
            "project": projects,
            "proposal": select(proposal_ids.cte("visible_proposal")),
            "programme": programmes,
        }
        self._parents: dict[str, Select[Any]] = {}

    def rows(self, table: Table) -> ColumnElement[bool]:
        """Return the condition under which rows of that table may be read."""
        return and_(table.c.is_void.is_(False), *self._limits(table))

    def _limits(self, table: Table) -> Iterator[ColumnElement[bool]]:
        if table.name in GUARDED:
            yield table.primary_key.columns[0].in_(self._guarded[table.name])
            return
        for reference in _owners(table):
            mine = list(reference.columns)
            seen = self._keys(reference.referred_table, [element.column for element in reference.elements])
            refers = tuple_(*mine).in_(seen) if len(mine) > 1 else mine[0].in_(seen)
            yield or_(*(column.is_(None) for column in mine if column.nullable), refers)
        if table.name == "proposal_relation":  # refers to a proposal or a project, and so by no foreign key
            yield or_(*(table.c.other_id.in_(self._guarded[name]) for name in ("proposal", "project")))

    def _keys(self, table: Table, columns: Sequence[Column[Any]]) -> Select[Any]:
        """The keys of a table's visible rows, written once in a query however many tables refer to them."""
        if table.name in GUARDED:
            return self._guarded[table.name]
        name = "_".join(("visible", table.name, *(column.name for column in columns)))
        if name not in self._parents:
            self._parents[name] = select(select(*columns).where(self.rows(table)).cte(name))
        return self._parents[name]


@lru_cache(maxsize=64)
def seen_by(viewer: Viewer, today: date) -> Visible:
    """Return what the viewer may read about, here and now."""
    return Visible(visible(viewer, today), proposals(viewer, today))


@cache
def people_named() -> tuple[Column[Any], ...]:
    """Return every column that names a person."""
    return tuple(
        column
        for table in METADATA.sorted_tables
        for key in _references(table)
        if key.referred_table.name == PERSON
        for column in key.columns
    )


@cache
def _owners(table: Table) -> tuple[ForeignKeyConstraint, ...]:
    """The references of a table to what its rows belong to, where that may be hidden."""
    return tuple(key for key in _references(table) if _owns(key) and _may_be_hidden(key.referred_table))


def _owns(key: ForeignKeyConstraint) -> bool:
    optional = any(column.nullable for column in key.columns)
    return not optional or key.referred_table.name in GUARDED or str(key.columns[0]) in ABOUT


def _may_be_hidden(table: Table) -> bool:
    return table.name in GUARDED or bool(_owners(table))


def _references(table: Table) -> list[ForeignKeyConstraint]:
    return sorted(table.foreign_key_constraints, key=lambda key: list(key.column_keys))
