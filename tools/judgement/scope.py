"""The colour of scope: changes that wait too long, and work on what nobody approved (F-RAG)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tools.enquiry import Enquiry
from tools.facts.changes import ChangeFacts
from tools.judgement.forecast import number
from tools.judgement.grounds import Dimension, Ground, dimension, sentence
from tools.portfolio.calendar import add_working_days, working_days_between

if TYPE_CHECKING:
    from knowledge.library import Rule
    from tools.judgement.dimensions import Case

DECIDED = ("APPROVED", "IMPLEMENTED")


def scope(case: Case, rule: Rule | None) -> Dimension:
    """Red where work goes on without approval, Amber where a request waits too long, else Green."""
    if case.facts.baseline is None and not case.facts.changes:
        return Dimension("SCOPE", "NA", missing="no scope is approved yet")
    limit = number(rule, "pending_over_wd")
    if rule is None or limit is None:
        return Dimension("SCOPE", "NR", missing="no rule is held for this day")
    grounds = [*_unapproved(case, rule), *_waiting(case, rule, int(limit))]
    calm = Ground("G", "no change is being worked on without approval, and none waits too long",
                  sentence(case.evidence, "No unapproved change keeps scope", "scope", rule))  # fmt: skip
    return dimension("SCOPE", grounds or [calm], "no rule is held for this day")


def _unapproved(case: Case, rule: Rule) -> list[Ground]:
    found = []
    for change in case.facts.changes:
        if change.work_started_on and change.status not in DECIDED and not change.emergency:
            label = case.evidence.label(change.change_request_id, change.change_request_id, change.row)
            says = sentence(case.evidence, "Work on scope that has not been approved makes scope", "scope", rule)
            found.append(Ground("R", f"work on change {label} has begun without approval", says))
    return found


def _waiting(case: Case, rule: Rule, limit: int) -> list[Ground]:
    found = []
    for change in case.facts.changes:
        days = waiting_days(case.enquiry, change)
        if days is not None and days > limit:
            label = case.evidence.label(change.change_request_id, change.change_request_id, change.row)
            age = case.evidence.say("change_waiting", days, change.row, subject=change.change_request_id)
            allowed = case.evidence.limit(rule, "pending_over_wd", "working_days")
            text = f"A change that waits for more than {allowed} makes scope"
            says = sentence(case.evidence, text, "scope", rule)
            found.append(Ground("A", f"change {label} has waited {age} for a decision", says))
    return found


def waiting_days(enquiry: Enquiry, change: ChangeFacts) -> int | None:
    """Working days for which a request has waited, without the time it was given back; None where it does not."""
    if change.status != "SUBMITTED" or change.submitted_on is None:
        return None
    calendar, today = enquiry.calendar, enquiry.today
    if change.returned_on is None or change.returned_on > today:
        return working_days_between(change.submitted_on, today, calendar)
    before = working_days_between(change.submitted_on, change.returned_on, calendar)
    resumed = change.resumed_on
    return before + (working_days_between(resumed, today, calendar) if resumed and resumed <= today else 0)


def decision_due(change: ChangeFacts, days: int, calendar: str) -> date | None:
    """The last of the working days for a decision, without the time for which the request was given back.

    None where it was not submitted, or is with its author.
    """
    if change.submitted_on is None or (change.returned_on is not None and change.resumed_on is None):
        return None
    stopped = 0
    if change.returned_on is not None and change.resumed_on is not None:
        stopped = working_days_between(change.returned_on, change.resumed_on, calendar)
    return add_working_days(change.submitted_on, days + stopped, calendar)
