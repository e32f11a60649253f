import json
import sqlite3
from contextlib import closing

import pytest
from program import pmo


def test_json_is_one_document_and_nothing_else(copied_home):
    answer = json.loads(pmo(copied_home, "ask", "--json", "--as", "maya.okafor", "How does P-101 stand?").stdout)

    assert answer["kind"] == "answer"
    assert answer["checked"]["passed"] is True
    assert {"text", "name", "value", "unit", "subject", "as_of", "formula", "source"} == set(answer["figures"][0])
    assert answer["asked_by"] == "maya.okafor@calderwyre.example"


def test_without_a_name_the_analyst_asks(copied_home, inside):
    shown = inside(copied_home, "ask", "Who am I?").out

    assert "Tomasz Wolny" in shown
    assert "receipt" in shown


def test_a_receipt_can_be_shown_again(copied_home, inside):
    receipt = json.loads(inside(copied_home, "ask", "--json", "Is P-301 within tolerance?").out)["receipt"]

    shown = inside(copied_home, "receipt", "show", receipt).out

    assert "called tolerance_check" in shown
    assert "the check passed" in shown


def test_an_empty_home_says_how_to_fill_it(tmp_path):
    ran = pmo(tmp_path, "ask", "How does P-101 stand?", code=1)

    assert "pmo demo load" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_home_of_an_earlier_version_is_brought_up_and_then_answers(copied_home, inside):
    with closing(sqlite3.connect(copied_home / "pmo.db")) as database, database:
        for table in ("assessment_answer", "assessment", "audit_event", "audit_seal"):
            database.execute(f"DROP TABLE {table}")
        database.execute("ALTER TABLE standard_clause DROP COLUMN page")
        database.execute("UPDATE alembic_version SET version_num = '0017'")

    ran = inside(copied_home, "ask", "Who am I?", code=1)

    assert "run `pmo db upgrade`" in ran.err
    assert "empty" not in ran.err
    inside(copied_home, "db", "upgrade")
    assert "Tomasz Wolny" in inside(copied_home, "ask", "Who am I?").out


def test_what_is_no_command_is_code_two(tmp_path):
    assert "Traceback" not in pmo(tmp_path, "nonsense", code=2).stderr


@pytest.mark.parametrize(
    "words",
    [
        ("ask", "--as-of", "yesterday", "x"),
        ("ask", "--channel", "loud", "x"),
        ("report", "status", "P-101", "--out", "x.txt"),
        ("report", "novel", "P-101", "--out", "x.md"),
    ],
)
def test_wrong_usage_is_code_two(copied_home, words, inside):
    inside(copied_home, *words, code=2)


def test_a_report_is_drafted_to_a_file(copied_home, tmp_path, inside):
    inside(copied_home, "report", "status", "P-101", "--period", "2026-10", "--out", str(tmp_path / "r.md"))

    text = (tmp_path / "r.md").read_text("utf-8")
    assert "DRAFT" in text
    assert "{" not in text


def test_the_report_of_an_unknown_project_says_so(copied_home, tmp_path, inside):
    ran = inside(copied_home, "report", "status", "P-999", "--out", str(tmp_path / "r.md"), code=1)

    assert "P-999" in ran.err
    assert not (tmp_path / "r.md").exists()


def test_the_library_is_listed_read_and_compared(copied_home, inside):
    assert "PMO-STD-004" in inside(copied_home, "standards", "list").out
    assert "+10 %" in inside(copied_home, "standards", "show", "STD-004 4.2").out
    assert "§3.1" in inside(copied_home, "standards", "diff", "PMO-STD-003", "4.0", "5.0").out
    assert "holds" in inside(copied_home, "standards", "diff", "PMO-STD-003", "1.0", "5.0", code=1).err


def test_the_doctor_finds_everything_well(copied_home, inside):
    assert "FIX" not in inside(copied_home, "doctor").out


def test_a_conversation_goes_on_until_an_empty_line(copied_home):
    shown = pmo(copied_home, "chat", text="How does P-301 stand?\nis it within tolerance?\n\n").stdout

    assert shown.count("receipt") == 2
    assert "tolerance" in shown


def test_the_database_is_backed_up_and_restored(copied_home, tmp_path, inside):
    inside(copied_home, "db", "backup", str(tmp_path / "b.zip"))
    inside(tmp_path / "other", "db", "restore", str(tmp_path / "b.zip"))

    assert (
        inside(copied_home, "db", "info").out.splitlines()[1:]
        == inside(tmp_path / "other", "db", "info").out.splitlines()[1:]
    )
