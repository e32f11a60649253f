"""Founding an organisation of one's own: its settings, and the first person, who administers it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, inspect, select

from tools.currency import as_currency
from tools.portfolio.auditing import AUDIT_TABLES, Event
from tools.portfolio.calendar import is_working_day
from tools.portfolio.database import any_rows, reading, require_revision, revision, shown, upgrade, writing
from tools.portfolio.errors import ChangeRefused, EmptyDatabase, HomeNotEmpty
from tools.portfolio.granting import ADMINISTRATOR
from tools.portfolio.members import free_id
from tools.portfolio.operating import Command
from tools.portfolio.tables import TABLES

HIGHEST = "RESTRICTED"
ANY_DAY = date(2026, 1, 1)
MONTHS = "january february march april may june july august september october november december".split()


@dataclass(frozen=True, slots=True)
class Foundation:
    """What an organisation begins with."""

    name: str
    currency: str
    calendar: str
    fy_start_month: int
    admin_email: str
    admin_name: str


def require_empty(url: str) -> None:
    """Raise ``HomeNotEmpty`` where the database holds an organisation's records; standards alone do no harm."""
    try:
        with reading(url) as connection:
            if revision(connection) is not None:
                _require_no_rows(connection, url)
    except EmptyDatabase:
        return


@contextmanager
def looking(url: str) -> Iterator[Connection]:
    """Give a connection for reading where an organisation is recorded; raise ``EmptyDatabase`` elsewhere."""
    with reading(url) as connection:
        _require_founded(connection)
        yield connection


@contextmanager
def changing(url: str) -> Iterator[Connection]:
    """Give one transaction where an organisation is recorded; raise ``EmptyDatabase`` elsewhere."""
    with writing(url) as connection:
        _require_founded(connection)
        yield connection


def found(url: str, command: Command, wanted: Foundation, first_day: date) -> None:
    """Write the organisation and its first administrator into an empty database, creating its tables."""
    require_empty(url)
    upgrade(url)
    with writing(url) as connection:
        require_revision(connection)
        _require_no_rows(connection, url)
        organisation = {
            "organisation_id": 1,
            "name": wanted.name,
            "currency": wanted.currency,
            "calendar": wanted.calendar,
            "fy_start_month": wanted.fy_start_month,
        }
        person_id = free_id(wanted.admin_email, ())
        person = {"person_id": person_id, "name": wanted.admin_name, "email": wanted.admin_email, "active": True}
        grant = {
            "person_id": person_id,
            "scope_type": "ALL",
            "access_role": ADMINISTRATOR,
            "max_classification": HIGHEST,
            "valid_from": first_day,
        }
        command.insert(connection, TABLES["organisation"], organisation)
        command.insert(connection, TABLES["person"], person)
        (number,) = command.insert(connection, TABLES["access_grant"], grant)
        command.record(
            connection,
            Event("init", "organisation/1", None, organisation),
            Event("people.add", f"person/{person_id}", None, person),
            Event("grant.add", f"access_grant/{number}", None, grant),
        )


def checked_name(text: str) -> str:
    """Return a name without spaces around it; raise ``ChangeRefused`` for an empty one."""
    if not text.strip():
        raise ChangeRefused("A name cannot be empty.")
    return text.strip()


def checked_currency(text: str) -> str:
    """Return an ISO code in capitals; raise ``ChangeRefused`` where no money in use has it."""
    code = as_currency(text.strip().upper())
    if code is None:
        raise ChangeRefused(f"There is no currency {text!r}: give its ISO code, such as GBP or EUR.")
    return code


def checked_calendar(text: str) -> str:
    """Return the calendar; raise ``UnknownCalendar`` where nobody knows its holidays."""
    is_working_day(ANY_DAY, text.strip())
    return text.strip()


def checked_month(text: str) -> int:
    """Return the month of a number, a name or its beginning; raise ``ChangeRefused``."""
    word = text.strip().lower()
    named = [number for number, name in enumerate(MONTHS, 1) if len(word) > 2 and name.startswith(word)]
    number = int(word) if word.isdecimal() else named[0] if named else 0
    if not 1 <= number <= len(MONTHS):
        raise ChangeRefused(f"{text!r} is no month: give its number from 1 to 12, or its name.")
    return number


def _require_no_rows(connection: Connection, url: str) -> None:
    there = set(TABLES) & set(inspect(connection).get_table_names()) - AUDIT_TABLES
    if any_rows(connection, there):
        name = connection.scalar(select(TABLES["organisation"].c.name)) if "organisation" in there else None
        raise HomeNotEmpty(shown(url), name or "records without an organisation")


def _require_founded(connection: Connection) -> None:
    require_revision(connection)
    organisation = TABLES["organisation"]
    if connection.scalar(select(organisation.c.name).where(~organisation.c.is_void)) is None:
        raise EmptyDatabase
