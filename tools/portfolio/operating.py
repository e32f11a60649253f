"""What an operator's command leaves behind: its events in the audit, and its mark on the rows that it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, insert, update

from tools.portfolio import database
from tools.portfolio.audit import AuditChannel
from tools.portfolio.auditing import Event, seal, write_events


@dataclass(frozen=True, slots=True)
class Command:
    """One command; all its events have its number, its moment and its giver."""

    actor: str
    """Address of the person who gives it, else the user of the machine."""
    at: datetime
    request_id: str
    channel: AuditChannel = "CLI"

    def record(self, connection: Connection, *events: Event) -> None:
        """Write events in the transaction of what they tell of, and seal the audit."""
        write_events(connection, events, actor=self.actor, channel=self.channel, request_id=self.request_id, at=self.at)
        seal(connection, self.at)

    def note(self, url: str, *events: Event) -> None:
        """Write events of what is done already, and changed no row."""
        with database.writing(url) as connection:
            self.record(connection, *events)

    def insert(self, connection: Connection, table: Table, values: Mapping[str, Any]) -> Any:
        """Insert a row; return its key."""
        marks = {"created_at": self.at, "created_by": self.actor, "source_system": "pmo"}
        return connection.execute(insert(table).values(**values, **marks)).inserted_primary_key

    def update(self, connection: Connection, table: Table, key: Any, values: Mapping[str, Any]) -> None:
        """Change a row of a table whose key is one column."""
        marks = {"updated_at": self.at, "updated_by": self.actor, "row_version": table.c.row_version + 1}
        (column,) = table.primary_key
        connection.execute(update(table).where(column == key).values({**values, **marks}))


def upgrade(url: str, command: Command) -> str:
    """Bring the tables to the newest revision; a database that held some already is told of it."""

    def tell(connection: Connection, before: str) -> None:
        after = {"revision": database.newest_revision()}
        command.record(connection, Event("db.upgrade", before={"revision": before}, after=after))

    return database.upgrade(url, tell)
