"""From a question to a plan: which tools to call with which arguments, or what to ask back.

The stages are small and stand in their own files: ``reading`` (``link``, ``values``, ``masks``), ``choose``,
``fill``, ``thread``. Here they are put in order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assistant.conversation import Thread
from assistant.offline.choose import Choice, Chooser
from assistant.offline.fill import fill, has_numbers, varied
from assistant.offline.form import Form, form_of, without_form
from assistant.offline.link import Link
from assistant.offline.lists import LIKELY_A_LIST, LISTS, asks_for_records, saying_more
from assistant.offline.material import slots
from assistant.offline.normalise import normalise, words
from assistant.offline.pairs import paired
from assistant.offline.plan import Ask, Plan
from assistant.offline.reading import Reading, read
from assistant.offline.serving import (
    kinds_in_place,
    means_every_own,
    offer_of,
    serves_many,
    supporting,
    takes_a_project_or_all,
)
from assistant.offline.standards_alone import of_standards
from assistant.offline.thread import (
    PRONOUNS,
    asks_for_some,
    asks_to_draft,
    asks_what_to_do,
    carried_on,
    chosen_option,
    goes_on_about_a_rule,
    in_context,
    leans_on_last,
    meant_by_pronoun,
    one_of_mine,
    own,
    supposes,
)
from tools.catalogue import find
from tools.clarify import PLACE, own_projects
from tools.enquiry import Enquiry
from tools.standards.definitions import defined
from tools.tool import Tool

SURE = 0.50
"""From this probability on, the likeliest tool answers alone (measured: about .87 right)."""
UNSURE = 0.22
"""Below this, the asker is given a choice unless the standards answer plainly."""
SURE_OF_RULES = 0.75
POSSIBLE = 0.05
NOTHING_HELD = ("not_held", "outside")
MOST_PROJECTS = 3
NAMING = ("project", "proposal", "proposals", "record")
"""Slots that need to know which record is meant where a name fits several."""
CLEAR = 0.65
WIDER = {"find_record": "project_status"}
"""While it is not clear which of the two is meant, the tool that also shows what the other does."""
CHOOSES = re.compile(r"\b(?:which|what) (?:one|of (?:them|these|those|the two|both))\b|\bthe (?:former|latter)\b", re.I)
"""Asks to choose among what was just said: no ask of its own."""
WISHES = ("act", "leak")
"""Asks that are declined; a question about what to do is not one of them."""


class Understanding:
    """Understands questions; built once, it holds the chooser and the words of the trade."""

    def __init__(self, chooser: Chooser, lexicon: frozenset[str]) -> None:
        self._chooser = chooser
        self._lexicon = lexicon
        self.fingerprint = chooser.fingerprint

    def plan(self, question: str, enquiry: Enquiry, thread: Thread) -> Plan:
        """The plan for a question; only records that the asker may see take part."""
        text = normalise(question)
        text = chosen_option(text, thread) or text
        form, text = form_of(text), without_form(text)
        reading = read(text, enquiry, self._lexicon)
        plan = self._plan(text, form, reading, enquiry, thread)
        if enquiry.organisation is None:
            return of_standards(plan, text, reading.stranger if reading.is_named else None, enquiry)
        return plan

    def _plan(self, text: str, form: Form, reading: Reading, enquiry: Enquiry, thread: Thread) -> Plan:
        choices = self._chooser.choices(in_context(reading.masked, thread))
        terms = paired(text)
        if terms and not reading.links:
            asks = tuple(Ask("search_standards", {"question": f"What is {term}?"}) for term in terms)
            return Plan(asks, form, choices, reading.masked)
        if not reading.links and not _computes(choices[0], reading) and defined(enquiry.library, text, enquiry.today):
            return Plan((Ask("search_standards", {"question": text}),), form, choices, reading.masked)
        parts = self._parts(text, enquiry, choices)
        if parts:
            asks = tuple(ask for part, sure in parts for ask in self._asks(part, sure, enquiry, thread))
            return Plan(asks, form, choices, reading.masked)
        documents = goes_on_about_a_rule(reading.masked, thread)
        if documents:
            question = carried_on(text, thread)
            hits = {d: enquiry.library.search(question, enquiry.today, 1, d).hits for d in documents}
            nearest = max(documents, key=lambda d: hits[d][0].score if hits[d] else 0.0)
            ask = Ask("search_standards", {"question": question, "document": nearest})
            return Plan((ask,), form, choices, reading.masked)
        leaning = leans_on_last(reading.masked, thread)
        if leaning:
            repeated = self._repeat(leaning.asks[0].tool, leaning.asks[0].arguments, reading, enquiry, thread)
            if repeated:
                return Plan(repeated, form, choices, reading.masked)
        what_if = self._what_if(reading, thread)
        if what_if:
            return Plan((what_if,), form, choices, reading.masked)
        return Plan(self._asks(reading, choices, enquiry, thread), form, choices, reading.masked)

    def _what_if(self, reading: Reading, thread: Thread) -> Ask | None:
        """The last ask with changed arguments, where its tool knows what-ifs and the question is one."""
        last = thread.last.asks[0] if thread.last and thread.last.asks else None
        tool = find(last.tool) if last else None
        changes = {name: slot.adds_to for name, slot in slots(tool).items() if slot.adds_to} if tool else {}
        if tool is None or last is None or not changes or reading.material.ids("project"):
            return None
        fresh, _ = fill(tool, reading.material, {})
        adds = any(name in fresh and base not in fresh for name, base in changes.items())
        return (
            Ask(tool.name, varied(tool, last.arguments, fresh)) if fresh and (adds or supposes(reading.text)) else None
        )

    def _parts(
        self, text: str, enquiry: Enquiry, whole: tuple[Choice, ...]
    ) -> list[tuple[Reading, tuple[Choice, ...]]]:
        """The two asks of a double question: both sure, of different tools, and the whole is not surer."""
        pieces = [p.strip(" ,") for p in re.split(r"(?<=[?!.;])\s+|\band then\b|\balso\b", text, maxsplit=1)]
        if len(pieces) != 2 or not all(len(words(piece)) >= 3 for piece in pieces) or CHOOSES.search(pieces[1]):
            return []
        readings = [read(piece, enquiry, self._lexicon) for piece in pieces]
        found = [(reading, self._chooser.choices(reading.masked)) for reading in readings]
        tops = [choices[0] for _, choices in found]
        if tops[0].tool == tops[1].tool or min(top.probability for top in tops) < max(SURE, whole[0].probability):
            return []
        return found

    def _asks(self, reading: Reading, choices: tuple[Choice, ...], enquiry: Enquiry, thread: Thread) -> tuple[Ask, ...]:
        top = self._settled(reading, choices, thread)
        tool = find(top.tool)
        if top.probability < SURE and one_of_mine(reading.text) and not reading.links:
            tool = find("project_status")
        elif top.probability < UNSURE:
            return self._when_unsure(reading, choices, enquiry)
        elif top.tool == "search_standards" and top.probability < SURE_OF_RULES:
            tool = self._rule_or_nothing(reading, choices, enquiry) or tool
        return self._calls(tool, top.probability, reading, enquiry, thread) if tool else ()

    def _rule_or_nothing(self, reading: Reading, choices: tuple[Choice, ...], enquiry: Enquiry) -> Tool | None:
        """Where no clause answers a question that was only likely about a rule: that nothing is held on it."""
        if enquiry.library.search(reading.text, enquiry.today, 1).covered:
            return None
        likely = (c.tool for c in choices if c.tool in NOTHING_HELD and c.probability >= POSSIBLE)
        return find(next(likely, ""))

    def _settled(self, reading: Reading, choices: tuple[Choice, ...], thread: Thread) -> Choice:
        """The likeliest tool whose needs the question can meet, as likely as it is among those alone."""
        able = [
            choice
            for choice in choices
            if (tool := find(choice.tool)) and self._could_serve(tool, reading, bool(thread.subjects))
        ]
        share = sum(choice.probability for choice in able)
        if not able or not share:
            return choices[0]
        records = sum(choice.probability for choice in able if choice.tool in LISTS) / share
        if records >= LIKELY_A_LIST and asks_for_records(reading) and not serves_many(able[0].tool, reading):
            return Choice("query_portfolio", max(records, SURE))
        top = Choice(able[0].tool, able[0].probability / share)
        wider = WIDER.get(top.tool)
        second = able[1].tool if len(able) > 1 else None
        linked = bool(reading.material.ids("project"))
        return (
            Choice(wider, top.probability) if wider and wider == second and top.probability < CLEAR and linked else top
        )

    def _could_serve(self, tool: Tool, reading: Reading, on_thread: bool) -> bool:
        """Whether a tool that needs numbers has one, and one that needs a project has any sign of one."""
        wanted = slots(tool)
        needed = {slot.name for name, slot in wanted.items() if tool.arguments.model_fields[name].is_required()}
        if tool.name in WISHES and asks_what_to_do(reading.text):
            return False
        if tool.about == "draft" and not asks_to_draft(reading.text):
            return False
        kinds = {slot.name for slot in wanted.values()}
        if tool.about != "record" and "quantity" in kinds and not kinds & {"project", "record"}:
            return has_numbers(tool, reading.material)
        if "project" in needed:
            is_proposal = reading.material.ids("proposal") and not reading.material.ids("project")
            if is_proposal and "proposal" not in kinds_in_place(tool):
                return False
            named = bool(reading.links) or reading.stranger is not None
            return named or on_thread or own(reading.text) or bool(PRONOUNS & set(words(reading.text)))
        return True

    def _calls(
        self, tool: Tool, probability: float, reading: Reading, enquiry: Enquiry, thread: Thread
    ) -> tuple[Ask, ...]:
        doubtful = next((link for link in reading.links if link.record is None), None)
        if doubtful and any(slot.name in NAMING for slot in slots(tool).values()):
            return (_which(doubtful.records, reading.text, doubtful),)
        several = reading.material.ids("project", *kinds_in_place(tool))[:MOST_PROJECTS]
        if len(several) > 1 and "project" in {slot.name for slot in slots(tool).values()}:
            filled = [fill(tool, reading.material, {"project": project})[0] for project in several]
            return tuple(Ask(tool.name, arguments, probability) for arguments in filled)
        if reading.stranger and reading.is_named and not reading.links and takes_a_project_or_all(tool):
            return (Ask("find_record", {"record": reading.stranger}, probability),)
        tool = saying_more(tool, reading)
        arguments, missing = fill(tool, reading.material, {})
        if tool.name == "list_projects" and not arguments and asks_for_some(reading.text):
            arguments["unread"] = True
        if not missing:
            return (Ask(tool.name, arguments, probability), *supporting(tool, reading))
        return self._with_missing(tool, missing, probability, reading, enquiry, thread)

    def _with_missing(
        self,
        tool: Tool,
        missing: tuple[str, ...],
        probability: float,
        reading: Reading,
        enquiry: Enquiry,
        thread: Thread,
    ) -> tuple[Ask, ...]:
        """A record that is not named: from the thread, from what is the asker's own, or asked for."""
        wanted = {slots(tool)[name].name for name in missing}
        if "quantity" in wanted:
            return (Ask("which_numbers", {"missing": list(missing)}, probability),)
        if not wanted & {"project", "proposal", "record"}:
            return (Ask("search_standards", {"question": reading.text}, probability),)
        subject = meant_by_pronoun(reading.text, thread) or (
            None if reading.stranger else next(iter(thread.subjects), None)
        )
        if subject:
            given = dict.fromkeys(("project", "proposal", "record"), subject)
            return (Ask(tool.name, fill(tool, reading.material, given)[0]),)
        if reading.stranger:
            return (Ask("find_record", {"record": reading.stranger}, probability),)
        mine = own_projects(enquiry)
        if len(mine) == 1 or (mine and len(mine) <= MOST_PROJECTS and means_every_own(tool)):
            meant = [{"project": each, "record": each} for each in mine]
            return tuple(Ask(tool.name, fill(tool, reading.material, each)[0]) for each in meant)
        ask = Ask("which_record", {"records": list(mine), "ask": f"{reading.text} ({PLACE})"}, probability)
        return (ask, Ask("search_standards", {"question": reading.text}, 0.0)) if tool.about == "record" else (ask,)

    def _when_unsure(self, reading: Reading, choices: tuple[Choice, ...], enquiry: Enquiry) -> tuple[Ask, ...]:
        """Far from everything: the standards if they plainly answer, otherwise exact questions to choose from."""
        if not reading.links and enquiry.library.search(reading.text, enquiry.today, 1).covered:
            return (Ask("search_standards", {"question": reading.text}, choices[0].probability),)
        offers = [offer_of(find(choice.tool), reading) for choice in choices[:3]]
        asks = [offer for offer in offers if offer]
        return (Ask("which_ask", {"asks": asks}),) if asks else (Ask("help", {}),)

    def _repeat(
        self, name: str, arguments: Mapping[str, Any], reading: Reading, enquiry: Enquiry, thread: Thread
    ) -> tuple[Ask, ...]:
        """The last ask again, with what is new in this question."""
        tool = find(name)
        doubtful = next((link for link in reading.links if link.record is None), None)
        if tool is None or doubtful:
            return ()
        fresh, _ = fill(tool, reading.material, {})
        kept = {k: v for k, v in arguments.items() if k in tool.arguments.model_fields}
        text_slots = {n for n, s in slots(tool).items() if s.name in ("question", "topic")}
        new = {k: v for k, v in fresh.items() if k not in text_slots}
        return (Ask(name, {**kept, **new}),) if new else ()


def _which(records: tuple[Any, ...], text: str, link: Link) -> Ask:
    return Ask(
        "which_record",
        {"records": [record.id for record in records], "ask": f"{text[: link.start]}{PLACE}{text[link.end :]}"},
    )


def _computes(top: Choice, reading: Reading) -> bool:
    """Whether numbers are given to be worked with: then a defined term beside them is not what is asked for."""
    tool = find(top.tool)
    if tool is None or tool.about != "calculation" or top.probability < SURE:
        return False
    return has_numbers(tool, reading.material)
