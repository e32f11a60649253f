"""Looking at a database, copying it, backing it up and bringing it back."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, text, update

from assistant.store.tables import StoreBase, TurnRow
from knowledge import register
from knowledge.register import standard_generation
from tests.databases import Databases, Files
from tools.portfolio.database import info, newest_revision, open_engine, open_portfolio
from tools.portfolio.errors import (
    BackupExists,
    BackupInvalid,
    DatabaseNotEmpty,
    DatabaseOutdated,
    DatabaseUnreachable,
    EmptyDatabase,
)
from tools.portfolio.loading import DEMO
from tools.portfolio.structure import ProjectRow
from tools.portfolio.tables import METADATA
from tools.portfolio.transfer import backup, copy, restore

with (DEMO / "project.csv").open(encoding="utf-8", newline="") as file:
    PROJECTS = sum(1 for _ in csv.DictReader(file))


@pytest.fixture(scope="module")
def monday(demo_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the demo as it was loaded."""
    file = tmp_path_factory.mktemp("backups") / "monday.backup"
    backup(demo_url, file)
    return file


def change(url: str) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(update(ProjectRow).values(name="Changed"))
    engine.dispose()


def dump(url: str) -> dict[str, list[str]]:
    """Every row of every table, whatever kind of database holds it."""
    engine = open_engine(url, readonly=True)
    with engine.connect() as connection:
        rows = {
            table.name: sorted(str(tuple(row)) for row in connection.execute(select(table)))
            for metadata in (METADATA, StoreBase.metadata, register.metadata)
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return rows


def test_info_gives_revision_and_rows(demo_url: str) -> None:
    found = info(demo_url)

    assert found.revision == found.newest_revision == newest_revision()
    assert dict(found.tables)["project"] == PROJECTS
    assert "alembic_version" not in dict(found.tables)


@pytest.fixture
def others(databases: Databases, request: pytest.FixtureRequest, tmp_path: Path) -> Databases:
    """Databases of the other kind."""
    return request.getfixturevalue("postgresql") if isinstance(databases, Files) else Files(tmp_path)


def test_a_copy_reads_as_its_source(demo_copy: str, databases: Databases) -> None:
    target = databases.new()

    rows = copy(demo_copy, target)

    assert rows["project"] == PROJECTS
    assert dump(target) == dump(demo_copy)
    assert info(target).tables == info(demo_copy).tables


def test_a_copy_goes_to_the_other_kind_of_database_and_comes_back_as_it_was(
    demo_copy: str, others: Databases, empty: str
) -> None:
    take_turn(demo_copy, id=7, position=0)
    there, back = others.new(), empty

    rows = copy(demo_copy, there), copy(there, back)

    assert dump(there) == dump(demo_copy)
    assert dump(back) == dump(demo_copy)
    assert rows[0] == rows[1]
    assert rows[0]["conversation_turn"] == 1


def test_new_rows_are_numbered_after_those_that_were_copied(empty: str, others: Databases) -> None:
    take_turn(empty, id=7, position=0)
    there = others.new()
    copy(empty, there)

    take_turn(there, position=1)

    engine = open_engine(there, readonly=True)
    with engine.connect() as connection:
        assert list(connection.scalars(select(TurnRow.id).order_by(TurnRow.id))) == [7, 8]
    engine.dispose()


def take_turn(url: str, **values: int) -> None:
    turn = {"surface": "cli", "thread": "T", "asked_by": "x", "question": "?", "created_at": "now", **values}
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(insert(TurnRow).values(**turn, answer={"text": "Yes", "figures": [1, None, "é"]}))
    engine.dispose()


def test_a_copy_into_a_database_with_rows_is_refused(demo_copy: str, demo_url: str) -> None:
    with pytest.raises(DatabaseNotEmpty):
        copy(demo_url, demo_copy)


def test_a_backup_brings_back_what_was_there(demo_copy: str, monday: Path) -> None:
    before = dump(demo_copy)
    change(demo_copy)
    assert dump(demo_copy) != before

    restore(demo_copy, monday, replace=True)

    assert dump(demo_copy) == before


def test_a_backup_is_one_file_and_overwrites_none(demo_copy: str, monday: Path) -> None:
    with pytest.raises(BackupExists):
        backup(demo_copy, monday)

    assert [path.name for path in monday.parent.iterdir()] == ["monday.backup"]


def test_rows_are_replaced_only_on_purpose(demo_copy: str, monday: Path) -> None:
    change(demo_copy)
    before = dump(demo_copy)

    with pytest.raises(DatabaseNotEmpty):
        restore(demo_copy, monday)

    assert dump(demo_copy) == before


def test_a_backup_is_restored_into_a_fresh_home(demo_copy: str, monday: Path, tmp_path: Path) -> None:
    fresh = f"sqlite:///{tmp_path / 'home' / 'pmo.db'}"

    restore(fresh, monday)

    assert dump(fresh) == dump(demo_copy)


def test_restored_standards_are_numbered_anew(empty: str, tmp_path: Path) -> None:
    # An index of other clauses under the same number would pass as the index of these.
    generation(empty, 3)
    backup(empty, tmp_path / "monday.backup")
    generation(empty, 5)

    restore(empty, tmp_path / "monday.backup", replace=True)

    assert generation(empty) == 6


def generation(url: str, number: int | None = None) -> int | None:
    engine = open_engine(url)
    with engine.begin() as connection:
        if number:
            connection.execute(delete(standard_generation))
            connection.execute(insert(standard_generation).values(id=1, generation=number))
        found = connection.scalar(select(standard_generation.c.generation))
    engine.dispose()
    return found


@pytest.mark.parametrize("content", [None, b"", b"not a database, but long enough to look like a file" * 20])
def test_a_file_that_is_no_backup_is_refused_and_nothing_is_lost(
    demo_copy: str, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "letter.txt"
    if content is not None:
        file.write_bytes(content)
    before = dump(demo_copy)

    with pytest.raises(BackupInvalid, match="pmo db backup"):
        restore(demo_copy, file, replace=True)

    assert dump(demo_copy) == before


def test_a_backup_of_a_newer_program_is_refused(demo_copy: str, monday: Path, tmp_path: Path) -> None:
    newer = shutil.copyfile(monday, tmp_path / "newer.backup")
    engine = open_engine(f"sqlite:///{newer}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    with pytest.raises(BackupInvalid, match="9999"):
        restore(demo_copy, newer, replace=True)


def test_a_database_that_does_not_exist_is_empty_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(EmptyDatabase, match="pmo demo load"):
        open_portfolio(f"sqlite:///{tmp_path / 'none.db'}")

    assert list(tmp_path.iterdir()) == []


def test_tables_without_an_organisation_are_empty(empty: str) -> None:
    portfolio = open_portfolio(empty)

    with pytest.raises(EmptyDatabase):
        portfolio.organisation()
    portfolio.close()


def test_older_tables_ask_for_an_upgrade(demo_copy: str) -> None:
    engine = open_engine(demo_copy)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    engine.dispose()

    with pytest.raises(DatabaseOutdated, match="pmo db upgrade"):
        open_portfolio(demo_copy)


@pytest.mark.parametrize(
    "url",
    [
        "no url",
        "sqlite-but-not:///x",
        "postgresql+nodriver://me:secret@host/db",
        "postgresql://me:secret@127.0.0.1:1/db",
    ],
)
def test_a_wrong_address_is_named_without_its_password(url: str) -> None:
    with pytest.raises(DatabaseUnreachable, match="PMO_DATABASE_URL") as raised:
        open_portfolio(url)

    assert "secret" not in str(raised.value)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_bytes(b"Dear reader, " * 100)

    with pytest.raises(DatabaseUnreachable, match=r"letter\.db"):
        open_portfolio(f"sqlite:///{tmp_path / 'letter.db'}")


def test_a_database_moved_by_its_file_still_opens(monday: Path, tmp_path: Path) -> None:
    moved = shutil.copyfile(monday, tmp_path / "with 100% space.db")

    portfolio = open_portfolio(f"sqlite:///{moved}")
    today = portfolio.organisation().today
    portfolio.close()

    assert today == date(2026, 11, 3)
