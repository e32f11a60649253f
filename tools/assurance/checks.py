"""What a check of data quality is: a rule about the records of one project, and the records that fail it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

from tools.facts.project import ProjectFacts
from tools.facts.strategy import ObjectiveFacts
from tools.facts.submissions import SubmissionFacts
from tools.judgement.reporting_cycle import ReportingRules
from tools.portfolio.structure import Stage

if TYPE_CHECKING:
    from knowledge.library import Rule

Part = Literal["COMPLETENESS", "TIMELINESS", "VALIDITY", "CONSISTENCY"]
PARTS: tuple[Part, ...] = get_args(Part)
Asked = Literal["manager", "sponsor"]
Effort = Literal[1, 2, 3]
"""1 fill in a field, 2 look a value up and correct it, 3 get something decided or approved."""
STAGES: tuple[Stage, ...] = get_args(Stage)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the checks need beside the project: the days, the rules, and what is known of others."""

    as_of: date
    today: date
    calendar: str
    reporting: ReportingRules
    opens: Mapping[str, str]
    """Which gate opens a stage, by stage; empty where no rule says so."""
    linked_from: str | None
    """The stage from which a project serves an objective; None where no rule asks for it."""
    earned_value: Rule | None
    """The rule by which earned value is asked for."""
    uplifted: bool
    """Whether a rule asks for an uplift on estimates."""
    objectives: Mapping[str, ObjectiveFacts]
    submissions: Mapping[str, tuple[SubmissionFacts, ...]] = field(default_factory=dict)
    namesakes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other projects of the same name or alias, by project."""
    circular: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Hard dependencies that wait for themselves, by project."""

    def opened_by(self, stage: str) -> str | None:
        """The gate that opens a stage; None where no rule says so."""
        return self.opens.get(stage)


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that fails a check."""

    row: str
    record: str | None = None
    """Its id; None for the project itself."""
    name: str | None = None
    """Its name, recorded text; None where the id says enough."""
    day: date | None = None
    """The day that the check speaks of."""


Finding = tuple[Hit, ...] | None
"""The records that fail; empty where all pass, None where there is nothing to check."""


@dataclass(frozen=True, slots=True)
class Check:
    """One rule of data quality, and what to do where it fails."""

    code: str
    """Of the rule set, ``V-05``."""
    part: Part
    wrong: str
    """What is wrong with a record, after its name; ``{day}`` for the day of the hit."""
    fix: str
    ask: Asked
    effort: Effort
    find: Callable[[ProjectFacts, Setting], Finding]


@dataclass(frozen=True, slots=True)
class Failure:
    """A record that fails a check, and the points that mending it brings."""

    check: Check
    hit: Hit


def reached(project: ProjectFacts, stage: str) -> bool:
    """Whether the project is in that stage or beyond it."""
    return STAGES.index(project.stage) >= STAGES.index(stage)
