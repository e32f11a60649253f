"""Business cases: present value, benefit-cost ratio and what stopping would save (F-INV, §2.17)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from tests.tools.demo_by_hand.projects import Project
from tests.tools.demo_by_hand.reading import Row, amount, of

HOUSE = Fraction(7, 100)


def present_value(flows: Iterable[tuple[int, Fraction]], rate: Fraction = HOUSE) -> Fraction:
    """Money by year; year 0 is not discounted."""
    return sum((money / (1 + rate) ** year for year, money in flows), Fraction(0))


def flows(case_id: str) -> list[Row]:
    """The years of the preferred option."""
    return of("cash_flow", case_id=case_id, option_id="PREFERRED")


def costs(held: Sequence[Row]) -> list[tuple[int, Fraction]]:
    return [(int(row["year_index"]), amount(row["capex"]) + amount(row["opex"])) for row in held]


def gains(held: Sequence[Row]) -> list[tuple[int, Fraction]]:
    return [(int(row["year_index"]), amount(row["benefit_cash"]) + amount(row["benefit_noncash"])) for row in held]


def npv(case_id: str, rate: Fraction = HOUSE, cost: Fraction = Fraction(1), benefit: Fraction = Fraction(1),
        later: int = 0) -> Fraction:  # fmt: skip
    """Net present value, with cost and benefits changed by a factor and benefits some years later."""
    held = flows(case_id)
    gained = present_value([(year + later, money) for year, money in gains(held)], rate)
    return benefit * gained - cost * present_value(costs(held), rate)


def bcr(case_id: str, rate: Fraction = HOUSE) -> Fraction:
    """Benefits for each pound of cost; where only the net of a year is recorded, a year of net cost counts as cost."""
    held = flows(case_id)
    return present_value(gains(held), rate) / present_value(costs(held), rate)


def versions(project_id: str, kind: str) -> list[Row]:
    return sorted(of("business_case", project_id=project_id, kind=kind), key=lambda row: row["approved_on"])


def forgone(project_id: str) -> Fraction:
    """Present value of the benefits that would not come after a stop."""
    held = of("forgone_benefit", project_id=project_id)
    return present_value([(int(row["year_index"]), amount(row["amount"])) for row in held])


def stop_saves(each: Project) -> Fraction | None:
    """What stopping saves net: what need not be spent any more, less exit cost and benefits; None without data."""
    held = of("stop_estimate", project_id=each.project_id)
    if not held or each.newest.pm_eac is None or each.newest.ac is None:
        return None
    given = held[-1]
    to_go = each.newest.pm_eac - each.newest.ac
    avoided = to_go - amount(given["committed"]) + amount(given["run_cost_avoided"])
    return avoided - amount(given["exit_cost"]) - forgone(each.project_id)
