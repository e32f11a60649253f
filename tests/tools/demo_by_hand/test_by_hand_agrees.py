"""The product and the script that recomputes by hand agree on all 24 projects."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.tools.demo_by_hand import benefits, capacity, changes, earned_value, objectives, reports, risks
from tests.tools.demo_by_hand.colours import DIMENSIONS, colours, days_late, key_milestones_late
from tests.tools.demo_by_hand.earned_schedule import at_slip_rate, earned_time
from tests.tools.demo_by_hand.milestones import milestones
from tests.tools.demo_by_hand.projects import Project, project, running
from tests.tools.demo_by_hand.reading import NOW, SEPTEMBER, Day, of
from tests.tools.demo_by_hand.tolerance import breaches, live_exception
from tests.tools.demo_by_hand.truths import column
from tests.tools.test_demo_truth import DIRECTOR, PackagedRules, asked_by, facts_of
from tools.calculations.outcome import Outcome
from tools.enquiry import Enquiry
from tools.facts.project import ProjectFacts
from tools.judgement.dependencies import latest
from tools.judgement.dimensions import Case
from tools.judgement.measurement import Measurement, measure
from tools.judgement.rating import judge
from tools.judgement.resources import loads
from tools.judgement.risk import contingency_left, exposure
from tools.judgement.scope import waiting_days
from tools.judgement.tolerances import ToleranceState, tolerances
from tools.portfolio.database import Portfolio

DAYS = pytest.mark.parametrize("on", [NOW, SEPTEMBER], ids=["now", "september"])
PROJECTS = pytest.mark.parametrize("project_id", column("name"))


@pytest.fixture(scope="module")
def enquiries(demo: Portfolio) -> dict[Day, Enquiry]:
    return {on: asked_by(DIRECTOR, demo, PackagedRules(), on.today, on.data) for on in (NOW, SEPTEMBER)}


@pytest.fixture(scope="module")
def known(enquiries: dict[Day, Enquiry]) -> dict[Day, dict[str, ProjectFacts]]:
    """What the product knows of the running projects, on each day."""
    return {on: {facts.project_id: facts for facts in facts_of(enquiry) if facts.running}
            for on, enquiry in enquiries.items()}  # fmt: skip


Known = Mapping[Day, Mapping[str, ProjectFacts]]


def alike(product: object, script: object) -> bool:
    """Whether two values are the same; the script's fractions are exact, the product's decimals nearly so."""
    if isinstance(product, Decimal | Fraction | int) and isinstance(script, Fraction | int):
        return abs(Fraction(product) - Fraction(script)) * 10**15 <= abs(Fraction(script)) + 1
    return product == script


def differences(product: Mapping[str, object], script: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    assert set(product) == set(script)
    return {name: (product[name], script[name]) for name in script if not alike(product[name], script[name])}


@DAYS
def test_both_know_the_same_running_projects(on: Day, known: Known) -> None:
    assert list(known[on]) == [each.project_id for each in running(on)]


@DAYS
@PROJECTS
def test_every_month_end_is_the_same(project_id: str, on: Day, known: Known) -> None:
    product = [
        (s.period_end, s.pv, s.ev, s.ac, s.pm_eac, s.forecast_finish, s.reason or "", s.baseline_version, s.locked_on)
        for s in known[on][project_id].snapshots
    ]

    assert product == [
        (m.end, m.pv, m.ev, m.ac, m.pm_eac, m.finish, m.reason, m.version, m.locked_on)
        for m in project(project_id, on).months
    ]


@DAYS
@PROJECTS
def test_every_measure_of_earned_value_is_the_same(project_id: str, on: Day, known: Known) -> None:
    m, sums = measure(known[on][project_id]), earned_value.current(project(project_id, on))
    if sums is None:
        assert m.ev.status == "INSUFFICIENT_DATA"
        return
    script = earned_value.measures(sums)

    assert differences({name: getattr(m.ev, name).value for name in script}, script) == {}


@DAYS
@PROJECTS
def test_every_measure_of_time_and_growth_is_the_same(project_id: str, on: Day, known: Known) -> None:
    each = project(project_id, on)

    assert differences(times_of_product(measure(known[on][project_id])), times_by_hand(each)) == {}


def times_of_product(m: Measurement) -> dict[str, object]:
    held: dict[str, Outcome[Any]] = {
        "slip": m.slip,
        "slip share": m.slip_share,
        "slip original": m.slip_original,
        "at rate": m.slip_finish,
        "growth": m.growth_pm,
        "growth original": m.growth_original,
        "tcpi": m.tcpi_pm,
    }
    found: dict[str, object] = {name: outcome.value for name, outcome in held.items()}
    es = m.es
    if es is None:
        return found
    found |= {"es": es.es.value, "elapsed": es.at, "held": es.at - es.net_at, "duration": es.duration}
    return found | {"spi(t)": m.spi_t.value, "months": es.ieac_t.value, "finish": es.finish.value}


def times_by_hand(each: Project) -> dict[str, object]:
    sums, baseline, time = earned_value.current(each), each.baseline, earned_time(each)
    found: dict[str, object] = dict.fromkeys(
        ("slip", "slip share", "slip original", "growth", "growth original", "tcpi")
    )
    found["at rate"] = at_slip_rate(each)
    if baseline is None or sums is None or each.slip is None or each.finish is None or time is None:
        return found
    found |= {"slip": each.slip, "slip share": Fraction(each.slip, baseline.days)}
    found |= {"slip original": (each.finish - each.baselines[0].finish).days}
    found |= {"growth": earned_value.growth(each.newest.pm_eac, baseline.bac)}
    found |= {"growth original": earned_value.growth(each.newest.pm_eac, each.baselines[0].bac)}
    found |= {"tcpi": earned_value.needed(sums, each.newest.pm_eac)}
    found |= {"es": time.es, "elapsed": time.at, "held": time.held, "duration": time.duration}
    return found | {"spi(t)": time.index, "months": time.ieac, "finish": time.finish}


@DAYS
@PROJECTS
def test_every_colour_is_the_same(project_id: str, on: Day, known: Known, enquiries: dict[Day, Enquiry]) -> None:
    judgement = judge(known[on][project_id], enquiries[on])

    assert {name: judgement.colour(name) for name in (*DIMENSIONS, "OVERALL")} == colours(project_id, on)


@DAYS
@PROJECTS
def test_the_cost_forecast_that_counts_is_the_same(
    project_id: str, on: Day, known: Known, enquiries: dict[Day, Enquiry]
) -> None:
    forecast, each = judge(known[on][project_id], enquiries[on]).forecast, project(project_id, on)
    if each.baseline is None:
        assert forecast is None
        return

    assert forecast is not None
    assert alike(forecast.eac, earned_value.forecast_cost(each.newest, each.baseline))
    assert (forecast.standing == "counts") is earned_value.counts(each.newest, each.baseline)


@DAYS
@PROJECTS
def test_breaches_of_tolerance_are_the_same(
    project_id: str, on: Day, known: Known, enquiries: dict[Day, Enquiry]
) -> None:
    each = project(project_id, on)
    states = [held for held in tolerances(known[on][project_id], enquiries[on]) if held.standing == "over"]

    assert [told(held) for held in states] == [
        (b.dimension, b.first, b.detected, b.due, live_exception(each, b) is not None) for b in breaches(each)
    ]
    assert all(alike(held.share, b.share) for held, b in zip(states, breaches(each), strict=True))


def told(state: ToleranceState) -> tuple[object, ...]:
    first = state.first_over.period_end if state.first_over else None
    return state.dimension, first, state.detected_on, state.due_on, state.covered


@DAYS
@PROJECTS
def test_exposure_and_contingency_are_the_same(project_id: str, on: Day, known: Known) -> None:
    facts, each = known[on][project_id], project(project_id, on)

    assert exposure(facts) == risks.exposure(each)
    assert contingency_left(facts)[0] == risks.contingency_left(each)
    scores = {risk.risk_id: risk.residual for risk in facts.risks if risk.status == "OPEN"}
    assert scores == {risk.risk_id: risk.score for risk in risks.open_risks(each)}


@PROJECTS
def test_forecasts_of_benefits_are_the_same(project_id: str, known: Known, enquiries: dict[Day, Enquiry]) -> None:
    evidence = judge(known[NOW][project_id], enquiries[NOW]).evidence
    product = {figure.subject: figure.value for figure in evidence.figures if figure.key == "benefits_rate"}
    script = {}
    for held in benefits.measures(project(project_id)):
        subject = project_id if held[0][0]["unit"] == "GBP" else held[0][0]["benefit_id"]
        script[subject] = benefits.forecast_rate(held, NOW.today)

    assert script
    assert differences(product, {subject: rate for subject, rate in script.items() if rate is not None}) == {}


@DAYS
@PROJECTS
def test_how_busy_its_pools_and_people_are_is_the_same(
    project_id: str, on: Day, known: Known, enquiries: dict[Day, Enquiry]
) -> None:
    held = loads(Case.of(known[on][project_id], enquiries[on]), 6)
    product = {(load.pool.person_id or load.pool.role_id or "", load.month.month): load.share for load in held}
    used = {key: share for by in ("role_id", "person_id")
            for key, share in capacity.utilisation(by, "HARD", person="daniel.reyes", on=on).items()}  # fmt: skip

    assert [key for key, share in product.items() if not alike(share, used[key])] == []
    own = [row for row in capacity.bookings("daniel.reyes", on) if row["project_id"] == project_id]
    assert bool(product) is any(row["booking"] == "HARD" for row in own)


@DAYS
@PROJECTS
def test_milestones_changes_and_dependencies_stand_the_same(
    project_id: str, on: Day, known: Known, enquiries: dict[Day, Enquiry]
) -> None:
    facts, each = known[on][project_id], project(project_id, on)
    case = Case.of(facts, enquiries[on])

    assert sorted((m.milestone_id, m.baseline_date, m.forecast_date, m.actual_date) for m in facts.milestones) == (
        sorted((m.milestone_id, m.baseline, m.forecast, m.achieved) for m in milestones(each))
    )
    waiting = {row["change_request_id"]: changes.waited(row, on.today) for row in changes.requests(each)
               if changes.is_waiting(row, on.today)}  # fmt: skip
    found = {row.change_request_id: waiting_days(case.enquiry, row) for row in facts.changes}
    assert {key: days for key, days in found.items() if days is not None} == waiting
    for held in facts.dependencies:
        (row,) = of("dependency", dependency_id=held.dependency_id)
        coming = latest(held)
        assert coming is not None
        assert held.need_by is not None
        assert (coming - held.need_by).days == days_late(row, on.today)


@PROJECTS
def test_reports_links_and_budgets_are_read_the_same(project_id: str, known: Known) -> None:
    facts, each = known[NOW][project_id], project(project_id)

    assert [(r.period_end, colour(r)) for r in facts.reports] == [
        (r.period_end, r.overall) for r in reports.approved(project_id, NOW.today)
    ]
    assert sorted((link.objective_id, link.share, link.contribution) for link in facts.links) == sorted(
        (row["objective_id"], Fraction(row["share"]), int(row["contribution"])) for row in objectives.links(each)
    )


def colour(report: Any) -> str:
    held = report.colour("OVERALL")
    return held.reported if held else ""


def test_the_latest_key_milestone_was_looked_at() -> None:
    """Where none were late the colours above would agree whatever the rule."""
    late = {each.project_id: max(key_milestones_late(each), default=0) for each in running()}

    assert late["P-104"] == 5
    assert max(late.values()) <= 10
