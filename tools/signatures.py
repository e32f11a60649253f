"""Arguments of the tools, one model each; what fills each argument is said by its type in ``arguments``."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from tools.arguments import (
    Arguments,
    Day,
    DocumentId,
    GateCode,
    MonthEnd,
    OtherCurrency,
    PastDay,
    ProjectId,
    QuestionText,
    RecordName,
    Reference,
    Slot,
    StatedDay,
    Topic,
)


class AsOf(Arguments):
    """A past day whose data and rules are used, where the question names one."""

    as_of: PastDay | None = None


class AsStated(Arguments):
    """The same where a question speaks of other times too: the day counts where it is said to be that of the data."""

    as_of: StatedDay | None = None


class OfProject(AsOf):
    """One project."""

    project: ProjectId


class StatusOf(AsOf):
    """One project, and what of its status comes first."""

    project: ProjectId
    focus: Annotated[
        Literal["growth", "finish", "milestones", "report", "report_due"] | None,
        Slot(
            "word",
            words=(
                ("grown", "growth"), ("growth", "growth"), ("original budget", "growth"), ("first budget", "growth"),
                ("first approved", "growth"), ("originally approved", "growth"), ("rebaselined", "growth"),
                ("re-baselined", "growth"),
                ("finish", "finish"), ("end date", "finish"), ("completion date", "finish"), ("be done", "finish"),
                ("milestone", "milestones"), ("milestones", "milestones"), ("who approved", "report"),
                ("who signed", "report"), ("last report", "report"), ("report due", "report_due"),
                ("next report", "report_due"),
            ),
        ),
        Field(description="What comes first: growth, finish, milestones, the last report, when the next is due"),
    ] = None  # fmt: skip


class PerformanceOf(AsOf):
    """One project, and what of its performance comes first."""

    project: ProjectId
    focus: Annotated[
        Literal["finish", "cost"] | None,
        Slot(
            "word",
            words=(
                ("finish", "finish"), ("finished", "finish"), ("when", "finish"), ("date", "finish"),
                ("schedule", "finish"), ("earned schedule", "finish"), ("eac", "cost"), ("cost", "cost"),
            ),
        ),
        Field(description="What comes first: finish or cost"),
    ] = None  # fmt: skip


class ForecastsOf(AsOf):
    """One project, and the forecast whose movement is asked about."""

    project: ProjectId
    measure: Annotated[
        Literal["cost", "finish", "cpi"],
        Slot(
            "word",
            words=(
                ("cpi", "cpi"), ("cost performance", "cpi"), ("finish", "finish"), ("finishing", "finish"),
                ("end date", "finish"), ("completion date", "finish"), ("date", "finish"), ("slipping", "finish"),
                ("slipped", "finish"), ("when", "finish"), ("schedule", "finish"),
            ),
        ),
        Field(description="cost (the manager's own EAC), finish or cpi"),
    ] = "cost"  # fmt: skip


class OfRecord(Arguments):
    """One record of any kind."""

    record: RecordName


class Nothing(Arguments):
    """No arguments."""


def _amount(labels: tuple[str, ...], unit: Literal["money", "percent", "days", "number"]) -> Slot:
    return Slot("quantity", labels=labels, unit=unit)


class EarnedValueNumbers(Arguments):
    """The numbers of earned value, as the asker gave them: totals, or a plan by period."""

    ev: Annotated[
        Decimal, _amount(("ev", "earned value", "earned", "bcwp"), "money"), Field(description="Earned value")
    ]
    bac: Annotated[
        Decimal | None,
        _amount(("bac", "budget at completion", "budget"), "money"),
        Field(description="Budget at completion"),
    ] = None
    ac: Annotated[
        Decimal | None,
        _amount(("ac", "actual cost", "actuals", "actual", "spent", "acwp"), "money"),
        Field(description="Actual cost"),
    ] = None
    pv: Annotated[
        Decimal | None, _amount(("pv", "planned value", "planned", "bcws"), "money"), Field(description="Planned value")
    ] = None
    plan: Annotated[
        list[Decimal] | None,
        Slot("series", labels=("pv", "planned value", "plan", "planned", "pvc", "cumulative", "baseline")),
        Field(description="Cumulative planned values of equal periods, for earned schedule", max_length=600),
    ] = None
    at: Annotated[
        Decimal | None,
        _amount(("at", "after", "month", "months", "period", "periods", "elapsed", "week"), "number"),
        Field(description="Periods elapsed, for earned schedule"),
    ] = None
    currency: OtherCurrency = None


class ColoursOf(Arguments):
    """Deviations to be judged, as fractions (0.05 is 5 %)."""

    cost: Annotated[
        Decimal | None,
        _amount(("cost", "cost variance", "over budget", "overspend", "eac", "budget"), "percent"),
        Field(description="Forecast cost over budget, as a fraction"),
    ] = None
    schedule: Annotated[
        Decimal | None,
        _amount(("schedule", "slip", "schedule slip", "late", "behind", "delay", "time"), "percent"),
        Field(description="Slip over baseline duration, as a fraction"),
    ] = None
    slip_days: Annotated[
        int | None,
        _amount(("slip", "late", "days late", "delay", "behind"), "days"),
        Field(description="Slip of the finish in calendar days"),
    ] = None
    benefits: Annotated[
        Decimal | None,
        _amount(("benefits", "benefit", "benefits forecast", "realisation"), "percent"),
        Field(description="Forecast benefits over planned benefits, as a fraction"),
    ] = None
    cpi: Annotated[Decimal | None, _amount(("cpi", "cost performance index"), "number"), Field(description="CPI")] = (
        None
    )
    spi_t: Annotated[
        Decimal | None,
        _amount(("spi(t)", "spi", "schedule performance index"), "number"),
        Field(description="SPI(t)"),
    ] = None
    on: Day | None = None


class GateOf(Arguments):
    """A gate of a project."""

    project: ProjectId
    gate: GateCode | None = None
    board_date: Day | None = None


class SearchStandards(Arguments):
    """A question to the standards."""

    question: QuestionText
    on: Day | None = None
    document: DocumentId | None = None


class ReadClause(Arguments):
    """A clause by its reference."""

    reference: Reference
    on: Day | None = None


class CompareVersions(Arguments):
    """A document, or a topic whose document is found."""

    document_or_topic: Topic
    on: Day | None = None


class OnTopic(Arguments):
    """A topic."""

    topic: Topic


class ListStandards(Arguments):
    """Which part of the library."""

    which: Annotated[
        Literal["all", "overdue_review", "review_due_soon", "superseded"],
        Slot(
            "word",
            words=(
                ("overdue", "overdue_review"), ("out of date", "overdue_review"), ("stale", "overdue_review"),
                ("expired", "overdue_review"), ("due soon", "review_due_soon"), ("due for review", "review_due_soon"),
                ("coming up for review", "review_due_soon"), ("superseded", "superseded"), ("replaced", "superseded"),
                ("old versions", "superseded"),
            ),
        ),
        Field(description="all, overdue_review, review_due_soon or superseded"),
    ] = "all"  # fmt: skip


class DraftOf(Arguments):
    """A status report of a project for a month."""

    project: ProjectId
    period: MonthEnd | None = None


class Wish(Arguments):
    """What was asked for, in the asker's words."""

    wish: QuestionText


class RecordChoice(Arguments):
    """Records among which the asker chooses."""

    records: list[str] = Field(description="Ids of the records", max_length=12)
    ask: str = Field(description="The question, with <record> in place of the name", max_length=4000)


class AskChoice(Arguments):
    """Questions among which the asker chooses."""

    asks: list[str] = Field(description="Complete questions", min_length=1, max_length=6)


class Missing(Arguments):
    """What a calculation lacks."""

    missing: list[str] = Field(description="Names of the missing numbers", min_length=1, max_length=12)
