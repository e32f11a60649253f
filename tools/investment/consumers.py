"""Whose work stopping a project would break: those to whom it still has something to hand over."""

from __future__ import annotations

from tools.facts.dependencies import DependencyFacts
from tools.facts.project import ProjectFacts
from tools.judgement.dependencies import DELIVERED
from tools.result import Table
from tools.wording.embedded_instructions import quotable
from tools.wording.evidence import Evidence
from tools.wording.labels import note
from tools.wording.sentences import listed

COLUMNS = ("Dependency", "For", "Deliverable as recorded", "Type", "Needed by")


def broken(facts: ProjectFacts) -> tuple[DependencyFacts, ...]:
    """What the project is to hand to others and has not yet."""
    return tuple(
        each for each in facts.dependencies if each.provider_id == facts.project_id and each.status != DELIVERED
    )


def broken_line(evidence: Evidence, facts: ProjectFacts) -> str:
    """Whose work it would break, as a sentence."""
    found = broken(facts)
    if not found:
        return "No other project waits for anything from it, as far as you may read."
    names = dict.fromkeys(_consumer(evidence, each) for each in found)
    return f"It would break what {listed(list(names))} waits for."


def consumers_table(evidence: Evidence, facts: ProjectFacts) -> Table | None:
    """One row for each thing that would not come; None where there is none."""
    rows = tuple(_row(evidence, each) for each in broken(facts))
    return Table(COLUMNS, rows) if rows else None


def _consumer(evidence: Evidence, dependency: DependencyFacts) -> str:
    name = f"{dependency.consumer_id} {dependency.consumer}"
    return evidence.label(dependency.consumer_id, name, dependency.row)


def _row(evidence: Evidence, dependency: DependencyFacts) -> tuple[str, ...]:
    of, row = dependency.dependency_id, dependency.row
    return (
        evidence.label(of, of, row),
        _consumer(evidence, dependency),
        note(
            evidence, "deliverable", "deliverable on record", quotable(dependency.deliverable), "text", row, subject=of
        ),
        note(evidence, "type", "type of the dependency", dependency.type, "state", row, subject=of),
        evidence.say("need_by", dependency.need_by, row, subject=of),
    )
