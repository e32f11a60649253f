"""The worth of one case at one rate: computed together, and said under the names that tell the cases apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tools.calculations.appraisal import Appraisal, Case, Rate, appraise
from tools.calculations.investment import InternalRate, internal_rate
from tools.calculations.outcome import Outcome
from tools.calculations.payback import Payback, payback
from tools.result import Table, Value
from tools.wording.evidence import Evidence
from tools.wording.vocabulary.investment import VARIANTS

SHOWN = ("rate", "case_cost", "npv", "bcr", "irr", "payback")
COLUMNS = ("Case", "Rate", "Cost", "NPV", "BCR", "IRR", "Payback (years)")


@dataclass(frozen=True, slots=True)
class Worth:
    """One case at one rate."""

    variant: str
    """Under which of ``vocabulary.investment.VARIANTS`` it is told."""
    case: Case
    rate: Rate
    rate_row: str
    appraisal: Appraisal
    irr: InternalRate
    payback: Payback
    rows: tuple[str, ...]

    @classmethod
    def of(cls, variant: str, case: Case, rate: Rate, rate_row: str, *rows: str) -> Worth:
        """Compute every figure of the case (F-INV)."""
        flows = case.flows
        figures = appraise(case, rate), internal_rate(flows), payback(flows)
        return cls(variant, case, rate, rate_row, *figures, rows)

    @property
    def npv(self) -> Decimal | None:
        """Money; None where it is not defined."""
        return self.appraisal.npv.value

    @property
    def title(self) -> str:
        """What tells it apart from the others."""
        return VARIANTS[self.variant][0]

    def say(self, evidence: Evidence, measure: str) -> str:
        """Add one of its figures and return the handle."""
        values: dict[str, Value | Outcome[Decimal]] = {
            "npv": self.appraisal.npv, "bcr": self.appraisal.bcr, "irr": self.irr.irr, "payback": self.payback.first,
            "case_cost": sum(self.case.costs, Decimal(0)), "rate": self.rate.value,
        }  # fmt: skip
        rows = (self.rate_row,) if measure == "rate" else self.rows
        return evidence.say(f"{measure}_{self.variant}", values[measure], *rows)


def worth_table(evidence: Evidence, worths: Sequence[Worth]) -> Table:
    """One row for each case and rate."""
    rows = ((each.title, *(each.say(evidence, key) for key in SHOWN)) for each in worths)
    return Table(COLUMNS, tuple(rows))
