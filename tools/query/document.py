"""The measures and dimensions in words, written from where they are declared.

``python -m tools.query.document`` writes them to ``docs/measures.md``; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from tools.query.declared import Field
from tools.query.entities import ENTITIES
from tools.query.registry import EVERY

FILE = Path(__file__).parents[2] / "docs" / "measures.md"
HEAD = """# Measures and dimensions

What an open question can ask of the portfolio, written from the declarations in `tools/query/lists` by
`python -m tools.query.document`; `pmo measures` shows the same. A **measure** is a quantity or a date: it can be
compared, shown, put in order, and put together (sum, average, lowest, highest, share, number with a value). A
**dimension** is what records are grouped by or asked for by its value; every field can also be asked for as
recorded or not recorded. Records that belong to a project have the project's measures and dimensions too.

- A sum is given where adding up says something (money, counts, days); never over different units or currencies.
- What has no value takes no part in a comparison or an average, and the answer says how many that were.
- Formulas are described in `docs/formulas.md`."""


def listed(entity: str | None = None) -> list[Mapping[str, object]]:
    """Every field, or those of one kind of record, ready for JSON."""
    return [_plain(each) for each in EVERY if entity in (None, each.entity)]


def to_markdown() -> str:
    """Return the whole list as the document in ``docs``."""
    return "\n".join([HEAD, *_lines()]) + "\n"


def _lines() -> Iterator[str]:
    for name, entity in ENTITIES.items():
        yield from ("", f"## {entity.many.capitalize()} (`{name}`)", "", entity.definition)
        live = f"Those that are {entity.live[0]}, unless a state or all are asked for. " if entity.live else ""
        ended = "Of running projects, unless all are asked for. " if entity.of_running and entity.has_project else ""
        yield from ("", f"{live}{ended}Months and years go by {entity.day[0]}.")
        yield from _table(tuple(each for each in EVERY if each.entity == name))
    yield from ("", "## Every record", "")
    yield from _table(tuple(each for each in EVERY if each.entity == "any"))


def _table(fields: tuple[Field, ...]) -> Iterator[str]:
    yield from ("", "| field | what it is | unit | formula | values |", "|---|---|---|---|---|")
    for each in fields:
        mark = "" if each.is_measure else " *dimension*"
        values = ", ".join(f"`{value}`" for value in each.values)
        meaning = f"{each.title}: {each.definition}"
        yield f"| `{each.name}`{mark} | {meaning} | {each.unit} | {each.formula or ''} | {values} |"


def _plain(field: Field) -> Mapping[str, object]:
    return {
        "name": field.name,
        "kind": field.kind,
        "entity": field.entity,
        "title": field.title,
        "definition": field.definition,
        "unit": field.unit,
        "formula": field.formula,
        "values": list(field.values),
        "synonyms": list(field.synonyms),
    }


if __name__ == "__main__":
    FILE.write_text(to_markdown(), encoding="utf-8")
