"""``pmo import`` and ``pmo export``, as a person meets them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from assistant.cli import main


@pytest.fixture
def pmo(copied_home: Path, monkeypatch: pytest.MonkeyPatch):
    """Run the program in a copy of the demo's home."""
    monkeypatch.setenv("PMO_HOME", str(copied_home))
    for name in ("PMO_DATABASE_URL", "PMO_TODAY", "PMO_MODEL"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, answer: str | None = None) -> Result:
        return CliRunner().invoke(main.app, list(arguments), input=answer)

    return run


@pytest.fixture
def edited(pmo, tmp_path: Path) -> Path:
    """Two sheets of an export of the demo, in which somebody changed a cost and added a project."""
    file = tmp_path / "demo.xlsx"
    assert pmo("export", str(file)).exit_code == 0
    book = load_workbook(file)
    projects, states = book["project"], book["project_state"]
    fields = [cell.value for cell in projects[1]]
    row = next(row for row in projects.iter_rows(min_row=2) if row[0].value == "P-101")
    row[fields.index("wlc")].value = 1_500_000
    new = {"project_id": "P-901", "name": "Łódź 水道 “Straße”", "portfolio_id": "PF-DIG", "type": "DIGITAL",
           "delivery_class": "C", "mandate_type": "NONE"}  # fmt: skip
    projects.append([new.get(name) for name in fields])
    state = {"project_id": "P-901", "valid_from": "2026-10-01", "stage": "IDEA", "run_state": "ACTIVE",
             "classification": "INTERNAL", "pm_id": "maya.okafor"}  # fmt: skip
    states.append([state.get(cell.value) for cell in states[1]])
    for name in set(book.sheetnames) - {"about", "project", "project_state"}:
        del book[name]
    book.save(tmp_path / "edited.xlsx")
    return tmp_path / "edited.xlsx"


def test_an_edited_export_is_shown_imported_and_followed_by_answers(pmo, edited: Path) -> None:
    shown = pmo("import", str(edited), "--dry-run")
    done = pmo("import", str(edited))
    again = pmo("import", str(edited))
    answer = pmo("ask", "--as", "tomasz.wolny", "Who leads P-901?")

    assert "project: 1 new, 1 changed" in shown.output
    assert "  ~ P-101: wlc 1450000.00 → 1500000.00" in shown.output
    assert "Nothing was written." in shown.output
    assert "Imported." in done.output
    assert "Nothing to do: all of it is recorded already." in again.output
    assert "Łódź 水道 “Straße”" in answer.output
    assert "Maya Okafor" in answer.output


def test_removals_are_shown_and_asked_about(pmo, tmp_path: Path) -> None:
    file = tmp_path / "project_alias.csv"
    file.write_text("project_id,alias\nP-101,Aurora\n", "utf-8")

    refused = pmo("import", str(file), "--replace", "project_alias", answer="n\n")
    agreed = pmo("import", str(file), "--replace", "project_alias", "--yes")

    assert "  - P-101/CRM" in refused.output
    assert "Nothing was written." in refused.output
    assert "removed, 1 as recorded" in agreed.output
    assert agreed.output.endswith("Imported.\n")


def test_a_template_is_written_and_never_over_another_file(pmo, tmp_path: Path) -> None:
    file = tmp_path / "new.xlsx"

    written = pmo("import", "--template", str(file))
    again = pmo("import", "--template", str(file))

    assert f"pmo import {file} --dry-run" in written.output.replace("\n", " ")
    assert again.exit_code == 1
    assert load_workbook(file).sheetnames[:2] == ["about", "organisation"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import"], "give a workbook, a folder or a zip"),
        (["import", "--template", "t.csv"], "a file ending in .xlsx"),
        (["export", "/no/such/folder/b.xlsx"], "the folder /no/such/folder does not exist"),
    ],
)
def test_wrong_usage_says_what_is_wanted(pmo, arguments: list[str], said: str) -> None:
    result = pmo(*arguments)

    assert result.exit_code == 2
    assert said in " ".join(result.output.replace("│", " ").split())


def test_a_bad_file_gives_sentences_and_no_trace(
    pmo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "risk.csv"
    file.write_text("risk_id,raised_on\nR-204,soon\n", "utf-8")
    monkeypatch.setattr(sys, "argv", ["pmo", "import", str(file)])

    with pytest.raises(SystemExit) as raised:
        main.run()

    assert raised.value.code == 1
    assert capsys.readouterr().err.strip().splitlines()[-2:] == [
        "Nothing was loaded; put these right and load again:",
        "  risk.csv line 2: raised_on is 'soon', not a date such as 2026-11-03",
    ]
