"""The 14 items of a proposal: present, partial or missing (PMO-STD-008 §2.1)."""

from __future__ import annotations

from fractions import Fraction

from tests.tools.demo_by_hand.cases import HOUSE
from tests.tools.demo_by_hand.reading import amount, of

PRESENT, PARTIAL, MISSING = "present", "partial", "missing"
TESTS = {"COST_UP", "BENEFIT_DOWN", "DELAY"}
SUBJECTS = 4
"""Security, data protection, equality and safety."""


def items(proposal_id: str) -> dict[int, str]:
    """What stands in the rows of each item, by its number."""
    (row,) = of("proposal", proposal_id=proposal_id)
    held = {name: of(f"proposal_{name}", proposal_id=proposal_id)
            for name in ("link", "option", "cost", "concern", "need", "screening")}  # fmt: skip
    benefits = of("benefit", proposal_id=proposal_id)
    whole = sum((amount(link["share"]) for link in held["link"]), Fraction(0)) == 1
    minimum = any(option["is_minimum"] == "yes" for option in held["option"])
    preferred = any(option["is_preferred"] == "yes" for option in held["option"])
    measured = [all(each[name] for name in ("owner_id", "measure", "baseline_value")) for each in benefits]
    return {
        1: judged(bool(row["problem"])),
        2: judged(bool(held["link"]), whole),
        3: judged(bool(row["scope_in"]), bool(row["scope_out"])),
        4: judged(bool(held["option"]), len(held["option"]) >= 3, minimum),
        5: judged(bool(row["preferred_rationale"]), preferred),
        6: judged(bool(row["wlc"]), bool(row["cost_confidence"])),
        7: judged(bool(held["cost"]), bool(row["funding_source"])),
        8: judged(bool(benefits), all(measured)),
        9: appraisal(proposal_id),
        10: judged(bool(held["concern"]), {each["kind"] for each in held["concern"]} == {"RISK", "ASSUMPTION"}),
        11: judged(bool(row["dependencies_stated"])),
        12: judged(bool(held["need"])),
        13: judged(bool(row["delivery_approach"]), bool(row["procurement_route"])),
        14: judged(bool(held["screening"]), len(held["screening"]) >= SUBJECTS),
    }


def judged(exists: bool, *complete: bool) -> str:
    return MISSING if not exists else PRESENT if all(complete) else PARTIAL


def appraisal(proposal_id: str) -> str:
    """At the house rate, with all three tests."""
    cases = of("business_case", proposal_id=proposal_id)
    shown = {row["test"] for row in of("proposal_sensitivity", proposal_id=proposal_id)}
    return judged(bool(cases), all(amount(case["discount_rate"]) == HOUSE for case in cases), shown == TESTS)
