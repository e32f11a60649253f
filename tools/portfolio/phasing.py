"""Month ends from recorded anchors: money runs straight by calendar day from one anchor to the next.

``baseline_anchor.csv`` holds cumulative planned value, ``snapshot_anchor.csv`` cumulative earned value and
cost and what the manager said; both give points, and the months between are drawn here, rounded to whole units
of money. ``month_lock.csv`` says on which day each month end was locked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import Column, Date, Integer, MetaData, String, Table

from tools.portfolio.importing.lines import Line
from tools.portfolio.schema import Exact

UNCHANGED = "no change"
"""The reason of a month for which the manager gave no new forecast."""
MANAGER = ("pm_eac", "forecast_finish")

ANCHORS = MetaData()
Table(
    "baseline_anchor",
    ANCHORS,
    Column("project_id", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("date", Date, primary_key=True),
    Column("pv", Exact(14, 2), nullable=False),
)
Table(
    "snapshot_anchor",
    ANCHORS,
    Column("project_id", String, primary_key=True),
    Column("date", Date, primary_key=True),
    Column("ev", Exact(14, 2)),
    Column("ac", Exact(14, 2)),
    Column("pm_eac", Exact(14, 2)),
    Column("forecast_finish", Date),
    Column("reason", String),
)
Table(
    "month_lock",
    ANCHORS,
    Column("period_end", Date, primary_key=True),
    Column("locked_on", Date, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Curve:
    """Cumulative money through its recorded points."""

    points: tuple[tuple[date, Decimal], ...]
    """By date; at least one."""

    def at(self, day: date) -> Decimal:
        """Return the amount on a day, in whole units of money between points; before the first point, 0."""
        before = [point for point in self.points if point[0] <= day]
        after = [point for point in self.points if point[0] > day]
        if not before:
            return Decimal(0)
        if not after or before[-1][0] == day:
            return before[-1][1]
        (d0, a0), (d1, a1) = before[-1], after[0]
        exact = a0 + (a1 - a0) * (day - d0).days / (d1 - d0).days
        return exact.quantize(Decimal(1), ROUND_HALF_UP)


def month_end(day: date) -> date:
    """Return the last day of the day's month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def month_ends(after: date, until: date) -> Iterator[date]:
    """Give the month ends after one day, up to and including another."""
    day = month_end(after)
    while day <= until:
        if day > after:
            yield day
        day = month_end(day + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Plans:
    """Baselines of projects: when each was approved, and what each plans by period."""

    approved: Mapping[str, Sequence[tuple[date, int]]]
    """Approval and version, by project."""
    periods: Mapping[tuple[str, int], Sequence[tuple[date, Decimal]]]

    def version(self, project_id: str, day: date) -> int | None:
        """Return the version in force on a day, None where there is none."""
        versions = (version for approved, version in self.approved.get(project_id, ()) if approved <= day)
        return max(versions, default=None)

    def planned(self, project_id: str, version: int | None, day: date) -> Decimal | None:
        """Return the cumulative planned value of a version by a day."""
        if version is None:
            return None
        periods = self.periods.get((project_id, version), ())
        return sum((pv for end, pv in periods if end <= day), Decimal(0))


def draw_periods(anchors: Sequence[Line]) -> Iterator[Line]:
    """Give the lines of ``baseline_period`` that the anchors of baselines stand for."""
    for lines in _by(anchors, "project_id", "version"):
        yield from _periods(lines)


def draw_snapshots(anchors: Sequence[Line], plans: Plans, locks: Mapping[date, date]) -> Iterator[Line]:
    """Give the lines of ``snapshot_month`` that the anchors of projects stand for; ``locks`` are by month end."""
    for lines in _by(anchors, "project_id"):
        yield from _snapshots(lines, plans, locks)


def _periods(lines: Sequence[Line]) -> Iterator[Line]:
    """The months of one baseline; the last one takes what rounding left over."""
    curve = _curve(lines, "pv")
    done = Decimal(0)
    key = {name: lines[0].values[name] for name in ("project_id", "version")}
    for day in month_ends(curve.points[0][0], month_end(curve.points[-1][0])):
        planned = curve.at(day)
        yield _drawn(lines[-1], {**key, "period_end": day, "pv": planned - done})
        done = planned


def _snapshots(lines: Sequence[Line], plans: Plans, locks: Mapping[date, date]) -> Iterator[Line]:
    """The month ends of one project, from its first anchor to its last."""
    project_id = lines[0].values["project_id"]
    ev, ac = _curve(lines, "ev"), _curve(lines, "ac")
    for day in month_ends(lines[0].values["date"], lines[-1].values["date"]):
        version = plans.version(project_id, day)
        values = {
            "project_id": project_id,
            "period_end": day,
            "baseline_version": version,
            "pv_cum": plans.planned(project_id, version, day),
            "ev_cum": ev.at(day) if ev.points else None,
            "ac_cum": ac.at(day) if ac.points else None,
            "locked_on": locks.get(day),
        }
        yield _drawn(lines[-1], {**values, **_said(lines, day)})


def _said(lines: Sequence[Line], day: date) -> dict[str, Any]:
    """What the manager said for the month: the newest forecast by then, with its reason when it is new."""
    said = [line for line in lines if line.values["date"] <= day and any(map(line.values.get, MANAGER))]
    if not said:
        return {}
    newest = said[-1].values
    return {
        "pm_eac": newest.get("pm_eac"),
        "forecast_finish": newest.get("forecast_finish"),
        "reason": newest.get("reason") if newest["date"] == day else UNCHANGED,
    }


def _curve(lines: Sequence[Line], name: str) -> Curve:
    points = [(line.values["date"], line.values.get(name)) for line in lines]
    return Curve(tuple((day, amount) for day, amount in points if amount is not None))


def _by(lines: Sequence[Line], *names: str) -> Iterator[list[Line]]:
    """The lines of each project (and version), by date."""
    groups: dict[tuple[Any, ...], list[Line]] = defaultdict(list)
    for line in lines:
        groups[tuple(line.values[name] for name in names)].append(line)
    return (sorted(group, key=lambda line: line.values["date"]) for group in groups.values())


def _drawn(line: Line, values: dict[str, Any]) -> Line:
    return replace(line, values=values)
