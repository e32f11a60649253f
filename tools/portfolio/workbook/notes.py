"""What the tables and their columns mean, in the words that stand beside their declarations."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, Table

from tools.portfolio import audit
from tools.portfolio.schema import Exact
from tools.portfolio.tables import SUBJECTS
from tools.portfolio.workbook.layout import key, required


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a table is, and its columns where they say more than their names."""

    table: str
    columns: Mapping[str, str]


def note(table: Table, column: Column[Any]) -> str:
    """Return what a person should know who fills the column."""
    said = meaning(table).columns.get(column.name, "")
    links = ", ".join(sorted(f"{link.column.table.name}.{link.column.name}" for link in column.foreign_keys))
    parts = [
        said.replace("``", ""),
        _needed(table, column),
        f"One of {', '.join(words)}." if (words := column.info.get("words")) else "",
        f"Names a row of {links}." if links else "",
        f"At most {column.type.places} decimals." if isinstance(column.type, Exact) else "",
    ]
    return "\n".join(part for part in parts if part)


def meaning(table: Table) -> Meaning:
    """Return what a table and its columns mean."""
    return _meanings()[table.name]


@cache
def _meanings() -> Mapping[str, Meaning]:
    """Read the docstrings of the declarations: SQLAlchemy does not keep those of columns."""
    found: dict[str, Meaning] = {}
    for subject in SUBJECTS:
        if subject is not audit:
            for node in ast.parse(inspect.getsource(subject)).body:
                if isinstance(node, ast.ClassDef):
                    _add(node, found)
    return found


def _add(node: ast.ClassDef, found: dict[str, Meaning]) -> None:
    names = [each.value for each in node.body if isinstance(each, ast.Assign) and _assigns(each, "__tablename__")]
    for name in names:
        if isinstance(name, ast.Constant):
            found[str(name.value)] = Meaning(ast.get_docstring(node) or "", dict(_columns(node)))


def _columns(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """The strings that stand under the columns of a class."""
    for declared, below in zip(node.body, node.body[1:], strict=False):
        if (
            isinstance(declared, ast.AnnAssign)
            and isinstance(declared.target, ast.Name)
            and isinstance(below, ast.Expr)
        ):
            yield declared.target.id, " ".join(str(ast.literal_eval(below.value)).split())


def _assigns(node: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)


def _needed(table: Table, column: Column[Any]) -> str:
    if column.name in key(table):
        return "Part of the key: tells this row apart from the others."
    return "Required." if required(column) else ""
