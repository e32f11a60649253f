"""What is due of the registers: risks, issues, assumptions, benefits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from tools.enquiry import Enquiry
from tools.facts.project import ProjectFacts
from tools.facts.raid import RiskFacts
from tools.facts.rows import Person
from tools.judgement.forecast import number
from tools.oversight.owed import Owed

if TYPE_CHECKING:
    from knowledge.library import Rule


def risks_owed(facts: ProjectFacts, enquiry: Enquiry) -> Iterator[Owed]:
    """Reviews of open risks, and actions on them that are not finished."""
    review, asked = (enquiry.library.rule(rule_id, enquiry.today) for rule_id in ("raid.review", "raid.risk"))
    bands = enquiry.library.rule("raid.bands", enquiry.today)
    for risk in (each for each in facts.risks if each.status == "OPEN" and facts.running):
        yield Owed(
            "risk_review", risk.state_row, _next_review(risk, review, bands), review, facts, (_id(risk.owner),),
            record=risk.risk_id, title=risk.title,
        )  # fmt: skip
        for action in (each for each in risk.actions if each.status == "OPEN"):
            yield Owed(
                "risk_action", action.row, action.due_date, asked, facts, (action.owner_id,),
                record=_last(action.row), title=action.action, values={"risk": risk.risk_id},
            )  # fmt: skip


def issues_owed(facts: ProjectFacts, enquiry: Enquiry) -> Iterator[Owed]:
    """Open issues by their target date, and assumptions that are still open."""
    issue, assumption = (enquiry.library.rule(rule_id, enquiry.today) for rule_id in ("raid.issue", "raid.assumption"))
    for each in facts.issues if facts.running else ():
        if each.status == "OPEN":
            yield Owed(
                "issue", each.row, each.target_date, issue, facts, (_id(each.owner),),
                record=each.issue_id, title=each.title,
            )  # fmt: skip
    for held in facts.assumptions if facts.running else ():
        if held.status == "OPEN":
            yield Owed(
                "assumption", held.row, held.validate_by, assumption, facts, (_id(held.owner),),
                record=held.assumption_id, title=held.text,
            )  # fmt: skip


def benefits_owed(facts: ProjectFacts, enquiry: Enquiry) -> Iterator[Owed]:
    """Quarters that have ended, for which a value was planned and none reported, while the rule asks for tracking."""
    rule = enquiry.library.rule("benefits.tracking", enquiry.today)
    if rule is None or not _is_tracked(facts, rule, enquiry.today):
        return
    for benefit in facts.benefits:
        for each in benefit.values:
            if each.quarter_end < enquiry.today and each.planned and each.actual is None:
                values = {"period": each.quarter_end}
                owners = (_id(benefit.owner),)
                yield Owed(
                    "benefit", each.row, each.quarter_end, rule, facts, owners, record=benefit.benefit_id,
                    title=benefit.title, values=values,
                )  # fmt: skip


def _is_tracked(facts: ProjectFacts, rule: Rule, today: date) -> bool:
    if facts.stage != "CLOSED":
        return facts.running
    months = number(rule, "months_after_close")
    closed = facts.state_since
    return months is None or closed is None or today <= closed + relativedelta(months=int(months))


def _next_review(risk: RiskFacts, rule: Rule | None, bands: Rule | None) -> date | None:
    """The recorded day, or the one that the rule gives from the last review; None where neither is held."""
    if risk.next_review is not None:
        return risk.next_review
    often = rule.values.get("bands") if rule else None
    frequent = isinstance(often, tuple) and _band(bands, risk.residual) in often
    days = number(rule, "days" if frequent else "other_days")
    return None if days is None else (risk.last_reviewed or risk.raised_on) + timedelta(days=int(days))


def _band(rule: Rule | None, score: int | None) -> str | None:
    bands = rule.values.get("bands") if rule else None
    if score is None or not isinstance(bands, tuple):
        return None
    held = [band for band in bands if isinstance(band, Mapping) and score <= int(str(band["up_to"]))]
    return str(held[0]["band"]) if held else None


def _last(row: str) -> str:
    """The id of a row, behind the name of its table."""
    return row.partition("/")[2]


def _id(person: Person | None) -> str | None:
    return person.person_id if person else None
