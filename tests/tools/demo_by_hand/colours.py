"""Every colour of a project by PMO-STD-003 v5.0 §3, written down from its text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cache

from tests.tools.demo_by_hand import benefits, capacity, changes, reports, risks
from tests.tools.demo_by_hand.earned_schedule import earned_time
from tests.tools.demo_by_hand.earned_value import counts, forecast_cost, growth
from tests.tools.demo_by_hand.milestones import milestones
from tests.tools.demo_by_hand.projects import Project, project
from tests.tools.demo_by_hand.reading import NOW, Day, Row, day, day_or_none, of, on_or_before, rows
from tests.tools.demo_by_hand.working_days import working_days

DIMENSIONS = ("COST", "SCHEDULE", "SCOPE", "BENEFITS", "RESOURCES", "RISK", "QUALITY", "STAKEHOLDER")
MAIN = ("COST", "SCHEDULE", "BENEFITS")
WORSE = "GAR"


@cache
def colours(project_id: str, on: Day = NOW) -> dict[str, str]:
    """All dimensions and OVERALL: G, A, R, NA (does not apply) or NR (not reported)."""
    each = project(project_id, on)
    found = {
        "COST": cost(each), "SCHEDULE": schedule(each), "SCOPE": scope(each), "BENEFITS": benefit(each),
        "RESOURCES": resources(each), "RISK": risk(each),
        "QUALITY": reported(each, "QUALITY"), "STAKEHOLDER": reported(each, "STAKEHOLDER"),
    }  # fmt: skip
    return {**found, "OVERALL": overall(found)}


def worst(found: Iterable[str]) -> str:
    return max((colour for colour in found if colour in WORSE), key=WORSE.index, default="NR")


def above(value: Fraction | int, amber: Fraction | int, red: Fraction | int) -> str:
    """A value on a boundary takes the better colour (§1.3)."""
    return "R" if value > red else "A" if value > amber else "G"


def index(value: Fraction) -> str:
    return "G" if value >= Fraction(95, 100) else "A" if value >= Fraction(90, 100) else "R"


def cost(each: Project) -> str:
    """§3.1: the forecast against the budget, and CPI where it counts."""
    baseline, month = each.baseline, each.newest
    if baseline is None:
        return "NA"
    grown = growth(forecast_cost(month, baseline), baseline.bac)
    if grown is None:
        return "NR"
    found = ["A" if grown < Fraction(-10, 100) else above(grown, Fraction(5, 100), Fraction(10, 100))]
    if counts(month, baseline) and month.ev and month.ac:
        found.append(index(month.ev / month.ac))
    return worst(found)


def schedule(each: Project) -> str:
    """§3.2: the finish, the latest KEY milestone, SPI(t) where it counts, and hard dependencies."""
    baseline, slip = each.baseline, each.slip
    if baseline is None:
        return "NA"
    if slip is None:
        return "NR"
    share = Fraction(slip, baseline.days)
    found = ["G" if slip <= 7 else above(share, Fraction(5, 100), Fraction(10, 100))]
    found += [above(late, 10, 20) for late in key_milestones_late(each)]
    time = earned_time(each)
    if time is not None and counts(each.newest, baseline):
        found.append(index(time.index))
    return worst([*found, "A" if late_dependencies(each) else "G"])


def key_milestones_late(each: Project) -> list[int]:
    """Working days behind the baseline of each open KEY milestone; on hold its forecast stands still."""
    found = []
    for held in milestones(each):
        if held.kind == "KEY" and held.is_open and held.baseline and held.expected:
            due = held.expected if each.on_hold else max(held.expected, each.on.today)
            found.append(working_days(held.baseline, due))
    return found


def late_dependencies(each: Project) -> list[Row]:
    """Hard ones, provided or awaited, that are promised or forecast later than needed (PMO-STD-006 §5.2)."""
    sides = ("provider_id", "consumer_id")
    return [row for row in rows("dependency")
            if each.project_id in (row[side] for side in sides) and row["type"] == "HARD"
            and on_or_before(row["raised_on"], each.on.today) and not on_or_before(row["delivered_on"], each.on.today)
            and days_late(row, each.on.today) > 0]  # fmt: skip


def days_late(row: Row, today: date) -> int:
    """Days by which the later of promise and forecast is after the need."""
    said = [entry for entry in of("milestone_progress", milestone_id=row["milestone_id"])
            if row["milestone_id"] and day(entry["as_of"]) <= today]  # fmt: skip
    coming = [day_or_none(row["promised_date"]), day_or_none(row["forecast_date"])]
    coming += [day_or_none(said[-1]["forecast_date"])] if said else []
    return (max(date_ for date_ in coming if date_) - day(row["need_by"])).days


def scope(each: Project) -> str:
    """§3.3: work without approval, or a request that waits for more than 15 working days."""
    asked, today = changes.requests(each), each.on.today
    if each.baseline is None and not asked:
        return "NA"
    if any(on_or_before(row["work_started_on"], today) and not changes.is_approved(row, today)
           and row["emergency"] != "yes" for row in asked):  # fmt: skip
        return "R"
    waiting = [row for row in asked if changes.is_waiting(row, today)]
    return "A" if any(changes.waited(row, today) > 15 for row in waiting) else "G"


def benefit(each: Project) -> str:
    """§3.4: realised and forecast against the plan."""
    rates = [benefits.forecast_rate(held, each.on.today) for held in benefits.measures(each)]
    found = ["G" if rate >= Fraction(95, 100) else "A" if rate >= Fraction(85, 100) else "R"
             for rate in rates if rate is not None]  # fmt: skip
    return worst(found) if found else "NA"


def resources(each: Project) -> str:
    """§3.5: the worst month of the pools and people it has booked hard, and key roles without a holder."""
    months, found = set(capacity.months_ahead(each.on, 6)), []
    for booking in capacity.bookings("daniel.reyes", each.on):
        if booking["project_id"] == each.project_id and booking["booking"] == "HARD":
            own = {day(row["month"]) for row in of("allocation_month", allocation_id=booking["allocation_id"])}
            for by in ("role_id", "person_id"):
                used = capacity.utilisation(by, "HARD", person="daniel.reyes", on=each.on)
                found += [above(used[booking[by], month], 1, Fraction(115, 100))
                          for month in own & months if (booking[by], month) in used]  # fmt: skip
    return worst([*found, *(above(days, 30, 60) for days in key_vacancies(each))])


def key_vacancies(each: Project) -> list[int]:
    """Days for which key roles have been needed and empty."""
    return [
        (each.on.today - max(day(row["since"]), day_or_none(row["needed_from"]) or date.min)).days
        for row in of("vacancy", project_id=each.project_id, key_role="yes")
        if on_or_before(row["since"], each.on.today) and not on_or_before(row["filled_on"], each.on.today)
    ]


def risk(each: Project) -> str:
    """§3.6: the highest residual score, and the exposure against the contingency left."""
    held = risks.threats(each)
    if not of("risk", project_id=each.project_id):
        return "NR"
    found = ["G"]
    for threat in held:
        is_answered = bool(threat.state["accepted_by_id"])
        found.append("R" if threat.score >= 20 and not is_answered else "A" if threat.score >= 15 else "G")
    money, left = risks.exposure(each), risks.contingency_left(each)
    if money:
        found.append("R" if left <= 0 else above(money / left, Fraction(75, 100), 1))
    return worst(found)


def reported(each: Project, dimension: str) -> str:
    """Quality and stakeholders do not apply unless the newest report gives them a colour (§3.7)."""
    report = reports.newest(each)
    row = report.colours.get(dimension) if report else None
    return row["reported"] if row and row["reported"] in WORSE else "NA"


def overall(found: dict[str, str]) -> str:
    """§3.7: the worst of cost, schedule and benefits, raised to Amber by the others."""
    main = [found[name] for name in MAIN if found[name] in WORSE]
    others = [colour for name, colour in found.items() if name not in MAIN and colour in WORSE]
    if not main and not others:
        return "NR"
    raised = others.count("A") >= 2 or "R" in others or "NR" in (found["COST"], found["SCHEDULE"])
    return worst([*(main or ["G"]), "A" if raised else "G"])
