"""Which of two clauses binds: worked cases of both organisations, and what holds for any two rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.clauses import Clause, Version
from knowledge.findings import Rule
from knowledge.precedence import Delegation, Order, Waiver, settle
from knowledge.relations import delegations_of
from knowledge.rule_check import Desk

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 3)
HOSPITAL, IN_MAY = "evals/organisations/nordhamn", date(2025, 5, 14)
ORDER = Order(asks="the Chief")


def clause(document: str, kind: str = "STANDARD", since: date | None = None, until: date | None = None) -> Clause:
    version: Any = Version(document, "1", document, kind, f"Owner of {document}", since, until, None, "x.md")
    return Clause(version, "1", "Heading", (), "Text.", "MUST", 0, "hash")


def rule(of: Clause, rule_id: str = "tolerance.cost", **values: Any) -> Rule:
    held = {
        key: Decimal(value) if isinstance(value, str) and key == "upper" else value for key, value in values.items()
    }
    return Rule(rule_id, of, MappingProxyType(held), False)


HIGH, LOW = clause("S"), clause("P", "PROCEDURE")


@pytest.mark.parametrize(
    ("high", "low", "binds", "why"),
    [
        ("0.10", "0.15", "S v1 §1", "higher"),
        ("0.10", "0.08", "P v1 §1", "stricter"),
        ("0.10", "0.10", "S v1 §1", "same"),
    ],
)
def test_a_lower_rule_binds_where_it_is_stricter_and_only_there(high: str, low: str, binds: str, why: str) -> None:
    (ruling,) = settle(rule(HIGH, upper=high), rule(LOW, upper=low), TODAY, ORDER)

    assert ruling.binds is not None
    assert (ruling.binds.ref, ruling.why, ruling.keys) == (binds, why, ("upper",))


def test_a_rule_that_is_stricter_in_part_binds_in_that_part() -> None:
    high = rule(HIGH, "rag.cost", amber_over=Decimal("0.05"), red_over=Decimal("0.10"))
    low = rule(LOW, "rag.cost", amber_over=Decimal("0.03"), red_over=Decimal("0.12"))

    rulings = {ruling.keys: ruling.binds for ruling in settle(high, low, TODAY, ORDER)}

    assert rulings == {("amber_over",): LOW, ("red_over",): HIGH}


@pytest.mark.parametrize(("only_stricter", "why"), [(False, "delegated"), (True, "higher")])
def test_a_delegation_covers_a_looser_rule_unless_it_is_only_for_stricter_ones(only_stricter: bool, why: str) -> None:
    delegation = Delegation(clause("D"), LOW, only_stricter)

    (ruling,) = settle(rule(HIGH, upper="0.10"), rule(LOW, upper="0.15"), TODAY, ORDER, [delegation])

    assert ruling.why == why


def test_a_delegation_counts_only_from_a_document_above_and_only_while_it_is_in_force() -> None:
    beside, past = clause("E", "PROCEDURE"), clause("D", until=TODAY - timedelta(days=1))

    for by in (beside, past):
        (ruling,) = settle(rule(HIGH, upper="0.10"), rule(LOW, upper="0.15"), TODAY, ORDER, [Delegation(by, LOW)])
        assert ruling.why == "higher"


@pytest.mark.parametrize(
    ("days", "waivable", "why"),
    [(0, True, "waived"), (-1, True, "higher"), (10, True, "waived"), (10, False, "higher")],
)
def test_a_waiver_lets_the_looser_rule_hold_to_its_last_day_and_never_where_none_may_be_given(
    days: int, waivable: bool, why: str
) -> None:
    waiver = Waiver(HIGH.ref, TODAY - timedelta(days=30), TODAY + timedelta(days=days))
    high = rule(HIGH, upper="0.10") if waivable else rule(HIGH, upper="0.10", waivable=False)

    (ruling,) = settle(high, rule(LOW, upper="0.15"), TODAY, ORDER, waivers=[waiver])

    assert ruling.why == why
    assert ruling.waiver == (waiver if why == "waived" else None)


def test_between_equals_the_specific_goes_before_the_later_and_then_a_person_is_asked() -> None:
    old, new = clause("A", since=date(2024, 1, 1)), clause("B", since=date(2025, 1, 1))
    general, local = rule(new, upper="0.10"), rule(old, upper="0.15", portfolio="PF")

    (specific,) = settle(general, local, TODAY, ORDER)
    (later,) = settle(general, rule(old, upper="0.15"), TODAY, ORDER)
    (asked,) = settle(rule(old, upper="0.15"), rule(clause("B", since=date(2024, 1, 1)), upper="0.10"), TODAY, ORDER)

    assert (specific.why, specific.binds) == ("specific", old)
    assert (later.why, later.binds) == ("later", new)
    assert (asked.why, asked.binds, asked.asks) == ("asked", None, "the Chief")
    assert "ask the Chief to rule" in asked.sentence


def test_without_anybody_named_the_owners_of_both_documents_are_asked() -> None:
    (asked,) = settle(rule(clause("A"), upper="0.1"), rule(clause("B"), upper="0.2"), TODAY, Order())

    assert asked.asks == "Owner of A and Owner of B"


def test_rules_of_areas_that_do_not_meet_are_not_held_against_each_other() -> None:
    assert settle(rule(HIGH, upper="0.1", portfolio="A"), rule(LOW, upper="0.2", portfolio="B"), TODAY, ORDER) == ()


def desk(folder: str, on: date) -> Desk:
    return Desk.of_folder(ROOT / folder, on)


def ruled(of: Desk, general: str, local: str, on: date) -> Any:
    by_ref = of.holdings.by_ref
    (order,) = [Order.of(held) for held in of.rulebook.rules("precedence", by_ref) if held.clause.in_force(on)]
    sides = [
        next(r for r in of.rulebook.rules(rule_id, by_ref) if r.clause.in_force(on)) for rule_id in (general, local)
    ]
    return settle(sides[0], sides[1], on, order, delegations_of(of.rulebook.relations(by_ref)))


@pytest.mark.parametrize(
    ("folder", "on", "general", "binds", "why", "because"),
    [
        ("knowledge", TODAY, "tolerance.cost", "PMO-STD-004 v2.3 §4.2", "higher", "PMO-POL-001 v4.0 §2.3"),
        ("knowledge", TODAY, "reporting.cycle", "PROC-DIG-021 v1.6 §2.1", "delegated", "PMO-STD-003 v5.0 §2.4"),
        ("knowledge", TODAY, "reporting.stale", "PROC-DIG-021 v1.6 §2.2", "delegated", "PMO-STD-003 v5.0 §2.4"),
        ("knowledge", TODAY, "gates.class_c", "PMO-STD-002 v3.1 §2.2", "higher", "PMO-POL-001 v4.0 §2.3"),
        (HOSPITAL, IN_MAY, "tolerance.cost", "NUH-D3 v1.4 §8", "higher", "NUH-CODE v1.2 §3"),
        (HOSPITAL, IN_MAY, "reporting.cycle", "NUH-I4 v1.3 §A.1", "delegated", "NUH-D2 v3 §6"),
        (HOSPITAL, IN_MAY, "reporting.stale", "NUH-I4 v1.3 §A.2", "delegated", "NUH-D2 v3 §6"),
        (HOSPITAL, IN_MAY, "gates.class_c", "NUH-D1 v2.0 §5", "higher", "NUH-CODE v1.2 §3"),
    ],
)  # fmt: skip
def test_the_cases_of_both_organisations_come_out(
    folder: str, on: date, general: str, binds: str, why: str, because: str
) -> None:
    (ruling,) = ruled(desk(folder, on), general, f"{general}_local", on)

    assert (ruling.binds.ref, ruling.why, ruling.because.ref) == (binds, why, because)


@pytest.mark.parametrize(
    ("rule_id", "on", "version"),
    [
        ("gates.conditions", date(2026, 1, 31), "PMO-STD-002 v2.0"),
        ("gates.conditions", date(2026, 2, 1), "PMO-STD-002 v3.1"),
        ("rag.cost", date(2026, 3, 31), "PMO-STD-003 v4.0"),
        ("rag.cost", date(2026, 4, 1), "PMO-STD-003 v5.0"),
    ],
)
def test_of_two_versions_that_of_the_day_binds_to_its_last_day(rule_id: str, on: date, version: str) -> None:
    held = desk("knowledge", on)
    of_time = held.holdings.by_ref("PMO-POL-001 v4.0 §2.4")
    old, new = sorted(held.rulebook.rules(rule_id, held.holdings.by_ref), key=lambda each: each.clause.ref)

    (ruling,) = settle(old, new, on, ORDER, of_time=of_time)

    assert ruling.binds is not None
    assert (ruling.binds.version.ref, ruling.why, ruling.because) == (version, "version", of_time)


DAYS = st.dates(date(2024, 1, 1), date(2027, 1, 1))
KINDS = st.sampled_from(["POLICY", "STANDARD", "PROCEDURE", "GUIDANCE"])
SHARES = st.sampled_from(["0.05", "0.08", "0.10", "0.15"])
AREAS = st.sampled_from([{}, {"portfolio": "A"}, {"portfolio": "A", "type": "T"}, {"portfolio": "B"}])


@st.composite
def rules(draw: Any, document: str) -> Rule:
    of = clause(document, draw(KINDS), draw(st.none() | DAYS))
    return rule(of, upper=draw(SHARES), **draw(AREAS))


@st.composite
def permissions(draw: Any, to: Clause, high: Clause) -> tuple[list[Delegation], list[Waiver]]:
    delegations = [Delegation(clause("D", draw(KINDS)), to, draw(st.booleans()))] if draw(st.booleans()) else []
    start = draw(DAYS)
    waivers = [Waiver(high.ref, start, start + timedelta(days=180))] if draw(st.booleans()) else []
    return delegations, waivers


@given(rules("A"), rules("B"), DAYS, st.data())
@settings(max_examples=300, deadline=None)
def test_the_order_of_the_two_makes_no_difference_and_each_ruling_binds_or_asks(
    left: Rule, right: Rule, on: date, data: st.DataObject
) -> None:
    delegations, waivers = data.draw(permissions(right.clause, left.clause))

    one = settle(left, right, on, ORDER, delegations, waivers)
    other = settle(right, left, on, ORDER, delegations, waivers)

    assert one == other
    assert all((ruling.binds is None) != (ruling.asks is None) for ruling in one)
    assert all(ruling.binds != ruling.over for ruling in one if ruling.binds)


@given(rules("A"), rules("B"), DAYS, st.integers(1, 400))
@settings(max_examples=300, deadline=None)
def test_a_waiver_past_its_expiry_changes_nothing(left: Rule, right: Rule, on: date, ago: int) -> None:
    expired = [
        Waiver(side.clause.ref, on - timedelta(days=ago + 30), on - timedelta(days=ago)) for side in (left, right)
    ]

    assert settle(left, right, on, ORDER, waivers=expired) == settle(left, right, on, ORDER)


@given(rules("A"), rules("B"), DAYS, st.data())
@settings(max_examples=300, deadline=None)
def test_a_stricter_lower_rule_never_loses(left: Rule, right: Rule, on: date, data: st.DataObject) -> None:
    delegations, waivers = data.draw(permissions(right.clause, left.clause))
    ranks = [ORDER.rank(each.clause.version) for each in (left, right)]

    for ruling in settle(left, right, on, ORDER, delegations, waivers):
        high, low = (left, right) if ranks[0] < ranks[1] else (right, left)
        both = all(each.clause.in_force(on) for each in (left, right))
        if both and ranks[0] != ranks[1] and low.number("upper") < high.number("upper"):
            assert ruling.binds == low.clause


def test_a_house_may_rank_its_documents_otherwise() -> None:
    local_first = replace(ORDER, kinds=("PROCEDURE", "STANDARD"))

    (ruling,) = settle(rule(HIGH, upper="0.12"), rule(LOW, upper="0.10"), TODAY, local_first)

    assert (ruling.binds, ruling.why) == (LOW, "higher")
