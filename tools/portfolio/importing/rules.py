"""What the database would refuse of a table, asked of all lines before anything is written, and said by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    UniqueConstraint,
    and_,
    false,
    func,
    literal_column,
    or_,
    select,
    update,
)

from tools.portfolio.importing.findings import Findings
from tools.portfolio.importing.saying import any_line, report, said, written
from tools.portfolio.importing.scope import Removals
from tools.portfolio.importing.staging import Stage
from tools.portfolio.workbook.layout import columns, key, required


@dataclass(frozen=True, slots=True)
class Unique:
    """Columns whose values one row alone may have."""

    names: tuple[str, ...]
    condition: str | None
    """SQL that says among which rows; None for all, those that were taken out among them."""

    def among(self, rows: Table) -> ColumnElement[bool]:
        """That a row is among them, in a query over its table alone."""
        given = [rows.c[name].is_not(None) for name in self.names]
        return and_(*given, *([] if self.condition is None else [literal_column(f"({self.condition})")]))


def check_repeated(connection: Connection, stage: Stage, findings: Findings) -> None:
    """Note lines that tell of the same row as an earlier one; the first alone is looked at further."""
    rows = stage.rows
    if not _any_twice(connection, [rows.c[name] for name in stage.key]):
        return
    later = _later(select(rows), [rows.c[name] for name in stage.key])
    report(
        connection, later, lambda row: f"{said(row, stage.key)} stands already in {_unit(row)} {row.first}", findings
    )
    if findings:
        ids = select(later.subquery().c.staged_id)
        connection.execute(update(rows).where(rows.c.staged_id.in_(ids)).values(staged_sound=False))


def check_columns(connection: Connection, stage: Stage, findings: Findings) -> None:
    """Note columns that no file holds, though a new row needs them."""
    absent = [name for name, column in columns(stage.table).items() if required(column) and name not in stage.given]
    new = select(stage.rows).where(stage.with_fate("NEW")).order_by(stage.rows.c.staged_id)
    if absent and (row := connection.execute(new.limit(1)).first()):
        for name in absent:
            findings.at(
                row.staged_file, 1, f"column {name} is missing: {_unit(row)} {row.staged_number} is new and needs it"
            )


def check_rules(connection: Connection, stage: Stage, findings: Findings) -> None:
    """Note lines that break a rule of their table."""
    rules = dict(_rules(stage.table))
    broken: list[ColumnElement[bool]] = [literal_column(f"NOT ({condition})") for condition in rules.values()]
    looked_at = (stage.sound, stage.from_file, or_(false(), *broken))
    if broken and any_line(connection, stage.rows, *looked_at):
        told = [each.label(f"rule_{number}") for number, each in enumerate(broken)]
        query = select(stage.rows, *told).where(*looked_at)
        report(connection, query.order_by(stage.rows.c.staged_id), lambda row: _broken(rules, row), findings)


def check_uniques(connection: Connection, stage: Stage, removals: Removals, findings: Findings) -> None:
    """Note lines with values that one row alone may have."""
    for unique in uniques(stage.table, connection.dialect.name):
        if not stage.fresh:
            _check_against_rows(connection, stage, unique, removals, findings)
        if _any_twice(connection, [stage.rows.c[name] for name in unique.names], unique.among(stage.rows)):
            among = select(stage.rows).where(stage.sound, unique.among(stage.rows))
            later = _later(among, [among.selected_columns[name] for name in unique.names])
            report(connection, later, partial(_shared, unique.names), findings)


def uniques(table: Table, dialect: str) -> Iterator[Unique]:
    """Give the columns that one row alone may share, except where the key among them sees to it."""
    found = [
        Unique(tuple(each.columns.keys()), None) for each in table.constraints if isinstance(each, UniqueConstraint)
    ]
    for index in (each for each in table.indexes if each.unique):
        condition = index.dialect_options[dialect]["where"]
        found.append(Unique(tuple(index.columns.keys()), None if condition is None else str(condition)))
    return (each for each in sorted(found, key=lambda unique: unique.names) if not set(key(table)) <= set(each.names))


def _check_against_rows(
    connection: Connection, stage: Stage, unique: Unique, removals: Removals, findings: Findings
) -> None:
    table = stage.table
    staying = [~stage.holds()] if unique.condition is None else [~stage.holds(), ~removals.of(table)]
    named = [table.c[name].label(f"held_{name}") for name in {*stage.key, *unique.names}]
    held = select(*named, table.c.is_void.label("taken_out")).where(unique.among(table), *staying).subquery()
    line = select(stage.rows).where(stage.sound, stage.from_file, unique.among(stage.rows)).subquery()
    same = and_(*(held.c[f"held_{name}"] == line.c[name] for name in unique.names))
    query = select(line, held).join(held, same).order_by(line.c.staged_id)

    def say(row: Row[Any]) -> str:
        owner = said(row, [f"held_{name}" for name in stage.key])
        gone = ", which was taken out" if row.taken_out else ""
        return f"{' and '.join(unique.names)} {said(row, unique.names)} is that of {owner}{gone}"

    report(connection, query, say, findings)


def _shared(names: tuple[str, ...], row: Row[Any]) -> str:
    return f"{' and '.join(names)} {said(row, names)} stands in {_unit(row)} {row.first} too"


def _any_twice(connection: Connection, names: list[Any], *among: ColumnElement[bool]) -> bool:
    """Whether there is anything to look for, which costs less to ask than to look."""
    twice: Select[Any] = select(literal_column("1")).where(*among).group_by(*names).having(func.count() > 1).limit(1)
    return connection.execute(twice.select_from(names[0].table)).first() is not None


def _later(among: Select[Any], names: list[ColumnElement[Any]]) -> Select[Any]:
    """The lines that share values with an earlier one, whose number they get as ``first``."""
    ids, number = among.selected_columns["staged_id"], among.selected_columns["staged_number"]
    first = func.first_value(number).over(partition_by=names, order_by=ids).label("first")
    place = func.row_number().over(partition_by=names, order_by=ids).label("place")
    found = among.add_columns(first, place).subquery()
    return select(found).where(found.c.place > 1, found.c.staged_file != "").order_by(found.c.staged_id)


def _rules(table: Table) -> Iterator[tuple[str, str]]:
    """The checks of a table, by name; a list of words is looked at when a cell is read."""
    for each in table.constraints:
        if isinstance(each, CheckConstraint):
            name = str(each.name).removeprefix(f"ck_{table.name}_")
            if not (name in table.c and table.c[name].info.get("words")):
                yield name, str(each.sqltext)


def _broken(rules: dict[str, str], row: Row[Any]) -> str:
    """The rules that a line breaks, and what it has in the columns that they speak of."""
    broken = {name: rule for number, (name, rule) in enumerate(rules.items()) if row._mapping[f"rule_{number}"]}
    words = dict.fromkeys(word for rule in broken.values() for word in re.findall(r"\w+", re.sub("'[^']*'", "", rule)))
    has = " and ".join(f"{word} is {written(row._mapping[word])}" for word in words if word in row._mapping)
    named = " and ".join(f"{name} ({rule})" for name, rule in broken.items())
    return f"breaks the rule {named}: {has}"


def _unit(row: Row[Any]) -> str:
    return str(row.staged_file).rpartition(" ")[2]
