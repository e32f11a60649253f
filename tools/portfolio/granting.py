"""Grants, as an operator keeps them: a role for a person, over a scope, up to a classification, for a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, get_args

from sqlalchemy import Connection, Row, Select, or_, select

from tools.portfolio.access import LEVELS
from tools.portfolio.auditing import Event
from tools.portfolio.errors import ChangeRefused
from tools.portfolio.operating import Command
from tools.portfolio.people import Role, Scope
from tools.portfolio.tables import TABLES
from tools.portfolio.workbook.cells import hint

GRANT, PERSON = TABLES["access_grant"], TABLES["person"]
ROLES: tuple[Role, ...] = get_args(Role)
SCOPED: Mapping[Scope, str] = {"PORTFOLIO": "portfolio_id", "PROGRAMME": "programme_id", "PROJECT": "project_id"}
ADMINISTRATOR = "PMO_ADMIN"


@dataclass(frozen=True, slots=True)
class GrantRecord:
    """One grant as it is recorded."""

    number: int
    person_id: str
    person: str
    email: str | None
    active: bool
    """Whether the person is; the grant of one who is not has no effect."""
    role: str
    scope_type: Scope
    scope: str
    """ALL, or the id of a portfolio, programme or project."""
    up_to: str
    valid_from: date
    valid_to: date | None
    granted_by_id: str | None

    def live(self, on: date) -> bool:
        """Whether it holds on that day, both ends included."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def said(self) -> str:
        """The grant in words."""
        end = f" until {self.valid_to}" if self.valid_to else ""
        return f"{self.role} over {self.scope} up to {self.up_to} from {self.valid_from}{end}"


@dataclass(frozen=True, slots=True)
class Wish:
    """A grant that is asked for."""

    role: str
    scope: str
    up_to: str
    valid_from: date
    valid_to: date | None


def grants(connection: Connection, person_id: str | None = None) -> list[GrantRecord]:
    """Return the grants of a person, or all, by person and number, those included that have ended."""
    query = _query().order_by(PERSON.c.name, PERSON.c.person_id, GRANT.c.grant_id)
    if person_id is not None:
        query = query.where(GRANT.c.person_id == person_id)
    return [_record(row) for row in connection.execute(query)]


def live_grants(connection: Connection, on: date) -> list[GrantRecord]:
    """Return the grants that are live on the day."""
    live = _query().where(GRANT.c.valid_from <= on, or_(GRANT.c.valid_to.is_(None), GRANT.c.valid_to >= on))
    return [_record(row) for row in connection.execute(live.order_by(GRANT.c.grant_id))]


def give(connection: Connection, command: Command, person: Row[Any], wish: Wish, by: str | None) -> GrantRecord:
    """Record a grant; ``by`` is the person who gives it. Raises ``ChangeRefused``."""
    role, level = _word(wish.role, ROLES, "role"), _word(wish.up_to, LEVELS, "classification")
    if not person.active:
        raise ChangeRefused(f"{person.name} is not active: `pmo people set {person.email} --active` first.")
    if wish.valid_to and wish.valid_to < wish.valid_from:
        raise ChangeRefused(f"A grant from {wish.valid_from} cannot end on {wish.valid_to}: give a later --until.")
    scope_type, scope_id = _scope(connection, wish.scope)
    scoped = {SCOPED[scope_type]: scope_id} if scope_type in SCOPED else {}
    wanted = GrantRecord(
        0, person.person_id, person.name, person.email, True, role, scope_type, scope_id, level,
        wish.valid_from, wish.valid_to, by,
    )  # fmt: skip
    _refuse_double(wanted, grants(connection, person.person_id))
    values = {
        "person_id": person.person_id, "scope_type": scope_type, **scoped, "access_role": role,
        "max_classification": level, "valid_from": wish.valid_from, "valid_to": wish.valid_to, "granted_by_id": by,
    }  # fmt: skip
    (number,) = command.insert(connection, GRANT, values)
    command.record(connection, Event("grant.add", f"access_grant/{number}", None, values))
    return _one(connection, number)


def end(connection: Connection, command: Command, number: int, today: date, last_day: date | None) -> GrantRecord:
    """End a grant: at once, or with its last day; return it as it was. Raises ``ChangeRefused``.

    One that would end before it began is taken out: it never held.
    """
    held = _one(connection, number)
    last = last_day or today - timedelta(days=1)
    if held.valid_to and held.valid_to <= last:
        raise ChangeRefused(f"Grant {number} ends on {held.valid_to} as it is, and nothing was changed.")
    if last_day and last_day < held.valid_from:
        raise ChangeRefused(f"Grant {number} begins on {held.valid_from} only: leave --on out to take it back.")
    keep_an_administrator(connection, max(last + timedelta(days=1), today), without=[held])
    if last < held.valid_from:
        after: dict[str, Any] = {"is_void": True, "void_reason": "ended before its first day was over"}
    else:
        after = {"valid_to": last}
    command.update(connection, GRANT, number, after)
    before = {"is_void": False} if "is_void" in after else {"valid_to": held.valid_to}
    command.record(connection, Event("grant.end", f"access_grant/{number}", before, after))
    return held


def keep_an_administrator(connection: Connection, on: date, without: Collection[GrantRecord]) -> None:
    """Refuse to take away the last administrator of everything."""
    gone = {grant.number for grant in without}
    held = [grant for grant in live_grants(connection, on) if _administers(grant)]
    if held and all(grant.number in gone for grant in held):
        raise ChangeRefused(
            f"{held[0].person} is the last administrator ({ADMINISTRATOR} over ALL), and nothing was changed: give "
            f"that role to somebody else first, with `pmo grant add EMAIL --role {ADMINISTRATOR} --scope ALL`."
        )


def _administers(grant: GrantRecord) -> bool:
    return grant.role == ADMINISTRATOR and grant.scope_type == "ALL" and grant.active


def _scope(connection: Connection, text: str) -> tuple[Scope, str]:
    """The scope of that name; ids are compared as they stand, then without regard to case."""
    if text.strip().upper() == "ALL":
        return "ALL", "ALL"
    held: list[tuple[Scope, str]] = []
    for scope_type, column in SCOPED.items():
        table = TABLES[scope_type.lower()]
        held += [(scope_type, id_) for id_ in connection.scalars(select(table.c[column]).where(~table.c.is_void))]
    found = [each for each in held if each[1] == text] or [each for each in held if each[1].lower() == text.lower()]
    if len(found) == 1:
        return found[0]
    if found:
        kinds = " and ".join(f"a {kind.lower()}" for kind, _ in found)
        raise ChangeRefused(f"{text!r} is the id of {kinds}: rename one of them, so that the scope is clear.")
    near = hint(text.upper(), ["ALL", *(id_ for _, id_ in held)])
    raise ChangeRefused(
        f"There is no portfolio, programme or project {text!r}, so nothing was granted{near or '.'} "
        "A scope is ALL or one of their ids."
    )


def _word(text: str, words: Sequence[Any], what: str) -> Any:
    word = text.strip().upper().replace("-", "_").replace(" ", "_")
    if word not in words:
        raise ChangeRefused(f"{text!r} is no {what}{hint(word, words) or '.'} Choose one of {', '.join(words)}.")
    return word


def _refuse_double(wanted: GrantRecord, held: Sequence[GrantRecord]) -> None:
    """Refuse what is granted already, and what could not be told apart from a grant that is there."""
    for grant in held:
        if (grant.role, grant.scope_type, grant.scope) != (wanted.role, wanted.scope_type, wanted.scope):
            continue
        covers = grant.valid_from <= wanted.valid_from and (
            grant.valid_to is None or (wanted.valid_to is not None and wanted.valid_to <= grant.valid_to)
        )
        if covers and LEVELS.index(grant.up_to) >= LEVELS.index(wanted.up_to):
            raise ChangeRefused(f"{grant.person} holds that already, by grant {grant.number}: {grant.said()}.")
        if grant.valid_from == wanted.valid_from:
            raise ChangeRefused(
                f"{grant.person} has a grant of the same role, scope and first day, number {grant.number}: "
                f"`pmo grant end {grant.number}` first, or give another --from."
            )


def _query() -> Select[Any]:
    return (
        select(GRANT, PERSON.c.name, PERSON.c.email, PERSON.c.active)
        .join(PERSON, PERSON.c.person_id == GRANT.c.person_id)
        .where(GRANT.c.is_void.is_(False), PERSON.c.is_void.is_(False))
    )


def _one(connection: Connection, number: int) -> GrantRecord:
    row = connection.execute(_query().where(GRANT.c.grant_id == number)).one_or_none()
    if row is None:
        raise ChangeRefused(f"There is no grant {number}: `pmo grant list` shows them with their numbers.")
    return _record(row)


def _record(row: Row[Any]) -> GrantRecord:
    return GrantRecord(
        row.grant_id, row.person_id, row.name, row.email, row.active, row.access_role, row.scope_type,
        row.portfolio_id or row.programme_id or row.project_id or "ALL", row.max_classification,
        row.valid_from, row.valid_to, row.granted_by_id,
    )  # fmt: skip
