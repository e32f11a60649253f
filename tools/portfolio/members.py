"""The people of the organisation, as an operator keeps them: added, changed, let go, linked to their Slack accounts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from tools.portfolio.auditing import Event
from tools.portfolio.errors import ChangeRefused, UnknownMember
from tools.portfolio.granting import GrantRecord, keep_an_administrator, live_grants
from tools.portfolio.operating import Command
from tools.portfolio.structure import RUNNING
from tools.portfolio.tables import TABLES
from tools.portfolio.workbook.cells import hint

PERSON = TABLES["person"]
ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+")
SLACK_ID = re.compile(r"[UW][A-Z0-9]{5,}")


@dataclass(frozen=True, slots=True)
class Member:
    """One person with the grants that are live."""

    person_id: str
    name: str
    email: str | None
    title: str | None
    org_unit: str | None
    active: bool
    slack_user_id: str | None
    grants: tuple[GrantRecord, ...]


def members(connection: Connection, on: date) -> list[Member]:
    """Return everybody, by name, with the grants that are live on the day."""
    held: dict[str, list[GrantRecord]] = defaultdict(list)
    for grant in live_grants(connection, on):
        held[grant.person_id].append(grant)
    rows = connection.execute(select(PERSON).where(PERSON.c.is_void.is_(False)))
    return [_member(row, held[row.person_id]) for row in sorted(rows, key=lambda row: (row.name, row.person_id))]


def member(connection: Connection, text: str) -> Row[Any]:
    """Return the person with that address, or the only one whose address begins so; raise ``UnknownMember``."""
    wanted = text.strip().lower()
    rows = connection.execute(select(PERSON).where(PERSON.c.email.is_not(None), PERSON.c.is_void.is_(False))).all()
    by_address = {row.email: row for row in rows}
    starting = [row for row in rows if "@" not in wanted and row.email.split("@")[0] == wanted]
    if found := by_address.get(wanted) or (starting[0] if len(starting) == 1 else None):
        return found
    near = hint(wanted, [*by_address, *(address.split("@")[0] for address in by_address)])
    raise UnknownMember(text, near)


def add(
    connection: Connection, command: Command, email: str, name: str, title: str | None, org_unit: str | None
) -> str:
    """Add a person; return the id. One who was taken out comes back."""
    address = checked_address(email)
    values: dict[str, Any] = {
        "name": _given("name", name),
        "email": address,
        "title": title,
        "org_unit": org_unit,
        "active": True,
    }
    known = connection.execute(select(PERSON).where(PERSON.c.email == address)).one_or_none()
    if known and not known.is_void:
        raise ChangeRefused(_there_already(known))
    if known:
        person_id = str(known.person_id)
        command.update(connection, PERSON, person_id, {**values, "is_void": False, "void_reason": None})
    else:
        person_id = _free_id(connection, address)
        command.insert(connection, PERSON, {"person_id": person_id, **values})
    command.record(connection, Event("people.add", f"person/{person_id}", None, values))
    return person_id


def change(connection: Connection, command: Command, email: str, given: dict[str, Any]) -> tuple[str, ...]:
    """Set columns of a person; return the names of those that differ from what was there."""
    row = member(connection, email)
    if given.get("email") is not None:
        given = {**given, "email": _free_address(connection, row, checked_address(given["email"]))}
    if "name" in given:
        given = {**given, "name": _given("name", given["name"])}
    before = {name: row._mapping[name] for name, value in given.items() if row._mapping[name] != value}
    if before:
        after = {name: given[name] for name in before}
        command.update(connection, PERSON, row.person_id, after)
        command.record(connection, Event("people.set", f"person/{row.person_id}", before, after))
    return tuple(before)


def deactivate(connection: Connection, command: Command, email: str, on: date) -> Row[Any]:
    """Let somebody go: they can no longer ask, and stay in the records; return the row as it was."""
    row = member(connection, email)
    if not row.active:
        raise ChangeRefused(f"{row.name} ({row.email}) is not active already, and nothing was changed.")
    grants = [grant for grant in live_grants(connection, on) if grant.person_id == row.person_id]
    keep_an_administrator(connection, on, without=grants)
    command.update(connection, PERSON, row.person_id, {"active": False})
    event = Event("people.deactivate", f"person/{row.person_id}", {"active": True}, {"active": False})
    command.record(connection, event)
    return row


def link_slack(connection: Connection, command: Command, email: str, slack_user_id: str | None) -> Row[Any]:
    """Link a person to a Slack account, or to none."""
    row = member(connection, email)
    if slack_user_id is not None:
        _check_slack(connection, row, slack_user_id)
    if row.slack_user_id != slack_user_id:
        before, after = {"slack_user_id": row.slack_user_id}, {"slack_user_id": slack_user_id}
        command.update(connection, PERSON, row.person_id, after)
        command.record(connection, Event("people.slack", f"person/{row.person_id}", before, after))
    return row


def charges(connection: Connection, person_id: str, on: date) -> tuple[str, ...]:
    """Return the ids of the running projects that name the person as sponsor or manager on the day."""
    state = TABLES["project_state"].c
    query = select(state.project_id).where(
        or_(state.sponsor_id == person_id, state.pm_id == person_id),
        state.valid_from <= on,
        or_(state.valid_to.is_(None), state.valid_to >= on),
        state.run_state.in_(RUNNING),
        state.is_void.is_(False),
    )
    return tuple(sorted(connection.scalars(query)))


def checked_address(email: str) -> str:
    """Return the address in small letters; raise ``ChangeRefused`` where it is none."""
    address = email.strip().lower()
    if not ADDRESS.fullmatch(address):
        raise ChangeRefused(f"{email!r} is no e-mail address: write it as ada.lovelace@example.org.")
    return address


def free_id(address: str, taken: Iterable[str]) -> str:
    """Return an id for a new person: the part before the @, with a number where somebody has it."""
    start, held = address.split("@")[0], set(taken)
    numbered = (start if number == 1 else f"{start}-{number}" for number in range(1, len(held) + 2))
    return next(each for each in numbered if each not in held)


def _free_id(connection: Connection, address: str) -> str:
    return free_id(address, connection.scalars(select(PERSON.c.person_id)))


def _free_address(connection: Connection, row: Row[Any], address: str) -> str:
    other = connection.execute(select(PERSON).where(PERSON.c.email == address)).one_or_none()
    if other and other.person_id != row.person_id:
        raise ChangeRefused(_there_already(other))
    return address


def _there_already(row: Row[Any]) -> str:
    if row.is_void:
        return f"{row.email} belongs to {row.name}, whose row was taken out: `pmo people add` brings it back."
    if row.active:
        return f"{row.email} is there already, as {row.name}: `pmo people set {row.email}` changes a person."
    return f"{row.email} is there already, as {row.name}, not active: `pmo people set {row.email} --active`."


def _check_slack(connection: Connection, row: Row[Any], slack_user_id: str) -> None:
    if not SLACK_ID.fullmatch(slack_user_id):
        raise ChangeRefused(
            f"{slack_user_id!r} is no Slack member id: it begins with U or W, as in U024BE7LH, and stands in "
            "the member's profile under “Copy member ID”."
        )
    if not row.active:
        raise ChangeRefused(f"{row.name} ({row.email}) is not active: `pmo people set {row.email} --active` first.")
    other = connection.execute(select(PERSON).where(PERSON.c.slack_user_id == slack_user_id)).one_or_none()
    if other and other.person_id != row.person_id:
        raise ChangeRefused(
            f"{slack_user_id} is linked to {other.name} already: `pmo people slack {other.email} --remove` first."
        )


def _given(what: str, text: str) -> str:
    if not text.strip():
        raise ChangeRefused(f"A {what} cannot be empty.")
    return text.strip()


def _member(row: Row[Any], grants: list[GrantRecord]) -> Member:
    return Member(
        row.person_id, row.name, row.email, row.title, row.org_unit, row.active, row.slack_user_id, tuple(grants)
    )
