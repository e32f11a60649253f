"""Levels of authority in words: their bodies and limits, with the rule that states them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.judgement.authority import Level
from tools.result import Figure, Unit
from tools.wording.evidence import RULES, Evidence

if TYPE_CHECKING:
    from knowledge.library import Rule


def limits_words(evidence: Evidence, rule: Rule, level: Level) -> str:
    """The limits of a level in words with handles; empty for the last."""
    said = []
    if level.ratio is not None:
        said.append(f"{_limit(evidence, rule, level, 'ratio', level.ratio, 'ratio')} of the budget")
    if level.up_to is not None:
        said.append(_limit(evidence, rule, level, "up_to", level.up_to, "money"))
    return f"up to {' and '.join(said)}" if said else ""


def body_words(evidence: Evidence, rule: Rule, level: Level) -> str:
    """A level's body as a handle."""
    key = f"{rule.rule_id}.{level.key}.body"
    return evidence.add(Figure(RULES, key, "approving body", level.body, "name", source=_source(rule)))


def ladder_line(evidence: Evidence, rule: Rule, every: Sequence[Level]) -> str:
    """All levels with their limits, in one sentence with the clause."""
    said = []
    for level in every:
        limits = limits_words(evidence, rule, level)
        said.append(f"{body_words(evidence, rule, level)} {limits or 'for anything larger'}")
    return f"Who approves: {'; '.join(said)} {evidence.cite(rule)}."


def _limit(evidence: Evidence, rule: Rule, level: Level, key: str, value: Decimal, unit: Unit) -> str:
    name = f"limit of {rule.clause.ref}"
    return evidence.add(Figure(RULES, f"{rule.rule_id}.{level.key}.{key}", name, value, unit, source=_source(rule)))


def _source(rule: Rule) -> tuple[str, ...]:
    return (f"rulebook/{rule.rule_id}/{rule.clause.ref}",)
