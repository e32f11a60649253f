"""What there is to choose from, and what limits the choice (F-OPT)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from tools.calculations.candidates import Candidate, Limits
from tools.enquiry import Enquiry
from tools.portfolio.financial_year import FinancialYear, financial_year
from tools.strategy.headroom import People, month_key, people_for
from tools.strategy.money import Money, money_for
from tools.strategy.scored import Scored

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Measure = Literal["STRATEGIC_VALUE", "SCORE", "NPV"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked of the choice."""

    budget: Decimal | None = None
    more: Decimal | None = None
    must: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    by: Measure = "STRATEGIC_VALUE"


@dataclass(frozen=True, slots=True)
class Field:
    """Candidates and limits, and why the others do not take part."""

    every: dict[str, Scored]
    candidates: tuple[Candidate, ...]
    limits: Limits
    barred: dict[str, str]
    """Why a proposal does not take part, in words with handles."""
    money: Money
    people: People
    mandated: tuple[str, ...]


def field_of(enquiry: Enquiry, session: Session, every: Sequence[Scored], wish: Wish) -> Field:
    """The open proposals as candidates, under the limits of money, people and each other."""
    barred = _barred(every, wish)
    able = [each for each in every if each.id not in barred]
    year_of = {each.id: _by_year(enquiry, each) for each in able}
    firsts = [first for each in able for first, _, _ in each.facts.costs] or [enquiry.today]
    money = money_for(enquiry, session, firsts, wish.budget, wish.more)
    people = people_for(enquiry, session, able)
    ids = {each.id for each in able}
    mandated = tuple(each.id for each in able if each.facts.mandate_type != "NONE" and each.facts.mandate_ref)
    candidates = tuple(
        Candidate(
            each.id,
            worth_of(each, wish.by) or Decimal(0),
            year_of[each.id],
            {(need.role_id, month_key(need.month)): need.fte for need in each.facts.needs},
        )
        for each in able
    )
    spent = {name for cost in year_of.values() for name in cost}
    pairs = [(each.id, relation, other) for each in able for relation, other in each.facts.relations if other in ids]
    limits = Limits(
        budgets={**dict.fromkeys(spent), **money.years},
        people=dict(people.limits),
        total=money.total,
        must=frozenset(ids & {*wish.must, *mandated}),
        excludes=frozenset(frozenset({a, b}) for a, relation, b in pairs if relation == "EXCLUDES"),
        requires=frozenset((a, b) for a, relation, b in pairs if relation == "NEEDS"),
    )
    return Field({each.id: each for each in every}, candidates, limits, barred, money, people, mandated)


def worth_of(one: Scored, by: Measure) -> Decimal | None:
    """What a proposal counts for in the choice."""
    if by == "SCORE":
        return one.points.value if one.points else None
    return one.npv if by == "NPV" else one.value


def _by_year(enquiry: Enquiry, one: Scored) -> dict[str, Decimal]:
    if not one.facts.costs:
        year = financial_year(enquiry.today, enquiry.fy_start_month)
        return {year.name: one.cost or Decimal(0)}
    found: dict[str, Decimal] = {}
    for first, capex, opex in one.facts.costs:
        name = FinancialYear(financial_year(first, enquiry.fy_start_month).first).name
        found[name] = found.get(name, Decimal(0)) + capex + opex
    return found


def _barred(every: Sequence[Scored], wish: Wish) -> dict[str, str]:
    """Those left out before anything is chosen; what needs one of them goes with it."""
    barred = {each.id: reason for each in every if (reason := _reason(each, wish))}
    open_ids = {each.id for each in every}
    while more := _in_need(every, barred, open_ids):
        barred.update(more)
    return barred


def _reason(one: Scored, wish: Wish) -> str | None:
    if one.id in wish.leave_out:
        return "it is left out as you asked"
    if one.failings:
        return one.failings[0]
    if one.cost is None:
        return "no cost is given"
    return "there is no figure for what it is worth" if worth_of(one, wish.by) is None else None


def _in_need(every: Sequence[Scored], barred: Collection[str], open_ids: Collection[str]) -> dict[str, str]:
    return {
        each.id: f"it needs {{{other}}}, which does not take part"
        for each in every
        if each.id not in barred
        for relation, other in each.facts.relations
        if relation == "NEEDS" and other in open_ids and other in barred
    }
