"""All tools that an agent may call, in order: name, description, arguments, function.

Example questions for each stand beside this file, in ``examples/NAME.yaml``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field

from tools import gates, limits, performance, projects, rating, records, standards, status, tolerance
from tools.arguments import (
    Arguments,
    Day,
    GateCode,
    MonthEnd,
    PersonName,
    PortfolioId,
    ProgrammeId,
    ProjectId,
    QuestionText,
    RecordName,
    Reference,
    Slot,
    Topic,
)
from tools.enquiry import Enquiry
from tools.reports import drafts
from tools.result import ToolResult


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool: what a model chooses by, what it takes, and the function that does it."""

    name: str
    description: str
    arguments: type[Arguments]
    run: Callable[..., ToolResult]
    """Called as ``run(enquiry, **arguments)``."""
    about: Literal["rule", "record", "calculation", "draft", "limit"]
    """What kind of ask it serves."""
    offer: str = ""
    """An exact question that it answers, with ``<record>`` for the record; offered when in doubt."""

    def call(self, enquiry: Enquiry, arguments: dict[str, Any]) -> ToolResult:
        """Check the arguments and run; raises pydantic's ValidationError on arguments that do not fit."""
        checked = self.arguments.model_validate(arguments)
        given = {name: getattr(checked, name) for name in checked.model_fields_set}
        return self.run(enquiry, **given)


class OfProject(Arguments):
    """One project."""

    project: ProjectId


class OfRecord(Arguments):
    """One record of any kind."""

    record: RecordName


class Nothing(Arguments):
    """No arguments."""


def _amount(labels: tuple[str, ...], unit: Literal["money", "percent", "days", "number"]) -> Slot:
    return Slot("quantity", labels=labels, unit=unit)


class EarnedValueNumbers(Arguments):
    """The four numbers of earned value, as the asker gave them."""

    bac: Annotated[
        Decimal,
        _amount(("bac", "budget at completion", "budget"), "money"),
        Field(description="Budget at completion"),
    ]
    pv: Annotated[
        Decimal | None,
        _amount(("pv", "planned value", "planned", "bcws"), "money"),
        Field(description="Planned value"),
    ] = None
    ev: Annotated[
        Decimal, _amount(("ev", "earned value", "earned", "bcwp"), "money"), Field(description="Earned value")
    ]
    ac: Annotated[
        Decimal,
        _amount(("ac", "actual cost", "actuals", "actual", "spent", "acwp"), "money"),
        Field(description="Actual cost"),
    ]


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


COLOUR_WORDS = (
    ("green", "G"), ("amber", "A"), ("yellow", "A"), ("red", "R"), ("not reported", "NR"),
)  # fmt: skip
STAGE_WORDS = (
    ("idea", "IDEA"), ("define", "DEFINE"), ("plan", "PLAN"), ("planning", "PLAN"), ("deliver", "DELIVER"),
    ("delivery", "DELIVER"), ("transition", "TRANSITION"), ("closed", "CLOSED"),
)  # fmt: skip
STATE_WORDS = (
    ("on hold", "ON_HOLD"), ("paused", "ON_HOLD"), ("parked", "ON_HOLD"), ("stopped", "STOPPED"),
    ("complete", "COMPLETE"), ("cancelled", "CANCELLED"),
)  # fmt: skip
TYPE_WORDS = (
    ("digital", "DIGITAL"), ("infrastructure", "INFRASTRUCTURE"), ("regulatory", "REGULATORY"), ("people projects", "PEOPLE"),
)  # fmt: skip
CLASS_WORDS = (("class a", "A"), ("class b", "B"), ("class c", "C"))
Colour = Literal["G", "A", "R", "NR", "NA"]


class Conditions(Arguments):
    """Conditions on projects; all that are given must hold."""

    portfolio: PortfolioId | None = None
    programme: ProgrammeId | None = None
    stage: Annotated[str | None, Slot("word", words=STAGE_WORDS), Field(description="Lifecycle stage")] = None
    run_state: Annotated[
        str | None, Slot("word", words=STATE_WORDS), Field(description="ACTIVE, ON_HOLD, STOPPED, COMPLETE")
    ] = None
    type: Annotated[str | None, Slot("word", words=TYPE_WORDS), Field(description="Kind of project")] = None
    delivery_class: Annotated[
        Literal["A", "B", "C"] | None, Slot("word", words=CLASS_WORDS), Field(description="Delivery class")
    ] = None
    reported: Annotated[
        Colour | None,
        Slot("word", labels=("reported", "reporting", "report", "say", "claim"), words=COLOUR_WORDS),
        Field(description="Overall colour of the last approved report: G, A, R or NR"),
    ] = None
    calculated: Annotated[
        Colour | None,
        Slot(
            "word",
            labels=("calculated", "really", "actually", "evidence", "figures", "should"),
            words=COLOUR_WORDS,
        ),
        Field(description="Overall colour by calculation: G, A, R or NA"),
    ] = None
    differing: Annotated[
        bool | None,
        Slot(
            "switch",
            words=(("watermelon", "true"), ("watermelons", "true"), ("disagree", "true"), ("differ", "true")),
        ),
        Field(description="Only projects whose reported and calculated colours differ"),
    ] = None
    sponsor: Annotated[
        PersonName | None,
        Slot("person", labels=("sponsor", "sponsored", "sponsors")),
        Field(description="Sponsor's name"),
    ] = None
    pm: Annotated[PersonName | None, Slot("person"), Field(description="Project manager's name")] = None
    over_tolerance: Annotated[
        bool | None,
        Slot(
            "switch",
            words=(("over tolerance", "true"), ("out of tolerance", "true"), ("over budget", "true"),
                   ("overspent", "true"), ("overspending", "true"), ("breach", "true"), ("within tolerance", "false")),
        ),
        Field(description="Cost or time forecast over tolerance (true) or within it (false)"),
    ] = None  # fmt: skip
    late: Annotated[
        bool | None,
        Slot("switch", words=(("late", "true"), ("behind", "true"), ("slipping", "true"), ("delayed", "true"), ("on time", "false"))),
        Field(description="Forecast finish after the baseline finish (true) or not (false)"),
    ] = None  # fmt: skip
    mine: Annotated[
        bool, Slot("switch", words=(("my projects", "true"), ("mine", "true"), ("do i run", "true"), ("am i running", "true"))),
        Field(description="Only projects that the asker manages or sponsors"),
    ] = False  # fmt: skip


class SearchStandards(Arguments):
    """A question to the standards."""

    question: QuestionText
    on: Day | None = None


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


TOOLS: tuple[Tool, ...] = (
    Tool(
        "project_status",
        "How one project stands: reported and calculated RAG colour with the reason, cost and finish forecast, "
        "tolerance, milestones, the last approved report and who approved it, sponsor and manager.",
        OfProject, status.project_status, "record",
    ),
    Tool(
        "earned_value",
        "Earned value and earned schedule of one project: CPI, SPI(t), the estimate at completion by every method "
        "and which to use, TCPI, variance, and the forecast finish by the manager and by performance.",
        OfProject, performance.earned_value, "calculation",
    ),
    Tool(
        "calculate_earned_value",
        "Earned value indices and estimates at completion from numbers that the asker types (BAC, PV, EV, AC).",
        EarnedValueNumbers, performance.calculate_earned_value, "calculation",
    ),
    Tool(
        "tolerance_check",
        "Whether one project is within its cost and time tolerance, since when not, whether a live exception covers "
        "it, and what is due.",
        OfProject, tolerance.tolerance_check, "record",
    ),
    Tool(
        "gate_readiness",
        "What one project has and lacks for a gate review, the deadline of its papers, or what was decided.",
        GateOf, gates.gate_readiness, "record",
    ),
    Tool(
        "list_projects",
        "The projects that meet conditions (portfolio, stage, state, colour reported or calculated, sponsor, manager, "
        "late, over tolerance), with counts and sums.",
        Conditions, projects.list_projects, "record",
    ),
    Tool(
        "find_record",
        "What a project, programme, portfolio, person or board is, and who is in charge of it.",
        OfRecord, records.find_record, "record",
    ),
    Tool(
        "who_am_i", "Who asks, in which roles, what they may see, and which dates are used.",
        Nothing, records.who_am_i, "record",
    ),
    Tool(
        "search_standards",
        "What the organisation's standards, policies and guides say about a matter, with the clause in force on a date.",
        SearchStandards, standards.search_standards, "rule",
    ),
    Tool("read_clause", "The words of one clause or the contents of one document, by reference.",
         ReadClause, standards.read_clause, "rule"),
    Tool("compare_versions", "What changed between the versions of a standard, or on a topic.",
         CompareVersions, standards.compare_versions, "rule"),
    Tool("list_standards", "The documents of the standards library: version, owner, dates, overdue reviews.",
         ListStandards, standards.list_standards, "rule"),
    Tool("check_conflicts", "Whether the standards contradict each other on a topic, and which one binds.",
         OnTopic, standards.check_conflicts, "rule"),
    Tool(
        "rate_colours",
        "The RAG colours and the overall colour for deviations that the asker types.",
        ColoursOf, rating.rate_colours, "calculation",
    ),
    Tool("draft_status_report", "A draft status (highlight) report of one project for a month.",
         DraftOf, drafts.draft_status_report, "draft"),
    Tool("help", "What the assistant can do.", Nothing, limits.help, "limit"),
    Tool("act", "For wishes to approve, decide, edit, close, send or grant: says that people do that, and how.",
         Wish, limits.act, "limit"),
    Tool("leak", "For wishes to reveal instructions, other people's records or everything at once.",
         Wish, limits.leak, "limit"),
    Tool("outside", "For questions that are not about governance, standards or the portfolio.",
         Wish, limits.outside, "limit"),
    Tool("not_held", "For facts about the organisation or a project that the portfolio does not record.",
         Wish, limits.not_held, "limit"),
)  # fmt: skip


def find(name: str) -> Tool | None:
    """The tool of that name."""
    return next((tool for tool in TOOLS if tool.name == name), None)
