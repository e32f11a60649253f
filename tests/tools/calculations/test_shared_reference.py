"""The reference numbers beside the checkout, in full precision; skipped where they are absent."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tools.calculations.earned_schedule import curve_by_period, earned_schedule, finish_by_days
from tools.calculations.earned_value import Totals, earned_value
from tools.calculations.schedule import projected_finish, slip_rate, slip_ratio

SHARED = Path(__file__).resolve().parents[4] / "shared"
GOLDEN = SHARED / "reference" / "golden.json"
CASES = SHARED / "data" / "calculations" / "evm_pert_cpm_cases.json"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (GOLDEN.exists() and CASES.exists()), reason="the reference material is not here"),
]

OURS = {
    "CV": "cv", "SV": "sv", "CV_pct": "cv_ratio", "SV_pct": "sv_ratio", "CPI": "cpi", "SPI": "spi",
    "pct_complete": "complete", "pct_spent": "spent", "pct_planned": "planned", "EAC_cpi": "eac_1",
    "EAC_budget_rate": "eac_2", "EAC_cpi_spi": "eac_3", "EAC_80_20": "eac_4", "ETC_cpi": "etc",
    "VAC_cpi": "vac", "VAC_pct": "vac_ratio", "TCPI_bac": "tcpi_bac", "TCPI_eac": "tcpi_eac",
}  # fmt: skip
OTHERS = {
    "cv": "cv", "sv": "sv", "cpi": "cpi", "spi": "spi", "eac_cpi": "eac_1", "eac_typical": "eac_2", "etc": "etc",
    "tcpi_bac": "tcpi_bac", "vac": "vac",
}  # fmt: skip


def golden() -> dict[str, Any]:
    return dict(json.loads(GOLDEN.read_text()))


def agree(found: Any, expected: float | None, name: str) -> None:
    assert (found is None) == (expected is None), name
    if expected is not None:
        assert float(found) == pytest.approx(expected, rel=1e-9, abs=1e-9), name


@pytest.mark.parametrize("case", ["evm_main", "evm_textbook_100k", "evm_ac0", "evm_ev0_ac", "evm_ac_gt_bac"])
def test_earned_value_agrees(case: str) -> None:
    reference = golden()[case]

    result = earned_value(Totals(*(Decimal(reference[name]) for name in ("BAC", "PV", "EV", "AC"))))

    for name, ours in OURS.items():
        agree(getattr(result, ours).value, reference[name], name)


@pytest.mark.parametrize(("case", "ev"), [("es_main", 500), ("es_late_finish", 1000), ("es_first_period", 40)])
def test_earned_schedule_agrees(case: str, ev: int) -> None:
    reference = golden()[case]
    plan = curve_by_period([Decimal(value) for value in (100, 250, 450, 700, 900, 1000)])

    result = earned_schedule(plan, Decimal(ev), Fraction(reference["AT"]))

    for name, ours in (("ES", "es"), ("SVt", "sv_t"), ("SPIt", "spi_t"), ("IEACt", "ieac_t")):
        agree(getattr(result, ours).value, reference[name], name)


def test_schedule_agrees() -> None:
    reference = golden()
    start, finish, now = date(2026, 1, 5), date(2026, 12, 18), date(2026, 10, 31)
    forecast, before = date(2027, 2, 12), date(2026, 7, 31)

    agree(slip_ratio(56, start, finish).value, reference["sched"]["slip_pct"], "slip_pct")
    agree(slip_rate(before, finish, now, forecast).value, reference["slip_rate"]["rate"], "rate")
    assert str(projected_finish(before, finish, now, forecast).value) == reference["slip_rate"]["projected"]
    by_days = reference["spi_t_finish"]
    assert str(finish_by_days(start, by_days["PD_days"], Decimal(str(by_days["SPIt"]))).value) == by_days["finish"]


def published(method: str) -> list[dict[str, Any]]:
    return [case for case in json.loads(CASES.read_text()) if case["method"] == method] if CASES.exists() else []


@pytest.mark.parametrize("case", published("evm"), ids=lambda case: case["id"])
def test_published_earned_value_agrees(case: dict[str, Any]) -> None:
    bac, pv = Decimal(case["pv"][-1]), Decimal(case["pv"][case["at"]])
    plan = curve_by_period([Decimal(value) for value in case["pv"][1:]])

    result = earned_value(Totals(bac, pv, Decimal(case["ev"]), Decimal(case["ac"])))
    schedule = earned_schedule(plan, Decimal(case["ev"]), Fraction(case["at"]))

    for name, ours in OTHERS.items():
        if name in case["expected"]:
            agree(getattr(result, ours).value, case["expected"][name], name)
    for name in ("es", "sv_t", "spi_t", "ieac_t"):
        if name in case["expected"]:
            agree(getattr(schedule, name).value, case["expected"][name], name)


@pytest.mark.parametrize("case", published("earned_schedule"), ids=lambda case: case["id"])
def test_published_earned_schedule_agrees(case: dict[str, Any]) -> None:
    plan = curve_by_period([Decimal(value) for value in case["pv"][1:]])

    agree(earned_schedule(plan, Decimal(case["ev"]), Fraction(1)).es.value, case["expected"]["es"], "es")
