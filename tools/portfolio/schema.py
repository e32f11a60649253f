"""The base of every table: exact decimals, closed word sets, and who recorded a row.

Tables are written for PostgreSQL and SQLite alike. SQLite has no exact decimal, so there an amount is
kept as a whole number of its smallest unit: money in pence.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, get_args

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    Dialect,
    Index,
    MetaData,
    Numeric,
    String,
    TypeDecorator,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column, with_loader_criteria
from sqlalchemy.types import TypeEngine

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class Exact(TypeDecorator[Decimal]):
    """A decimal of fixed scale that comes back exactly as it was stored."""

    impl = Numeric
    cache_ok = True

    def __init__(self, precision: int, scale: int) -> None:
        super().__init__(precision, scale)
        self.digits, self.places = precision, scale

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Whole numbers on SQLite, NUMERIC everywhere else."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(BigInteger())
        return super().load_dialect_impl(dialect)

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> Decimal | int | None:
        """Refuse what cannot be kept exactly, rather than round it unseen."""
        if value is None:
            return None
        scaled = Decimal(value).scaleb(self.places)
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{value} has more than {self.places} decimals")
        if abs(scaled) >= 10**self.digits:
            raise ValueError(f"{value} has more than {self.digits - self.places} digits before the point")
        return int(scaled) if dialect.name == "sqlite" else Decimal(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Back to money, or to the fraction."""
        if value is None or dialect.name != "sqlite":
            return None if value is None else Decimal(value)
        return Decimal(value).scaleb(-self.places)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, also on SQLite, which keeps no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store moments of any zone as UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give a moment with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Money = Annotated[Decimal, mapped_column(Exact(14, 2))]
Fraction = Annotated[Decimal, mapped_column(Exact(9, 6))]


class Recorded(DeclarativeBase):
    """A row that somebody or something recorded; absent values are NULL."""

    metadata = MetaData(naming_convention=NAMES)

    created_at: Mapped[datetime] = mapped_column(Instant(), server_default=text("CURRENT_TIMESTAMP"), sort_order=90)
    created_by: Mapped[str] = mapped_column(sort_order=91)
    """The person or command that wrote the row."""
    source_system: Mapped[str] = mapped_column(sort_order=92)
    """Where the row came from."""
    updated_at: Mapped[datetime | None] = mapped_column(Instant(), sort_order=93)
    updated_by: Mapped[str | None] = mapped_column(sort_order=94)
    """The person or command that changed it last; NULL while it stands as it came."""
    row_version: Mapped[int] = mapped_column(server_default=text("1"), sort_order=95)
    """Counts the changes of the row, from 1."""
    is_void: Mapped[bool] = mapped_column(server_default=false(), sort_order=96)
    """Taken out by a person: kept, and read by nobody."""
    void_reason: Mapped[str | None] = mapped_column(sort_order=97)


NOT_VOID = with_loader_criteria(Recorded, lambda row: row.is_void.is_(False), include_aliases=True)
"""The option of a query that leaves out what people took out."""
VOID_LEFT_OUT = "void_left_out"
"""The mark of a query that has the option already."""

AUDIT = frozenset(name for name in Recorded.__annotations__ if name != "metadata")
"""Columns that say how a row came in and what became of it; a data file does not fill them."""


def word(name: str, words: Any, **options: Any) -> MappedColumn[Any]:
    """Return a column that takes only the words of a Literal; the database enforces it."""
    allowed = get_args(words)
    listed = ", ".join(f"'{each}'" for each in allowed)
    rule = CheckConstraint(f"{name} IN ({listed})", name=name)
    return mapped_column(name, String(), rule, info={"words": allowed}, **options)


def one_live(name: str, *columns: str, where: str) -> Index:
    """Return a unique index over the rows that are not void and meet the condition."""
    return Index(
        name,
        *columns,
        unique=True,
        sqlite_where=text(f"{where} AND is_void = 0"),
        postgresql_where=text(f"{where} AND NOT is_void"),
    )


def rule(name: str, condition: str) -> CheckConstraint:
    """Return a named CHECK; the table's name is put before it."""
    return CheckConstraint(condition, name=name)
