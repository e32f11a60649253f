"""The combination of projects with the greatest value that keeps every limit (F-OPT).

Solved as a mixed integer program by HiGHS (Huangfu and Hall, *Parallelizing the dual revised simplex method*, 2018)
through SciPy. Floats stay inside the solver: every answer is checked in decimals, and what fails is cut off.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from tools.calculations.candidates import FORMULA, Candidate, Limits, Use, fault, is_allowed, rows, uses, with_needs
from tools.calculations.outcome import Outcome, defined, undefined
from tools.calculations.quiet import nothing_on_stdout
from tools.result import Status

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

SAME_VALUE = Decimal("1e-9")
"""Values that differ by less are equal; they may have been computed themselves."""
NEAR = 1e-6
NOTHING_TO_CHOOSE = "there is nothing to choose from"
SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Choice:
    """One combination, with its value (in the unit of the candidates) and its cost (money)."""

    chosen: tuple[str, ...]
    value: Decimal
    cost: Decimal


@dataclass(frozen=True, slots=True)
class Selection:
    """The best combination, its equals, and what comes next."""

    status: Status
    reason: str | None
    warnings: tuple[str, ...]
    value: Outcome[Decimal]
    """Of the best, in the unit of the candidates."""
    best: Choice | None
    """Of equal ones the cheapest, then the first by name."""
    equals: tuple[Choice, ...]
    """All best combinations that were found, ``best`` first; more than one where there are several."""
    runners_up: tuple[Choice, ...]
    """The next best, by value."""
    uses: tuple[Use, ...]
    """How much of each limit ``best`` takes."""
    violated: tuple[Use, ...]
    """Where nothing keeps the limits: those that what must be chosen breaks, or the floors that cannot be met."""
    is_proven: bool
    """Whether nothing better can exist, or nothing at all; False where the time ran out first."""
    gap: float | None
    """How far the true best may lie above, as a fraction: 0 where it is proven, None where it is not known."""


@dataclass(slots=True)
class _Model:
    """The program: candidates in order of their keys, limits, and the choices that are cut off."""

    candidates: Sequence[Candidate]
    limits: Limits
    seconds: float
    cut: list[frozenset[str]] = field(default_factory=list)
    gap: float | None = 0.0
    is_proven: bool = True


def select(
    candidates: Collection[Candidate],
    limits: Limits,
    runners_up: int = 0,
    most_equals: int = 20,
    seconds: float = SECONDS,
) -> Selection:
    """Maximise the summed value under the limits (F-OPT).

    ``runners_up`` is how many next best are wanted, ``most_equals`` how many equal ones are listed at most and
    ``seconds`` the time for each run of the solver. Invalid where a name or a limit is missing; undefined where no
    combination keeps the limits, with those that cannot be kept; nothing to choose from is insufficient data.
    """
    refusal = _refusal(candidates, limits)
    if refusal is not None:
        return refusal
    model = _Model(sorted(candidates, key=lambda each: each.key), limits, seconds)
    top = _next(model)
    if top is None:
        if not model.is_proven:
            return _refused("UNDEFINED", "no combination was found in the time given")
        return _refused("UNDEFINED", "no combination keeps the limits", _violated(model))
    # The equals of a choice that may not be the best are not worth the time.
    equals, complete = _equals(model, top, most_equals) if model.is_proven else ((top,), False)
    warnings = [f"there are more than {most_equals} equal combinations"] if model.is_proven and not complete else []
    further = _runners_up(model, equals, runners_up) if complete else ()
    if not model.is_proven:
        warnings.append("the time was not enough to prove that nothing is better")
    best = equals[0]
    return Selection(
        status="OK",
        reason=None,
        warnings=tuple(warnings),
        value=defined(best.value, FORMULA),
        best=best,
        equals=equals,
        runners_up=further,
        uses=uses(model.candidates, limits, best.chosen),
        violated=(),
        is_proven=model.is_proven,
        gap=model.gap,
    )


def frontier(candidates: Collection[Candidate], limits: Limits, seconds: float = SECONDS) -> tuple[Choice, ...]:
    """The efficient frontier: for each total cost at which the best value rises, the choice that has it (F-OPT).

    From the cheapest to the dearest, without the choice of nothing; empty where nothing keeps the limits.
    """
    points: list[Choice] = []
    step = _smallest_step(candidates)
    while True:
        best = select(candidates, limits, most_equals=1, seconds=seconds).best
        if best is None or not best.chosen:
            return tuple(reversed(points))
        points.append(best)
        if not best.cost:
            return tuple(reversed(points))
        limits = replace(limits, total=best.cost - step)


def _next(model: _Model, cheapest_from: Decimal | None = None) -> Choice | None:
    """The best allowed choice not cut off; or the cheapest whose value is about ``cheapest_from`` or more."""
    while True:
        chosen = _solved(model, cheapest_from)
        if chosen is None:
            return None
        if is_allowed(model.candidates, model.limits, chosen):
            return _choice(model, chosen)
        # It passed within the solver's tolerance only.
        model.cut.append(chosen)


def _equals(model: _Model, top: Choice, most: int) -> tuple[tuple[Choice, ...], bool]:
    found: list[Choice] = []
    value = top.value
    while len(found) <= most:
        choice = _next(model, cheapest_from=value)
        if choice is None:
            break
        model.cut.append(frozenset(choice.chosen))
        if choice.value < value - SAME_VALUE:
            continue
        if choice.value > value + SAME_VALUE:
            found, value = [], choice.value
        found.append(choice)
    found.sort(key=lambda each: (each.cost, each.chosen))
    return tuple(found[:most] or [top]), len(found) <= most


def _runners_up(model: _Model, equals: Sequence[Choice], wanted: int) -> tuple[Choice, ...]:
    model.cut = [frozenset(each.chosen) for each in equals]
    found: list[Choice] = []
    while len(found) < wanted:
        choice = _next(model)
        if choice is None:
            break
        model.cut.append(frozenset(choice.chosen))
        found.append(choice)
    return tuple(found)


def _solved(model: _Model, cheapest_from: Decimal | None) -> frozenset[str] | None:
    from scipy.optimize import Bounds, LinearConstraint, milp  # slow to import, and only a selection needs it

    keys = [each.key for each in model.candidates]
    values = np.array([float(each.value) for each in model.candidates])
    costs = np.array([float(each.total_cost) for each in model.candidates])
    constraints = _constraints(model, keys)
    if cheapest_from is not None:
        least = float(cheapest_from)
        constraints.append(LinearConstraint(values, least - NEAR * max(1.0, abs(least)), np.inf))
    lower = np.array([float(key in model.limits.must) for key in keys])
    with nothing_on_stdout():
        result = milp(
            -values if cheapest_from is None else costs,
            integrality=np.ones(len(keys), dtype=np.int8),
            bounds=Bounds(lower, np.ones(len(keys))),
            constraints=constraints,
            options={"mip_rel_gap": 0.0, "time_limit": model.seconds},
        )
    if result.status == 1:
        # SciPy's status for a limit of time; what was found till then may stand, with its gap.
        model.is_proven = False
        if cheapest_from is None:
            gap = getattr(result, "mip_gap", None)
            told = model.gap is not None and isinstance(gap, float) and np.isfinite(gap)
            model.gap = max(float(gap or 0), model.gap or 0.0) if told else None
    if result.x is None:
        return None
    return frozenset(key for key, taken in zip(keys, result.x, strict=True) if taken > 0.5)


def _constraints(model: _Model, keys: Sequence[str]) -> list[LinearConstraint]:
    from scipy.optimize import LinearConstraint

    made = []
    for row in rows(model.candidates, model.limits):
        amounts = np.array([float(amount) for amount in row.amounts])
        low, high = (float(row.limit), np.inf) if row.kind == "FLOOR" else (-np.inf, float(row.limit))
        made.append(LinearConstraint(amounts, low, high))
    for each, needed in sorted(model.limits.requires):
        difference = np.array([float(key == each) - float(key == needed) for key in keys])
        made.append(LinearConstraint(difference, -np.inf, 0.0))
    for chosen in model.cut:
        # At least one is in that was out, or out that was in.
        signs = np.array([-1.0 if key in chosen else 1.0 for key in keys])
        made.append(LinearConstraint(signs, 1.0 - len(chosen), np.inf))
    return made


def _choice(model: _Model, chosen: Collection[str]) -> Choice:
    held = [each for each in model.candidates if each.key in chosen]
    value = sum((each.value for each in held), Decimal(0))
    cost = sum((each.total_cost for each in held), Decimal(0))
    return Choice(tuple(each.key for each in held), value, cost)


def _violated(model: _Model) -> tuple[Use, ...]:
    """The limits that the least possible choice breaks; floors where without them something is possible."""
    forced = with_needs(model.limits, model.limits.must)
    every = uses(model.candidates, model.limits, forced)
    broken = tuple(use for use in every if use.kind != "FLOOR" and not use.is_kept)
    return broken or tuple(use for use in every if use.kind == "FLOOR" and not use.is_kept)


def _smallest_step(candidates: Collection[Candidate]) -> Decimal:
    """The unit in which costs are told apart: the last digit of the finest of them."""
    exponents = [amount.as_tuple().exponent for each in candidates for amount in each.cost.values()]
    return Decimal(1).scaleb(min([0, *(exponent for exponent in exponents if isinstance(exponent, int))]))


def _refusal(candidates: Collection[Candidate], limits: Limits) -> Selection | None:
    wrong = fault(candidates, limits)
    if wrong is not None:
        return _refused("INVALID_INPUT", wrong)
    return None if candidates else _refused("INSUFFICIENT_DATA", NOTHING_TO_CHOOSE)


def _refused(status: Status, reason: str, violated: tuple[Use, ...] = ()) -> Selection:
    return Selection(
        status=status, reason=reason, warnings=(), value=undefined(reason, FORMULA, status), best=None, equals=(),
        runners_up=(), uses=(), violated=violated, is_proven=bool(violated), gap=None,
    )  # fmt: skip
