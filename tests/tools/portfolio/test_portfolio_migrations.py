"""The migrated tables are the declared ones, on both kinds of database."""

from __future__ import annotations

import ast
import re
from io import StringIO
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, inspect

from assistant.store.tables import StoreBase
from knowledge import register
from tests.databases import Databases
from tools.portfolio.database import MIGRATIONS, newest_revision, open_engine, upgrade
from tools.portfolio.tables import METADATA

STEPS = sorted((MIGRATIONS / "versions").glob("[0-9]*.py"))


def declared() -> MetaData:
    """Every table of the product."""
    together = MetaData()
    for metadata in (METADATA, StoreBase.metadata, register.metadata):
        for table in metadata.sorted_tables:
            table.to_metadata(together)
    return together


def test_the_migrated_tables_are_the_declared_ones(empty: str) -> None:
    engine = open_engine(empty, readonly=True)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), declared())
    engine.dispose()

    assert differences == []


def test_the_migrated_checks_are_the_declared_ones(empty: str, databases: Databases) -> None:
    # Alembic does not compare CHECK constraints.
    plain = databases.new()
    migrated, created = open_engine(empty, readonly=True), open_engine(plain)
    declared().create_all(created)

    found = [
        {
            (name, check["name"], re.sub(r"\s+", " ", check["sqltext"]))
            for name in inspect(engine).get_table_names()
            for check in inspect(engine).get_check_constraints(name)
        }
        for engine in (migrated, created)
    ]
    migrated.dispose()
    created.dispose()
    databases.drop(plain)

    assert found[0] == found[1]
    assert len(found[0]) > 40


def test_steps_are_one_numbered_line() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))

    assert scripts.get_heads() == [newest_revision()]
    assert [path.name[:4] for path in STEPS] == [f"{n:04d}" for n in range(1, len(STEPS) + 1)]


@pytest.mark.parametrize("step", STEPS, ids=lambda path: path.stem)
def test_a_step_imports_nothing_of_ours(step: Path) -> None:
    imported = [node for node in ast.walk(ast.parse(step.read_text())) if isinstance(node, ast.ImportFrom | ast.Import)]

    names = {getattr(node, "module", None) or node.names[0].name for node in imported}

    assert names <= {"__future__", "alembic", "decimal", "sqlalchemy"}


def test_a_second_upgrade_changes_nothing(demo_copy: str) -> None:
    assert upgrade(demo_copy) == newest_revision()


def test_postgresql_keeps_exact_decimals_and_real_dates() -> None:
    config = Config(output_buffer=StringIO())
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["dialect"] = "postgresql"

    command.upgrade(config, "head", sql=True)

    sql = config.output_buffer.getvalue()
    assert "bac NUMERIC(14, 2) NOT NULL" in sql
    assert "approved_limit NUMERIC(9, 6)" in sql
    assert "created_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP" in sql
    assert "WHERE valid_to IS NULL" in sql
