"""Tables of proposals: what is asked for, what it would need and bring, and how it was scored."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tools.portfolio.people import Classification
from tools.portfolio.schema import Exact, Fraction, Money, Recorded, rule, word
from tools.portfolio.structure import Mandate

ProposalStatus = Literal[
    "DRAFT",
    "SUBMITTED",
    "UNDER_REVIEW",
    "RECOMMENDED",
    "APPROVED",
    "REWORK",
    "DEFERRED",
    "REJECTED",
    "CONVERTED",
]
Relation = Literal["NEEDS", "EXCLUDES", "OVERLAPS"]
Criterion = Literal["STRATEGIC", "VALUE", "BENEFIT_CONFIDENCE", "RISK", "URGENCY", "DELIVERABILITY"]
CostConfidence = Literal["ROUGH", "INDICATIVE", "FIRM"]
ScreeningSubject = Literal["SECURITY", "DATA_PROTECTION", "EQUALITY", "SAFETY"]
ConcernKind = Literal["RISK", "ASSUMPTION"]
Test = Literal["COST_UP", "BENEFIT_DOWN", "DELAY"]
Score = Annotated[Decimal, mapped_column(Exact(3, 1))]
Fte = Annotated[Decimal, mapped_column(Exact(6, 2))]


class ProposalRow(Recorded):
    """A proposal for new work; its lists stand in tables of their own."""

    __tablename__ = "proposal"
    __table_args__ = (
        rule("converted", "(status = 'CONVERTED') = (converted_project_id IS NOT NULL)"),
        rule("money", "wlc >= 0"),
    )

    proposal_id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    portfolio_id: Mapped[str | None] = mapped_column(ForeignKey("portfolio.portfolio_id"))
    sponsor_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    author_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    submitted_on: Mapped[date | None]
    status: Mapped[ProposalStatus] = word("status", ProposalStatus)
    classification: Mapped[Classification] = word("classification", Classification)
    mandate_type: Mapped[Mandate] = word("mandate_type", Mandate)
    mandate_ref: Mapped[str | None]
    problem: Mapped[str | None]
    """Words of people: data, never instruction."""
    scope_in: Mapped[str | None]
    scope_out: Mapped[str | None]
    preferred_rationale: Mapped[str | None]
    """Why the preferred option."""
    wlc: Mapped[Money | None]
    cost_confidence: Mapped[CostConfidence | None] = word("cost_confidence", CostConfidence)
    funding_source: Mapped[str | None]
    delivery_approach: Mapped[str | None]
    procurement_route: Mapped[str | None]
    dependencies_stated: Mapped[str | None]
    """What its author says of dependencies and exclusions."""
    owning_unit: Mapped[str | None]
    converted_project_id: Mapped[str | None] = mapped_column(ForeignKey("project.project_id"))


class ProposalOptionRow(Recorded):
    """A way of meeting the need that was looked at."""

    __tablename__ = "proposal_option"

    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposal.proposal_id"), primary_key=True)
    option_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    description: Mapped[str | None]
    is_minimum: Mapped[bool]
    """Whether it is to do nothing, or the least."""
    is_preferred: Mapped[bool]


class ProposalLinkRow(Recorded):
    """How far a proposal would serve an objective."""

    __tablename__ = "proposal_link"
    __table_args__ = (rule("contribution", "contribution BETWEEN 0 AND 3"),)

    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposal.proposal_id"), primary_key=True)
    objective_id: Mapped[str] = mapped_column(ForeignKey("strategic_objective.objective_id"), primary_key=True)
    share: Mapped[Fraction]
    contribution: Mapped[int]
    rationale: Mapped[str | None]


class ProposalCostRow(Recorded):
    """What a proposal would spend in one financial year."""

    __tablename__ = "proposal_cost"

    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposal.proposal_id"), primary_key=True)
    fy_start: Mapped[date] = mapped_column(primary_key=True)
    """First day of the financial year."""
    capex: Mapped[Money]
    opex: Mapped[Money]


class ProposalNeedRow(Recorded):
    """People that a proposal would need in one month."""

    __tablename__ = "proposal_need"

    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposal.proposal_id"), primary_key=True)
    role_id: Mapped[str] = mapped_column(ForeignKey("role.role_id"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    """First day of the month."""
    fte: Mapped[Fte]


class ProposalRelationRow(Recorded):
    """A proposal that needs, excludes or overlaps another one, or a project."""

    __tablename__ = "proposal_relation"

    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposal.proposal_id"), primary_key=True)
    relation: Mapped[Relation] = word("relation", Relation, primary_key=True)
    other_id: Mapped[str] = mapped_column(primary_key=True)
    """Id of a proposal or of a project."""


class ProposalConcernRow(Recorded):
    """A risk or an assumption that a proposal states."""

    __tablename__ = "proposal_concern"

    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposal.proposal_id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[ConcernKind] = word("kind", ConcernKind)
    text: Mapped[str]
    probability: Mapped[Fraction | None]
    cost_impact: Mapped[Money | None]


class ProposalScreeningRow(Recorded):
    """What the first look at one kind of impact found."""

    __tablename__ = "proposal_screening"

    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposal.proposal_id"), primary_key=True)
    subject: Mapped[ScreeningSubject] = word("subject", ScreeningSubject, primary_key=True)
    finding: Mapped[str]


class ProposalSensitivityRow(Recorded):
    """The net present value that a proposal states for one less happy course."""

    __tablename__ = "proposal_sensitivity"

    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposal.proposal_id"), primary_key=True)
    test: Mapped[Test] = word("test", Test, primary_key=True)
    stated_npv: Mapped[Money]


class ProposalScoreRow(Recorded):
    """What one assessor gave for one criterion, from 0 to 5."""

    __tablename__ = "proposal_score"
    __table_args__ = (rule("scale", "score >= 0"),)

    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposal.proposal_id"), primary_key=True)
    criterion: Mapped[Criterion] = word("criterion", Criterion, primary_key=True)
    assessor_id: Mapped[str] = mapped_column(ForeignKey("person.person_id"), primary_key=True)
    score: Mapped[Score]
    evidence: Mapped[str | None]
    scored_on: Mapped[date | None]


class ProposalTagRow(Recorded):
    """A capability that a proposal would build or change."""

    __tablename__ = "proposal_tag"

    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposal.proposal_id"), primary_key=True)
    tag: Mapped[str] = mapped_column(primary_key=True)


class ProposalDeliverableRow(Recorded):
    """Something that a proposal would hand over."""

    __tablename__ = "proposal_deliverable"

    proposal_id: Mapped[str] = mapped_column(ForeignKey("proposal.proposal_id"), primary_key=True)
    deliverable: Mapped[str] = mapped_column(primary_key=True)


class PairwiseJudgementRow(Recorded):
    """How many times more one criterion counts than another, by a board's judgement."""

    __tablename__ = "pairwise_judgement"
    __table_args__ = (rule("positive", "value > 0"),)

    model: Mapped[str] = mapped_column(primary_key=True)
    """Name of the set of judgements."""
    criterion_a: Mapped[Criterion] = word("criterion_a", Criterion, primary_key=True)
    criterion_b: Mapped[Criterion] = word("criterion_b", Criterion, primary_key=True)
    value: Mapped[Fraction]


class BacklogItemRow(Recorded):
    """A small piece of work in a portfolio's backlog, estimated relative to the others."""

    __tablename__ = "backlog_item"
    __table_args__ = (
        rule("value", "business_value > 0 AND time_criticality > 0 AND risk_opportunity > 0"),
        rule("job_size", "job_size > 0"),
    )

    backlog_id: Mapped[str] = mapped_column(primary_key=True)
    portfolio_id: Mapped[str] = mapped_column(ForeignKey("portfolio.portfolio_id"))
    title: Mapped[str]
    business_value: Mapped[int]
    time_criticality: Mapped[int]
    risk_opportunity: Mapped[int]
    job_size: Mapped[int]
