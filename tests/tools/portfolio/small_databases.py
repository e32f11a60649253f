"""Small portfolios of any content that the database takes, for properties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Boolean, Column, Connection, Date, ForeignKeyConstraint, Integer, Table, insert, select
from sqlalchemy.exc import IntegrityError

from tools.portfolio.importing.scope import bonds, links
from tools.portfolio.schema import Exact
from tools.portfolio.tables import METADATA, TABLES
from tools.portfolio.workbook.layout import columns, key, sheets

AUDIT = {"created_by": "a test", "source_system": "a test"}
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12) | st.sampled_from(
    [
        "",
        " ",
        "'",
        "=1+1",
        "+44",
        "-",
        "@x",
        "'=1",
        "'tis",
        " a ",
        "a\r\nb",
        "#REF!",
        "_x0041_",
        "\x0b",
        "\ufffe",
        "1.0",
        "TRUE",
        "2026-11-03",
        "Łódź 水道 😀",
        '"a","b"',
        "a;b\tc",
        "x" * 300,
    ]
)
Row = dict[str, Any]
Rows = dict[str, list[Row]]


@st.composite
def portfolios(draw: st.DrawFn) -> Rows:
    """Rows of a few tables and of those that they cannot be without; some are not what the database takes."""
    chosen = draw(st.lists(st.sampled_from([table.name for table in sheets()]), min_size=1, max_size=4, unique=True))
    names = {name for each in chosen for name in _needed(TABLES[each])} | {"organisation"}
    rows: Rows = {}
    for table in (table for table in METADATA.sorted_tables if table.name in names):
        number = 1 if table.name == "organisation" else draw(st.integers(1, 3))
        rows[table.name] = [_row(draw, table, rows) for _ in range(number)]
    rows["organisation"][0] |= {"organisation_id": 1, "currency": "GBP", "calendar": "GB-ENG", "fy_start_month": 4}
    return rows


def record(connection: Connection, rows: Rows) -> None:
    """Write what the database takes, and what an import would have made of it: states that do not overlap."""
    for name, given in rows.items():
        taken: list[Row] = []
        for row in given:
            if _is_another(TABLES[name], row, taken) and _insert(connection, TABLES[name], row):
                taken.append(row)


def live(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every table that are not taken out, without what says how they came in."""
    found = {}
    for table in sheets():
        query = select(*columns(table).values()).where(table.c.is_void.is_(False))
        found[table.name] = sorted(map(tuple, connection.execute(query)), key=repr)
    return found


def _needed(table: Table) -> Iterator[str]:
    yield table.name
    for link in bonds(table):
        yield from _needed(link.referred_table)


def _row(draw: st.DrawFn, table: Table, rows: Rows) -> Row:
    row = {name: draw(_values(column)) for name, column in columns(table).items()}
    for link in links(table):
        row |= _linked(draw, link, rows)
    return row


def _linked(draw: st.DrawFn, link: ForeignKeyConstraint, rows: Rows) -> Row:
    """The columns of a link, taken from a row that is there."""
    names = [(element.parent, element.column.name) for element in link.elements]
    there = rows.get(link.referred_table.name, [])
    loose = [column.name for column, _ in names if column.nullable]
    if not there or (loose and draw(st.booleans())):
        return dict.fromkeys(loose)
    parent = draw(st.sampled_from(there))
    return {column.name: parent[name] for column, name in names}


def _values(column: Column[Any]) -> st.SearchStrategy[Any]:
    kind = column.type
    if isinstance(kind, Exact):
        most = Decimal(10) ** (kind.digits - kind.places) - Decimal(1).scaleb(-kind.places)
        values = st.sampled_from([Decimal(0), most, -most, Decimal(1).scaleb(-kind.places)])
        found: st.SearchStrategy[Any] = values | st.decimals(0, most, places=kind.places)
    elif isinstance(kind, Date):
        found = st.dates() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
    elif isinstance(kind, Boolean):
        found = st.booleans()
    elif isinstance(kind, Integer):
        found = st.integers(0, 5) | st.sampled_from([-(2**31), 2**31 - 1])
    else:
        words = column.info.get("words")
        found = st.sampled_from(words) if words else TEXTS
    return found | st.none() if column.nullable else found


def _is_another(table: Table, row: Row, taken: list[Row]) -> bool:
    """Whether an import could tell the row from those that are there."""
    if any(all(row[name] == other[name] for name in key(table)) for other in taken):
        return False
    if "valid_from" not in table.primary_key.columns:
        return True
    same = [name for name in key(table) if name != "valid_from"]
    return not any(all(row[name] == other[name] for name in same) and _overlap(row, other) for other in taken)


def _overlap(row: Row, other: Row) -> bool:
    first, later = sorted((row, other), key=lambda each: each["valid_from"])
    return (first["valid_to"] or date.max) >= later["valid_from"]


def _insert(connection: Connection, table: Table, row: Row) -> bool:
    try:
        with connection.begin_nested():
            connection.execute(insert(table), {**AUDIT, **row})
    except IntegrityError:
        return False
    return True
