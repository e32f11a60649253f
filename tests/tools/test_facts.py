"""What is recorded about the demo's projects, and what was known on an earlier day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event, insert, select, update

from tools.facts.project import ProjectFacts, load_projects
from tools.portfolio.access import identify
from tools.portfolio.database import Portfolio, open_engine, open_portfolio
from tools.portfolio.tables import TABLES

D = date.fromisoformat
AS_OF, TODAY = D("2026-10-31"), D("2026-11-03")
DIRECTOR, VIEWER = "daniel.reyes", "sam.viewer"
CLOSED = [f"P-{number:03}" for number in range(1, 11)]
RUNNING = [
    *("P-101", "P-102", "P-103", "P-104"),
    *("P-201", "P-202", "P-203", "P-204", "P-205", "P-206"),
    *("P-301", "P-302", "P-303", "P-304", "P-305", "P-306"),
    *("P-401", "P-402", "P-403", "P-404", "P-405"),
    *("P-501", "P-502", "P-503"),
]


def load(
    portfolio: Portfolio, *ids: str, on: date = TODAY, as_of: date | None = None, viewer: str = DIRECTOR
) -> list[ProjectFacts]:
    as_of = as_of or min(AS_OF, on)
    with portfolio.session() as session:
        asker = identify(portfolio, f"{viewer}@calderwyre.example")
        return load_projects(session, asker, as_of, on, ids or None)


def one(portfolio: Portfolio, project_id: str, on: date = TODAY, as_of: date | None = None) -> ProjectFacts:
    (facts,) = load(portfolio, project_id, on=on, as_of=as_of)
    return facts


# Recorded figures at 2026-10-31, pounds: BAC v0, BAC, baselines, PV, EV, AC, PM EAC, baseline finish, forecast finish.
TRUTH = {
    "P-101": (1000000, 1000000, 1, 900000, 500000, 650000, 1030000, "2026-11-30", "2026-12-07"),
    "P-102": (850000, 850000, 1, 456000, 452000, 455000, 856000, "2027-06-25", "2027-06-30"),
    "P-201": (17600000, 18000000, 2, 9300000, 9000000, 10350000, 20700000, "2028-09-29", "2028-10-23"),
    "P-206": (620000, 620000, 1, 250000, 247000, 248000, 624000, "2027-09-30", "2027-10-05"),
    "P-301": (4600000, 6400000, 4, 4480000, 3840000, 4380000, 7300000, "2027-05-31", "2027-06-25"),
    "P-404": (144000, 144000, 1, 121000, 119000, 121000, 146000, "2026-12-11", "2026-12-16"),
    "P-501": (2300000, 2300000, 1, 570000, 560000, 600000, 2440000, "2027-11-26", "2027-12-01"),
    "P-502": (None, None, 0, None, None, 110000, None, None, "2028-03-31"),
    "P-503": (276000, 276000, 1, 194000, 192000, 194000, 280000, "2027-03-19", "2027-03-24"),
}


@pytest.mark.parametrize(("project_id", "truth"), TRUTH.items(), ids=TRUTH)
def test_the_recorded_figures_are_those_of_the_demo(demo: Portfolio, project_id: str, truth: tuple[Any, ...]) -> None:
    facts = one(demo, project_id)

    newest = facts.snapshot
    assert newest is not None
    assert newest.period_end == AS_OF
    assert truth == (
        facts.original.bac if facts.original else None,
        facts.baseline.bac if facts.baseline else None,
        len(facts.baselines),
        newest.pv,
        newest.ev,
        newest.ac,
        newest.pm_eac,
        facts.baseline.finish.isoformat() if facts.baseline else None,
        facts.forecast_finish.isoformat() if facts.forecast_finish else None,
    )


# Sponsor, manager, stage, last approved report and the colour reported overall.
PEOPLE = {
    "P-101": ("Priya Raman", "Maya Okafor", "DELIVER", "2026-10-31", "G"),
    "P-102": ("Priya Raman", "Maya Okafor", "DELIVER", "2026-10-15", "G"),
    "P-201": ("Ingrid Solheim", "George Adeyemi", "DELIVER", "2026-10-15", "R"),
    "P-206": ("Kwame Mensah", "Bronwen Price", "DELIVER", "2026-09-30", "G"),
    "P-301": ("Stephen Wright", "Elena Petrova", "DELIVER", "2026-10-15", "R"),
    "P-404": ("Rhian Evans", "Aoife Byrne", "DELIVER", "2026-09-30", "G"),
    "P-501": ("Yuki Tanaka", "Victor Lindgren", "DELIVER", "2026-10-15", "A"),
    "P-502": ("Laurent Dubois", "Claire Beaumont", "PLAN", "2026-09-30", "G"),
    "P-503": ("Farah Siddiqui", "Jonas Weber", "DELIVER", "2026-09-30", "G"),
}


@pytest.mark.parametrize(("project_id", "truth"), PEOPLE.items(), ids=PEOPLE)
def test_people_stage_and_last_report_are_those_of_the_demo(
    demo: Portfolio, project_id: str, truth: tuple[str, ...]
) -> None:
    facts = one(demo, project_id)

    report = facts.report
    assert report is not None
    overall = report.colour("OVERALL")
    assert overall is not None
    assert truth == (facts.sponsor, facts.pm, facts.stage, report.period_end.isoformat(), overall.reported)
    assert report.approved_by == facts.sponsor


@pytest.mark.parametrize(
    ("project_id", "period_end", "pv", "ev", "ac", "pm_eac", "version", "locked_on"),
    [
        ("P-101", "2026-08-31", 450000, 215000, 270000, 1000000, 0, "2026-09-03"),
        ("P-201", "2026-05-31", 7400000, 7420000, 8270000, 20100000, 1, "2026-06-03"),
        ("P-301", "2026-07-31", 3640000, 3210000, 3560000, 7100000, 3, "2026-08-05"),
        # Under version 2, approved 2025-12-18: 547 of 851 days of £5.8m.
        ("P-301", "2026-03-31", 3728085, 2360000, 2480000, 6400000, 2, "2026-04-07"),
        # Straight by calendar day: 27 of 272 days of £452k; AC 27 of 58 days of £95k.
        ("P-102", "2026-02-28", 45265, 44868, 44224, 856000, 0, "2026-03-04"),
        ("P-502", "2026-03-31", None, None, 10000, None, None, "2026-04-07"),
    ],
)
def test_earlier_month_ends_are_as_they_were_locked(
    demo: Portfolio,
    project_id: str,
    period_end: str,
    pv: int | None,
    ev: int | None,
    ac: int,
    pm_eac: int | None,
    version: int | None,
    locked_on: str,
) -> None:
    facts = one(demo, project_id)

    (found,) = [each for each in facts.snapshots if each.period_end == D(period_end)]

    assert (found.pv, found.ev, found.ac, found.pm_eac) == (pv, ev, ac, pm_eac)
    assert (found.baseline_version, found.locked_on) == (version, D(locked_on))


def test_the_plan_of_a_baseline_is_cumulative_by_month(demo: Portfolio) -> None:
    plan = one(demo, "P-101").baselines[0].plan

    assert [pv for _, pv in plan] == [100000, 250000, 450000, 700000, 900000, 1000000]
    assert [day.isoformat() for day, _ in plan][-1] == "2026-11-30"


@pytest.mark.parametrize(
    ("on", "stage", "versions", "bac"),
    [
        ("2023-10-18", "DEFINE", 0, None),
        ("2023-10-19", "PLAN", 0, None),  # gate 1
        ("2024-09-18", "PLAN", 0, None),
        ("2024-09-19", "DELIVER", 1, 4600000),
        ("2025-06-18", "DELIVER", 1, 4600000),
        ("2025-06-19", "DELIVER", 2, 5200000),
        ("2026-04-15", "DELIVER", 3, 5800000),
        ("2026-04-16", "DELIVER", 4, 6400000),
    ],
)
def test_state_and_baseline_are_those_of_the_day(
    demo: Portfolio, on: str, stage: str, versions: int, bac: int | None
) -> None:
    facts = one(demo, "P-301", on=D(on))

    assert (facts.stage, len(facts.baselines)) == (stage, versions)
    assert (facts.baseline.bac if facts.baseline else None) == bac


def test_what_was_decided_later_is_still_open_on_an_earlier_day(demo: Portfolio) -> None:
    before, after = one(demo, "P-201", on=D("2026-06-17")), one(demo, "P-201", on=D("2026-06-18"))

    assert [(each.decision, each.approved_limit, each.approver) for each in before.exceptions] == [
        ("PENDING", None, None)
    ]
    assert [(each.decision, each.approved_limit, each.approver) for each in after.exceptions] == [
        ("APPROVED_NEW_LIMIT", Decimal("0.18"), "Investment Committee")
    ]
    assert one(demo, "P-201", on=D("2026-06-07")).exceptions == ()


def test_a_gate_is_pending_until_its_board_has_decided(demo: Portfolio) -> None:
    def decisions(on: str) -> dict[str, str]:
        return {gate.gate: gate.decision for gate in one(demo, "P-101", on=D(on)).gates}

    assert decisions("2026-05-20") == {"G1": "APPROVE", "G2": "APPROVE", "G3": "PENDING"}
    assert decisions("2026-11-03") == {
        "G1": "APPROVE",
        "G2": "APPROVE",
        "G3": "APPROVE_WITH_CONDITIONS",
        "G4": "PENDING",
    }


def test_the_newest_version_of_a_document_counts(demo: Portfolio) -> None:
    def security(on: str) -> tuple[str, str, str | None]:
        facts = one(demo, "P-101", on=D(on))
        (found,) = [each for each in facts.artefacts if each.type == "SECURITY_ASSESSMENT"]
        return found.version, found.status, found.approved_by

    assert security("2026-10-25") == ("1.0", "APPROVED", "Nkechi Adu")
    assert security("2026-10-26") == ("2.0", "IN_REVIEW", None)


def test_versions_are_ordered_by_number_and_keep_their_earlier_approval(demo_copy: str) -> None:
    rows = [
        {"version": "9.0", "status": "APPROVED", "status_on": D("2026-09-01"), "approved_on": D("2026-09-01")},
        {"version": "10.0", "status": "EXPIRED", "status_on": D("2026-10-20"), "approved_on": D("2026-09-20")},
    ]
    key = {"project_id": "P-206", "type": "TEST_REPORT", "created_by": "t", "source_system": "t"}
    write(demo_copy, *(insert(TABLES["artefact"]).values(**key, **row) for row in rows))

    with opened(demo_copy) as portfolio:
        found = {
            on: next(each for each in one(portfolio, "P-206", on=D(on)).artefacts if each.type == "TEST_REPORT")
            for on in ("2026-09-10", "2026-10-01", "2026-10-20")
        }

    assert [(each.version, each.status) for each in found.values()] == [
        ("9.0", "APPROVED"),
        ("10.0", "APPROVED"),
        ("10.0", "EXPIRED"),
    ]


def test_a_milestone_shows_baseline_original_forecast_and_achievement(demo: Portfolio) -> None:
    milestones = {each.name: each for each in one(demo, "P-301").milestones}

    migration = milestones["Trial migration passed"]
    assert (migration.original_date, migration.baseline_date) == (D("2025-12-12"), D("2026-12-18"))
    assert (migration.forecast_date, migration.actual_date, migration.status) == (D("2027-01-05"), None, "IN_PROGRESS")
    ledger = milestones["Core ledger configured"]
    assert (ledger.actual_date, ledger.status) == (D("2026-04-02"), "ACHIEVED")


def test_a_milestone_is_as_it_was_said_on_the_day(demo: Portfolio) -> None:
    def migration(on: str) -> tuple[date | None, date | None]:
        (found,) = [each for each in one(demo, "P-301", on=D(on)).milestones if each.milestone_id == "P-301-M5"]
        return found.baseline_date, found.forecast_date

    assert migration("2024-10-01") == (D("2025-12-12"), D("2025-12-12"))
    assert migration("2026-04-15") == (D("2026-09-30"), D("2026-09-30"))
    assert migration("2026-08-01") == (D("2026-12-18"), D("2026-12-22"))
    assert one(demo, "P-301", on=D("2024-09-01")).milestones == ()


def test_a_milestone_added_by_a_later_baseline_has_no_original_date(demo: Portfolio) -> None:
    (found,) = [each for each in one(demo, "P-301").milestones if each.milestone_id == "P-301-M4"]

    assert (found.original_date, found.baseline_date) == (None, D("2026-09-11"))


def test_the_last_report_is_the_newest_approved_by_the_day(demo: Portfolio) -> None:
    def period(on: str) -> date | None:
        report = one(demo, "P-101", on=D(on)).report
        return report.period_end if report else None

    assert period("2026-11-03") == D("2026-10-31")
    assert period("2026-11-02") == D("2026-10-15")  # submitted, not yet approved
    assert period("2026-06-30") == D("2026-06-15")
    assert period("2026-05-10") is None  # the first one was approved on the 11th


def test_a_report_of_which_the_first_version_was_rejected_shows_the_second(demo: Portfolio) -> None:
    report = one(demo, "P-404", on=D("2026-09-15")).report

    assert report is not None
    assert report.row == "status_report_version/SR-404-2026-08-31/2"


def test_a_superseded_version_counts_while_it_was_the_approved_one(demo_copy: str) -> None:
    table = TABLES["status_report_version"]
    second = {
        "report_id": "SR-206-2026-09-30",
        "version": 2,
        "status": "APPROVED",
        "approved_by_id": "kwame.mensah",
        "approved_on": D("2026-10-28"),
        "created_by": "t",
        "source_system": "t",
    }
    write(
        demo_copy,
        update(table).where(table.c.report_id == second["report_id"]).values(status="SUPERSEDED"),
        insert(table).values(**second),
    )

    with opened(demo_copy) as portfolio:
        rows = [one(portfolio, "P-206", on=D(on)).report for on in ("2026-10-27", "2026-10-28")]

    assert [report.row.partition("/")[2] for report in rows if report] == ["SR-206-2026-09-30/1", "SR-206-2026-09-30/2"]


def test_red_is_reported_with_reason_and_path_to_green(demo: Portfolio) -> None:
    report = one(demo, "P-301").report
    assert report is not None

    cost = report.colour("COST")

    assert cost is not None
    assert (cost.reported, cost.path_to_green_date) == ("R", D("2027-03-31"))
    assert cost.reason
    assert cost.path_to_green
    assert report.colour("QUALITY") is None


def test_an_unlocked_month_is_not_known(demo: Portfolio) -> None:
    facts = one(demo, "P-101", on=D("2026-11-01"), as_of=AS_OF)

    assert facts.snapshot is not None
    assert facts.snapshot.period_end == D("2026-09-30")


def test_only_what_is_asked_for_and_visible_is_loaded(demo: Portfolio) -> None:
    asked = ["P-502", "P-101", "P-999", "P-101"]

    assert [facts.project_id for facts in load(demo, *asked, viewer=VIEWER)] == ["P-101"]
    assert [facts.project_id for facts in load(demo, *asked)] == ["P-101", "P-502"]
    assert [facts.project_id for facts in load(demo)] == CLOSED + RUNNING
    assert [facts.project_id for facts in load(demo) if facts.running] == RUNNING
    visible = [facts.project_id for facts in load(demo, viewer=VIEWER)]
    assert visible == [each for each in CLOSED + RUNNING if each not in ("P-501", "P-502")]
    assert load(demo, "P-999") == []


def test_the_number_of_queries_does_not_grow_with_the_projects(demo: Portfolio) -> None:
    with counted(demo) as for_one:
        load(demo, "P-206")
    with counted(demo) as for_all:
        load(demo)

    assert len(for_one) == len(for_all)
    # One query for each kind of row that a project has; children come with their parents or beside them.
    assert len(for_all) <= 46  # three of them tell who asks


def test_every_row_named_as_a_source_exists(demo: Portfolio) -> None:
    facts = one(demo, "P-301")

    rows = [facts.row, facts.state_row]
    rows += [each.row for each in (*facts.baselines, *facts.snapshots, *facts.milestones, *facts.gates)]
    rows += [each.row for each in (*facts.artefacts, *facts.exceptions)]
    rows += [each.row for each in facts.report.colours] if facts.report else []

    assert len(set(rows)) == len(rows)
    with demo.engine.connect() as connection:
        for row in rows:
            name, *key = row.split("/")
            held = connection.execute(select(*TABLES[name].primary_key.columns))
            assert tuple(key) in {tuple(map(str, values)) for values in held}, row


@contextmanager
def counted(portfolio: Portfolio) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(portfolio.engine, "before_cursor_execute", note)
    yield statements
    event.remove(portfolio.engine, "before_cursor_execute", note)


@contextmanager
def opened(url: str) -> Iterator[Portfolio]:
    portfolio = open_portfolio(url)
    yield portfolio
    portfolio.close()


def write(url: str, *statements: Any) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(statement)
    engine.dispose()


def test_conditions_are_known_from_the_decision_and_open_until_they_are_closed(demo: Portfolio) -> None:
    def standing(day: str) -> list[str]:
        return [each.status for gate in one(demo, "P-101", D(day)).gates for each in gate.conditions]

    assert standing("2026-05-20") == []
    assert standing("2026-05-21") == ["OPEN", "OPEN"]
    assert sorted(standing("2026-06-26")) == ["MET", "OPEN"]
    assert standing("2026-07-10") == ["MET", "MET"]
