"""What money hangs on a decision, said with what it is."""

from __future__ import annotations

from decimal import Decimal

from tools.facts.project import ProjectFacts
from tools.oversight.owed import Owed
from tools.wording.evidence import Evidence


def stake(evidence: Evidence, owed: Owed) -> str:
    """The money at stake with handles; that none is recorded where the records give none.

    A change: what it costs. A gate before a baseline: the whole-life cost. An exception: what the forecast is over
    budget. Any other decision on a project: what is left to spend by the manager's forecast.
    """
    facts, subject = owed.facts, owed.name
    if facts is None:
        return "not recorded"
    if owed.kind == "change":
        cost = next((each.cost_impact for each in facts.changes if each.row == owed.row), None)
        return (
            "not recorded" if cost is None else f"{evidence.say('stake_asked', cost, owed.row, subject=subject)} asked"
        )
    if owed.kind == "exception" and (over := _over(facts)) is not None:
        return f"{evidence.say('stake_over', over, *_rows(facts), subject=subject)} over budget"
    if owed.kind in ("gate", "lapse") and facts.wlc is not None:
        return f"{evidence.say('stake_whole_life', facts.wlc, facts.row, subject=subject)} whole-life cost"
    left = _left(facts)
    return (
        "not recorded"
        if left is None
        else f"{evidence.say('stake_left', left, *_rows(facts), subject=subject)} to spend"
    )


def _left(facts: ProjectFacts) -> Decimal | None:
    snapshot = facts.snapshot
    if snapshot is None or snapshot.pm_eac is None or snapshot.ac is None:
        return None
    return max(snapshot.pm_eac - snapshot.ac, Decimal(0))


def _over(facts: ProjectFacts) -> Decimal | None:
    snapshot, baseline = facts.snapshot, facts.baseline
    if snapshot is None or snapshot.pm_eac is None or baseline is None:
        return None
    return snapshot.pm_eac - baseline.bac


def _rows(facts: ProjectFacts) -> tuple[str, ...]:
    return tuple(each.row for each in (facts.snapshot, facts.baseline) if each)
