"""What the demo's records must give when asked openly, held against its table of facts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.tools.query.conftest import enquiry_of
from tests.tools.worked_projects import headline_of, text_of
from tools.enquiry import Enquiry
from tools.portfolio.database import Portfolio
from tools.query.asked import QueryOf
from tools.query.portfolio import query_portfolio
from tools.result import ToolResult


def ask(enquiry: Enquiry, **asked: Any) -> ToolResult:
    query = QueryOf.model_validate(asked)
    return query_portfolio(enquiry, **{name: getattr(query, name) for name in query.model_fields_set})


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"where": [{"field": "rebaselines", "comparison": ">", "value": 1}]}, ["P-301"]),
        ({"where": [{"field": "calculated", "value": "red"}]}, ["P-101", "P-201", "P-301", "P-405"]),
        ({"where": [{"field": "reported", "value": "R"}]}, ["P-201", "P-301"]),
        ({"where": [{"field": "colours_differ", "value": "yes"}]}, ["P-101", "P-405"]),
        ({"where": [{"field": "cost_standing", "value": "over"}]}, ["P-101", "P-201", "P-301", "P-405"]),
        ({"where": [{"field": "sponsor", "value": "priya raman"}]}, ["P-101", "P-102", "P-104"]),
        ({"where": [{"field": "run_state", "value": "on hold"}]}, ["P-403"]),
        (
            {"where": [{"field": "bac", "comparison": ">", "value": "2000000"}, {"field": "cpi", "comparison": "<",
                                                                                 "value": "0.9"}]},
            ["P-201", "P-301"],
        ),
        ({"entity": "risk", "where": [{"field": "risk_owner", "comparison": "not recorded"}]}, ["P-401"]),
        (
            {"related": [{"entity": "risk", "where": [{"field": "risk_owner", "comparison": "not recorded"}]}]},
            ["P-401"],
        ),
    ],
)  # fmt: skip
def test_conditions_find_the_projects_of_the_table(asking: Enquiry, asked: Any, found: list[str]) -> None:
    assert sorted(ask(asking, **asked).subjects) == found


def test_an_empty_result_is_an_answer_of_its_own(asking: Enquiry) -> None:
    result = ask(asking, where=[{"field": "bac", "comparison": ">", "value": "90000000"}])

    assert (result.status, result.kind, result.table) == ("OK", "answer", None)
    assert "there is certainly none" in headline_of(result)
    assert "could not be judged" in text_of(result)


def test_what_has_no_value_is_counted_and_takes_no_part(asking: Enquiry) -> None:
    result = ask(asking, measures=[{"field": "cpi", "aggregate": "average"}])

    assert "4 without CPI took no part" in text_of(result)
    (average,) = (each for each in result.figures if each.name == "average CPI")
    assert average.value is not None
    assert len(average.source) == 18


def test_a_name_that_may_not_be_known_is_not_found_like_one_that_does_not_exist(asking: Enquiry) -> None:
    hidden, absent = (ask(asking, where=[{"field": "project", "value": name}]) for name in ("P-501", "P-999"))

    assert hidden.kind == absent.kind == "not_found"
    assert replace(hidden, arguments={}, figures=()) == replace(absent, arguments={}, figures=())


def test_hidden_projects_count_nowhere(demo: Portfolio, asking: Enquiry) -> None:
    count = {"group_by": ["portfolio"], "measures": [{"field": "wlc", "aggregate": "sum"}], "every": True}
    open_, cleared = ask(asking, **count), ask(enquiry_of(demo, "helen.strand"), **count)

    assert not {"P-501", "P-502"} & set(open_.subjects)
    assert "P-501" in cleared.subjects
    assert not any("P-501" in each.handle or "project/P-501" in each.source for each in open_.figures)


def test_sums_never_mix_units(asking: Enquiry) -> None:
    total = {"field": "benefit_planned", "aggregate": "sum"}
    mixed, apart = (ask(asking, entity="benefit", measures=[total], group_by=g) for g in ([], ["benefit_unit"]))

    assert "in different units" in text_of(mixed)
    assert not any(each.name == "sum of benefit planned" and each.value is not None for each in mixed.figures)
    assert {each.unit for each in apart.figures if each.name == "sum of benefit planned" and each.value} == {
        "count", "money"
    }  # fmt: skip


def test_the_past_is_asked_as_it_was_known(asking: Enquiry) -> None:
    then = replace(asking, as_of=date(2026, 7, 31), today=date(2026, 7, 31))
    large = {"where": [{"field": "project", "value": "P-101"}], "measures": [{"field": "eac_pm"}]}

    now_, then_ = (
        next(each.value for each in ask(on, **large).figures if each.key == "eac_pm") for on in (asking, then)
    )

    assert (then_, now_) == (Decimal(1000000), Decimal(1030000))


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"measures": [{"field": "cpi", "aggregate": "sum"}]}, "a sum of CPI says nothing"),
        ({"measures": [{"field": "stage", "aggregate": "average"}]}, "is no quantity"),
        ({"where": [{"field": "stage", "comparison": ">", "value": "PLAN"}]}, "has no order"),
        ({"where": [{"field": "bac", "comparison": ">", "value": "plenty"}]}, "is compared with a number"),
        ({"where": [{"field": "stage", "value": "purple"}]}, "has no value of that name"),
        ({"where": [{"field": "bac", "comparison": ">"}]}, "has no value"),
        ({"where": [{"field": "risk_owner", "value": "Maya Okafor"}]}, "projects have no 'risk_owner'"),
        ({"entity": "person", "related": [{"entity": "risk"}]}, "people have no records of a project"),
    ],
)
def test_what_cannot_be_asked_is_said_with_its_reason(asking: Enquiry, asked: Any, reason: str) -> None:
    result = ask(asking, **asked)

    assert (result.status, result.kind) == ("INVALID_INPUT", "clarify")
    assert reason in (result.reason or "")


def test_a_long_list_is_cut_with_its_number_told_and_goes_on(asking: Enquiry) -> None:
    first = ask(asking, entity="risk", limit=10)
    rest = ask(asking, entity="risk", limit=10, skip=80)

    assert first.table is not None
    assert len(first.table.rows) == 10
    assert "10 of 83 risks are shown" in text_of(first)
    assert rest.table is not None
    assert len(rest.table.rows) == 3


def test_groups_have_a_total_that_counts_each_record_once(asking: Enquiry) -> None:
    result = ask(asking, group_by=["objective"])

    assert result.table is not None
    assert result.table.rows[-1][0] == "All"
    assert "22" in text_of(result)
    assert "in all it counts once" in text_of(result)


def test_colours_are_calculated_only_where_they_are_asked_for(asking: Enquiry, monkeypatch: Any) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a colour was calculated")

    monkeypatch.setattr("tools.query.declared.judge", never)

    assert ask(asking, where=[{"field": "bac", "comparison": ">", "value": "1"}], measures=[{"field": "bac"}]).subjects
    with pytest.raises(AssertionError, match="a colour was calculated"):
        ask(asking, group_by=["calculated"])


def test_the_exposure_of_each_project_is_that_of_the_table(asking: Enquiry) -> None:
    threats = [{"field": "opportunity", "value": "no"}]
    result = ask(
        asking, entity="risk", where=threats, group_by=["project"], measures=[{"field": "risk_emv", "aggregate": "sum"}]
    )

    sums = {f.key.split("_")[3].upper(): f.value for f in result.figures if f.key.startswith("sum_risk_emv_p-")}
    assert {name: sums[name] for name in ("P-201", "P-301", "P-401", "P-101")} == {
        "P-201": 780000, "P-301": 330000, "P-401": 270000, "P-101": 36000,
    }  # fmt: skip
