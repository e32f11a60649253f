"""What is said of a project's newest approved report: what it claims, who approved it, how old it is."""

from __future__ import annotations

from tools.judgement.dimensions import Case
from tools.judgement.forecast import number
from tools.judgement.rating import Judgement
from tools.judgement.reporting_cycle import ReportingRules, next_period_end, stale_limit
from tools.judgement.waivers import waived_line
from tools.portfolio.calendar import add_working_days
from tools.status.standing import reported_colour, reported_value
from tools.wording.sentences import listed


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
    rules = ReportingRules.of(enquiry.library, enquiry.today)
    cycle = rules.cycle(case.facts, red=reported_value(case, "OVERALL") == "R")
    if report is None or cycle is None:
        return ""
    ends = next_period_end(report.period_end, cycle.period_ends)
    due = add_working_days(ends, cycle.due_days, enquiry.calendar)
    say, row = case.evidence.say, report.row
    period, until = say("next_period", ends, row), say("report_due", due, row)
    said = f"The next report covers the period to {period} and is due on {until} {case.evidence.cite(cycle.rule)}."
    return " ".join(line for line in (said, waived_line(case.evidence, cycle.bound)) if line)


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


def stale_caution(case: Case) -> str:
    """That the newest approved report is too old to rely on, or that only a waiver lets it be so old; else empty."""
    enquiry, report = case.enquiry, case.facts.report
    limit = stale_limit(case.facts, enquiry.library, enquiry.today)
    if report is None or limit is None:
        return ""
    age = (enquiry.today - report.period_end).days
    if age <= limit.days:
        general = number(limit.bound.over, limit.key)
        return waived_line(case.evidence, limit.bound) if general is not None and age > general else ""
    old = case.evidence.say("report_age", age, report.row)
    most = case.evidence.limit(limit.rule, limit.key, "days")
    cited = case.evidence.cite(limit.rule)
    return f"The reported status is stale: its period ended {old} ago, and the limit is {most} {cited}."
