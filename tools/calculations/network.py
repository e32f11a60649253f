"""Critical path, float, and the spread of a path of three-point durations (F-SCH).

Source: Kelley and Walker, *Critical-Path Planning and Scheduling* (1959); for the spread Malcolm and others (1959).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

from tools.calculations.outcome import ARITHMETIC, Outcome, defined, from_fraction, undefined
from tools.calculations.three_point import ThreePoint, pert_deviation
from tools.result import Status

FORMULA = "F-SCH"


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity, which starts when all those before it are finished."""

    key: str
    duration: Decimal | Fraction
    """In any one unit of time; a fraction where thirds have to stay exact."""
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Times:
    """When one activity can and must happen, counted from the start of the work."""

    early_start: Decimal
    early_finish: Decimal
    late_start: Decimal
    late_finish: Decimal
    total_float: Decimal
    """Delay that does not move the end."""
    free_float: Decimal
    """Delay that moves no other activity."""


@dataclass(frozen=True, slots=True)
class Network:
    """The shortest duration and the times of every activity, in the unit of the durations."""

    duration: Outcome[Decimal]
    times: Mapping[str, Times]
    critical: tuple[str, ...]
    """Activities without total float, in an order in which they can be done."""


@dataclass(frozen=True, slots=True)
class PathSpread:
    """Expected duration of the critical path and its standard deviation, in the unit of the estimates."""

    expected: Outcome[Decimal]
    deviation: Outcome[Decimal]


def critical_path(activities: Sequence[Activity]) -> Network:
    """Earliest and latest times, float, and the critical activities (F-SCH).

    Invalid where activities wait for each other in a circle, where one is not known or doubled, or where a duration
    is below zero.
    """
    held = {each.key: each for each in activities}
    if not held:
        return _refused("INSUFFICIENT_DATA", "there are no activities")
    unknown = sorted({key for each in activities for key in each.after} - set(held))
    if unknown or len(held) < len(activities) or any(each.duration < 0 for each in activities):
        return _refused("INVALID_INPUT", "an activity is not known, stands twice or has a duration below zero")
    try:
        order = tuple(TopologicalSorter({each.key: sorted(each.after) for each in activities}).static_order())
    except CycleError:
        return _refused("INVALID_INPUT", "activities wait for each other in a circle")
    length = {key: Fraction(each.duration) for key, each in held.items()}
    finish: dict[str, Fraction] = {}
    for key in order:
        finish[key] = max((finish[before] for before in held[key].after), default=Fraction(0)) + length[key]
    end = max(finish.values())
    times = _times(held, length, order, finish)
    return Network(
        defined(from_fraction(end), FORMULA), times, tuple(key for key in order if not times[key].total_float)
    )


def path_spread(estimates: Mapping[str, ThreePoint], after: Mapping[str, Sequence[str]]) -> PathSpread:
    """PERT: the critical path of the expected durations, and the root of its summed variances (F-SCH).

    Other paths that come close are not looked at, so the end is later on average than this says. Where several paths
    are critical the one with the widest spread counts.
    """
    if any(not estimate.is_ordered for estimate in estimates.values()):
        none: Outcome[Decimal] = undefined("low, likely and high are not in order", FORMULA, "INVALID_INPUT")
        return PathSpread(none, none)
    expected = {key: Fraction(each.low + 4 * each.likely + each.high) / 6 for key, each in estimates.items()}
    network = critical_path([Activity(key, value, tuple(after.get(key, ()))) for key, value in expected.items()])
    if network.duration.value is None:
        return PathSpread(network.duration, network.duration)
    variance: dict[str, Decimal] = {}
    for key in network.critical:
        own = (pert_deviation(estimates[key]).value or Decimal(0)) ** 2
        start = network.times[key].early_start
        before = (one for one in after.get(key, ()) if one in variance and network.times[one].early_finish == start)
        variance[key] = own + max((variance[one] for one in before), default=Decimal(0))
    last = (key for key in network.critical if network.times[key].early_finish == network.duration.value)
    widest = max(variance[key] for key in last)
    return PathSpread(network.duration, defined(ARITHMETIC.sqrt(widest), FORMULA))


def _times(
    held: Mapping[str, Activity], length: Mapping[str, Fraction], order: Sequence[str], finish: Mapping[str, Fraction]
) -> dict[str, Times]:
    following: dict[str, list[str]] = {key: [] for key in held}
    for each in held.values():
        for before in each.after:
            following[before].append(each.key)
    end = max(finish.values())
    late: dict[str, Fraction] = {}
    for key in reversed(order):
        late[key] = min((late[one] - length[one] for one in following[key]), default=end)
    return {
        key: Times(
            early_start=from_fraction(finish[key] - length[key]),
            early_finish=from_fraction(finish[key]),
            late_start=from_fraction(late[key] - length[key]),
            late_finish=from_fraction(late[key]),
            total_float=from_fraction(late[key] - finish[key]),
            free_float=from_fraction(
                min((finish[one] - length[one] for one in following[key]), default=end) - finish[key]
            ),
        )
        for key in order
    }


def _refused(status: Status, reason: str) -> Network:
    return Network(undefined(reason, FORMULA, status), {}, ())
