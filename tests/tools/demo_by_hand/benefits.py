"""Benefits by quarter: what was realised and what is forecast (F-BEN)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from tests.tools.demo_by_hand.projects import Project
from tests.tools.demo_by_hand.reading import Row, amount, amount_or_none, day, of

Quarter = tuple[Row, Row]
"""A benefit and one of its quarters."""


def quarters(project_id: str) -> list[Quarter]:
    return [(benefit, value) for benefit in of("benefit", project_id=project_id)
            for value in of("benefit_value", benefit_id=benefit["benefit_id"])]  # fmt: skip


def realised(value: Row, today: date) -> Fraction | None:
    """What was reported by the day and verified; None where it was not, which is not nothing."""
    known = value["reported_on"] and day(value["reported_on"]) <= today and value["verified"] == "yes"
    return amount(value["actual"]) if known else None


def forecast_rate(held: Iterable[Quarter], today: date) -> Fraction | None:
    """Realised to date and forecast for the rest, as a share of the plan; a disbenefit is subtracted."""
    planned = expected = Fraction(0)
    for benefit, value in held:
        sign = -1 if benefit["benefit_class"] == "DISBENEFIT" else 1
        came = realised(value, today)
        planned += sign * amount(value["planned"])
        expected += sign * (amount(value["forecast"]) if came is None else came)
    return expected / planned if planned > 0 else None


def measures(each: Project) -> list[list[Quarter]]:
    """Money together; every other measure by itself; what is shared in a group once."""
    seen: set[str] = set()
    money: list[Quarter] = []
    others: list[list[Quarter]] = []
    for benefit in of("benefit", project_id=each.project_id):
        if benefit["shared_group"] in seen:
            continue
        seen |= {benefit["shared_group"]} - {""}
        own = [pair for pair in quarters(each.project_id) if pair[0] is benefit]
        if benefit["unit"] == "GBP":
            money += own
        else:
            others.append(own)
    return [held for held in (money, *others) if held]


def of_year(project_ids: Iterable[str], kind: str, first: date, last: date) -> list[Row]:
    """The quarters of one kind of benefit between two days."""
    return [value for project_id in project_ids for benefit, value in quarters(project_id)
            if benefit["benefit_class"] == kind and first <= day(value["quarter_end"]) <= last]  # fmt: skip


def total(values: Iterable[Row], column: str, verified_only: bool = False) -> Fraction:
    return sum((amount_or_none(value[column]) or Fraction(0) for value in values
                if not verified_only or value["verified"] == "yes"), Fraction(0))  # fmt: skip
