"""Places in suites: what is true of an organisation is said once, in its ``facts.yaml``, and filled in where named.

A place is a name in braces, ``{clean.id}``. A value that is nothing but a place takes the fact as it is, a number or
a list too. A suite whose organisation is ``every`` is a table of questions: it is asked of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

EVERY = "every"
"""The organisation of a suite that is a table."""
_PLACE = re.compile(r"\{([a-z]\w*(?:\.\w+)*)\}")

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


def of_organisation(suite: dict[str, Any], organisation: str, facts: Facts, *, is_demo: bool) -> dict[str, Any]:
    """A suite as it is asked of one organisation; those that a table gives say in their names of which."""
    asked: dict[str, Any] = filled(suite, facts)
    if suite.get("organisation") == EVERY:
        asked["organisation"] = organisation
        if not is_demo:
            asked["name"] = f"{organisation}_{suite['name']}"
            asked["cases"] = [{**case, "id": f"{organisation}-{case['id']}"} for case in asked["cases"]]
    return asked
