"""What can be asked of milestones, benefits, bookings, programmes and people, and of every dated record."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, get_args

from tools.calculations.benefits import FORMULA as BENEFITS
from tools.calculations.benefits import Quarter, realisation
from tools.calculations.outcome import Outcome, defined, undefined
from tools.calculations.schedule import FORMULA as SCHEDULE
from tools.calculations.schedule import is_overdue
from tools.judgement.dimensions import is_open
from tools.portfolio import delivery, resources, value
from tools.portfolio.financial_year import financial_year
from tools.query.declared import YES_NO, Field, Measured, Named, Row, dimension, yes
from tools.query.lists.registers import person, recorded

DISBENEFIT = "DISBENEFIT"


def _milestone_slip(row: Row) -> Outcome[int]:
    milestone = row.record
    expected = milestone.actual_date or milestone.forecast_date
    if expected is None or milestone.baseline_date is None:
        return undefined("there is no forecast or no baseline date", SCHEDULE)
    return defined((expected - milestone.baseline_date).days, SCHEDULE)


def _milestone_late(row: Row) -> str | Outcome[Any] | None:
    slip = _milestone_slip(row)
    return slip if slip.value is None else yes(slip.value > 0)


def _milestone_overdue(row: Row) -> str | None:
    milestone = row.record
    return yes(is_open(milestone) and is_overdue(milestone.baseline_date, milestone.forecast_date, row.today))


def _amount(sum_of: str) -> Callable[[Row], Measured | Outcome[Any]]:
    """The sum of one column of a benefit's quarters, in the unit of the benefit."""

    def of(row: Row) -> Measured | Outcome[Any]:
        held = [each for each in row.record.values if getattr(each, sum_of) is not None]
        if not held:
            return undefined("no quarter has a value", BENEFITS)
        total = sum((getattr(each, sum_of) for each in held), Decimal(0))
        return Measured(_sign(row) * total, row.record.unit or "")

    return of


def _sign(row: Row) -> int:
    """What a benefit counts in sums: a disbenefit is taken off."""
    return -1 if row.record.benefit_class == DISBENEFIT else 1


def _target(row: Row) -> Measured | None:
    target = row.record.target_value
    return None if target is None else Measured(target, row.record.unit or "")


def _realised(row: Row) -> Outcome[Any]:
    due = (each for each in row.record.values if each.quarter_end <= row.enquiry.as_of)
    quarters = (Quarter(q.planned, q.forecast, q.actual if q.verified else None) for q in due)
    if row.record.benefit_class == DISBENEFIT:
        return undefined("a disbenefit has no rate of its own", BENEFITS, "NOT_APPLICABLE")
    return realisation(quarters).rate


def _month(row: Row) -> str | None:
    day = row.day
    return None if day is None else day.strftime("%Y-%m")


def _year(row: Row) -> str | None:
    day = row.day
    return None if day is None else financial_year(day, row.enquiry.fy_start_month).name


PLANS: tuple[Field, ...] = (
    Field("milestone_slip", "milestone", "slip of the milestone", "Days that forecast or actual is after the baseline.",
          "days",
          _milestone_slip, formula=SCHEDULE, synonyms=("slip", "late by", "days late", "delay", "behind", "late")),
    Field("milestone_baseline", "milestone", "baseline date", "Its date in the baseline.", "date",
          recorded("baseline_date"), synonyms=("baseline date", "planned date")),
    Field("milestone_forecast", "milestone", "forecast date of the milestone", "When it is expected.", "date",
          recorded("forecast_date"), synonyms=("forecast date", "due", "due date")),
    Field("milestone_actual", "milestone", "date of achievement", "When it was reached.", "date",
          recorded("actual_date"),
          synonyms=("achieved", "actual date")),
    dimension("milestone_kind", "milestone", "kind of milestone", "What kind it is.", recorded("kind"),
              values=get_args(delivery.MilestoneKind), synonyms=("kind", "type", "milestone kind")),
    dimension("milestone_status", "milestone", "status of the milestone", "Where it stands.", recorded("status"),
              values=get_args(delivery.MilestoneStatus), synonyms=("status", "milestone status")),
    dimension("critical", "milestone", "critical", "Whether it is on the critical path.",
              lambda row: yes(row.record.critical), values=YES_NO, words=(("critical", "YES"),)),
    dimension("milestone_overdue", "milestone", "past its day",
              "Whether its forecast, else baseline, is past and it is open.",
              _milestone_overdue, values=YES_NO, formula=SCHEDULE, words=(("overdue", "YES"), ("past due", "YES"))),
    dimension("milestone_late", "milestone", "after its baseline",
              "Whether forecast or actual is after the baseline date.",
              _milestone_late, values=YES_NO, formula=SCHEDULE,
              words=(("late", "YES"), ("delayed", "YES"), ("slipping", "YES"), ("slipped", "YES"), ("on time", "NO"))),
    Field("benefit_planned", "benefit", "benefit planned",
          "Sum of the planned quarters, in its unit; a disbenefit is negative.",
          "count",
          _amount("planned"), formula=BENEFITS, synonyms=("planned benefit", "planned benefits", "planned")),
    Field("benefit_forecast", "benefit", "benefit forecast", "Sum of the forecast quarters, in the benefit's unit.",
          "count",
          _amount("forecast"), formula=BENEFITS, synonyms=("forecast benefit", "forecast benefits", "forecast")),
    Field("benefit_actual", "benefit", "benefit reported", "Sum of the reported quarters, in the benefit's unit.",
          "count",
          _amount("actual"), formula=BENEFITS, synonyms=("actual benefit", "actual", "reported benefit",
          "achieved benefit", "realised benefit")),
    Field("benefit_target", "benefit", "target value", "Target of the benefit's measure, in its unit.", "count",
          _target,
          synonyms=("target", "target value")),
    Field("benefit_rate", "benefit", "realisation rate", "Verified over planned to date.", "ratio", _realised,
          formula=BENEFITS, synonyms=("realisation", "realised share", "realisation rate")),
    dimension("benefit_class", "benefit", "class of benefit", "Cashable, non-cashable and so on.",
              recorded("benefit_class"),
              values=get_args(value.BenefitClass), synonyms=("class", "benefit class", "type"),
              words=(("non-cashable", "NON_CASHABLE"), ("disbenefits", "DISBENEFIT"))),
    dimension("benefit_status", "benefit", "status of the benefit", "Where it stands.", recorded("status"),
              values=get_args(value.BenefitStatus), synonyms=("status", "benefit status")),
    dimension("benefit_owner", "benefit", "benefit owner", "Who answers for the benefit.", person("owner"), unit="name",
              refers="person",
              synonyms=("owner", "owned by", "owned", "benefit owner", "an owner")),
    dimension("benefit_unit", "benefit", "unit of the benefit", "The unit in which it is measured.", recorded("unit"),
              unit="text", synonyms=("unit", "unit of measure")),
    Field("benefit_validated", "benefit", "validated on", "The day on which finance signed it.", "date",
          recorded("validated_on"), synonyms=("validated", "validation", "signed by finance")),
    Field("days", "booking", "days", "Days booked in the month.", "days", lambda row: row.record[2],
          synonyms=("days", "booked days", "days booked", "effort")),
    dimension("person", "booking", "person", "The person who is booked, where one is named.",
              lambda row: Named(b.person_id, b.person) if (b := row.record[0]).person_id and b.person else None,
              unit="name", refers="person", synonyms=("named person", "who")),
    dimension("role", "booking", "role", "The role that is booked.",
              lambda row: Named(row.record[0].role_id, row.record[0].role), unit="name", synonyms=("skill",)),
    dimension("booking_kind", "booking", "kind of booking", "Hard or soft.", lambda row: row.record[0].booking,
              values=get_args(resources.Booking), synonyms=("kind",)),
    dimension("key_role", "booking", "key role", "Whether it is a key role.", lambda row: yes(row.record[0].key_role),
              values=YES_NO, words=(("key role", "YES"), ("key roles", "YES"))),
    Field("programme_projects", "programme", "running projects of the programme", "Visible running projects.", "count",
          lambda row: row.record.projects, synonyms=("number of projects", "projects")),
    Field("programme_bac", "programme", "budget of the programme", "Sum of BAC of its running projects.", "money",
          lambda row: row.record.bac, formula="F-SUM", synonyms=("budget", "bac")),
    Field("programme_eac", "programme", "managers' EAC of the programme", "Sum of the managers' EAC.", "money",
          lambda row: row.record.eac, formula="F-SUM", synonyms=("eac", "forecast cost")),
    Field("programme_late", "programme", "projects after their baseline finish",
          "Projects whose forecast is after the baseline.",
          "count", lambda row: row.record.late, formula=SCHEDULE, synonyms=("late projects",)),
    dimension("programme_status", "programme", "status of the programme", "Where it stands.",
              lambda row: row.record.facts.status, synonyms=("status", "programme status"),
              values=("PROPOSED", "DEFINE", "DELIVER", "CLOSING", "CLOSED", "STOPPED")),
    dimension("programme_sro", "programme", "senior responsible owner", "Id of its senior responsible owner.",
              lambda row: row.record.facts.sro_id, unit="name", synonyms=("sro", "an sro")),
    dimension("programme_manager", "programme", "programme manager", "Id of its manager.",
              lambda row: row.record.facts.manager_id, unit="name", synonyms=("manager", "a manager")),
    dimension("programme_portfolio", "programme", "portfolio of the programme", "Id of its portfolio.",
              lambda row: row.record.facts.portfolio_id, unit="name", synonyms=("portfolio",)),
    Field("projects_sponsored", "person", "projects sponsored", "Running projects that they sponsor.", "count",
          lambda row: row.record.sponsored, synonyms=("sponsors", "sponsored", "sponsor")),
    Field("projects_managed", "person", "projects managed", "Running projects that they manage.", "count",
          lambda row: row.record.managed, synonyms=("manages", "managed", "manage", "run", "runs", "projects",
          "project")),
    Field("risks_owned", "person", "open risks owned", "Open risks that they own.", "count",
          lambda row: row.record.risks, synonyms=("risks", "owns risks", "risk")),
    Field("issues_owned", "person", "open issues owned", "Open issues that they own.", "count",
          lambda row: row.record.issues, synonyms=("issues", "issue")),
    Field("benefits_owned", "person", "benefits owned", "Benefits that they own.", "count",
          lambda row: row.record.benefits, synonyms=("benefits", "benefit")),
    Field("person_days", "person", "days booked of the person", "Days booked by running projects over all months.",
          "days",
          lambda row: row.record.days, synonyms=("booked days", "days booked", "booked", "days")),
    Field("number", "any", "number", "How many there are.", "count", lambda row: 1,
          synonyms=("how many", "count", "number of", "total number")),
    dimension("month", "any", "month", "The month of the record's date.", _month, unit="text", synonyms=("per month",
              "monthly")),
    dimension("financial_year", "any", "financial year", "The organisation's financial year of the record's date.",
              _year,
              unit="text", synonyms=("fy", "year", "financial years")),
)  # fmt: skip
