"""The open portfolio, and what an operator does with its database: upgrade it, look at it.

Reading goes through ``open_portfolio``: its connections cannot write. What writes opens an engine of its
own with ``open_engine``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, exists, func, inspect, or_, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError, ProgrammingError
from sqlalchemy.orm import ORMExecuteState, Session

from knowledge.register import address_of
from tools.portfolio.delivery import SnapshotRow
from tools.portfolio.errors import DatabaseOutdated, DatabaseUnreachable, EmptyDatabase
from tools.portfolio.schema import NOT_VOID, VOID_LEFT_OUT
from tools.portfolio.statements import STATEMENTS
from tools.portfolio.structure import OrganisationRow, ProjectStateRow

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
REVISION_TABLE = "alembic_version"
WRITERS = 0x504D4F
"""Number of the lock of PostgreSQL that the writers of the records take in turn."""
PATIENCE = 60
"""Seconds that a writer waits for the others on PostgreSQL."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """The organisation's settings."""

    name: str
    currency: str
    calendar: str
    """Holiday calendar, for example ``GB-ENG``."""
    fy_start_month: int
    today: date | None
    """The fixed day of a demonstration; None where the real day counts."""


@dataclass(frozen=True, slots=True)
class DatabaseInfo:
    """What ``pmo db info`` prints."""

    address: str
    """The database's URL without its password."""
    revision: str | None
    newest_revision: str
    tables: tuple[tuple[str, int], ...]
    """Each table with its number of rows, by name."""


class Portfolio:
    """The open portfolio; threads may share it, each tool call takes a session of its own."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Give a session that reads one consistent state of the database, cannot write, and sees no void row."""
        with Session(self.engine) as session:
            event.listen(session, "do_orm_execute", _leave_out_void)
            yield session

    def organisation(self) -> Organisation:
        """Return the organisation; raise ``EmptyDatabase`` where none is recorded."""
        with self.session() as session:
            row = session.scalars(select(OrganisationRow)).one_or_none()
            if row is None:
                raise EmptyDatabase
            return Organisation(row.name, row.currency, row.calendar, row.fy_start_month, row.today)

    def newest_locked_month_end(self, today: date) -> date | None:
        """Return the newest month end that was locked on or before today, None where there is none.

        Only projects that everybody may see count: the date of the data must not tell that another
        project exists.
        """
        guarded = exists().where(
            ProjectStateRow.project_id == SnapshotRow.project_id,
            ProjectStateRow.classification.in_(("CONFIDENTIAL", "RESTRICTED")),
            or_(ProjectStateRow.valid_to.is_(None), ProjectStateRow.valid_to >= today),
        )
        newest = select(func.max(SnapshotRow.period_end)).where(
            SnapshotRow.locked_on <= today,
            SnapshotRow.period_end <= today,
            ~guarded,
        )
        with self.session() as session:
            return session.scalar(newest)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def open_portfolio(url: str) -> Portfolio:
    """Open the portfolio for reading.

    Raises ``EmptyDatabase`` where there is no database yet, ``DatabaseOutdated`` where its tables are of
    another revision, ``DatabaseUnreachable`` where it cannot be reached.
    """
    with reading(url) as connection:
        if revision(connection) is None:
            raise EmptyDatabase
        require_revision(connection)
    return Portfolio(open_engine(url, readonly=True))


def open_engine(url: str, *, readonly: bool = False) -> Engine:
    """Return an engine with the settings that both databases need; it connects when first used."""
    address = _address(url)
    if address.get_backend_name() != "sqlite":
        return _server_engine(address, readonly)
    if readonly and not Path(address.database or "").is_file():
        raise EmptyDatabase
    engine = create_engine(address, execution_options={"compiled_cache": STATEMENTS})
    event.listen(engine, "connect", _configure_reader if readonly else _configure_writer)
    # A writer takes the lock when it begins: two of them then wait for each other instead of failing.
    begin = "BEGIN" if readonly else "BEGIN IMMEDIATE"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def upgrade(url: str, tell: Callable[[Connection, str], None] | None = None) -> str:
    """Bring the tables to the newest revision, creating the database where needed; return the revision.

    Where older tables were brought up, ``tell`` is called with their revision, in the same transaction.
    """
    with writing(url, create=True) as connection:
        if (before := revision(connection)) != newest_revision():
            from alembic import command  # costs 0.1 s that a database of today need not pay

            command.upgrade(migration_config(connection), "head")
            if before and tell:
                tell(connection, before)
    return newest_revision()


def info(url: str) -> DatabaseInfo:
    """Return revision and row counts; also of a database that is not yet upgraded."""
    with reading(url) as connection:
        names = sorted(set(inspect(connection).get_table_names()) - {REVISION_TABLE})
        counts = tuple(count_rows(connection, names).items())
        return DatabaseInfo(shown(url), revision(connection), newest_revision(), counts)


def require_revision(connection: Connection) -> None:
    """Raise ``DatabaseOutdated`` unless the database holds the tables of this program's revision."""
    if (found := revision(connection)) != newest_revision():
        raise DatabaseOutdated(found, newest_revision())


def revision(connection: Connection) -> str | None:
    """Return the revision of the tables, None where there are none."""
    if not inspect(connection).has_table(REVISION_TABLE):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def newest_revision() -> str:
    """Return the newest revision: migrations are numbered in one line, ``0001_people.py`` and so on."""
    return max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


@contextmanager
def reading(url: str) -> Iterator[Connection]:
    """Give a connection that sees one consistent state of the database and cannot write."""
    engine = open_engine(url, readonly=True)
    try:
        try:
            connection = engine.connect()
            inspect(connection).has_table(REVISION_TABLE)  # SQLite opens the file only when it is read
        except DBAPIError as error:
            raise DatabaseUnreachable(shown(url), _why(error)) from error
        with connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def writing(url: str, *, create: bool = False) -> Iterator[Connection]:
    """Give a connection whose one transaction holds everything that is written, or nothing of it."""
    address = _address(url)
    file = Path(address.database or "") if address.get_backend_name() == "sqlite" else None
    if file and create:
        file.parent.mkdir(parents=True, exist_ok=True)
    elif file and not file.is_file():
        raise DatabaseOutdated(None, newest_revision())
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            _stand_in_line(connection)
            with connection.begin():
                yield connection
    except (OperationalError, ProgrammingError) as error:
        if isinstance(error, ProgrammingError) and not _forbidden(error):
            raise
        raise DatabaseUnreachable(shown(url), _why(error)) from error
    finally:
        engine.dispose()


def wait_for_writers(connection: Connection) -> None:
    """Let no other writer of the records go on until this transaction has ended."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(WRITERS)))


def migration_config(connection: Connection) -> Config:
    """Return Alembic's configuration for this tree, built in code."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def count_rows(connection: Connection, names: Collection[str]) -> dict[str, int]:
    """Return the number of rows of each table."""
    return _ask_of_each(connection, "(SELECT count(*) FROM {})", names)


def any_rows(connection: Connection, names: Collection[str]) -> bool:
    """Whether one of the tables holds a row, which takes less time than to count them."""
    return any(_ask_of_each(connection, "EXISTS (SELECT 1 FROM {})", names).values())


def shown(url: str) -> str:
    """Return the address as it may be printed, without password."""
    return _address(url).render_as_string(hide_password=True)


def _ask_of_each(connection: Connection, query: str, names: Collection[str]) -> dict[str, int]:
    """Ask the same of many tables at once: to put a query for each into words costs more than to answer it."""
    quote = connection.dialect.identifier_preparer.quote
    asked = ", ".join(query.format(quote(name)) for name in names)
    return dict(zip(names, connection.exec_driver_sql(f"SELECT {asked}").one(), strict=True)) if asked else {}


def _stand_in_line(connection: Connection) -> None:
    """Wait for other writers before the transaction: the first query in it fixes what it sees."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
        connection.execute(select(func.pg_advisory_lock(WRITERS)))  # until the connection is closed
        connection.commit()


def _server_engine(address: URL, readonly: bool) -> Engine:
    try:
        return create_engine(
            address,
            isolation_level="REPEATABLE READ",
            execution_options={"postgresql_readonly": readonly, "compiled_cache": STATEMENTS},
            pool_pre_ping=True,  # the server may be started anew between two questions
        )
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise DatabaseUnreachable(address.render_as_string(hide_password=True), str(error)) from error


def _forbidden(error: DBAPIError) -> bool:
    """Whether PostgreSQL refused for want of a privilege."""
    return getattr(error.orig, "sqlstate", None) == "42501"


def _address(url: str) -> URL:
    try:
        return address_of(url)
    except ArgumentError as error:
        raise DatabaseUnreachable(repr(url), "this is no database URL") from error


def _why(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    return str(cause).strip().splitlines()[0]


def _leave_out_void(call: ORMExecuteState) -> None:
    """Add to every query, in one place, that a row which people took out is not there."""
    if call.is_select and not call.execution_options.get(VOID_LEFT_OUT):
        call.statement = call.statement.options(NOT_VOID)


def _configure_writer(connection: Any, _: object) -> None:
    connection.isolation_level = None  # SQLAlchemy begins transactions, also around changes of tables
    for pragma in ("foreign_keys = ON", "busy_timeout = 10000"):
        connection.execute(f"PRAGMA {pragma}").close()
    with suppress(sqlite3.OperationalError):  # at once where another is switching the new file: it stays switched
        connection.execute("PRAGMA journal_mode = WAL").close()


def _configure_reader(connection: Any, _: object) -> None:
    connection.isolation_level = None
    for pragma in ("query_only = ON", "busy_timeout = 10000"):
        connection.execute(f"PRAGMA {pragma}").close()
