"""An imaginary harbour trust: its projects, people and standards, as results of tools would give them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from knowledge.clauses import Clause, DocumentType, Modality, Version
from tools.result import Figure, Option, Table, ToolResult, Unit, Value, Verdict

TODAY = date(2026, 11, 3)
OCTOBER = date(2026, 10, 31)
SEPTEMBER = date(2026, 9, 30)


def version(
    document: str, number: str, title: str, start: date, end: date | None = None, kind: DocumentType = "STANDARD"
) -> Version:
    return Version(document, number, title, kind, "Head of Control", start, end, None, f"{document}.md")


def clause(held: Version, number: str, heading: str, text: str, modality: Modality = "NONE") -> Clause:
    return Clause(held, number, heading, (heading,), text, modality, 0, f"{held.ref}{number}")


TOLERANCE_OLD = version("HB-STD-01", "1.0", "Tolerance Standard", date(2024, 4, 1), date(2026, 3, 31))
TOLERANCE = version("HB-STD-01", "2.0", "Tolerance Standard", date(2026, 4, 1))
REPORTING = version("HB-STD-02", "3.1", "Reporting Standard", date(2025, 10, 1))
GATES = version("HB-STD-03", "1.2", "Stage Gate Standard", date(2026, 1, 1))

COST_OLD = clause(
    TOLERANCE_OLD, "2.1", "Cost tolerance", "The cost tolerance of a project is +20 % and −20 % of its budget."
)
COST = clause(
    TOLERANCE,
    "2.1",
    "Cost tolerance",
    "The cost tolerance of a project is +10 % and −10 % of its budget at completion.",
)
BREACH = clause(
    TOLERANCE,
    "2.2",
    "Forecast breach",
    "A forecast outside tolerance shall be reported to the Portfolio Board by exception report within five working "
    "days. The report states cause, options and recommendation.",
    "MUST",
)
CONTINGENCY = clause(
    TOLERANCE,
    "2.3",
    "Contingency",
    "The sponsor may draw on contingency up to £50k. Above £50k the Portfolio Board shall approve the draw-down.",
    "MUST",
)
COLOURS = clause(
    REPORTING,
    "1.1",
    "Cost colour",
    "Cost is Amber where the forecast is more than 5 % over budget and Red where it is more than 10 % over budget.",
)
CYCLE = clause(
    REPORTING,
    "1.2",
    "Monthly report",
    "A status report shall be approved by working day 5. A project should explain a change of more than 2 % in its "
    "forecast.",
    "MUST",
)
OWN_GATE = clause(
    REPORTING,
    "1.3",
    "Own approvals",
    "A project manager shall not approve a gate of his or her own project.",
    "MUST",
)
GATE_3 = clause(
    GATES,
    "4.1",
    "Gate G3",
    "Gate G3 requires an approved business case, a baseline plan and a risk register. A benefits profile is optional.",
    "MUST",
)
PAPERS = clause(
    GATES,
    "4.2",
    "Papers",
    "Papers shall be issued at least 10 working days before the board meets.",
    "MUST",
)


def figure(
    handle: str,
    name: str,
    value: Value,
    unit: Unit,
    as_of: date | None = OCTOBER,
    signed: bool = False,
    qualifiers: tuple[str, ...] = (),
    synonyms: tuple[str, ...] = (),
    formula: str | None = None,
    reason: str | None = None,
) -> Figure:
    subject, _, key = handle.partition(".")
    return Figure(subject, key, name, value, unit, as_of, formula, (), signed, qualifiers, synonyms, reason)


def label(subject: str, name: str, *aliases: str) -> Figure:
    return Figure(subject, "", "label", f"{subject} {name}", "name", synonyms=aliases)


OWN = ("manager", "own")
CALCULATED = ("calculated", "calculation")
REPORTED = ("reported", "report")
EAC = ("EAC", "forecast cost")
X1 = (
    label("X-1", "Harbour Ledger", "Ledger"),
    figure("X-1.bac", "budget at completion (BAC)", Decimal(1_000_000), "GBP", synonyms=("budget", "BAC")),
    figure("X-1.eac_cpi", "EAC (BAC/CPI)", Decimal(1_300_000), "GBP", formula="F-EVM", synonyms=EAC),
    figure("X-1.eac_pm", "the manager's own EAC", Decimal(1_030_000), "GBP", qualifiers=OWN, synonyms=("EAC",)),
    figure("X-1.ev", "earned value (EV)", Decimal(500_000), "GBP"),
    figure("X-1.pv", "planned value (PV)", Decimal(900_000), "GBP"),
    figure("X-1.ac", "actual cost (AC)", Decimal(650_000), "GBP", synonyms=("spend to date",)),
    figure("X-1.cv", "cost variance (CV)", Decimal(-150_000), "GBP", signed=True),
    figure("X-1.cpi", "CPI", Decimal("0.7692307"), "index", formula="F-EVM"),
    figure("X-1.cpi", "CPI", Decimal("0.8133"), "index", SEPTEMBER, formula="F-EVM"),
    figure("X-1.spi_t", "SPI(t)", Decimal("0.64"), "index"),
    figure("X-1.cost_variance", "forecast over budget", Decimal("0.30"), "ratio", signed=True),
    figure("X-1.finish_baseline", "baseline finish", date(2026, 11, 30), "date", qualifiers=("baseline", "planned")),
    figure(
        "X-1.finish_pm", "forecast finish", date(2027, 3, 12), "date", qualifiers=("forecast",), synonyms=("finish",)
    ),
    figure("X-1.slip", "finish slip", 102, "days", signed=False, synonyms=("slip",)),
    figure("X-1.data_date", "date of the data", OCTOBER, "date", None),
    figure("X-1.rag_calculated_overall", "overall colour, calculated", "R", "colour", qualifiers=CALCULATED),
    figure("X-1.rag_reported_overall", "overall colour, reported", "G", "colour", qualifiers=REPORTED),
    figure("X-1.rag_calculated_cost", "cost colour, calculated", "R", "colour", qualifiers=CALCULATED),
    figure("X-1.rag_reported_cost", "cost colour, reported", "A", "colour", qualifiers=REPORTED),
    figure("X-1.rag_calculated_schedule", "schedule colour, calculated", "R", "colour", qualifiers=CALCULATED),
    figure("X-1.sponsor", "sponsor", "Ada Brandt", "name", None),
    figure("X-1.pm", "project manager", "Ben Okoro", "name", None, synonyms=("PM", "manager")),
    figure("X-1.exceptions", "open exceptions", 0, "count"),
    figure("X-1.milestones_late", "milestones behind their baseline date", 2, "count", synonyms=("late milestones",)),
)
X1_VERDICTS = (
    Verdict("X-1", "cost", "limit", "over"),
    Verdict("X-1", "schedule", "limit", "over"),
    Verdict("X-1", "budget", "limit", "over"),
    Verdict("X-1", "finish", "time", "late"),
    Verdict("X-1", "reported and calculated colour", "agreement", "differ"),
    Verdict("X-1", "CPI", "trend", "worse"),
)
X2 = (
    label("X-2", "Quay Portal"),
    figure("X-2.bac", "budget at completion (BAC)", Decimal(2_400_000), "GBP", synonyms=("budget", "BAC")),
    figure("X-2.eac_cpi", "EAC (BAC/CPI)", Decimal(2_350_000), "GBP", synonyms=EAC),
    figure("X-2.cpi", "CPI", Decimal("1.02"), "index"),
    figure("X-2.rag_calculated_overall", "overall colour, calculated", "G", "colour", qualifiers=CALCULATED),
    figure("X-2.rag_reported_overall", "overall colour, reported", "G", "colour", qualifiers=REPORTED),
    figure("X-2.finish_pm", "forecast finish", date(2027, 1, 15), "date", synonyms=("finish",)),
    figure("X-2.sponsor", "sponsor", "Carla Venn", "name", None),
    figure("X-2.pm", "project manager", "Dev Anand", "name", None, synonyms=("PM", "manager")),
    figure("X-2.benefit_owner", "benefit owner", None, "name", None),
    figure("X-2.g3_planned", "planned date of G3", date(2026, 12, 8), "date", None),
    figure("X-2.g3_missing", "required artefacts missing for G3", 1, "count", None),
    figure("X-2.g3_needed", "artefacts required at G3", 3, "count", None),
)
X2_VERDICTS = (
    Verdict("X-2", "cost", "limit", "within"),
    Verdict("X-2", "finish", "time", "on time"),
    Verdict("X-2", "gate G3", "readiness", "not ready"),
    Verdict("X-2", "baseline plan", "compliance", "not met"),
    Verdict("X-2", "business case", "compliance", "met"),
    Verdict("X-2", "risk register", "compliance", "met"),
)
X3 = (
    label("X-3", "Crane Refit"),
    figure("X-3.bac", "budget at completion (BAC)", Decimal(640_000), "GBP", synonyms=("budget", "BAC")),
    figure("X-3.eac_cpi", "EAC (BAC/CPI)", Decimal(660_500), "GBP", synonyms=("EAC",)),
    figure("X-3.rag_calculated_overall", "overall colour, calculated", "A", "colour", qualifiers=CALCULATED),
    figure("X-3.rag_reported_overall", "overall colour, reported", "A", "colour", qualifiers=REPORTED),
)
RULES = (
    figure("rule.tolerance.cost", "cost tolerance", Decimal("0.10"), "ratio", None, synonyms=("limit", "cost limit")),
    figure("rule.rag.cost.red_over", "Red above", Decimal("0.10"), "ratio", None),
    figure("rule.rag.cost.amber_over", "Amber above", Decimal("0.05"), "ratio", None),
    figure("rule.exception_days", "days for an exception report", 5, "working_days", None),
)
COUNTS = (
    figure("portfolio.projects", "visible projects", 14, "count"),
    figure("portfolio.red", "Red projects", 3, "count"),
    figure("portfolio.amber", "Amber projects", 5, "count"),
    figure("portfolio.budget", "total budget", Decimal(31_200_000), "GBP"),
)

STATUS = ToolResult(
    "project_status",
    "OK",
    "{X-1} is {X-1.rag_calculated_overall} by calculation and {X-1.rag_reported_overall} as reported.",
    facts=("No exception was approved for it.", "The sponsor has not confirmed the recovery plan."),
    figures=X1,
    verdicts=X1_VERDICTS,
    subjects=("X-1",),
    as_of=OCTOBER,
    on=TODAY,
)
TOLERANCE_CHECK = ToolResult(
    "tolerance_check",
    "OK",
    "{X-1} is over its cost tolerance.",
    rules=("The cost tolerance is {rule.tolerance.cost} of the budget ({HB-STD-01 v2.0 §2.1}).",),
    figures=(*X1, *RULES),
    clauses=(COST, BREACH),
    verdicts=X1_VERDICTS,
    subjects=("X-1",),
    as_of=OCTOBER,
    on=TODAY,
)
GATE = ToolResult(
    "gate_readiness",
    "OK",
    "{X-2} is not ready for G3.",
    figures=X2,
    clauses=(GATE_3, PAPERS),
    verdicts=X2_VERDICTS,
    subjects=("X-2",),
    as_of=OCTOBER,
    on=TODAY,
)
STATUS_2 = ToolResult(
    "project_status",
    "OK",
    "{X-2} is {X-2.rag_calculated_overall}.",
    figures=X2,
    verdicts=X2_VERDICTS,
    subjects=("X-2",),
)
LIST = ToolResult(
    "list_projects",
    "OK",
    "{portfolio.red} of {portfolio.projects} projects are Red.",
    figures=(*COUNTS, *X1, *X2, *X3),
    verdicts=(*X1_VERDICTS, *X2_VERDICTS),
    table=Table(("Project", "EAC"), (("{X-1}", "{X-1.eac_cpi}"), ("{X-2}", "{X-2.eac_cpi}"))),
    as_of=OCTOBER,
    on=TODAY,
)
SEARCH = ToolResult(
    "search_standards",
    "OK",
    "A forecast outside tolerance is reported.",
    figures=RULES,
    clauses=(COST, BREACH, CONTINGENCY, COLOURS, CYCLE, OWN_GATE, GATE_3, PAPERS),
    on=TODAY,
)
VERSIONS = ToolResult("compare_versions", "OK", "The cost tolerance changed.", clauses=(COST_OLD, COST), on=TODAY)
GIVEN = ToolResult(
    "calculate_earned_value",
    "OK",
    "CPI is {given.cpi}.",
    figures=(
        figure("given.bac", "BAC", Decimal(1000), "GBP", None, synonyms=("budget",)),
        figure("given.ev", "earned value (EV)", Decimal(500), "GBP", None),
        figure("given.ac", "actual cost (AC)", Decimal(650), "GBP", None),
        figure("given.cpi", "CPI", Decimal("0.7692307"), "index", None, formula="F-EVM"),
        figure("given.eac_cpi", "EAC (BAC/CPI)", Decimal(1300), "GBP", None, synonyms=("EAC",), formula="F-EVM"),
    ),
)
CLARIFY = ToolResult(
    "which_record",
    "OK",
    "Which one do you mean?",
    kind="clarify",
    figures=(label("X-2", "Quay Portal"), label("X-4", "Quay Wall")),
    options=(
        Option("X-2 Quay Portal", "What is the status of X-2?"),
        Option("X-4 Quay Wall", "What is the status of X-4?"),
    ),
)
