"""Records by their label, and recorded fields beyond the figures that ``tools.terms`` lists."""

from __future__ import annotations

from tools.facts.project import ProjectFacts
from tools.result import Figure, Unit, Value
from tools.wording.evidence import Evidence


def label(evidence: Evidence, project: ProjectFacts) -> str:
    """A project's label as a handle: ``P-1 Name``."""
    return evidence.label(project.project_id, f"{project.project_id} {project.name}", project.row)


def note(
    evidence: Evidence, key: str, name: str, value: Value, unit: Unit, *source: str, subject: str | None = None
) -> str:
    """Add a recorded field of the evidence's subject, or of another, and return its handle in braces."""
    return evidence.add(Figure(subject or evidence.subject, key, name, value, unit, evidence.as_of, source=source))
