"""The printed figures of the portfolio come out of the recorded rows, in each of the three views."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest

from tests.tools.demo_by_hand import earned_value, objectives, reports, year
from tests.tools.demo_by_hand.colours import colours
from tests.tools.demo_by_hand.flags import raised
from tests.tools.demo_by_hand.projects import INTERNAL, Project, project, running
from tests.tools.demo_by_hand.reading import NOW, SEPTEMBER, Day, amount, of
from tests.tools.demo_by_hand.truths import column

VIEWS = (INTERNAL, "helen.strand", "daniel.reyes")
SHARES = ("SO-1", "SO-2", "SO-3", "SO-4", "SO-5", "unlinked")
LAST_YEAR = date(2025, 4, 1), date(2026, 3, 31)


def money(person: str) -> dict[str, Fraction | int]:
    every = running(person=person)
    planned = [each for each in every if each.baseline]
    return {
        "projects": len(every),
        "with a baseline": len(planned),
        "forecast without mandated": year.total(year.forecast(each) for each in every if not each.mandated),
        "bac v0": year.total(each.baselines[0].bac for each in planned),
        "bac": year.total(each.baseline.bac for each in planned if each.baseline),
        "pm eac": year.total(each.newest.pm_eac for each in planned),
        "pv": year.total(each.newest.pv for each in planned),
        "ev": year.total(each.newest.ev for each in planned),
        "ac with a baseline": year.total(each.newest.ac for each in planned),
        "ac": year.total(each.newest.ac for each in every),
        "forecast": year.total(map(year.forecast, every)),
        "budget": year.total(map(year.budget, every)),
        "to date": year.total(map(year.spent, every)),
        "last year": year.total(year.spent(each, *LAST_YEAR) for each in every),
    }


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("projects", (22, 23, 24)),
        ("with a baseline", (18, 19, 19)),
        ("forecast without mandated", (20000000, 20900000, 21300000)),
        ("bac v0", (48140000, 50440000, 50440000)),
        ("bac", (50540000, 52840000, 52840000)),
        ("pm eac", (54732000, 57172000, 57172000)),
        ("pv", (26915000, 27485000, 27485000)),
        ("ev", (25126000, 25686000, 25686000)),
        ("ac with a baseline", (27289000, 27889000, 27889000)),
        ("ac", (27850000, 28450000, 28560000)),
        ("forecast", (22600000, 23500000, 23900000)),
        ("budget", (21570000, 22470000, 22870000)),
        ("to date", (13832000, 14432000, 14532000)),
        ("last year", (11918000, 11918000, 11928000)),
    ],
)
def test_a_sum_of_the_portfolio_is_as_printed(name: str, values: tuple[int, ...]) -> None:
    assert tuple(money(person)[name] for person in VIEWS) == values


@pytest.mark.parametrize(
    ("person", "shares", "index"),
    [
        (INTERNAL, (0.1000, 0.3500, 0.2500, 0.0500, 0.0500, 0.2000), 0.3000),
        ("helen.strand", (0.1129, 0.3608, 0.2392, 0.0478, 0.0478, 0.1914), 0.2914),
        ("daniel.reyes", (0.1108, 0.3540, 0.2535, 0.0469, 0.0469, 0.1878), 0.2953),
    ],
)
def test_shares_of_spending_and_the_index_of_misalignment(person: str, shares: tuple[float, ...], index: float) -> None:
    found = objectives.spend_shares(running(person=person))

    assert [round(float(found[name]), 4) for name in SHARES] == list(shares)
    assert round(float(objectives.misalignment(found)), 4) == index


def test_what_serves_no_objective_and_what_is_mandated() -> None:
    free = [each for each in running(person=INTERNAL) if not each.mandated]
    unlinked = {each.project_id: year.forecast(each) for each in free if not alive(each)}

    assert unlinked == {"P-205": 300000, "P-306": 3700000}
    assert {each.project_id: year.forecast(each) for each in running() if each.mandated} == {"P-203": 2600000}


def alive(each: Project) -> list[str]:
    """The active objectives that a project serves."""
    return [row["objective_id"] for row in objectives.links(each) if row["objective_id"] in objectives.weights()]


@pytest.mark.parametrize(
    ("on", "person", "counts"),
    [
        (NOW, INTERNAL, (4, 7, 11)),
        (NOW, "helen.strand", (4, 8, 11)),
        (NOW, "daniel.reyes", (4, 8, 12)),
        (SEPTEMBER, INTERNAL, (3, 7, 12)),
    ],
    ids=["internal", "helen.strand", "daniel.reyes", "september"],
)
def test_how_many_are_red_amber_and_green_by_calculation(on: Day, person: str, counts: tuple[int, ...]) -> None:
    found = Counter(colours(each.project_id, on)["OVERALL"] for each in running(on, person))

    assert tuple(found[colour] for colour in "RAG") == counts


@pytest.mark.parametrize(
    ("person", "counts"), [(INTERNAL, (2, 7, 13)), ("helen.strand", (2, 8, 13)), ("daniel.reyes", (2, 8, 14))]
)
def test_how_many_are_red_amber_and_green_as_reported(person: str, counts: tuple[int, ...]) -> None:
    found = Counter(report.overall for each in running(person=person) if (report := reports.newest(each)))

    assert tuple(found[colour] for colour in "RAG") == counts


def red(how: str) -> list[Project]:
    every = running(person=INTERNAL)
    if how == "calculated":
        return [each for each in every if colours(each.project_id)["OVERALL"] == "R"]
    return [each for each in every if (report := reports.newest(each)) and report.overall == "R"]


def test_the_money_of_what_is_red() -> None:
    reported, calculated = red("reported"), red("calculated")

    assert [each.project_id for each in reported] == ["P-201", "P-301"]
    assert (year.total(bac(each) for each in reported), year.total(each.newest.pm_eac for each in reported)) == (
        24400000,
        28000000,
    )
    assert [each.project_id for each in calculated] == ["P-101", "P-201", "P-301", "P-405"]
    assert year.total(bac(each) for each in calculated) == 27600000
    assert year.total(each.newest.pm_eac for each in calculated) == 31494000
    assert year.total(counted(each) for each in calculated) == 31764000


def bac(each: Project) -> Fraction:
    assert each.baseline is not None
    return each.baseline.bac


def counted(each: Project) -> Fraction | None:
    """The forecast that counts: by performance where that is greater."""
    return earned_value.forecast_cost(each.newest, each.baseline) if each.baseline else None


def test_september_differs_from_now_in_one_colour() -> None:
    then = {each.project_id: colours(each.project_id, SEPTEMBER)["OVERALL"] for each in running(SEPTEMBER)}
    now = {each.project_id: colours(each.project_id)["OVERALL"] for each in running()}

    assert {each: (then[each], now[each]) for each in now if then[each] != now[each]} == {"P-405": ("G", "R")}


def test_the_year_is_over_budget_and_three_projects_drive_it() -> None:
    over = {each.project_id: year.forecast(each) - year.budget(each) for each in running(person=INTERNAL)}
    total = sum(over.values())

    assert total == 1030000
    assert round(float(total / money(INTERNAL)["budget"]), 3) == 0.048
    assert dict(sorted(over.items(), key=lambda each: -each[1])[:3]) == {
        "P-201": 500000,
        "P-301": 400000,
        "P-401": 50000,
    }


def test_budgets_of_portfolios_are_the_sums_of_their_internal_projects() -> None:
    held: Counter[str] = Counter()
    for row in of("portfolio_budget", fy_start="2026-04-01"):
        held[row["portfolio_id"]] += int(amount(row["capex"]) + amount(row["opex"]))
    every: Counter[str] = Counter()
    for each in running(person=INTERNAL):
        every[each.fixed["portfolio_id"]] += int(year.budget(each))

    assert held == every


def test_what_is_worse_than_in_september() -> None:
    moved = {}
    for each in running(person=INTERNAL):
        before = project(each.project_id, SEPTEMBER)
        cost = (each.newest.pm_eac or 0) - (before.newest.pm_eac or 0)
        days = (each.finish - before.finish).days if each.finish and before.finish else 0
        if cost or days:
            moved[each.project_id] = (cost, days)

    assert moved == {
        "P-101": (15000, 3),
        "P-201": (100000, 5),
        "P-202": (4000, 2),
        "P-301": (50000, 14),
        "P-303": (7000, 10),
        "P-405": (264000, 0),
    }
    by_index = [counted(project("P-101", on)) for on in (SEPTEMBER, NOW)]
    assert [round(float(each or 0)) for each in by_index] == [1277778, 1300000]


def test_flags_of_the_internal_view_add_up() -> None:
    seen = {each.project_id for each in running(person=INTERNAL)}
    flags = [flag for each, held in column("expected_flags").items() if each in seen for flag in held.split(";")]
    open_ = [flag for flag in flags if flag != "NONE" and not flag.startswith("SUPPRESSED")]

    assert (len(open_), len(flags) - len(open_) - flags.count("NONE")) == (23, 1)
    assert {column("expected_flags")[each] for each in ("P-501", "P-502")} == {"NONE"}
    assert raised("C2") == {"P-101"}  # the only watermelon
