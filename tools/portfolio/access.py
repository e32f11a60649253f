"""Who may see what: the one place under every query.

Everybody known reads PUBLIC and INTERNAL records. CONFIDENTIAL and RESTRICTED ones need a grant that covers
the project and is live, and they depend on who else will read: CONFIDENTIAL is never shown in a public
channel, RESTRICTED never in Slack nor in a public channel. What is not visible is left out before anything
is counted, so that an answer is the same as if it did not exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import get_args

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tools.portfolio.database import Portfolio
from tools.portfolio.errors import UnknownPerson
from tools.portfolio.people import Classification, GrantRow, PersonRow, Scope
from tools.portfolio.structure import ProjectRow, ProjectStateRow

LEVELS: tuple[Classification, ...] = get_args(Classification)
"""From the least to the most protected."""
OPEN = LEVELS.index("INTERNAL")


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


@dataclass(frozen=True, slots=True)
class _Place:
    """A project as access sees it."""

    project_id: str
    portfolio_id: str
    programme_id: str | None
    level: int


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


def visible_projects(session: Session, viewer: Viewer, today: date) -> frozenset[str]:
    """Return the ids of the projects that the viewer may read about, here and now."""
    return frozenset(
        place.project_id
        for place in _places(session, today)
        if _granted(viewer, place, today) and _fits(viewer, place.level)
    )


def elsewhere_projects(session: Session, viewer: Viewer, today: date) -> frozenset[str]:
    """Return the ids of CONFIDENTIAL projects that the viewer may read about, but not in this public channel.

    These are declined with the offer of a direct message; RESTRICTED ones are simply not found.
    """
    return frozenset(
        place.project_id
        for place in _places(session, today)
        if LEVELS[place.level] == "CONFIDENTIAL" and _granted(viewer, place, today) and not _fits(viewer, place.level)
    )


def _places(session: Session, today: date) -> Iterator[_Place]:
    """Give the projects that exist on the day, each with the strictest classification from then on.

    A question about the past must not open what has been classified since.
    """
    state = ProjectStateRow
    query = (
        select(
            ProjectRow.project_id,
            ProjectRow.portfolio_id,
            ProjectRow.programme_id,
            state.classification,
            state.valid_from <= today,
        )
        .join(state, state.project_id == ProjectRow.project_id)
        .where(or_(state.valid_to.is_(None), state.valid_to >= today))
    )
    found: dict[str, _Place] = {}
    existing: set[str] = set()
    for project_id, portfolio_id, programme_id, classification, exists in session.execute(query):
        known = found.get(project_id)
        level = max(LEVELS.index(classification), known.level if known else 0)
        found[project_id] = _Place(project_id, portfolio_id, programme_id, level)
        if exists:
            existing.add(project_id)
    return (place for place in found.values() if place.project_id in existing)


def _granted(viewer: Viewer, place: _Place, today: date) -> bool:
    """Whether the person may know of the project at all, wherever the answer stands."""
    return place.level <= OPEN or any(
        grant.live(viewer.on or today)
        and LEVELS.index(grant.max_classification) >= place.level
        and _covers(grant, place)
        for grant in viewer.grants
    )


def _covers(grant: Grant, place: _Place) -> bool:
    scopes: dict[Scope, str | None] = {
        "ALL": None,
        "PORTFOLIO": place.portfolio_id,
        "PROGRAMME": place.programme_id,
        "PROJECT": place.project_id,
    }
    return grant.scope_type == "ALL" or (grant.scope_id is not None and grant.scope_id == scopes[grant.scope_type])


def _fits(viewer: Viewer, level: int) -> bool:
    """Whether a record of that level may stand where the answer will be read."""
    if LEVELS[level] == "RESTRICTED":
        return viewer.surface != "slack" and viewer.channel != "public"
    return LEVELS[level] != "CONFIDENTIAL" or viewer.channel != "public"


def _grant(row: GrantRow) -> Grant:
    return Grant(
        row.scope_type,
        row.portfolio_id or row.programme_id or row.project_id,
        row.access_role,
        row.max_classification,
        row.valid_from,
        row.valid_to,
    )
