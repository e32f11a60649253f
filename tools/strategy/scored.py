"""Proposals with their scores, what they must meet, and what they bring for their cost (F-SCR, F-ALN, F-INV)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.calculations.alignment import Alignment
from tools.calculations.investment import npv
from tools.calculations.outcome import Outcome, divide
from tools.calculations.scoring import Proposal, median_score, weighted_score
from tools.enquiry import Enquiry
from tools.facts.proposals import ProposalFacts, proposals
from tools.judgement.forecast import number
from tools.portfolio.access import visible_proposals
from tools.strategy.objectives import Strategy
from tools.strategy.scheme import Scheme

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

OPEN = ("SUBMITTED", "UNDER_REVIEW", "RECOMMENDED")
"""States in which a proposal waits for a decision."""
MILLION = Decimal(10**6)


@dataclass(frozen=True, slots=True)
class Scored:
    """One proposal as it is judged."""

    facts: ProposalFacts
    scores: Mapping[str, Decimal | None]
    """The median of the assessors, 0 to 5, by criterion."""
    points: Outcome[Decimal] | None
    """Out of a hundred; None where no scheme is held."""
    failings: tuple[str, ...]
    """What it must meet and does not, in words."""
    worth: Alignment
    cost: Decimal | None
    """What it spends in all years; the whole-life cost where no years are given."""
    npv: Decimal | None
    """At the house rate, money; None where no rule sets the rate or no case in real prices is recorded."""

    @property
    def id(self) -> str:
        """The proposal's id."""
        return self.facts.proposal_id

    @property
    def value(self) -> Decimal | None:
        """Strategic value."""
        return self.worth.strategic_value.value

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows of its scores."""
        return tuple(each.row for each in self.facts.scores) or (self.facts.row,)

    @property
    def link_rows(self) -> tuple[str, ...]:
        """The rows of its links to objectives."""
        return tuple(each.row for each in self.facts.links) or (self.facts.row,)

    @property
    def value_per_million(self) -> Decimal | None:
        """Strategic value for each million of its cost."""
        return divide(self.value * MILLION, self.cost) if self.value is not None and self.cost else None

    def to_rank(self) -> Proposal:
        """The proposal as ranking takes it."""
        per_cost = divide(self.npv, self.cost) if self.npv is not None and self.cost else None
        return Proposal(self.id, self.scores, per_cost, self.facts.submitted_on)


def open_proposals(enquiry: Enquiry, session: Session) -> list[Scored]:
    """The visible proposals that wait for a decision, judged, by id."""
    seen = visible_proposals(session, enquiry.viewer, enquiry.today)
    held = [
        each
        for each in proposals(session, enquiry.viewer, seen, enquiry.today)
        if each.status in OPEN and each.submitted_on is not None
    ]
    return judged(enquiry, session, held)


def judged(enquiry: Enquiry, session: Session, held: Iterable[ProposalFacts]) -> list[Scored]:
    """These proposals with their scores and their worth."""
    scheme, strategy = Scheme.of(enquiry), Strategy.of(session, enquiry.today)
    rate = number(enquiry.library.rule("proposal.discount", enquiry.today), "rate")
    return [_scored(enquiry, each, scheme, strategy, rate) for each in held]


def _scored(
    enquiry: Enquiry, facts: ProposalFacts, scheme: Scheme | None, strategy: Strategy, rate: Decimal | None
) -> Scored:
    given: dict[str, list[Decimal]] = {}
    for each in facts.scores:
        if each.scored_on is None or each.scored_on <= enquiry.today:
            given.setdefault(each.criterion, []).append(each.score)
    criteria = scheme.weights if scheme else given
    scores = {criterion: median_score(given.get(criterion, [])).value for criterion in criteria}
    points = weighted_score(scores, scheme.weights) if scheme else None
    return Scored(
        facts=facts,
        scores=scores,
        points=points,
        failings=tuple(_failings(facts, scores, points, scheme)) if scheme else (),
        worth=strategy.worth(facts.links),
        cost=sum((capex + opex for _, capex, opex in facts.costs), Decimal(0)) if facts.costs else facts.wlc,
        npv=house_npv(facts, rate),
    )


def _failings(
    facts: ProposalFacts, scores: Mapping[str, Decimal | None], points: Outcome[Decimal] | None, scheme: Scheme
) -> Iterable[str]:
    """What a proposal must meet and does not; one without a pass mark held is not barred by points."""
    if points is not None and points.value is None:
        yield "a criterion has no score"
    mark, least, fit = scheme.pass_mark, scheme.least_fit, scores.get(scheme.first)
    if mark is not None and points is not None and points.value is not None and points.value < mark:
        yield "its score does not reach the pass mark"
    mandated = facts.mandate_type != "NONE" and bool(facts.mandate_ref)
    if least is not None and fit is not None and fit < least and not mandated:
        yield "its strategic fit does not reach the least score"
    if facts.sponsor is None:
        yield "no sponsor is named"
    if not facts.funding_source:
        yield "no funding source is given"


def house_npv(facts: ProposalFacts, rate: Decimal | None) -> Decimal | None:
    """The net present value of the newest case at the house rate, which is a real one (F-INV)."""
    case = facts.cases[-1] if facts.cases else None
    if case is None or rate is None or case.price_basis != "REAL" or not case.preferred:
        return None
    years: dict[int, Decimal] = {}
    for flow in case.preferred:
        net = flow.benefit_cash + flow.benefit_noncash - flow.capex - flow.opex
        years[flow.year_index] = years.get(flow.year_index, Decimal(0)) + net
    return npv([years.get(year, Decimal(0)) for year in range(max(years) + 1)], rate).value
