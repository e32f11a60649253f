"""The months between the anchors run as printed: straight by calendar day, or by the tables."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from tests.tools.demo_by_hand import year
from tests.tools.demo_by_hand.months import MonthEnd, Point, month_ends, recorded, straight
from tests.tools.demo_by_hand.projects import Baseline, Project, project, running
from tests.tools.demo_by_hand.reading import NOW, SEPTEMBER
from tests.tools.demo_by_hand.truths import printed

D = date.fromisoformat
ENDS = {"ac_2025_03_31": D("2025-03-31"), "ac_2026_03_31": D("2026-03-31")}
MONTHS = ("nov", "dec", "jan", "feb", "mar")
TABLED = {row["id"] for row in printed("months")}
REBASELINED = {"P-201", "P-203", "P-301"}
YEAR = {row["id"]: row for row in printed("year")}


@pytest.mark.parametrize("row", printed("months"), ids=lambda row: f"{row['id']}-{row['month']}")
def test_a_month_of_a_table_is_as_printed(row: dict[str, str]) -> None:
    (month,) = [each for each in recorded(row["id"]) if each.end == D(row["month"])]
    planned = month.pv
    if (row["id"], row["month"]) == ("P-301", "2026-03-31"):  # printed is the plan of v3; the month is under v2
        planned = dict(project("P-301").baselines[3].plan)[month.end]

    assert [planned, month.ev, month.ac, month.pm_eac] == [
        Fraction(row[name]) if row[name] else None for name in ("pv", "ev", "ac", "pm_eac")
    ]
    assert str(month.finish) == row["forecast_finish"]


@pytest.mark.parametrize("name", ENDS)
def test_spend_at_the_end_of_a_year_is_as_printed(name: str) -> None:
    assert {each.project_id: year.spent_by(each, ENDS[name]) for each in running()} == {
        each: int(row[name]) for each, row in YEAR.items()
    }


def test_budgets_and_the_spend_that_is_ahead_are_as_printed() -> None:
    assert {each.project_id: (year.budget(each), year.ahead(each)) for each in running()} == {
        each: (int(row["fy_budget"]), [int(row[month]) for month in MONTHS]) for each, row in YEAR.items()
    }


def test_the_forecast_of_the_year_moved_for_six_projects() -> None:
    now = {each.project_id: year.forecast(each) for each in running(NOW)}
    before = {each.project_id: year.forecast(each) for each in running(SEPTEMBER)}

    assert {each: before[each] for each in now if before[each] != now[each]} == {
        "P-101": 1015000,
        "P-201": 4800000,
        "P-301": 2930000,
        "P-303": 353000,
        "P-401": 430000,
        "P-405": 270000,
    }


def planned_line(each: Project, baseline: Baseline) -> list[Point]:
    """From the day before the start to the printed value, then to the budget; an older version goes straight there."""
    start, finish = (baseline.start - timedelta(days=1), Fraction(0)), (baseline.finish, baseline.bac)
    if baseline is not each.baseline:
        return [start, finish]
    assert each.newest.pv is not None
    return [start, (NOW.data, each.newest.pv), finish]


@pytest.mark.parametrize("each", [p for p in running() if p.baselines], ids=lambda p: p.project_id)
def test_without_a_table_money_runs_straight_by_calendar_day(each: Project) -> None:
    lines = {b.version: planned_line(each, b) for b in each.baselines if b is not each.baseline or not is_tabled(each)}
    for month in each.months:
        if month.version in lines:
            assert month.pv == straight(lines[month.version], month.end), month.end
    if not is_tabled(each):
        assert each.newest.ev is not None
        start = each.baselines[0].start - timedelta(days=1)
        for month in each.months:
            assert month.ev == straight([(start, Fraction(0)), (NOW.data, each.newest.ev)], month.end), month.end
            assert month.ac == straight(cost_line(each, start), month.end), month.end


def is_tabled(each: Project) -> bool:
    return each.project_id in TABLED


def cost_line(each: Project, start: date) -> list[Point]:
    held = [(end, Fraction(YEAR[each.project_id][name])) for name, end in ENDS.items() if end > start]
    assert each.newest.ac is not None
    return [(start, Fraction(0)), *held, (NOW.data, each.newest.ac)]


@pytest.mark.parametrize("project_id", ["P-103", "P-205", "P-402", "P-502"])
def test_without_a_baseline_cost_runs_from_the_end_of_january(project_id: str) -> None:
    each = project(project_id)

    assert [month.ac for month in each.months] == [
        straight(cost_line(each, D("2026-01-31")), month.end) for month in each.months
    ]
    assert {(month.pv, month.ev, month.pm_eac) for month in each.months} == {(None, None, None)}


def test_plans_reach_their_budget_and_fall_only_where_the_version_changes() -> None:
    for each in running():
        assert all(baseline.plan[-1][1] == baseline.bac for baseline in each.baselines), each.project_id
        falls = {(before.version, after.version) for before, after in pairs(each) if (after.pv or 0) < (before.pv or 0)}
        assert all(before != after for before, after in falls), each.project_id
        assert not falls or each.project_id in REBASELINED


def pairs(each: Project) -> list[tuple[MonthEnd, MonthEnd]]:
    return list(zip(each.months, each.months[1:], strict=False))


def test_forecasts_without_a_table_have_stood_since_july() -> None:
    for each in running():
        held = {(m.pm_eac, m.finish) for m in each.months if m.end >= D("2026-07-31")}
        said = {m.reason for m in each.months if m.end > D("2026-07-31")}
        assert is_tabled(each) or (len(held), said) == (1, {"no change"}), each.project_id


def test_every_month_to_october_was_locked() -> None:
    for each in running():
        ends = [month.end for month in each.months]
        assert ends == list(month_ends(ends[0] - timedelta(days=1), NOW.data)), each.project_id
