"""Loading the facts of projects set-wise: as many queries for one project as for a whole batch.

Each query reads one kind of row for all projects of the batch and keeps what was known on the day asked about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from tools.facts.artefacts import artefacts
from tools.facts.changes import changes
from tools.facts.delivery import baselines, confidences, forecasts, snapshots
from tools.facts.dependencies import dependencies
from tools.facts.governance import gates
from tools.facts.milestones import milestones
from tools.facts.money import budgets, drawdowns, spend_forecasts, stops
from tools.facts.permissions import exceptions, waivers
from tools.facts.pools import PoolFacts, booked_pools
from tools.facts.project import ProjectFacts
from tools.facts.raid import assumptions, issues, risks
from tools.facts.reporting import reports
from tools.facts.resources import bookings, vacancies
from tools.facts.rows import IDS, TODAY, Query, batches, of_row, prepared, read, recorded, seen_among
from tools.facts.strategy import links
from tools.facts.value import benefits, cases
from tools.portfolio.access import Viewer
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
    chosen = sorted(seen_among(session, viewer, today, None if ids is None else frozenset(ids)))
    held: dict[str, PoolFacts] = {}
    for batch in batches(chosen):
        parts = _parts(session, viewer, batch, as_of, today, held)
        for row in read(session, states_query(), batch, today=today).all():
            yield _project(row, parts)


def _parts(
    session: Session, viewer: Viewer, ids: Collection[str], as_of: date, today: date, held: dict[str, PoolFacts]
) -> Parts:
    booked = bookings(session, ids, today)
    return {
        **_words(session, ids),
        "baselines": baselines(session, ids, as_of),
        "snapshots": snapshots(session, ids, as_of, viewer.on or today),
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
        "dependencies": dependencies(session, viewer, ids, today),
        "bookings": booked,
        "pools": booked_pools(session, viewer, today, booked, held),
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


@cache
def states_query() -> Query:
    """Each project with the state that held on the day."""
    project, state = ProjectRow, ProjectStateRow
    sponsor, pm = aliased(PersonRow), aliased(PersonRow)
    return prepared(
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
            project.project_id.in_(IDS),
            state.valid_from <= TODAY,
            or_(state.valid_to.is_(None), state.valid_to >= TODAY),
        )
        .order_by(project.project_id)
    )


WORDS = {
    "aliases": ProjectAliasRow.alias,
    "tags": ProjectTagRow.tag,
    "deliverables": ProjectDeliverableRow.deliverable,
}
"""Lists of words of a project, by field of its facts."""


def _words(session: Session, ids: Collection[str]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the other names, tags and deliverables of projects, in one query."""
    found: dict[str, dict[str, list[str]]] = {field: defaultdict(list) for field in WORDS}
    for field, project_id, words in read(session, _words_query(), ids):
        found[field][project_id].append(words)
    return {field: {key: tuple(words) for key, words in held.items()} for field, held in found.items()}


@cache
def _words_query() -> Query:
    every = union_all(
        *(
            select(
                literal(field).label("field"), column.class_.project_id.label("project_id"), column.label("words")
            ).where(column.class_.project_id.in_(IDS))
            for field, column in WORDS.items()
        )
    ).subquery()
    return prepared(select(every).order_by(*every.c))
