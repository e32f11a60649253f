"""What can be asked of risks, issues and dependencies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from tools.calculations.outcome import Outcome, defined, undefined
from tools.calculations.risk import FORMULA as RISK
from tools.calculations.risk import expected_value
from tools.facts.rows import Person
from tools.judgement.dependencies import is_late, latest
from tools.judgement.forecast import number
from tools.portfolio import raid
from tools.query.declared import YES_NO, Field, Named, Row, dimension, yes


def recorded(name: str) -> Callable[[Row], Any]:
    """A recorded field of the record."""
    return lambda row: getattr(row.record, name)


def person(name: str) -> Callable[[Row], Named | None]:
    """A person of the record, None where nobody is named."""

    def of(row: Row) -> Named | None:
        held: Person | None = getattr(row.record, name)
        return Named(held.person_id, held.name) if held else None

    return of


def since(name: str) -> Callable[[Row], int | None]:
    """Days since a date of the record; below nothing where it is ahead."""

    def of(row: Row) -> int | None:
        day = getattr(row.record, name)
        return None if day is None else (row.today - day).days

    return of


def is_past(name: str) -> Callable[[Row], str | None]:
    """Whether an open record is past a date of it."""

    def of(row: Row) -> str | None:
        day = getattr(row.record, name)
        return None if day is None else yes(day < row.today and row.record.status == "OPEN")

    return of


def _expected(row: Row) -> Outcome[Any]:
    risk = row.record
    if risk.probability is None or risk.cost_likely is None:
        return undefined("its probability or cost is not recorded", RISK)
    return defined(expected_value([(risk.probability, risk.cost_likely)]), RISK)


def _product(p: str, i: str) -> Callable[[Row], Outcome[Any]]:
    def of(row: Row) -> Outcome[Any]:
        probability, impact = getattr(row.record, p), getattr(row.record, i)
        if probability is None or impact is None:
            return undefined("it is not scored", RISK)
        return defined(probability * impact, RISK)

    return of


def _band(row: Row) -> str | Outcome[Any] | None:
    """The colour into which the rule of the day puts the residual score."""
    rule = row.enquiry.library.rule("rag.risk", row.today)
    amber, red = number(rule, "score_amber_from"), number(rule, "score_red_from")
    if amber is None or red is None:
        return undefined("no rule gives bands of scores", RISK)
    score = row.record.residual
    if score is None:
        return undefined("it is not scored", RISK)
    return "R" if score >= red else "A" if score >= amber else "G"


def _lateness(row: Row) -> Outcome[Any]:
    expected, needed = latest(row.record), row.record.need_by
    if expected is None or needed is None:
        return undefined("it has no forecast or no day by which it is needed", "F-SCH")
    return defined((expected - needed).days, "F-SCH")


REGISTERS: tuple[Field, ...] = (
    Field("risk_score", "risk", "residual score", "Residual probability times impact.", "score",
          _product("residual_p", "residual_i"), formula=RISK, synonyms=("score", "scored", "scoring", "residual",
          "risk score", "severity")),
    Field("inherent_score", "risk", "inherent score", "Probability times impact before any response.", "score",
          _product("inherent_p", "inherent_i"), formula=RISK, synonyms=("inherent",)),
    Field("target_score", "risk", "target score", "Probability times impact that is aimed at.", "score",
          _product("target_p", "target_i"), formula=RISK, synonyms=("target risk",)),
    Field("probability", "risk", "probability", "Probability as a fraction.", "ratio", recorded("probability"),
          synonyms=("likelihood", "probability")),
    Field("risk_cost", "risk", "likely cost of the risk", "Most likely cost if it happens.", "money",
          recorded("cost_likely"),
          synonyms=("likely cost", "cost impact", "impact cost")),
    Field("risk_emv", "risk", "expected monetary value of the risk", "Probability times likely cost.", "money",
          _expected,
          formula=RISK, synonyms=("emv", "expected value", "exposure")),
    Field("risk_days", "risk", "likely delay of the risk", "Days of delay if it happens.", "days",
          recorded("schedule_days"),
          synonyms=("delay",)),
    Field("risk_age", "risk", "age of the risk", "Days since it was raised.", "days", since("raised_on"),
          synonyms=("age", "days old", "old", "oldest")),
    Field("days_since_review", "risk", "days since the last review", "Days since it was last reviewed.", "days",
          since("last_reviewed"), synonyms=("reviewed", "last reviewed", "since review", "unreviewed")),
    Field("open_actions", "risk", "open actions of the risk", "Actions that are not done.", "count",
          lambda row: sum(each.status == "OPEN" for each in row.record.actions), synonyms=("actions", "open actions")),
    dimension("risk_category", "risk", "category of risk", "What the risk is about.", recorded("category"),
              values=get_args(raid.RiskCategory), synonyms=("category", "risk category")),
    dimension("risk_status", "risk", "status of risk", "Where the risk stands.", recorded("status"),
              values=get_args(raid.RiskStatus), synonyms=("status", "risk status"), words=(("materialised", "REALISED"),
              )),
    dimension("risk_owner", "risk", "risk owner", "Who answers for the risk.", person("owner"), unit="name",
              refers="person",
              synonyms=("owner", "owned by", "owned", "risk owner", "an owner")),
    dimension("risk_response", "risk", "response", "How the risk is met.", recorded("response"),
              values=get_args(raid.RiskResponse), synonyms=("response", "strategy", "treatment", "risk response")),
    dimension("risk_band", "risk", "band of the residual score",
              "Green, Amber or Red by the rule's bands of the score.",
              _band, unit="colour", values=("G", "A", "R"), formula=RISK,
              words=(("red", "R"), ("amber", "A"), ("green", "G"), ("high", "R")), synonyms=("band", "risk band",
              "rating")),
    dimension("opportunity", "risk", "opportunity", "Whether it is an opportunity.",
              lambda row: yes(row.record.is_opportunity), values=YES_NO, words=(("opportunities", "YES"), ("threats",
              "NO"))),
    dimension("risk_escalated", "risk", "escalated", "Whether it was taken to a board.",
              lambda row: yes(row.record.escalated_on is not None), values=YES_NO, words=(("escalated", "YES"),)),
    Field("issue_age", "issue", "age of the issue", "Days since it was raised.", "days", since("raised_on"),
          synonyms=("age", "days old", "old", "oldest")),
    Field("issue_cost", "issue", "cost of the issue", "What it costs.", "money", recorded("impact_cost"),
          synonyms=("cost impact", "impact cost", "cost")),
    Field("issue_days", "issue", "delay by the issue", "Days that it costs.", "days", recorded("impact_days"),
          synonyms=("delay",)),
    Field("issue_overdue_days", "issue", "days past the target date", "Days since its target date.", "days",
          since("target_date"), synonyms=("days overdue",)),
    dimension("issue_type", "issue", "type of issue", "What kind of issue it is.", recorded("type"),
              values=get_args(raid.IssueType), synonyms=("type", "issue type")),
    dimension("issue_severity", "issue", "severity", "How severe the issue is.", recorded("severity"),
              values=get_args(raid.IssueSeverity), synonyms=("severity", "issue severity")),
    dimension("issue_status", "issue", "status of issue", "Whether it is closed.", recorded("status"),
              values=get_args(raid.IssueStatus), synonyms=("status", "issue status")),
    dimension("issue_owner", "issue", "issue owner", "Who answers for the issue.", person("owner"), unit="name",
              refers="person",
              synonyms=("owner", "owned by", "owned", "issue owner", "an owner")),
    dimension("issue_overdue", "issue", "issue past its day", "Whether it is open after its target date.",
              is_past("target_date"), values=YES_NO, words=(("overdue", "YES"), ("past due", "YES"))),
    Field("dependency_lateness", "dependency", "days after the need", "Forecast less the day by which it is needed.",
          "days",
          _lateness, formula="F-SCH", synonyms=("days late", "late by", "late", "lateness")),
    Field("need_by", "dependency", "needed by", "The day by which it is needed.", "date", recorded("need_by"),
          synonyms=("needed by", "need date")),
    Field("dependency_forecast", "dependency", "forecast of the delivery", "The later of promise and forecast.", "date",
          lambda row: latest(row.record), synonyms=("forecast", "promised")),
    dimension("dependency_type", "dependency", "type of dependency", "Hard, soft or external.", recorded("type"),
              values=get_args(raid.DependencyType), synonyms=("type", "dependency type")),
    dimension("dependency_status", "dependency", "status of dependency", "Where it stands.", recorded("status"),
              values=get_args(raid.DependencyStatus), synonyms=("status", "dependency status")),
    dimension("provider", "dependency", "provider", "The project or outsider that delivers it.", recorded("provider"),
              unit="name", synonyms=("provider", "supplier", "provided by")),
    dimension("dependency_late", "dependency", "later than needed", "Whether it comes after it is needed.",
              lambda row: yes(is_late(row.record)), values=YES_NO, formula="F-SCH",
              words=(("late", "YES"), ("overdue", "YES"), ("too late", "YES"), ("later than needed", "YES"))),
    dimension("agreed", "dependency", "agreed by both", "Whether both sides have agreed it.",
              lambda row: yes(bool(row.record.provider_agreed_on and row.record.consumer_agreed_on)), values=YES_NO,
              words=(("not agreed", "NO"), ("unagreed", "NO"), ("agreed", "YES"))),
)  # fmt: skip
