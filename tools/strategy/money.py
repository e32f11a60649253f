"""How much money proposals may take: what was typed, else what the recorded budgets leave after running work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.enquiry import Enquiry
from tools.facts.money import portfolio_budgets
from tools.facts.project import ProjectFacts, iter_projects
from tools.judgement.risk import CONTINGENCY
from tools.portfolio.financial_year import FinancialYear, financial_year
from tools.strategy.spend import year_spend

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Money:
    """The limits of money."""

    total: Decimal | None
    """Over all years, where it was typed; None where the years count."""
    years: dict[str, Decimal | None]
    """By name of the financial year; None where it is not limited or not known."""
    rows: tuple[str, ...]
    is_typed: bool

    @property
    def is_known(self) -> bool:
        """Whether any limit of money is known."""
        return self.total is not None or any(limit is not None for limit in self.years.values())


def money_for(
    enquiry: Enquiry, session: Session, firsts: Iterable[date], budget: Decimal | None, more: Decimal | None
) -> Money:
    """The typed budget with what is added to it, or what is left of the recorded budget of each year."""
    years = sorted({financial_year(first, enquiry.fy_start_month).first for first in firsts})
    names = {first: FinancialYear(first).name for first in years}
    if budget is not None:
        return Money(budget + (more or Decimal(0)), dict.fromkeys(names.values()), ("question",), True)
    recorded: dict[date, Decimal] = {}
    rows = []
    for each in portfolio_budgets(session):
        if each.fy_start in names:
            recorded[each.fy_start] = recorded.get(each.fy_start, Decimal(0)) + each.capex + each.opex
            rows.append(each.row)
    if not recorded:
        return Money(None, dict.fromkeys(names.values()), (), False)
    running = [p for p in iter_projects(session, enquiry.viewer, enquiry.as_of, enquiry.today) if p.running]
    left = {first: recorded[first] - _committed(enquiry, running, first) if first in recorded else None
            for first in years}  # fmt: skip
    limits = {names[first]: None if each is None else max(each + (more or Decimal(0)), Decimal(0))
              for first, each in left.items()}  # fmt: skip
    return Money(None, limits, tuple(rows), False)


def _committed(enquiry: Enquiry, running: list[ProjectFacts], first: date) -> Decimal:
    """What running work takes of a year: its forecast of this year, its budget of a later one."""
    year = financial_year(enquiry.as_of, enquiry.fy_start_month)
    if first == year.first:
        return sum((each.amount for each in year_spend(running, year, enquiry.as_of)[0]), Decimal(0))
    lines = (line for project in running for line in project.budgets if line.fy_start == first)
    return sum((line.revised or Decimal(0) for line in lines if line.category != CONTINGENCY), Decimal(0))
