"""Conditions on projects: each a test of one project and the words that say it after “are”."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tools.facts.project import ProjectFacts
from tools.judgement.rating import Judgement
from tools.judgement.tolerances import ToleranceState
from tools.result import Colour, Unit, Verdict
from tools.wording.evidence import Evidence
from tools.wording.labels import note

COLOURS: tuple[Colour, ...] = ("R", "A", "G")
NAMES = {"COST": "cost", "SCHEDULE": "time"}


@dataclass(frozen=True, slots=True)
class Row:
    """One project as the list sees it."""

    facts: ProjectFacts
    judgement: Judgement
    tolerances: tuple[ToleranceState, ...]

    @property
    def reported(self) -> Colour:
        """Overall colour of the newest approved report."""
        held = self.facts.report.colour("OVERALL") if self.facts.report else None
        return held.reported if held else "NR"

    @property
    def calculated(self) -> Colour:
        """Overall colour by calculation."""
        return self.judgement.colour("OVERALL")

    @property
    def over(self) -> tuple[ToleranceState, ...]:
        """The tolerances that the forecast exceeds."""
        return tuple(state for state in self.tolerances if state.standing == "over")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition; ``holds`` gives None for a project that the records cannot settle."""

    key: str
    """Part of the keys of the figures of a list: ``reported_r``."""
    words: str
    """What stands after “are”, with handles."""
    holds: Callable[[Row], bool | None]
    verdicts: Callable[[Row], tuple[Verdict, ...]] = lambda row: ()
    """What the words judge of a project that meets it."""


def field_is(evidence: Evidence, field: str, words: str, value: str) -> Condition:
    """A recorded field has the value; ``words`` has ``{}`` for it."""
    return Condition(
        key=f"{field}_{value.lower()}",
        words=words.format(_asked(evidence, field, value, "state")),
        holds=lambda row: str(getattr(row.facts, field)) == value,
    )


def belongs_to(key: str, words: str, record_id: str, name: str | None = None) -> Condition:
    """A recorded reference is this record: by id, or by the person's name where one is given."""
    wanted = name or record_id
    return Condition(
        key=f"{key}_{record_id.lower()}",
        words=words.format(f"{{{record_id}}}"),
        holds=lambda row: getattr(row.facts, key) == wanted,
    )


def coloured(evidence: Evidence, kind: str, colour: Colour) -> Condition:
    """The overall colour, reported or calculated."""
    value = _asked(evidence, kind, colour, "colour")
    words = f"reported {value}" if kind == "reported" else f"{value} by calculation"
    return Condition(f"{kind}_{colour.lower()}", words, lambda row: getattr(row, kind) == colour)


def coloured_either_way(evidence: Evidence, colour: Colour) -> Condition:
    """The overall colour by the report, by calculation, or by both: for a question that does not say which."""
    value = _asked(evidence, "colour", colour, "colour")
    return Condition(
        f"colour_{colour.lower()}",
        f"{value} as reported or by calculation",
        lambda row: colour in (row.reported, row.calculated),
    )


def differing(wanted: bool) -> Condition:
    """Report and calculation give different colours, or the same; None where one of them gives none."""

    def holds(row: Row) -> bool | None:
        if row.reported not in COLOURS or row.calculated not in COLOURS:
            return None
        return (row.reported != row.calculated) == wanted

    def verdicts(row: Row) -> tuple[Verdict, ...]:
        return (Verdict(row.facts.project_id, "overall", "agreement", "differ" if wanted else "agree"),)

    words = (
        "coloured differently by report and by calculation" if wanted else "coloured alike by report and calculation"
    )
    return Condition(f"differing_{str(wanted).lower()}", words, holds, verdicts)


def tolerated(wanted_over: bool) -> Condition:
    """The forecast exceeds a cost or time tolerance, or none of them."""

    def holds(row: Row) -> bool | None:
        known = [state for state in row.tolerances if state.standing != "unknown"]
        return None if not known else any(state.standing == "over" for state in known) == wanted_over

    def verdicts(row: Row) -> tuple[Verdict, ...]:
        return tuple(
            Verdict(row.facts.project_id, NAMES[state.dimension], "limit", "over" if wanted_over else "within")
            for state in row.tolerances
            if (state.standing == "over") == wanted_over and state.standing != "unknown"
        )

    words = "over a cost or time tolerance" if wanted_over else "within their cost and time tolerance"
    return Condition(f"over_tolerance_{str(wanted_over).lower()}", words, holds, verdicts)


def late(wanted: bool) -> Condition:
    """The manager's forecast finish is after the current baseline finish, or not."""

    def slip(row: Row) -> int | None:
        return row.judgement.measurement.slip.value

    def holds(row: Row) -> bool | None:
        days = slip(row)
        return None if days is None else (days > 0) == wanted

    def verdicts(row: Row) -> tuple[Verdict, ...]:
        days = slip(row) or 0
        word = "late" if days > 0 else "early" if days < 0 else "on time"
        return (Verdict(row.facts.project_id, "finish", "time", word),)

    words = "forecast late, after the baseline finish" if wanted else "forecast on time, by the baseline finish"
    return Condition(f"late_{str(wanted).lower()}", words, holds, verdicts)


def _asked(evidence: Evidence, field: str, value: str, unit: Unit) -> str:
    """The asked value as a handle of its own, so that two lists in one answer do not collide."""
    return note(evidence, f"{field}_{value.lower()}", f"{field} asked for", value, unit, "question", subject="given")
