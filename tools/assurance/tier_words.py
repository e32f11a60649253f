"""What is said of the PMO's tier and of maturity: what is missing, what the records contradict, what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from tools.assurance.standing import Judged
from tools.assurance.tier_records import MEASURES
from tools.calculations.tiers import Tier
from tools.judgement.forecast import number
from tools.result import Table
from tools.wording.evidence import Evidence
from tools.wording.sentences import listed

if TYPE_CHECKING:
    from knowledge.library import Rule

COLUMNS = ("Tier", "Criteria met", "Criteria in all", "Not met", "Without evidence")
ORDINALS = ("first", "second", "third", "fourth")
"""The tiers as they are called in a sentence, so that none is taken for the one that was achieved."""


def in_words(code: str) -> str:
    """A criterion's or a perspective's code in words: ``reports on time``."""
    return code.replace("_", " ").lower()


def ordinal(tier: int) -> str:
    """The tier in words."""
    return ORDINALS[tier - 1] if 0 < tier <= len(ORDINALS) else "next"


def missing_lines(
    evidence: Evidence, judged: Sequence[Judged], tier: int | None, rules: Mapping[int, Rule | None]
) -> tuple[str, ...]:
    """What stands before a tier, tier by tier: tiers are cumulative."""
    lines = []
    for each in sorted(judged, key=lambda each: each.criterion.tier):
        if tier is not None and each.criterion.tier <= tier and each.criterion.met == "NO":
            lines.append(_failing(evidence, each, rules.get(each.criterion.tier)))
    own = [each for each in judged if each.criterion.tier == tier]
    if lines and own and tier is not None and all(each.criterion.met == "YES" for each in own):
        lines.append(
            f"The {ordinal(tier)} tier lacks nothing of its own; tiers are cumulative, so a gap below it stands."
        )
    unknown = [each.criterion for each in judged if tier is not None and each.criterion.tier <= tier]
    names = dict.fromkeys(in_words(each.name) for each in unknown if each.met == "UNKNOWN")
    if names:
        lines.append(f"Without evidence, and so counted as not met: {listed(list(names))}.")
    return tuple(lines)


def _failing(evidence: Evidence, each: Judged, rule: Rule | None) -> str:
    """One criterion that is not met, with what the records give where they decide."""
    name = in_words(each.criterion.name)
    tier = ordinal(each.criterion.tier)
    if each.share is None:
        return f"The {tier} tier lacks: {name}."
    key = each.criterion.name.lower()
    share = evidence.say(f"tier_{key}", each.share.value, *each.share.failing)
    met, asked = (evidence.say(f"tier_{key}_{part}", count) for part, count in
                  (("met", each.share.met), ("asked", each.share.asked)))  # fmt: skip
    measure = MEASURES[each.criterion.name]
    limit = ""
    if rule is not None and measure.key is not None:
        limit = f", and {evidence.limit(rule, measure.key, 'ratio')} is asked for {evidence.cite(rule)}"
    believed = ", although the assessment says yes" if each.contradicts else ""
    return f"The {tier} tier lacks: {name}; the records give {share}, {met} of {asked} projects{limit}{believed}."


def maturity_lines(evidence: Evidence, standing: Any) -> tuple[str, ...]:
    """Overall maturity, the mean beside it, and the perspectives that hold it back."""
    if standing.level is None:
        return ()
    rows = [each.row for each in standing.assessments if each.kind == "MATURITY"]
    lines = [f"Maturity is at level {evidence.say('maturity', standing.level, *rows)}, the lowest of its perspectives."]
    for model, each in standing.models.items():
        key = model.lower()
        level = evidence.say(f"maturity_{key}", each.overall, *rows)
        mean = evidence.say(f"maturity_mean_{key}", each.mean, *rows)
        held = f", held back by {listed([in_words(name) for name in each.blockers])}" if each.blockers else ""
        lines.append(f"{key.capitalize()} management is at level {level} with a mean of {mean}{held}.")
    return tuple(lines)


def tier_rule(evidence: Evidence, standing: Any) -> tuple[str, ...]:
    """What the standard asks of maturity, and by when."""
    rule = standing.target
    if rule is None or number(rule, "level") is None:
        return ()
    level = evidence.limit(rule, "level", "count")
    by = rule.values.get("by")
    day = by if isinstance(by, date) else date.fromisoformat(str(by)) if by else None
    if day is None:
        return (f"Maturity shall be at least level {level} {evidence.cite(rule)}.",)
    until = evidence.say("maturity_by", day, f"rulebook/{rule.rule_id}/{rule.clause.ref}")
    return (f"Maturity shall be at least level {level} by {until} {evidence.cite(rule)}.",)


def next_steps(evidence: Evidence, standing: Any) -> tuple[str, ...]:
    """What to do for the next tier."""
    tier = standing.tier
    if tier.next_tier is None:
        return ()
    steps = []
    if tier.missing:
        steps.append(f"Close what the next tier lacks: {listed([in_words(name) for name in tier.missing])}.")
    if tier.evidence_missing:
        names = list(dict.fromkeys(in_words(name) for name in tier.evidence_missing))
        steps.append(f"Name a record or a document as evidence: {listed(names)}.")
    return tuple(steps)


def tier_table(evidence: Evidence, judged: Sequence[Judged], tier: Tier) -> Table | None:
    """Each tier with what it has and what it lacks."""
    rows = []
    for number_, met, size in tier.counts:
        of = [each.criterion for each in judged if each.criterion.tier == number_]
        rows.append(
            (
                ordinal(number_),
                evidence.say(f"tier_{number_}_met", met),
                evidence.say(f"tier_{number_}_criteria", size),
                listed([in_words(each.name) for each in of if each.met == "NO"]) or "–",
                listed(list(dict.fromkeys(in_words(each.name) for each in of if each.met == "UNKNOWN"))) or "–",
            )
        )
    return Table(COLUMNS, tuple(rows)) if rows else None
