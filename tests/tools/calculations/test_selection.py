"""Selection: published problems, brute force, and everything that can make a choice impossible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.calculations.candidates import Candidate, Floor, Limits, is_allowed
from tools.calculations.selection import Selection, frontier, select
from tools.calculations.selection_compared import greedy, shortfall, what_binds

FY = "FY26/27"
ARCHITECT, DEVELOPER = ("architect", "2026-12"), ("developer", "2026-12")
IN_HAND = settings(max_examples=20, deadline=None)


def candidate(key: str, value: object, cost: object, *people: object) -> Candidate:
    days = {month: Decimal(str(amount)) for month, amount in zip((ARCHITECT, DEVELOPER), people, strict=False)}
    return Candidate(key, Decimal(str(value)), {FY: Decimal(str(cost))}, days)


DEMO = [
    candidate("PR-01", 62, 900, 4, 2),
    candidate("PR-02", 55, 700, 3, 3),
    candidate("PR-03", 70, 1200, 5, 2),
    candidate("PR-04", 40, 300, 1, 1),
    candidate("PR-05", 48, 500, 2, 4),
    candidate("PR-06", 35, 400, 2, 1),
]
LIMITS = Limits(
    budgets={FY: Decimal(2500)},
    people={ARCHITECT: Decimal(8), DEVELOPER: Decimal(6)},
    excludes=frozenset({frozenset({"PR-01", "PR-03"})}),
    requires=frozenset({("PR-03", "PR-02")}),
)


def budget(amount: object) -> Limits:
    return Limits(budgets={FY: Decimal(str(amount))})


def chosen(result: Selection) -> tuple[str, ...]:
    assert result.best is not None
    return result.best.chosen


def brute(candidates: Sequence[Candidate], limits: Limits) -> Decimal | None:
    sets = (
        set(keys) for size in range(len(candidates) + 1) for keys in combinations([c.key for c in candidates], size)
    )
    values = [
        sum((c.value for c in candidates if c.key in keys), Decimal(0))
        for keys in sets
        if is_allowed(candidates, limits, keys)
    ]
    return max(values, default=None)


def test_the_house_example_has_its_optimum_and_what_comes_next() -> None:
    result = select(DEMO, LIMITS, runners_up=3)

    assert chosen(result) == ("PR-01", "PR-02", "PR-04")
    assert result.best is not None
    assert (result.value.value, result.best.cost, result.is_proven, result.gap) == (157, 1900, True, 0)
    assert len(result.equals) == 1
    assert [choice.value for choice in result.runners_up] == [137, 130, 125]
    assert {(use.name, use.used, use.limit) for use in result.uses if use.kind == "PEOPLE"} == {
        ("architect 2026-12", Decimal(8), Decimal(8)), ("developer 2026-12", Decimal(6), Decimal(6)),
    }  # fmt: skip


def test_people_bind_and_money_does_not() -> None:
    bound = {(each.kind, each.name): each.gain for each in what_binds(DEMO, LIMITS)}

    assert select(DEMO, replace(LIMITS, budgets={FY: Decimal(3500)})).value.value == 157
    assert {kind for kind, _ in bound} == {"PEOPLE"}
    assert bound["PEOPLE", None] == 48
    assert bound["PEOPLE", "developer 2026-12"] == 21


def test_a_forced_proposal_costs_value() -> None:
    result = select(DEMO, replace(LIMITS, must=frozenset({"PR-05"})))

    assert chosen(result) == ("PR-04", "PR-05", "PR-06")
    assert result.value.value == 123


def test_picking_singly_misses_the_best() -> None:
    single, best = greedy(DEMO, LIMITS), select(DEMO, LIMITS).best

    assert single is not None
    assert best is not None
    assert (single.chosen, single.value, single.cost) == (("PR-04", "PR-05", "PR-06"), 123, 1200)
    assert round(float(shortfall(best, single).value or 0), 2) == 0.22


def test_the_frontier_has_every_cost_at_which_the_value_rises() -> None:
    points = [(int(point.cost), int(point.value)) for point in frontier(DEMO, LIMITS)]

    assert points == [
        (300, 40), (500, 48), (700, 75), (800, 88), (1000, 95), (1200, 123), (1400, 130), (1600, 137), (1900, 157),
    ]  # fmt: skip


def test_a_frontier_in_pence_loses_no_point() -> None:
    some = [candidate("a", 1, "0.01"), candidate("b", 2, "0.02"), candidate("c", 0, 1)]

    assert [str(point.cost) for point in frontier(some, budget(5))] == ["0.01", "0.02", "0.03"]
    assert frontier(some, replace(budget(-1))) == ()
    assert [point.chosen for point in frontier([candidate("free", 3, 0)], budget(0))] == [("free",)]


# A teaching example of integer programming (ailogsite, project selection).
def test_a_published_problem_with_prerequisites_has_its_optimum() -> None:
    profits, costs = (10, 20, 15, 25, 18, 30), (3, 5, 4, 7, 6, 8)
    some = [candidate(f"P{n}", v, c) for n, (v, c) in enumerate(zip(profits, costs, strict=True), start=1)]
    needs = {("P2", "P1"), ("P3", "P1"), ("P4", "P2"), ("P5", "P3"), ("P6", "P2"), ("P6", "P3")}

    result = select(some, replace(budget(20), requires=frozenset(needs)))

    assert chosen(result) == ("P1", "P2", "P3", "P6")
    assert result.value.value == 75


# OR-Library, mknap1, first problem (Petersen 1967): optimum 3800.
def test_a_published_knapsack_of_ten_limits_has_its_optimum() -> None:
    profits = (100, 600, 1200, 2400, 500, 2000)
    weights = (
        (8, 12, 13, 64, 22, 41), (8, 12, 13, 75, 22, 41), (3, 6, 4, 18, 6, 4), (5, 10, 8, 32, 6, 12),
        (5, 13, 8, 42, 6, 20), (5, 13, 8, 48, 6, 20), (0, 0, 0, 0, 8, 0), (3, 0, 4, 0, 8, 0), (3, 2, 4, 0, 8, 4),
        (3, 2, 4, 8, 8, 4),
    )  # fmt: skip
    capacities = (80, 96, 20, 36, 44, 48, 10, 18, 22, 24)
    months = [(str(number), "2026-12") for number in range(10)]
    some = [
        Candidate(
            str(item), Decimal(value), people={m: Decimal(row[item]) for m, row in zip(months, weights, strict=True)}
        )
        for item, value in enumerate(profits)
    ]

    result = select(some, Limits(people=dict(zip(months, map(Decimal, capacities), strict=True))))

    assert (result.value.value, chosen(result)) == (3800, ("1", "2", "5"))


def test_equal_choices_are_all_told_and_the_cheapest_is_preferred() -> None:
    some = [candidate("dear", 5, 10), candidate("b", 5, 7), candidate("a", 5, 7)]

    result = select(some, budget(10))

    assert [choice.chosen for choice in result.equals] == [("a",), ("b",), ("dear",)]
    assert chosen(result) == ("a",)
    assert select(some, budget(10), most_equals=2).warnings
    assert len(select(some, budget(10), most_equals=2).equals) == 2
    assert select(some, budget(10), most_equals=3).warnings == ()


def test_runners_up_are_none_of_the_equals() -> None:
    result = select([candidate("a", 5, 7), candidate("b", 5, 7), candidate("c", 4, 7)], budget(7), runners_up=5)

    assert [choice.chosen for choice in result.runners_up] == [("c",), ()]


def test_values_that_differ_by_a_rounding_are_equal() -> None:
    third = Decimal(1) / 3
    some = [candidate("a", third, 5), candidate("b", third + Decimal("1e-20"), 5)]

    assert len(select(some, budget(5)).equals) == 2


def test_nothing_fits_is_a_choice_of_nothing() -> None:
    result = select([candidate("a", 5, 11)], budget(10))

    assert (result.status, chosen(result), result.value.value) == ("OK", (), 0)


def test_a_limit_met_exactly_is_kept_and_a_penny_over_is_not() -> None:
    assert chosen(select([candidate("a", 5, "1000000.00")], budget("1000000.00"))) == ("a",)
    # Within the solver's tolerance, and still over the budget.
    assert chosen(select([candidate("a", 5, "1000000.0000001")], budget("1000000.00"))) == ()


def test_a_proposal_of_negative_value_is_chosen_only_where_another_needs_it() -> None:
    some = [candidate("base", -5, 1), candidate("top", 9, 1)]

    assert chosen(select(some, budget(5))) == ("top",)
    assert chosen(select(some, replace(budget(5), requires=frozenset({("top", "base")})))) == ("base", "top")


def test_each_year_has_its_own_budget() -> None:
    two_years = [
        Candidate("a", Decimal(5), {"y1": Decimal(6), "y2": Decimal(1)}),
        Candidate("b", Decimal(4), {"y1": Decimal(1), "y2": Decimal(6)}),
    ]

    assert chosen(select(two_years, Limits({"y1": Decimal(7), "y2": Decimal(7)}))) == ("a", "b")
    assert chosen(select(two_years, Limits({"y1": Decimal(6), "y2": Decimal(7)}))) == ("a",)
    assert chosen(select(two_years, Limits({"y1": None, "y2": Decimal(6)}))) == ("a",)


def test_who_takes_nothing_of_a_limit_takes_nothing() -> None:
    apart = [Candidate("a", Decimal(5), {"y1": Decimal(6)}), Candidate("b", Decimal(4), {}, {ARCHITECT: Decimal(3)})]

    assert chosen(select(apart, Limits({"y1": Decimal(6)}, {ARCHITECT: Decimal(3)}))) == ("a", "b")


def test_a_floor_is_met_or_named() -> None:
    floor = Floor("SO-1", {"a": Decimal(3), "b": Decimal(2)}, Decimal(3))
    some = [candidate("a", 1, 5), candidate("b", 9, 6)]

    assert chosen(select(some, replace(budget(6), floors=(floor,)))) == ("a",)
    unmet = select(some, replace(budget(4), floors=(floor,)))
    assert unmet.status == "UNDEFINED"
    assert [(use.kind, use.name, use.used) for use in unmet.violated] == [("FLOOR", "SO-1", 0)]


@pytest.mark.parametrize(
    ("limits", "violated"),
    [
        (replace(budget(1000), must=frozenset({"a", "b"})), [("BUDGET", FY)]),
        (replace(budget(1000), must=frozenset({"b"}), requires=frozenset({("b", "a")})), [("BUDGET", FY)]),
        (
            replace(budget(9999), must=frozenset({"a", "b"}), excludes=frozenset({frozenset({"a", "b"})})),
            [("EXCLUDES", "a or b")],
        ),
        (replace(budget(9999), must=frozenset({"a"}), total=Decimal(1)), [("TOTAL", "all budgets")]),
    ],
)
def test_what_must_be_chosen_and_cannot_names_the_limits(limits: Limits, violated: list[tuple[str, str]]) -> None:
    result = select([candidate("a", 5, 700), candidate("b", 5, 700)], limits)

    assert (result.status, result.best, result.value.value) == ("UNDEFINED", None, None)
    assert result.reason == "no combination keeps the limits"
    assert result.is_proven
    assert [(use.kind, use.name) for use in result.violated] == violated
    assert what_binds([candidate("a", 5, 700), candidate("b", 5, 700)], limits) == ()


@pytest.mark.parametrize(
    ("candidates", "limits", "status", "words"),
    [
        ([], Limits(), "INSUFFICIENT_DATA", "nothing to choose"),
        ([candidate("a", 1, 1)] * 2, budget(5), "INVALID_INPUT", "same key"),
        ([candidate("a", 1, 1)], Limits(), "INVALID_INPUT", FY),
        ([candidate("a", 1, 0, 1)], Limits(), "INVALID_INPUT", "architect 2026-12"),
        ([candidate("a", 1, -1)], budget(5), "INVALID_INPUT", "below zero"),
        ([candidate("a", 1, 1)], replace(budget(5), must=frozenset({"z"})), "INVALID_INPUT", "z"),
        ([candidate("a", 1, 1)], replace(budget(5), requires=frozenset({("a", "y")})), "INVALID_INPUT", "y"),
    ],
)
def test_what_cannot_be_asked_says_why(candidates: list[Candidate], limits: Limits, status: str, words: str) -> None:
    result = select(candidates, limits)

    assert (result.status, result.best, result.value.status) == (status, None, status)
    assert words in str(result.reason)
    assert not result.is_proven
    assert frontier(candidates, limits) == ()
    if candidates:
        assert greedy(candidates, limits) is None


def test_picking_singly_takes_what_must_be_and_what_is_needed() -> None:
    needs = replace(budget(10), must=frozenset({"c"}), requires=frozenset({("a", "b")}))
    some = [candidate("a", 9, 4), candidate("b", 1, 4), candidate("c", 1, 2), candidate("worthless", 0, 0)]

    single = greedy(some, needs)

    assert single is not None
    assert single.chosen == ("a", "b", "c")
    assert greedy(some, replace(needs, budgets={FY: Decimal(1)})) is None


def test_a_choice_without_value_has_no_shortfall() -> None:
    nothing = select([candidate("a", 0, 1)], budget(0)).best

    assert nothing is not None
    assert shortfall(nothing, nothing).status == "UNDEFINED"


def test_a_solver_without_time_says_that_nothing_is_proven() -> None:
    some = [candidate(f"{n:02}", 100 + (n * 37) % 23, 50 + (n * 53) % 29, n % 7, n % 5) for n in range(40)]
    limits = Limits({FY: Decimal(700)}, {ARCHITECT: Decimal(31), DEVELOPER: Decimal(19)})

    result = select(some, limits, seconds=1e-9, most_equals=1)

    assert result.is_proven is False
    assert result.warnings or "time" in str(result.reason)


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[Candidate], Limits]:
    size = draw(st.integers(1, 10))
    small = st.integers(0, 9)
    some = [candidate(f"c{n}", draw(small), draw(small), draw(small)) for n in range(size)]
    keys = st.sampled_from([each.key for each in some])
    return some, Limits(
        budgets={FY: Decimal(draw(st.integers(0, 30)))},
        people={ARCHITECT: Decimal(draw(st.integers(0, 30)))},
        must=frozenset(draw(st.sets(keys, max_size=1))),
        excludes=frozenset(
            frozenset(pair) for pair in draw(st.lists(st.sets(keys, min_size=2, max_size=2), max_size=2))
        )
        if size > 1
        else frozenset(),
        requires=frozenset(draw(st.sets(st.tuples(keys, keys), max_size=2))),
    )


@IN_HAND
@given(problems())
def test_the_solver_finds_what_brute_force_finds(problem: tuple[list[Candidate], Limits]) -> None:
    candidates, limits = problem

    result = select(candidates, limits, most_equals=2)

    assert result.value.value == brute(candidates, limits)
    assert (result.best is None) == bool(result.violated)
    if result.best is not None:
        assert is_allowed(candidates, limits, result.best.chosen)
        single = greedy(candidates, limits)
        assert single is not None
        assert single.value <= result.best.value or any(each.value < 0 for each in candidates)


@IN_HAND
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_the_projects_changes_nothing(problem: tuple[list[Candidate], Limits], random: Random) -> None:
    candidates, limits = problem
    moved = list(candidates)
    random.shuffle(moved)

    assert select(moved, limits) == select(candidates, limits)


@IN_HAND
@given(problems(), st.integers(1, 9))
def test_more_money_never_lowers_the_value(problem: tuple[list[Candidate], Limits], more: int) -> None:
    candidates, limits = problem
    before = select(candidates, limits, most_equals=1).value.value
    after = select(candidates, replace(limits, budgets={FY: (limits.budgets[FY] or Decimal(0)) + more}), most_equals=1)

    if before is not None:
        assert after.value.value is not None
        assert after.value.value >= before
