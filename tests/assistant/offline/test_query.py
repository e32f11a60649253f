from typing import Any

import pytest

from assistant.offline.link import Link
from assistant.offline.query.reader import read_query
from assistant.offline.values import find_values
from tests.tools.worked_projects import TODAY
from tools.portfolio.records import Record, RecordKind
from tools.query.asked import QueryOf

NAMES: tuple[tuple[str, RecordKind, str], ...] = (
    ("Harbour", "portfolio", "PF-H"), ("Lagoon", "programme", "PG-L"), ("Ada Quill", "person", "ada.quill"),
)  # fmt: skip


def read(text: str) -> dict[str, Any]:
    """The arguments for a question in which the made-up records are linked."""
    links = [
        Link((Record(kind, id_, name),), at, at + len(name), name)
        for name, kind, id_ in NAMES
        if (at := text.find(name)) >= 0
    ]
    taken = tuple((link.start, link.end) for link in links)
    arguments = read_query(text, links, find_values(text, TODAY, taken)).arguments()
    QueryOf.model_validate(arguments)
    return arguments


def where(field: str, comparison: str, value: str) -> dict[str, Any]:
    return {"field": field, "comparison": comparison, "value": value}


def lacking(field: str) -> dict[str, Any]:
    return {"field": field, "comparison": "not recorded"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which risks have no owner?", [lacking("risk_owner")]),
        ("issues without an owner", [lacking("issue_owner")]),
        ("unowned benefits", [lacking("benefit_owner")]),
        ("projects with a sponsor", [{"field": "sponsor", "comparison": "recorded"}]),
        ("projects missing a sponsor", [lacking("sponsor")]),
        ("projects whose sponsor is not recorded", [lacking("sponsor")]),
        ("projects rebaselined more than twice", [where("rebaselines", ">", "2")]),
        ("projects over £3m", [where("bac", ">", "3000000")]),
        ("risks worth £40k or more", [where("risk_cost", ">=", "40000")]),
        ("projects with a CPI of at most 0.85", [where("cpi", "<=", "0.85")]),
        ("milestones more than 14 days late", [where("milestone_slip", ">", "14")]),
        ("projects more than 12% over budget", [where("growth", ">", "0.12")]),
        ("risks not reviewed for over 90 days", [where("days_since_review", ">", "90")]),
        ("red risks in Harbour", [where("portfolio", "=", "PF-H"), where("risk_band", "=", "R")]),
        ("projects that are not in Harbour", [where("portfolio", "!=", "PF-H")]),
        ("amber or red projects in Lagoon",
         [where("programme", "=", "PG-L"), {"field": "calculated", "comparison": "in", "values": ["A", "R"]}]),
        ("projects reported green", [where("reported", "=", "G")]),
        ("risks owned by Ada Quill", [where("risk_owner", "=", "Ada Quill")]),
        ("projects sponsored by Ada Quill", [where("sponsor", "=", "Ada Quill")]),
        ("waivers expiring before 5 January 2027", [where("waiver_expires", "<", "2027-01-05")]),
        ("gate reviews in March 2027", [where("month", "=", "2027-03")]),
        ("overdue gate conditions", [where("condition_overdue", "=", "YES")]),
    ],
)  # fmt: skip
def test_conditions(question: str, expected: list[Any]) -> None:
    arguments = read(question)

    assert arguments.get("where") == expected
    assert "unread" not in arguments


@pytest.mark.parametrize(
    ("question", "entity", "number", "comparison", "inner"),
    [
        ("projects with an overdue gate condition", "gate_condition", 1, ">=", ["condition_overdue"]),
        ("projects without any waiver", "waiver", 0, "=", []),
        ("projects with more than three amber risks", "risk", 3, ">", ["risk_band"]),
        ("projects that have no approved report", "report", 0, "=", []),
        ("projects with fewer than 2 benefits", "benefit", 2, "<", []),
    ],
)
def test_related_records(question: str, entity: str, number: int, comparison: str, inner: list[str]) -> None:
    (related,) = read(question)["related"]

    assert (related["entity"], related["number"], related["comparison"]) == (entity, number, comparison)
    assert [each["field"] for each in related["where"]] == inner


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("average SPI(t) per programme", {"group_by": ["programme"], "measures": [("spi_t", "average")]}),
        ("total budget by sponsor and stage", {"group_by": ["sponsor", "stage"], "measures": [("bac", "sum")]}),
        ("how many issues", {"measures": [("number", "sum")]}),
        ("what share of risks is escalated", {"measures": [("number", "share")]}),
        ("which sponsors have the most late projects", {"group_by": ["sponsor"], "order": "number"}),
        ("top four risks by likely cost", {"limit": 4, "order": "risk_cost", "measures": [("risk_cost", "each")]}),
        ("the two smallest projects", {"limit": 2, "order": "bac", "measures": [("bac", "each")]}),
        ("worst projects by CPI", {"order": "cpi", "descending": False}),
        ("who owns the most risks", {"entity": "person", "order": "risks_owned"}),
        ("all risks including closed ones", {"entity": "risk", "every": True}),
    ],
)
def test_groups_measures_and_order(question: str, expected: dict[str, Any]) -> None:
    arguments = read(question)

    found = {
        **arguments,
        "measures": [(each["field"], each["aggregate"]) for each in arguments.get("measures", ())],
        "order": arguments.get("order", {}).get("field"),
        "descending": arguments.get("order", {}).get("descending"),
    }
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    "question",
    [
        "projects that smell of lavender",
        "risks with a purple sticker over £9k",
        "projects with a CPI under 0.9 or a budget over £2m",
        "projects with a mouldy waiver",
    ],
)
def test_what_is_not_understood_is_told(question: str) -> None:
    assert read(question)["unread"]
