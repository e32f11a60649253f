"""The data dictionary: every table and column in words, read from where they are declared.

``python -m tools.portfolio.dictionary`` writes it to ``docs/data-dictionary.md``; a test holds the two together.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Column, Date, Integer, Table

from tools.portfolio.schema import AUDIT, Exact, Recorded
from tools.portfolio.tables import SUBJECTS

FILE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


@dataclass(frozen=True, slots=True)
class Field:
    """One column as a person reads it."""

    name: str
    kind: str
    """What is filled in: ``date``, ``money``, ``yes or no``, ``text``."""
    required: bool
    key: bool
    refers_to: str | None
    """Table and column of the record that it names."""
    words: tuple[str, ...]
    """All that may stand there, where the words are closed."""
    meaning: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One table as a person reads it."""

    table: Table
    meaning: str
    fields: tuple[Field, ...]
    rules: tuple[str, ...]
    """Conditions that the database holds, as they are written there."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The tables of one subject."""

    meaning: str
    entries: tuple[Entry, ...]


@cache
def dictionary() -> tuple[Subject, ...]:
    """Return every table of the portfolio, by subject in the order in which a person reads them."""
    return tuple(_subject(module) for module in SUBJECTS)


def entry(name: str) -> Entry:
    """Return the entry of a table; raises KeyError where there is none."""
    return {each.table.name: each for subject in dictionary() for each in subject.entries}[name]


def to_markdown() -> str:
    """Return the whole dictionary as the document in ``docs``."""
    return "\n".join([*_head(), *(line for subject in dictionary() for line in _lines(subject))]) + "\n"


def _subject(module: ModuleType) -> Subject:
    meanings = _meanings(module)
    classes = [each for each in vars(module).values() if _declares(each, module)]
    return Subject(_first(module.__doc__), tuple(_entry(each, meanings[each.__name__]) for each in classes))


def _declares(candidate: Any, module: ModuleType) -> bool:
    return isinstance(candidate, type) and issubclass(candidate, Recorded) and candidate.__module__ == module.__name__


def _entry(declared: type[Recorded], meanings: Mapping[str, str]) -> Entry:
    table = declared.__table__
    assert isinstance(table, Table)  # noqa: S101 what a declared class always has
    fields = tuple(_field(each, meanings.get(each.name, "")) for each in table.columns if each.name not in AUDIT)
    rules = [each for each in table.constraints if isinstance(each, CheckConstraint)]
    return Entry(table, _first(declared.__doc__), fields, tuple(sorted(str(each.sqltext) for each in rules)))


def _field(column: Column[Any], meaning: str) -> Field:
    reference = min(column.foreign_keys, key=lambda key: key.target_fullname, default=None)
    return Field(
        name=column.name,
        kind=_kind(column),
        required=not column.nullable,
        key=column.primary_key,
        refers_to=reference.target_fullname if reference else None,
        words=column.info.get("words", ()),
        meaning=meaning,
    )


def _kind(column: Column[Any]) -> str:
    if isinstance(column.type, Exact):
        return {2: "amount", 6: "fraction"}.get(column.type.places, "number")
    kinds = ((Boolean, "yes or no"), (Date, "date"), (Integer, "whole number"))
    return next((words for kind, words in kinds if isinstance(column.type, kind)), "text")


def _meanings(module: ModuleType) -> Mapping[str, Mapping[str, str]]:
    """Return the sentence under each field of each class of a module."""
    tree = ast.parse(inspect.getsource(module))
    return {node.name: dict(_documented(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _documented(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, after in pairwise(node.body):
        match field, after:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, " ".join(text.split())


def _first(text: str | None) -> str:
    return " ".join((text or "").strip().split("\n\n")[0].split())


def _head() -> list[str]:
    return [
        "# Data dictionary",
        "",
        "What the portfolio database records, written from the declarations in `tools/portfolio` by",
        "`python -m tools.portfolio.dictionary`. Only what people recorded stands here: colours, indices, scores and",
        "flags are computed. An empty field means “not recorded”.",
        "",
        "- **amount** is money in the organisation's currency, or a quantity, with two decimals; **fraction** is 0.05",
        "  for 5 %.",
        "- A field with *key* tells rows apart; one in **bold** must be filled.",
        "- Every row also says when and by whom it was written and changed, from which source, how often it was",
        "  changed (`row_version`), and whether it was taken out (`is_void`, `void_reason`): taken out is kept, and",
        "  read by nobody.",
        "- What held for a time has `valid_from` and `valid_to`, both days included; an empty `valid_to` is open.",
    ]


def _lines(subject: Subject) -> Iterator[str]:
    name, _, rest = subject.meaning.partition(":")
    heading = re.sub(r"^(The table|Tables) of (the )?", "", name.strip(".")).capitalize()
    yield from ("", f"## {heading}")
    if rest:
        yield from ("", f"{rest.strip()[0].upper()}{rest.strip()[1:]}")
    for each in subject.entries:
        yield from ("", f"### `{each.table.name}`", "", each.meaning, "", "| field | kind | meaning |", "|---|---|---|")
        yield from (_row(field) for field in each.fields)
        if each.rules:
            yield from ("", "Held by the database: " + "; ".join(f"`{rule}`" for rule in each.rules) + ".")


def _row(field: Field) -> str:
    name = f"**`{field.name}`**" if field.required else f"`{field.name}`"
    kind = " or ".join(f"`{word}`" for word in field.words) if field.words else field.kind
    refers = f"names a `{field.refers_to}`" if field.refers_to else ""
    meaning = " ".join(part for part in (field.meaning, f"({refers})" if refers else "") if part)
    return f"| {name}{' *key*' if field.key else ''} | {kind} | {meaning} |"


if __name__ == "__main__":
    FILE.write_text(to_markdown(), encoding="utf-8")
