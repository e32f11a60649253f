"""Tables of questions: one file that is asked of every organisation, with what is true of each filled in.

A place is a name in braces, ``{clean.id}``; what stands for it is said in the organisation's ``facts.yaml``. A value
that is nothing but a place takes the fact as it is, a number or a list too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

EVERY = "every"
"""The organisation of a suite that is a table."""
_PLACE = re.compile(r"\{([a-z][a-z_]*(?:\.[a-z_]+)*)\}")

Facts = Mapping[str, Any]
"""What is true of one organisation, by dotted name."""


def flat(facts: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """The facts of a file by their dotted names."""
    for name, value in facts.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def places(text: str) -> list[str]:
    """The names of the places in a text."""
    return _PLACE.findall(text)


def filled(value: Any, facts: Facts) -> Any:
    """The value with every place filled; raises KeyError with the name of one that no fact stands for."""
    if isinstance(value, str):
        alone = _PLACE.fullmatch(value)
        return facts[alone[1]] if alone else _PLACE.sub(lambda place: str(facts[place[1]]), value)
    if isinstance(value, list):
        return [filled(item, facts) for item in value]
    if isinstance(value, dict):
        return {filled(key, facts): filled(item, facts) for key, item in value.items()}
    return value


def of_organisation(table: dict[str, Any], organisation: str, facts: Facts, own_names: bool) -> dict[str, Any]:
    """The suite that a table gives for one organisation; with ``own_names`` its name and its cases say which."""
    suite: dict[str, Any] = {**filled(table, facts), "organisation": organisation}
    if own_names:
        suite["name"] = f"{organisation}_{table['name']}"
        suite["cases"] = [{**case, "id": f"{organisation}-{case['id']}"} for case in suite["cases"]]
    return suite
