"""Performance, tolerances, cases and changes of single projects come out of the recorded rows as printed."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests.tools.demo_by_hand import cases, changes, earned_value
from tests.tools.demo_by_hand import flagged_delivery as delivery
from tests.tools.demo_by_hand.colours import colours
from tests.tools.demo_by_hand.earned_schedule import at_slip_rate, earned_time
from tests.tools.demo_by_hand.flags import raised
from tests.tools.demo_by_hand.objectives import links, retired_on
from tests.tools.demo_by_hand.projects import INTERNAL, project, running
from tests.tools.demo_by_hand.reading import NOW, amount, day, rows
from tests.tools.demo_by_hand.tolerance import breaches, live_exception
from tests.tools.demo_by_hand.working_days import after_working_days, working_days

D = date.fromisoformat


def measures(project_id: str) -> dict[str, Fraction | None]:
    sums = earned_value.current(project(project_id))
    assert sums is not None
    return earned_value.measures(sums)


@pytest.mark.parametrize(
    ("project_id", "expected"),
    [
        (
            "P-101",
            {"cpi": 0.769, "spi": 0.556, "cv": -150000, "sv": -400000, "cv_ratio": -0.3, "sv_ratio": -0.444,
             "eac_1": 1300000, "eac_2": 1150000, "eac_3": 1820000, "eac_4": 1338235, "etc": 650000, "vac": -300000,
             "vac_ratio": -0.3, "tcpi_bac": 1.429, "tcpi_eac": 0.769},
        ),
        ("P-301", {"eac_1": 7300000, "eac_2": 6940000, "eac_3": 7786667, "eac_4": 7313094}),
    ],
)  # fmt: skip
def test_earned_value_is_as_printed(project_id: str, expected: dict[str, float]) -> None:
    found = measures(project_id)

    assert {name: round(float(found[name] or 0), 3 if abs(value) < 100 else 0) for name, value in expected.items()} == (
        expected
    )


def test_the_managers_forecast_of_the_crm_needs_what_was_never_achieved() -> None:
    held = earned_value.current(project("P-101"))
    assert held is not None

    assert round(float(earned_value.needed(held, Fraction(1030000)) or 0), 3) == 1.316
    assert delivery.optimistic_estimate(project("P-101")) == {"a", "b"}
    assert delivery.optimistic_estimate(project("P-402")) == {"c"}


@pytest.mark.parametrize(
    ("project_id", "manager", "earned", "slipping"),
    [("P-101", "2026-12-07", "2027-03-12", None), ("P-301", "2027-06-25", "2027-09-07", "2027-09-21")],
)
def test_the_finish_is_forecast_in_three_ways(project_id: str, manager: str, earned: str, slipping: str | None) -> None:
    each = project(project_id)
    time = earned_time(each)

    assert time is not None
    assert (str(each.finish), str(time.finish)) == (manager, earned)
    assert slipping is None or str(at_slip_rate(each)) == slipping


@pytest.mark.parametrize(
    ("project_id", "es", "at", "index", "duration", "months"),
    [("P-101", 3.2, 5, 0.64, 6, 9.375), ("P-301", 22.714, 25, 0.909, 32, 35.220)],
)
def test_earned_schedule_is_as_printed(
    project_id: str, es: float, at: int, index: float, duration: int, months: float
) -> None:
    time = earned_time(project(project_id))

    assert time is not None
    assert (round(float(time.es), 3), time.at, round(float(time.index), 3)) == (es, at, index)
    assert (time.duration, round(float(time.ieac), 3)) == (duration, months)


def test_slips_count_against_the_current_and_the_original_baseline() -> None:
    meters = project("P-201")

    assert meters.finish is not None
    assert [(meters.finish - baseline.finish).days for baseline in meters.baselines] == [206, 24]


def test_growth_over_the_original_budget() -> None:
    grown = {each.project_id: round(float(delivery.growth_on_original(each)), 3) for each in running()}

    assert (grown["P-301"], grown["P-101"], grown["P-201"]) == (0.587, 0.03, 0.176)
    assert [each for each, share in grown.items() if share > 0.25] == ["P-301"]
    assert [each.project_id for each in running() if len(each.baselines) > 3] == ["P-301"]


def test_breaches_of_tolerance_and_the_day_they_were_detected() -> None:
    found = {each.project_id: [(b.dimension, str(b.detected), str(b.due)) for b in breaches(each)]
             for each in running() if breaches(each)}  # fmt: skip

    assert found == {
        "P-101": [("COST", "2026-09-03", "2026-09-10")],
        "P-201": [("COST", "2026-06-03", "2026-06-10")],
        "P-301": [("COST", "2026-08-05", "2026-08-12")],
        "P-405": [("COST", "2026-10-28", "2026-11-04")],
    }
    (over,) = breaches(project("P-405"))
    assert (over.share, working_days(over.detected, NOW.today)) == (Fraction(12, 100), 4)


def test_one_exception_moves_a_limit_until_march() -> None:
    meters = project("P-201")
    (over,) = breaches(meters)
    row = live_exception(meters, over)

    assert row is not None
    assert (row["exception_id"], row["approved_until"], row["raised_on"]) == ("EX-014", "2027-03-31", "2026-06-08")
    assert (1 + amount(row["approved_limit"])) * meters.baselines[-1].bac == 21240000
    assert len(rows("exception_report")) == 1


def test_what_is_red_without_an_agreed_way_back() -> None:
    red = [each for each in running(person=INTERNAL) if colours(each.project_id)["OVERALL"] == "R"]
    alone = [each.project_id for each in red if not any(live_exception(each, held) for held in breaches(each))]

    assert alone == ["P-101", "P-301", "P-405"]


def stop_order() -> list[tuple[str, Fraction | None]]:
    """Candidates by what stopping saves, then those without data by money left, last those that cost more."""
    since = {each: max(retired_on(row["objective_id"]) for row in links(project(each))) for each in raised("A2")}
    overdue = {each for each, day_ in since.items() if (NOW.today - day_).days > 60}
    grown = {each for each in raised("C6") if delivery.growth_on_original(project(each)) > Fraction(1, 2)}
    found = [(each, cases.stop_saves(project(each)))
             for each in raised("A13") | raised("A14") | raised("A7") | overdue | grown]  # fmt: skip
    group = {True: 0, None: 1, False: 2}
    return sorted(found, key=lambda pair: (group[None if pair[1] is None else pair[1] > 0],
                                           -(pair[1] or to_go(pair[0])), pair[0]))  # fmt: skip


def to_go(project_id: str) -> Fraction:
    month = project(project_id).newest
    assert month.pm_eac is not None
    assert month.ac is not None
    return month.pm_eac - month.ac


def test_candidates_to_stop_stand_in_the_printed_order() -> None:
    found = stop_order()

    assert [each for each, _ in found] == ["P-303", "P-306", "P-403", "P-301"]
    assert [saves if saves is None else round(saves, -4) for _, saves in found[1:]] == [None, None, -4610000]
    assert found[0][1] == 45000
    assert cases.forgone("P-303") == 60000
    assert round(float(cases.forgone("P-301")), -4) == 6560000
    assert [to_go("P-303"), to_go("P-301")] == [140000, 2920000]


def test_the_days_since_an_objective_was_retired() -> None:
    assert (NOW.today - retired_on("SO-6")).days == 217


@pytest.mark.parametrize(
    ("case_id", "thousands", "ratio"),
    [
        ("BC-301-1", 1960, 1.43),
        ("BC-301-2", -740, None),
        ("BC-201-1", 5356, None),
        ("BC-201-2", 2656, None),
    ],
)
def test_business_cases_are_worth_what_is_printed(case_id: str, thousands: int, ratio: float | None) -> None:
    assert round(float(cases.npv(case_id)) / 1000) == thousands
    assert ratio is None or round(float(cases.bcr(case_id)), 2) == ratio


def test_changes_of_payroll_go_to_the_board_by_their_total() -> None:
    payroll = project("P-302")
    (open_,) = [row for row in changes.requests(payroll) if changes.is_waiting(row, NOW.today)]
    total, bac = changes.running_total(payroll, open_), payroll.baselines[-1].bac

    assert (open_["change_request_id"], total, total / bac) == ("CR-118", 57000, Fraction(57, 1000))
    assert changes.level(total, bac) == "PB"
    approved = total - amount(open_["cost_impact"])
    assert (approved, (approved + 40000) / bac) == (35000, Fraction(75, 1000))
    assert [changes.level(money, bac) for money in (approved + 40000, Fraction(40000))] == ["PB", "SPONSOR"]
    assert changes.waited(open_, NOW.today) == 23
    assert after_working_days(day(open_["submitted_on"]), 15) == D("2026-10-22")
