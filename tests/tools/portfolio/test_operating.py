"""What the audit is told of an operator's commands on the whole database."""

from __future__ import annotations

from pathlib import Path

import pytest
from operators import AT, COMMAND, told
from sqlalchemy import text

from tests.databases import Databases
from tools.portfolio.auditing import Event, standing
from tools.portfolio.database import newest_revision, reading, writing
from tools.portfolio.errors import DatabaseNotEmpty
from tools.portfolio.founding import Foundation, found
from tools.portfolio.loading import load_demo
from tools.portfolio.operating import upgrade as upgrade_by_hand
from tools.portfolio.tables import TABLES
from tools.portfolio.transfer import backup, copy, restore


@pytest.fixture
def small(empty: str) -> str:
    """A database of one person, with one event in its audit."""
    with writing(empty) as connection:
        COMMAND.insert(connection, TABLES["person"], {"person_id": "ada", "name": "Ada", "active": True})
        COMMAND.record(connection, Event("load"))
    return empty


def test_the_load_of_the_demo_is_the_first_event(empty: str) -> None:
    load_demo(empty, COMMAND)

    ((action, entity, before, after),) = told(empty)
    assert (action, entity, before, after["source"]) == ("load", "organisation/1", None, "demo")
    assert after["rows"]["organisation"] == 1
    assert "audit_event" not in after["rows"]


def test_a_database_with_nothing_but_an_audit_is_empty(empty: str) -> None:
    COMMAND.note(empty, Event("db.upgrade"))

    found(empty, COMMAND, Foundation("Nordhavn Port", "DKK", "DK", 1, "freja@nordhavn.example", "Freja"), AT.date())

    assert [event[0] for event in told(empty)] == ["db.upgrade", "init", "people.add", "grant.add"]


def test_tables_that_were_brought_up_are_told_of_and_new_ones_are_not(empty: str, databases: Databases) -> None:
    fresh = databases.new()
    upgrade_by_hand(fresh, COMMAND)
    with writing(empty) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0017'"))
        for table in ("assessment_answer", "assessment", "audit_event", "audit_seal"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("ALTER TABLE standard_clause DROP COLUMN page"))
    newer = newest_revision()

    upgrade_by_hand(empty, COMMAND)
    upgrade_by_hand(empty, COMMAND)

    assert told(fresh) == []
    assert told(empty) == [("db.upgrade", None, {"revision": "0017"}, {"revision": newer})]
    databases.drop(fresh)


def test_a_copy_is_told_of_on_both_sides_and_the_copied_audit_goes_on(small: str, databases: Databases) -> None:
    target = databases.new()

    copy(small, target, COMMAND)

    assert [event[0] for event in told(small)] == ["load", "db.copy"]
    assert [event[0] for event in told(target)] == ["load", "db.copy"]
    assert told(target)[1][3]["rows"] == 3  # with the event and its seal
    databases.drop(target)


def test_an_audit_holds_in_the_other_kind_of_database(small: str, tmp_path: Path) -> None:
    backup(small, tmp_path / "b.db")

    assert told(f"sqlite:///{tmp_path / 'b.db'}") == told(small)


def test_a_backup_is_told_of_where_it_was_taken(small: str, tmp_path: Path) -> None:
    backup(small, tmp_path / "b.db", COMMAND)

    assert [event[0] for event in told(small)] == ["load", "db.backup"]
    assert told(small)[1][3]["file"] == "b.db"
    assert [event[0] for event in told(f"sqlite:///{tmp_path / 'b.db'}")] == ["load"]


def test_a_restore_tells_how_far_the_audit_had_come_that_it_replaced(small: str, tmp_path: Path) -> None:
    backup(small, tmp_path / "b.db", COMMAND)
    with reading(small) as connection:
        before = standing(connection)

    restore(small, tmp_path / "b.db", replace=True, command=COMMAND)

    events = told(small)
    assert [event[0] for event in events] == ["load", "db.restore"]
    assert events[1][2]["audit"] == {"events": 2, "newest": before.newest, "seals": 2, "unsealed": 0}


def test_no_password_of_an_address_is_told(small: str, databases: Databases, monkeypatch: pytest.MonkeyPatch) -> None:
    target = databases.new()
    monkeypatch.setattr("tools.portfolio.transfer.shown", lambda url: "postgresql://pmo:hush-hush@host/pmo")

    copy(small, target, COMMAND)

    assert "hush" not in str(told(small))
    assert "postgresql://pmo:***@host/pmo" in str(told(target))
    databases.drop(target)


def test_what_fails_is_not_told(small: str, databases: Databases) -> None:
    target = databases.copy(small)

    with pytest.raises(DatabaseNotEmpty, match="already holds"):
        copy(small, target, COMMAND)
    with pytest.raises(DatabaseNotEmpty, match="already holds"):
        load_demo(small, COMMAND)

    assert [event[0] for event in told(small)] == ["load"]
    assert [event[0] for event in told(target)] == ["load"]
    databases.drop(target)
