"""Estimates of typed numbers: three points, chances with their cost, or a risk's scores (F-RSK)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tools.calculations.three_point import (
    ThreePoint,
    pert_deviation,
    pert_mean,
    triangular_mean,
    triangular_percentile,
)
from tools.clarify import which_numbers
from tools.enquiry import Enquiry
from tools.result import Figure, Table, ToolResult, Unit
from tools.risk.exposure import Chance, spread
from tools.risk.given_score import scored
from tools.risk.levels import SHOWN, percentiles_line
from tools.wording.evidence import Evidence
from tools.wording.typed import GIVEN, SOURCE, unit_of

TOOL = "calculate_estimate"
COLUMNS = ("Chance", "Probability", "Cost if it comes", "Product")
TRIANGLE = SHOWN[:2]
"""Levels told of three points: the middle and the usual one."""


def calculate_estimate(
    enquiry: Enquiry,
    points: Sequence[Decimal] | None = None,
    low: Decimal | None = None,
    likely: Decimal | None = None,
    high: Decimal | None = None,
    chances: Sequence[tuple[Decimal, Decimal]] | None = None,
    scores: tuple[int, int] | None = None,
    probability: int | None = None,
    impact: int | None = None,
    chance: Decimal | None = None,
    unit: Unit | None = None,
    currency: str | None = None,
) -> ToolResult:
    """Whatever the numbers allow: a three-point estimate, an expected value, or the band of a risk's score."""
    if points and len(points) == 3:
        low, likely, high = points
    if low is not None and likely is not None and high is not None:
        return three_point(enquiry, ThreePoint(low, likely, high), unit, currency)
    if chances:
        return expected(enquiry, chances, currency)
    step = scores[0] if scores else probability
    severity = scores[1] if scores else impact
    if severity is not None and (step is not None or chance is not None):
        return scored(enquiry, step, severity, chance)
    return which_numbers(enquiry, _lacking(low, likely, high, step, severity))


def three_point(enquiry: Enquiry, estimate: ThreePoint, unit: Unit | None, currency: str | None) -> ToolResult:
    """Mean, deviation and percentiles of a lowest, a likely and a highest value (F-RSK)."""
    evidence = Evidence(GIVEN, None)
    values = {"low": estimate.low, "likely": estimate.likely, "high": estimate.high}
    shown: Unit = unit or unit_of(values.values(), currency)
    said = [evidence.say(f"estimate_{name}", value, SOURCE, unit=shown) for name, value in values.items()]
    given = f"You gave {said[0]} as the lowest, {said[1]} as the likely and {said[2]} as the highest value."
    arguments: dict[str, object] = {name: str(value) for name, value in values.items()}
    arguments |= {key: word for key, word in (("unit", unit), ("currency", currency)) if word is not None}
    mean = pert_mean(estimate)
    if mean.value is None:
        reason = mean.reason or ""
        return _refused(enquiry, evidence, f"I cannot compute that: {reason}.", reason, (given,), arguments)
    pert = evidence.say("pert_mean", mean, SOURCE, unit=shown)
    deviation = evidence.say("pert_deviation", pert_deviation(estimate), SOURCE, unit=shown)
    plain = evidence.say("triangular_mean", triangular_mean(estimate), SOURCE, unit=shown)
    at = {share: triangular_percentile(estimate, share) for share in TRIANGLE}
    return ToolResult(
        tool=TOOL,
        status="OK",
        headline=f"The PERT mean is {pert} with a PERT standard deviation of {deviation}.",
        facts=(
            f"The mean of the triangular distribution is {plain}.",
            f"By the triangular distribution {percentiles_line(evidence, at, SOURCE, unit=shown)}",
            given,
        ),
        cautions=("Contingency for a level is what lies between that level and your base estimate.",),
        figures=evidence.figures,
        on=enquiry.today,
        arguments=arguments,
    )


def expected(enquiry: Enquiry, chances: Sequence[tuple[Decimal, Decimal]], currency: str | None) -> ToolResult:
    """The expected monetary value of typed chances, and of several also the percentiles of their sum (F-RSK)."""
    evidence = Evidence(GIVEN, None)
    unit = unit_of((amount for _, amount in chances), currency)
    arguments: dict[str, object] = {"chances": [[str(chance), str(amount)] for chance, amount in chances]}
    arguments |= {"currency": currency} if currency else {}
    if any(not 0 <= chance <= 1 for chance, _ in chances):
        reason = "a probability is not between none and certain"
        return _refused(enquiry, evidence, f"I cannot compute that: {reason}.", reason, (), arguments)
    held = [Chance(chance, ThreePoint(amount, amount, amount)) for chance, amount in chances]
    made = spread(held, SHOWN)
    emv = evidence.say("emv_given", made.expected, SOURCE, unit=unit)
    covered = made.covered[made.expected]
    facts = [f"{percentiles_line(evidence, made.percentiles, SOURCE, unit=unit)}"] if len(held) > 1 else []
    if covered.value is not None:
        more = evidence.say("chance_over_emv", 1 - covered.value, SOURCE)
        facts.append(f"The chance that an amount of the size of the EMV is not enough is {more}.")
    return ToolResult(
        tool=TOOL,
        status="OK",
        headline=f"The expected monetary value (EMV) is {emv}.",
        facts=tuple(facts),
        cautions=(
            "The EMV is a mean and no level of confidence.",
            *(("The chances are taken as independent of each other.",) if len(held) > 1 else ()),
        ),
        table=_table(evidence, held, unit),
        figures=evidence.figures,
        on=enquiry.today,
        arguments=arguments,
    )


def _table(evidence: Evidence, chances: Sequence[Chance], unit: Unit) -> Table:
    rows = []
    for number, each in enumerate(chances, 1):
        of = f"chance {number}"
        rows.append(
            (
                evidence.add(Figure(of, "", "name", f"No. {number}", "name", source=(SOURCE,))),
                evidence.say("risk_probability", each.probability, SOURCE, subject=of),
                evidence.say("risk_cost", each.amount.likely, SOURCE, subject=of, unit=unit),
                evidence.add(
                    Figure(of, "product", "product of both", each.expected, unit, formula="F-RSK", source=(SOURCE,))
                ),
            )
        )
    return Table(COLUMNS, tuple(rows))


def _lacking(
    low: Decimal | None, likely: Decimal | None, high: Decimal | None, step: int | None, severity: int | None
) -> list[str]:
    """The names of what is missing of the kind of estimate that was begun."""
    if step is not None or severity is not None:
        return ["probability"] if step is None else ["impact"]
    points = {"low": low, "likely": likely, "high": high}
    return [name for name, value in points.items() if value is None]


def _refused(
    enquiry: Enquiry,
    evidence: Evidence,
    headline: str,
    reason: str,
    facts: tuple[str, ...],
    arguments: dict[str, object],
) -> ToolResult:
    return ToolResult(
        tool=TOOL,
        status="INVALID_INPUT",
        headline=headline,
        facts=facts,
        figures=evidence.figures,
        on=enquiry.today,
        reason=reason,
        arguments=arguments,
    )
