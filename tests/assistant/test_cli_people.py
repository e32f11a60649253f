import sqlite3
from contextlib import closing

import pytest
from program import pmo

FOUND = (
    "--name", "Nordhavn Port", "--currency", "dkk", "--calendar", "DK", "--fy-start", "January",
    "--admin", "Freja.Lund@nordhavn.example", "--admin-name", "Freja Lund",
)  # fmt: skip


@pytest.fixture(scope="module")
def founding(tmp_path_factory):
    """A home with an organisation that nobody has filled yet, and what was said when it was founded."""
    home = tmp_path_factory.mktemp("founded") / "home"
    return home, pmo(home, "init", *FOUND).stdout


@pytest.fixture
def founded(founding):
    return founding[0]


def audited(home, *columns):
    with closing(sqlite3.connect(home / "pmo.db")) as database:
        return database.execute(f"SELECT {', '.join(columns)} FROM audit_event ORDER BY event_number").fetchall()


def test_an_organisation_is_founded_and_what_comes_next_is_said(founding):
    _, said = founding

    assert said.startswith("Nordhavn Port is founded in ")
    for command in ("pmo standards sync", "pmo import --template", "pmo people add", "pmo ask", "pmo doctor"):
        assert command in said


def test_what_no_option_gives_is_asked_until_it_can_be_used(tmp_path, inside):
    answers = ["Nordhavn Port", "KRONER", "DKK", "Atlantis", "DK", "13", "jan", "freja", "freja@nordhavn.example"]

    ran = inside(tmp_path, "init", "--admin-name", "Freja Lund", text="\n".join(answers) + "\n")

    assert "Nordhavn Port is founded" in ran.out
    for word in ("'KRONER'", "'Atlantis'", "'13'", "'freja'"):
        assert word in ran.err


def test_where_nobody_answers_the_missing_options_are_named(tmp_path, inside):
    ran = inside(tmp_path, "init", "--name", "Nordhavn", "--currency", "DKK", "--calendar", "DK", code=2)

    assert "--fy-start, --admin, --admin-name" in ran.err
    assert not (tmp_path / "pmo.db").exists()


def test_a_wrong_option_is_told_before_anything_is_asked(tmp_path, inside):
    ran = inside(tmp_path, "init", "--currency", "XYZ", code=1)

    assert ran.err == "There is no currency 'XYZ': give its ISO code, such as GBP or EUR.\n"


def test_a_home_that_is_not_empty_is_left_as_it_is(founded, copied_home, inside):
    for home, name in ((founded, "Nordhavn Port"), (copied_home, "Calderwyre Group")):
        ran = inside(home, "init", *FOUND, code=1)

        assert f"already holds {name}, and nothing was changed" in ran.err


def test_a_fresh_organisation_is_spoken_of_sensibly(founded, tmp_path, inside):
    assert "You are Freja Lund" in inside(founded, "ask", "Who am I?").out
    assert "no running project" in inside(founded, "ask", "How many projects are red?").out
    assert "The library holds no standards" in inside(founded, "ask", "What is the cost tolerance?").out
    doctor = inside(founded, "doctor", code=1).out
    assert "ok    portfolio: Nordhavn Port, 0 projects" in doctor
    assert "FIX   standards: The library is empty" in doctor
    assert "Written to" in inside(founded, "import", "--template", str(tmp_path / "t.xlsx")).out
    assert "Nothing to do" in inside(founded, "import", str(tmp_path / "t.xlsx")).out
    assert "Exported 3 rows" in inside(founded, "export", str(tmp_path / "e.xlsx")).out


def test_people_and_grants_are_kept_and_audited(tmp_path, inside):
    inside(tmp_path, "init", *FOUND)
    inside(tmp_path, "people", "add", "olu.ade@nordhavn.example", "--name", "Olu Ade", "--title", "Engineer")
    inside(tmp_path, "people", "set", "olu.ade", "--title", "Harbour master", "--as", "freja.lund")
    inside(tmp_path, "people", "slack", "olu.ade", "U024BE7LH")
    granted = inside(
        tmp_path, "grant", "add", "olu.ade", "--role", "exec", "--scope", "all", "--up-to", "confidential",
        "--as", "freja.lund@nordhavn.example",
    ).out  # fmt: skip
    assert "EXEC over ALL up to CONFIDENTIAL" in granted
    people = inside(tmp_path, "people").out
    assert "Harbour master" in people
    assert "EXEC ALL up to CONFIDENTIAL" in people
    assert "U024BE7LH" in people
    inside(tmp_path, "grant", "end", "2")
    assert "EXEC" not in inside(tmp_path, "people").out
    inside(tmp_path, "people", "deactivate", "olu.ade")
    assert "not active" in inside(tmp_path, "people").out
    by_nobody = inside(
        tmp_path, "grant", "add", "freja.lund", "--role", "PM", "--scope", "ALL", "--as", "olu.ade", code=1
    )
    assert "not active and gives no commands" in by_nobody.err
    assert "know nobody" in inside(tmp_path, "ask", "--as", "olu.ade@nordhavn.example", "Who am I?", code=1).err

    told = audited(tmp_path, "action", "actor", "channel")
    assert [action for action, _, _ in told] == [
        "init", "people.add", "grant.add", "people.add", "people.set", "people.slack", "grant.add", "grant.end",
        "people.deactivate",
    ]  # fmt: skip
    user = told[0][1]
    assert [actor for _, actor, _ in told] == [user] * 4 + ["freja.lund@nordhavn.example", user] + [
        "freja.lund@nordhavn.example"
    ] + [user] * 2
    assert {channel for _, _, channel in told} == {"CLI"}
    assert "9 events under 7 seals" in inside(tmp_path, "doctor", code=1).out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("people", "add", "freja.lund@nordhavn.example", "--name", "F"), 1, "there already, as Freja Lund"),
        (("people", "add", "x@y.example"), 2, "--name"),
        (("people", "set", "freja.lund"), 2, "at least one of"),
        (("people", "set", "freja.lnd", "--title", "T"), 1, "did you mean freja.lund"),
        (("people", "slack", "freja.lund"), 2, "--remove"),
        (("people", "deactivate", "freja.lund"), 1, "last administrator"),
        (("grant", "add", "freja.lund", "--role", "PM", "--scope", "P-9"), 1, "no portfolio, programme or project"),
        (("grant", "add", "freja.lund", "--role", "PM", "--scope", "ALL", "--from", "soon"), 2, "2026-10-31"),
        (("grant", "end", "9"), 1, "no grant 9"),
        (("grant", "end", "nine"), 2, "NUMBER"),
        (("people", "add", "x@y.example", "--name", "X", "--as", "nobody"), 1, "pmo people"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(founded, inside, words, code, said):
    ran = inside(founded, *words, code=code)

    assert said in ran.err
    assert "Traceback" not in ran.err
    if code == 1:
        assert ran.err.count("\n") == 1


@pytest.mark.parametrize("words", [("people",), ("grant", "list"), ("people", "add", "x@y.example", "--name", "X")])
def test_an_empty_home_has_no_people_to_keep(tmp_path, inside, words):
    assert "pmo init" in inside(tmp_path, *words, code=1).err


def test_the_doctor_finds_an_audit_that_was_changed(tmp_path, inside):
    home = tmp_path / "changed"
    inside(home, "init", *FOUND)
    with closing(sqlite3.connect(home / "pmo.db")) as database, database:
        database.execute("UPDATE audit_event SET actor = 'somebody else' WHERE event_number = 2")

    said = inside(home, "doctor", code=1).out

    assert "FIX   audit: seal 1 does not fit events 1 to 3" in said


def test_the_doctor_knows_a_seal_that_was_noted(founded, inside):
    with closing(sqlite3.connect(founded / "pmo.db")) as database:
        ((newest,),) = database.execute("SELECT hash FROM audit_seal WHERE seal_number = 1").fetchall()

    assert "ok    audit" in inside(founded, "doctor", "--seal", newest[:12], code=1).out
    assert "FIX   audit: no seal has the noted hash" in inside(founded, "doctor", "--seal", "0" * 12, code=1).out
