"""The items of a backlog in the order of weighted shortest job first (F-WSJF)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tools.calculations.wsjf import Job, in_order, wsjf
from tools.clarify import PLACE, which_record
from tools.enquiry import Enquiry
from tools.facts.portfolio import BacklogFacts, backlog
from tools.portfolio.records import RecordKind, find_records
from tools.records.answering import answer
from tools.records.find import named, not_found
from tools.result import Table, ToolResult
from tools.wording.embedded_instructions import quotable
from tools.wording.evidence import Evidence
from tools.wording.labels import note

TOOL = "order_backlog"
RULE = "backlog.order"
PORTFOLIOS: tuple[RecordKind, ...] = ("portfolio",)
COLUMNS = ("Item", "WSJF", "Business value", "Time criticality", "Risk or opportunity", "Job size")
PARTS = (
    ("business_value", "business value"),
    ("time_criticality", "time criticality"),
    ("risk_opportunity", "risk or opportunity"),
    ("job_size", "job size"),
)


def order_backlog(enquiry: Enquiry, *, portfolio: str | None = None) -> ToolResult:
    """The backlog of one portfolio in order; where several have one and none is named, asks which."""
    arguments: dict[str, object] = {"portfolio": portfolio} if portfolio else {}
    with enquiry.portfolio.session() as session:
        records = find_records(session, enquiry.viewer, enquiry.today, PORTFOLIOS)
        items = backlog(session)
    wanted = named(records, portfolio) if portfolio else ()
    if portfolio and len(wanted) != 1:
        return not_found(TOOL, portfolio, arguments)
    holding = sorted({each.portfolio_id for each in items})
    if not portfolio and len(holding) > 1:
        return which_record(enquiry, holding, f"In which order should the backlog of {PLACE} be done?")
    place = wanted[0].id if wanted else next(iter(holding), None)
    held = [each for each in items if each.portfolio_id == place]
    if not held:
        return _nothing(enquiry, arguments)
    evidence = Evidence(str(place), enquiry.as_of)
    label = next((f"{each.id} {each.name}" for each in records if each.id == place), str(place))
    evidence.label(str(place), label, f"portfolio/{place}")
    return _result(enquiry, evidence, held, {"portfolio": place})


def _result(
    enquiry: Enquiry, evidence: Evidence, held: Sequence[BacklogFacts], arguments: dict[str, object]
) -> ToolResult:
    by_id = {each.backlog_id: each for each in held}
    for each in held:
        title = quotable(each.title)
        evidence.label(each.backlog_id, f"{each.backlog_id} {title}" if title else each.backlog_id, each.row)
    order = in_order(_job(each) for each in held)
    table = Table(COLUMNS, tuple(_row(evidence, by_id[key], value) for key, value in order))
    left_out = [each for each in held if wsjf(_job(each)).value is None]
    first = f"{{{order[0][0]}}} comes first" if order else "None of the items can be put in order"
    rules, cautions = _rules(enquiry, evidence, str(arguments["portfolio"]))
    return answer(
        TOOL,
        enquiry,
        evidence,
        f"{first} in the backlog of {{{evidence.subject}}}: {_ranked(evidence, order)}."
        if order
        else f"{first}: their estimates are not on the relative scale.",
        status="OK" if order else "INVALID_INPUT",
        facts=tuple(
            f"{{{each.backlog_id}}} is left out: an estimate is not on the relative scale." for each in left_out
        ),
        rules=rules,
        next_steps=("Compare these figures within this backlog only; they have no absolute meaning.",),
        cautions=cautions,
        table=table if order else None,
        subjects=(str(arguments["portfolio"]),),
        reason=None if order else "no item has estimates on the scale",
        arguments=arguments,
    )


def _job(item: BacklogFacts) -> Job:
    return Job(item.backlog_id, item.business_value, item.time_criticality, item.risk_opportunity, item.job_size)


def _ranked(evidence: Evidence, order: Sequence[tuple[str, Decimal]]) -> str:
    value = evidence.say("wsjf", order[0][1], f"backlog_item/{order[0][0]}", subject=order[0][0])
    rest = ", then ".join(f"{{{key}}}" for key, _ in order[1:])
    return f"its WSJF is {value}" + (f"; then {rest}" if rest else "")


def _row(evidence: Evidence, item: BacklogFacts, value: Decimal) -> tuple[str, ...]:
    parts = (
        note(evidence, key, name, getattr(item, key), "count", item.row, subject=item.backlog_id) for key, name in PARTS
    )
    return (f"{{{item.backlog_id}}}", evidence.say("wsjf", value, item.row, subject=item.backlog_id), *parts)


def _rules(enquiry: Enquiry, evidence: Evidence, portfolio: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the standards say of the method, and what to mind where they say nothing of this portfolio."""
    rule = enquiry.library.rule(RULE, enquiry.today)
    if rule is None:
        return (), ("No rule on the order of a backlog is held for this day; this is a calculation only.",)
    words = "WSJF orders the items of a backlog only; it ranks no projects and approves no investment"
    said = f"{words} {evidence.cite(rule)}."
    area = rule.values.get("portfolio")
    if area is not None and area != portfolio:
        return (said,), ("That procedure is written for another portfolio.",)
    return (said,), ()


def _nothing(enquiry: Enquiry, arguments: dict[str, object]) -> ToolResult:
    reason = "no backlog item is recorded there"
    return ToolResult(
        tool=TOOL, status="INSUFFICIENT_DATA", kind="not_recorded", headline=f"There is nothing to order: {reason}.",
        as_of=enquiry.as_of, on=enquiry.today, reason=reason, arguments=arguments,
    )  # fmt: skip
