"""A local cost tolerance: followed where it is stricter or delegated, in its own area, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from knowledge.findings import Relation, Rule
from tests.tools.worked_projects import HandMadeLibrary, clause, enquiry, quiet_project, text_of
from tools.judgement.tolerances import cost_tolerance
from tools.status.tolerance import check

PLAIN = clause("2.0", "99")
LOCAL = replace(PLAIN, version=replace(PLAIN.version, document="X-PROC", type="PROCEDURE"))
ABOVE = clause("2.0", "98")


class WithLocalRule(HandMadeLibrary):
    """The worked rules, and what a procedure says of the cost tolerance of one portfolio."""

    def __init__(self, upper: str, portfolio: str, delegated: bool = False) -> None:
        super().__init__()
        self.local = Rule("tolerance.cost_local", LOCAL, {"portfolio": portfolio, "upper": Decimal(upper)}, False)
        self.delegated = delegated

    def rule(self, rule_id: str, on: date) -> Rule | None:
        return self.local if rule_id == "tolerance.cost_local" else super().rule(rule_id, on)

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
