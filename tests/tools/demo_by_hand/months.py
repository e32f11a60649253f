"""Month ends between the recorded anchors: money runs straight by calendar day, rounded to pounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise

from tests.tools.demo_by_hand.reading import Row, amount, amount_or_none, day, day_or_none, of

Point = tuple[date, Fraction]


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """What a project had planned, earned, spent and forecast by a month end."""

    end: date
    pv: Fraction | None
    ev: Fraction | None
    ac: Fraction | None
    pm_eac: Fraction | None
    finish: date | None
    reason: str
    version: int | None
    locked_on: date


def month_end(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(days=1)


def month_ends(after: date, until: date) -> Iterator[date]:
    """The month ends after one day up to another."""
    end = month_end(after) if month_end(after) > after else month_end(after + timedelta(days=1))
    while end <= until:
        yield end
        end = month_end(end + timedelta(days=1))


def straight(points: Sequence[Point], on: date) -> Fraction:
    """The amount on a day: nothing before the first point, the last one after it, straight between."""
    if on < points[0][0]:
        return Fraction(0)
    for (day0, amount0), (day1, amount1) in pairwise(points):
        if day0 <= on < day1:
            exact = amount0 + (amount1 - amount0) * Fraction((on - day0).days, (day1 - day0).days)
            return Fraction((exact + Fraction(1, 2)).__floor__())
    return points[-1][1]


@cache
def plan(project_id: str, version: int) -> tuple[Point, ...]:
    """Cumulative planned value of a baseline at each month end; the last one holds all of it."""
    anchors = of("baseline_anchor", project_id=project_id, version=str(version))
    points = sorted((day(row["date"]), amount(row["pv"])) for row in anchors)
    return tuple((end, straight(points, end)) for end in month_ends(points[0][0], month_end(points[-1][0])))


@cache
def recorded(project_id: str) -> tuple[MonthEnd, ...]:
    """Every month end of a project, whether or not it was locked on the day of asking."""
    given = [_given(row) for row in of("snapshot_month", project_id=project_id)]
    anchors = sorted(of("snapshot_anchor", project_id=project_id), key=lambda row: row["date"])
    if not anchors:
        return tuple(given)
    ends = month_ends(day(anchors[0]["date"]), day(anchors[-1]["date"]))
    return tuple(_drawn(project_id, anchors, end) for end in ends)


def _given(row: Row) -> MonthEnd:
    return MonthEnd(
        day(row["period_end"]), amount(row["pv_cum"]), amount(row["ev_cum"]), amount(row["ac_cum"]),
        amount(row["pm_eac"]), day(row["forecast_finish"]), row["reason"], int(row["baseline_version"]),
        day(row["locked_on"]),
    )  # fmt: skip


def _drawn(project_id: str, anchors: Sequence[Row], end: date) -> MonthEnd:
    version = version_on(project_id, end)
    planned = None if version is None else [pv for day_, pv in plan(project_id, version) if day_ <= end]
    said = [row for row in anchors if day(row["date"]) <= end and (row["pm_eac"] or row["forecast_finish"])]
    newest = said[-1] if said else None
    (lock,) = of("month_lock", period_end=end.isoformat())
    return MonthEnd(
        end,
        (planned[-1] if planned else Fraction(0)) if planned is not None else None,
        _line(anchors, "ev", end),
        _line(anchors, "ac", end),
        amount_or_none(newest["pm_eac"]) if newest else None,
        day_or_none(newest["forecast_finish"]) if newest else None,
        "" if newest is None else newest["reason"] if day(newest["date"]) == end else "no change",
        version,
        day(lock["locked_on"]),
    )


def _line(anchors: Sequence[Row], name: str, end: date) -> Fraction | None:
    points = [(day(row["date"]), amount(row[name])) for row in anchors if row[name]]
    return straight(points, end) if points else None


def version_on(project_id: str, on: date) -> int | None:
    """The version of the baseline in force on a day."""
    known = [int(row["version"]) for row in of("project_baseline", project_id=project_id)
             if day(row["approved_on"]) <= on]  # fmt: skip
    return max(known, default=None)
