"""``pmo rules``: what answers rest on, what has drifted, and a person's word that it still follows."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from knowledge.rulebook import PACKAGED

STANDARDS = PACKAGED.parent / "standards"
NEW = ("10 % over the BAC is over tolerance", "12 % over the BAC is over tolerance")


@pytest.fixture
def edited(tmp_path) -> Path:
    """A copy of the standards in which the cost tolerance is another one."""
    folder = Path(shutil.copytree(STANDARDS, tmp_path / "edited"))
    path = folder / "PMO-STD-004-v2.3.md"
    text = path.read_text("utf-8")
    assert NEW[0] in text
    path.write_text(text.replace(*NEW).replace("is +10 % and −10 % of", "is +12 % and −10 % of"), "utf-8")
    return folder


def rules_of(said) -> dict[str, dict]:
    return {each["rule"]: each for each in json.loads(said.out)}


def test_the_rules_are_listed_with_clause_values_and_state(inside, copied_home):
    held = rules_of(inside(copied_home, "rules", "list", "--json"))
    table = inside(copied_home, "rules", "list").out

    assert held["tolerance.cost"]["clause"] == "PMO-STD-004 v2.3 §4.2"
    assert held["tolerance.cost"]["values"] == {"upper": "10 %", "lower": "-10 %"}
    assert {each["state"] for each in held.values()} == {"confirmed"}
    assert (held["rag.cost"]["read"], held["waiver.approval"]["read"]) == (True, False)
    assert "upper 10 %; lower -10 %" in table
    assert not any(each["clause"].startswith("PMO-STD-002 v2.0") for each in held.values())


def test_a_check_of_the_demo_holds_and_shows_what_binds(inside, copied_home):
    found = json.loads(inside(copied_home, "rules", "check", "--json").out)
    text = inside(copied_home, "rules", "check").out

    assert (found["holds"], found["problems"], found["suspicions"]) == (True, [], [])
    assert {each["point"]: each["binds"] for each in found["contradictions"]}[
        "tolerance.cost"
    ] == "PMO-STD-004 v2.3 §4.2"
    assert "The rulebook holds: " in text
    assert "not machine-read: PMO-STD-008 v3.0 §4.2 Affordability" in text


def test_a_changed_number_is_told_everywhere_until_somebody_confirms_and_is_then_followed(
    inside, copied_home, edited, monkeypatch
):
    ask = ("ask", "--json", "Is P-102 within its cost tolerance?")
    packaged = PACKAGED.read_text("utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO())

    synced = inside(copied_home, "standards", "sync", str(edited))
    checked = inside(copied_home, "rules", "check", code=1)
    before = json.loads(inside(copied_home, *ask).out)
    refused = inside(copied_home, "rules", "confirm", "tolerance.cost", code=1)
    own = copied_home / "rulebook.yaml"
    own.write_text(
        own.read_text("utf-8")
        .replace('values: {upper: "0.10", lower: "-0.10"}', 'values: {upper: "0.12", lower: "-0.10"}')
        .replace('["+10 % and −10 % of its budget', '["+12 % and −10 % of its budget'),
        "utf-8",
    )
    unasked = inside(copied_home, "rules", "confirm", "tolerance.cost", code=2)
    confirmed = inside(
        copied_home, "rules", "confirm", "tolerance.cost", "--yes", "--as", "tomasz.wolny@calderwyre.example"
    )
    after = json.loads(inside(copied_home, *ask).out)

    assert "needs a person: tolerance.cost" in synced.err
    assert "tolerance.cost: the words" in checked.out
    assert "'pmo rules confirm RULE' shows what changed" in checked.err
    assert "PMO-STD-004 v2.3 §4.2 awaits confirmation" in before["text"]
    assert str(own) in refused.err
    assert "--yes" in unasked.err
    assert f"-A forecast cost more than {NEW[0]}" in confirmed.out
    assert f"+A forecast cost more than {NEW[1]}" in confirmed.out
    assert "Values: upper 12 %; lower -10 %" in confirmed.out
    assert "Read twice" not in confirmed.out
    assert "awaits confirmation" not in after["text"]
    limits = [each["value"] for each in after["figures"] if each["name"] == "limit of PMO-STD-004 v2.3 §4.2"]
    assert 0.12 in limits
    listed = rules_of(inside(copied_home, "rules", "list", "--json"))
    assert listed["tolerance.cost"]["confirmed_by"] == "tomasz.wolny@calderwyre.example"
    assert PACKAGED.read_text("utf-8") == packaged
    with closing(sqlite3.connect(copied_home / "pmo.db")) as database:
        told = database.execute("SELECT actor, entity FROM audit_event WHERE action = 'rules.confirm'").fetchall()
    assert told == [("tomasz.wolny@calderwyre.example", "rulebook/tolerance.cost/PMO-STD-004 v2.3 §4.2")]


def test_a_rule_that_is_not_there_is_named_with_its_neighbour_and_a_confirmed_one_is_left(inside, copied_home):
    wrong = inside(copied_home, "rules", "confirm", "tolerance.cots", code=1)
    nothing = inside(copied_home, "rules", "confirm", "all")

    assert "did you mean 'tolerance.cost'?" in wrong.err
    assert "Nothing to do" in nothing.out
    assert not (copied_home / "rulebook.yaml").exists()


def test_a_folder_is_checked_and_confirmed_without_a_home(inside, tmp_path):
    folder = tmp_path / "house"
    shutil.copytree(STANDARDS, folder / "standards")
    text = PACKAGED.read_text("utf-8")
    first = text.index("    hash: ")
    (folder / "rulebook.yaml").write_text(text[:first] + text[text.index("\n", first) + 1 :], "utf-8")

    before = inside(tmp_path / "home", "rules", "check", "--in", str(folder), "--as-of", "2026-11-03", code=1)
    confirmed = inside(tmp_path / "home", "rules", "confirm", "precedence", "--yes", "--in", str(folder))
    inside(tmp_path / "home", "rules", "check", "--in", str(folder), "--as-of", "2026-11-03")
    absent = inside(tmp_path / "home", "rules", "check", "--in", str(tmp_path), code=1)

    assert "precedence: PMO-POL-001 v4.0 §2.3 has not been confirmed" in before.out
    assert "One thing needs a person" in before.err
    assert "Confirmed in" in confirmed.out
    assert "confirmed_by" not in (folder / "rulebook.yaml").read_text("utf-8")
    assert "holds no rulebook.yaml" in absent.err


def test_a_house_whose_standards_are_others_is_told_to_write_its_own_rulebook(inside, tmp_path):
    home, folder = tmp_path / "home", tmp_path / "theirs"
    folder.mkdir()
    (folder / "risk.md").write_text(
        "# Risk guide\n\n## Owners\n\nEach risk shall have an owner within 5 days.\n", "utf-8"
    )
    inside(home, "standards", "sync", str(folder))

    ran = inside(home, "rules", "check", code=1)

    assert str(home / "rulebook.yaml") in ran.err
    assert "PMO-STD-004 v2.3 is not held" in ran.out
    assert "not machine-read: RISK" in ran.out


def test_the_schema_is_json(inside, tmp_path):
    assert "rules" in json.loads(inside(tmp_path, "rules", "schema").out)["properties"]


def test_an_empty_library_says_how_to_fill_it(inside, tmp_path):
    assert "pmo" in inside(tmp_path / "home", "rules", "list", code=1).err
