"""What a report on one project is made of: its facts, and what the other tools say of them.

A report computes nothing a second time: its sentences and figures are those of the tools.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from knowledge.clauses import Clause
from tools.clarify import PLACE
from tools.drift import WatchedLibrary, watched
from tools.enquiry import Enquiry
from tools.facts.delivery import SnapshotFacts
from tools.facts.project import ProjectFacts
from tools.gates.readiness import judge_gate
from tools.judgement.dimensions import Case
from tools.judgement.rating import Judgement, judge
from tools.performance.project import measured
from tools.records.find import absent, find_project
from tools.result import Figure, ToolResult
from tools.status.project import status_of
from tools.status.tolerance import check
from tools.wording.evidence import Evidence
from tools.wording.labels import label, note

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class CannotDraft(Exception):
    """No report can be drafted; ``result`` is the answer that says why."""

    def __init__(self, result: ToolResult) -> None:
        super().__init__(result.reason or result.headline)
        self.result = result


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that a report on one project draws on, as of the end of its period."""

    enquiry: Enquiry
    library: WatchedLibrary
    """That of the enquiry, which knows the rules that await confirmation."""
    facts: ProjectFacts
    period: date
    judgement: Judgement
    earlier: Judgement | None
    """The same judgement one month end before; None where there was none."""
    status: ToolResult
    tolerance: ToolResult
    performance: ToolResult
    gate: ToolResult
    evidence: Evidence
    """Figures of the report's own sentences."""

    @property
    def case(self) -> Case:
        """The measures and the judge's evidence."""
        return self.judgement.case

    @property
    def previous(self) -> SnapshotFacts | None:
        """The month end before the newest one."""
        return self.facts.snapshots[-2] if len(self.facts.snapshots) > 1 else None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure that a sentence of the report may name, each handle once."""
        every = (
            *self.judgement.evidence.figures,
            *(figure for result in self._results() for figure in result.figures),
            *self.evidence.figures,
        )
        return tuple({figure.handle: figure for figure in every}.values())

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause that a sentence of the report may cite, each once."""
        drifted = (rule.clause for rule in self.library.awaiting)
        every = (*self.evidence.clauses, *(clause for result in self._results() for clause in result.clauses), *drifted)
        return tuple({clause.ref: clause for clause in (*self.judgement.evidence.clauses, *every)}.values())

    def _results(self) -> Sequence[ToolResult]:
        return (self.status, self.tolerance, self.performance, self.gate)


def gather(enquiry: Enquiry, session: Session, project: str, period: date | None, tool: str) -> Material:
    """Load one project as of the period's end and ask the other tools; raises CannotDraft with the answer."""
    arguments: dict[str, object] = {"project": project}
    arguments |= {"period": period.isoformat()} if period else {}
    end = period or enquiry.as_of
    then = replace(enquiry, as_of=min(end, enquiry.as_of))
    facts = find_project(then, session, project)
    if facts is None:
        ask = f"Draft the status report of {PLACE}"
        raise CannotDraft(absent(enquiry, session, tool, project, arguments, ask))
    if end > enquiry.as_of or facts.snapshot is None:
        raise CannotDraft(_no_data(enquiry, facts, end, tool, arguments))
    return material_of(then, facts, end)


def material_of(enquiry: Enquiry, facts: ProjectFacts, period: date) -> Material:
    """Ask the other tools about loaded facts; ``enquiry`` has the period's end as the date of the data."""
    enquiry, library = watched(enquiry)
    return Material(
        enquiry=enquiry,
        library=library,
        facts=facts,
        period=period,
        judgement=judge(facts, enquiry),
        earlier=_earlier(facts, enquiry),
        status=status_of(facts, enquiry),
        tolerance=check(facts, enquiry),
        performance=measured(facts, enquiry),
        gate=judge_gate(enquiry, facts, None, None, {"project": facts.project_id}, lambda day: None),
        evidence=Evidence(facts.project_id, enquiry.as_of),
    )


def _earlier(facts: ProjectFacts, enquiry: Enquiry) -> Judgement | None:
    if len(facts.snapshots) < 2:
        return None
    shorter = replace(facts, snapshots=facts.snapshots[:-1])
    return judge(shorter, replace(enquiry, as_of=facts.snapshots[-2].period_end))


def _no_data(enquiry: Enquiry, facts: ProjectFacts, end: date, tool: str, arguments: dict[str, object]) -> ToolResult:
    evidence = Evidence(facts.project_id, enquiry.as_of)
    asked = note(evidence, "period", "period asked for", end, "date", "question", subject="given")
    newest = note(evidence, "as_of", "date of the data", enquiry.as_of, "date", "snapshot_month", subject="enquiry")
    project = label(evidence, facts)
    return ToolResult(
        tool=tool,
        status="INSUFFICIENT_DATA",
        kind="not_recorded",
        headline=f"I hold no locked figures of {project} for the period to {asked}, so I cannot draft its report.",
        facts=(f"The newest locked month end is {newest}.",),
        next_steps=("Ask for the report of that month, or again once the figures are locked.",),
        figures=evidence.figures,
        subjects=(facts.project_id,),
        reason="no locked month end for the period",
        as_of=enquiry.as_of,
        on=enquiry.today,
        arguments=arguments,
    )
