"""What a gate asks of a project, and which of it the project had on a day.

The matrix comes from the rulebook (``gates.matrix.G?``), so that the same rules judge any organisation
and any version of its standard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from tools.facts import ArtefactFacts, ProjectFacts

Need = Literal["M", "C", "O"]
Outcome = Literal["met", "draft", "missing", "later", "unclear"]
"""Held in time; held below the needed status; not held; approved only after the day; cannot be judged."""

_BELOW_DRAFT = ("REJECTED", "EXPIRED")
_NAMES = {
    "OBC": "outline business case",
    "FBC": "full business case",
    "QRA": "quantified risk analysis",
    "DPIA": "data protection screening",
    "CUTOVER_PLAN": "cut-over plan",
    "SECURITY_ASSESSMENT": "security sign-off",
}


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of a gate's matrix."""

    type: str
    need: Need
    min_status: str
    classes: tuple[str, ...]
    condition: str
    waivable: bool

    @property
    def name(self) -> str:
        """The artefact in words: ``test report``."""
        return artefact_name(self.type)


@dataclass(frozen=True, slots=True)
class Holding:
    """One requirement beside what the project holds for it, judged on a day."""

    requirement: Requirement
    artefact: ArtefactFacts | None
    outcome: Outcome


def artefact_name(code: str) -> str:
    """An artefact's code in words, abbreviations written out."""
    return _NAMES.get(code, code.replace("_", " ").lower())


def read_matrix(values: Mapping[str, Any]) -> tuple[Requirement, ...]:
    """The requirements of a ``gates.matrix`` entry of the rulebook, in its order."""
    return tuple(
        Requirement(
            type=str(line["type"]),
            need=line["need"],
            min_status=str(line.get("min_status", "APPROVED")),
            classes=tuple(line.get("classes", ())),
            condition=str(line.get("condition") or ""),
            waivable=bool(line.get("waivable", True)),
        )
        for line in values.get("artefacts", ())
    )


def applies(requirement: Requirement, project: ProjectFacts) -> bool | None:
    """Whether the requirement is asked of this project; None where the records do not say."""
    if requirement.classes and project.delivery_class not in requirement.classes:
        return False
    return _condition_holds(requirement.condition, project)


def holdings(matrix: tuple[Requirement, ...], project: ProjectFacts, on: date) -> tuple[Holding, ...]:
    """What the project holds on a day for each requirement that is, or may be, asked of it."""
    held = {artefact.type: artefact for artefact in project.artefacts}
    judged = []
    for requirement in matrix:
        asked = applies(requirement, project)
        if asked is not False:
            artefact = held.get(requirement.type)
            outcome = _outcome(requirement, artefact, on)
            if asked is None and outcome != "met":
                outcome = "unclear"
            judged.append(Holding(requirement, artefact, outcome))
    return tuple(judged)


def _outcome(requirement: Requirement, artefact: ArtefactFacts | None, on: date) -> Outcome:
    if artefact is None:
        return "missing"
    if artefact.status in _BELOW_DRAFT:
        return "draft"
    if requirement.min_status != "APPROVED":
        return "met"
    if artefact.status != "APPROVED":
        return "draft"
    # Without a date of approval nothing shows that it was there in time.
    if artefact.approved_on is None:
        return "unclear"
    return "met" if artefact.approved_on <= on else "later"


def _condition_holds(condition: str, project: ProjectFacts) -> bool | None:
    words = condition.split()
    if not words:
        return True
    value = getattr(project, words[0], None)
    if len(words) == 1:
        return value if isinstance(value, bool) else None
    if value is None or len(words) != 3:
        return None
    _, operator, wanted = words
    if operator == "==":
        return str(value) == wanted
    if operator == ">=" and isinstance(value, Decimal):
        return value >= Decimal(wanted)
    return None
