"""What is said of a waiver: its id, the clause that it sets aside, and its last day."""

from __future__ import annotations

from tools.judgement.areas import Bound
from tools.wording.evidence import Evidence
from tools.wording.waivers import waiver_words


def waived_line(evidence: Evidence, bound: Bound) -> str:
    """That a looser local rule binds under a waiver, with all the clauses; empty where none is needed."""
    if bound.waiver is None or bound.rule is None or bound.over is None:
        return ""
    why = f" {evidence.cite(bound.order)}" if bound.order else ""
    return (
        f"The looser local rule {evidence.cite(bound.rule)} binds in place of the general one "
        f"{evidence.cite(bound.over)} under {waiver_words(evidence, bound.waiver)}{why}."
    )
