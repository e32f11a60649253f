"""Each rule of data quality finds the record that breaks it, passes the one that keeps it, or has nothing to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.tools.worked_projects import (
    AS_OF,
    BASELINE,
    LIMITS,
    SNAPSHOTS,
    TODAY,
    HandMadeLibrary,
    milestone,
    project,
    quiet_project,
    report,
)
from tools.assurance import validity_money as money
from tools.assurance import validity_registers as registers
from tools.assurance import validity_strategy as strategy
from tools.assurance import validity_time as time
from tools.assurance.checks import Finding, Setting
from tools.assurance.circles import circular
from tools.assurance.completeness import slots
from tools.assurance.timeliness import timeliness
from tools.facts.artefacts import ArtefactFacts
from tools.facts.dependencies import DependencyFacts
from tools.facts.governance import GateFacts
from tools.facts.permissions import WaiverFacts
from tools.facts.project import ProjectFacts
from tools.facts.raid import IssueFacts, RiskFacts
from tools.facts.rows import Person
from tools.facts.strategy import LinkFacts, ObjectiveFacts
from tools.facts.submissions import SubmissionFacts
from tools.facts.value import BenefitFacts, BenefitValueFacts
from tools.judgement.reporting_cycle import ReportingRules

D = date.fromisoformat
NOW, BEFORE = SNAPSHOTS[-1], SNAPSHOTS[-2]
ANN = Person("ann", "Ann", True)


def setting(**changes: Any) -> Setting:
    library: Any = HandMadeLibrary()
    made = Setting(
        as_of=AS_OF, today=TODAY, calendar="GB-ENG", reporting=ReportingRules.of(library, TODAY),
        opens={"DELIVER": "G3"}, linked_from="PLAN", earned_value=None, uplifted=True,
        objectives={"SO-1": objective("SO-1", "ACTIVE"), "SO-6": objective("SO-6", "RETIRED")},
    )  # fmt: skip
    return replace(made, **changes)


def objective(key: str, status: str) -> ObjectiveFacts:
    return ObjectiveFacts(
        key, "Aim", None, None, status, D("2026-03-31"), Decimal(1), ANN, None, None, False, None, "ST", (),
        f"strategic_objective/{key}", f"objective_state/{key}",
    )  # fmt: skip


def link(share: str, to: str = "SO-1") -> LinkFacts:
    return LinkFacts(to, D("2026-01-01"), Decimal(share), 3, None, None, None, None, f"objective_link/X-1/{to}")


def risk(**changes: Any) -> RiskFacts:
    made = RiskFacts(
        "R-1", "Late", "SUPPLIER", False, D("2026-06-01"), D("2026-06-01"), "OPEN", 3, 4, 3, 3, 2, 2, None, None, None,
        None, None, "REDUCE", None, ANN, None, None, None, None, None, (), "risk/R-1", "risk_state/R-1",
    )  # fmt: skip
    return replace(made, **changes)


def issue(**changes: Any) -> IssueFacts:
    made = IssueFacts("I-1", "Fault", "PROBLEM", "LOW", D("2026-06-01"), ANN, D("2026-07-01"), None, None, "CLOSED",
                      D("2026-07-01"), "Mended.", None, "issue/I-1")  # fmt: skip
    return replace(made, **changes)


def benefit(quarter: str, owner: Person | None = ANN) -> BenefitFacts:
    value = BenefitValueFacts(D(quarter), Decimal(5), None, Decimal(4), False, "benefit_value/B-1/1")
    return BenefitFacts("B-1", "Saving", "CASHABLE", "Cost", "GBP", "DOWN", None, None, D("2026-04-01"), None, None,
                        owner, None, None, None, None, "REALISING", (value,), "benefit/B-1")  # fmt: skip


def gate(decision: str, code: str = "G3") -> GateFacts:
    return GateFacts(code, None, decision, D("2026-05-21"), "Board", None, "gate_review/1")


def waiver(expires: str) -> WaiverFacts:
    return WaiverFacts("W-1", "STD §1", "SAFETY_CASE", None, None, None, None, "Board", "BD", D("2026-01-01"),
                       D(expires), 0, "ACTIVE", "waiver/W-1")  # fmt: skip


def artefact(status: str) -> ArtefactFacts:
    return ArtefactFacts("SAFETY_CASE", "1.0", status, None, None, "artefact/X-1/SAFETY_CASE/1.0")


def edge(provider: str, consumer: str, kind: str = "HARD") -> DependencyFacts:
    key = f"{provider}>{consumer}"
    return DependencyFacts(key, provider, provider, consumer, consumer, "thing", kind, D("2026-11-09"), None, None,
                           None, None, None, None, "OPEN", f"dependency/{key}")  # fmt: skip


def months(**changes: Any) -> ProjectFacts:
    return project(snapshots=(BEFORE, replace(NOW, **changes)))


def planned(total: int) -> ProjectFacts:
    return project(baselines=(replace(BASELINE, plan=((AS_OF, Decimal(total)),)),))


def later(forecast: str, done: str | None = None) -> ProjectFacts:
    return project(milestones=(milestone("Roof", AS_OF, D(forecast), done=D(done) if done else None),))


CLOSED_RISK = project(risks=(risk(status="CLOSED", residual_p=5),))
EARLY = project(baselines=(), snapshots=(), stage="PLAN", estimate_uplift=Decimal("0.2"))
BREAKS: list[tuple[Callable[[ProjectFacts, Setting], Finding], ProjectFacts, ProjectFacts, ProjectFacts]] = [
    # the check, a project that breaks it, one that keeps it, one that it says nothing about
    (money.plan_sums_to_budget, planned(900000), planned(1000001), project(baselines=(replace(BASELINE, plan=()),))),
    (money.earned_within_budget, months(ev=Decimal(1000001)), months(ev=Decimal(1000000)), EARLY),
    (money.cost_never_falls, months(ac=Decimal(1), reason=None), months(ac=Decimal(1)), EARLY),
    (money.progress_is_steady, months(ev=Decimal(610001)), months(ev=Decimal(610000)), EARLY),
    (money.progress_is_steady, months(ev=Decimal(359999)), months(ev=Decimal(360000)), months(baseline_version=1)),
    (money.forecast_covers_cost, months(pm_eac=Decimal(649999)), months(pm_eac=Decimal(650000)), EARLY),
    (money.one_unit_of_money, project(wlc=Decimal(1450)), project(), EARLY),
    (time.finish_after_milestones, later("2026-12-08"), later("2026-12-07"), later("2026-12-08", "2026-10-30")),
    (time.finish_lies_ahead, months(forecast_finish=D("2026-11-02")), months(forecast_finish=TODAY),
     replace(months(forecast_finish=D("2026-11-02")), run_state="ON_HOLD")),
    (time.milestones_lie_ahead, later("2026-11-02"), later("2026-11-03"), later("2026-11-02", "2026-11-02")),
    (time.newest_month_is_there, project(snapshots=(BEFORE,)), project(), project(stage="CLOSED")),
    (time.baseline_after_investment, project(baselines=()), project(), EARLY),
    (registers.residual_within_inherent, project(risks=(risk(residual_p=5),)),
     project(risks=(risk(residual_p=4, residual_i=3),)), CLOSED_RISK),
    (registers.closed_with_resolution, project(issues=(issue(resolution=None),)), project(issues=(issue(),)),
     project(issues=(issue(status="OPEN", resolution=None),))),
    (registers.actuals_after_start, project(benefits=(benefit("2026-03-31"),)),
     project(benefits=(benefit("2026-06-30"),)), project()),
    (registers.nobody_has_left, project(risks=(risk(owner=Person("bo", "Bo", False)),)), project(risks=(risk(),)),
     project(run_state="STOPPED", pm_active=False)),
    (strategy.shares_within_whole, project(links=(link("0.6"), link("0.5", "SO-2"))),
     project(links=(link("0.6"), link("0.4", "SO-2"))), project()),
    (strategy.objectives_are_live, project(links=(link("1", "SO-6"),)), project(links=(link("1"),)), project()),
    (strategy.investment_was_approved, project(gates=(gate("DEFER"), gate("APPROVE", "G2"))),
     project(gates=(gate("APPROVE_WITH_CONDITIONS"),)), EARLY),
    (strategy.waivers_are_made_good, project(waivers=(waiver("2026-11-02"),), artefacts=(artefact("IN_REVIEW"),)),
     project(waivers=(waiver("2026-11-03"),), artefacts=(artefact("IN_REVIEW"),)),
     project(artefacts=(artefact("DRAFT"),))),
    (strategy.waivers_are_made_good, project(waivers=(waiver("2026-11-02"),), artefacts=(artefact("DRAFT"),)),
     project(waivers=(waiver("2026-11-02"),), artefacts=(artefact("APPROVED"),)), project()),
    (strategy.estimate_has_uplift, replace(EARLY, estimate_uplift=Decimal(0)), EARLY, project(estimate_uplift=None)),
]  # fmt: skip


@pytest.mark.parametrize(("check", "broken", "kept", "silent"), BREAKS)
def test_a_check_finds_what_breaks_it_and_nothing_else(
    check: Any, broken: ProjectFacts, kept: ProjectFacts, silent: ProjectFacts
) -> None:
    assert check(broken, setting())
    assert check(kept, setting()) == ()
    assert check(silent, setting()) is None


def test_a_name_that_another_running_project_bears_is_found() -> None:
    assert strategy.name_is_its_own(project(), setting(namesakes={"X-1": ("X-2",)}))
    assert strategy.name_is_its_own(project(), setting()) == ()


def test_dependencies_in_a_circle_are_found_and_a_chain_or_a_soft_one_is_not() -> None:
    ring = [edge("X-1", "X-2"), edge("X-2", "X-3"), edge("X-3", "X-1"), edge("X-3", "X-4")]
    found = circular(ring)

    assert sorted(found) == ["X-1", "X-2", "X-3"]
    assert circular(ring[1:]) == {}
    assert circular([edge("X-1", "X-2"), edge("X-2", "X-1", "SOFT")]) == {}
    held = project(dependencies=(ring[0], ring[2]))
    assert len(strategy.waits_for_others_only(held, setting(circular=found)) or ()) == 2


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"sponsor_id": None}, "sponsor"),
        ({"links": ()}, "objective and no mandate"),
        ({"risks": (risk(owner=None),)}, "owner"),
        ({"benefits": (benefit("2026-06-30", owner=None),)}, "owner"),
        ({"benefits": ()}, "benefit"),
        ({"baselines": ()}, "baseline"),
        ({"mandate_type": "SAFETY", "mandate_ref": "Act"}, "deadline of its mandate"),
    ],
)
def test_an_empty_mandatory_field_is_named(changes: dict[str, Any], what: str) -> None:
    assert [field.name for field, (_, filled) in slots(complete(**changes), setting()) if not filled] == [what]


def test_a_field_is_asked_only_from_its_stage_on() -> None:
    idea = complete(stage="IDEA", links=(), benefits=(), baselines=(), snapshots=())
    assert all(filled for _, (_, filled) in slots(idea, setting()))


def complete(**changes: Any) -> ProjectFacts:
    """The quiet project with every mandatory field."""
    full: dict[str, Any] = {
        "sponsor_id": "ann", "pm_id": "max", "owning_unit": "Works", "delivery_method": "AGILE",
        "links": (link("1"),), "benefits": (benefit("2026-06-30"),), "risks": (risk(),),
    }  # fmt: skip
    return quiet_project(**{**full, **changes})


def came(*days: tuple[str, str]) -> tuple[SubmissionFacts, ...]:
    return tuple(SubmissionFacts(D(period), D(day), f"status_report/{period}") for period, day in days)


ON_TIME = (("2026-08-31", "2026-09-07"), ("2026-09-30", "2026-10-07"))


@pytest.mark.parametrize(
    ("submitted", "newest", "part", "failing"),
    [
        (ON_TIME, "2026-09-30", 1, []),
        ((("2026-08-31", "2026-09-08"), ON_TIME[1]), "2026-09-30", 1, ["2026-08-31"]),
        ((ON_TIME[0], ("2026-09-30", "2026-10-08")), "2026-09-30", "0.5", ["2026-09-30"]),
        ((ON_TIME[0],), "2026-09-30", "0.5", ["2026-09-30"]),
        ((), "2026-07-31", 0, ["2026-09-30", "2026-08-31"]),
    ],
)
def test_timeliness_goes_by_the_newest_report_that_was_due(
    submitted: Any, newest: str, part: Any, failing: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "reporting.cycle", {"working_day": 5, "period_ends": (31,)})
    held = replace(quiet_project(), portfolio_id="PF-Z", reports=(report(D("2026-06-30")), report(D(newest))))
    judged = timeliness(held, setting(submissions={"X-1": came(*submitted)}))

    assert judged.part == Decimal(part)
    assert [str(each.hit.day) for each in judged.failures] == failing


def test_nothing_is_late_where_no_report_was_asked_for() -> None:
    assert timeliness(quiet_project(), setting()).part is None
