"""Projects as they stood on a day, and who may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache

from tests.tools.demo_by_hand.months import MonthEnd, Point, plan, recorded
from tests.tools.demo_by_hand.reading import NOW, Day, Row, amount, day, of, on_or_before, rows

STAGES = ("IDEA", "DEFINE", "PLAN", "DELIVER", "TRANSITION", "CLOSED")
RANKS = ("PUBLIC", "INTERNAL", "CONFIDENTIAL", "RESTRICTED")
INTERNAL = "sam.viewer"
"""Somebody without any grant above INTERNAL: the view of all printed figures."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """An approved baseline; version 0 is the original."""

    version: int
    approved_on: date
    change: str
    start: date
    finish: date
    bac: Fraction
    contingency: Fraction
    plan: tuple[Point, ...]

    @property
    def days(self) -> int:
        return (self.finish - self.start).days


@dataclass(frozen=True, slots=True)
class Project:
    """A project as it stood on a day."""

    project_id: str
    on: Day
    fixed: Row
    state: Row
    baselines: tuple[Baseline, ...]
    months: tuple[MonthEnd, ...]
    """Those locked by the day."""

    @property
    def stage(self) -> str:
        return self.state["stage"]

    @property
    def on_hold(self) -> bool:
        return self.state["run_state"] == "ON_HOLD"

    @property
    def wlc(self) -> Fraction:
        """Whole-life cost."""
        return amount(self.fixed["wlc"])

    @property
    def mandated(self) -> bool:
        return self.fixed["mandate_type"] != "NONE" and bool(self.fixed["mandate_ref"])

    @property
    def baseline(self) -> Baseline | None:
        return self.baselines[-1] if self.baselines else None

    @property
    def newest(self) -> MonthEnd:
        return self.months[-1]

    @property
    def finish(self) -> date | None:
        """The manager's forecast of the finish."""
        return self.newest.finish

    @property
    def slip(self) -> int | None:
        """Days by which the forecast finish is after the current baseline."""
        if self.baseline is None or self.finish is None:
            return None
        return (self.finish - self.baseline.finish).days

    def reached(self, stage: str) -> bool:
        return STAGES.index(self.stage) >= STAGES.index(stage)


@cache
def project(project_id: str, on: Day = NOW) -> Project:
    (fixed,) = of("project", project_id=project_id)
    states = [row for row in of("project_state", project_id=project_id) if on_or_before(row["valid_from"], on.today)]
    months = tuple(m for m in recorded(project_id) if m.end <= on.data and m.locked_on <= on.today)
    return Project(project_id, on, fixed, states[-1], _baselines(project_id, on.today), months)


def _baselines(project_id: str, today: date) -> tuple[Baseline, ...]:
    held = [row for row in of("project_baseline", project_id=project_id) if on_or_before(row["approved_on"], today)]
    return tuple(
        Baseline(
            int(row["version"]), day(row["approved_on"]), row["change_request_id"], day(row["start"]),
            day(row["finish"]), amount(row["bac"]), amount(row["contingency"]), plan(project_id, int(row["version"])),
        )
        for row in sorted(held, key=lambda row: int(row["version"]))
    )  # fmt: skip


@cache
def running(on: Day = NOW, person: str = "daniel.reyes") -> tuple[Project, ...]:
    """The projects that are neither closed nor stopped, as far as somebody may see them."""
    known = [row["project_id"] for row in rows("project")
             if any(on_or_before(state["valid_from"], on.today)
                    for state in of("project_state", project_id=row["project_id"]))]  # fmt: skip
    every = [project(project_id, on) for project_id in known]
    return tuple(
        each for each in every if each.state["run_state"] in ("ACTIVE", "ON_HOLD") and each.stage != "CLOSED"
        and RANKS.index(each.state["classification"]) <= clearance(person, each, on.today)
    )  # fmt: skip


def closed(on: Day = NOW) -> list[Project]:
    every = [project(row["project_id"], on) for row in rows("project")]
    return [each for each in every if each.stage == "CLOSED"]


def clearance(person: str, each: Project, today: date) -> int:
    """How far somebody sees into a project: INTERNAL, and more only by a grant that covers it."""
    scopes = {"ALL": "", "PORTFOLIO": "portfolio_id", "PROGRAMME": "programme_id", "PROJECT": "project_id"}
    found = [RANKS.index("INTERNAL")]
    for grant in of("access_grant", person_id=person):
        column = scopes[grant["scope_type"]]
        covers = not column or grant[column] == each.fixed[column]
        lives = on_or_before(grant["valid_from"], today) and (
            not grant["valid_to"] or day(grant["valid_to"]) >= today)  # fmt: skip
        if covers and lives:
            found.append(RANKS.index(grant["max_classification"]))
    return max(found)
