"""The SQL register of versions and clauses: the truth from which the index is rebuilt.

Every change is one transaction that also raises the generation, so that a reader who knows the
generation knows what the register holds. Nothing here is particular to one database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    Engine,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import IntegrityError

from knowledge.clauses import Clause, Version

metadata = MetaData()

standard_generation = Table(
    "standard_generation",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("generation", Integer, nullable=False),
)
"""One row; raised by one in every transaction that changes the register."""

standard_version = Table(
    "standard_version",
    metadata,
    Column("document", String(200), primary_key=True),
    Column("version", String(40), primary_key=True),
    Column("title", Text, nullable=False),
    Column("type", String(20), nullable=False),
    Column("owner", Text, nullable=False),
    Column("effective_from", Date),
    Column("stated_to", Date),  # last day in force as the document says it
    Column("effective_to", Date),  # the same, or the day before the successor takes effect
    Column("review_due", Date),
    Column("classification", String(20), nullable=False),
    Column("folder", Text, nullable=False),  # the folder that was synchronised
    Column("source", Text, nullable=False),  # file within that folder
)

standard_clause = Table(
    "standard_clause",
    metadata,
    Column("document", String(200), primary_key=True),
    Column("version", String(40), primary_key=True),
    Column("number", String(200), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("heading", Text, nullable=False),
    Column("path", JSON, nullable=False),
    Column("modality", String(10), nullable=False),
    Column("text", Text, nullable=False),
    Column("text_hash", String(64), nullable=False),
    Column("page", Integer),  # of the file, where it has pages
    ForeignKeyConstraint(
        ["document", "version"],
        ["standard_version.document", "standard_version.version"],
        ondelete="CASCADE",
    ),
)

_ONLY_ROW = 1
_DRIVERS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
"""Schemes that other programs write; SQLAlchemy alone would look for an older driver of PostgreSQL."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One version as the register holds it."""

    version: Version
    """Its last day in force is the effective one: stated, or given by its successor."""
    stated_to: date | None
    folder: str
    clauses: tuple[Clause, ...]


class Register:
    """The register in one database; safe to use from several threads and processes."""

    def __init__(self, database_url: str) -> None:
        self.address = database_url
        self._engine: Engine = create_engine(address_of(database_url), pool_pre_ping=True)

    def close(self) -> None:
        """Lets go of the database's connections."""
        self._engine.dispose()

    def create_all(self) -> None:
        """Creates the tables, for tests; elsewhere the migrations do."""
        metadata.create_all(self._engine)

    def generation(self) -> int:
        """How often the register has changed; 0 for an empty one."""
        with self._engine.connect() as connection:
            return _generation(connection)

    def load(self) -> tuple[int, tuple[Holding, ...]]:
        """The generation and all that is held at it, by document and order of effect."""
        with self._engine.connect() as connection:
            before = _generation(connection)
            held = _load(connection)
            # a change that was committed between the two reads is seen by the generation
            after = _generation(connection)
        return (after, held) if before == after else self.load()

    @contextmanager
    def change(self) -> Iterator[Change]:
        """One transaction; whoever else wants to change the register waits until it has ended."""
        with self._engine.connect() as connection:
            _raise_generation(connection)  # first, since this write is what locks out other writers
            change = Change(connection)
            yield change
            if change.made:
                connection.commit()  # otherwise the connection is closed, which rolls back


class Change:
    """What may be done within one transaction on the register."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.made = False
        """Whether anything was changed: only then is the generation raised."""

    def held(self) -> tuple[Holding, ...]:
        """All that is held, within this transaction."""
        return _load(self._connection)

    def put(self, holding: Holding) -> None:
        """Adds a version with its clauses, or puts it in the place of the one held under its name."""
        self.remove(holding.version)
        self._connection.execute(insert(standard_version), _version_row(holding))
        self._connection.execute(insert(standard_clause), [_clause_row(clause) for clause in holding.clauses])
        self.made = True

    def remove(self, version: Version) -> None:
        """Removes a version with its clauses, where it is held."""
        for table in (standard_clause, standard_version):
            gone = self._connection.execute(delete(table).where(*_named(table, version)))
            self.made = self.made or gone.rowcount > 0

    def close_at(self, version: Version, effective_to: date | None) -> None:
        """Sets the last day in force, when a successor has come or gone."""
        statement = update(standard_version).where(*_named(standard_version, version))
        self._connection.execute(statement.values(effective_to=effective_to))
        self.made = True


def address_of(database_url: str) -> URL:
    """The address with the driver that the product brings along."""
    url = make_url(database_url)
    return url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))


def last_days(held: Iterable[Holding]) -> dict[str, date | None]:
    """The last day in force of every version, by reference: as stated, else the day before its successor's first."""
    days = {}
    ordered = sorted(held, key=lambda holding: order_of_effect(holding.version))
    for holding, successor in zip(ordered, [*ordered[1:], None], strict=False):
        follows = successor is not None and successor.version.document == holding.version.document
        starts = successor.version.effective_from if successor and follows else None
        closes = starts - timedelta(days=1) if starts and starts != holding.version.effective_from else None
        days[holding.version.ref] = holding.stated_to or closes
    return days


def order_of_effect(version: Version) -> tuple[str, date, tuple[int, ...], str]:
    """Sorts versions by document, then oldest first; undated ones by their number, 1.9 before 1.10."""
    parts = tuple(int(part) for part in version.version.split(".") if part.isdigit())
    return version.document, version.effective_from or date.min, parts, version.version


def _generation(connection: Connection) -> int:
    found = connection.execute(select(standard_generation.c.generation)).scalar()
    return int(found or 0)


def _raise_generation(connection: Connection) -> None:
    raise_it = (
        update(standard_generation)
        .where(standard_generation.c.id == _ONLY_ROW)
        .values(generation=standard_generation.c.generation + 1)
    )
    if connection.execute(raise_it).rowcount:
        return
    try:
        with connection.begin_nested():
            connection.execute(insert(standard_generation).values(id=_ONLY_ROW, generation=1))
    except IntegrityError:  # somebody else wrote the first row meanwhile, and has committed it
        connection.execute(raise_it)


def _named(table: Table, version: Version) -> tuple[Any, Any]:
    return table.c.document == version.document, table.c.version == version.version


def _load(connection: Connection) -> tuple[Holding, ...]:
    clauses: dict[tuple[str, str], list[Any]] = {}
    for row in connection.execute(select(standard_clause).order_by(standard_clause.c.position)):
        clauses.setdefault((row.document, row.version), []).append(row)
    holdings = []
    for row in connection.execute(select(standard_version)):
        version = _version(row)
        own = tuple(_clause(version, each) for each in clauses.get((row.document, row.version), ()))
        holdings.append(Holding(version, row.stated_to, row.folder, own))
    return tuple(sorted(holdings, key=lambda holding: order_of_effect(holding.version)))


def _version(row: Any) -> Version:
    return Version(
        document=row.document,
        version=row.version,
        title=row.title,
        type=row.type,
        owner=row.owner,
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        review_due=row.review_due,
        source=row.source,
        classification=row.classification,
    )


def _clause(version: Version, row: Any) -> Clause:
    return Clause(
        version=version,
        number=row.number,
        heading=row.heading,
        path=tuple(row.path),
        text=row.text,
        modality=row.modality,
        order=row.position,
        text_hash=row.text_hash,
        page=row.page,
    )


def _version_row(holding: Holding) -> dict[str, object]:
    version = holding.version
    return {
        "document": version.document,
        "version": version.version,
        "title": version.title,
        "type": version.type,
        "owner": version.owner,
        "effective_from": version.effective_from,
        "stated_to": holding.stated_to,
        "effective_to": version.effective_to,
        "review_due": version.review_due,
        "classification": version.classification,
        "folder": holding.folder,
        "source": version.source,
    }


def _clause_row(clause: Clause) -> dict[str, object]:
    return {
        "document": clause.version.document,
        "version": clause.version.version,
        "number": clause.number,
        "position": clause.order,
        "heading": clause.heading,
        "path": list(clause.path),
        "modality": clause.modality,
        "text": clause.text,
        "text_hash": clause.text_hash,
        "page": clause.page,
    }


def dated(holding: Holding, effective_to: date | None) -> Holding:
    """The same holding with another last day in force."""
    version = replace(holding.version, effective_to=effective_to)
    clauses = tuple(replace(clause, version=version) for clause in holding.clauses)
    return replace(holding, version=version, clauses=clauses)
