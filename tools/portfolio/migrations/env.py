"""How Alembic runs the steps: on the connection, and in the transaction, that it is given."""

from __future__ import annotations

from alembic import context


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
