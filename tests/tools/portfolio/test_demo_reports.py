"""The demo's status reports as recorded: complete, on time but for a few, and in words of their own."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select

from tools.facts.project import ProjectFacts, load_projects
from tools.portfolio.access import identify
from tools.portfolio.calendar import working_days_between
from tools.portfolio.database import Portfolio
from tools.portfolio.phasing import month_end
from tools.portfolio.tables import TABLES

D = date.fromisoformat
AS_OF, TODAY, UK = D("2026-10-31"), D("2026-11-03"), "GB-ENG"
FIRST = D("2026-04-30")
LOCAL_CYCLE_SINCE = D("2026-05-01")
"""From here on the digital portfolio reports every fortnight."""
LATE = {("P-303", "2026-08-31"): 7, ("P-304", "2026-08-31"): 8, ("P-403", "2026-08-31"): 9}
"""Working days from the end of the period to the report."""
EARLY = {("P-101", "2026-10-31")}


def rows(demo: Portfolio, name: str) -> Sequence[Any]:
    table = TABLES[name]
    with demo.session() as session:
        return session.execute(select(table).order_by(*table.primary_key)).all()


def project_of(report_id: str) -> str:
    return f"P-{report_id[3:6]}"


def period_of(report_id: str) -> date:
    return D(report_id[7:])


@pytest.fixture(scope="module")
def projects(demo: Portfolio) -> dict[str, ProjectFacts]:
    with demo.session() as session:
        every = load_projects(session, identify(demo, "daniel.reyes@calderwyre.example"), AS_OF, TODAY)
    return {facts.project_id: facts for facts in every if facts.running}


@pytest.fixture(scope="module")
def approved(demo: Portfolio) -> list[Any]:
    return [row for row in rows(demo, "status_report_version") if row.status == "APPROVED"]


@pytest.fixture(scope="module")
def overall(demo: Portfolio) -> dict[str, dict[date, str]]:
    """The overall colour that each project reported, by period."""
    found: dict[str, dict[date, str]] = defaultdict(dict)
    for row in rows(demo, "rag_assessment"):
        if row.dimension == "OVERALL":
            found[project_of(row.report_id)][period_of(row.report_id)] = row.reported
    return dict(found)


def periods_of(facts: ProjectFacts, colours: dict[date, str], begins: date) -> set[date]:
    """Every period on which the project owed a report before the October ones were due."""
    owed: set[date] = set()
    for month in (4, 5, 6, 7, 8, 9, 10):
        middle, end = date(2026, month, 15), month_end(date(2026, month, 1))
        red = [colours[day] == "R" for day in sorted(colours) if day < middle][-1:] == [True]
        if red or (facts.portfolio_id == "PF-DIG" and middle >= LOCAL_CYCLE_SINCE):
            owed.add(middle)
        if month < 10:
            owed.add(end)
    return {day for day in owed if max(begins, FIRST) <= day}


def test_every_project_reported_on_every_period_but_one(
    demo: Portfolio, projects: dict[str, ProjectFacts], overall: dict[str, dict[date, str]]
) -> None:
    planned = {row.project_id: row.valid_from for row in rows(demo, "project_state")[::-1] if row.stage == "PLAN"}
    missing, extra = set(), set()
    for each, facts in projects.items():
        owed = periods_of(facts, overall[each], planned[each])
        missing |= {(each, str(day)) for day in owed - set(overall[each])}
        extra |= {(each, str(day)) for day in set(overall[each]) - owed}

    assert missing == {("P-302", "2026-08-31"), ("P-302", "2026-09-30")}
    assert extra == EARLY


def test_reports_came_in_five_working_days_but_for_three_and_were_approved_in_three(approved: list[Any]) -> None:
    taken = {
        (project_of(row.report_id), str(period_of(row.report_id))): working_days_between(
            period_of(row.report_id), row.submitted_on, UK
        )
        for row in approved
    }

    assert {key: days for key, days in taken.items() if days > 5} == LATE
    assert min(taken.values()) > 0
    assert all(0 < working_days_between(row.submitted_on, row.approved_on, UK) <= 3 for row in approved)


def test_reports_are_written_by_the_manager_and_approved_by_the_sponsor(
    approved: list[Any], projects: dict[str, ProjectFacts]
) -> None:
    for row in approved:
        facts = projects[project_of(row.report_id)]
        assert (row.author_id, row.approved_by_id) == (facts.pm_id, facts.sponsor_id), row.report_id


def test_the_newest_reports_say_what_the_truth_table_says(overall: dict[str, dict[date, str]]) -> None:
    newest = {each: (str(max(colours)), colours[max(colours)]) for each, colours in overall.items()}

    assert Counter(colour for each, (_, colour) in newest.items() if each < "P-501" or each == "P-503") == {
        "R": 2,
        "A": 7,
        "G": 13,
    }
    assert newest["P-101"] == ("2026-10-31", "G")
    assert newest["P-201"] == newest["P-301"] == ("2026-10-15", "R")
    assert newest["P-302"] == ("2026-07-31", "A")
    assert newest["P-401"] == newest["P-202"] == ("2026-09-30", "A")
    assert newest["P-104"] == newest["P-501"] == ("2026-10-15", "A")


def test_a_colour_other_than_green_has_a_reason_and_red_a_path(demo: Portfolio) -> None:
    worse = [row for row in rows(demo, "rag_assessment") if row.reported in ("A", "R")]

    assert all(row.reason for row in worse)
    assert all(row.path_to_green and row.path_to_green_date for row in worse if row.reported == "R")
    assert {(row.report_id[3:6], row.reported) for row in worse if row.dimension == "STAKEHOLDER"} == {("401", "A")}
    assert {row.report_id[3:6] for row in worse if row.dimension == "RESOURCES"} == {"104", "202"}


def test_a_fourth_red_report_in_a_row_was_escalated_with_a_day(
    demo: Portfolio, overall: dict[str, dict[date, str]]
) -> None:
    told = {
        (project_of(row.report_id), period_of(row.report_id)): row.escalated_on
        for row in rows(demo, "rag_assessment")
        if row.dimension == "OVERALL"
    }
    for each, colours in overall.items():
        in_a_row = 0
        for day in sorted(colours):
            in_a_row = in_a_row + 1 if colours[day] == "R" else 0
            assert (told[each, day] is not None) is (in_a_row > 3), (each, day)
    assert {told["P-301", D("2026-10-15")], told["P-201", D("2026-10-15")]} == {D("2026-09-17"), D("2026-07-16")}


def test_overrides_are_one_step_to_green_with_the_sponsors_word(demo: Portfolio) -> None:
    overridden = [row for row in rows(demo, "rag_assessment") if row.override_reason]

    assert [(row.report_id, row.dimension, row.reported, row.override_approved_by_id) for row in overridden] == [
        ("SR-301-2026-06-30", "SCHEDULE", "G", "stephen.wright"),
        ("SR-301-2026-07-31", "SCHEDULE", "G", "stephen.wright"),
    ]


def test_every_movement_of_the_forecast_was_explained(approved: list[Any], projects: dict[str, ProjectFacts]) -> None:
    explained = {(project_of(row.report_id), period_of(row.report_id)): row.variance for row in approved}
    moved = 0
    for each, facts in projects.items():
        then = {
            day: next(snapshot for snapshot in reversed(facts.snapshots) if snapshot.period_end <= day)
            for project, day in sorted(explained)
            if project == each and facts.snapshots[0].period_end <= day
        }
        for (_, before), (day, after) in pairwise(then.items()):
            if (before.pm_eac, before.forecast_finish) != (after.pm_eac, after.forecast_finish):
                moved += 1
                assert explained[each, day], (each, day)
    assert moved > 30


def test_the_two_newest_reports_of_a_project_are_told_in_full(approved: list[Any]) -> None:
    by_project = defaultdict(list)
    for row in approved:
        by_project[project_of(row.report_id)].append(row)
    for reports in by_project.values():
        newest = sorted(reports, key=lambda row: period_of(row.report_id))[-2:]
        assert all(row.headline and row.variance and row.done and row.ahead for row in newest)
        assert all(row.headline.count(".") >= 2 and len(row.headline.split()) <= 60 for row in newest)
    assert all(row.headline for row in approved)


def test_no_headline_is_written_twice_and_no_word_of_filling_is_used(approved: list[Any]) -> None:
    said = Counter(row.headline for row in approved)
    text = " ".join(f"{row.headline} {row.variance} {row.done} {row.ahead}" for row in approved).lower()

    assert max(said.values()) == 1
    assert not [word for word in ("significant", "good progress", "slight", "lorem", "assistant") if word in text]


def test_the_office_read_a_fifth_of_each_periods_reports(approved: list[Any]) -> None:
    by_period = defaultdict(list)
    for row in approved:
        by_period[period_of(row.report_id)].append(row)
    for day, reports in by_period.items():
        read = [row for row in reports if row.pmo_qa_by_id]
        assert len(read) >= math.ceil(len(reports) / 5) or day == AS_OF, day
        assert all(row.approved_on <= row.pmo_qa_on <= TODAY for row in read)
