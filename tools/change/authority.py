"""Who must approve a change of some size, or an investment: the level by the rules, and whether the asker may."""

from __future__ import annotations

from decimal import Decimal

from tools.change.given import by_typed_numbers
from tools.change.investment import of_investment
from tools.change.on_project import of_change
from tools.clarify import PLACE
from tools.currency import as_currency
from tools.enquiry import Enquiry
from tools.judgement.dimensions import Case
from tools.records.answering import answer
from tools.records.find import absent, find_project
from tools.result import ToolResult
from tools.wording.evidence import Evidence

TOOL = "change_authority"


def change_authority(
    enquiry: Enquiry,
    project: str | None = None,
    amount: Decimal | None = None,
    percent: Decimal | None = None,
    budget: Decimal | None = None,
    approved: Decimal | None = None,
    gate: str | None = None,
    kind: str | None = None,
    currency: str | None = None,
) -> ToolResult:
    """Who approves: a change to a project, one of typed numbers, or a gate and investment by whole-life cost.

    A change counts with those approved since the baseline (F-CHG). Without a size, each level's limit is told.
    """
    given = {"amount": amount, "percent": percent, "budget": budget, "approved": approved}
    arguments: dict[str, object] = {
        **{"project": project, "gate": gate, "kind": kind, "currency": currency},
        **{key: None if value is None else str(value) for key, value in given.items()},
    }
    if currency is not None and as_currency(currency) != enquiry.currency:
        return _other_money(enquiry, arguments)
    is_investment = kind == "investment" or gate is not None
    if project is None:
        if is_investment:
            cost = budget if amount is None else amount  # “a project of £1.5m”: its budget is what it costs
            return of_investment(enquiry, TOOL, Evidence("given", None), cost, "given", None, arguments)
        return by_typed_numbers(enquiry, TOOL, amount, percent, budget, approved or Decimal(0), arguments)
    with enquiry.portfolio.session() as session:
        facts = find_project(enquiry, session, project)
        if facts is None:
            kept = {key: value for key, value in arguments.items() if value is not None}
            return absent(enquiry, session, TOOL, project, kept, f"Who approves a change to {PLACE}?")
    case = Case.of(facts, enquiry)
    if is_investment:
        return of_investment(enquiry, TOOL, case.evidence, facts.wlc, facts.project_id, facts, arguments)
    return of_change(case, TOOL, amount, percent, kind == "baseline", arguments)


def _other_money(enquiry: Enquiry, arguments: dict[str, object]) -> ToolResult:
    """The limits are in the organisation's money, and nothing is converted."""
    reason = "the amount is in another currency than the limits"
    return answer(
        TOOL,
        enquiry,
        Evidence("given", None),
        "The limits of authority are in the organisation's own money, so I cannot hold an amount in another one "
        "against them.",
        next_steps=("Give the amount in the organisation's money.",),
        arguments=arguments,
        status="INVALID_INPUT",
        reason=reason,
    )
