"""Tables of the audit: what people and commands did to the records, chained so that nothing can be taken out unseen.

An event is written in the transaction of what it tells of. Events are sealed in batches: a seal holds the hash
of its events and of the seal before it. Both tables are only ever added to, and belong to no record's history.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Mapped, mapped_column

from tools.portfolio.schema import Instant, Recorded, rule, word

AuditChannel = Literal["WEB", "SLACK", "API", "CLI", "IMPORT", "ASSISTANT"]


class AuditSealRow(Recorded):
    """The hash over a batch of events and over the seal before."""

    __tablename__ = "audit_seal"

    seal_number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Counts from 1 without a gap."""
    sealed_at: Mapped[datetime] = mapped_column(Instant())
    first_event: Mapped[int]
    last_event: Mapped[int]
    previous_hash: Mapped[str]
    hash: Mapped[str]


class AuditEventRow(Recorded):
    """One thing that was done to one record, by whom, when, through what, and why."""

    __tablename__ = "audit_event"
    __table_args__ = (rule("numbered", "event_number > 0"),)

    event_number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Counts from 1 without a gap."""
    at: Mapped[datetime] = mapped_column(Instant())
    actor: Mapped[str]
    """Address of the person, or name of the command."""
    on_behalf_of: Mapped[str | None]
    action: Mapped[str]
    """A verb and its object: ``import``, ``grant.add``, ``project.update``."""
    entity: Mapped[str | None] = mapped_column(index=True)
    """The row, as ``table/key/key``."""
    before: Mapped[str | None]
    """The row as it was, as JSON; ``after`` as it is."""
    after: Mapped[str | None]
    reason: Mapped[str | None]
    channel: Mapped[AuditChannel] = word("channel", AuditChannel)
    request_id: Mapped[str | None]
    """The same for all events of one command."""
