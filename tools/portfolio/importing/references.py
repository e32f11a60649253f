"""Lines that name a record which is nowhere, and rows that would name one that is gone."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    ForeignKeyConstraint,
    FromClause,
    Row,
    Select,
    Table,
    and_,
    exists,
    literal,
    or_,
    select,
)

from tools.portfolio.importing.findings import KEPT, Findings
from tools.portfolio.importing.saying import any_line, report, said
from tools.portfolio.importing.scope import Removals, links
from tools.portfolio.importing.staging import Stage, Stages
from tools.portfolio.tables import TABLES
from tools.portfolio.workbook.cells import hint
from tools.portfolio.workbook.layout import key

NEAR_ENOUGH = 500
"""Keys among which the nearest is looked for."""


def check_links(
    connection: Connection, stages: Stages, stage: Stage, removals: Removals, unread: set[str], findings: Findings
) -> None:
    """Note lines that name a record which is in neither file nor database; of unread tables nothing is known."""
    known = [link for link in links(stage.table) if link.referred_table.name not in unread]
    dangling = {link: _dangling(stages, stage, link, removals) for link in known}
    looked_at = (stage.sound, stage.from_file)
    if not dangling or not any_line(connection, stage.rows, *looked_at, or_(*dangling.values())):
        return
    lines = select(stage.rows).where(*looked_at)
    for link, nowhere in dangling.items():
        say = _saying(connection, stages, link, removals)
        report(connection, lines.where(nowhere).order_by(stage.rows.c.staged_id), say, findings)


def check_orphans(connection: Connection, stages: Stages, removals: Removals, findings: Findings) -> None:
    """Note rows that stay as they are and name a row that goes."""
    for table in TABLES.values() if removals else ():
        for link in links(table):
            if link.referred_table in removals.tables():
                names = [element.parent.name for element in link.elements]
                for row in connection.execute(_orphans(stages, link, removals).limit(KEPT)):
                    what = f"{' and '.join(names)} {said(row, names)} would be removed, and this row names it"
                    findings.add("the database", f"{table.name} {said(row, key(table))} in the database", what)


def check_left_behind(connection: Connection, stages: Stages, findings: Findings) -> None:
    """Note lines that move a record, such as a programme to another portfolio, away from rows that stay."""
    for table in TABLES.values():
        for link in links(table):
            told = stages.get(link.referred_table.name)
            if told and not told.fresh and len(link.elements) > 1:
                query = _left_behind(stages, told, link)
                report(connection, query, partial(_moves, table, told), findings)


def _left_behind(stages: Stages, told: Stage, link: ForeignKeyConstraint) -> Select[Any]:
    table, parent = link.table, link.referred_table
    same = [element.column == element.parent for element in link.elements]
    moves = or_(*(told.rows.c[element.column.name].is_distinct_from(element.column) for element in link.elements))
    unsaid = [~stages[table.name].holds()] if table.name in stages else []
    named = [table.c[name].label(f"other_{name}") for name in key(table)]
    together = table.join(parent, and_(*same)).join(told.rows, told.same_key())
    return select(told.rows, *named).select_from(together).where(told.sound, told.from_file, moves, *unsaid)


def _moves(table: Table, told: Stage, row: Row[Any]) -> str:
    other = said(row, [f"other_{name}" for name in key(table)])
    return f"{said(row, told.key)} moves, and {table.name} {other} in the database would stay behind: give it too"


def _orphans(stages: Stages, link: ForeignKeyConstraint, removals: Removals) -> Select[Any]:
    table, parent = link.table, link.referred_table.alias("gone")
    same = [parent.c[element.column.name] == element.parent for element in link.elements]
    gone = select(literal(1)).where(*same, removals.of(link.referred_table, parent)).correlate(table)
    unsaid = [~stages[table.name].holds()] if table.name in stages else []
    return select(table).where(table.c.is_void.is_(False), ~removals.of(table), *unsaid, exists(gone))


def _dangling(stages: Stages, stage: Stage, link: ForeignKeyConstraint, removals: Removals) -> ColumnElement[bool]:
    """That the record which a line names will be nowhere, as the files or else the database have it."""
    given = [stage.rows.c[element.parent.name].is_not(None) for element in link.elements]
    told = stages.get(link.referred_table.name)
    known = [] if told is None else [_exists(stage, link, told.rows.alias("told") if told is stage else told.rows)]
    if told is None or not told.fresh:
        held = link.referred_table.alias("held")
        unsaid = [] if told is None else [~told.holds(held)]
        known.append(
            _exists(stage, link, held, held.c.is_void.is_(False), ~removals.of(link.referred_table, held), *unsaid)
        )
    return and_(*given, ~or_(*known))


def _exists(
    stage: Stage, link: ForeignKeyConstraint, rows: FromClause, *conditions: ColumnElement[bool]
) -> ColumnElement[bool]:
    same = [rows.c[element.column.name] == stage.rows.c[element.parent.name] for element in link.elements]
    return exists(select(literal(1)).where(*same, *conditions).correlate(stage.rows))


def _saying(
    connection: Connection, stages: Stages, link: ForeignKeyConstraint, removals: Removals
) -> Callable[[Row[Any]], str]:
    parent = link.referred_table
    names = [element.parent.name for element in link.elements]
    columns = [element.column.name for element in link.elements]

    @cache
    def near() -> list[str]:
        told = stages.get(parent.name)
        held = told.merged(*columns) if told else select(*(parent.c[name] for name in columns))
        return sorted(said(row, columns) for row in connection.execute(held.limit(NEAR_ENOUGH)))

    def say(row: Row[Any]) -> str:
        wanted = [parent.c[column] == row._mapping[name] for column, name in zip(columns, names, strict=True)]
        held = connection.execute(select(parent.c.is_void, removals.of(parent).label("goes")).where(*wanted)).first()
        if held and (held.is_void or held.goes):
            why = "; it was taken out" if held.is_void else "; it would be removed"
        else:
            why = hint(said(row, names), near())
        return f"{' and '.join(names)} {said(row, names)} is not in {parent.name}{why}"

    return say
