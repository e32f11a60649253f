"""A home that holds standards and no portfolio: there nothing can be a project, so the standards are asked."""

from __future__ import annotations

from dataclasses import replace

from assistant.offline.normalise import words
from assistant.offline.plan import Ask, Plan
from tools.catalogue import find
from tools.enquiry import Enquiry

GUESSES = ("which_record", "which_ask", "not_held")
"""Asks that only make sense beside records: which is meant, which question, that it is not recorded."""


def of_standards(plan: Plan, text: str, name: str | None, enquiry: Enquiry) -> Plan:
    """The plan with each ask about records put to the standards where a clause answers it.

    Where none does, one ask about records is left, which says that no portfolio is held and how one is brought in.
    ``name`` is what looks like the name of a record: a clause that does not speak of it does not answer.
    """
    asks = [ask for ask in plan.asks if not _is_about_records(ask)]
    if len(asks) == len(plan.asks):
        return plan
    answers = _answers(text, name, enquiry)
    instead = (
        [Ask("search_standards", {"question": text})] if answers else [ask for ask in plan.asks if ask not in asks][:1]
    )
    kept = [ask for ask in asks if not (answers and ask.tool == "search_standards")]
    return replace(plan, asks=(*instead, *kept))


def _is_about_records(ask: Ask) -> bool:
    tool = find(ask.tool)
    return ask.tool in GUESSES or (tool is not None and tool.asks_of_records(ask.arguments))


def _answers(text: str, name: str | None, enquiry: Enquiry) -> bool:
    found = enquiry.library.search(text, enquiry.today, 1)
    if not found.covered or not found.hits:
        return False
    clause = found.hits[0].clause
    spoken = {*words(clause.text), *words(clause.heading), *words(" ".join(clause.path))}
    return name is None or set(words(name)) <= spoken
