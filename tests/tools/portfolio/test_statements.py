"""What one engine put into words, the next one of its kind of database takes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Dialect, make_url

from tools.portfolio.database import reading, writing
from tools.portfolio.statements import STATEMENTS, Statements
from tools.portfolio.tables import TABLES


def dialect(kind: str) -> Dialect:
    return make_url(f"{kind}://").get_dialect()()


def taken(kept: Statements, asked: Dialect, columns: tuple[str, ...] = ()) -> Any:
    return kept.get((asked, "a statement", columns, False, False))


def test_engines_of_one_kind_share_and_others_do_not() -> None:
    kept, first = Statements(10), dialect("sqlite")
    kept[first, "a statement", (), False, False] = "SELECT 1"

    assert taken(kept, first) == taken(kept, dialect("sqlite")) == "SELECT 1"
    assert taken(kept, first, ("name",)) is None
    assert taken(kept, dialect("postgresql+psycopg")) is None


def test_servers_of_two_versions_do_not_share() -> None:
    older, newer = dialect("postgresql+psycopg"), dialect("postgresql+psycopg")
    older.server_version_info, newer.server_version_info = (14, 2), (17, 1)
    kept = Statements(10)
    kept[older, "a statement", (), False, False] = "SELECT 1"

    assert taken(kept, older) == "SELECT 1"
    assert taken(kept, newer) is None


def test_a_query_is_put_into_words_once(empty: str, demo_url: str) -> None:
    query = select(TABLES["person"].c.name).where(TABLES["person"].c.name == "Tomasz Wolny")
    with writing(empty) as connection:
        assert connection.execute(query).all() == []
    known = len(STATEMENTS)

    with reading(demo_url) as connection:
        assert connection.execute(query).all() == [("Tomasz Wolny",)]

    assert len(STATEMENTS) == known
