"""A local tolerance: followed where it is stricter, delegated or waived, in its own area, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from knowledge.findings import Relation, Rule
from tests.tools.worked_projects import (
    BASELINE,
    TODAY,
    HandMadeLibrary,
    clause,
    enquiry,
    quiet_project,
    report,
    text_of,
)
from tools.facts.permissions import WaiverFacts
from tools.judgement.tolerances import cost_tolerance, time_tolerance
from tools.status.project import status_of
from tools.status.tolerance import check

PLAIN = clause("2.0", "99")
LOCAL = replace(PLAIN, version=replace(PLAIN.version, document="X-PROC", type="PROCEDURE"))
ABOVE = clause("2.0", "98")


class WithLocalRule(HandMadeLibrary):
    """The worked rules, and what a procedure says of the cost tolerance of one portfolio."""

    def __init__(self, upper: str, portfolio: str, delegated: bool = False, point: str = "tolerance.cost") -> None:
        super().__init__()
        key, value = {
            "tolerance.cost": ("upper", Decimal(upper)),
            "tolerance.time": ("working_days", Decimal(upper)),
            "reporting.stale": ("days", Decimal(upper)),
        }[point]
        self.local = Rule(f"{point}_local", LOCAL, {"portfolio": portfolio, key: value}, False)
        self.delegated = delegated

    def rule(self, rule_id: str, on: date) -> Rule | None:
        return self.local if rule_id == self.local.rule_id else super().rule(rule_id, on)

    def relations(self, of: Any) -> tuple[Relation, ...]:
        given = Relation("delegates", ABOVE, LOCAL, LOCAL, None)
        return (given,) if self.delegated and of == LOCAL else ()


def limit(upper: str, *, here: bool = True, delegated: bool = False) -> Decimal | None:
    project = quiet_project()
    portfolio = project.portfolio_id if here else "elsewhere"
    return cost_tolerance(project, enquiry(WithLocalRule(upper, portfolio, delegated))).limit


GENERAL = cost_tolerance(quiet_project(), enquiry()).limit


@pytest.mark.parametrize(
    ("upper", "changes", "expected"),
    [
        ("0.04", {}, Decimal("0.04")),
        ("0.30", {}, GENERAL),
        ("0.30", {"delegated": True}, Decimal("0.30")),
        ("0.04", {"here": False}, GENERAL),
    ],
)
def test_the_limit_is_that_of_the_rule_that_binds(upper: str, changes: dict[str, bool], expected: Decimal) -> None:
    assert limit(upper, **changes) == expected


def test_the_answer_cites_the_clause_that_binds() -> None:
    project = quiet_project()
    said = {
        upper: text_of(check(project, enquiry(WithLocalRule(upper, project.portfolio_id))))
        for upper in ("0.04", "0.30")
    }

    assert "X-PROC v2.0 §99" in said["0.04"]
    assert "X-PROC" not in said["0.30"]


def waiver(of: str = "X-STD §11", **changes: Any) -> WaiverFacts:
    made = WaiverFacts(
        "W-9", of, "The higher tolerance", "Reason", "Control", "max", date(2026, 8, 3), "Committee", "BD-C",
        date(2026, 9, 1), date(2026, 12, 31), 0, "ACTIVE", "waiver/W-9",
    )  # fmt: skip
    return replace(made, **changes)


def under(held: WaiverFacts, upper: str = "0.30") -> Decimal | None:
    project = quiet_project(waivers=(held,))
    return cost_tolerance(project, enquiry(WithLocalRule(upper, project.portfolio_id))).limit


@pytest.mark.parametrize(
    ("changes", "binds"),
    [
        ({}, True),
        ({"expires_on": TODAY}, True),
        ({"expires_on": TODAY - timedelta(days=1)}, False),
        ({"approved_on": TODAY + timedelta(days=1)}, False),
        ({"approved_on": None, "expires_on": None, "status": "REQUESTED"}, False),
        ({"status": "REVOKED", "revoked_on": TODAY}, False),
        ({"status": "REVOKED", "revoked_on": TODAY + timedelta(days=1)}, True),
        ({"status": "REVOKED"}, False),
        ({"clause_ref": "X-STD §12"}, False),
    ],
)
def test_a_looser_local_rule_binds_only_while_a_waiver_of_the_general_clause_is_live(
    changes: dict[str, Any], binds: bool
) -> None:
    number = cost_tolerance(quiet_project(), enquiry()).rule
    assert number is not None

    assert under(replace(waiver(number.clause.unversioned), **changes)) == (Decimal("0.30") if binds else GENERAL)


def test_the_answers_name_the_waiver_its_last_day_and_the_clauses() -> None:
    general = cost_tolerance(quiet_project(), enquiry()).rule
    assert general is not None
    project = quiet_project(waivers=(waiver(general.clause.unversioned),))
    here = enquiry(WithLocalRule("0.30", project.portfolio_id))

    for said in (text_of(check(project, here)), text_of(status_of(project, here))):
        assert (
            f"The looser local rule (X-PROC v2.0 §99) binds in place of the general one ({general.clause.ref}) under "
            "waiver W-9, live until 31 Dec 2026." in said
        )
        assert "30%" in said
    assert "W-9" not in text_of(check(quiet_project(), here))


@pytest.mark.parametrize(
    ("working_days", "here", "limit"),
    [
        ("5", True, ("working_days", 5)),  # a week, where a tenth of the duration is 18.2 days
        ("20", True, ("days", Decimal("18.2"))),  # four weeks are looser, and nobody delegated that
        ("5", False, ("days", Decimal("18.2"))),
    ],
)
def test_a_stricter_local_time_tolerance_binds_however_it_counts(
    working_days: str, here: bool, limit: tuple[str, Any]
) -> None:
    project = quiet_project()
    library = WithLocalRule(working_days, project.portfolio_id if here else "elsewhere", point="tolerance.time")

    state = time_tolerance(project, enquiry(library))

    assert BASELINE.finish - BASELINE.start == timedelta(days=182)
    assert (state.unit, state.limit) == limit
    assert state.rule is not None
    assert (state.rule.clause == LOCAL) is (state.unit == "working_days")


def test_a_looser_local_time_tolerance_binds_under_a_live_waiver_and_is_cited() -> None:
    general = time_tolerance(quiet_project(), enquiry()).rule
    assert general is not None
    project = quiet_project(waivers=(waiver(general.clause.unversioned),))
    library = WithLocalRule("20", project.portfolio_id, point="tolerance.time")

    said = text_of(check(project, enquiry(library)))

    assert "The finish may slip by up to 20 working days (X-PROC v2.0 §99)." in said
    assert f"in place of the general one ({general.clause.ref}) under waiver W-9, live until 31 Dec 2026." in said


@pytest.mark.parametrize(
    ("days", "waived", "said"),
    [
        ("20", False, "and the limit is 20 days (X-PROC v2.0 §99)"),
        ("90", False, "and the limit is 45 days (X-STD v2.0"),
        ("90", True, "The looser local rule (X-PROC v2.0 §99) binds in place of the general one (X-STD v2.0"),
    ],
)
def test_how_old_a_status_may_be_follows_the_same_order(days: str, waived: bool, said: str) -> None:
    library = WithLocalRule(days, "PF-Y", point="reporting.stale")
    general = library.rule("reporting.stale", TODAY)
    assert general is not None
    held = (waiver(general.clause.unversioned),) if waived else ()
    old = quiet_project(report=report(date(2026, 8, 31), OVERALL="G"), waivers=held)

    answer = text_of(status_of(old, enquiry(library)))

    assert said in answer
    assert ("status is stale" in answer) is not waived
