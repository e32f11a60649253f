"""Tolerances, exceptions, reports, milestones: what rules are held against."""

from __future__ import annotations

from collections.abc import Mapping

from tools.wording.term import Term

GOVERNANCE: Mapping[str, Term] = {
    "exception_limit": Term("approved exception limit", "ratio", synonyms=("limit",)),
    "exception_until": Term("exception approved until", "date"),
    "waiver_until": Term("waiver approved until", "date", synonyms=("waiver expires",)),
    "exception_raised": Term("exception report raised on", "date"),
    "cost_report_due": Term("exception report on cost due on", "date"),
    "cost_breach_detected": Term("cost breach detected on", "date"),
    "cost_breach_since": Term("first month end over the cost limit", "date"),
    "time_report_due": Term("exception report on time due on", "date"),
    "time_breach_detected": Term("time breach detected on", "date"),
    "time_breach_since": Term("first month end over the time limit", "date"),
    "cost_limit": Term("highest forecast cost in tolerance", "money", synonyms=("cost limit",)),
    "cost_headroom": Term("cost headroom", "money", synonyms=("headroom",)),
    "cost_excess": Term("cost above the limit", "money"),
    "time_limit": Term("time tolerance", "days", synonyms=("time limit",)),
    "time_headroom": Term("time headroom", "days"),
    "time_excess": Term("days above the limit", "days"),
    "report_period": Term("period of the last approved report", "date"),
    "report_approved_by": Term("approver of the last report", "name"),
    "report_approved_on": Term("last report approved on", "date"),
    "report_age": Term("age of the last approved report", "days"),
    "next_period": Term("period of the next report", "date"),
    "report_due": Term("next report due", "date"),
    "milestones_late": Term("milestones behind their baseline date", "count"),
    "milestones_overdue": Term("milestones overdue", "count"),
    "milestone_forecast": Term("milestone forecast", "date"),
    "milestone_baseline": Term("milestone baseline date", "date", qualifiers=("baseline",)),
    "path_to_green_date": Term("path to green date", "date"),
    "rebaselines": Term("re-baselines", "count"),
}
