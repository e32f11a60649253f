"""Proposals: scores, what they need, and which of them to choose (F-SCR, F-OPT, F-WSJF, F-AHP)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations
from statistics import median

from tests.tools.demo_by_hand.capacity import headroom
from tests.tools.demo_by_hand.objectives import strategic_value
from tests.tools.demo_by_hand.reading import amount, day, of, rows

CRITERIA = {
    "STRATEGIC": Fraction(30, 100), "VALUE": Fraction(20, 100), "BENEFIT_CONFIDENCE": Fraction(10, 100),
    "RISK": Fraction(15, 100), "URGENCY": Fraction(15, 100), "DELIVERABILITY": Fraction(10, 100),
}  # fmt: skip
PASS_MARK, LEAST_FIT = 60, 2
RANDOM_INDEX = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49}


def scores(proposal_id: str) -> list[Fraction]:
    """The median of the assessors for each criterion, in the order of the standard."""
    given = of("proposal_score", proposal_id=proposal_id)
    return [Fraction(median(Fraction(row["score"]) for row in given if row["criterion"] == name)) for name in CRITERIA]


def score100(given: Sequence[Fraction]) -> Fraction:
    return 20 * sum((weight * score for weight, score in zip(CRITERIA.values(), given, strict=True)), Fraction(0))


def value(proposal_id: str) -> int:
    """Strategic value, rounded as it is printed."""
    return round(strategic_value(of("proposal_link", proposal_id=proposal_id)))


def cost(proposal_id: str) -> Fraction:
    return sum((amount(row["capex"]) + amount(row["opex"])
                for row in of("proposal_cost", proposal_id=proposal_id)), Fraction(0))  # fmt: skip


def may_be_chosen(proposal_id: str) -> bool:
    """The pass mark and the must-meets; nothing else bars a proposal."""
    (row,) = of("proposal", proposal_id=proposal_id)
    given = scores(proposal_id)
    fits = given[0] >= LEAST_FIT or row["mandate_type"] != "NONE"
    return score100(given) >= PASS_MARK and fits and bool(row["sponsor_id"]) and bool(row["funding_source"])


@dataclass(frozen=True, slots=True)
class Choice:
    chosen: tuple[str, ...]
    value: int
    cost: Fraction


def choose(budget: int, with_: Iterable[str] = ()) -> Choice:
    """The combination of greatest value that fits money and people; of equals the cheapest, then by name."""
    every = [row["proposal_id"] for row in of("proposal", status="SUBMITTED") if may_be_chosen(row["proposal_id"])]
    found = [_choice(chosen) for size in range(len(every) + 1) for chosen in combinations(every, size)
             if set(with_) <= set(chosen) and is_allowed(chosen)]  # fmt: skip
    return min((each for each in found if each.cost <= budget), key=lambda each: (-each.value, each.cost, each.chosen))


def _choice(chosen: tuple[str, ...]) -> Choice:
    return Choice(chosen, sum(value(each) for each in chosen), sum((cost(each) for each in chosen), Fraction(0)))


def is_allowed(chosen: Iterable[str]) -> bool:
    """Whether what is needed is there, what is excluded is not, and every role has room in every month."""
    held = set(chosen)
    for row in rows("proposal_relation"):
        if row["proposal_id"] in held and (row["other_id"] in held) != (row["relation"] == "NEEDS"):
            return False
    return all(needed <= headroom(role, month, "HARD") for (role, month), needed in needs(held).items())


def needs(chosen: Iterable[str]) -> dict[tuple[str, date], Fraction]:
    """Full-time people by role and month."""
    found: dict[tuple[str, date], Fraction] = {}
    for each in chosen:
        for row in of("proposal_need", proposal_id=each):
            key = (row["role_id"], day(row["month"]))
            found[key] = found.get(key, Fraction(0)) + amount(row["fte"])
    return found


def greedily(budget: int) -> Choice:
    """What picking by value for each pound comes to."""
    every = [row["proposal_id"] for row in of("proposal", status="SUBMITTED")]
    chosen: tuple[str, ...] = ()
    for each in sorted(every, key=lambda name: value(name) / cost(name), reverse=True):
        if is_allowed((*chosen, each)) and _choice((*chosen, each)).cost <= budget:
            chosen = (*chosen, each)
    return _choice(tuple(sorted(chosen)))


def wsjf() -> dict[str, Fraction]:
    """Worth for each point of size, the greatest first."""
    found = {
        row["backlog_id"]: (amount(row["business_value"]) + amount(row["time_criticality"])
                            + amount(row["risk_opportunity"])) / amount(row["job_size"])
        for row in rows("backlog_item")
    }  # fmt: skip
    return dict(sorted(found.items(), key=lambda each: -each[1]))


def pairwise(criteria: Sequence[str]) -> tuple[list[float], float, float]:
    """Weights by the principal eigenvector, its eigenvalue, and the consistency ratio."""
    held = {(row["criterion_a"], row["criterion_b"]): float(row["value"]) for row in rows("pairwise_judgement")}
    matrix = [[1.0 if a == b else held.get((a, b)) or 1 / held[b, a] for b in criteria] for a in criteria]
    weights = [1 / len(criteria)] * len(criteria)
    for _ in range(100):
        image = [math.fsum(x * w for x, w in zip(line, weights, strict=True)) for line in matrix]
        greatest = math.fsum(image)
        weights = [each / greatest for each in image]
    size = len(criteria)
    return weights, greatest, (greatest - size) / (size - 1) / RANDOM_INDEX[size]
