"""What can be measured of projects: money, earned value, dates, and what their registers come to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from tools.calculations.earned_schedule import FORMULA as EARNED_SCHEDULE
from tools.calculations.earned_value import FORMULA as EARNED_VALUE
from tools.calculations.growth import FORMULA as GROWTH
from tools.calculations.outcome import Outcome, defined, undefined
from tools.calculations.risk import FORMULA as RISK
from tools.calculations.schedule import FORMULA as SCHEDULE
from tools.calculations.schedule import is_overdue
from tools.gates.conditions import attached
from tools.judgement.dimensions import is_open
from tools.judgement.risk import contingency_left, exposure, open_threats
from tools.portfolio.financial_year import financial_year
from tools.query.declared import Field, Row

NO_BASELINE = "the project has no baseline"
APPROVED = ("APPROVED", "IMPLEMENTED")


def _of(part: str, name: str) -> Callable[[Row], Any]:
    """A field of the newest baseline, snapshot or report; undefined where there is none."""
    missing = {"baseline": NO_BASELINE, "original": NO_BASELINE, "snapshot": "no month end is locked"}[part]

    def of(row: Row) -> Any:
        held = getattr(row.facts, part)
        return undefined(missing, "") if held is None else getattr(held, name)

    return of


def _ev(name: str) -> Callable[[Row], Outcome[Any]]:
    return lambda row: getattr(row.of_project.measurement.ev, name)


def _measured(name: str) -> Callable[[Row], Any]:
    return lambda row: getattr(row.of_project.measurement, name)


def _overrun(row: Row) -> Outcome[Decimal]:
    facts = row.facts
    if facts.baseline is None or facts.snapshot is None or facts.snapshot.pm_eac is None:
        return undefined("there is no baseline or no forecast of the manager", GROWTH)
    return defined(facts.snapshot.pm_eac - facts.baseline.bac, GROWTH)


def _rebaselines(row: Row) -> int | Outcome[int]:
    count = len(row.facts.baselines)
    return count - 1 if count else undefined(NO_BASELINE, "")


def _days_since(day: date | None, today: date) -> int | None:
    return None if day is None else (today - day).days


def _report_age(row: Row) -> Outcome[int]:
    report = row.facts.report
    if report is None:
        return undefined("no report is approved", "")
    return defined((row.today - report.period_end).days, "")


def _highest(row: Row) -> int | Outcome[int]:
    scores = [each.residual for each in open_threats(row.facts) if each.residual is not None]
    return max(scores) if scores else undefined("no open risk is scored", RISK)


def _budget_of_year(row: Row) -> Decimal | None:
    first = financial_year(row.enquiry.as_of, row.enquiry.fy_start_month).first
    lines = [each.revised for each in row.facts.budgets if each.fy_start == first and each.revised is not None]
    return sum(lines, Decimal(0)) if lines else None


def _approved_cost(row: Row) -> Decimal:
    impacts = (each.cost_impact for each in row.facts.changes if each.status in APPROVED)
    return sum((each for each in impacts if each is not None), Decimal(0))


def _overdue_milestones(row: Row) -> int:
    every = (each for each in row.facts.milestones if is_open(each))
    return sum(is_overdue(each.baseline_date, each.forecast_date, row.today) for each in every)


def _overdue_conditions(row: Row) -> int:
    return sum(each.is_overdue(row.today) for each in attached(row.facts.gates))


def _booked(row: Row) -> Decimal:
    return sum((days for booking in row.facts.bookings for _, days in booking.months), Decimal(0))


def _active_waivers(row: Row) -> int:
    today = row.today
    return sum(w.status == "ACTIVE" and (w.expires_on is None or w.expires_on >= today) for w in row.facts.waivers)


PERFORMANCE: tuple[Field, ...] = (
    Field("bac", "project", "budget at completion (BAC)", "Budget of the current baseline, without contingency.",
          "money", _of("baseline", "bac"), synonyms=("budget", "budgets", "bac")),
    Field("bac_original", "project", "original budget (BAC of version 0)", "Budget of the first baseline.", "money",
          _of("original", "bac"), synonyms=("original budget", "first budget")),
    Field("wlc", "project", "whole-life cost", "Cost over the whole life of what is built.", "money",
          lambda row: row.facts.wlc, synonyms=("whole life cost", "wlc")),
    Field("contingency", "project", "contingency", "Contingency of the current baseline as approved.", "money",
          _of("baseline", "contingency"), synonyms=("approved contingency",)),
    Field("contingency_left", "project", "contingency left", "Contingency less what was drawn.", "money",
          lambda row: contingency_left(row.facts)[0], synonyms=("remaining contingency",)),
    Field("fy_budget", "project", "budget of the financial year", "Revised budget lines of the year of the data.",
          "money", _budget_of_year, synonyms=("budget this year", "this year's budget", "annual budget")),
    Field("pv", "project", "planned value (PV)", "Planned value to date.", "money", _of("snapshot", "pv"),
          synonyms=("pv", "planned value")),
    Field("ev", "project", "earned value (EV)", "Earned value to date.", "money", _of("snapshot", "ev"),
          synonyms=("ev", "earned value")),
    Field("ac", "project", "actual cost (AC)", "Spent to date.", "money", _of("snapshot", "ac"),
          synonyms=("ac", "actual cost", "spend", "spent", "spend to date", "spending", "actuals")),
    Field("eac_pm", "project", "the manager's own EAC", "The manager's own estimate at completion.", "money",
          _of("snapshot", "pm_eac"), synonyms=("pm eac", "eac", "forecast cost", "manager's forecast", "outturn")),
    Field("eac_cpi", "project", "EAC (BAC/CPI)", "Estimate at completion by performance: BAC/CPI.", "money",
          _ev("eac_1"), formula=EARNED_VALUE, synonyms=("eac by performance", "performance eac", "statistical eac")),
    Field("overrun", "project", "cost growth in money", "The manager's EAC less BAC; negative where it is less.",
          "money",
          _overrun, formula=GROWTH, synonyms=("overrun", "overspend", "overspends", "over budget by",
          "cost variance at completion")),
    Field("growth", "project", "cost growth", "Overrun as a share of BAC.", "ratio", _measured("growth_pm"),
          formula=GROWTH, synonyms=("over budget", "percent over budget", "growth", "cost growth")),
    Field("growth_original", "project", "cost growth on the original budget",
          "Overrun on the first baseline, as its share.",
          "ratio", _measured("growth_original"), formula=GROWTH, synonyms=("growth on the original",)),
    Field("cv", "project", "cost variance (CV)", "EV − AC.", "money", _ev("cv"), formula=EARNED_VALUE,
          synonyms=("cv", "cost variance")),
    Field("sv", "project", "schedule variance (SV)", "EV − PV.", "money", _ev("sv"), formula=EARNED_VALUE,
          synonyms=("sv", "schedule variance")),
    Field("cpi", "project", "CPI", "Cost performance index, EV/AC.", "index", _ev("cpi"), formula=EARNED_VALUE,
          synonyms=("cpi", "cost performance index", "cost performance", "cost efficiency")),
    Field("spi", "project", "SPI", "Schedule performance index, EV/PV.", "index", _ev("spi"), formula=EARNED_VALUE,
          synonyms=("spi", "schedule performance index")),
    Field("spi_t", "project", "SPI(t)", "Schedule index by earned schedule, without the time on hold.", "index",
          _measured("spi_t"), formula=EARNED_SCHEDULE, synonyms=("spi(t)", "spit", "schedule performance")),
    Field("tcpi_pm", "project", "TCPI to the manager's EAC", "Efficiency that the manager's EAC needs.", "index",
          _measured("tcpi_pm"), formula=EARNED_VALUE, synonyms=("tcpi", "to-complete index")),
    Field("complete", "project", "share complete", "EV as a share of BAC.", "ratio", _ev("complete"),
          formula=EARNED_VALUE, synonyms=("complete", "percent complete", "progress")),
    Field("spent_share", "project", "share spent", "AC as a share of BAC.", "ratio", _ev("spent"), formula=EARNED_VALUE,
          synonyms=("share spent", "percent spent")),
    Field("slip", "project", "slip", "Days by which the manager's forecast finish is after the baseline finish.",
          "days",
          _measured("slip"), formula=SCHEDULE, synonyms=("slip", "slippage", "delay", "late by", "behind", "days late",
          "late")),
    Field("slip_share", "project", "slip as a share of the duration", "Slip over the duration of the baseline.",
          "ratio",
          _measured("slip_share"), formula=SCHEDULE, synonyms=("slip share",)),
    Field("slip_original", "project", "slip on the original baseline", "Days after the finish of the first baseline.",
          "days", _measured("slip_original"), formula=SCHEDULE, synonyms=("slip on the original", "original slip")),
    Field("start", "project", "baseline start", "Start of the current baseline.", "date", _of("baseline", "start"),
          synonyms=("start", "started", "start date")),
    Field("finish_baseline", "project", "baseline finish", "Finish of the current baseline.", "date",
          _of("baseline", "finish"), synonyms=("baseline finish", "planned finish")),
    Field("finish_pm", "project", "the manager's forecast finish", "Forecast finish of the newest month end.", "date",
          lambda row: row.facts.forecast_finish, synonyms=("finish", "forecast finish", "end date", "finish date",
          "finishing", "go live")),
    Field("rebaselines", "project", "number of rebaselines", "Baselines after the first.", "count", _rebaselines,
          synonyms=("rebaselined", "re-baselined", "rebaselines", "rebaseline", "baseline changes")),
    Field("report_age", "project", "age of the last report", "Days since the period of the newest approved report.",
          "days", _report_age, synonyms=("report age", "approved report", "stale report", "last report")),
    Field("open_risks", "project", "open risks", "Open risks that are no opportunities.", "count",
          lambda row: len(open_threats(row.facts)), synonyms=("number of risks",)),
    Field("highest_score", "project", "highest residual score", "Highest residual score of an open risk.", "score",
          _highest, formula=RISK, synonyms=("highest risk score", "top risk score")),
    Field("emv", "project", "expected monetary value of the open risks", "Probability times likely cost of open risks.",
          "money", lambda row: exposure(row.facts), formula=RISK, synonyms=("risk exposure", "exposure", "emv")),
    Field("open_issues", "project", "open issues", "Issues that are not closed.", "count",
          lambda row: sum(each.status == "OPEN" for each in row.facts.issues), synonyms=("number of issues",)),
    Field("overdue_milestones", "project", "milestones past their day",
          "Open milestones whose forecast, else baseline, is past.",
          "count", _overdue_milestones, formula=SCHEDULE),
    Field("overdue_conditions", "project", "gate conditions past their day",
          "Open gate conditions after their due date.",
          "count", _overdue_conditions),
    Field("active_waivers", "project", "waivers in force", "Active waivers that have not lapsed.", "count",
          _active_waivers, synonyms=("active waivers",)),
    Field("approved_change_cost", "project", "cost of approved changes", "Sum of the cost of approved change requests.",
          "money", _approved_cost, synonyms=("cumulative change", "approved change")),
    Field("booked_days", "project", "days booked", "Days booked by the project over all months.", "days", _booked,
          synonyms=("booked days", "effort")),
    Field("vacancies", "project", "roles without anybody", "Roles that nobody fills on the day.", "count",
          lambda row: len(row.facts.vacancies), synonyms=("vacancies", "vacant roles", "vacancy")),
    Field("complexity", "project", "complexity score", "The complexity as scored.", "score",
          lambda row: row.facts.complexity_score, synonyms=("complexity",)),
    Field("days_in_state", "project", "days in the present state", "Days since stage, state or people last changed.",
          "days",
          lambda row: _days_since(row.facts.state_since, row.today), synonyms=("days in stage",)),
)  # fmt: skip
