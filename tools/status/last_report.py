"""What is said of a project's newest approved report: what it claims, who approved it, how old it is."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tools.judgement.dimensions import Case
from tools.judgement.forecast import number
from tools.judgement.rating import Judgement
from tools.portfolio.calendar import add_working_days
from tools.status.standing import reported_colour, reported_value
from tools.wording.sentences import listed

if TYPE_CHECKING:
    from knowledge.library import Rule

FORTNIGHT = 15
"""Periods of fortnightly reports end on this day and on the last day of the month (PMO-STD-003 §2.3)."""
MAY_BE_STALE = ("PLAN", "DELIVER", "TRANSITION")


def report_line(case: Case) -> str:
    """Period, approver and day of approval of the newest approved report."""
    report, say = case.facts.report, case.evidence.say
    if report is None:
        return "No approved status report is held."
    period = say("report_period", report.period_end, report.row)
    approver = say("report_approved_by", report.approved_by, report.row)
    approved = say("report_approved_on", report.approved_on, report.row)
    return f"The last approved report is for the period to {period}; {approver} approved it on {approved}."


def next_report_line(case: Case) -> str:
    """When the report after the newest approved one is due, by the cycle that holds for the project; else empty."""
    report, enquiry = case.facts.report, case.enquiry
    cycle = enquiry.library.rule("reporting.cycle", enquiry.today)
    if report is None or cycle is None:
        return ""
    often = _fortnightly(case)
    days = number(often, "due_wd") if often else number(cycle, "working_day")
    if days is None:
        return ""
    ends = next_period_end(report.period_end, fortnightly=often is not None)
    due = add_working_days(ends, int(days), enquiry.portfolio.organisation().calendar)
    say, row = case.evidence.say, report.row
    period, until = say("next_period", ends, row), say("report_due", due, row)
    return f"The next report covers the period to {period} and is due on {until} {case.evidence.cite(often or cycle)}."


def next_period_end(after: date, *, fortnightly: bool) -> date:
    """The end of the period that follows: the last day of the next month, or the next 15th or last day of a month."""
    day = after + timedelta(days=1)
    if fortnightly and day.day <= FORTNIGHT:
        return day.replace(day=FORTNIGHT)
    return day.replace(day=monthrange(day.year, day.month)[1])


def _fortnightly(case: Case) -> Rule | None:
    """The rule under which the project reports every fortnight: Red overall, or in a portfolio with a local rule."""
    library, today = case.enquiry.library, case.enquiry.today
    red, local = library.rule("reporting.red", today), library.rule("reporting.stale_local", today)
    reports_red = reported_value(case, "OVERALL") == "R"
    in_portfolio = local is not None and local.values.get("portfolio") == case.facts.portfolio_id
    return red if reports_red or in_portfolio else None


def dimensions_line(case: Case) -> str:
    """Every colour that the newest approved report gives to a dimension; empty where it gives none."""
    report = case.facts.report
    names = [each.dimension for each in report.colours if each.dimension != "OVERALL"] if report else []
    said = [f"{name.lower()} {reported_colour(case, name)}" for name in names]
    return f"As reported: {listed(said)}." if said else ""


def recovery_line(case: Case) -> str:
    """When a reported Red is to return to green; empty where nothing is reported Red."""
    held = case.facts.report.colour("OVERALL") if case.facts.report else None
    if held is None or held.reported != "R":
        return ""
    if held.path_to_green_date is None:
        return "The report gives no date of a path to green."
    until = case.evidence.say("path_to_green_date", held.path_to_green_date, held.row)
    return f"The reported path to green ends on {until}."


def softened_rule(judgement: Judgement) -> str:
    """That such a calculated colour may not be reported as it was; empty where the rule is not broken."""
    case = judgement.case
    rule = case.enquiry.library.rule("rag.override", case.enquiry.today)
    if rule is None or rule.values.get("red_to_green") is not False:
        return ""
    if judgement.overall.colour != "R" or reported_value(case, "OVERALL") != "G":
        return ""
    subject = case.facts.project_id
    return (
        f"What is {{{subject}.rag_calculated_overall}} by calculation shall never be reported as "
        f"{{{subject}.rag_reported_overall}} {case.evidence.cite(rule)}."
    )


@dataclass(frozen=True, slots=True)
class _Limit:
    rule: Rule
    key: str
    days: int


def stale_caution(case: Case) -> str:
    """That the newest approved report is too old to rely on, with the clause; empty where it is not."""
    report, limit = case.facts.report, _stale_limit(case)
    if report is None or limit is None or not _can_be_stale(case):
        return ""
    age = (case.enquiry.today - report.period_end).days
    if age <= limit.days:
        return ""
    old = case.evidence.say("report_age", age, report.row)
    most = case.evidence.limit(limit.rule, limit.key, "days")
    cited = case.evidence.cite(limit.rule)
    return f"The reported status is stale: its period ended {old} ago, and the limit is {most} {cited}."


def _can_be_stale(case: Case) -> bool:
    return case.facts.run_state == "ACTIVE" and case.facts.stage in MAY_BE_STALE


def _stale_limit(case: Case) -> _Limit | None:
    """The shortest limit that applies: the general one, that of a Red project, that of a local procedure."""
    library, today = case.enquiry.library, case.enquiry.today
    found = [(library.rule("reporting.stale", today), "days")]
    if reported_value(case, "OVERALL") == "R":
        found.append((library.rule("reporting.red", today), "stale_days"))
    local = library.rule("reporting.stale_local", today)
    if local is not None and _is_local(case, local):
        found.append((local, "days"))
    limits = [
        _Limit(rule, key, int(days))
        for rule, key in found
        if rule is not None and (days := number(rule, key)) is not None
    ]
    return min(limits, key=lambda limit: limit.days, default=None)


def _is_local(case: Case, rule: Rule) -> bool:
    of_portfolio = rule.values.get("portfolio")
    of_type = rule.values.get("portfolio_type")
    return case.facts.portfolio_id == of_portfolio or (of_type is not None and case.facts.portfolio_type == of_type)
