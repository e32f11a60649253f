"""Loading the facts of projects set-wise: as many queries for one project as for all.

Each query reads one kind of row for all projects and keeps what was known on the day asked about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from tools.facts.delivery import baselines, grouped, milestones, snapshots
from tools.facts.governance import artefacts, exceptions, gates, reports
from tools.facts.project import ProjectFacts, ReportFacts
from tools.portfolio.access import Viewer, visible_projects
from tools.portfolio.people import PersonRow
from tools.portfolio.structure import PortfolioRow, ProgrammeRow, ProjectAliasRow, ProjectRow, ProjectStateRow


def load(
    session: Session, viewer: Viewer, as_of: date, today: date, ids: Iterable[str] | None = None
) -> list[ProjectFacts]:
    """Load the visible projects; see ``tools.facts.load_projects``."""
    visible = visible_projects(session, viewer, today)
    chosen = sorted(visible if ids is None else visible & frozenset(ids))
    if not chosen:
        return []
    parts: dict[str, Mapping[str, Any]] = {
        "aliases": _aliases(session, chosen),
        "baselines": baselines(session, chosen, as_of),
        "snapshots": snapshots(session, chosen, as_of, viewer.on or today),
        "milestones": milestones(session, chosen, as_of, today),
        "gates": gates(session, chosen, today),
        "artefacts": artefacts(session, chosen, today),
        "exceptions": exceptions(session, chosen, today),
    }
    newest = reports(session, chosen, today)
    return [
        _project(row, newest.get(row.project_id), {name: part.get(row.project_id, ()) for name, part in parts.items()})
        for row in session.execute(_states(chosen, today))
    ]


def _project(row: Any, report: ReportFacts | None, parts: Mapping[str, Any]) -> ProjectFacts:
    return ProjectFacts(
        project_id=row.project_id,
        name=row.name,
        description=row.description,
        portfolio_id=row.portfolio_id,
        portfolio=row.portfolio,
        portfolio_type=row.portfolio_type,
        programme_id=row.programme_id,
        programme=row.programme,
        type=row.type,
        delivery_class=row.delivery_class,
        stage=row.stage,
        run_state=row.run_state,
        hold_date=row.hold_date,
        classification=row.classification,
        mandate_type=row.mandate_type,
        sponsor=row.sponsor,
        pm=row.pm,
        wlc=row.wlc,
        report=report,
        row=f"project/{row.project_id}",
        state_row=f"project_state/{row.project_id}/{row.valid_from}",
        **parts,
    )


def _states(ids: Collection[str], today: date) -> Select[*tuple[Any, ...]]:
    """Each project with the state that held on the day."""
    project, state = ProjectRow, ProjectStateRow
    sponsor, pm = aliased(PersonRow), aliased(PersonRow)
    return (
        select(
            project.project_id,
            project.name,
            project.description,
            project.portfolio_id,
            PortfolioRow.name.label("portfolio"),
            PortfolioRow.type.label("portfolio_type"),
            project.programme_id,
            ProgrammeRow.name.label("programme"),
            project.type,
            project.delivery_class,
            project.mandate_type,
            project.wlc,
            state.valid_from,
            state.stage,
            state.run_state,
            state.hold_date,
            state.classification,
            sponsor.name.label("sponsor"),
            pm.name.label("pm"),
        )
        .join(state, state.project_id == project.project_id)
        .join(PortfolioRow, PortfolioRow.portfolio_id == project.portfolio_id)
        .outerjoin(ProgrammeRow, ProgrammeRow.programme_id == project.programme_id)
        .outerjoin(sponsor, sponsor.person_id == state.sponsor_id)
        .outerjoin(pm, pm.person_id == state.pm_id)
        .where(
            project.project_id.in_(ids),
            state.valid_from <= today,
            or_(state.valid_to.is_(None), state.valid_to >= today),
        )
        .order_by(project.project_id)
    )


def _aliases(session: Session, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    table = ProjectAliasRow
    rows = session.execute(select(table.project_id, table.alias).where(table.project_id.in_(ids)).order_by(table.alias))
    return grouped((project_id, alias) for project_id, alias in rows)
