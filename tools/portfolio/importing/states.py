"""States that hold from one day to another: an open one ends on the day before the next one begins.

A state of the database counts too, where a file tells of the same object: a new state closes the one that was
open until now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby, pairwise
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, bindparam, exists, literal, select, update

from tools.portfolio.importing.findings import Findings
from tools.portfolio.importing.staging import HELD, Stage, streamed

BEGINS, ENDS = "valid_from", "valid_to"


def has_states(table: Table) -> bool:
    """Whether the rows of a table are states of an object, told apart by the day on which they begin."""
    return BEGINS in table.primary_key.columns and ENDS in table.c


def close_states(connection: Connection, stage: Stage, removed: ColumnElement[bool], findings: Findings) -> None:
    """End open states, and note those that overlap; rows that are to be removed no longer count."""
    if not stage.fresh:
        stage.hold(connection, _neighbours(stage, removed))
    ends = [change for lines in _objects(connection, stage) for change in _ends(lines, findings)]
    if ends:
        rows = stage.rows
        connection.execute(
            update(rows).where(rows.c.staged_id == bindparam("line")).values({ENDS: bindparam("end")}), ends
        )


def _object(stage: Stage) -> list[str]:
    return [column.name for column in stage.table.primary_key if column.name != BEGINS]


def _neighbours(stage: Stage, removed: ColumnElement[bool]) -> Any:
    """The live rows of the objects that the lines tell of, without those rows that a line tells of."""
    table = stage.table
    other = stage.rows.alias()
    same = and_(*(other.c[name] == table.c[name] for name in _object(stage)))
    told = exists(select(literal(1)).where(same).correlate(table))
    return select(*(table.c[name] for name in stage.names)).where(
        table.c.is_void.is_(False), told, ~stage.holds(), ~removed
    )


def _objects(connection: Connection, stage: Stage) -> Iterator[list[Any]]:
    """The states of one object after the other, as they begin."""
    rows = stage.rows
    names = _object(stage)
    order = [rows.c[name] for name in (*names, BEGINS)]
    query = select(rows.c.staged_id, rows.c.staged_file, rows.c.staged_number, *order, rows.c[ENDS])
    found = streamed(connection, query.where(stage.sound).order_by(*order))
    for _, lines in groupby(found, key=lambda row: [getattr(row, name) for name in names]):
        yield list(lines)


def _ends(lines: Sequence[Any], findings: Findings) -> Iterator[dict[str, Any]]:
    for line, later in pairwise(lines):
        if line.valid_from == later.valid_from:
            continue  # the same key twice, which is a finding of its own
        if line.valid_to is None:
            yield {"line": line.staged_id, "end": later.valid_from - timedelta(days=1)}
        elif line.valid_to >= later.valid_from and not line.staged_file == later.staged_file == HELD:
            _note_overlap(line, later, findings)


def _note_overlap(line: Any, later: Any, findings: Findings) -> None:
    if later.staged_file == HELD:
        findings.at(
            line.staged_file, line.staged_number, f"ends after the state recorded from {later.valid_from} on has begun"
        )
        return
    if line.staged_file == HELD:
        before = f"recorded from {line.valid_from} on"
    else:
        unit = line.staged_file.rpartition(" ")[2]
        before = f"in {unit if line.staged_file == later.staged_file else line.staged_file} {line.staged_number}"
    findings.at(later.staged_file, later.staged_number, f"begins before the state {before} has ended")
