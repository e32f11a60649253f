"""Questions for records: whether a question asks for them by its form, and which tool says more of it."""

from __future__ import annotations

import re

from assistant.offline.fill import asked_of, fill
from assistant.offline.normalise import words
from assistant.offline.reading import Reading
from tools.catalogue import find
from tools.tool import Tool

LISTS = ("list_projects", "query_portfolio")
LIKELY_A_LIST = 0.10
"""From this share on, a question whose form asks for records under a condition is taken so."""
NEAR_THE_OPENING = 4
"""Words between the opening of a question and the records that it asks for."""
FOR_RECORDS = re.compile(
    r"^\W*(?:(?:please|can you|could you|and|so)\W+)*(?:which(?! colour)|what|what's|whose|how many|list|show|show me|"
    r"give me|count|number|name|any|all|average|mean|total|sum|top|are there|is there)\b",
    re.IGNORECASE,
)
OF_RULES = re.compile(
    r"\b(?:must|shall|should|need(?:s|ed)? to|have to|has to|may|can|could|allowed|required?|approves?|apply|applies|"
    r"rules?|polic(?:y|ies)|standards?|clauses?|procedures?|documents?)\b",
    re.IGNORECASE,
)


def asks_for_records(reading: Reading) -> bool:
    """Whether the form of a question asks for records under conditions that were read, and not for a rule."""
    opening = FOR_RECORDS.match(reading.text)
    asked = asked_of(reading.material)
    if opening is None or asked.noun_at is None or OF_RULES.search(reading.text) or reading.stranger:
        return False
    is_near = len(words(reading.text[opening.end() : asked.noun_at])) <= NEAR_THE_OPENING
    return is_near and asked.weight > 0 and not reading.material.ids("project")


def states_limit(reading: Reading) -> bool:
    """Whether a question compares a measure of records with a number, or asks what is not recorded."""
    asked = asked_of(reading.material)
    return any(each["comparison"] in ("<", "<=", ">", ">=", "not recorded") for each in asked.where)


def saying_more(tool: Tool, reading: Reading) -> Tool:
    """Of the plain list and the open query of the portfolio, the one that can say more of the question."""
    plain, open_ = find("list_projects"), find("query_portfolio")
    if plain is None or open_ is None or tool not in (plain, open_):
        return tool
    asked = asked_of(reading.material)
    listed = fill(plain, reading.material, {})[0]
    if asked.entity != "project":
        return open_
    return open_ if asked.weight > len(listed) or (tool is open_ and not listed and asked.weight) else plain
