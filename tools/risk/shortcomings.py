"""What an open risk lacks of what the standard asks: owner, response, review, action, escalation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from tools.facts.raid import RiskFacts
from tools.judgement.forecast import number
from tools.portfolio.calendar import add_working_days

if TYPE_CHECKING:
    from knowledge.library import Library, Rule

Kind = Literal["owner", "response", "review_date", "review", "action", "escalation"]


@dataclass(frozen=True, slots=True)
class RiskRules:
    """The rules on single risks; None where the library holds no such rule for the day."""

    upkeep: Rule | None
    bands: Rule | None
    escalation: Rule | None
    review: Rule | None

    @classmethod
    def of(cls, library: Library, on: date) -> RiskRules:
        """The rules in force on a day."""
        return cls(*(library.rule(f"raid.{name}", on) for name in ("risk", "bands", "escalation", "review")))

    def band(self, score: int | None) -> str | None:
        """The band of a score; None for no score, or without a rule."""
        if self.bands is None or score is None:
            return None
        rows = ((row.get("up_to"), row.get("band")) for row in self.bands.table("bands"))
        return next((str(band) for up_to, band in rows if isinstance(up_to, int) and score <= up_to), None)

    def review_days(self, score: int | None) -> int | None:
        """After how many days at the latest a risk of that score is reviewed again."""
        if self.review is None:
            return None
        is_short = self.band(score) in self.review.words("bands")
        days = number(self.review, "days" if is_short else "other_days")
        return None if days is None else int(days)


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """One thing that a risk lacks, by when it had to have it, and by which rule."""

    risk: RiskFacts
    kind: Kind
    due: date
    rule: Rule


def shortcomings(risk: RiskFacts, rules: RiskRules, since: date, today: date, calendar: str) -> Iterator[Shortcoming]:
    """Everything that an open risk lacks on the day; what is not yet due is no shortcoming.

    ``since`` is the day on which it reached the score from which it is escalated.
    """
    if rules.upkeep is not None:
        yield from _upkeep(risk, rules.upkeep, today, calendar)
    due = review_due(risk, rules)
    if rules.review is not None and due is not None and due < today:
        yield Shortcoming(risk, "review", due, rules.review)
    score, days = number(rules.escalation, "score_from"), number(rules.escalation, "working_days")
    if rules.escalation and score is not None and days is not None and (risk.residual or 0) >= score:
        due = add_working_days(since, int(days), calendar)
        if risk.escalated_on is None and due < today:
            yield Shortcoming(risk, "escalation", due, rules.escalation)


def review_due(risk: RiskFacts, rules: RiskRules) -> date | None:
    """The day of the next review: the one that is set, or the last that the standard allows if that is earlier."""
    days = rules.review_days(risk.residual)
    last = None if days is None else (risk.last_reviewed or risk.raised_on) + timedelta(days=days)
    return min((day for day in (risk.next_review, last) if day is not None), default=None)


def _upkeep(risk: RiskFacts, rule: Rule, today: date, calendar: str) -> Iterator[Shortcoming]:
    days = number(rule, "working_days")
    due = add_working_days(risk.raised_on, int(days or 0), calendar)
    if due >= today:
        return
    if risk.owner is None or not risk.owner.active:
        yield Shortcoming(risk, "owner", due, rule)
    if risk.response is None:
        yield Shortcoming(risk, "response", due, rule)
    if risk.next_review is None:
        yield Shortcoming(risk, "review_date", due, rule)
    least = number(rule, "action_from")
    if least is not None and (risk.residual or 0) >= least and risk.accepted_by_id is None and not _is_acted_on(risk):
        yield Shortcoming(risk, "action", due, rule)


def _is_acted_on(risk: RiskFacts) -> bool:
    """Whether an action with its own owner and date is open."""
    return any(each.status == "OPEN" and each.owner_id and each.due_date for each in risk.actions)
