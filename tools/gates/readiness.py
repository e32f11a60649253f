"""Gate reviews: is a project ready, what is missing, when are the papers due, what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from tools.clarify import PLACE
from tools.enquiry import Enquiry
from tools.facts.artefacts import ArtefactFacts
from tools.facts.governance import GateFacts
from tools.facts.project import ProjectFacts, load_projects
from tools.gates.case import GATES, GateCase, HeldOn, approved_after, is_passed, open_case
from tools.gates.combining import combining_lines
from tools.gates.decision import tell_decision
from tools.gates.review import tell_readiness
from tools.records.find import absent, find_project
from tools.result import ToolResult
from tools.wording.labels import label, note

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TOOL = "gate_readiness"


def gate_readiness(
    enquiry: Enquiry, project: str, gate: str | None = None, board_date: date | None = None
) -> ToolResult:
    """What a project has and lacks for a gate, or how the gate was decided; the next open gate if none is named.

    An open gate is judged by the standard in force on the board's day, a decided one by that of its decision.
    """
    arguments: dict[str, object] = {"project": project}
    arguments |= {"gate": gate} if gate else {}
    arguments |= {"board_date": board_date.isoformat()} if board_date else {}
    with enquiry.portfolio.session() as session:
        facts = find_project(enquiry, session, project)
        if facts is None:
            return absent(
                enquiry, session, TOOL, project, arguments, f"Is {PLACE} ready for {gate or 'its next gate'}?"
            )
        arguments["project"] = facts.project_id
        return judge_gate(enquiry, facts, gate, board_date, arguments, _looking_back(enquiry, session, facts))


def judge_gate(
    enquiry: Enquiry,
    facts: ProjectFacts,
    gate: str | None,
    board_date: date | None,
    arguments: dict[str, object],
    held_on: HeldOn,
) -> ToolResult:
    """``gate_readiness`` of loaded facts."""
    code = gate or _next_gate(enquiry, facts)
    review = _review(facts.gates, code) if code else max(filter(is_passed, facts.gates), key=_when, default=None)
    board_day = board_date or (review.planned_date if review else None)
    case = open_case(enquiry, facts, code or (review.gate if review else GATES[-1]), review, board_day, held_on)
    if code is None:
        return _none_ahead(case, arguments)
    if case.matrix is None or (review is None and approved_after(facts.gates, code)):
        return _not_asked(case, arguments)
    if review is not None and is_passed(review):
        return tell_decision(case, review, case.matrix, arguments)
    return tell_readiness(case, arguments)


def _looking_back(enquiry: Enquiry, session: Session, facts: ProjectFacts) -> HeldOn:
    """Artefacts as they stood on an earlier day: a later version must not hide the one that was approved then."""

    def held_on(day: date) -> Sequence[ArtefactFacts] | None:
        loaded = load_projects(session, enquiry.viewer, min(day, enquiry.as_of), day, [facts.project_id])
        return loaded[0].artefacts if loaded else None

    return held_on


def _review(gates: Sequence[GateFacts], code: str) -> GateFacts | None:
    """The review that counts: an approval, else the one that is still open, else the newest decision."""
    reviews = [g for g in gates if g.gate == code]
    approved = [g for g in reviews if is_passed(g)]
    pending = [g for g in reviews if g.decision == "PENDING"]
    return max(approved or pending or reviews, key=_when, default=None)


def _when(review: GateFacts) -> date:
    return review.decision_date or review.planned_date or date.min


def _next_gate(enquiry: Enquiry, facts: ProjectFacts) -> str | None:
    pending = [g for g in facts.gates if g.decision == "PENDING"]
    if pending:
        return min(pending, key=lambda g: (g.planned_date or date.max, g.gate)).gate
    passed = [GATES.index(g.gate) for g in facts.gates if is_passed(g) and g.gate in GATES]
    ahead = GATES[max(passed, default=-1) + 1 :]
    return next((code for code in ahead if enquiry.library.rule(f"gates.matrix.{code}", enquiry.today)), None)


def _not_asked(case: GateCase, arguments: dict[str, object]) -> ToolResult:
    """A gate that no standard of its day knows, or one that was passed over and now lies behind."""
    project, gate = label(case.evidence, case.facts), case.gate_handle()
    day = note(case.evidence, f"{case.key}_judged_on", "day of judging", case.day, "date", case.row)
    later = approved_after(case.facts.gates, case.gate)
    known = case.matrix is not None
    headline = (
        f"{project} has no recorded review of {gate}, although the version in force on {day} had that gate."
        if known
        else f"The standards in force on {day} ask for no {gate}, and {project} has no review of it on record."
    )
    rules = []
    if later and (cited := case.cite_of_time("time.version_in_force")):
        rules.append(f"A decision is judged by the version in force on its day {cited}.")
    rules += combining_lines(case)
    return case.result(
        arguments,
        headline=headline,
        facts=(f"It passed {case.gate_handle(later.gate, later.row)} on {day}.",) if later else (),
        rules=tuple(rules),
        status="OK" if later else "NOT_APPLICABLE",
        kind="answer" if later else "not_covered",
    )


def _none_ahead(case: GateCase, arguments: dict[str, object]) -> ToolResult:
    """No gate lies ahead, or none that the standards of today know of."""
    project = label(case.evidence, case.facts)
    if case.review is None:
        headline = f"The standards that I hold today name no gates, and {project} has none on record."
        return case.result(arguments, headline=headline, facts=(), status="NOT_APPLICABLE", kind="not_covered")
    decided = case.review.decision_date
    on = note(case.evidence, f"{case.key}_decision_date", "day of the decision", decided, "date", case.row)
    headline = f"{project} has no gate ahead: it passed {case.gate_handle()} on {on}."
    return case.result(arguments, headline=headline, facts=())
