"""What registers, bookings and reports say comes out of the recorded rows as printed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from tests.tools.demo_by_hand import benefits, capacity, history, quality, reports, risks
from tests.tools.demo_by_hand import flagged_delivery as delivery
from tests.tools.demo_by_hand.colours import days_late
from tests.tools.demo_by_hand.flags import raised
from tests.tools.demo_by_hand.milestones import milestones
from tests.tools.demo_by_hand.projects import INTERNAL, project, running
from tests.tools.demo_by_hand.reading import NOW, day, of, rows
from tests.tools.demo_by_hand.working_days import working_days

D = date.fromisoformat
STANDARDS = Path(__file__).resolve().parents[3] / "knowledge" / "standards"


def test_one_dependency_comes_36_days_late() -> None:
    assert {row["dependency_id"]: days_late(row, NOW.today) for row in rows("dependency") if day(row["need_by"])
            and days_late(row, NOW.today) > 0} == {"DEP-01": 36}  # fmt: skip
    (service,) = [held for held in milestones(project("P-104")) if held.milestone_id == "P-104-M5"]
    assert service.baseline is not None
    assert service.forecast is not None
    assert working_days(service.baseline, service.forecast) == 5


def test_top_risks_by_score_and_then_by_worth() -> None:
    every = [risk for each in running(person=INTERNAL) for risk in risks.threats(each)]
    top = sorted(every, key=lambda risk: (-risk.score, -risk.emv))[:5]

    assert [(risk.risk_id, risk.score, risk.emv) for risk in top] == [
        ("R-221", 16, 225000),
        ("R-204", 16, 100000),
        ("R-211", 15, 600000),
        ("R-231", 15, 28000),
        ("R-241", 12, 120000),
    ]


@pytest.mark.parametrize(
    ("project_id", "worth", "left"),
    [("P-101", 36000, 60000), ("P-201", 780000, 1200000), ("P-301", 330000, 600000), ("P-401", 270000, 400000)],
)
def test_exposure_against_what_is_left(project_id: str, worth: int, left: int) -> None:
    assert risks.exposure(project(project_id)) == worth
    assert risks.contingency_left(project(project_id)) == left


def test_three_risks_of_the_depot_fleet_have_an_exact_distribution() -> None:
    held = [risk for risk in risks.threats(project("P-401")) if risk.probability]
    chances = {int(total): float(chance) for total, chance in risks.outcomes(held)}

    assert sorted((risk.probability, risk.cost) for risk in held) == [
        (Fraction(1, 10), 800000),
        (Fraction(3, 10), 300000),
        (Fraction(1, 2), 200000),
    ]
    assert chances == {0: 0.315, 200000: 0.315, 300000: 0.135, 500000: 0.135, 800000: 0.035, 1000000: 0.035,
                       1100000: 0.015, 1300000: 0.015}  # fmt: skip
    assert [risks.confident(held, Fraction(n, 100)) for n in (50, 80, 95)] == [200000, 500000, 1000000]
    assert round(sum(chance for total, chance in chances.items() if total > 270000), 3) == 0.37


def test_ten_closed_projects_give_the_reference_class() -> None:
    values = history.overruns()

    assert [round(100 * value) for value in values] == [-5, 2, 8, 12, 15, 22, 30, 41, 55, 90]
    assert [history.quantile(values, Fraction(n, 10)) for n in (5, 8)] == [Fraction(185, 1000), Fraction(438, 1000)]


def test_last_year_brought_82_percent_of_what_was_planned_and_77_verified() -> None:
    cash = benefits.of_year(["P-009", "P-010"], "CASHABLE", D("2025-04-01"), D("2026-03-31"))
    minutes = benefits.of_year(["P-009", "P-010"], "NON_CASHABLE", D("2025-04-01"), D("2026-03-31"))
    planned, actual = benefits.total(cash, "planned"), benefits.total(cash, "actual")
    verified = benefits.total(cash, "actual", verified_only=True)

    assert (planned, actual, verified) == (600000, 492000, 462000)
    assert (actual / planned, verified / planned) == (Fraction(82, 100), Fraction(77, 100))
    assert [benefits.total(minutes, name, verified_only=True) for name in ("planned", "actual")] == [20000, 14000]


def test_18_of_22_projects_have_reported_on_time_since_august() -> None:
    late = {each.project_id: delivery.reported_late(each, "2026-08-01") for each in running(person=INTERNAL)}

    assert {each: periods for each, periods in late.items() if periods} == {
        "P-302": ["2026-08-31", "2026-09-30"],
        "P-303": ["2026-08-31"],
        "P-304": ["2026-08-31"],
        "P-403": ["2026-08-31"],
    }
    assert sum(not periods for periods in late.values()) == 18
    assert [reports.late_by(project(each), D("2026-08-31")) for each in ("P-303", "P-304", "P-403")] == [2, 3, 4]


@pytest.mark.parametrize(
    ("role", "free", "december"), [("solution-architect", 8, Fraction(50, 100)), ("developer", 6, Fraction(60, 100))]
)
def test_headroom_is_the_same_in_every_month_of_the_half_year(role: str, free: int, december: Fraction) -> None:
    used = capacity.utilisation("role_id", "HARD")

    assert {capacity.headroom(role, date(2027, n, 1), "HARD") for n in range(1, 7)} == {free}
    assert used[role, date(2026, 12, 1)] == december


def test_soft_bookings_take_half_an_architect_and_leave_room_for_eight_days() -> None:
    free = [capacity.headroom("solution-architect", date(2027, n, 1), "HARD", "SOFT") for n in range(1, 7)]

    assert free == [Fraction(15, 2)] * 3 + [8] * 3
    assert free[0] * capacity.month_of_one(date(2027, 1, 1)) == 135


def test_the_worst_months_of_roles() -> None:
    used = capacity.utilisation("role_id", "HARD", "SOFT")
    worst = sorted(used, key=lambda key: -used[key])

    assert [(role, f"{month:%Y-%m}", used[role, month]) for role, month in worst[:3]] == [
        ("data-engineer", "2026-12", Fraction(83, 100)),
        ("business-analyst", "2026-11", Fraction(81, 100)),
        ("test-manager", "2027-01", Fraction(78, 100)),
    ]
    assert used[worst[3]] <= Fraction(75, 100)


@pytest.mark.parametrize(("person", "percent"), [(INTERNAL, 40), ("helen.strand", 65), ("daniel.reyes", 73)])
def test_security_engineers_are_as_busy_as_a_viewer_may_know(person: str, percent: int) -> None:
    used = capacity.utilisation("role_id", "HARD", person=person)

    assert {share for (role, _), share in used.items() if role == "security-engineer"} == {Fraction(percent, 100)}


def test_one_architect_is_booked_twice() -> None:
    used = capacity.utilisation("person_id", "HARD", person="daniel.reyes")
    months = [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)]

    assert [used["beatriz.almeida", month] for month in months] == [Fraction(n, 100) for n in (70, 140, 120, 80)]
    assert {person for (person, _), share in used.items() if share > 1} == {"beatriz.almeida"}


def test_the_people_who_decide_sit_where_it_is_printed() -> None:
    seats = {name: {row["board_id"] for row in of("board_member", person_id=name)}
             for name in ("helen.strand", "daniel.reyes")}  # fmt: skip

    assert seats == {"helen.strand": {"BD-EB", "BD-IC"}, "daniel.reyes": {"BD-PB"}}
    assert of("person", person_id="helen.strand")[0]["title"].lower() == "chief financial officer"


def test_data_can_be_relied_on_but_for_one_project() -> None:
    scores = {each.project_id: quality.score(each) for each in running(person=INTERNAL)}

    assert min(scores["P-101"], scores["P-102"]) >= 95
    assert [each for each, score in scores.items() if score < 80] == ["P-302"]
    assert 60 <= scores["P-302"] <= 75
    assert not [each.project_id for each in running() if delivery.finish_in_the_past(each)]


def test_the_worst_records_and_who_is_to_repair_them() -> None:
    whose = {"C1": "pm_id", "A8": "sponsor_id", "D1": "pm_id", "A1": "sponsor_id", "C11": "pm_id", "B9": "pm_id",
             "A2": "sponsor_id"}  # fmt: skip
    found = {(each, project(each).state[role]) for code, role in whose.items() for each in raised(code)}
    found |= {(each, project(each).state["pm_id"]) for each in raised("C8") if delivery.low_uplift(project(each))}
    found |= {(each.project_id, each.state["pm_id"]) for each in running(person=INTERNAL)
              if delivery.reported_late(each, "2026-08-01")}  # fmt: skip

    assert sorted(found) == [
        ("P-205", "farah.siddiqui"),
        ("P-206", "bronwen.price"),
        ("P-302", "dermot.kelly"),
        ("P-303", "nadia.rahimi"),
        ("P-304", "tobias.keller"),
        ("P-305", "adaeze.nwosu"),
        ("P-306", "laurent.dubois"),
        ("P-401", "tom.fairfax"),
        ("P-402", "leila.farouk"),
        ("P-403", "henrik.dahl"),
    ]


def test_one_standard_is_overdue_for_review_and_one_comes_next() -> None:
    due = {}
    for path in STANDARDS.glob("*.md"):
        found = re.search(r"^review_due: (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        if found:
            due[path.stem] = D(found[1])

    assert [name for name, day in due.items() if day < NOW.today] == ["PMO-STD-009-v1.4"]
    ahead = sorted((day, name) for name, day in due.items() if day >= NOW.today)
    assert ahead[0] == (D("2026-12-01"), "PMO-STD-005-v2.1")
    assert {day.year for day, _ in ahead[1:]} == {2027}
    assert ahead[1][0] - NOW.today > timedelta(days=60)
