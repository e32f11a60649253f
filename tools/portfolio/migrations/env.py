"""How Alembic runs the steps: on the connection, and in the transaction, that it is given."""

from __future__ import annotations

from typing import Any

from alembic import context
from alembic.ddl.postgresql import PostgresqlImpl
from sqlalchemy import Column, String, Table
from sqlalchemy.types import TypeEngine


class ByCodePoint(PostgresqlImpl):
    """Makes text that sorts on PostgreSQL as on SQLite and in Python: no answer may hang on a server's locale."""

    __dialect__ = "postgresql"

    def create_table(self, table: Table, **options: Any) -> None:
        """Create a table whose texts are compared by code point."""
        for column in table.columns:
            column.type = by_code_point(column.type)
        super().create_table(table, **options)

    def add_column(self, table_name: str, column: Column[Any], **options: Any) -> None:
        """Add a column; a text is compared by code point."""
        column.type = by_code_point(column.type)
        super().add_column(table_name, column, **options)

    def alter_column(
        self, table_name: str, column_name: str, *, type_: TypeEngine[Any] | None = None, **options: Any
    ) -> None:
        """Change a column; what becomes a text is compared by code point."""
        super().alter_column(table_name, column_name, type_=by_code_point(type_) if type_ else None, **options)


def by_code_point(type_: TypeEngine[Any]) -> TypeEngine[Any]:
    """The type itself, or where it is one of text, that text in PostgreSQL's order of code points."""
    return type_.adapt(type(type_), collation="C") if isinstance(type_, String) else type_


def run() -> None:
    """Run the steps; without a connection (``--sql``) print them for the dialect that was asked for."""
    connection = context.config.attributes.get("connection")
    if connection is None:
        context.configure(dialect_name=context.config.attributes["dialect"], literal_binds=True)
    else:
        context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()


run()
