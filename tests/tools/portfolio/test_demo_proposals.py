"""The demo's proposals score, cost and lack what is printed of them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from tests.tools.portfolio.demo_rows import rows, sums
from tests.tools.portfolio.test_demo_value import npv
from tools.portfolio.database import Portfolio

OPEN = [f"PR-0{n}" for n in range(1, 7)]
CRITERIA = {
    "STRATEGIC": Decimal("0.30"),
    "VALUE": Decimal("0.20"),
    "BENEFIT_CONFIDENCE": Decimal("0.10"),
    "RISK": Decimal("0.15"),
    "URGENCY": Decimal("0.15"),
    "DELIVERABILITY": Decimal("0.10"),
}
WEIGHTS = {f"SO-{n}": Decimal(weight) for n, weight in enumerate(("0.25", "0.30", "0.20", "0.15", "0.10"), 1)}


def held(demo: Portfolio, table: str) -> dict[str, list[Any]]:
    """The rows of a list, by proposal."""
    each: dict[str, list[Any]] = defaultdict(list)
    for row in rows(demo, table):
        each[row["proposal_id"]].append(row)
    return each


def medians(demo: Portfolio, proposal_id: str) -> list[int]:
    given = held(demo, "proposal_score")[proposal_id]
    return [int(median(row["score"] for row in given if row["criterion"] == each)) for each in CRITERIA]


@pytest.mark.parametrize(
    ("proposal_id", "scores", "total"),
    [
        ("PR-01", [4, 5, 3, 3, 2, 4], 73),
        ("PR-02", [4, 3, 3, 3, 3, 3], 66),
        ("PR-03", [5, 3, 4, 2, 5, 3], 77),
        ("PR-04", [3, 3, 3, 4, 3, 2], 61),
        ("PR-05", [3, 4, 3, 3, 3, 3], 64),
        ("PR-06", [3, 2, 3, 4, 4, 3], 62),
        ("PR-51", [4, 4, 3, 3, 4, 3], 73),
        ("PR-52", [4, 3, 3, 3, 4, 4], 71),
    ],
)
def test_the_medians_of_the_assessors_give_the_printed_scores(
    demo: Portfolio, proposal_id: str, scores: list[int], total: int
) -> None:
    given = medians(demo, proposal_id)

    assert given == scores
    assert 20 * sum(weight * score for weight, score in zip(CRITERIA.values(), given, strict=True)) == total


def test_some_assessors_disagree_and_no_author_scores(demo: Portfolio) -> None:
    authors = {row["proposal_id"]: row["author_id"] for row in rows(demo, "proposal")}
    given = rows(demo, "proposal_score")
    cells = defaultdict(set)
    for row in given:
        cells[row["proposal_id"], row["criterion"]].add(row["score"])

    assert {each[0] for each, scores in cells.items() if len(scores) > 1} >= {"PR-01", "PR-03"}
    assert not [row for row in given if row["assessor_id"] == authors[row["proposal_id"]]]


def test_links_give_the_printed_strategic_values(demo: Portfolio) -> None:
    linked = held(demo, "proposal_link")
    value = {
        each: sum(
            100 * row["share"] * row["contribution"] / 3 * WEIGHTS[row["objective_id"]] / Decimal("0.30")
            for row in linked[each]
        )
        for each in OPEN
    }

    assert {each: round(amount) for each, amount in value.items()} == dict(
        zip(OPEN, (62, 55, 70, 40, 48, 35), strict=True)
    )
    assert all(sum(row["share"] for row in linked[each]) == 1 for each in OPEN)


def test_cost_and_people_of_the_coming_year_are_as_printed(demo: Portfolio) -> None:
    cost = sums((row["proposal_id"], row["capex"] + row["opex"]) for row in rows(demo, "proposal_cost"))
    wlc = {row["proposal_id"]: row["wlc"] for row in rows(demo, "proposal")}
    needs = {
        each: [
            {row["fte"] for row in held(demo, "proposal_need")[each] if row["role_id"] == role}
            for role in ("solution-architect", "developer")
        ]
        for each in OPEN
    }

    assert cost == wlc
    assert [int(cost[each] / 1000) for each in OPEN] == [900, 700, 1200, 300, 500, 400]
    assert {row["fy_start"] for each in OPEN for row in held(demo, "proposal_cost")[each]} == {date(2027, 4, 1)}
    assert needs == {
        each: [{architects}, {developers}]
        for each, (architects, developers) in zip(OPEN, ((4, 2), (3, 3), (5, 2), (1, 1), (2, 4), (2, 1)), strict=True)
    }
    assert all(len(held(demo, "proposal_need")[each]) == 12 for each in OPEN)


def test_one_proposal_needs_another_and_excludes_a_third(demo: Portfolio) -> None:
    assert [(row["proposal_id"], row["relation"], row["other_id"]) for row in rows(demo, "proposal_relation")] == [
        ("PR-03", "EXCLUDES", "PR-01"),
        ("PR-03", "NEEDS", "PR-02"),
    ]


def test_the_portal_is_worth_less_at_the_house_rate_than_its_author_states(demo: Portfolio) -> None:
    (case,) = rows(demo, "business_case", proposal_id="PR-01")

    assert (case["discount_rate"], case["stated_npv"]) == (Decimal("0.035"), 256900)
    assert round(npv(demo, "BC-PR-01", Decimal("0.035")) / 1000, 1) == Decimal("256.9")
    assert round(npv(demo, "BC-PR-01") / 1000, 1) == Decimal("166.6")


def test_the_proposals_pay_at_the_house_rate(demo: Portfolio) -> None:
    assert all(npv(demo, f"BC-{each}") > 0 for each in OPEN)


TEXTS = (
    "problem",
    "scope_in",
    "scope_out",
    "preferred_rationale",
    "cost_confidence",
    "funding_source",
    "delivery_approach",
    "procurement_route",
    "dependencies_stated",
)


def gaps(demo: Portfolio, proposal: Any) -> set[str]:
    """What of the 14 items is not there in full."""
    key = proposal["proposal_id"]
    found = {each for each in TEXTS if not proposal[each]}
    lists = {name: held(demo, f"proposal_{name}")[key] for name in ("option", "concern", "screening", "sensitivity")}
    benefits = rows(demo, "benefit", proposal_id=key)
    (case,) = rows(demo, "business_case", proposal_id=key)
    found |= {"options"} if len(lists["option"]) < 3 or not any(row["is_minimum"] for row in lists["option"]) else set()
    found |= {"concerns"} if {row["kind"] for row in lists["concern"]} != {"RISK", "ASSUMPTION"} else set()
    found |= {"screening"} if len(lists["screening"]) < 4 else set()
    found |= {"sensitivity"} if len(lists["sensitivity"]) < 3 else set()
    found |= {"rate"} if case["discount_rate"] != Decimal("0.07") else set()
    measured = [row for row in benefits if row["owner_id"] and row["measure"] and row["baseline_value"] is not None]
    return found if measured else found | {"benefits"}


def test_the_gaps_of_the_proposals_are_exactly_the_printed_ones(demo: Portfolio) -> None:
    proposals = {row["proposal_id"]: row for row in rows(demo, "proposal", status="SUBMITTED")}

    assert {key: gaps(demo, row) for key, row in proposals.items()} == {
        "PR-01": {"sensitivity", "rate"},
        "PR-02": set(),
        "PR-03": set(),
        "PR-04": set(),
        "PR-05": {"dependencies_stated"},
        "PR-06": {"screening"},
    }


def test_stated_sensitivities_follow_from_the_cash_flow(demo: Portfolio) -> None:
    for each in OPEN:
        (case,) = rows(demo, "business_case", proposal_id=each)
        rate = case["discount_rate"]
        cost = sum(row["capex"] + row["opex"] for row in rows(demo, "cash_flow", case_id=case["case_id"]))
        gained = npv(demo, case["case_id"], rate) + cost  # all of the cost falls into year 0
        expected = {
            "COST_UP": gained - cost * Decimal("1.2"),
            "BENEFIT_DOWN": gained * Decimal("0.8") - cost,
            "DELAY": gained / (1 + rate) - cost,
        }
        for row in held(demo, "proposal_sensitivity")[each]:
            assert abs(row["stated_npv"] - expected[row["test"]]) <= 50, (each, row["test"])


def test_the_extension_of_the_bot_reads_like_the_bot_and_nothing_else_is_alike(demo: Portfolio) -> None:
    handed: dict[str, list[str]] = defaultdict(list)
    for table, key in (("project_deliverable", "project_id"), ("proposal_deliverable", "proposal_id")):
        for row in rows(demo, table):
            handed[row[key]].append(row["deliverable"])
    texts = {
        row["project_id"]: ". ".join([row["name"], row["description"], *handed[row["project_id"]]])
        for row in rows(demo, "project")
    } | {
        row["proposal_id"]: ". ".join([row["title"], row["problem"], row["scope_in"], *handed[row["proposal_id"]]])
        for row in rows(demo, "proposal")
    }
    names = sorted(texts)
    matrix = TfidfVectorizer().fit_transform(texts[each] for each in names)
    cosines = (matrix @ matrix.T).toarray()
    alike = {
        (one, other) for i, one in enumerate(names) for j, other in enumerate(names) if i < j and cosines[i, j] >= 0.80
    }

    assert alike == {("P-102", "P-103"), ("P-103", "PR-05")}


def test_the_board_judged_three_pairs_and_the_backlog_has_three_items(demo: Portfolio) -> None:
    judged = {(row["criterion_a"], row["criterion_b"]): row["value"] for row in rows(demo, "pairwise_judgement")}
    order = {
        row["backlog_id"]: (row["business_value"] + row["time_criticality"] + row["risk_opportunity"]) / row["job_size"]
        for row in rows(demo, "backlog_item")
    }

    assert judged == {("STRATEGIC", "VALUE"): 3, ("STRATEGIC", "RISK"): 5, ("VALUE", "RISK"): 3}
    assert {key: round(value, 2) for key, value in order.items()} == {"BL-1": 3.2, "BL-2": 1.77, "BL-3": 8.67}
