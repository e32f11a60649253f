"""The colours of a project by calculation: every dimension, the overall colour, and what made it so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.calculations.growth import growth
from tools.calculations.rag import overall
from tools.enquiry import Enquiry
from tools.facts.permissions import ExceptionFacts
from tools.facts.project import ProjectFacts
from tools.judgement.dimensions import NO_RULE, Case, judged_dimensions
from tools.judgement.exceptions import Dimension as Tolerated
from tools.judgement.exceptions import covers, live_exception
from tools.judgement.forecast import Forecast, number
from tools.judgement.given_colours import rate_colours
from tools.judgement.grounds import Dimension, worst_of
from tools.judgement.measurement import Measurement
from tools.result import Colour, Verdict
from tools.wording.evidence import Evidence
from tools.wording.sentences import listed

if TYPE_CHECKING:
    from knowledge.library import Rule

__all__ = ["Judgement", "judge", "rate_colours"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The calculated colours of one project, with everything they rest on."""

    dimensions: tuple[Dimension, ...]
    overall: Dimension
    because: tuple[str, ...]
    """Dimensions that decide the overall colour."""
    overall_rule: Rule | None
    exceptions: Mapping[str, ExceptionFacts]
    """Live exceptions that cover a Red dimension."""
    case: Case

    @property
    def evidence(self) -> Evidence:
        """Figures, clauses and verdicts that its sentences need."""
        return self.case.evidence

    @property
    def measurement(self) -> Measurement:
        """The measures it judged."""
        return self.case.measurement

    @property
    def forecast(self) -> Forecast | None:
        """The cost forecast that counts."""
        return self.case.forecast

    @property
    def unjudged(self) -> tuple[Dimension, ...]:
        """Dimensions without a colour that could have one."""
        return tuple(each for each in self.dimensions if each.colour == "NR")

    @property
    def covering(self) -> ExceptionFacts | None:
        """The live exception, where one covers everything that is Red."""
        red = [each.name for each in self.dimensions if each.colour == "R"]
        covered = [self.exceptions.get(name) for name in red]
        return covered[0] if covered and None not in covered else None

    def colour(self, name: str) -> Colour:
        """The calculated colour of a dimension, or of ``OVERALL``."""
        every = (*self.dimensions, self.overall)
        return next((each.colour for each in every if each.name == name), "NR")


def judge(facts: ProjectFacts, enquiry: Enquiry) -> Judgement:
    """Calculate every colour of a project by the rules in force on the enquiry's day (F-RAG)."""
    case = Case.of(facts, enquiry)
    dimensions = judged_dimensions(case)
    rule = enquiry.library.rule("rag.overall", enquiry.today)
    total, because = _overall(dimensions, rule)
    for each in (*dimensions, total):
        case.evidence.say(f"rag_calculated_{each.name.lower()}", each.colour, *case.measurement.sources)
    return Judgement(dimensions, total, because, rule, _covering(case, dimensions), case)


def reason_of(judgement: Judgement, dimension: Dimension) -> str:
    """Why a dimension has its calculated colour, as a sentence with handles."""
    name = dimension.name.capitalize()
    is_, has = ("are", "have") if name.endswith("s") else ("is", "has")
    if dimension.colour in ("NR", "NA"):
        return f"{name} {has} no calculated colour: {dimension.missing}."
    colour = f"{{{judgement.evidence.subject}.rag_calculated_{dimension.name.lower()}}}"
    exception = judgement.exceptions.get(dimension.name)
    within = f", {within_exception(judgement.evidence, exception)}" if exception else ""
    if not dimension.grounds:
        return f"{name} {is_} {colour} in the calculation, as reported{within}."
    because = listed([ground.reason for ground in dimension.decisive])
    return f"{name} {is_} {colour} by calculation{within}: {because}."


def overall_reason(judgement: Judgement) -> str:
    """What decides the overall colour, as a sentence with handles."""
    if judgement.overall.colour in ("NR", "NA"):
        return f"No overall colour can be calculated: {judgement.overall.missing}."
    because = listed([name.lower() for name in judgement.because])
    return f"Overall is {{{judgement.evidence.subject}.rag_calculated_overall}} by calculation, decided by {because}."


def overall_rule(judgement: Judgement) -> str:
    """How the overall colour is worked out, with its clause; empty where there is none or no rule is held."""
    rule = judgement.overall_rule
    if rule is None or judgement.overall.colour in ("NR", "NA"):
        return ""
    return worst_of(judgement.evidence, rule)


def within_exception(evidence: Evidence, exception: ExceptionFacts) -> str:
    """That a live exception covers it, as a clause of a sentence with handles."""
    label = evidence.label(exception.exception_id, exception.exception_id, exception.row)
    evidence.judge(Verdict(evidence.subject, "approved exception", "limit", "within"))
    if exception.approved_until is None:
        return f"within approved exception {label}"
    until = evidence.say("exception_until", exception.approved_until, exception.row, subject=exception.exception_id)
    return f"within approved exception {label} until {until}"


def _overall(dimensions: tuple[Dimension, ...], rule: Rule | None) -> tuple[Dimension, tuple[str, ...]]:
    ambers = number(rule, "other_ambers")
    if rule is None or ambers is None or not rule.words("worst_of"):
        return Dimension("OVERALL", "NR", missing=NO_RULE), ()
    result = overall({each.name: each.colour for each in dimensions}, rule.words("worst_of"), int(ambers))
    missing = "no dimension has a colour" if result.colour in ("NR", "NA") else None
    return Dimension("OVERALL", result.colour, missing=missing), result.because


def _covering(case: Case, dimensions: tuple[Dimension, ...]) -> dict[str, ExceptionFacts]:
    """Exceptions move the tolerance and not the colour: a Red one stays Red and is shown within its exception."""
    forecast, found = case.forecast, dict[str, ExceptionFacts]()
    over = growth(forecast.eac, forecast.baseline.bac).value if forecast else None
    deviations: tuple[tuple[Tolerated, Decimal | None], ...] = (
        ("COST", over),
        ("SCHEDULE", case.measurement.slip_share.value),
    )
    for name, deviation in deviations:
        is_red = any(each.name == name and each.colour == "R" for each in dimensions)
        exception = live_exception(case.facts, name, case.enquiry.today)
        if is_red and exception is not None and covers(exception, deviation):
            found[name] = exception
    return found
