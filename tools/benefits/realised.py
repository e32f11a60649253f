"""What came of benefits: planned, verified and forecast to date or in a period, with cashable ones apart (F-BEN)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from tools.benefits.claims import Claim, Period, Sum, counted, kind_of, sum_of
from tools.benefits.gaps import gap_lines, not_due_line, owner_rule, owners_line, rules_of, steps_of, unowned
from tools.benefits.register import register
from tools.benefits.spend import Spend, spend_in
from tools.benefits.statements import MONEY, forecast_line, money_line, other_lines
from tools.benefits.years import spend_line
from tools.clarify import PLACE
from tools.enquiry import Enquiry
from tools.facts.rows import batches
from tools.facts.value import BenefitFacts, programme_benefits
from tools.facts.value import benefits as project_benefits
from tools.records.answering import answer
from tools.records.scope import Scope, label_of, scope_of
from tools.result import ToolResult
from tools.wording.sentences import sentence

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TOOL = "benefits"


@dataclass(frozen=True, slots=True)
class Held:
    """What is claimed within a scope, and the period that is asked about."""

    enquiry: Enquiry
    scope: Scope
    claims: tuple[Claim, ...]
    """Each; what several share stands with each of them."""
    period: Period
    spend: Spend | None
    """Of the period, where one is asked about."""

    @property
    def sums(self) -> dict[str, Sum]:
        """The benefits in money by kind, what is shared counted once."""
        once = counted(self.claims)
        every = {kind: [claim for claim in once if claim.kind == kind] for kind in MONEY}
        return {kind: sum_of(claims, self.period) for kind, claims in every.items() if claims}


def benefits(
    enquiry: Enquiry,
    project: str | None = None,
    programme: str | None = None,
    portfolio: str | None = None,
    since: date | None = None,
    until: date | None = None,
    claimed: Decimal | None = None,
    focus: Literal["owner"] | None = None,
) -> ToolResult:
    """Benefits planned, verified and forecast of one project or many, closed ones too (F-BEN).

    With a period the quarters in it count, and what the projects cost in it is told. Only verified values count as
    realised; what is not reported is unknown and not nothing.
    """
    arguments: dict[str, object] = {
        "project": project, "programme": programme, "portfolio": portfolio,
        "since": since.isoformat() if since else None, "until": until.isoformat() if until else None,
        "claimed": str(claimed) if claimed is not None else None, "focus": focus,
    }  # fmt: skip
    with enquiry.portfolio.session() as session:
        ask = f"What benefits has {PLACE} brought?"
        scope = scope_of(enquiry, session, TOOL, project=project, programme=programme, portfolio=portfolio, ask=ask)
        if isinstance(scope, ToolResult):
            return scope
        period = Period(since, min(until or enquiry.as_of, enquiry.as_of))
        spend = spend_in(enquiry, session, scope.ids, since, until or enquiry.as_of) if since else None
        held = Held(enquiry, scope, tuple(_claims(enquiry, session, scope)), period, spend)
    return _answered(held, until, claimed, arguments)


def _claims(enquiry: Enquiry, session: Session, scope: Scope) -> Iterable[Claim]:
    """The benefits of the projects, and of the programmes of which they are part; one project has only its own."""
    signed_only = enquiry.library.rule("benefits.cashable", enquiry.today) is not None

    def claim(benefit: BenefitFacts, holder_id: str, holder: str) -> Claim:
        return Claim(benefit, holder_id, holder, kind_of(benefit, enquiry.currency, signed_only))

    heads = {head.project_id: head for head in scope.heads}
    for batch in batches(sorted(heads)):
        for project_id, found in project_benefits(session, batch, enquiry.today).items():
            label = label_of(scope.evidence, heads[project_id])
            yield from (claim(benefit, project_id, label) for benefit in found)
    if scope.project is not None:
        return
    for batch in batches(sorted({head.programme_id for head in scope.heads if head.programme_id})):
        for programme_id, found in programme_benefits(session, batch, enquiry.today).items():
            label = scope.evidence.label(programme_id, programme_id, f"programme/{programme_id}")
            yield from (claim(benefit, programme_id, label) for benefit in found)


def _answered(held: Held, until: date | None, claimed: Decimal | None, arguments: Mapping[str, object]) -> ToolResult:
    evidence, sums = held.scope.evidence, held.sums
    if not held.claims:
        return answer(
            TOOL,
            held.enquiry,
            evidence,
            f"No benefit of {held.scope.words} is recorded.",
            facts=(spend_line(held.enquiry, evidence, held.period, until, held.spend, claimed),),
            subjects=_subjects(held),
            arguments=arguments,
        )
    money = [line for kind, found in sums.items() if (line := money_line(evidence, kind, found))]
    others = list(other_lines(evidence, tuple(claim for claim in held.claims if claim.kind == "other"), held.period))
    spend = spend_line(held.enquiry, evidence, held.period, until, held.spend, claimed)
    forecasts = [] if held.period.first else [forecast_line(evidence, kind, found) for kind, found in sums.items()]
    owners = owners_line(evidence, held.claims) if arguments.get("focus") == "owner" else ""
    return answer(
        TOOL,
        held.enquiry,
        evidence,
        owners or _headline(held, spend, [*money, *others]),
        facts=(
            _headline(held, spend, [*money, *others]) if owners else "",
            *(money[1:] or ()),
            *(others if money else others[1:]),
            *forecasts,
            *gap_lines(held.enquiry, evidence, held.claims, held.period, {h.project_id: h for h in held.scope.heads}),
            not_due_line(evidence, held.claims, held.period),
            _givers(held) if held.period.first else "",
        ),
        rules=(*rules_of(held.enquiry, evidence, sums), _owner_words(held)),
        next_steps=steps_of(held.enquiry, evidence, sums, held.claims),
        cautions=(_not_net(sums),),
        table=register(evidence, held.claims, held.period),
        subjects=_subjects(held),
        arguments=arguments,
    )


def _headline(held: Held, spend: str, came: list[str]) -> str:
    """The spend of the period first, where one is asked about; then what came, cashable first."""
    whose = f"{{{held.scope.subject}}}: " if held.scope.kind else ""
    nothing = "no benefit was due in that time." if held.period.first else "no benefit is due yet."
    return f"{spend} {whose}{came[0] if came else sentence(nothing) if not whose else nothing}".strip()


def _givers(held: Held) -> str:
    """Whose benefits those were: seldom of the projects on which the money of the period was spent."""
    givers = dict.fromkeys(claim.holder for claim in held.claims if any(v.planned for v in claim.due(held.period)))
    if not givers or held.spend is None:
        return ""
    closed = {h.project_id for h in held.scope.heads if not h.running}
    gave = {claim.holder_id for claim in held.claims if any(v.planned for v in claim.due(held.period))}
    names = ", ".join(givers)
    if gave <= closed:
        return f"These came from projects that had ended ({names}); what was spent then brings its own later."
    return f"These came from {names}."


def _owner_words(held: Held) -> str:
    heads = {head.project_id: head for head in held.scope.heads}
    return owner_rule(held.enquiry, held.scope.evidence, unowned(held.enquiry, held.claims, heads), heads)


def _not_net(sums: Mapping[str, Sum]) -> str:
    return "Dis-benefits stand apart: take them off the benefits for what is left." if "disbenefit" in sums else ""


def _subjects(held: Held) -> tuple[str, ...]:
    return (held.scope.subject,) if held.scope.kind else ()
