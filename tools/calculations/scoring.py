"""Weighted scores of proposals, their order, and how firm the first place is (F-SCR)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from tools.calculations.outcome import Outcome, defined, divide, sums_to_one, undefined

FORMULA = "F-SCR"

HIGHEST_SCORE = Decimal(5)
"""Each criterion is scored from 0 to 5; for risk a high score is a low risk."""
POINTS = Decimal(100)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal with its scores and what breaks a tie."""

    key: str
    scores: Mapping[str, Decimal | None]
    """0 to 5 by criterion; None where it is not scored yet."""
    npv_per_cost: Decimal | None = None
    submitted: date | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Scored proposals in order, and those that cannot be scored."""

    order: tuple[tuple[str, Decimal], ...]
    """Key and points out of 100, best first."""
    incomplete: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Firmness:
    """Whether the first place survives a move of any weight."""

    robust: bool | None
    """None where no proposal is scored."""
    overtaken: tuple[tuple[str, Decimal, str], ...]
    """Criterion, the move of its weight (a fraction) and who is first then."""


def median_score(scores: Sequence[Decimal]) -> Outcome[Decimal]:
    """The score of several assessors: their median, 0 to 5 (F-SCR)."""
    if not scores:
        return undefined("nobody has scored it", FORMULA, "INSUFFICIENT_DATA")
    return defined(median(scores), FORMULA)


def weighted_score(scores: Mapping[str, Decimal | None], weights: Mapping[str, Decimal]) -> Outcome[Decimal]:
    """Points out of 100: Σ weight × score / 5 × 100 (F-SCR).

    Weights are fractions that sum to 1. A criterion without a score leaves it incomplete, and is never a 0.
    """
    if not weights or not sums_to_one(weights.values()) or any(weight < 0 for weight in weights.values()):
        return undefined("the weights do not sum to 100 %", FORMULA, "INVALID_INPUT")
    missing = [criterion for criterion in weights if scores.get(criterion) is None]
    if missing:
        return undefined(f"not scored yet: {', '.join(missing)}", FORMULA, "INSUFFICIENT_DATA")
    given = {criterion: scores[criterion] or Decimal(0) for criterion in weights}
    if any(not 0 <= score <= HIGHEST_SCORE for score in given.values()):
        return undefined("a score is not between 0 and 5", FORMULA, "INVALID_INPUT")
    total = sum((weights[criterion] * score for criterion, score in given.items()), Decimal(0))
    return defined(divide(POINTS * total, HIGHEST_SCORE), FORMULA)


def ranked(proposals: Sequence[Proposal], weights: Mapping[str, Decimal], tie_break: str) -> Ranking:
    """Proposals by points; ties by the ``tie_break`` criterion, NPV per cost, then earlier submission (F-SCR)."""
    scored = [(proposal, weighted_score(proposal.scores, weights)) for proposal in proposals]
    whole = [(proposal, outcome.value) for proposal, outcome in scored if outcome.value is not None]
    whole.sort(key=lambda pair: _place(pair[0], pair[1], tie_break))
    return Ranking(
        order=tuple((proposal.key, points) for proposal, points in whole),
        incomplete=tuple(sorted(proposal.key for proposal, outcome in scored if outcome.value is None)),
    )


def firmness(proposals: Sequence[Proposal], weights: Mapping[str, Decimal], tie_break: str, move: Decimal) -> Firmness:
    """Move each weight up and down by ``move`` (a fraction), the others in proportion, and see who is first (F-SCR).

    A weight does not fall below 0 or rise above 1. With one proposal the first place is firm.
    """
    order = ranked(proposals, weights, tie_break).order
    if not order:
        return Firmness(None, ())
    first = order[0][0]
    overtaken = []
    for criterion in weights:
        for step in (-move, move):
            new_first = ranked(proposals, _moved(weights, criterion, step), tie_break).order[0][0]
            if new_first != first:
                overtaken.append((criterion, step, new_first))
    return Firmness(not overtaken, tuple(overtaken))


def _place(proposal: Proposal, points: Decimal, tie_break: str) -> tuple[Decimal, Decimal, bool, Decimal, date, str]:
    worth = proposal.npv_per_cost
    return (
        -points,
        -(proposal.scores.get(tie_break) or Decimal(0)),
        worth is None,
        -(worth or Decimal(0)),
        proposal.submitted or date.max,
        proposal.key,
    )


def _moved(weights: Mapping[str, Decimal], criterion: str, step: Decimal) -> dict[str, Decimal]:
    target = min(max(weights[criterion] + step, Decimal(0)), Decimal(1))
    rest = 1 - weights[criterion]
    if not rest:
        return dict(weights)
    scale = divide(1 - target, rest)
    moved = {name: weight * scale for name, weight in weights.items() if name != criterion}
    # What is left rather than the target, so that the weights sum to one to the last digit.
    return {**moved, criterion: 1 - sum(moved.values(), Decimal(0))}
