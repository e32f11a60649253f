"""Facts of governance documents, by project: the newest version known of each, its programme's included."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.facts.rows import IDS, Ids, Query, by, grouped, prepared, read, recorded
from tools.portfolio.governance import ArtefactRow, ProgrammeArtefactRow
from tools.portfolio.people import PersonRow
from tools.portfolio.structure import ProjectRow


@dataclass(frozen=True, slots=True)
class ArtefactFacts:
    """The newest version of one artefact of a project."""

    type: str
    version: str
    status: str
    approved_on: date | None
    approved_by: str | None
    row: str


def artefacts(session: Session, ids: Ids, today: date) -> dict[str, tuple[ArtefactFacts, ...]]:
    """Return the newest version of each document that was known today, by type.

    A document that a programme keeps stands for those of its projects that keep none of their own.
    """
    kept, lent = read(session, _own_query(), ids), read(session, _shared_query(), ids)
    newest = {**_newest(lent, today, "programme_artefact"), **_newest(kept, today, "artefact")}
    return grouped((project_id, newest[project_id, kind]) for project_id, kind in sorted(newest))


@cache
def _own_query() -> Query:
    return prepared(_with_approver(ArtefactRow).where(ArtefactRow.project_id.in_(IDS)))


@cache
def _shared_query() -> Query:
    shared = ProgrammeArtefactRow
    return prepared(
        _with_approver(shared)
        .add_columns(ProjectRow.project_id)
        .join(ProjectRow, ProjectRow.programme_id == shared.programme_id)
        .where(ProjectRow.project_id.in_(IDS))
    )


def _with_approver(table: type[ArtefactRow] | type[ProgrammeArtefactRow]) -> Query:
    return select(*recorded(table), PersonRow.name.label("approver")).outerjoin(
        PersonRow, PersonRow.person_id == table.approved_by_id
    )


def _newest(rows: Iterable[Any], today: date, table: str) -> dict[tuple[str, str], ArtefactFacts]:
    known = [row for row in rows if _artefact_status(row, today)]
    known.sort(key=lambda row: (_order(row.version), row.status_on, row.version))
    return {(row.project_id, row.type): _artefact(row, today, table) for row in known}


def _artefact(row: Any, today: date, table: str) -> ArtefactFacts:
    approved_on = by(row.approved_on, today)
    keeper = row.project_id if table == "artefact" else row.programme_id
    return ArtefactFacts(
        type=row.type,
        version=row.version,
        status=_artefact_status(row, today) or row.status,
        approved_on=approved_on,
        approved_by=row.approver if approved_on else None,
        row=f"{table}/{keeper}/{row.type}/{row.version}",
    )


def _artefact_status(row: Any, today: date) -> str | None:
    """Return the version's status on the day, None where it was not known yet."""
    approved = "APPROVED" if by(row.approved_on, today) else None
    return str(row.status) if row.status_on <= today else approved


def _order(version: str) -> list[int]:
    """Return the numbers of a version, so that 10.0 comes after 9.0."""
    return [int(number) for number in re.findall(r"\d+", version)]
