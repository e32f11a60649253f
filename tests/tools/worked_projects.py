"""Projects, rules and an enquiry made by hand, for tests of what is judged and said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from knowledge.clauses import Clause, Version
from knowledge.findings import Relation, Rule
from tools.currency import Currency
from tools.enquiry import Enquiry
from tools.facts.delivery import BaselineFacts, SnapshotFacts
from tools.facts.milestones import MilestoneFacts
from tools.facts.permissions import ExceptionFacts
from tools.facts.project import ProjectFacts
from tools.facts.reporting import ReportedColour, ReportFacts
from tools.portfolio.database import Organisation
from tools.result import Colour, Figure, ToolResult, in_currency
from tools.wording.handles import fill

TODAY = date(2026, 11, 3)
AS_OF = date(2026, 10, 31)
POUNDS = Currency("GBP")
WORKS = Organisation("Works", POUNDS, "GB-ENG", 4, None)
OLD, NEW = (date(2024, 4, 1), date(2026, 3, 31)), (date(2026, 4, 1), None)

LIMITS: dict[str, dict[str, Any]] = {
    "rag.cost": {"amber_over": "0.05", "red_over": "0.10", "amber_under": "-0.10"},
    "rag.earned_value": {"green_from": "0.95", "amber_from": "0.90"},
    "rag.schedule": {
        "amber_over": "0.05", "red_over": "0.10", "green_days": 7, "key_amber_over_wd": 10, "key_red_over_wd": 20,
        "index_green_from": "0.95", "index_amber_from": "0.90",
    },
    "rag.benefits": {"green_from": "0.95", "amber_from": "0.85"},
    "rag.overall": {"worst_of": ("COST", "SCHEDULE", "BENEFITS"), "other_ambers": 2},
    "rag.override": {"steps": 1, "approver": "SPONSOR", "red_to_green": False},
    "ev.scope": {"bac_from": "1000000", "months_from": 12},
    "ev.reliable_from": {"complete_from": "0.15"},
    "ev.eac_default": {"tcpi_gap": "0.10"},
    "ev.schedule_index": {},
    "tolerance.cost": {"upper": "0.10", "lower": "-0.10"},
    "tolerance.time": {"ratio": "0.10", "days": 30},
    "tolerance.exception_report": {"working_days": 5},
    "reporting.stale": {"days": 45},
    "reporting.red": {"days": 14, "stale_days": 21},
    "reporting.stale_local": {"days": 21, "portfolio": "PF-X"},
    "assistant.text_is_data": {},
    "rag.dependency": {"at_least": "A"},
    "baseline.growth": {"review_over": "0.25", "stop_over": "0.50", "body": "Committee"},
    "rag.scope": {"pending_over_wd": 15},
    "rag.resources": {
        "amber_over": "1.00", "red_over": "1.15", "vacancy_amber_over_days": 30, "vacancy_red_over_days": 60,
        "months": 6,
    },
    "rag.risk": {
        "score_amber_from": 15, "score_red_from": 20, "exposure_amber_over": "0.75", "exposure_red_over": "1.00",
    },
}  # fmt: skip


class HandMadeLibrary:
    """Rules in force from 1 April 2026, and looser ones for cost before that."""

    def __init__(self, *absent: str) -> None:
        self.absent = absent

    def rule(self, rule_id: str, on: date) -> Rule | None:
        values = LIMITS.get(rule_id)
        if values is None or rule_id in self.absent or on < OLD[0]:
            return None
        is_new = on >= NEW[0]
        if rule_id == "rag.cost" and not is_new:
            values = {"amber_over": "0.10", "red_over": "0.20"}
        number = str(list(LIMITS).index(rule_id) + 1)
        return Rule(rule_id, clause("2.0" if is_new else "1.0", number), _decimals(values), False)

    def relations(self, of: Clause) -> tuple[Relation, ...]:
        return ()


def clause(version: str, number: str) -> Clause:
    start, end = NEW if version == "2.0" else OLD
    held = Version("X-STD", version, "Standard", "STANDARD", "Owner", start, end, None, "x.md")
    return Clause(held, number, "Heading", (), "Text.", "MUST", 0, "hash")


def enquiry(library: Any = None, today: date = TODAY, as_of: date = AS_OF) -> Enquiry:
    portfolio: Any = None
    viewer: Any = None
    return Enquiry(viewer, portfolio, library or HandMadeLibrary(), today, as_of, WORKS)


def snapshot(month_end: date, pv: int, ev: int, ac: int, eac: int, finish: date, **changes: Any) -> SnapshotFacts:
    made = SnapshotFacts(
        month_end, Decimal(pv), Decimal(ev), Decimal(ac), Decimal(eac), finish, "reason", 0,
        locked_on=date(month_end.year, month_end.month + 1, 3), row=f"snapshot_month/X-1/{month_end}",
    )  # fmt: skip
    return replace(made, **changes)


def baseline(
    start: date, finish: date, bac: int, plan: tuple[tuple[date, int], ...], version: int = 0
) -> BaselineFacts:
    points = tuple((day, Decimal(value)) for day, value in plan)
    return BaselineFacts(version, start, start, finish, Decimal(bac), None, points, f"project_baseline/X-1/{version}")


def milestone(
    name: str, due: date, forecast: date | None, kind: str = "KEY", done: date | None = None
) -> MilestoneFacts:
    status = "ACHIEVED" if done else "IN_PROGRESS"
    key = name.upper().replace(" ", "-")
    return MilestoneFacts(key, name, kind, due, due, forecast, done, status, False, f"milestone/{key}")


def report(period_end: date, **colours: Colour) -> ReportFacts:
    held = tuple(ReportedColour(name, colour, None, None, None, f"rag/{name}") for name, colour in colours.items())
    return ReportFacts(period_end, period_end, "Ann Sponsor", date(2026, 11, 3), held, "status_report/X-1")


def approved_exception(limit: str, until: date, dimension: str = "COST") -> ExceptionFacts:
    raised = date(2026, 6, 8)
    return ExceptionFacts(
        "EX-9", dimension, date(2026, 6, 3), raised, "APPROVED_NEW_LIMIT", date(2026, 6, 18), "Committee",
        Decimal(limit), until, "exception_report/EX-9",
    )  # fmt: skip


def project(**changes: Any) -> ProjectFacts:
    """The worked example of earned value: over on cost, behind on schedule, reported Green."""
    made = ProjectFacts(
        project_id="X-1", name="Example", aliases=(), description="Replaces a system.", portfolio_id="PF-Y",
        portfolio="Portfolio Y", programme_id=None, programme=None, type="DIGITAL", delivery_class="B",
        stage="DELIVER", run_state="ACTIVE", hold_date=None, classification="INTERNAL", mandate_type="NONE",
        sponsor="Ann Sponsor", pm="Max Manager", wlc=Decimal(1450000), baselines=(BASELINE,), snapshots=SNAPSHOTS,
        milestones=(), gates=(), artefacts=(), exceptions=(), reports=(report(AS_OF, OVERALL="G", COST="G"),),
        row="project/X-1", state_row="project_state/X-1/2026-06-01",
    )  # fmt: skip
    if "report" in changes:
        newest = changes.pop("report")
        changes["reports"] = () if newest is None else (newest,)
    return replace(made, **changes)


def quiet_project(**changes: Any) -> ProjectFacts:
    """The same project on plan and on budget."""
    calm = replace(SNAPSHOTS[-1], ev=Decimal(900000), ac=Decimal(900000), pm_eac=Decimal(1000000),
                   forecast_finish=BASELINE.finish)  # fmt: skip
    return project(**{"snapshots": (calm,), **changes})


def in_pounds(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures as they leave the tools of an organisation whose money is pounds."""
    return in_currency(figures, POUNDS)


def text_of(result: ToolResult) -> str:
    """Everything the result says, filled; raises where a handle has no figure."""
    cells = [cell for row in (result.table.rows if result.table else ()) for cell in row]
    every = (result.headline, *result.facts, *result.rules, *result.next_steps, *result.cautions, *cells)
    return "\n".join(fill(template, in_pounds(result.figures), result.clauses).text for template in every)


def headline_of(result: ToolResult) -> str:
    return fill(result.headline, in_pounds(result.figures), result.clauses).text


def _decimals(values: dict[str, Any]) -> dict[str, Any]:
    return {
        key: Decimal(value) if isinstance(value, str) and value[-1].isdigit() else value
        for key, value in values.items()
    }


ENDS = (date(2026, 6, 30), date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30), AS_OF, date(2026, 11, 30))
BASELINE = baseline(
    date(2026, 6, 1), date(2026, 11, 30), 1000000,
    tuple(zip(ENDS, (100000, 250000, 450000, 700000, 900000, 1000000), strict=True)),
)  # fmt: skip
SNAPSHOTS = (
    snapshot(ENDS[0], 100000, 30000, 30000, 1000000, date(2026, 11, 30)),
    snapshot(ENDS[1], 250000, 80000, 80000, 1000000, date(2026, 11, 30)),
    snapshot(ENDS[2], 450000, 215000, 270000, 1000000, date(2026, 12, 2)),
    snapshot(ENDS[3], 700000, 360000, 460000, 1015000, date(2026, 12, 4)),
    snapshot(ENDS[4], 900000, 500000, 650000, 1030000, date(2026, 12, 7)),
)
