"""The estimates at completion by every method, as a table, and which of them to use."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.calculations.earned_value import EarnedValue
from tools.calculations.growth import growth
from tools.calculations.outcome import Outcome
from tools.judgement.forecast import number
from tools.result import Table, Unit
from tools.wording.evidence import Evidence

if TYPE_CHECKING:
    from knowledge.library import Rule

COLUMNS = ("Method", "EAC", "Against budget", "When it fits")


@dataclass(frozen=True, slots=True)
class Method:
    """One way to estimate, as the table shows it."""

    key: str
    """Key of its figure, and of its growth with the same ending."""
    measure: str
    """Name of the measure of ``EarnedValue``."""
    name: str
    fits: str


METHODS = (
    Method("cpi", "eac_1", "BAC/CPI", "the work left costs as much as the work done (the default)"),
    Method(
        "atypical",
        "eac_2",
        "atypical variance",
        "the work left costs what was planned for it: the deviation was a single one",
    ),
    Method("cpi_spi", "eac_3", "CPI × SPI", "lost time is to be caught up as well"),
    Method("weighted", "eac_4", "weighted CPI and SPI", "cost performance counts for more than schedule"),
)


def estimates(
    evidence: Evidence, ev: EarnedValue, bac: Decimal | None, sources: tuple[str, ...], unit: Unit = "money"
) -> list[tuple[str, ...]]:
    """One row of the table for each method, with handles."""
    rows: list[tuple[str, ...]] = []
    for method in METHODS:
        outcome: Outcome[Decimal] = getattr(ev, method.measure)
        eac = evidence.say(f"eac_{method.key}", outcome, *sources, unit=unit)
        over = evidence.say(f"growth_{method.key}", growth(outcome.value, bac), *sources)
        rows.append((method.name, eac, over, method.fits))
    return rows


def table(rows: list[tuple[str, ...]]) -> Table:
    """The table of estimates."""
    return Table(COLUMNS, tuple(rows))


def default_words(evidence: Evidence, ev: EarnedValue, rule: Rule | None) -> str:
    """Which estimate to use and why, as a sentence with handles."""
    subject = evidence.subject
    cited = f" {evidence.cite(rule)}" if rule else ""
    if ev.method == "eac_1":
        return f"Use {{{subject}.eac_cpi}}, BAC/CPI: it is the default{cited}."
    if ev.eac_2.value is None:
        return f"No estimate can be computed: {ev.eac_1.reason}."
    other = f"{{{subject}.eac_atypical}}"
    return f"BAC/CPI is not defined, because {ev.eac_1.reason}; use the estimate for atypical variance, {other}."


def gap_limit(rule: Rule | None) -> Decimal | None:
    """How far TCPI may be above CPI for a manager's estimate to be accepted; None where no rule says so."""
    return number(rule, "tcpi_gap")
