"""A database in which some records were never written: what belongs to them goes, what merely mentions them stays.

Written anew from the foreign keys, and not with the product's own reading of them, which it is held against.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import (
    ColumnElement,
    Connection,
    ForeignKeyConstraint,
    Table,
    delete,
    false,
    or_,
    select,
    tuple_,
    update,
)

from tools.portfolio.tables import METADATA, TABLES

Gone = Mapping[str, Iterable[str]]
"""Ids of the projects and of the proposals that are to be forgotten, by table."""
CLASSIFIED = ("project", "proposal")


def forget(connection: Connection, projects: Iterable[str], proposals: Iterable[str] = ()) -> None:
    """Delete projects and proposals with all that belongs to them, and what belongs to that."""
    gone: Gone = {"project": list(projects), "proposal": list(proposals)}
    named = [id_ for ids in gone.values() for id_ in ids]
    relation = TABLES["proposal_relation"]
    connection.execute(delete(relation).where(relation.c.other_id.in_(named)))
    for table in reversed(METADATA.sorted_tables):
        for key in _mentions(table):
            loose = dict.fromkeys((column.name for column in key.columns if column.nullable), None)
            connection.execute(update(table).where(_refers(key, gone)).values(loose))
        connection.execute(delete(table).where(_doomed(table, gone)))


def _doomed(table: Table, gone: Gone) -> ColumnElement[bool]:
    if table.name == "project":
        return table.c.project_id.in_(gone["project"])
    doomed = [_refers(key, gone) for key in _references(table) if not _is_loose(key)]
    if table.name == "proposal":
        doomed.append(table.c.proposal_id.in_(gone["proposal"]))
    return or_(false(), *doomed)


def _refers(key: ForeignKeyConstraint, gone: Gone) -> ColumnElement[bool]:
    lost = select(*(each.column for each in key.elements)).where(_doomed(key.referred_table, gone))
    return tuple_(*key.columns).in_(lost)


def _mentions(table: Table) -> list[ForeignKeyConstraint]:
    return [key for key in _references(table) if _is_loose(key)]


def _references(table: Table) -> list[ForeignKeyConstraint]:
    others = (key for key in table.foreign_key_constraints if key.referred_table is not table)
    return [key for key in others if key.referred_table.name != "person"]


def _is_loose(key: ForeignKeyConstraint) -> bool:
    """Whether a row can do without what it refers to, and still be about the same."""
    optional = any(column.nullable for column in key.columns)
    is_subject = key.referred_table.name in CLASSIFIED or str(key.columns[0]) == "decision.change_request_id"
    return optional and not is_subject
