"""The demo's people and pools as booked: who is overloaded, what is free, and what each viewer sees of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from tools.portfolio.access import identify, visible_projects
from tools.portfolio.calendar import is_working_day
from tools.portfolio.database import Portfolio
from tools.portfolio.tables import TABLES

D = date.fromisoformat
TODAY, UK = D("2026-11-03"), "GB-ENG"
CEILING = Decimal("0.85")
Key = tuple[str, date]


def rows(demo: Portfolio, name: str) -> Sequence[Any]:
    table = TABLES[name]
    with demo.session() as session:
        return session.execute(select(table).order_by(*table.primary_key)).all()


def booked(demo: Portfolio, who: str, by: str, *bookings: str) -> Mapping[Key, Decimal]:
    """Days by role or person and month, of the projects that somebody sees."""
    allocation, month = TABLES["allocation"], TABLES["allocation_month"]
    query = select(allocation, month.c.month, month.c.days).join_from(
        allocation, month, month.c.allocation_id == allocation.c.allocation_id
    )
    found: dict[Key, Decimal] = defaultdict(Decimal)
    with demo.session() as session:
        seen = visible_projects(session, identify(demo, f"{who}@calderwyre.example"), TODAY)
        for row in session.execute(query):
            if row.project_id in seen and row.booking in bookings and getattr(row, by):
                found[getattr(row, by), row.month] += row.days
    return found


def net(demo: Portfolio, table: str, key: str) -> Mapping[Key, Decimal]:
    return {
        (getattr(row, key), row.month): (row.gross_days - row.leave_days) * (1 - row.bau_share)
        for row in rows(demo, table)
    }


def utilisation(demo: Portfolio, who: str, by: str, *bookings: str) -> dict[Key, Decimal]:
    days = booked(demo, who, by, *bookings)
    can = net(demo, "role_capacity" if by == "role_id" else "person_capacity", by)
    return {key: days[key] / can[key] for key in sorted(days)}


def month(text: str) -> date:
    return D(f"{text}-01")


HALF_YEAR = [month(f"2027-0{number}") for number in range(1, 7)]


def working_days(start: date) -> int:
    days = (start.replace(day=number) for number in range(1, 29))
    rest = (date.fromordinal(start.toordinal() + number) for number in range(28, 31))
    return sum(is_working_day(day, UK) for day in [*days, *(day for day in rest if day.month == start.month)])


def test_capacity_follows_the_working_days_of_each_month(demo: Portfolio) -> None:
    held = {(row.role_id, row.month): row for row in rows(demo, "role_capacity")}

    assert [working_days(each) for each in [month("2026-12"), *HALF_YEAR]] == [21, 20, 20, 21, 22, 19, 22]
    for (role, on), row in held.items():
        heads = row.gross_days / working_days(on)
        assert heads == int(heads), role
        assert row.leave_days == row.gross_days / 10
        assert row.bau_share == 0


@pytest.mark.parametrize(
    ("role", "hard", "headroom", "december"),
    [("solution-architect", "9.0", "8.0", "0.50"), ("developer", "11.0", "6.0", "0.60")],
)
def test_pools_of_the_selection_have_their_headroom(
    demo: Portfolio, role: str, hard: str, headroom: str, december: str
) -> None:
    days, can = booked(demo, "sam.viewer", "role_id", "HARD"), net(demo, "role_capacity", "role_id")

    for each in HALF_YEAR:
        fte_month = working_days(each) * Decimal("0.9")
        assert days[role, each] / fte_month == Decimal(hard)
        assert (can[role, each] * CEILING - days[role, each]) / fte_month == Decimal(headroom)
    assert days[role, month("2026-12")] / can[role, month("2026-12")] == Decimal(december)


def test_an_architect_for_eight_days_in_january_is_free(demo: Portfolio) -> None:
    key = ("solution-architect", month("2027-01"))
    hard = booked(demo, "sam.viewer", "role_id", "HARD")[key]
    soft = booked(demo, "sam.viewer", "role_id", "SOFT")[key]
    can = net(demo, "role_capacity", "role_id")[key]

    assert (can, hard, soft) == (360, 162, 9)
    assert can * CEILING - hard - soft == 135


def test_the_only_soft_bookings_are_fresh_and_for_leak_detection(demo: Portfolio) -> None:
    soft = [row for row in rows(demo, "allocation") if row.booking == "SOFT"]
    days = booked(demo, "sam.viewer", "role_id", "SOFT")

    assert [(row.project_id, row.role_id) for row in soft] == [("P-205", "solution-architect")]
    assert (TODAY - soft[0].booked_on).days <= 45
    assert sorted(on for _, on in days) == HALF_YEAR[:3]


def test_the_worst_role_months_are_three_and_all_others_lower(demo: Portfolio) -> None:
    every = utilisation(demo, "sam.viewer", "role_id", "HARD", "SOFT")
    worst = sorted(every.items(), key=lambda each: -each[1])[:3]

    assert worst == [
        (("data-engineer", month("2026-12")), Decimal("0.83")),
        (("business-analyst", month("2026-11")), Decimal("0.81")),
        (("test-manager", month("2027-01")), Decimal("0.78")),
    ]
    assert max(used for key, used in every.items() if key not in dict(worst)) <= Decimal("0.75")


@pytest.mark.parametrize(("who", "used"), [("sam.viewer", "0.40"), ("helen.strand", "0.65"), ("daniel.reyes", "0.73")])
def test_security_engineers_are_booked_as_far_as_the_viewer_may_know(demo: Portfolio, who: str, used: str) -> None:
    every = utilisation(demo, who, "role_id", "HARD")

    assert {share for (role, _), share in every.items() if role == "security-engineer"} == {Decimal(used)}
    closed = {row.role_id for row in rows(demo, "allocation") if row.project_id in ("P-501", "P-502")}
    assert closed == {"security-engineer"}


def test_one_architect_is_booked_twice_and_nobody_else_over_the_ceiling(demo: Portfolio) -> None:
    every = utilisation(demo, "daniel.reyes", "person_id", "HARD", "SOFT")
    over = {key: share for key, share in every.items() if share > CEILING}

    assert over == {
        ("beatriz.almeida", month("2026-12")): Decimal("1.40"),
        ("beatriz.almeida", month("2027-01")): Decimal("1.20"),
    }
    assert every["beatriz.almeida", month("2026-11")] == Decimal("0.70")
    assert every["beatriz.almeida", month("2027-02")] == Decimal("0.80")
    hers = [row for row in rows(demo, "allocation") if row.person_id == "beatriz.almeida"]
    assert {(row.project_id, str(row.booked_on), row.booking, row.key_role) for row in hers} == {
        ("P-104", "2026-06-08", "HARD", True),
        ("P-202", "2026-09-21", "HARD", True),
    }


def test_key_roles_are_filled_by_named_people_who_can_fill_them(demo: Portfolio) -> None:
    can = {(row.person_id, row.role_id) for row in rows(demo, "person_role")}
    key = [row for row in rows(demo, "allocation") if row.key_role]

    assert all(row.person_id and row.booking == "HARD" for row in key)
    assert all((row.person_id, row.role_id) in can for row in rows(demo, "allocation") if row.person_id)
    assert {row.project_id for row in key} == {
        *(f"P-10{number}" for number in (1, 2, 4)),
        *(f"P-20{number}" for number in (1, 2, 3, 4, 6)),
        *(f"P-30{number}" for number in (1, 2, 3, 4, 5, 6)),
        *("P-404", "P-405", "P-501", "P-503"),
    }
    assert [row for row in rows(demo, "vacancy") if row.key_role and not row.filled_on] == []


def test_nobody_is_booked_after_a_project_is_expected_to_end(demo: Portfolio) -> None:
    forecast = {row.project_id: row.forecast_finish for row in rows(demo, "snapshot_month")}  # the newest stays
    project = {row.allocation_id: row.project_id for row in rows(demo, "allocation")}

    for row in rows(demo, "allocation_month"):
        assert row.month <= forecast[project[row.allocation_id]], row.allocation_id
