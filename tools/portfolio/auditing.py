"""Writing the audit, sealing it, and finding out whether it still stands as it was written.

Events are numbered from 1 without a gap. A seal holds the hash over a batch of events and over the seal before,
so an event that was altered, removed, inserted or put in another's place is found, and so is a change of the
seals. What cannot be known from the database alone:

- that events which no seal covers yet were altered, or the newest of them removed;
- that the newest seals were removed together with their events, or everything was;
- that somebody who can write to the database made a whole chain anew.

The last two are known to whoever noted the newest seal elsewhere, and gives it to ``verify``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Table, func, insert, select

from tools.portfolio.audit import AuditChannel, AuditEventRow, AuditSealRow
from tools.portfolio.database import wait_for_writers
from tools.portfolio.importing.saying import written
from tools.portfolio.withholding import withhold, without_secrets
from tools.portfolio.workbook.layout import key

EVENTS = AuditEventRow.__table__.c
SEALS = AuditSealRow.__table__.c
AUDIT_TABLES = frozenset({AuditEventRow.__tablename__, AuditSealRow.__tablename__})
"""Tables that hold no record of the organisation: with rows in these alone a database counts as empty."""
BEGINNING = ""
"""What stands for the hash before the first seal."""
BATCH = 1000
STREAMED = {"yield_per": BATCH}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done to one record."""

    action: str
    """A verb and its object: ``import``, ``grant.add``, ``project.update``."""
    entity: str | None = None
    """The row, as ``table/key/key``."""
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the audit has come."""

    events: int
    seals: int
    unsealed: int
    newest: str | None
    """Hash of the newest seal."""


def entity(table: Table, row: Row[Any]) -> str:
    """Return the name of a row in the audit: table and key."""
    return "/".join([table.name, *(written(row._mapping[name]) for name in key(table) if row._mapping[name])])


def write_events(
    connection: Connection,
    events: Iterable[Event],
    *,
    actor: str,
    channel: AuditChannel,
    request_id: str | None,
    at: datetime,
    on_behalf_of: str | None = None,
) -> int:
    """Write events in the transaction of what they tell of; return how many.

    The connection is one of ``database.writing``, where writers wait for each other before they begin. On any
    other one of PostgreSQL that reads a fixed state, two writers at once fail, rather than leave a gap.
    """
    wait_for_writers(connection)
    common = {
        "at": at,
        "actor": without_secrets(actor),
        "on_behalf_of": _shown(on_behalf_of),
        "channel": channel,
        "request_id": request_id,
        "created_at": at,
        "created_by": without_secrets(actor),
        "source_system": "audit",
        "row_version": 1,
        "is_void": False,
    }
    first = _last_number(connection) + 1
    rows = ({**common, "event_number": number, **_told(event)} for number, event in enumerate(events, first))
    written = 0
    while batch := list(islice(rows, BATCH)):
        connection.execute(insert(AuditEventRow), batch)
        written += len(batch)
    return written


def seal(connection: Connection, at: datetime) -> int | None:
    """Seal all events that no seal covers yet, in one batch; return its number, None where there is nothing to seal."""
    wait_for_writers(connection)
    newest = connection.execute(
        select(AuditSealRow.__table__).order_by(SEALS.seal_number.desc()).limit(1)
    ).one_or_none()
    first = newest.last_event + 1 if newest else 1
    last = connection.scalar(select(func.max(EVENTS.event_number)))
    if last is None or last < first:
        return None
    at = at.astimezone(UTC)  # as it will be read again
    row = {
        "seal_number": newest.seal_number + 1 if newest else 1,
        "sealed_at": at,
        "first_event": first,
        "last_event": last,
        "previous_hash": newest.hash if newest else BEGINNING,
        "created_at": at,
        "created_by": "audit",
        "source_system": "audit",
        "row_version": 1,
        "is_void": False,
    }
    connection.execute(insert(AuditSealRow).values(**row, hash=_hash(connection, row)))
    return int(row["seal_number"])


def standing(connection: Connection) -> Standing:
    """Return how many events and seals there are, and the newest seal's hash."""
    newest = connection.execute(
        select(AuditSealRow.__table__).order_by(SEALS.seal_number.desc()).limit(1)
    ).one_or_none()
    open_ = select(func.count()).where(EVENTS.event_number > (newest.last_event if newest else 0))
    return Standing(
        events=connection.scalar(select(func.count(EVENTS.event_number))) or 0,
        seals=connection.scalar(select(func.count(SEALS.seal_number))) or 0,
        unsealed=connection.scalar(open_) or 0,
        newest=newest.hash if newest else None,
    )


def verify(connection: Connection, noted: str | None = None) -> tuple[str, ...]:
    """Return what does not hold, a sentence each; ``noted`` is the hash of a seal, or its beginning, kept elsewhere."""
    return (*_gaps(connection), *_broken_seals(connection), *_unknown_seal(connection, noted))


def canonical(value: Any) -> str:
    """Return the one JSON text of a value: decimals and dates as text, names in order, nothing but what is needed."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_as_text)


def _as_text(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"an event cannot hold a {type(value).__name__}")


def _told(event: Event) -> dict[str, str | None]:
    return {
        "action": event.action,
        "entity": _shown(event.entity),
        "before": None if event.before is None else canonical(withhold(event.before)),
        "after": None if event.after is None else canonical(withhold(event.after)),
        "reason": _shown(event.reason),
    }


def _shown(text: str | None) -> str | None:
    return None if text is None else without_secrets(text)


def _last_number(connection: Connection) -> int:
    """The highest number ever given, as far as is known: a number whose event was removed is not given again."""
    given = (select(func.max(EVENTS.event_number)), select(func.max(SEALS.last_event)))
    return max(connection.scalar(query) or 0 for query in given)


def _hash(connection: Connection, row: Mapping[str, Any]) -> str:
    """The hash over a seal's other columns and over its events, each in its canonical text."""
    digest = hashlib.sha256(_line(row))
    covered = EVENTS.event_number.between(row["first_event"], row["last_event"])
    query = select(AuditEventRow.__table__).where(covered).order_by(EVENTS.event_number)
    for event in connection.execute(query, execution_options=STREAMED):
        digest.update(_line(event._asdict()))
    return digest.hexdigest()


def _line(row: Mapping[str, Any]) -> bytes:
    """A row as it is hashed: what is absent is left out, so that a column of a later version breaks no seal."""
    held = {name: value for name, value in row.items() if value is not None and name != "hash"}
    return canonical(held).encode() + b"\n"


def _gaps(connection: Connection) -> Iterator[str]:
    """Events that are not there: numbers left out, or under a seal and beyond the newest event."""
    expected = 1
    numbers = select(EVENTS.event_number).order_by(EVENTS.event_number)
    for number in connection.scalars(numbers, execution_options=STREAMED):
        if number > expected:
            yield _missing("event", expected, number - 1)
        expected = number + 1
    last = connection.scalar(select(func.max(SEALS.last_event))) or 0
    if last >= expected:
        yield _missing("event", expected, last)


def _broken_seals(connection: Connection) -> Iterator[str]:
    number, last_event, previous = 0, 0, BEGINNING
    for row in connection.execute(select(AuditSealRow.__table__).order_by(SEALS.seal_number)).all():
        if row.seal_number != number + 1:
            yield _missing("seal", number + 1, row.seal_number - 1)
        elif row.previous_hash != previous or row.first_event != last_event + 1:
            yield f"seal {row.seal_number} does not follow on seal {number}: one of the two was altered or put in"
        if _hash(connection, row._asdict()) != row.hash:
            yield _altered(row)
        number, last_event, previous = row.seal_number, row.last_event, row.hash


def _altered(row: Row[Any]) -> str:
    return (
        f"seal {row.seal_number} does not fit events {row.first_event} to {row.last_event}: the seal was altered, or "
        "one of these events was altered, removed, inserted or put in another's place"
    )


def _unknown_seal(connection: Connection, noted: str | None) -> Iterator[str]:
    if noted and not connection.scalar(select(SEALS.seal_number).where(SEALS.hash.startswith(noted, autoescape=True))):
        yield f"no seal has the noted hash {noted!r}: the end of the audit was cut off, or all of it made anew"


def _missing(what: str, first: int, last: int) -> str:
    return f"{what} {first} is missing" if first == last else f"{what}s {first} to {last} are missing"
