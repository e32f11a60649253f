"""What ``--replace`` takes out: the rows of a scope that no file holds, and what cannot stand without them.

A scope is ``ALL`` (all tables that the files hold), the name of one of these tables, or the id of a portfolio
(what the tables of the files hold of it). A row belongs to a portfolio by its own project, programme, proposal
or portfolio, else by the row of which it is a part. People and what they may see belong to none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKeyConstraint,
    FromClause,
    MetaData,
    Table,
    and_,
    case,
    exists,
    false,
    insert,
    literal,
    or_,
    select,
    true,
)

from tools.portfolio import people
from tools.portfolio.errors import UnknownScope
from tools.portfolio.importing.staging import Stages
from tools.portfolio.tables import METADATA, TABLES
from tools.portfolio.workbook.cells import hint
from tools.portfolio.workbook.layout import declared_in, sheets

ALL = "ALL"
OWNERS = {
    "project_id": "project",
    "programme_id": "programme",
    "proposal_id": "proposal",
    "portfolio_id": "portfolio",
}
"""The columns that say to what a row belongs, the nearest first."""
Condition = ColumnElement[bool]


class Removals:
    """The rows that go, noted by their primary keys in temporary tables."""

    def __init__(self, connection: Connection, stages: Stages, scopes: Sequence[str]) -> None:
        self._noted: dict[str, Table] = {}
        chosen = _chosen(connection, stages, scopes)
        for table in METADATA.sorted_tables if chosen else ():
            if table in sheets():
                self._note(connection, table, stages, chosen.get(table.name, []))

    def __bool__(self) -> bool:
        return bool(self._noted)

    def of(self, table: Table, alias: FromClause | None = None) -> Condition:
        """That a row of the table goes."""
        noted = self._noted.get(table.name)
        if noted is None:
            return false()
        rows = table if alias is None else alias
        same = and_(*(noted.c[column.name] == rows.c[column.name] for column in table.primary_key))
        return exists(select(literal(1)).where(same).correlate(rows))

    def tables(self) -> tuple[Table, ...]:
        """Return the tables of which rows go, parents first."""
        return tuple(TABLES[name] for name in self._noted)

    def _note(self, connection: Connection, table: Table, stages: Stages, chosen: list[Condition]) -> None:
        parts = [
            _refers(link, self.of(link.referred_table))
            for link in bonds(table)
            if link.referred_table.name in self._noted
        ]
        if not (chosen or parts):
            return
        noted = Table(
            f"removed_{table.name}",
            MetaData(),
            *(Column(column.name, column.type) for column in table.primary_key),
            prefixes=["TEMPORARY"],
        )
        unsaid = ~stages[table.name].holds() if table.name in stages else true()
        goes = select(*table.primary_key).where(table.c.is_void.is_(False), unsaid, or_(*chosen, *parts))
        if connection.execute(goes.limit(1)).first():
            noted.create(connection, checkfirst=False)
            connection.execute(insert(noted).from_select(list(noted.c.keys()), goes))
            self._noted[table.name] = noted


def bonds(table: Table) -> Iterator[ForeignKeyConstraint]:
    """Give the links without which a row cannot stand."""
    for link in links(table):
        if not any(column.nullable for column in link.columns):
            yield link


def links(table: Table) -> list[ForeignKeyConstraint]:
    """Return the links of a table to others, and to itself, in the order of their columns."""
    found = [each for each in table.constraints if isinstance(each, ForeignKeyConstraint)]
    return sorted(found, key=lambda link: [element.parent.name for element in link.elements])


def _refers(link: ForeignKeyConstraint, condition: Condition) -> Condition:
    """That the row at the other end of a link meets a condition."""
    same = and_(*(element.column == element.parent for element in link.elements))
    return exists(select(literal(1)).where(same, condition).correlate(link.table))


def _chosen(connection: Connection, stages: Stages, scopes: Sequence[str]) -> dict[str, list[Condition]]:
    """The conditions by which rows of each table are in a scope."""
    chosen: dict[str, list[Condition]] = {}
    for scope in scopes:
        for name, condition in _scope(connection, stages, scope):
            chosen.setdefault(name, []).append(condition)
    return chosen


def _scope(connection: Connection, stages: Stages, scope: str) -> Iterator[tuple[str, Condition]]:
    held = [name for name, stage in stages.items() if stage.given]
    if scope.upper() == ALL:
        yield from ((name, true()) for name in held)
    elif scope in held:
        yield scope, true()
    else:
        ids = _portfolios(connection, stages)
        if scope not in ids:
            raise UnknownScope(scope, hint(scope, [ALL, *held, *ids]))
        for name in held:
            if (condition := _in_portfolio(TABLES[name], scope)) is not None:
                yield name, condition


def _portfolios(connection: Connection, stages: Stages) -> list[str]:
    table = TABLES["portfolio"]
    query = stages["portfolio"].merged("portfolio_id") if "portfolio" in stages else select(table.c.portfolio_id)
    return list(connection.scalars(query))


def _in_portfolio(table: Table, portfolio: str) -> Condition | None:
    """That a row belongs to a portfolio, None where rows of the table belong to none."""
    if table in declared_in(people):
        return None
    if table.name == "portfolio":
        return table.c.portfolio_id == portfolio
    if owners := [name for name in OWNERS if name in table.c and OWNERS[name] != table.name]:
        return case(*((table.c[name].is_not(None), _owned(table.c[name], portfolio)) for name in owners), else_=false())
    for link in bonds(table):
        if (condition := _in_portfolio(link.referred_table, portfolio)) is not None:
            return _refers(link, condition)
    return None


def _owned(column: Column[Any], portfolio: str) -> Condition:
    owner = TABLES[OWNERS[column.name]]
    belongs = false() if (condition := _in_portfolio(owner, portfolio)) is None else condition
    return column.in_(select(owner.c[column.name]).where(belongs))
