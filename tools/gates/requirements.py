"""What a gate asks of a project, and which of it the project had on a day.

The matrix comes from the rulebook (``gates.matrix.G?``), so that the same rules judge any organisation
and any version of its standard.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from tools.facts.artefacts import ArtefactFacts
from tools.facts.project import ProjectFacts

Need = Literal["M", "C", "O"]
Outcome = Literal["met", "draft", "missing", "later", "unclear"]
"""In place on the day; held below the needed status; not held; approved only after it; asked or not is unknown."""

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


def words_in(values: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The words that a rule lists under a key; empty where it lists none."""
    held = values.get(key)
    return tuple(str(word) for word in held) if isinstance(held, tuple | list) else ()


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


def holdings(
    matrix: Sequence[Requirement], project: ProjectFacts, on: date, known_then: Sequence[ArtefactFacts] | None = None
) -> tuple[Holding, ...]:
    """What the project held on a day for each requirement that is, or may be, asked of it.

    ``known_then`` are the artefacts as they stood on that day; without them those of today are looked at.
    """
    now = {artefact.type: artefact for artefact in project.artefacts}
    then = now if known_then is None else {artefact.type: artefact for artefact in known_then}
    judged = []
    for requirement in matrix:
        asked = applies(requirement, project)
        if asked is not False:
            held = _judge(requirement, then.get(requirement.type), now.get(requirement.type), on)
            judged.append(held if asked or held.outcome == "met" else replace(held, outcome="unclear"))
    return tuple(judged)


def _judge(requirement: Requirement, then: ArtefactFacts | None, now: ArtefactFacts | None, on: date) -> Holding:
    if then is None:
        came = now is not None and now.status == "APPROVED"
        return Holding(requirement, now if came else None, "later" if came else "missing")
    if requirement.min_status != "APPROVED":
        return Holding(requirement, then, "draft" if then.status in _BELOW_DRAFT else "met")
    if then.status != "APPROVED":
        return Holding(requirement, then, "draft")
    # Without a date of approval nothing shows that it was there in time.
    in_time = then.approved_on is not None and then.approved_on <= on
    return Holding(requirement, then, "met" if in_time else "later")


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
