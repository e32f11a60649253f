"""Loading the facts of projects set-wise: as many queries for one project as for a whole batch.

Each query reads one kind of row for all projects of the batch and keeps what was known on the day asked about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from tools.facts.artefacts import artefacts
from tools.facts.changes import changes
from tools.facts.delivery import baselines, confidences, forecasts, snapshots
from tools.facts.governance import gates
from tools.facts.milestones import milestones
from tools.facts.money import budgets, drawdowns, spend_forecasts, stops
from tools.facts.permissions import exceptions, waivers
from tools.facts.project import ProjectFacts
from tools.facts.raid import assumptions, dependencies, issues, risks
from tools.facts.reporting import reports
from tools.facts.resources import booked_pools, bookings, vacancies
from tools.facts.rows import batches, of_row, recorded
from tools.facts.strategy import links
from tools.facts.value import benefits, cases
from tools.portfolio.access import Viewer, visible_projects
from tools.portfolio.people import PersonRow
from tools.portfolio.structure import (
    PortfolioRow,
    ProgrammeRow,
    ProjectAliasRow,
    ProjectDeliverableRow,
    ProjectRow,
    ProjectStateRow,
    ProjectTagRow,
)

Parts = Mapping[str, Mapping[str, Any]]
"""What was read, by field of the facts and by project."""


def load(
    session: Session, viewer: Viewer, as_of: date, today: date, ids: Iterable[str] | None = None
) -> Iterator[ProjectFacts]:
    """Load the visible projects; see ``tools.facts.project.iter_projects``."""
    visible = visible_projects(session, viewer, today)
    chosen = sorted(visible if ids is None else visible & frozenset(ids))
    for batch in batches(chosen):
        parts = _parts(session, batch, visible, as_of, today, viewer.on or today)
        for row in session.execute(_states(batch, today)).all():
            yield _project(row, parts)


def _parts(
    session: Session, ids: Collection[str], visible: Collection[str], as_of: date, today: date, locked_by: date
) -> Parts:
    booked = bookings(session, ids, today)
    return {
        **_words(session, ids),
        "baselines": baselines(session, ids, as_of),
        "snapshots": snapshots(session, ids, as_of, locked_by),
        "forecasts": forecasts(session, ids, today),
        "confidences": confidences(session, ids, today),
        "milestones": milestones(session, ids, as_of, today),
        "gates": gates(session, ids, today),
        "artefacts": artefacts(session, ids, today),
        "exceptions": exceptions(session, ids, today),
        "waivers": waivers(session, ids, today),
        "changes": changes(session, ids, today),
        "reports": reports(session, ids, today),
        "links": links(session, ids, today),
        "budgets": budgets(session, ids),
        "spend_forecasts": spend_forecasts(session, ids, as_of),
        "drawdowns": drawdowns(session, ids, today),
        "benefits": benefits(session, ids, today),
        "cases": cases(session, ids, today),
        "risks": risks(session, ids, today),
        "issues": issues(session, ids, today),
        "assumptions": assumptions(session, ids, today),
        "dependencies": dependencies(session, ids, visible, today),
        "bookings": booked,
        "pools": booked_pools(session, booked, visible, today),
        "vacancies": vacancies(session, ids, today),
        "stop": stops(session, ids, today),
    }


def _project(row: Any, parts: Parts) -> ProjectFacts:
    held = {name: part.get(row.project_id, None if name == "stop" else ()) for name, part in parts.items()}
    return of_row(
        ProjectFacts,
        row,
        row=f"project/{row.project_id}",
        state_row=f"project_state/{row.project_id}/{row.state_since}",
        **held,
    )


def _states(ids: Collection[str], today: date) -> Select[*tuple[Any, ...]]:
    """Each project with the state that held on the day."""
    project, state = ProjectRow, ProjectStateRow
    sponsor, pm = aliased(PersonRow), aliased(PersonRow)
    return (
        select(
            *recorded(project),
            PortfolioRow.name.label("portfolio"),
            PortfolioRow.type.label("portfolio_type"),
            ProgrammeRow.name.label("programme"),
            state.valid_from.label("state_since"),
            state.reason.label("state_reason"),
            state.stage,
            state.run_state,
            state.hold_date,
            state.classification,
            state.sponsor_id,
            sponsor.name.label("sponsor"),
            sponsor.active.label("sponsor_active"),
            state.pm_id,
            pm.name.label("pm"),
            pm.active.label("pm_active"),
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


def _words(session: Session, ids: Collection[str]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the other names, tags and deliverables of projects, in one query."""
    fields = {
        "aliases": ProjectAliasRow.alias,
        "tags": ProjectTagRow.tag,
        "deliverables": ProjectDeliverableRow.deliverable,
    }
    every = union_all(
        *(
            select(
                literal(field).label("field"), column.class_.project_id.label("project_id"), column.label("words")
            ).where(column.class_.project_id.in_(ids))
            for field, column in fields.items()
        )
    ).subquery()
    found: dict[str, dict[str, list[str]]] = {field: defaultdict(list) for field in fields}
    for field, project_id, words in session.execute(select(every).order_by(*every.c)):
        found[field][project_id].append(words)
    return {field: {key: tuple(words) for key, words in held.items()} for field, held in found.items()}
