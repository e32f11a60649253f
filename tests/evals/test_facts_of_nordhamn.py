"""The hospital's figures, worked out from its files with nothing of the product: its evaluations rest on these.

Arithmetic of schoolbooks, and the public holidays of Finland written down by hand.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

HOSPITAL = Path(__file__).parents[2] / "evals" / "organisations" / "nordhamn"
FACTS: dict[str, Any] = yaml.safe_load((HOSPITAL / "facts.yaml").read_text(encoding="utf-8"))
TODAY, AS_OF = date(2025, 5, 14), date(2025, 4, 30)
HOLIDAYS = {date(2025, month, day) for month, day in
            ((1, 1), (1, 6), (4, 18), (4, 21), (5, 1), (5, 29), (6, 20), (12, 24), (12, 25), (12, 26))}  # fmt: skip


def rows(name: str, **wanted: str) -> list[dict[str, str]]:
    with (HOSPITAL / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if all(row[key] == value for key, value in wanted.items())]


def row(name: str, **wanted: str) -> dict[str, str]:
    (found,) = rows(name, **wanted)
    return found


def day(text: str) -> date:
    return date.fromisoformat(text)


def working(d: date) -> bool:
    return d.weekday() < 5 and d not in HOLIDAYS


def working_days(start: date, end: date) -> int:
    return sum(working(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def after(start: date, count: int) -> date:
    step, d = (1 if count > 0 else -1), start
    while count:
        d += timedelta(days=step)
        count -= step * working(d)
    return d


def line(points: list[tuple[date, float]], at: date) -> float:
    (d0, a0), (d1, a1) = next((p, q) for p, q in pairwise(points) if p[0] <= at <= q[0])
    return a0 + (a1 - a0) * (at - d0).days / (d1 - d0).days


def anchors(name: str, column: str, project: str, **wanted: str) -> list[tuple[date, float]]:
    held = rows(name, project_id=project, **wanted)
    return [(day(each["date"]), float(each[column])) for each in held if each[column]]


def newest(project: str, column: str) -> str:
    return [each[column] for each in rows("snapshot_anchor", project_id=project) if each[column]][-1]


def baseline(project: str) -> dict[str, str]:
    return rows("project_baseline", project_id=project)[-1]


def month_ends(first: date, last: date) -> list[date]:
    ends, d = [], first
    while (d := (d.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)) <= last:
        ends.append(d)
        d += timedelta(days=1)
    return ends


def cpi(project: str, at: date = AS_OF) -> float:
    return line(anchors("snapshot_anchor", "ev", project), at) / line(anchors("snapshot_anchor", "ac", project), at)


def bac(project: str) -> float:
    return float(baseline(project)["bac"])


def own_over(project: str) -> float:
    return float(newest(project, "pm_eac")) / bac(project) - 1


def slip(project: str) -> int:
    return (day(newest(project, "forecast_finish")) - day(baseline(project)["finish"])).days


def earned_months(project: str) -> tuple[float, list[date]]:
    """Whole months of the plan that are earned and the fraction of the next, and the month ends of the plan."""
    plan, earned = anchors("baseline_anchor", "pv", project, version="0"), float(newest(project, "ev"))
    ends = month_ends(day(baseline(project)["start"]), day(baseline(project)["finish"]))
    planned = [0.0, *(line(plan, end) for end in ends)]
    whole = max(n for n, value in enumerate(planned) if value <= earned)
    return whole + (earned - planned[whole]) / (planned[whole + 1] - planned[whole]), ends


def breach(project: str, limit: float) -> date:
    """The day on which the first month end over the limit by performance was locked."""
    ends = [day(each["period_end"]) for each in rows("month_lock") if day(each["period_end"]) > date(2024, 6, 30)]
    over = [end for end in ends if 1 / cpi(project, end) - 1 > limit]
    assert over == ends[ends.index(over[0]) :], "a breach that ended and began again needs another way of counting"
    return day(row("month_lock", period_end=over[0].isoformat())["locked_on"])


def utilisation(project: str) -> float:
    """The fullest month of the roles that the project has booked."""
    shares = []
    for booking in rows("allocation", project_id=project):
        for booked in rows("allocation_month", allocation_id=booking["allocation_id"]):
            held = row("role_capacity", role_id=booking["role_id"], month=booked["month"])
            net = (float(held["gross_days"]) - float(held["leave_days"])) * (1 - float(held["bau_share"]))
            shares.append(float(booked["days"]) / net)
    return max(shares)


def benefits(project: str) -> float:
    values = rows("benefit_value", benefit_id=f"{project}/b1")
    return sum(float(v["forecast"]) for v in values) / sum(float(v["planned"]) for v in values)


def papers_due(review: str) -> date:
    return after(day(row("gate_review", review_id=review)["planned_date"]), -7)


def finish_by_earned_schedule(project: str) -> date:
    months, ends = earned_months(project)
    elapsed = len([end for end in ends if end <= AS_OF])
    total = len(ends) * elapsed / months
    whole, start = int(total), day(baseline(project)["start"])
    first = date(start.year + (start.month - 1 + whole) // 12, (start.month - 1 + whole) % 12 + 1, start.day)
    length = ((first.replace(day=28) + timedelta(days=4)).replace(day=1) - first).days
    return first + timedelta(days=int((total - whole) * length))


IMAGING, ROBOT, RECORD, ROSTERING = "NH-2023-04", "NH-2024-07", "NH-2024-11", "NH-2024-02"
EXCEPTION = row("exception_report", project_id=RECORD)


def npv(case: str, costs: float, gains: float) -> float:
    """At the case's own rate, with the capital cost and the benefits multiplied."""
    rate = float(row("business_case", case_id=case)["discount_rate"])
    return sum(
        (
            (float(year["benefit_cash"]) + float(year["benefit_noncash"])) * gains
            - float(year["capex"]) * costs
            - float(year["opex"])
        )
        / (1 + rate) ** int(year["year_index"])
        for year in rows("cash_flow", case_id=case)
    )


def risks(project: str) -> list[dict[str, str]]:
    """The states of today of a project's risks."""
    held = [risk["risk_id"] for risk in rows("risk", project_id=project)]
    return [state for state in rows("risk_state", valid_to="") if state["risk_id"] in held]


def exposure(project: str) -> float:
    return sum(float(risk["probability"]) * float(risk["cost_likely"]) for risk in risks(project))


WORKED: dict[str, Callable[[], object]] = {
    "as_of": lambda: max(day(each["period_end"]) for each in rows("month_lock") if day(each["locked_on"]) <= TODAY),
    "clean.bac": lambda: bac(ROBOT),
    "clean.eac": lambda: float(newest(ROBOT, "pm_eac")),
    "clean.over": lambda: own_over(ROBOT),
    "watermelon.bac": lambda: bac(IMAGING),
    "watermelon.cpi": lambda: cpi(IMAGING),
    "watermelon.spi_t": lambda: earned_months(IMAGING)[0] / 10,  # July 2024 to April 2025
    "watermelon.eac": lambda: bac(IMAGING) / cpi(IMAGING),
    "watermelon.eac_pm": lambda: float(newest(IMAGING, "pm_eac")),
    "watermelon.over": lambda: 1 / cpi(IMAGING) - 1,
    "watermelon.detected": lambda: breach(IMAGING, 0.08),
    "watermelon.report_due": lambda: after(breach(IMAGING, 0.08), 8),
    "exception.over": lambda: own_over(RECORD),
    "exception.limit": lambda: float(EXCEPTION["approved_limit"]),
    "exception.until": lambda: day(EXCEPTION["approved_until"]),
    "gate.board": lambda: day(row("gate_review", review_id=f"{ROBOT}/G4")["planned_date"]),
    "gate.papers_due": lambda: papers_due(f"{ROBOT}/G4"),
    "due.report": lambda: after(date(2025, 5, 31), 7),
    "imaging.cost_limit": lambda: bac(IMAGING) * 1.08,
    "imaging.excess": lambda: bac(IMAGING) / cpi(IMAGING) - bac(IMAGING) * 1.08,
    "imaging.finish_es": lambda: finish_by_earned_schedule(IMAGING),
    "imaging.finish_slip": lambda: slip(IMAGING),
    "imaging.tcpi_pm": lambda: (
        (bac(IMAGING) - float(newest(IMAGING, "ev")))
        / (float(newest(IMAGING, "pm_eac")) - float(newest(IMAGING, "ac")))
    ),
    "imaging.eac_atypical": lambda: float(newest(IMAGING, "ac")) + bac(IMAGING) - float(newest(IMAGING, "ev")),
    "imaging.waiting": lambda: working_days(
        day(row("change_request", change_request_id="MF-2025-06")["submitted_on"]), TODAY
    ),
    "imaging.exposure": lambda: exposure(IMAGING),
    "imaging.contingency_left": lambda: (
        float(baseline(IMAGING)["contingency"])
        - sum(float(drawn["amount"]) for drawn in rows("contingency_drawdown", project_id=IMAGING))
    ),
    "imaging.risk_score": lambda: max(int(risk["residual_p"]) * int(risk["residual_i"]) for risk in risks(IMAGING)),
    "record.slip": lambda: slip(RECORD),
    "record.slip_working_days": lambda: working_days(
        day(baseline(RECORD)["finish"]), day(newest(RECORD, "forecast_finish"))
    ),
    "record.growth_original": lambda: (
        float(newest(RECORD, "pm_eac")) / float(rows("project_baseline", project_id=RECORD)[0]["bac"]) - 1
    ),
    "record.slip_original": lambda: (
        (day(newest(RECORD, "forecast_finish")) - day(rows("project_baseline", project_id=RECORD)[0]["finish"])).days
    ),
    "record.utilisation": lambda: utilisation(RECORD),
    "record.benefits": lambda: benefits(RECORD),
    "record.next_report": lambda: after(date(2025, 5, 10), 3),
    "record.cost_to_go": lambda: float(newest(RECORD, "pm_eac")) - float(newest(RECORD, "ac")),
    "robot.npv": lambda: npv(f"{ROBOT}/case", 1, 1),
    "robot.npv_today": lambda: npv(f"{ROBOT}/case", 1 + own_over(ROBOT), benefits(ROBOT)),
    "robot.benefits": lambda: benefits(ROBOT),
    "robot.utilisation": lambda: utilisation(ROBOT),
    "rostering.slip": lambda: slip(ROSTERING),
    "rostering.over": lambda: own_over(ROSTERING),
    "rostering.milestone": lambda: working_days(date(2025, 3, 14), date(2025, 3, 28)),
    "sterile.papers_due": lambda: papers_due("NH-2025-03/G3"),
    "sterile.contingency": lambda: float(
        row("budget_line", project_id="NH-2025-03", category="CONTINGENCY")["revised"]
    ),
    "sterile.risk_review": lambda: day(risks("NH-2025-03")[0]["next_review"]),
    "sterile.report_age": lambda: (TODAY - date(2025, 3, 31)).days,
}
"""How each figure and day follows from the files; limits and days of reports are those of the directives."""


def fact(name: str) -> Any:
    value: Any = FACTS
    for part in name.split("."):
        value = value[part]
    return value


@pytest.mark.parametrize("name", WORKED)
def test_a_fact_of_the_hospital_follows_from_its_files(name: str) -> None:
    worked, said = WORKED[name](), fact(name)

    assert said == (pytest.approx(worked, abs=5e-7) if isinstance(worked, float) else worked)


def test_every_figure_and_day_among_the_facts_is_worked_out() -> None:
    rules = {"cost_red.last_day", "cost_red.first_day"}  # days of a version, which stand in its head

    held = {
        name
        for name, value in (
            (f"{group}.{key}" if isinstance(values, dict) else group, value)
            for group, values in FACTS.items()
            for key, value in (values.items() if isinstance(values, dict) else [("", values)])
        )
        if isinstance(value, int | float | date)
    }

    assert held - rules == set(WORKED)
