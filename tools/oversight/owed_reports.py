"""What is due around reports, gates and tolerances."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from tools.enquiry import Enquiry
from tools.facts.governance import GateFacts
from tools.facts.project import ProjectFacts
from tools.facts.reporting import WaitingReport
from tools.judgement.exceptions import is_live
from tools.judgement.forecast import number
from tools.judgement.reporting_cycle import ReportingRules
from tools.judgement.reporting_cycle import owed as fallen_due
from tools.judgement.tolerances import tolerances
from tools.oversight.owed import Owed
from tools.portfolio.calendar import add_working_days
from tools.result import Value

AHEAD = timedelta(days=62)
"""How far ahead the next report is looked for: two months of the longest cycle."""
STAGES = ("IDEA", "DEFINE", "PLAN", "DELIVER", "TRANSITION", "CLOSED")
APPROVING = ("APPROVE", "APPROVE_WITH_CONDITIONS")
Values = Mapping[str, Value]
DIMENSIONS = {"COST": "cost", "SCHEDULE": "time"}


def reports_owed(facts: ProjectFacts, enquiry: Enquiry, waiting: Sequence[WaitingReport]) -> Iterator[Owed]:
    """Reports that the manager owes, the next one included, and those that wait for the sponsor."""
    if facts.run_state == "ACTIVE":
        yield from _reports(facts, enquiry, waiting)
    rule = enquiry.library.rule("reporting.approval", enquiry.today)
    days = number(rule, "working_days")
    for report in waiting:
        due = None if days is None else add_working_days(report.submitted_on, int(days), enquiry.calendar)
        values = {"period": report.period_end, "submitted": report.submitted_on}
        yield Owed("report_approval", report.row, due, rule, facts, (facts.sponsor_id,), values=values)


def _reports(facts: ProjectFacts, enquiry: Enquiry, waiting: Sequence[WaitingReport]) -> Iterator[Owed]:
    """Those whose period has ended without a report, and the one of the period that runs."""
    today, written = enquiry.today, {report.period_end for report in waiting}
    rules = ReportingRules.of(enquiry.library, today)
    after = facts.report.period_end if facts.report else (facts.state_since or today) - timedelta(days=1)
    for each in fallen_due(facts, rules, after, today + AHEAD, enquiry.calendar):
        if each.period_end not in written:
            values = {"period": each.period_end}
            yield Owed("report", facts.row, each.due, each.rule, facts, (facts.pm_id,), values=values)
        if each.period_end >= today:
            return


def gates_owed(facts: ProjectFacts, enquiry: Enquiry) -> Iterator[Owed]:
    """Papers of gates ahead, the gates themselves, conditions that are open, and approvals that are about to lapse."""
    for review in facts.gates:
        if review.decision == "PENDING":
            yield from _gate_ahead(facts, enquiry, review)
        elif review.decision in APPROVING:
            yield from _conditions(facts, enquiry, review)
            yield from _lapse(facts, enquiry, review)


def _gate_ahead(facts: ProjectFacts, enquiry: Enquiry, review: GateFacts) -> Iterator[Owed]:
    day = review.planned_date
    rule = enquiry.library.rule("gates.papers", max(day or enquiry.today, enquiry.today))
    days = number(rule, "working_days")
    if day is not None and days is not None and review.papers_submitted_on is None:
        due = add_working_days(day, -int(days), enquiry.calendar)
        values: Values = {"gate": review.gate, "meeting": day}
        yield Owed("papers", review.row, due, rule, facts, (facts.pm_id,), values=values)
    if day is not None:
        yield Owed(
            "gate", review.row, day, None, facts, (), review.board_id, review.board, values={"gate": review.gate}
        )


def _conditions(facts: ProjectFacts, enquiry: Enquiry, review: GateFacts) -> Iterator[Owed]:
    rule = enquiry.library.rule("gates.conditions", review.decision_date or enquiry.today)
    for each in review.conditions:
        if each.status == "OPEN":
            values = {"gate": review.gate}
            record = each.row.partition("/")[2]
            yield Owed(
                "condition", each.row, each.due_date, rule, facts, (each.owner_id,),
                record=record, title=each.text, values=values,
            )  # fmt: skip


def _lapse(facts: ProjectFacts, enquiry: Enquiry, review: GateFacts) -> Iterator[Owed]:
    """An approval whose stage has not begun, by the rule of today: the standard may know no lapse."""
    rule, opens = (enquiry.library.rule(rule_id, enquiry.today) for rule_id in ("gates.lapse", "gates.opens"))
    months, gates = number(rule, "months"), rule.values.get("gates") if rule else None
    opened = opens.values.get(review.gate) if opens else None
    if months is None or not isinstance(gates, tuple) or review.gate not in gates or opened not in STAGES:
        return
    if not facts.running or review.decision_date is None or STAGES.index(facts.stage) >= STAGES.index(str(opened)):
        return
    due = review.valid_until or review.decision_date + relativedelta(months=int(months))
    values: Values = {"gate": review.gate, "approved": review.decision_date}
    yield Owed("lapse", review.row, due, rule, facts, (facts.pm_id,), review.board_id, review.board, values=values)


def tolerances_owed(facts: ProjectFacts, enquiry: Enquiry) -> Iterator[Owed]:
    """Exception reports for breaches that nothing covers, and exceptions and waivers that end."""
    for state in tolerances(facts, enquiry) if facts.running else ():
        if state.standing == "over" and not state.covered and state.pending is None:
            rule = enquiry.library.rule("tolerance.exception_report", enquiry.today)
            row = f"{state.first_over.row if state.first_over else facts.row}/{state.dimension}"
            values = {"dimension": DIMENSIONS[state.dimension]}
            yield Owed("exception_report", row, state.due_on, rule, facts, (facts.pm_id,), values=values)
    for each in facts.exceptions:
        if facts.running and each.approved_until is not None and is_live(each, enquiry.today):
            rule = enquiry.library.rule("exceptions.expiry", enquiry.today)
            owners = (facts.pm_id, facts.sponsor_id)
            yield Owed("exception_end", each.row, each.approved_until, rule, facts, owners, record=each.exception_id)
    rule = enquiry.library.rule("waiver.limit", enquiry.today)
    for waiver in facts.waivers:
        if waiver.status == "ACTIVE" and waiver.expires_on is not None:
            asker = (waiver.requested_by_id,)
            yield Owed("waiver", waiver.row, waiver.expires_on, rule, facts, asker, record=waiver.waiver_id)
