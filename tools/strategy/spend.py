"""What projects are forecast to spend in a financial year, and on which objectives (F-ALN)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tools.facts.project import ProjectFacts
from tools.portfolio.financial_year import FinancialYear
from tools.strategy.objectives import Strategy


@dataclass(frozen=True, slots=True)
class Spend:
    """One project's forecast of a financial year: what it has spent since the year began, and the months ahead."""

    project: ProjectFacts
    amount: Decimal
    """Money."""
    sources: tuple[str, ...]

    @property
    def mandated(self) -> bool:
        """Whether the work is mandated, and so counted beside the strategy."""
        return is_mandated(self.project)

    def served(self, strategy: Strategy) -> dict[str, Decimal]:
        """Shares of the project by active objective, fractions."""
        active, shares = strategy.weights, dict[str, Decimal]()
        for link in self.project.links:
            if link.objective_id in active:
                shares[link.objective_id] = shares.get(link.objective_id, Decimal(0)) + link.share
        return shares

    def unlinked(self, strategy: Strategy) -> Decimal:
        """Money that serves no active objective."""
        return self.amount * (1 - sum(self.served(strategy).values(), Decimal(0)))


def is_mandated(project: ProjectFacts) -> bool:
    """Whether a duty requires the work, with a reference to it (F-ALN)."""
    return project.mandate_type != "NONE" and bool(project.mandate_ref)


def year_spend(projects: Iterable[ProjectFacts], year: FinancialYear, as_of: date) -> tuple[list[Spend], list[str]]:
    """The forecasts of the projects that have one, and the ids of those for which nothing is recorded."""
    found: list[Spend] = []
    without: list[str] = []
    for project in projects:
        spend = _spend(project, year, as_of)
        if spend is None:
            without.append(project.project_id)
        else:
            found.append(spend)
    return found, without


def _spend(project: ProjectFacts, year: FinancialYear, as_of: date) -> Spend | None:
    known = [each for each in project.snapshots if each.ac is not None]
    newest = max((each.as_of for each in project.spend_forecasts), default=None)
    ahead = [each for each in project.spend_forecasts if each.as_of == newest and as_of < each.month <= year.last]
    if not known and not ahead:
        return None
    before = [each for each in known if each.period_end < year.first]
    spent = (known[-1].ac or Decimal(0)) if known else Decimal(0)
    earlier = (before[-1].ac or Decimal(0)) if before else Decimal(0)
    rows = (*(each.row for each in (*before[-1:], *known[-1:])), *(each.row for each in ahead))
    return Spend(project, spent - earlier + sum((each.amount for each in ahead), Decimal(0)), rows)
