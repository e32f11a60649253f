"""Risks as they stood on a day: scores, exposure, and what is left of the contingency (F-RSK, PMO-STD-006)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from tests.tools.demo_by_hand.projects import Project
from tests.tools.demo_by_hand.reading import Row, amount, amount_or_none, day, of, on_or_before


@dataclass(frozen=True, slots=True)
class Risk:
    risk_id: str
    project_id: str
    is_opportunity: bool
    raised_on: str
    state: Row
    score: int
    """Residual probability times residual impact."""
    probability: Fraction | None
    cost: Fraction | None

    @property
    def emv(self) -> Fraction:
        """Expected monetary value; nothing where it is not quantified."""
        return Fraction(0) if self.probability is None or self.cost is None else self.probability * self.cost


def open_risks(each: Project) -> list[Risk]:
    found = []
    for row in of("risk", project_id=each.project_id):
        states = [s for s in of("risk_state", risk_id=row["risk_id"]) if on_or_before(s["valid_from"], each.on.today)]
        if states and states[-1]["status"] == "OPEN":
            found.append(_risk(row, states[-1]))
    return found


def _risk(row: Row, state: Row) -> Risk:
    return Risk(
        row["risk_id"], row["project_id"], row["is_opportunity"] == "yes", row["raised_on"], state,
        int(state["residual_p"]) * int(state["residual_i"]),
        amount_or_none(state["probability"]), amount_or_none(state["cost_likely"]),
    )  # fmt: skip


def threats(each: Project) -> list[Risk]:
    return [risk for risk in open_risks(each) if not risk.is_opportunity]


def exposure(each: Project) -> Fraction:
    """Of the open threats; opportunities are not set against them (PMO-STD-006 §2.6)."""
    return sum((risk.emv for risk in threats(each)), Fraction(0))


def contingency(each: Project) -> Fraction:
    """What was set aside: with the baseline, before one in the budget."""
    if each.baseline is not None:
        return each.baseline.contingency
    lines = of("budget_line", project_id=each.project_id, category="CONTINGENCY")
    return sum((amount(line["revised"]) for line in lines), Fraction(0))


def contingency_left(each: Project) -> Fraction:
    drawn = [amount(row["amount"]) for row in of("contingency_drawdown", project_id=each.project_id)
             if day(row["drawn_on"]) <= each.on.today]  # fmt: skip
    return contingency(each) - sum(drawn, Fraction(0))


def outcomes(risks: list[Risk]) -> list[tuple[Fraction, Fraction]]:
    """Every total that quantified risks can come to, with its probability, the smallest first."""
    chances: dict[Fraction, Fraction] = {}
    counted = [risk for risk in risks if risk.probability is not None and risk.cost is not None]
    for happens in product((False, True), repeat=len(counted)):
        total, chance = Fraction(0), Fraction(1)
        for risk, does in zip(counted, happens, strict=True):
            assert risk.probability is not None
            assert risk.cost is not None
            total += risk.cost if does else 0
            chance *= risk.probability if does else 1 - risk.probability
        chances[total] = chances.get(total, Fraction(0)) + chance
    return sorted(chances.items())


def confident(risks: list[Risk], share: Fraction) -> Fraction:
    """The smallest total that is not passed with so much probability."""
    reached = Fraction(0)
    for total, chance in outcomes(risks):
        reached += chance
        if reached >= share:
            return total
    raise ValueError("the chances do not sum to one")
