"""Rules whose clause has changed since a person confirmed their values: whatever reads one, the answer says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, cast

from knowledge.findings import Rule
from knowledge.library import Library
from tools.enquiry import Enquiry
from tools.result import ToolResult


class WatchedLibrary:
    """A library that remembers which of the rules read from it await confirmation; all else passes through."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._drifted: dict[str, Rule] = {}

    def rule(self, rule_id: str, on: date) -> Rule | None:
        """The library's own answer, noted where it has drifted."""
        rule = self._library.rule(rule_id, on)
        if rule is not None and rule.drifted:
            self._drifted[rule.clause.ref] = rule
        return rule

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)

    @property
    def awaiting(self) -> tuple[Rule, ...]:
        """The drifted rules that were read so far, one for each clause."""
        return tuple(self._drifted.values())


def watched(enquiry: Enquiry) -> tuple[Enquiry, WatchedLibrary]:
    """The same enquiry over a watched library."""
    library = WatchedLibrary(enquiry.library)
    return replace(enquiry, library=cast(Library, library)), library


def cautions(rules: Iterable[Rule]) -> tuple[str, ...]:
    """What is said of each drifted rule, with the handle of its clause."""
    return tuple(
        f"What I read from {{{rule.clause.ref}}} awaits confirmation: the clause has changed since a person last "
        "confirmed it, so read its words before you rely on this."
        for rule in rules
    )


def with_cautions(result: ToolResult, rules: Iterable[Rule]) -> ToolResult:
    """The result with a caution for each drifted rule, and their clauses."""
    drifted = tuple(rules)
    if not drifted:
        return result
    clauses = {clause.ref: clause for clause in (*result.clauses, *(rule.clause for rule in drifted))}
    return replace(result, cautions=(*cautions(drifted), *result.cautions), clauses=tuple(clauses.values()))
