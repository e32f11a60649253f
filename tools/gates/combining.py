"""Gates held in one meeting: by which rule, and that a local rule which says so has no effect."""

from __future__ import annotations

from tools.gates.case import GateCase, combines
from tools.judgement.waivers import waived_line


def combining_lines(case: GateCase) -> tuple[str, ...]:
    """By which rule the gate may be combined with another, and what becomes of a local rule on it."""
    bound, evidence = case.combining(), case.evidence
    said = []
    if rule := case.combined():
        said.append(f"A project of this class may combine the gate with another {evidence.cite(rule)}.")
        said.append(waived_line(evidence, bound) if rule == bound.rule else "")
    if bound.over and not bound.is_local and combines(bound.over, case.gate):
        why = f" {evidence.cite(bound.order)}" if bound.order else ""
        said.append(
            f"The local rule that would combine it {evidence.cite(bound.over)} has no effect: it is looser than "
            f"{evidence.cite(bound.rule).strip('()') if bound.rule else 'the general one'}, and neither a delegation "
            f"nor a live waiver of this project allows it{why}."
        )
    return tuple(line for line in said if line)
