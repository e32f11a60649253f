"""Who may see what: the one place under every query.

Everybody known reads PUBLIC and INTERNAL records. CONFIDENTIAL and RESTRICTED ones need a grant that covers
the project and is live, and they depend on who else will read: CONFIDENTIAL is never shown in a public
channel, RESTRICTED never in Slack nor in a public channel. What is not visible is left out before anything
is counted, so that an answer is the same as if it did not exist.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from sqlalchemy import ColumnElement, Select, exists, false, not_, or_, select, true
from sqlalchemy.orm import Session

from tools.portfolio.database import Portfolio
from tools.portfolio.errors import UnknownPerson
from tools.portfolio.people import Classification, GrantRow, PersonRow, Scope
from tools.portfolio.proposals import ProposalRow
from tools.portfolio.structure import ProjectRow, ProjectStateRow

LEVELS: tuple[Classification, ...] = get_args(Classification)
"""From the least to the most protected."""
AUDITS = frozenset({"AUDITOR", "PMO_ADMIN", "PMO_ANALYST"})
"""Roles that may read what the audit holds of the records that they may see."""
OPEN = LEVELS.index("INTERNAL")
GUARDED = LEVELS[OPEN + 1 :]
"""Levels that need a grant."""
Place = Mapping[Scope, ColumnElement[str]]
"""The columns of a table by which the scopes of grants reach its rows."""
# Names of their own, whatever the query around is about.
_PROJECT, _STATE, _PROPOSAL = (row.__table__.alias().c for row in (ProjectRow, ProjectStateRow, ProposalRow))
_OF_PROJECT: Place = {
    "PORTFOLIO": _PROJECT.portfolio_id,
    "PROGRAMME": _PROJECT.programme_id,
    "PROJECT": _PROJECT.project_id,
}
_OF_PROPOSAL: Place = {"PORTFOLIO": _PROPOSAL.portfolio_id}


@dataclass(frozen=True, slots=True)
class Grant:
    """A permission; ``scope_id`` is None for the scope ALL."""

    scope_type: Scope
    scope_id: str | None
    role: str
    max_classification: Classification
    valid_from: date
    valid_to: date | None

    def live(self, on: date) -> bool:
        """Whether it holds on that day, both ends included."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks, through what, and before whom the answer will stand."""

    person_id: str
    name: str
    email: str
    roles: frozenset[str]
    grants: tuple[Grant, ...]
    surface: str = "cli"
    channel: str = "dm"
    on: date | None = None
    """The real day of asking: grants are judged by it, also in a question about the past."""


def identify(
    portfolio: Portfolio, email: str, surface: str = "cli", channel: str = "dm", on: date | None = None
) -> Viewer:
    """Return the active person with that address; raise ``UnknownPerson`` where there is none.

    With ``on``, only what is granted on that day is kept; without it, ``visible_projects`` judges grants
    by the day it is given.
    """
    with portfolio.session() as session:
        person = session.scalars(
            select(PersonRow).where(PersonRow.email == email.strip().lower(), PersonRow.active)
        ).one_or_none()
        if person is None or person.email is None:
            raise UnknownPerson(email)
        rows = session.scalars(
            select(GrantRow).where(GrantRow.person_id == person.person_id).order_by(GrantRow.grant_id)
        )
        grants = tuple(grant for grant in map(_grant, rows) if on is None or grant.live(on))
        roles = frozenset(grant.role for grant in grants)
        return Viewer(person.person_id, person.name, person.email, roles, grants, surface, channel, on)


def visible(viewer: Viewer, today: date, ids: Collection[str] | None = None) -> Select[str]:
    """Return the query for the ids of the projects that the viewer may read about, here and now.

    It can stand inside other queries. With ``ids`` only these are looked at, however large the portfolio.
    """
    query = select(_PROJECT.project_id).where(
        _PROJECT.is_void.is_(False),
        _exists_on(today),
        *(or_(not_(_is_or_will_be(level, today)), _open_to(viewer, level, today, _OF_PROJECT)) for level in GUARDED),
    )
    return query if ids is None else query.where(_PROJECT.project_id.in_(ids))


def visible_projects(
    session: Session, viewer: Viewer, today: date, ids: Collection[str] | None = None
) -> frozenset[str]:
    """Return the ids of the projects (of all, or of ``ids``) that the viewer may read about, here and now."""
    return frozenset(session.scalars(visible(viewer, today, ids)))


def elsewhere_projects(session: Session, viewer: Viewer, today: date) -> frozenset[str]:
    """Return the ids of CONFIDENTIAL projects that the viewer may read about, but not in this public channel.

    These are declined with the offer of a direct message; RESTRICTED ones are simply not found.
    """
    if _fits(viewer, "CONFIDENTIAL"):
        return frozenset()
    query = select(_PROJECT.project_id).where(
        _PROJECT.is_void.is_(False),
        _exists_on(today),
        _is_or_will_be("CONFIDENTIAL", today),
        not_(_is_or_will_be("RESTRICTED", today)),
        _granted(viewer, "CONFIDENTIAL", today, _OF_PROJECT),
    )
    return frozenset(session.scalars(query))


def proposals(viewer: Viewer, today: date, ids: Collection[str] | None = None) -> Select[str]:
    """Return the query for the ids of the proposals that the viewer may read about, here and now.

    One that became a project is seen by those who see the project.
    """
    project_id = _PROPOSAL.converted_project_id
    query = select(_PROPOSAL.proposal_id).where(
        _PROPOSAL.is_void.is_(False),
        *(or_(_PROPOSAL.classification != level, _open_to(viewer, level, today, _OF_PROPOSAL)) for level in GUARDED),
        or_(project_id.is_(None), project_id.in_(visible(viewer, today))),
    )
    return query if ids is None else query.where(_PROPOSAL.proposal_id.in_(ids))


def visible_proposals(
    session: Session, viewer: Viewer, today: date, ids: Collection[str] | None = None
) -> frozenset[str]:
    """Return the ids of the proposals (of all, or of ``ids``) that the viewer may read about, here and now."""
    return frozenset(session.scalars(proposals(viewer, today, ids)))


def may_read_history(session: Session, viewer: Viewer, today: date, project_id: str | None) -> bool:
    """Whether the viewer may read who changed a visible record: the PMO, auditors, its project's manager and sponsor.

    A role counts where its grant reaches: for everything, or for the project.
    """
    reach: dict[Scope, list[str]] = {}
    for grant in viewer.grants:
        if grant.role in AUDITS and grant.live(viewer.on or today):
            reach.setdefault(grant.scope_type, []).append(grant.scope_id or "")
    if "ALL" in reach:
        return True
    own = _has_state(today, (_STATE.valid_from <= today) & _is_charged(viewer))
    places = [_OF_PROJECT[scope].in_(ids) for scope, ids in reach.items() if scope in _OF_PROJECT]
    query = select(_PROJECT.project_id).where(_PROJECT.project_id == project_id, or_(own, *places))
    return project_id is not None and session.scalar(query) is not None


def _is_charged(viewer: Viewer) -> ColumnElement[bool]:
    return or_(_STATE.pm_id == viewer.person_id, _STATE.sponsor_id == viewer.person_id)


def _exists_on(today: date) -> ColumnElement[bool]:
    """Whether the project has a state on the day: before the first one nobody knew of it."""
    return _has_state(today, _STATE.valid_from <= today)


def _is_or_will_be(level: Classification, today: date) -> ColumnElement[bool]:
    """Whether the project has that level on the day or later.

    A question about the past must not open what has been classified since.
    """
    return _has_state(today, _STATE.classification == level)


def _has_state(today: date, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    lasts = or_(_STATE.valid_to.is_(None), _STATE.valid_to >= today)
    return exists().where(_STATE.project_id == _PROJECT.project_id, _STATE.is_void.is_(False), lasts, condition)


def _open_to(viewer: Viewer, level: Classification, today: date, place: Place) -> ColumnElement[bool]:
    """Whether a record of the guarded level is granted to the viewer, and may stand where the answer will be read."""
    return _granted(viewer, level, today, place) if _fits(viewer, level) else false()


def _granted(viewer: Viewer, level: Classification, today: date, place: Place) -> ColumnElement[bool]:
    """Whether the viewer may know of the record of that level at all, wherever the answer stands."""
    scopes: dict[Scope, list[str]] = {}
    for grant in viewer.grants:
        if grant.live(viewer.on or today) and LEVELS.index(grant.max_classification) >= LEVELS.index(level):
            scopes.setdefault(grant.scope_type, []).append(grant.scope_id or "")
    if "ALL" in scopes:
        return true()
    return or_(false(), *(place[scope].in_(ids) for scope, ids in scopes.items() if scope in place))


def _fits(viewer: Viewer, level: Classification) -> bool:
    """Whether a record of that level may stand where the answer will be read."""
    if level == "RESTRICTED":
        return viewer.surface != "slack" and viewer.channel != "public"
    return level != "CONFIDENTIAL" or viewer.channel != "public"


def _grant(row: GrantRow) -> Grant:
    return Grant(
        row.scope_type,
        row.portfolio_id or row.programme_id or row.project_id,
        row.access_role,
        row.max_classification,
        row.valid_from,
        row.valid_to,
    )
