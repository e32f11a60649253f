"""What a tool can serve: which records it takes, whether it answers for many, what else helps beside it."""

from __future__ import annotations

import re

from assistant.offline.amounts import quantities
from assistant.offline.lists import states_limit
from assistant.offline.material import slots
from assistant.offline.plan import Ask
from assistant.offline.reading import Reading
from tools.catalogue import find
from tools.clarify import PLACE
from tools.tool import Tool


def means_every_own(tool: Tool) -> bool:
    """Whether each of the asker's own projects is meant where none is named."""
    return any(slot.every_own for slot in slots(tool).values())


def kinds_in_place(tool: Tool) -> tuple[str, ...]:
    """The kinds of record that a tool takes in place of a project."""
    return tuple(kind for slot in slots(tool).values() if slot.name == "project" for kind in slot.kinds)


def takes_a_project_or_all(tool: Tool) -> bool:
    """Whether it would answer for everything where the project that was named is not known."""
    names = [name for name, slot in slots(tool).items() if slot.name == "project"]
    return any(not tool.arguments.model_fields[name].is_required() for name in names)


def serves_many(name: str, reading: Reading) -> bool:
    """Whether a tool of many records may be meant: not where a limit is stated that none of its numbers takes."""
    tool = find(name)
    if tool is None or tool.about != "record":
        return False
    needed = (name for name, field in tool.arguments.model_fields.items() if field.is_required())
    is_of_many = not {slots(tool)[name].name for name in needed if name in slots(tool)} & {"project", "record"}
    return is_of_many and (not states_limit(reading) or bool(quantities(tool, reading.material)))


def supporting(tool: Tool, reading: Reading) -> tuple[Ask, ...]:
    """What else helps: the rule on a wish that is declined; what changed, where a change of rules is spoken of."""
    if tool.name == "act":
        return (Ask("search_standards", {"question": reading.text}, 0.0),)
    speaks_of_change = re.search(
        r"\b(?:changed|updated|new (?:version|rules?)|used to|no longer|superseded|old(?:er)? (?:version|rules?))\b",
        reading.text,
        re.IGNORECASE,
    )
    if tool.name == "search_standards" and speaks_of_change:
        return (Ask("compare_versions", {"document_or_topic": reading.text}, 0.0),)
    return ()


def offer_of(tool: Tool | None, reading: Reading) -> str | None:
    """An exact question that the tool answers, with the record that was named."""
    if tool is None or not tool.offer:
        return None
    named = next((link.record for link in reading.links if link.record), None)
    if PLACE in tool.offer and named is None:
        return None
    return tool.offer.replace(PLACE, named.id if named else "")
