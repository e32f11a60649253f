"""What an export looks like, and when it is not made."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import insert, update

from tests.databases import Databases
from tests.tools.portfolio.orchard import AT, BY, D, M, plant, rows_of
from tools.portfolio import exporting
from tools.portfolio.database import writing
from tools.portfolio.errors import DatabaseOutdated, ExportExists, ExportTooLarge
from tools.portfolio.exporting import export, write_template
from tools.portfolio.importing.running import plan_import
from tools.portfolio.tables import TABLES
from tools.portfolio.workbook.layout import ABOUT, LISTS, columns, sheets
from tools.portfolio.workbook.notes import meaning, note


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The empty workbook."""
    path = tmp_path_factory.mktemp("template") / "t.xlsx"
    write_template(path, at=AT)
    return load_workbook(path)


LIKE_FORMULAS = ("=1+1", "+44 20", "-", "@x", "=cmd|' /C calc'!A0", "#REF!")
FAR = Decimal("123456789012.3456")
"""More digits than a spreadsheet keeps of a number."""


@pytest.fixture(scope="module")
def exported(
    databases: Databases, empty_model: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path, Any]]:
    """The small organisation with what is hard to write; its workbook as a file, and opened."""
    url, path = databases.copy(empty_model), tmp_path_factory.mktemp("exported") / "b.xlsx"
    plant(url)
    add(url, "planning_period", period_id="S", name="S", start_date=D("2026-01-01"), end_date=D("2027-01-01"),
        status="ACTIVE")  # fmt: skip
    add(url, "strategic_objective", objective_id="O", period_id="S", title="Far", delivered_by_bau=False)
    add(url, "objective_kpi", kpi_id="K", objective_id="O", name="Far", unit="COUNT", direction="UP", target_value=FAR)
    for number, text in enumerate(LIKE_FORMULAS):
        add(url, "portfolio", portfolio_id=f"PF-{number}", name=text)
    export(url, path, BY)
    yield url, path, load_workbook(path)
    databases.drop(url)


def add(url: str, table: str, **values: Any) -> None:
    with writing(url) as connection:
        connection.execute(insert(TABLES[table]), {**values, "created_by": "a test", "source_system": "test"})


def cell(book: Any, table: str, key: str, column: str) -> Any:
    sheet = book[table]
    number = [each.value for each in sheet[1]].index(column)
    return next(row[number] for row in sheet.iter_rows(min_row=2) if row[0].value == key)


def change(url: str, table: str, key: str, **values: Any) -> None:
    with writing(url) as connection:
        (column,) = TABLES[table].primary_key
        connection.execute(update(TABLES[table]).where(column == key).values(values))


def test_every_table_but_the_audit_is_a_sheet_in_the_order_of_its_subject(template: Any) -> None:
    names = [table.name for table in sheets()]

    assert template.sheetnames == [ABOUT, *names, LISTS]
    assert {*names, "audit_event", "audit_seal"} == set(TABLES)
    assert names.index("portfolio") < names.index("project") < names.index("risk") < names.index("proposal")
    assert max(map(len, template.sheetnames)) <= 31
    assert template[LISTS].sheet_state == "hidden"


def test_every_field_is_a_column_and_none_that_says_how_a_row_came_in(template: Any) -> None:
    for table in sheets():
        header = [each.value for each in template[table.name][1]]
        assert header == list(columns(table))
        assert not {"created_by", "row_version", "is_void", "grant_id"} & set(header)


def test_the_first_sheet_says_what_it_is_and_what_every_sheet_holds(exported: Any, template: Any) -> None:
    said = [[each.value for each in row] for row in exported[-1][ABOUT].iter_rows()]

    assert said[0][0] == "Project portfolio of Orchard Trust"
    assert said[1] == ["Written by pmo", "2026-11-03 09:30 UTC"]
    assert any("The audit (who did what) is not part of the workbook" in str(row[1]) for row in said)
    assert ["risk_action", "Something that is done about a risk."] in said
    assert template[ABOUT]["A1"].value == "Project portfolio to be filled in"


def test_words_are_lists_to_choose_from_the_long_ones_on_a_sheet_of_their_own(template: Any) -> None:
    rules = {
        (table.name, str(rule.sqref)): rule.formula1
        for table in sheets()
        for rule in template[table.name].data_validations.dataValidation
    }

    assert rules["project", "F2:F1048576"] == '"CHANGE,INFRASTRUCTURE,DIGITAL,REGULATORY,PEOPLE"'
    assert rules["person", "E2:E1048576"] == '"yes,no"'
    assert rules["artefact", "B2:B1048576"] == f"{LISTS}!$A$1:$A$27"
    assert [row[0].value for row in template[LISTS].iter_rows()][:2] == ["MANDATE", "STRATEGIC_CASE"]
    assert all(len(rule) <= 255 for rule in rules.values())


def test_a_header_is_marked_and_explained(template: Any) -> None:
    key, name, *_ = template["project"][1]
    programme = template["project"]["D1"]

    assert len({each.fill.fgColor.rgb for each in (key, name, programme)}) == 3
    assert key.comment.text == "Part of the key: tells this row apart from the others."
    assert "Required." in name.comment.text
    assert template["project"].freeze_panes == "B2"


def test_the_notes_are_the_words_beside_the_declarations() -> None:
    state = TABLES["project_state"]

    assert meaning(state).table.startswith("What was true of a project from one day to another, both included.")
    assert note(state, state.c.valid_to) == (
        "Last day on which it held; NULL for the open state, of which there is one at most."
    )
    assert note(state, state.c.sponsor_id) == "Names a row of person.person_id."
    assert all(meaning(table).table for table in sheets())


def test_cells_are_typed(exported: Any) -> None:
    *_, book = exported

    money, began = cell(book, "project", "P-1", "wlc"), cell(book, "project_state", "P-1", "valid_from")
    assert (money.value, money.number_format, money.data_type) == (1000.5, "#,##0.00", "n")
    assert (began.value, began.number_format) == (M("2026-01-01"), "yyyy-mm-dd")
    assert cell(book, "person", "anna", "active").value == "yes"
    assert cell(book, "project", "P-1", "name").number_format == "@"
    assert cell(book, "objective_kpi", "K", "target_value").value == str(FAR)


@pytest.mark.parametrize("number", range(len(LIKE_FORMULAS)))
def test_a_text_that_looks_like_a_formula_is_a_text(exported: Any, number: int) -> None:
    found = cell(exported[-1], "portfolio", f"PF-{number}", "name")

    assert (found.value, found.data_type) == (LIKE_FORMULAS[number], "s")
    assert found.quotePrefix == (LIKE_FORMULAS[number][0] in "=+-@")


def test_what_is_hard_to_write_comes_back(exported: Any) -> None:
    url, path, _ = exported

    assert not plan_import(url, [path]).writes


def test_a_text_that_looks_like_a_formula_is_marked_in_a_csv_file(orchard: str, tmp_path: Path) -> None:
    change(orchard, "project", "P-1", description="=1+1")

    export(orchard, tmp_path / "b", BY)

    with (tmp_path / "b" / "project.csv").open(newline="", encoding="utf-8") as file:
        rows = {row["project_id"]: row for row in csv.DictReader(file)}
    assert rows["P-1"]["description"] == "'=1+1"
    assert rows["P-1"]["wlc"] == "1000.50"


def test_rows_that_were_taken_out_are_left_out(orchard: str, tmp_path: Path) -> None:
    change(orchard, "risk_action", "A-1", is_void=True, void_reason="a mistake")

    counts = export(orchard, tmp_path / "b.zip", BY)

    assert counts["risk_action"] == 0
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert archive.read("risk_action.csv").count(b"\n") == 1


def test_an_export_is_told_in_the_audit(orchard: str, tmp_path: Path) -> None:
    counts = export(orchard, tmp_path / "b.zip", BY)

    assert rows_of(orchard, "audit_event", "action", "actor", "after") == [
        ("export", "anna@orchard.example", f'{{"file":"b.zip","rows":{sum(counts.values())}}}')
    ]


@pytest.mark.parametrize("name", ["b.xlsx", "b.zip", "b"])
def test_what_is_there_is_left_as_it_is(orchard: str, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")

    with pytest.raises(ExportExists, match="exists already and is left as it is"):
        export(orchard, tmp_path / name, BY)

    assert (tmp_path / name).read_text() == "mine"


def test_a_text_that_no_cell_holds_is_sent_to_a_zip(orchard: str, tmp_path: Path) -> None:
    change(orchard, "project", "P-1", description="x" * 40_000)

    with pytest.raises(ExportTooLarge, match=r"description of a row of project has 40,000 characters.*b\.zip"):
        export(orchard, tmp_path / "b.xlsx", BY)

    assert list(tmp_path.iterdir()) == []
    export(orchard, tmp_path / "b.zip", BY)
    assert not plan_import(orchard, [tmp_path / "b.zip"]).writes


def test_more_rows_than_a_sheet_holds_are_sent_to_a_zip(
    orchard: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST_ROWS", 3)

    with pytest.raises(ExportTooLarge, match=r"project has 3 rows, a sheet 2.*b\.zip"):
        export(orchard, tmp_path / "b.xlsx", BY)

    assert list(tmp_path.iterdir()) == []


def test_an_export_of_an_outdated_database_leaves_nothing_behind(tmp_path: Path) -> None:
    database = tmp_path / "old.db"
    database.touch()

    with pytest.raises(DatabaseOutdated):
        export(f"sqlite:///{database}", tmp_path / "b.zip", BY)

    assert list(tmp_path.iterdir()) == [database]


def test_the_template_is_a_workbook_that_brings_nothing_in(orchard: str, tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx", at=AT)

    assert not plan_import(orchard, [tmp_path / "t.xlsx"]).writes
