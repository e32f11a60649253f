"""People's time: worked months, roles by name, and the truths of the demo."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.tools.test_demo_truth import ANALYST, DIRECTOR, PackagedRules, asked_by
from tests.tools.worked_projects import enquiry, headline_of, text_of
from tools.enquiry import Enquiry
from tools.facts.heads import ProjectHead
from tools.facts.pools import MonthFacts, PoolFacts
from tools.facts.resources import BookingFacts, VacancyFacts
from tools.people.capacity import capacity
from tools.people.loads import Limits, loads_of, window_of, worst_of
from tools.people.roles import roles_named
from tools.people.staffing import Staffing
from tools.portfolio.database import Portfolio
from tools.result import ToolResult
from tools.wording.evidence import Evidence
from tools.wording.handles import fill

BEATRIZ = "beatriz.almeida"
ROLES = {
    "architect": "Solution architect", "data": "Data engineer", "site": "Site engineer", "test": "Test manager",
    "trade": "Commercial manager", "dev": "Developer of interfaces",
}  # fmt: skip
DECEMBER = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("have we got enough architects next quarter", ("architect",)),
        ("how busy are the data engineers", ("data",)),
        ("is there an engineer free", ()),  # which of them?
        ("are the engineers busy", ("data", "site")),
        ("which project managers are overbooked", ()),
        ("developers and a test manager", ("dev", "test")),
        ("who is overbooked", ()),
    ],
)
def test_a_role_is_found_by_its_name_or_its_noun(text: str, expected: tuple[str, ...]) -> None:
    assert roles_named(text, ROLES) == expected


def pool(*months: tuple[int, int, int, int, str]) -> PoolFacts:
    made = tuple(
        MonthFacts(
            date(2026, month, 1), Decimal(gross), Decimal(0), Decimal(bau), Decimal(hard), Decimal(0), f"m/{month}"
        )
        for month, gross, hard, _, bau in months
    )
    return PoolFacts("dev", None, "Developer", made)


def limits(asked: Enquiry | None = None) -> Limits:
    return Limits.of(asked or enquiry(PackagedRules()))


@pytest.mark.parametrize(
    ("gross", "bau", "hard", "is_over", "left"),
    [
        (20, "0", 20, False, Decimal(-3)),  # the whole of it is not more than the whole
        (20, "0", 21, True, Decimal(-4)),
        (20, "0.5", 8, False, Decimal("0.5")),
        (0, "0", 3, True, Decimal(-3)),  # days asked for where there are none
        (0, "0", 0, False, Decimal(0)),
    ],
)
def test_a_month_is_overbooked_beyond_its_net_capacity(
    gross: int, bau: str, hard: int, is_over: bool, left: Decimal
) -> None:
    held = limits()
    (load,) = loads_of([pool((12, gross, hard, 0, bau))], window_of(enquiry(), held, DECEMBER, DECEMBER), held)

    assert (load.is_over(held.over), load.left) == (is_over, left)


def test_the_heaviest_month_stands_for_a_pool() -> None:
    held = limits()
    window = window_of(enquiry(), held, None, None)
    loads = loads_of([pool((10, 20, 20, 0, "0"), (11, 20, 10, 0, "0"), (12, 20, 12, 0, "0"))], window, held)

    assert window == (date(2026, 11, 1), date(2027, 4, 1))  # the six months that the rule looks ahead
    assert [load.month.month for load in worst_of(loads)] == [DECEMBER]


def test_without_rules_there_is_no_headroom_and_the_whole_is_the_limit() -> None:
    class NoRules:
        def rule(self, rule_id: str, on: date) -> None:
            return None

    held = limits(enquiry(NoRules()))

    assert (held.ceiling, held.over, held.months) == (None, 1, 6)


def staffing(*booked: BookingFacts, vacant: tuple[VacancyFacts, ...] = (), stage: str = "DELIVER") -> Staffing:
    head = ProjectHead("X-1", "One", "PF", None, stage, "ACTIVE", None, None, None, None, None, "project/X-1", "s")
    evidence = Evidence("portfolio", None)
    return Staffing(
        enquiry(PackagedRules()), evidence, {"X-1": head}, tuple(("X-1", each) for each in booked),
        tuple(("X-1", each) for each in vacant),
    )  # fmt: skip


def said(held: Staffing, line: str) -> str:
    return fill(line, held.evidence.figures, held.evidence.clauses).text


def booking(person: str | None, kind: str, on: date | None = None) -> BookingFacts:
    return BookingFacts("AL-1", "dev", "Developer", person, person, kind, True, on, (), "allocation/AL-1")


@pytest.mark.parametrize(
    ("person", "kind", "stage", "is_told"),
    [("ann", "HARD", "DELIVER", False), (None, "HARD", "DELIVER", True), ("ann", "SOFT", "DELIVER", True),
     (None, "HARD", "PLAN", False)],
)  # fmt: skip
def test_a_key_role_needs_a_name_from_the_gate_on(person: str | None, kind: str, stage: str, is_told: bool) -> None:
    assert bool(staffing(booking(person, kind), stage=stage).unnamed_line()) is is_told


@pytest.mark.parametrize(("on", "lapsed"), [(date(2026, 9, 19), False), (date(2026, 9, 18), True), (None, False)])
def test_a_soft_booking_lapses_after_its_days(on: date | None, lapsed: bool) -> None:
    held = staffing(booking(None, "SOFT", on))  # the 45th day after 19 September is the day of asking

    assert said(held, held.soft_line()).startswith("Soft bookings that have lapsed: 1") is lapsed


def test_a_vacancy_counts_from_the_day_on_which_the_plan_needs_the_role() -> None:
    since, needed = date(2026, 6, 1), date(2026, 10, 1)
    held = staffing(vacant=(VacancyFacts("Developer", since, needed, True, "vacancy/1"),
                            VacancyFacts("Tester", since, None, False, "vacancy/2")))  # fmt: skip

    assert "has been vacant for 33 days" in said(held, held.vacancy_line())
    assert "Vacant key roles: 1" in said(held, held.vacancy_line())
    assert "PMO-STD-009 v1.4 §2.4" in said(held, held.vacancy_rule())


@pytest.fixture
def analyst(demo: Portfolio) -> Enquiry:
    return asked_by(ANALYST, demo, PackagedRules())


def figures(result: ToolResult, key: str) -> dict[str, Any]:
    return {figure.subject: figure.value for figure in result.figures if figure.key == key}


def test_the_architect_of_the_demo_is_booked_twice(analyst: Enquiry) -> None:
    result = capacity(analyst)

    assert headline_of(result).startswith("Beatriz Almeida is booked hard beyond all of net capacity: 140%")
    shares = figures(result, "load_hard")
    assert (shares[f"{BEATRIZ}.2026-12"], shares[f"{BEATRIZ}.2027-01"]) == (Decimal("1.4"), Decimal("1.2"))
    days = figures(result, "booked_days")
    assert (days[f"{BEATRIZ}.2026-12.P-104"], days[f"{BEATRIZ}.2026-12.P-202"]) == (12, 9)
    assert "P-202 Telemetry Upgrade booked Beatriz Almeida last (21 Sep 2026)" in text_of(result)
    assert {key: share for key, share in shares.items() if share > 1} == {
        f"{BEATRIZ}.2026-12": Decimal("1.4"), f"{BEATRIZ}.2027-01": Decimal("1.2"),
    }  # fmt: skip


def test_there_are_architects_enough_next_quarter(analyst: Enquiry) -> None:
    result = capacity(analyst, role="architect", since=date(2027, 1, 1), until=date(2027, 3, 31))

    assert headline_of(result).startswith("There is room from Jan 2027 to Mar 2027")
    assert figures(result, "load_both")["solution-architect.2027-01"] == Decimal("0.475")
    assert figures(result, "headroom_days")["solution-architect.2027-01"] == 144


@pytest.mark.parametrize(("who", "share"), [(ANALYST, "0.40"), (DIRECTOR, "0.73")])
def test_what_hidden_projects_book_does_not_count(demo: Portfolio, who: str, share: str) -> None:
    result = capacity(asked_by(who, demo, PackagedRules()), role="security engineer")

    assert max(figures(result, "load_hard").values()) == Decimal(share)


def test_what_is_not_known_is_not_found_and_what_is_not_recorded_is_said(analyst: Enquiry) -> None:
    assert capacity(analyst, role="astronaut").status == "NOT_FOUND"
    assert capacity(analyst, person="Nobody Known").status == "NOT_FOUND"
    assert capacity(analyst, project="P-501").headline == capacity(analyst, project="P-999").headline
    later = capacity(analyst, role="developer", since=date(2030, 1, 1), until=date(2030, 1, 31))
    assert later.status == "INSUFFICIENT_DATA"
    assert "no capacity is recorded" in headline_of(later)


def test_a_booking_is_not_known_before_it_was_made(demo: Portfolio) -> None:
    then = asked_by(ANALYST, demo, PackagedRules(), today=date(2026, 9, 1), as_of=date(2026, 8, 31))

    assert "booked hard beyond" not in headline_of(capacity(then, person="Beatriz Almeida"))
