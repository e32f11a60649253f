"""The rest of the reference numbers beside the checkout; skipped where they are absent."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tools.calculations.alignment import UNLINKED, Link, alignment, misalignment
from tools.calculations.appraisal import Case, Rate, appraise
from tools.calculations.benefits import Quarter, forecast_rate, measure_progress, realisation
from tools.calculations.candidates import Candidate, Limits
from tools.calculations.capacity import headroom, net_capacity, utilisation
from tools.calculations.data_quality import quality_score
from tools.calculations.investment import internal_rate, mirr, npv, spreadsheet_npv
from tools.calculations.milestones import Milestone, baseline_execution_index, critical_path_length_index
from tools.calculations.network import Activity, critical_path, path_spread
from tools.calculations.pairwise import pairwise_weights
from tools.calculations.payback import discounted_payback, payback
from tools.calculations.reference_class import mitigated, mixed_bound, percentile, uplifted
from tools.calculations.risk import expected_value
from tools.calculations.risk_distribution import exact_distribution
from tools.calculations.schedule import slip_days
from tools.calculations.scoring import weighted_score
from tools.calculations.selection import Selection, frontier, select
from tools.calculations.selection_compared import greedy
from tools.calculations.simulation import Line, simulate
from tools.calculations.three_point import (
    ThreePoint,
    pert_deviation,
    pert_mean,
    triangular_mean,
    triangular_percentile,
)
from tools.calculations.trend import deviation, direction, least_squares, robust_scores, theil_sen
from tools.calculations.wsjf import Job, wsjf

SHARED = Path(__file__).resolve().parents[4] / "shared"
GOLDEN = SHARED / "reference" / "golden.json"
CASES = SHARED / "data" / "calculations"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (GOLDEN.exists() and CASES.exists()), reason="the reference material is not here"),
]

FIRST_FILE = {
    "evm_main", "evm_textbook_100k", "evm_ac0", "evm_ev0_ac", "evm_ac_gt_bac", "es_main", "es_late_finish",
    "es_first_period", "slip_rate", "spi_t_finish",
}  # fmt: skip
"""Entries that test_shared_reference.py reads."""
HERE = {
    "ahp3",
    "ahp4",
    "ahp_bad",
    "align",
    "bei",
    "ben",
    "cap",
    "cpli",
    "dq",
    "float",
    "frontier",
    "inv",
    "irr_multi",
    "irr_none",
    "irr_published",
    "knap_greedy",
    "knap_pmo_B2500_cap8_6",
    "knap_pmo_must05",
    "knap_published",
    "mirr_pub",
    "ob",
    "rcf",
    "risk",
    "sched",
    "score",
    "trend",
    "tri",
    "wsjf",
}

PEOPLE = (("architect", "all"), ("developer", "all"))


def number(value: object) -> Decimal:
    return Decimal(str(value))


def numbers(values: list[Any]) -> list[Decimal]:
    return [number(value) for value in values]


def agree(found: object, expected: float, tolerance: float = 1e-9) -> None:
    assert float(found) == pytest.approx(expected, rel=tolerance, abs=tolerance)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def golden() -> dict[str, Any]:
    return dict(json.loads(GOLDEN.read_text()))


def test_schedule_agrees(golden: dict[str, Any]) -> None:
    sched = golden["sched"]
    start, finish, forecast = date(2026, 1, 5), date(2026, 12, 18), date(2027, 2, 12)

    assert (finish - start).days == sched["baseline_days"]
    assert slip_days(forecast, finish).value == sched["slip_days"]
    agree(critical_path_length_index(number(120), number(-12)).value, golden["cpli"]["v"])
    due, as_of = date(2026, 10, 1), date(2026, 10, 31)
    some = [Milestone(due, due)] * 14 + [Milestone(due)] * 4 + [Milestone(None)] * 2
    agree(baseline_execution_index(some, as_of).value, golden["bei"]["v"])
    assert golden["float"] is None


def test_investment_agrees(golden: dict[str, Any]) -> None:
    inv = golden["inv"]
    flows, rate = numbers(inv["flows"]), number(inv["rate"])
    case = Case((-flows[0],), (number(0), *flows[1:]))

    agree(npv(flows, rate).value, inv["npv"])
    agree(npv(flows, number("0.035")).value, inv["npv_35"])
    agree(spreadsheet_npv(flows, rate).value, inv["excel_style_npv_all_flows"])
    agree(internal_rate(flows).irr.value, inv["irr"])
    agree(mirr(flows, rate, rate).value, inv["mirr_10_10"])
    agree(payback(flows).first.value, inv["payback"])
    agree(discounted_payback(flows, rate).first.value, inv["disc_payback"])
    appraisal = appraise(case, Rate(rate))
    agree(appraisal.pv_benefits.value, inv["pv_benefits"])
    agree(appraisal.bcr.value, inv["bcr"])
    agree(appraisal.roi.value, inv["roi_simple"])


def test_rates_of_return_agree(golden: dict[str, Any]) -> None:
    published, modified = golden["irr_published"], golden["mirr_pub"]

    agree(internal_rate(numbers([-250000, 100000, 150000, 200000, 250000, 300000])).irr.value, published["a"])
    agree(internal_rate(numbers([-100, 39, 59, 55, 20])).irr.value, published["b"])
    assert [float(root) for root in internal_rate(numbers([-100, 230, -132])).roots] == pytest.approx(
        golden["irr_multi"]
    )
    assert list(internal_rate(numbers([-1, -2, -3])).roots) == golden["irr_none"]
    agree(mirr(numbers([-1000, 100, 50, 10, 15]), number("0.34"), number("0.21")).value, modified["w3"])
    flows = numbers([-120000, 39000, 30000, 21000, 37000, 46000])
    agree(mirr(flows, number("0.1"), number("0.12")).value, modified["excel"])


def test_risk_agrees(golden: dict[str, Any]) -> None:
    reference = golden["risk"]
    risks = [(number("0.5"), number(200)), (number("0.3"), number(300)), (number("0.1"), number(800))]
    exact = exact_distribution(risks)
    lines = [Line(ThreePoint(impact, impact, impact), chance) for chance, impact in risks]
    simulated = simulate(lines, [number("0.8")], seed=1, draws=20_000)

    agree(expected_value(risks), reference["emv"])
    assert {str(total): float(chance) for total, chance in exact.points} == pytest.approx(reference["exact_dist"])
    assert {share: exact.percentile(number(share)).value for share in reference["q"]} == reference["q"]
    agree(1 - (exact.coverage(number(240)).value or 0), reference["prob_exceed_240"])
    agree(simulated.mean.value, reference["sim_mean"], 0.02)
    agree(simulated.percentiles[0][1].value, reference["sim_p80"])


def test_three_point_estimates_agree(golden: dict[str, Any]) -> None:
    reference, estimate = golden["tri"], ThreePoint(number(800), number(1000), number(1600))
    simulated = simulate([Line(estimate)], [number("0.5"), number("0.8")], seed=1, draws=20_000)

    agree(triangular_mean(estimate).value, reference["mean"])
    agree(triangular_percentile(estimate, number("0.5")).value, reference["p50"])
    agree(triangular_percentile(estimate, number("0.8")).value, reference["p80"])
    agree(pert_mean(estimate).value, reference["pert_mean"])
    agree(pert_deviation(estimate).value, reference["pert_sd"])
    for (_, found), name in zip(simulated.percentiles, ("sim_p50", "sim_p80"), strict=True):
        agree(found.value, reference[name], 0.01)


@pytest.mark.parametrize(("name", "above"), [("ahp4", "1 5 2 3 4 3/4"), ("ahp3", "3 5 3"), ("ahp_bad", "3 1/5 3")])
def test_pairwise_weights_agree(golden: dict[str, Any], name: str, above: str) -> None:
    reference = golden[name]
    size = len(reference["weights"])
    rows = [[Fraction(1)] * size for _ in range(size)]
    left = iter(above.split())
    for i in range(size):
        for j in range(i + 1, size):
            rows[i][j] = Fraction(next(left))
            rows[j][i] = 1 / rows[i][j]
    result = pairwise_weights(rows)

    for weight, mean, expected, geo in zip(
        result.weights, result.geometric, reference["weights"], reference["geo"], strict=True
    ):
        agree(weight.value, expected, 5.1e-5)
        agree(mean, geo, 5.1e-5)
    agree(result.largest_eigenvalue.value, reference["lam"])
    agree(result.consistency_index.value, reference["CI"])
    agree(result.consistency_ratio.value, reference["CR"])


def test_alignment_agrees(golden: dict[str, Any]) -> None:
    reference = golden["align"]
    links = [
        Link("SO-2", number("0.6"), 3, True, number("0.30")),
        Link("SO-3", number("0.3"), 2, True, number("0.20")),
        Link("SO-6", number("0.1"), 3, False),
    ]
    names = ["SO-1", "SO-2", "SO-3", "SO-4", "SO-5"]
    weights = dict(zip(names, numbers([0.25, 0.30, 0.20, 0.15, 0.10]), strict=True))
    spend = dict(zip([*names, UNLINKED], numbers([0.10, 0.35, 0.25, 0.05, 0.05, 0.20]), strict=True))
    result, portfolio = alignment(links, number("0.30")), misalignment(spend, weights)

    agree(result.alignment.value, reference["alignment"])
    agree(result.strategic_value.value, reference["strategic_value"])
    agree(portfolio.index.value, reference["tvd"])
    assert {name: float(gap) for name, gap in portfolio.gaps.items()} == pytest.approx(reference["gaps"])


def test_scores_agree(golden: dict[str, Any]) -> None:
    names = "strategic value confidence risk urgency deliverability".split()
    weights = dict(zip(names, numbers([0.30, 0.20, 0.10, 0.15, 0.15, 0.10]), strict=True))
    reference = golden["score"]
    for name, scores in (("A", [4, 5, 3, 3, 2, 4]), ("B", [5, 3, 4, 2, 5, 3])):
        points = weighted_score(dict(zip(names, numbers(scores), strict=True)), weights).value
        agree(points, reference[f"{name}100"])
        agree((points or Decimal(0)) / 20, reference[name])
    jobs = {"X": Job("X", 8, 5, 3, 5), "Y": Job("Y", 13, 8, 2, 13), "Z": Job("Z", 5, 13, 8, 3)}
    for name, expected in golden["wsjf"].items():
        agree(wsjf(jobs[name]).value, expected)


def demo() -> tuple[list[Candidate], Limits]:
    rows = [(62, 900, 4, 2), (55, 700, 3, 3), (70, 1200, 5, 2), (40, 300, 1, 1), (48, 500, 2, 4), (35, 400, 2, 1)]
    candidates = [
        Candidate(
            f"PR-0{n}", number(value), {"FY": number(cost)}, dict(zip(PEOPLE, numbers(list(people)), strict=True))
        )
        for n, (value, cost, *people) in enumerate(rows, start=1)
    ]
    return candidates, Limits(
        budgets={"FY": number(2500)},
        people=dict(zip(PEOPLE, numbers([8, 6]), strict=True)),
        excludes=frozenset({frozenset({"PR-01", "PR-03"})}),
        requires=frozenset({("PR-03", "PR-02")}),
    )


def same(result: Selection, reference: list[Any]) -> None:
    assert result.best is not None
    assert [result.best.value, -result.best.cost, list(result.best.chosen)] == reference


def test_selection_agrees(golden: dict[str, Any]) -> None:
    candidates, limits = demo()
    single = greedy(candidates, limits)
    rows = zip((10, 20, 15, 25, 18, 30), (3, 5, 4, 7, 6, 8), strict=True)
    published = [Candidate(f"P{n}", number(v), {"B": number(c)}) for n, (v, c) in enumerate(rows, start=1)]
    needs = frozenset({("P2", "P1"), ("P3", "P1"), ("P4", "P2"), ("P5", "P3"), ("P6", "P2"), ("P6", "P3")})

    same(select(published, Limits({"B": number(20)}, requires=needs)), golden["knap_published"])
    same(select(candidates, limits), golden["knap_pmo_B2500_cap8_6"])
    must = Limits(limits.budgets, limits.people, None, frozenset({"PR-05"}), limits.excludes, limits.requires)
    same(select(candidates, must), golden["knap_pmo_must05"])
    assert single is not None
    used = [sum(each.people[month] for each in candidates if each.key in single.chosen) for month in PEOPLE]
    assert [list(single.chosen), single.cost, used, single.value] == golden["knap_greedy"]
    points = [[point.cost, point.value, list(point.chosen)] for point in frontier(candidates, limits)]
    assert points == golden["frontier"]


def test_capacity_benefits_and_quality_agree(golden: dict[str, Any]) -> None:
    cap, ben = golden["cap"], golden["ben"]
    gross = number(cap["gross"])
    net = net_capacity(gross, gross * number("0.12"), number("0.20"))

    agree(net, cap["net"])
    agree(utilisation(number(cap["demand"]), net).value, cap["util"])
    agree(headroom(number(cap["demand"]), net, Decimal(1)), cap["headroom"])
    due = Quarter(number(600), None, number(420))
    agree(realisation([due]).rate.value, ben["cash"])
    agree(forecast_rate([due, Quarter(number(1200), number(1030), None)]).value, ben["forecast"])
    agree(measure_progress(number("4.10"), number("3.60"), number("3.20")).value, ben["kpi_down"])
    names = "completeness timeliness validity consistency".split()
    parts, weights = numbers([0.90, 0.50, 1, 0.75]), numbers([0.35, 0.25, 0.20, 0.20])
    score = quality_score(dict(zip(names, parts, strict=True)), dict(zip(names, weights, strict=True)))
    agree(score.value, golden["dq"]["score"])


def test_trend_agrees(golden: dict[str, Any]) -> None:
    reference = golden["trend"]
    values = numbers([1.00, 0.98, 0.97, 0.60, 0.94, 0.93])
    squares, robust = least_squares(values), theil_sen(values)

    for line, name in ((squares, "ols"), (robust, "ts")):
        agree(line.slope.value, reference[f"{name}_slope"])
        agree((line.intercept.value or 0) + 6 * (line.slope.value or 0), reference[f"{name}_next"])
    agree(robust.intercept.value, reference["ts_int"])
    assert direction(values).s.value == reference["mk_S"]
    agree(values[-1], reference["last"])
    agree(deviation(values), reference["mad"])
    agree(robust_scores(values)[3].value, reference["robust_z_060"])


def test_estimating_bias_agrees(golden: dict[str, Any]) -> None:
    bias, closed = golden["ob"], golden["rcf"]
    overruns = [number(value) / 100 for value in (-5, 2, 8, 12, 15, 22, 30, 41, 55, 90)]
    mix = mixed_bound([(number("0.3"), number(51)), (number("0.7"), number(24))])

    agree(mix.value, bias["combined"])
    agree(mitigated(number(51), number("0.92")).value, bias["mitigated"])
    agree(uplifted(number("2.0"), mitigated(number(2), number("0.6")).value or Decimal(0)), bias["equip_cost"])
    agree(uplifted(number(10), number("0.24")), bias["std_bldg"])
    agree(percentile(overruns, number("0.5")).value, closed["p50"])
    agree(percentile(overruns, number("0.8")).value, closed["p80"])


def test_every_entry_has_its_test(golden: dict[str, Any]) -> None:
    assert set(golden) == FIRST_FILE | HERE


def published(method: str) -> list[dict[str, Any]]:
    path = CASES / "evm_pert_cpm_cases.json"
    return [case for case in json.loads(path.read_text()) if case["method"] == method] if path.exists() else []


@pytest.mark.parametrize("case", published("cpm"), ids=lambda case: case["id"])
def test_published_networks_agree(case: dict[str, Any]) -> None:
    result = critical_path(
        [Activity(each["id"], number(each["dur"]), tuple(each["pred"])) for each in case["activities"]]
    )

    assert result.duration.value == case["expected"]["duration"]
    assert list(result.critical) == case["expected"]["critical"]
    assert {key: times.total_float for key, times in result.times.items()} == case["expected"]["slack"]


@pytest.mark.parametrize("case", published("pert"), ids=lambda case: case["id"])
def test_published_spreads_agree(case: dict[str, Any]) -> None:
    estimates = {each["id"]: ThreePoint(*(number(each[name]) for name in "amb")) for each in case["activities"]}
    result = path_spread(estimates, {each["id"]: each["pred"] for each in case["activities"]})

    agree(result.expected.value, case["expected"]["expected_duration"])
    agree(result.deviation.value, case["expected"]["sigma"])


def appraisals() -> list[dict[str, Any]]:
    path = CASES / "npv_irr_mirr_cases.json"
    return list(json.loads(path.read_text())["cases"]) if path.exists() else []


@pytest.mark.parametrize("case", appraisals(), ids=lambda case: f"{case['fn']} {case['cashflows'][:3]}")
def test_published_appraisals_agree(case: dict[str, Any]) -> None:
    flows = numbers(case["cashflows"])
    expected, exact = case["expected"], case.get("computed", case["expected"])
    if case["fn"] == "npv":
        agree(npv(flows, number(case["rate"])).value, expected)
        return
    if case["fn"] == "mirr":
        found = mirr(flows, number(case["finance_rate"]), number(case["reinvest_rate"])).value
        assert (found is None) == (expected is None)
        if found is not None:
            agree(found, exact)
        return
    roots = internal_rate(flows).roots
    # The publication gives the rate nearest to nothing; where there are more, all are told.
    if expected is None:
        assert roots == ()
    else:
        agree(min(roots, key=abs), exact)


def knapsacks() -> list[dict[str, Any]]:
    path = CASES / "mknap1.json"
    return list(json.loads(path.read_text())) if path.exists() else []


@pytest.mark.parametrize("case", knapsacks(), ids=lambda case: f"mknap1-{case['problem']}")
def test_published_knapsacks_have_their_optima(case: dict[str, Any]) -> None:
    limits = {(str(row), "all"): number(limit) for row, limit in enumerate(case["capacities"])}
    candidates = [
        Candidate(
            f"{item:02}",
            number(profit),
            people={(str(row), "all"): number(weights[item]) for row, weights in enumerate(case["weights"])},
        )
        for item, profit in enumerate(case["profits"])
    ]

    result = select(candidates, Limits(people=limits))

    assert result.value.value == number(case["published_optimum"])
    one = tuple(f"{item:02}" for item, taken in enumerate(case["one_optimal_selection"]) if taken)
    assert one in [choice.chosen for choice in result.equals]
    assert result.is_proven
