"""The months between the anchors that a folder gives, drawn over the baselines of files and database together."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection

from tools.portfolio.importing.lines import Files
from tools.portfolio.importing.staging import Stage
from tools.portfolio.phasing import Plans, draw_periods, draw_snapshots

BASELINE, SNAPSHOT, LOCK = "baseline_anchor", "snapshot_anchor", "month_lock"
SAID = frozenset({"pm_eac", "forecast_finish", "reason"})
DRAWN = frozenset({"project_id", "period_end", "baseline_version", "pv_cum", "ev_cum", "ac_cum"})


def draw_into(connection: Connection, anchors: Files, baselines: Stage, periods: Stage, snapshots: Stage) -> None:
    """Fill the stages of baseline periods and month ends with what the anchors stand for."""
    drawn = draw_periods(anchors.get(BASELINE, []))
    periods.fill(connection, drawn, frozenset(periods.names) if BASELINE in anchors else frozenset())
    periods.complete(connection)
    baselines.complete(connection)
    if SNAPSHOT in anchors:
        plans = _plans(connection, baselines, periods)
        locks = {line.values["period_end"]: line.values["locked_on"] for line in anchors.get(LOCK, [])}
        given = DRAWN | SAID | ({"locked_on"} if LOCK in anchors else frozenset())
        lines = draw_snapshots(anchors[SNAPSHOT], plans, locks)
        snapshots.fill(connection, lines, given)


def _plans(connection: Connection, baselines: Stage, periods: Stage) -> Plans:
    approved: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for project_id, version, day in connection.execute(baselines.merged("project_id", "version", "approved_on")):
        approved[project_id].append((day or date.min, version))
    planned: dict[tuple[str, int], list[tuple[date, Decimal]]] = defaultdict(list)
    for project_id, version, end, pv in connection.execute(periods.merged("project_id", "version", "period_end", "pv")):
        planned[project_id, version].append((end, pv))
    return Plans(approved, planned)
