"""How far projects and their spend serve the strategy (F-ALN)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tools.calculations.outcome import Outcome, defined, divide, sums_to_one, undefined

FORMULA = "F-ALN"

UNLINKED = "UNLINKED"
FULL_CONTRIBUTION = 3
"""The scale of contribution: 0 none, 1 indirect, 2 material, 3 direct or critical."""
HUNDRED = Decimal(100)
SHARES = "the shares of the objectives are below zero or above 100 % together"


@dataclass(frozen=True, slots=True)
class Link:
    """One objective that a project serves."""

    objective: str
    share: Decimal
    """Part of the project's rationale, a fraction."""
    contribution: int
    """0 to 3."""
    active: bool
    """Whether the objective is active and valid on the day asked about."""
    weight: Decimal = Decimal(0)
    """Weight of the objective in the strategy, a fraction."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Points from 0 to 100, and where the rest is lost."""

    alignment: Outcome[Decimal]
    """100 · Σ share × contribution / 3 over active objectives."""
    strategic_value: Outcome[Decimal]
    """As alignment, each part times weight / largest weight."""
    unlinked: Decimal
    """Points lost because a share of the rationale has no objective."""
    retired: Decimal
    """Points lost to objectives that are not active."""
    weak: Decimal
    """Points lost to contributions below 3."""


@dataclass(frozen=True, slots=True)
class Misalignment:
    """How far the spend is from the weights of the strategy."""

    index: Outcome[Decimal]
    """½ Σ |share of spend − weight|: 0 for none, 1 for all."""
    gaps: Mapping[str, Decimal]
    """Share of spend less weight by objective, fractions; positive where more is spent than its weight."""


def alignment(links: Sequence[Link], largest_weight: Decimal) -> Alignment:
    """Alignment and strategic value of one project or proposal, in points (F-ALN).

    ``largest_weight`` is that of all active objectives, whether the project serves them or not.
    """
    linked = sum((link.share for link in links), Decimal(0))
    if linked > 1 or any(link.share < 0 or not 0 <= link.contribution <= FULL_CONTRIBUTION for link in links):
        none: Outcome[Decimal] = undefined(SHARES, FORMULA, "INVALID_INPUT")
        return Alignment(none, none, Decimal(0), Decimal(0), Decimal(0))
    live = [link for link in links if link.active]
    points = _points(link.share * link.contribution for link in live)
    value: Outcome[Decimal] = undefined("no active objective has a weight", FORMULA, "INSUFFICIENT_DATA")
    if largest_weight > 0:
        weighted = _points(link.share * link.contribution * link.weight for link in live)
        value = defined(divide(weighted, largest_weight), FORMULA)
    return Alignment(
        alignment=defined(points, FORMULA),
        strategic_value=value,
        unlinked=HUNDRED * (1 - linked),
        retired=HUNDRED * sum((link.share for link in links if not link.active), Decimal(0)),
        weak=_points(link.share * (FULL_CONTRIBUTION - link.contribution) for link in live),
    )


def spend_by_objective(
    projects: Iterable[tuple[Decimal, Mapping[str, Decimal]]], active: Iterable[str]
) -> dict[str, Decimal]:
    """Money by active objective: the sum of each project's amount times its shares (fractions) (F-ALN).

    What is left of a project, and what goes to objectives that are not active, counts as ``UNLINKED``. Mandated work
    is left out by the caller, from the top and from the bottom alike.
    """
    spend = {objective: Decimal(0) for objective in active}
    unlinked = Decimal(0)
    for amount, shares in projects:
        served = {objective: share for objective, share in shares.items() if objective in spend}
        for objective, share in served.items():
            spend[objective] += amount * share
        unlinked += amount * (1 - sum(served.values(), Decimal(0)))
    return {**spend, UNLINKED: unlinked}


def misalignment(spend: Mapping[str, Decimal], weights: Mapping[str, Decimal]) -> Misalignment:
    """Misalignment index of ``spend`` (money by objective) against ``weights`` (fractions) (F-ALN).

    Objectives without a weight, ``UNLINKED`` among them, have weight 0. Undefined where nothing is spent; the weights
    sum to 1, else the input is invalid.
    """
    total = sum(spend.values(), Decimal(0))
    if not sums_to_one(weights.values()) or any(amount < 0 for amount in (*spend.values(), *weights.values())):
        reason = "the weights do not sum to 100 %, or an amount is below zero"
        return Misalignment(undefined(reason, FORMULA, "INVALID_INPUT"), {})
    if not total:
        return Misalignment(undefined("nothing is spent", FORMULA, "INSUFFICIENT_DATA"), {})
    none = Decimal(0)
    gaps = {
        objective: divide(spend.get(objective, none), total) - weights.get(objective, none)
        for objective in dict.fromkeys((*weights, *spend))
    }
    return Misalignment(defined(sum((abs(gap) for gap in gaps.values()), none) / 2, FORMULA), gaps)


def orphans(
    spend: Mapping[str, Decimal],
    weights: Mapping[str, Decimal],
    in_time: Iterable[str],
    weight_from: Decimal,
    spend_below: Decimal,
) -> tuple[str, ...]:
    """Active objectives of weight that little is spent on, or that nothing will deliver in time (F-ALN).

    ``in_time`` names the objectives for which a project is forecast to finish before their target date;
    ``weight_from`` and ``spend_below`` are fractions.
    """
    total, served = sum(spend.values(), Decimal(0)), set(in_time)
    return tuple(
        objective
        for objective, weight in weights.items()
        if weight >= weight_from and (objective not in served or spend.get(objective, Decimal(0)) < spend_below * total)
    )


def _points(parts: Iterable[Decimal]) -> Decimal:
    return divide(HUNDRED * sum(parts, Decimal(0)), Decimal(FULL_CONTRIBUTION))
