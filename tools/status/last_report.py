"""What is said of a project's newest approved report: what it claims, who approved it, how old it is."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tools.judgement.areas import is_about
from tools.judgement.dimensions import Case
from tools.judgement.forecast import number
from tools.judgement.rating import Judgement
from tools.portfolio.calendar import add_working_days
from tools.status.standing import reported_colour, reported_value
from tools.wording.sentences import listed

if TYPE_CHECKING:
    from knowledge.library import Rule

LAST_DAY = 31
"""As the end of a period it stands for the last day of every month."""
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
    report, enquiry, cycle = case.facts.report, case.enquiry, _cycle(case)
    if report is None or cycle is None:
        return ""
    ends = next_period_end(report.period_end, cycle.period_ends)
    due = add_working_days(ends, cycle.due_days, enquiry.calendar)
    say, row = case.evidence.say, report.row
    period, until = say("next_period", ends, row), say("report_due", due, row)
    return f"The next report covers the period to {period} and is due on {until} {case.evidence.cite(cycle.rule)}."


def next_period_end(after: date, ends: Sequence[int] = (LAST_DAY,)) -> date:
    """The next of the days of a month on which periods end; one that the month does not have is its last day."""
    day = after + timedelta(days=1)
    last = monthrange(day.year, day.month)[1]
    return day.replace(day=min((end for end in ends if day.day <= end <= last), default=last))


@dataclass(frozen=True, slots=True)
class _Cycle:
    rule: Rule
    period_ends: Sequence[int]
    """Days of a month on which a period ends."""
    due_days: int
    """Working days after the end of the period."""


def _cycle(case: Case) -> _Cycle | None:
    """How often the project reports: every month, or more often where it is Red or a local procedure says so."""
    library, today = case.enquiry.library, case.enquiry.today
    monthly, red = library.rule("reporting.cycle", today), library.rule("reporting.red", today)
    local = library.rule("reporting.cycle_local", today)
    held = [
        (monthly, "working_day"),
        (red if reported_value(case, "OVERALL") == "R" else None, "due_wd"),
        (local if local is not None and is_about(case.facts, local) else None, "due_wd"),
    ]
    cycles = [
        _Cycle(rule, _period_ends(rule), int(days))
        for rule, key in held
        if rule is not None and (days := number(rule, key)) is not None
    ]
    return max(cycles, key=lambda cycle: len(cycle.period_ends), default=None)


def _period_ends(rule: Rule) -> tuple[int, ...]:
    held = rule.values.get("period_ends")
    return tuple(day for day in held if isinstance(day, int)) if isinstance(held, tuple) else (LAST_DAY,)


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
    if local is not None and is_about(case.facts, local):
        found.append((local, "days"))
    limits = [
        _Limit(rule, key, int(days))
        for rule, key in found
        if rule is not None and (days := number(rule, key)) is not None
    ]
    return min(limits, key=lambda limit: limit.days, default=None)
