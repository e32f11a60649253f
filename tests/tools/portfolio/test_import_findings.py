"""What is wrong with a workbook is said all at once, each finding with its place and what is allowed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.tools.portfolio.orchard import BY, D, M, book
from tools.portfolio.database import info
from tools.portfolio.errors import DataInvalid
from tools.portfolio.importing.findings import KEPT
from tools.portfolio.importing.running import import_files

STATES = ("project_id", "valid_from", "valid_to", "stage", "run_state", "classification")
IDEA = ("IDEA", "ACTIVE", "INTERNAL")
PROJECTS = ("project_id", "name", "portfolio_id", "type", "delivery_class", "mandate_type")
PEOPLE = ("person_id", "name", "email", "active")


def problems(url: str, *files: Path) -> list[str]:
    before = info(url).tables
    with pytest.raises(DataInvalid) as raised:
        import_files(url, files, BY)
    assert info(url).tables == before
    return list(raised.value.problems)


@pytest.mark.parametrize(
    ("sheets", "problem"),
    [
        ({"risks": [("risk_id",)]}, "sheet risks: there is no such sheet in this layout; did you mean risk?"),
        ({"risk": [("risk_id", "tilte")]}, "sheet risk row 1: there is no column 'tilte'; did you mean title?"),
        ({"risk": [("risk_id", "title", "title")]}, "sheet risk row 1: column title stands twice"),
        ({"risk": [("title",), ("Frost",)]}, "sheet risk row 1: column risk_id is missing"),
        (
            {"risk": [("risk_id", "created_by"), ("R-1", "me")]},
            "sheet risk row 1: there is no column 'created_by'",
        ),
        (
            {"portfolio": [("portfolio_id",), ("PF-A",), ("PF-C",)]},
            "sheet portfolio row 1: column name is missing: row 3 is new and needs it",
        ),
        (
            {"portfolio": [("portfolio_id", "name"), ("PF-A", "Apples", "a remark")]},
            "sheet portfolio cell C2: 'a remark' stands under no column",
        ),
        (
            {"portfolio": [("portfolio_id", None, "name"), ("PF-A", "a remark", "Apples")]},
            "sheet portfolio cell B2: 'a remark' stands under no column",
        ),
        ({"risk": [("risk_id", "title"), ("R-1", None)]}, "sheet risk cell B2: title is empty"),
        (
            {"risk": [("risk_id", "category"), ("R-1", "Shedule")]},
            "sheet risk cell B2: category is 'Shedule', not one of FINANCIAL, SCHEDULE, TECHNICAL, SUPPLIER, RESOURCE, "
            "REGULATORY, SECURITY, BENEFIT, REPUTATION, SAFETY; did you mean SCHEDULE?",
        ),
        (
            {"risk": [("risk_id", "raised_on"), ("R-1", "03/11/2026")]},
            "sheet risk cell B2: raised_on is '03/11/2026', not a date such as 2026-11-03",
        ),
        (
            {"risk": [("risk_id", "raised_on"), ("R-1", M("2026-11-03T09:00"))]},
            "sheet risk cell B2: raised_on is 2026-11-03 09:00:00, a moment with a time of day; the day alone",
        ),
        (
            {"project": [("project_id", "wlc"), ("P-1", "1,250,000")]},
            "sheet project cell B2: wlc is '1,250,000', a text; write 1250000 as a number",
        ),
        (
            {"project": [("project_id", "wlc"), ("P-1", "=SUM(A1:A3)")]},
            "sheet project cell B2: wlc is '=SUM(A1:A3)', a formula: put its value in its place",
        ),
        (
            {"project": [("project_id", "name"), ("P-1", "=A1&B1")]},
            "sheet project cell B2: name is '=A1&B1', a formula: put its value in its place",
        ),
        (
            {"project": [("project_id", "wlc"), ("P-1", "#REF!")]},
            "sheet project cell B2: wlc is '#REF!', an error of the spreadsheet: put a value in its place",
        ),
        (
            {"project": [("project_id", "name"), ("P-1", 2030)]},
            "sheet project cell B2: name is 2030, not a text: format the cell as text and write it again",
        ),
        (
            {"project": [("project_id", "description"), ("P-1", "x" * 32_700), ("P-2", "a")]},
            None,
        ),
        (
            {"portfolio": [("portfolio_id", "name"), ("PF-C", "Plums"), (None, None), ("PF-C", "Prunes")]},
            "sheet portfolio row 4: PF-C stands already in row 2",
        ),
        (
            {"project": [PROJECTS, ("P-9", "Barn", "PF-AA", "CHANGE", "C", "NONE")]},
            "sheet project row 2: portfolio_id PF-AA is not in portfolio; did you mean PF-A?",
        ),
        (
            {"project": [("project_id", "portfolio_id", "programme_id"), ("P-3", "PF-B", "PG-1")]},
            "sheet project row 2: programme_id and portfolio_id PG-1 PF-B is not in programme; did you mean PG-1 PF-A?",
        ),
        (
            {"project": [("project_id", "mandate_type"), ("P-1", "SAFETY")]},
            "sheet project row 2: breaks the rule mandate_dated "
            "(mandate_type = 'NONE' OR mandate_deadline IS NOT NULL): mandate_type is SAFETY and mandate_deadline is "
            "empty",
        ),
        (
            {"project": [("project_id", "wlc"), ("P-1", -1)]},
            "sheet project row 2: breaks the rule wlc_positive (wlc >= 0): wlc is -1.00",
        ),
        (
            {"person": [PEOPLE, ("cleo", "Cleo", "anna@orchard.example", "yes")]},
            "sheet person row 2: email anna@orchard.example is that of anna",
        ),
        (
            {"person": [PEOPLE, ("cleo", "Cleo", "c@x.example", "yes"), ("dora", "Dora", "c@x.example", "yes")]},
            "sheet person row 3: email c@x.example stands in row 2 too",
        ),
        (
            {
                "project_state": [
                    STATES,
                    ("P-2", D("2026-01-01"), D("2026-03-31"), *IDEA),
                    ("P-2", D("2026-03-01"), None, *IDEA),
                ]
            },
            "sheet project_state row 3: begins before the state in row 2 has ended",
        ),
        (
            {"project_state": [STATES, ("P-1", D("2025-06-01"), D("2026-02-28"), *IDEA)]},
            "sheet project_state row 2: ends after the state recorded from 2026-01-01 on has begun",
        ),
        (
            {"organisation": [("organisation_id", "calendar"), (1, "Narnia")]},
            "sheet organisation row 2: There is no holiday calendar 'Narnia'",
        ),
        (
            {"programme": [("programme_id", "portfolio_id"), ("PG-1", "PF-B")]},
            None,
        ),
    ],
)
def test_a_finding_names_place_value_and_what_is_allowed(
    orchard: str, tmp_path: Path, sheets: dict[str, Any], problem: str | None
) -> None:
    file = book(tmp_path / "b.xlsx", **sheets)

    if problem is None:
        import_files(orchard, [file], BY)
    else:
        found = problems(orchard, file)
        assert any(each.startswith(problem) for each in found), found


def test_all_findings_are_seen_at_once(orchard: str, tmp_path: Path) -> None:
    file = book(
        tmp_path / "b.xlsx",
        risk=[("risk_id", "raised_on", "title"), ("R-1", "soon", None), ("R-2", "later", "Hail")],
        project=[
            PROJECTS,
            ("P-9", "Barn", "PF-X", "CHANGE", "D", "NONE"),
            ("P-8", "Shed", "PF-X", "CHANGE", "C", "NONE"),
        ],
        stages=[("a",)],
    )

    assert problems(orchard, file) == [
        "sheet risk cell B2: raised_on is 'soon', not a date such as 2026-11-03",
        "sheet risk cell C2: title is empty",
        "sheet risk cell B3: raised_on is 'later', not a date such as 2026-11-03",
        "sheet project cell E2: delivery_class is 'D', not one of A, B, C",
        "sheet project row 3: portfolio_id PF-X is not in portfolio; did you mean PF-B?",
        "sheet stages: there is no such sheet in this layout",
    ]


def test_a_row_that_cannot_be_read_is_not_missed_by_those_that_name_it(orchard: str, tmp_path: Path) -> None:
    file = book(
        tmp_path / "b.xlsx",
        portfolio=[("portfolio_id", "name"), ("PF-C", None)],
        programme=[("programme_id", "portfolio_id", "name"), ("PG-9", "PF-C", "Jam")],
    )

    assert problems(orchard, file) == ["sheet portfolio cell B2: name is empty"]


def test_a_record_that_moves_takes_those_with_it_that_name_its_place(orchard: str, tmp_path: Path) -> None:
    cider = book(tmp_path / "a.xlsx", project=[("project_id", "programme_id"), ("P-1", "PG-1")])
    import_files(orchard, [cider], BY)
    file = book(tmp_path / "b.xlsx", programme=[("programme_id", "portfolio_id"), ("PG-1", "PF-B")])

    assert problems(orchard, file) == [
        "sheet programme row 2: PG-1 moves, and project P-1 in the database would stay behind: give it too"
    ]


def test_a_sheet_of_no_table_is_passed_over_while_it_is_blank(orchard: str, tmp_path: Path) -> None:
    file = book(tmp_path / "b.xlsx", Sheet1=[], portfolio=[("portfolio_id", "name"), ("PF-C", "Plums")])

    assert import_files(orchard, [file], BY).tables[0].new == 1


def test_merged_cells_are_found(orchard: str, tmp_path: Path) -> None:
    file = book(tmp_path / "b.xlsx", portfolio=[("portfolio_id", "name"), ("PF-C", "Plums"), ("PF-D", "Plums")])
    made = load_workbook(file)
    made["portfolio"].merge_cells("B2:B3")
    made.save(file)

    assert "sheet portfolio: cells B2:B3 are merged: part them, a field is a cell" in problems(orchard, file)


def test_a_long_text_is_found(orchard: str, tmp_path: Path) -> None:
    folder = tmp_path / "project.csv"
    folder.write_text(f"project_id,description\nP-1,{'x' * 1_000_001}\n", "utf-8")

    assert problems(orchard, folder) == [
        f"project.csv line 2: description is '{'x' * 60}…', a text of 1,000,001 characters; 1,000,000 are kept at most"
    ]


def test_the_same_table_twice_is_found(orchard: str, tmp_path: Path) -> None:
    one = book(tmp_path / "a.xlsx", portfolio=[("portfolio_id", "name"), ("PF-C", "Plums")])
    other = tmp_path / "portfolio.csv"
    other.write_text("portfolio_id,name\nPF-D,Figs\n", "utf-8")

    assert problems(orchard, one, other) == ["portfolio.csv: is given twice, here and as sheet portfolio"]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"portfolio_id;name\nPF-C;Plums\n", None),
        (b"portfolio_id\tname\nPF-C\tPlums\n", None),
        ("\ufeffportfolio_id,name\r\nPF-C,Plums\r\n".encode(), None),
        (
            "portfolio_id,name\nPF-C,Äpfel\n".encode("latin-1"),
            "portfolio.csv: cannot be read as CSV in UTF-8 ('utf-8' codec can't decode byte 0xc4 in position",
        ),
        (
            "portfolio_id,name\nPF-C,Plums\n".encode("utf-16"),
            "portfolio.csv: cannot be read as CSV in UTF-8",
        ),
        (
            b"portfolio_id,name\nPF-C,Plums\x00\n",
            "portfolio.csv line 2: name is 'Plums\\x00', a text with the character",
        ),
        (b"", "portfolio.csv line 1: column portfolio_id is missing"),
    ],
)
def test_a_csv_file_of_any_spreadsheet_is_read_or_says_how_to_save_it(
    orchard: str, tmp_path: Path, raw: bytes, problem: str | None
) -> None:
    file = tmp_path / "portfolio.csv"
    file.write_bytes(raw)

    if problem is None:
        assert import_files(orchard, [file], BY).tables[0].new == 1
    else:
        assert any(each.startswith(problem) for each in problems(orchard, file))


def test_many_findings_are_counted_and_some_of_them_kept(orchard: str, tmp_path: Path) -> None:
    bad = [(f"P-{n}", "soon", "soon") for n in range(1000)]
    file = tmp_path / "risk.csv"
    file.write_text("risk_id,raised_on,category\n" + "\n".join(map(",".join, bad)), "utf-8")
    links = tmp_path / "project_alias.csv"
    links.write_text("project_id,alias\n" + "\n".join(f"Q-{n},a" for n in range(500)), "utf-8")

    with pytest.raises(DataInvalid) as raised:
        import_files(orchard, [file, links], BY)

    assert len(raised.value.problems) == 2 * KEPT
    assert raised.value.counts == {"risk.csv": 2000, "project_alias.csv": 500}
    assert str(raised.value).endswith("and 2,480 more (in all 2,000 in risk.csv, 500 in project_alias.csv)")
