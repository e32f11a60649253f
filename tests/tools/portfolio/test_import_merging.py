"""A workbook is merged with the rows by key: all of it, or nothing."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.tools.portfolio.orchard import AT, BY, D, M, book, rows_of
from tools.portfolio.auditing import verify
from tools.portfolio.database import info, reading, writing
from tools.portfolio.errors import DatabaseOutdated, DataInvalid
from tools.portfolio.importing.planning import Plan
from tools.portfolio.importing.running import import_files, plan_import
from tools.portfolio.tables import TABLES

AUDIT = ("created_by", "source_system", "updated_by", "updated_at", "row_version", "is_void", "void_reason")


def bring_in(url: str, *files: Path) -> Plan:
    return import_files(url, files, BY)


def counts(plan: Plan) -> dict[str, tuple[int, int, int, int]]:
    return {each.table: (each.new, each.changed, each.removed, each.same) for each in plan.tables}


def test_new_rows_are_written_changed_ones_updated_and_equal_ones_left_alone(orchard: str, tmp_path: Path) -> None:
    file = book(
        tmp_path / "b.xlsx",
        portfolio=[("portfolio_id", "name"), ("PF-A", "Apples"), ("PF-B", "Quinces"), ("PF-C", "Plums")],
    )

    plan = bring_in(orchard, file)

    assert counts(plan) == {"portfolio": (1, 1, 0, 1)}
    assert plan.tables[0].changes == ("PF-B: name Pears → Quinces",)
    assert rows_of(orchard, "portfolio", "portfolio_id", "name", *AUDIT) == [
        ("PF-A", "Apples", "a test", "test", None, None, 1, False, None),
        ("PF-B", "Quinces", "a test", "test", "anna@orchard.example", AT, 2, False, None),
        ("PF-C", "Plums", "anna@orchard.example", "import of b.xlsx", None, None, 1, False, None),
    ]


def test_a_second_run_has_nothing_to_do_and_writes_nothing(orchard: str, tmp_path: Path) -> None:
    file = book(tmp_path / "b.xlsx", portfolio=[("portfolio_id", "name"), ("PF-B", "Quinces"), ("PF-C", "Plums")])
    bring_in(orchard, file)
    before = info(orchard).tables

    plan = bring_in(orchard, file)

    assert not plan.writes
    assert info(orchard).tables == before
    assert rows_of(orchard, "portfolio", "portfolio_id", "row_version") == [("PF-A", 1), ("PF-B", 2), ("PF-C", 1)]


def test_a_dry_run_shows_the_same_plan_and_writes_nothing(orchard: str, tmp_path: Path) -> None:
    file = book(tmp_path / "b.xlsx", portfolio=[("portfolio_id", "name"), ("PF-B", "Quinces"), ("PF-C", "Plums")])
    before = info(orchard).tables

    planned = plan_import(orchard, [file])

    assert info(orchard).tables == before
    assert rows_of(orchard, "portfolio", "name") == [("Apples",), ("Pears",)]
    assert bring_in(orchard, file) == planned


def test_a_blank_cell_empties_a_field_and_a_column_that_is_absent_keeps_it(orchard: str, tmp_path: Path) -> None:
    file = book(tmp_path / "b.xlsx", project=[("project_id", "wlc"), ("P-1", None), ("P-2", 2000)])

    plan = bring_in(orchard, file)

    assert plan.tables[0].changes == ("P-1: wlc 1000.50 → empty", "P-2: wlc 1000.50 → 2000.00")
    assert rows_of(orchard, "project", "project_id", "name", "wlc", "description") == [
        ("P-1", "Press", None, "A press"),
        ("P-2", "Cellar", Decimal(2000), "A press"),
        ("P-3", "Hedge", Decimal("1000.50"), "A press"),
    ]


def test_columns_rows_and_sheets_may_stand_in_any_order(orchard: str, tmp_path: Path) -> None:
    file = book(
        tmp_path / "b.xlsx",
        risk_action=[
            ("status", "action", "risk_id", "action_id"),
            (None, None, None, None),
            ("OPEN", "Cover", "R-9", "A-9"),
        ],
        risk=[
            ("is_opportunity", "risk_id", "project_id", "title", "category", "raised_on"),
            ("no", "R-9", "P-9", "Hail", "SCHEDULE", M("2026-03-01")),
        ],
        project=[
            ("mandate_type", "delivery_class", "type", "portfolio_id", "name", "project_id"),
            ("NONE", "C", "CHANGE", "PF-B", "Żółw 水道 “Straße”", "P-9"),
        ],
    )

    bring_in(orchard, file)

    assert ("P-9", "Żółw 水道 “Straße”") in rows_of(orchard, "project", "project_id", "name")
    assert ("A-9", "R-9") in rows_of(orchard, "risk_action", "action_id", "risk_id")


def test_an_open_state_is_closed_by_the_one_that_a_file_brings(orchard: str, tmp_path: Path) -> None:
    header = ("project_id", "valid_from", "valid_to", "stage", "run_state", "classification")
    file = book(
        tmp_path / "b.xlsx",
        project_state=[header, ("P-1", D("2026-06-01"), None, "DELIVER", "ACTIVE", "INTERNAL")],
    )

    plan = bring_in(orchard, file)

    assert counts(plan) == {"project_state": (1, 1, 0, 0)}
    assert rows_of(orchard, "project_state", "project_id", "valid_from", "valid_to") == [
        ("P-1", D("2026-01-01"), D("2026-05-31")),
        ("P-1", D("2026-06-01"), None),
        ("P-3", D("2026-01-01"), None),
    ]
    assert not bring_in(orchard, file).writes


def test_what_one_row_alone_may_have_can_change_places(orchard: str, tmp_path: Path) -> None:
    file = book(
        tmp_path / "b.xlsx",
        person=[("person_id", "email"), ("anna", "ben@orchard.example"), ("ben", "anna@orchard.example")],
    )

    bring_in(orchard, file)

    assert rows_of(orchard, "person", "person_id", "email") == [
        ("anna", "ben@orchard.example"),
        ("ben", "anna@orchard.example"),
    ]


def test_boards_can_change_their_names_with_each_other(orchard: str, tmp_path: Path) -> None:
    header = ("board_id", "name")
    bring_in(orchard, book(tmp_path / "a.xlsx", board=[header, ("B1", "One"), ("B2", "Two")]))

    bring_in(orchard, book(tmp_path / "b.xlsx", board=[header, ("B1", "Two"), ("B2", "One")]))

    assert rows_of(orchard, "board", "board_id", "name") == [("B1", "Two"), ("B2", "One")]


def test_a_programme_moves_to_another_portfolio_with_its_projects(orchard: str, tmp_path: Path) -> None:
    bring_in(orchard, book(tmp_path / "a.xlsx", project=[("project_id", "programme_id"), ("P-1", "PG-1")]))
    file = book(
        tmp_path / "b.xlsx",
        programme=[("programme_id", "portfolio_id"), ("PG-1", "PF-B")],
        project=[("project_id", "portfolio_id", "programme_id"), ("P-1", "PF-B", "PG-1")],
    )

    bring_in(orchard, file)

    assert rows_of(orchard, "programme", "programme_id", "portfolio_id") == [("PG-1", "PF-B")]
    assert rows_of(orchard, "project", "project_id", "portfolio_id", "programme_id")[0] == ("P-1", "PF-B", "PG-1")


def test_objectives_may_name_each_other_as_successors_in_any_order(orchard: str, tmp_path: Path) -> None:
    period = [("period_id", "name", "start_date", "end_date", "status"),
              ("S", "Strategy", D("2026-01-01"), D("2028-12-31"), "ACTIVE")]  # fmt: skip
    header = ("objective_id", "period_id", "title", "delivered_by_bau", "successor_id")
    first = [header, ("O1", "S", "One", "no", "O2"), ("O2", "S", "Two", "no", None)]
    bring_in(orchard, book(tmp_path / "a.xlsx", planning_period=period, strategic_objective=first))

    then = [header, ("O2", "S", "Two", "no", "O3"), ("O3", "S", "Three", "no", "O4"), ("O4", "S", "Four", "no", None)]
    bring_in(orchard, book(tmp_path / "b.xlsx", strategic_objective=then))

    assert rows_of(orchard, "strategic_objective", "objective_id", "successor_id") == [
        ("O1", "O2"), ("O2", "O3"), ("O3", "O4"), ("O4", None)]  # fmt: skip


def test_a_grant_is_told_apart_by_its_columns_also_where_they_are_empty(orchard: str, tmp_path: Path) -> None:
    header = ("person_id", "scope_type", "portfolio_id", "programme_id", "project_id", "access_role",
              "max_classification", "valid_from", "valid_to")  # fmt: skip
    everything = ("anna", "ALL", None, None, None, "EXEC", "CONFIDENTIAL", D("2026-01-01"))
    one = ("anna", "PROJECT", None, None, "P-1", "PM", "INTERNAL", D("2026-01-01"))
    bring_in(orchard, book(tmp_path / "a.xlsx", access_grant=[header, (*everything, None), (*one, None)]))

    plan = bring_in(
        orchard, book(tmp_path / "b.xlsx", access_grant=[header, (*everything, D("2026-12-31")), (*one, None)])
    )

    assert counts(plan) == {"access_grant": (0, 1, 0, 1)}
    assert rows_of(orchard, "access_grant", "scope_type", "valid_to") == [
        ("ALL", D("2026-12-31")),
        ("PROJECT", None),
    ]


def test_a_row_that_was_taken_out_comes_back(orchard: str, tmp_path: Path) -> None:
    with writing(orchard) as connection:
        gone = {"is_void": True, "void_reason": "a mistake"}
        connection.execute(update(TABLES["risk_action"]).values(gone))
    header = ("action_id", "risk_id", "action", "owner_id", "status")
    file = book(tmp_path / "b.xlsx", risk_action=[header, ("A-1", "R-1", "Heat", "ben", "OPEN")])

    plan = bring_in(orchard, file)

    assert plan.tables[0].revived == 1
    assert rows_of(orchard, "risk_action", "action_id", "is_void", "void_reason", "row_version") == [
        ("A-1", False, None, 2)
    ]


def test_several_files_are_one_import(orchard: str, tmp_path: Path) -> None:
    portfolio = book(tmp_path / "a.xlsx", portfolio=[("portfolio_id", "name"), ("PF-C", "Plums")])
    programme = tmp_path / "programme.csv"
    programme.write_text("programme_id,portfolio_id,name\nPG-9,PF-C,Jam\n", "utf-8")

    bring_in(orchard, programme, portfolio)

    assert ("PG-9", "PF-C") in rows_of(orchard, "programme", "programme_id", "portfolio_id")


def test_one_bad_row_keeps_everything_out(orchard: str, tmp_path: Path) -> None:
    before = info(orchard).tables
    file = book(
        tmp_path / "b.xlsx",
        portfolio=[("portfolio_id", "name"), ("PF-C", "Plums")],
        risk=[("risk_id", "raised_on"), ("R-1", "yesterday")],
    )

    with pytest.raises(DataInvalid):
        bring_in(orchard, file)

    assert info(orchard).tables == before


def test_anchors_are_drawn_over_baselines_that_are_recorded_already(orchard: str, tmp_path: Path) -> None:
    baseline = tmp_path / "first"
    baseline.mkdir()
    (baseline / "project_baseline.csv").write_text(
        "project_id,version,approved_on,start,finish,bac\nP-1,0,2026-02-01,2026-02-02,2026-04-15,100000\n", "utf-8"
    )
    (baseline / "baseline_anchor.csv").write_text(
        "project_id,version,date,pv\nP-1,0,2026-02-01,0\nP-1,0,2026-04-15,100000\n", "utf-8"
    )
    bring_in(orchard, baseline)
    anchors = tmp_path / "snapshot_anchor.csv"
    anchors.write_text(
        "project_id,date,ev,ac,pm_eac,forecast_finish,reason\nP-1,2026-02-01,0,0,,,\nP-1,2026-02-28,500,600,,,\n",
        "utf-8",
    )

    bring_in(orchard, anchors)

    assert rows_of(orchard, "snapshot_month", "period_end", "baseline_version", "pv_cum", "ev_cum") == [
        (D("2026-02-28"), 0, Decimal(36986), Decimal(500))
    ]


def test_months_that_were_locked_stay_so_where_no_locks_are_given(orchard: str, tmp_path: Path) -> None:
    header = ("project_id", "period_end", "ev_cum", "ac_cum", "locked_on")
    bring_in(
        orchard,
        book(tmp_path / "a.xlsx", snapshot_month=[header, ("P-1", D("2026-02-28"), 400, 500, D("2026-03-03"))]),
    )
    anchors = tmp_path / "snapshot_anchor.csv"
    anchors.write_text("project_id,date,ev,ac\nP-1,2026-02-01,0,0\nP-1,2026-02-28,500,600\n", "utf-8")

    bring_in(orchard, anchors)

    assert rows_of(orchard, "snapshot_month", "ev_cum", "locked_on") == [(Decimal(500), D("2026-03-03"))]


def test_the_audit_holds_what_was_and_what_is(orchard: str, tmp_path: Path) -> None:
    file = book(tmp_path / "b.xlsx", portfolio=[("portfolio_id", "name"), ("PF-B", "Quinces"), ("PF-C", "Plums")])

    import_files(orchard, [file], BY)

    names = ("event_number", "action", "entity", "before", "after", "actor", "channel", "request_id")
    told = [
        (*row[1:3], *(json.loads(each) if each else None for each in row[3:5]), *row[5:])
        for row in rows_of(orchard, "audit_event", *names)
    ]
    who = ("anna@orchard.example", "IMPORT", "01J")
    assert told == [
        ("import", None, None, {"files": ["b.xlsx"], "rows": {"portfolio": {"changed": 1, "new": 1}}}, *who),
        ("portfolio.update", "portfolio/PF-B", {"name": "Pears"}, {"name": "Quinces"}, *who),
        ("portfolio.add", "portfolio/PF-C", None, {"name": "Plums", "portfolio_id": "PF-C"}, *who),
    ]
    with reading(orchard) as connection:
        assert verify(connection) == ()
    assert rows_of(orchard, "audit_seal", "first_event", "last_event") == [(1, 3)]


def test_many_new_rows_of_a_table_are_told_together(orchard: str, tmp_path: Path) -> None:
    rows = [(f"PF-{n:03}", f"Tree {n}") for n in range(51)]

    bring_in(orchard, book(tmp_path / "b.xlsx", portfolio=[("portfolio_id", "name"), *rows]))

    assert [row[1:] for row in rows_of(orchard, "audit_event", "event_number", "action", "after")][1:] == [
        ("portfolio.add", '{"rows":51}')
    ]


def test_an_import_that_does_nothing_leaves_no_event(orchard: str, tmp_path: Path) -> None:
    bring_in(orchard, book(tmp_path / "b.xlsx", portfolio=[("portfolio_id", "name"), ("PF-A", "Apples")]))

    assert rows_of(orchard, "audit_event", "action") == []


def test_a_database_without_tables_says_what_to_do(tmp_path: Path) -> None:
    file = book(tmp_path / "b.xlsx", portfolio=[("portfolio_id", "name")])

    with pytest.raises(DatabaseOutdated, match="pmo db upgrade"):
        bring_in(f"sqlite:///{tmp_path / 'none.db'}", file)
