"""What can be asked of gates and their conditions, waivers, exceptions, changes, decisions and reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, get_args

from tools.calculations.outcome import Outcome, defined, undefined
from tools.portfolio import boards, changes, governance
from tools.query.declared import YES_NO, Field, Named, Row, dimension, yes
from tools.query.lists.registers import recorded, since


def _condition(name: str) -> Callable[[Row], Any]:
    return lambda row: getattr(row.record.condition, name)


def _review(name: str) -> Callable[[Row], Any]:
    return lambda row: getattr(row.record.review, name)


def _condition_days(row: Row) -> int | None:
    due: date | None = row.record.condition.due_date
    return None if due is None else (row.today - due).days


def _until(name: str) -> Callable[[Row], int | None]:
    def of(row: Row) -> int | None:
        day = getattr(row.record, name)
        return None if day is None else (day - row.today).days

    return of


def _lapsed(row: Row) -> str:
    expires = row.record.expires_on
    return "YES" if row.record.status == "ACTIVE" and expires is not None and expires < row.today else "NO"


def _waited(row: Row) -> int | Outcome[Any] | None:
    """Days from submission to the decision, or to the day of asking where there is none yet."""
    change = row.record
    if change.submitted_on is None:
        return undefined("it was not submitted", "")
    until: date = change.decided_on or row.today
    submitted: date = change.submitted_on
    return (until - submitted).days


def _approval_days(row: Row) -> int | Outcome[Any]:
    report = row.record
    if report.approved_on is None:
        return undefined("no day of approval is recorded", "")
    return defined((report.approved_on - report.period_end).days, "")


def _board(row: Row) -> Named:
    return Named(row.record.board_id, row.record.board)


GOVERNANCE: tuple[Field, ...] = (
    Field("gate_planned", "gate", "planned day of the gate", "The day for which the review is planned.", "date",
          recorded("planned_date"), synonyms=("planned", "planned date")),
    Field("gate_decided", "gate", "day of the decision", "The day on which the board decided.", "date",
          recorded("decision_date"), synonyms=("decided", "decision date")),
    Field("gate_valid_until", "gate", "approval holds until", "Until when the approval holds, where it was said.",
          "date",
          recorded("valid_until"), synonyms=("valid until",)),
    Field("gate_funding", "gate", "funding released", "Money released with the decision.", "money",
          recorded("funding_released"), synonyms=("funding", "released funding", "funding released")),
    Field("gate_set_conditions", "gate", "conditions set", "Conditions that came with the approval.", "count",
          lambda row: len(row.record.conditions), synonyms=("number of conditions",)),
    Field("gate_days_ahead", "gate", "days to the gate", "Days from today to the planned day.", "days",
          _until("planned_date"), synonyms=("days to the gate", "days away")),
    dimension("gate", "gate", "gate", "The gate, G0 to G5.", recorded("gate"), values=get_args(governance.Gate)),
    dimension("gate_decision", "gate", "gate decision", "What the board decided.", recorded("decision"),
              values=get_args(governance.GateDecision), synonyms=("decision", "gate decision", "outcome"),
              words=(("approved", "APPROVE"), ("approved with conditions", "APPROVE_WITH_CONDITIONS"),
                     ("with conditions", "APPROVE_WITH_CONDITIONS"), ("rejected", "REJECT"), ("deferred", "DEFER"),
                     ("undecided", "PENDING"))),
    dimension("board", "gate", "board of the gate", "The board of the review.", recorded("board"), unit="name",
              refers="board",
              synonyms=("board", "decided by")),
    dimension("gate_quorate", "gate", "quorate", "Whether the board was quorate.", lambda row: yes(row.record.quorum),
              values=YES_NO, words=(("quorate", "YES"), ("inquorate", "NO"), ("not quorate", "NO"))),
    Field("condition_due", "gate_condition", "due date of the condition", "Its due date.", "date",
          _condition("due_date"),
          synonyms=("due", "due date")),
    Field("condition_days", "gate_condition", "days past the due date", "Days since its due date.", "days",
          _condition_days,
          synonyms=("days overdue", "days late")),
    dimension("condition_status", "gate_condition", "status of the condition", "Open, met or waived.",
              _condition("status"),
              values=get_args(governance.ConditionStatus), synonyms=("status", "condition status")),
    dimension("condition_owner", "gate_condition", "owner of the condition", "Who is to meet it.", _condition("owner"),
              unit="name", refers="person", synonyms=("owner", "owned by", "an owner")),
    dimension("condition_gate", "gate_condition", "gate of the condition", "The gate at which it was set.",
              _review("gate"),
              values=get_args(governance.Gate), synonyms=("gate",)),
    dimension("condition_overdue", "gate_condition", "past its due date", "Whether it is open after its due date.",
              lambda row: yes(row.record.is_overdue(row.today)), values=YES_NO,
              words=(("overdue", "YES"), ("past due", "YES"), ("late", "YES"))),
    Field("waiver_expires", "waiver", "last day of the waiver", "Its last day.", "date", recorded("expires_on"),
          synonyms=("expires", "expiry", "expiring", "expire", "expiry date")),
    Field("waiver_days_left", "waiver", "days left of the waiver", "Days from today to its last day.", "days",
          _until("expires_on"), synonyms=("days left", "days to expiry")),
    Field("waiver_renewals", "waiver", "renewals", "How often it was renewed.", "count", recorded("renewals"),
          synonyms=("renewed", "renewals")),
    dimension("waiver_status", "waiver", "status of the waiver", "Where it stands as recorded.", recorded("status"),
              values=get_args(governance.WaiverStatus), synonyms=("status", "waiver status")),
    dimension("waiver_lapsed", "waiver", "lapsed", "Whether an active one is past its last day.", _lapsed,
              values=YES_NO,
              words=(("lapsed", "YES"), ("expired", "YES"), ("in force", "NO"))),
    dimension("waiver_clause", "waiver", "waived clause", "The clause from which it permits to depart.",
              recorded("clause_ref"), unit="text", synonyms=("clause",)),
    dimension("waiver_approver", "waiver", "approver of the waiver", "Who approved it.", recorded("approver"),
              unit="name",
              synonyms=("approver", "approved by", "an approver")),
    Field("exception_limit_asked", "exception", "approved limit", "The limit that was approved, as a share.", "ratio",
          recorded("approved_limit"), synonyms=("limit",)),
    Field("exception_ends", "exception", "approved until", "Until when it holds.", "date", recorded("approved_until"),
          synonyms=("until",)),
    Field("exception_age", "exception", "age of the exception", "Days since it was raised.", "days", since("raised_on"),
          synonyms=("age", "days old")),
    dimension("exception_decision", "exception", "decision on the exception", "What was decided.", recorded("decision"),
              values=get_args(governance.ExceptionDecision), synonyms=("decision", "outcome"),
              words=(("undecided", "PENDING"), ("waiting", "PENDING"), ("approved", "APPROVED_NEW_LIMIT"))),
    dimension("exception_dimension", "exception", "dimension of the exception", "What it is about.",
              recorded("dimension"),
              values=("COST", "SCHEDULE", "SCOPE", "QUALITY", "BENEFITS", "RESOURCES", "RISK"), synonyms=("dimension",
              )),
    Field("change_cost", "change", "cost of the change", "Money; negative where it saves.", "money",
          recorded("cost_impact"),
          synonyms=("cost impact", "cost", "impact")),
    Field("change_days", "change", "delay by the change", "Days; negative where it gains time.", "days",
          recorded("schedule_days"), synonyms=("schedule impact", "delay")),
    Field("change_benefit", "change", "benefit of the change", "Change of the benefits, money.", "money",
          recorded("benefit_impact"), synonyms=("benefit impact",)),
    Field("change_waited", "change", "days to the decision", "Days from submission to decision, or so far.", "days",
          _waited,
          synonyms=("waiting days", "days waiting", "waiting", "time to decide", "turnaround", "open for")),
    dimension("change_type", "change", "type of change", "What it changes.", recorded("type"),
              values=get_args(changes.ChangeType), synonyms=("type", "change type", "kind")),
    dimension("change_status", "change", "status of the change", "Where it stands.", recorded("status"),
              values=get_args(changes.ChangeStatus), synonyms=("status", "change status"),
              words=(("pending", "SUBMITTED"), ("waiting", "SUBMITTED"), ("undecided", "SUBMITTED"))),
    dimension("change_approver", "change", "approver of the change", "Board or person who decided.",
              recorded("approver"),
              unit="name", synonyms=("approver", "approved by", "an approver", "decided by")),
    dimension("emergency", "change", "emergency", "Whether it was an emergency change.",
              lambda row: yes(row.record.emergency), values=YES_NO, words=(("emergency", "YES"),)),
    Field("decision_needed_by", "decision", "decision needed by", "The day by which it is needed.", "date",
          recorded("needed_by"), synonyms=("needed by",)),
    Field("decision_age", "decision", "days since it was asked for", "Days since it was asked for.", "days",
          since("asked_on"), synonyms=("age", "days old", "days waiting")),
    dimension("decision_status", "decision", "status of the decision", "Where it stands.", recorded("status"),
              values=get_args(boards.DecisionStatus), synonyms=("status", "decision status"),
              words=(("outstanding", "NEEDED"), ("open", "NEEDED"), ("pending", "NEEDED"))),
    dimension("decision_board", "decision", "board of the decision", "The board that decides.", _board, unit="name",
              refers="board",
              synonyms=("board",)),
    dimension("decision_overdue", "decision", "past the day it is needed", "Whether it is needed and its day is past.",
              lambda row: yes(row.record.status == "NEEDED" and row.record.needed_by is not None
                              and row.record.needed_by < row.today),
              values=YES_NO, words=(("overdue", "YES"), ("late", "YES"))),
    Field("approval_days", "report", "days from period end to approval", "Days from the end of the period to approval.",
          "days", _approval_days, synonyms=("days to approval", "approval time")),
    dimension("report_colour", "report", "colour of the report", "The overall colour that the report gives.",
              lambda row: held.reported if (held := row.record.colour("OVERALL")) else None, unit="colour",
              values=("G", "A", "R", "NR", "NA"), words=(("red", "R"), ("amber", "A"), ("green", "G"))),
    dimension("report_approver", "report", "approver of the report", "Who approved it.", recorded("approved_by"),
              unit="name", refers="person", synonyms=("approver", "approved by", "an approver")),
)  # fmt: skip
