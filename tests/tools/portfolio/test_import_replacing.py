"""``--replace`` takes out what the files do not hold, once somebody has seen it and agreed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from tests.tools.portfolio.orchard import AT, BY, book, rows_of
from tools.portfolio.database import info, reading, writing
from tools.portfolio.errors import DataInvalid, RemovalsUnconfirmed, UnknownScope
from tools.portfolio.importing.planning import Plan
from tools.portfolio.importing.running import import_files, plan_import
from tools.portfolio.tables import TABLES

RISKS = ("risk_id", "project_id", "title", "category", "is_opportunity", "raised_on")


def replaced(url: str, file: Path, *scopes: str) -> Plan:
    return import_files(url, [file], BY, replace=scopes, may_remove=lambda plan: True)


def live(url: str, table: str, name: str) -> list[Any]:
    return [row[0] for row in rows_of(url, table, name, "is_void") if not row[1]]


def removed(plan: Plan) -> dict[str, tuple[str, ...]]:
    return {each.table: each.removals for each in plan.tables if each.removed}


def test_rows_of_a_table_that_the_file_does_not_hold_are_taken_out_and_kept(orchard: str, tmp_path: Path) -> None:
    plan = replaced(orchard, book(tmp_path / "b.xlsx", risk=[("risk_id",), ("R-1",), ("R-3",)]), "risk")

    assert removed(plan) == {"risk": ("R-2",)}
    assert rows_of(orchard, "risk", "risk_id", "is_void", "void_reason", "row_version", "updated_by") == [
        ("R-1", False, None, 1, None),
        ("R-2", True, "not in the file that was imported in its place", 2, "anna@orchard.example"),
        ("R-3", False, None, 1, None),
    ]


def test_what_cannot_stand_without_a_removed_row_goes_with_it(orchard: str, tmp_path: Path) -> None:
    plan = replaced(orchard, book(tmp_path / "b.xlsx", risk=[("risk_id",), ("R-2",), ("R-3",)]), "risk")

    assert removed(plan) == {"risk": ("R-1",), "risk_action": ("A-1",)}
    assert live(orchard, "risk_action", "action_id") == []


def test_without_agreement_nothing_is_written(orchard: str, tmp_path: Path) -> None:
    file = book(tmp_path / "b.xlsx", risk=[("risk_id", "title"), ("R-1", "Hail")])
    before = info(orchard).tables

    with pytest.raises(RemovalsUnconfirmed, match=r"would remove 2 rows\. Look at them with --dry-run"):
        import_files(orchard, [file], BY, replace=["risk"])

    assert info(orchard).tables == before
    assert live(orchard, "risk", "title") == ["Frost"] * 3


def test_agreement_is_to_the_plan_that_was_shown(orchard: str, tmp_path: Path) -> None:
    file = book(tmp_path / "b.xlsx", risk=[("risk_id",), ("R-1",)])
    shown = plan_import(orchard, [file], replace=["risk"])
    with writing(orchard) as connection:  # somebody adds a risk in the meantime
        columns = ("created_by", "source_system", *RISKS)
        values = ("a", "b", "R-4", "P-1", "Flood", "SAFETY", False, AT.date())
        connection.execute(insert(TABLES["risk"]), dict(zip(columns, values, strict=True)))

    with pytest.raises(RemovalsUnconfirmed):
        import_files(orchard, [file], BY, replace=["risk"], may_remove=lambda plan: plan == shown)


def test_a_portfolio_is_replaced_without_touching_the_others(orchard: str, tmp_path: Path) -> None:
    file = book(
        tmp_path / "b.xlsx",
        project=[("project_id",), ("P-1",)],
        risk=[RISKS, ("R-9", "P-1", "Hail", "SCHEDULE", "no", AT.date())],
    )

    plan = replaced(orchard, file, "PF-A")

    assert removed(plan) == {"project": ("P-2",), "risk": ("R-1", "R-2"), "risk_action": ("A-1",)}
    assert live(orchard, "risk", "risk_id") == ["R-3", "R-9"]
    assert live(orchard, "portfolio", "portfolio_id") == ["PF-A", "PF-B"]
    assert live(orchard, "person", "person_id") == ["anna", "ben"]


def test_what_people_may_see_belongs_to_no_portfolio(orchard: str, tmp_path: Path) -> None:
    fields = ("person_id", "scope_type", "portfolio_id", "access_role", "max_classification", "valid_from")
    grant = ("anna", "PORTFOLIO", "PF-A", "EXEC", "CONFIDENTIAL", AT.date())
    # The rest of the key has to be there too.
    key = ("programme_id", "project_id")
    import_files(orchard, [book(tmp_path / "a.xlsx", access_grant=[(*fields, *key), (*grant, None, None)])], BY)

    plan = replaced(orchard, book(tmp_path / "b.xlsx", access_grant=[(*fields, *key)]), "PF-A")

    assert removed(plan) == {}
    assert live(orchard, "access_grant", "person_id") == ["anna"]


def test_all_means_the_tables_that_the_file_holds(orchard: str, tmp_path: Path) -> None:
    file = book(tmp_path / "b.xlsx", risk=[("risk_id",), ("R-1",)], risk_action=[("action_id",), ("A-1",)])

    plan = replaced(orchard, file, "all")

    assert removed(plan) == {"risk": ("R-2", "R-3")}
    assert live(orchard, "project", "project_id") == ["P-1", "P-2", "P-3"]


def test_all_does_not_mean_what_anchors_are_drawn_over(orchard: str, tmp_path: Path) -> None:
    header = ("project_id", "version", "start", "finish", "bac")
    baseline = ("P-1", 0, AT.date(), AT.date().replace(year=2027), 1000)
    import_files(orchard, [book(tmp_path / "a.xlsx", project_baseline=[header, baseline])], BY)
    anchors = tmp_path / "snapshot_anchor.csv"
    anchors.write_text("project_id,date,ev,ac\nP-1,2026-10-01,0,0\nP-1,2026-10-31,5,6\n", "utf-8")

    plan = replaced(orchard, anchors, "ALL")

    assert removed(plan) == {}
    assert live(orchard, "project_baseline", "project_id") == ["P-1"]


def test_an_empty_sheet_empties_its_table(orchard: str, tmp_path: Path) -> None:
    replaced(orchard, book(tmp_path / "b.xlsx", risk_action=[("action_id",)]), "risk_action")

    assert live(orchard, "risk_action", "action_id") == []


def test_a_row_that_is_still_named_is_not_removed(orchard: str, tmp_path: Path) -> None:
    file = book(tmp_path / "b.xlsx", person=[("person_id",), ("anna",)])

    with pytest.raises(DataInvalid) as raised:
        replaced(orchard, file, "person")

    assert raised.value.problems == (
        "project_state P-3 2026-01-01 in the database: sponsor_id ben would be removed, and this row names it",
        "risk_action A-1 in the database: owner_id ben would be removed, and this row names it",
    )


def test_a_line_cannot_name_what_it_removes(orchard: str, tmp_path: Path) -> None:
    file = book(tmp_path / "b.xlsx", project=[("project_id",), ("P-1",), ("P-3",)], risk=[("risk_id",), ("R-2",)])

    with pytest.raises(DataInvalid) as raised:
        replaced(orchard, file, "project")

    assert raised.value.problems == ("sheet risk row 2: project_id P-2 is not in project; it would be removed",)


def test_a_state_that_goes_no_longer_closes_or_overlaps_others(orchard: str, tmp_path: Path) -> None:
    header = ("project_id", "valid_from", "stage", "run_state", "classification")
    later = AT.date().replace(month=6)
    file = book(
        tmp_path / "b.xlsx",
        project_state=[header, ("P-1", later.replace(year=2025), "IDEA", "ACTIVE", "INTERNAL")],
    )

    plan = replaced(orchard, file, "PF-A")

    assert removed(plan) == {"project_state": ("P-1/2026-01-01",)}
    assert rows_of(orchard, "project_state", "valid_from", "valid_to", "is_void")[0][1:] == (None, False)


@pytest.mark.parametrize("scope", ["PF-X", "rsk", "project"])
def test_a_scope_that_names_nothing_of_the_files_is_refused(orchard: str, tmp_path: Path, scope: str) -> None:
    file = book(tmp_path / "b.xlsx", risk=[("risk_id",), ("R-1",)])

    with pytest.raises(UnknownScope, match=f"'{scope}' is neither ALL, nor a table"):
        replaced(orchard, file, scope)


def test_each_row_that_goes_is_told_in_the_audit_as_it_was(orchard: str, tmp_path: Path) -> None:
    replaced(orchard, book(tmp_path / "b.xlsx", risk_action=[("action_id",)]), "risk_action")

    _, told = rows_of(orchard, "audit_event", "event_number", "action", "entity", "before", "reason")
    assert told[1:] == (
        "risk_action.remove",
        "risk_action/A-1",
        '{"action":"Heat","action_id":"A-1","owner_id":"ben","risk_id":"R-1","status":"OPEN"}',
        "not in the file that was imported in its place",
    )


def test_removed_rows_come_back_with_the_file_that_holds_them(orchard: str, tmp_path: Path) -> None:
    header = ("action_id", "risk_id", "action", "status")
    replaced(orchard, book(tmp_path / "a.xlsx", risk_action=[header]), "risk_action")

    plan = import_files(orchard, [book(tmp_path / "b.xlsx", risk_action=[header, ("A-1", "R-1", "Heat", "OPEN")])], BY)

    assert plan.tables[0].revived == 1
    with reading(orchard) as connection:
        assert (
            connection.scalar(TABLES["risk_action"].select().with_only_columns(TABLES["risk_action"].c.is_void))
            is False
        )
