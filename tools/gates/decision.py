"""A passed gate in words: who decided when, and what the project had on that day under the version then in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.facts.governance import GateFacts
from tools.gates.case import GateCase
from tools.gates.conditions import conditions_lines, conditions_unrecorded
from tools.gates.requirements import applies, artefact_name, read_matrix, words_in
from tools.gates.waived import uncovered, unwaived_line, waived_lines
from tools.portfolio.structure import Stage
from tools.result import ToolResult
from tools.wording.labels import label, note
from tools.wording.sentences import listed

if TYPE_CHECKING:
    from knowledge.library import Rule

STAGES: tuple[Stage, ...] = ("IDEA", "DEFINE", "PLAN", "DELIVER", "TRANSITION", "CLOSED")


def tell_decision(case: GateCase, review: GateFacts, matrix: Rule, arguments: dict[str, object]) -> ToolResult:
    """The decision, and whether the requirements of its day were met on that day."""
    case.judge("not met" if uncovered(case) else "met")
    return case.result(
        arguments,
        headline=_headline(case, review),
        facts=(
            *case.named("Not held", "missing"),
            *case.named("Not approved to this day", "draft"),
            *case.named("Approved only after the decision", "later"),
            *waived_lines(case),
            *unwaived_line(case),
            *case.named("In place on that day", "met"),
            *case.optional(),
            *conditions_lines(case, [review], "the approval"),
            _standard(case, matrix),
            *_lapse(case),
        ),
        rules=_rules(case, matrix),
        cautions=(*conditions_unrecorded(case, [review]), *case.unsettled()),
    )


def _headline(case: GateCase, review: GateFacts) -> str:
    project, gate = label(case.evidence, case.facts), case.gate_handle()
    on = note(case.evidence, f"{case.key}_decision_date", "day of the decision", review.decision_date, "date", case.row)
    board = note(case.evidence, f"{case.key}_board", "deciding board", review.board, "name", case.row)
    what = note(case.evidence, f"{case.key}_decision", "gate decision", review.decision, "state", case.row)
    met, required = case.counts()
    passed = f"{project} passed {gate} on {on}, by decision of {board} ({what})."
    if case.lacking:
        return f"{passed} On that day {met} of {required} required artefacts were in place."
    return f"{passed} All {required} artefacts required on that day were in place."


def _standard(case: GateCase, matrix: Rule) -> str:
    version = matrix.clause.version.ref
    held = note(case.evidence, f"{case.key}_standard", "standard applied", version, "name", matrix.clause.ref)
    return f"The version in force on that day was {held}."


def _lapse(case: GateCase) -> tuple[str, ...]:
    """Whether the approval can still lapse; nothing where the standards of today know no lapse."""
    rule = case.enquiry.library.rule("gates.lapse", case.enquiry.today)
    opened = _opened(case)
    if rule is None or opened is None or case.gate not in words_in(rule.values, "gates"):
        return ()
    stage = case.evidence.say("stage", case.facts.stage, case.facts.state_row)
    if STAGES.index(opened) <= STAGES.index(case.facts.stage):
        return (f"The stage that it opens has begun (now {stage}), so the approval does not lapse.",)
    limit = case.evidence.limit(rule, "months", "months")
    return (f"The approval lapses after {limit} unless the next stage begins {case.evidence.cite(rule)}.",)


def _opened(case: GateCase) -> Stage | None:
    """The stage that the approval of the gate opens; None where the standard of today says of none."""
    rule = case.enquiry.library.rule("gates.opens", case.enquiry.today)
    named = rule.values.get(case.gate) if rule else None
    return next((stage for stage in STAGES if stage == named), None)


def _rules(case: GateCase, matrix: Rule) -> tuple[str, ...]:
    said = [f"What the gate asked for on that day stands in the standard {case.evidence.cite(matrix)}."]
    if cited := case.cite_of_time("time.version_in_force"):
        said.append(f"A decision is judged by the version in force on its day {cited}.")
    now = case.enquiry.library.rule(matrix.rule_id, case.enquiry.today)
    if now is not None and now.clause.ref != matrix.clause.ref:
        said += _asked_since(case, now)
    return tuple(said)


def _asked_since(case: GateCase, now: Rule) -> list[str]:
    """What the version of today asks of this project in addition; it does not apply to the decision."""
    then = {h.requirement.type for h in case.holdings if h.requirement.need != "O"}
    added = [
        artefact_name(r.type)
        for r in read_matrix(now.values)
        if r.need != "O" and r.type not in then and applies(r, case.facts)
    ]
    if not added:
        return []
    cited = case.cite_of_time("time.transition")
    applied = f", which does not apply to this decision {cited}" if cited else ""
    return [f"The version in force today also asks for this: {listed(added)} {case.evidence.cite(now)}{applied}."]
