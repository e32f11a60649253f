"""Cash flows that somebody types: worth, rates of return, payback, and what cannot be told."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.tools.worked_cases import CaseLibrary
from tests.tools.worked_projects import enquiry, headline_of, text_of
from tools.investment.given import calculate_investment, flows_of
from tools.result import ToolResult

SCHOOLBOOK = (-1000, 300, 400, 400, 300)


def ask(*flows: int, absent: tuple[str, ...] = (), **given: Any) -> ToolResult:
    rates = {name: Decimal(str(value)) if isinstance(value, float) else value for name, value in given.items()}
    typed = [Decimal(flow) for flow in flows] or None
    return calculate_investment(enquiry(CaseLibrary(*absent)), flows=typed, **rates)


def value(result: ToolResult, key: str) -> Any:
    return next(figure.value for figure in result.figures if figure.key == key)


def test_the_schoolbooks_flows_give_its_figures_at_the_house_rate() -> None:
    result = ask(*SCHOOLBOOK)

    assert headline_of(result) == "The NPV is 108.74 at the house rate of 10%. The IRR is 14.9%."
    keys = ("irr_given", "mirr_given", "bcr_given", "payback_given", "payback_discounted", "npv_spreadsheet")
    assert [round(value(result, key), 3) for key in keys] == [
        Decimal(text) for text in ("0.149", "0.129", "1.109", "2.75", "3.469", "98.851")
    ]  # fmt: skip
    assert [clause.ref for clause in result.clauses] == ["X-STD v2.0 §1"]


def test_a_rate_that_is_given_is_used_and_no_rule_is_cited() -> None:
    result = ask(*SCHOOLBOOK, rate=0.035)

    assert round(value(result, "npv_given"), 2) == Decimal("285.47")
    assert "house" not in text_of(result)
    assert result.clauses == ()


def test_without_any_rate_the_irr_is_told_and_no_npv() -> None:
    result = ask(*SCHOOLBOOK, absent=("proposal.discount",))

    assert headline_of(result) == "The IRR is 14.9%."
    assert "You gave no rate and no rule on a house rate is held" in text_of(result)


def test_several_rates_of_return_are_all_told() -> None:
    result = ask(-100, 230, -132)

    assert "There is no single IRR: 10% and 20% each make the NPV zero" in headline_of(result)
    assert all(figure.key != "irr_given" for figure in result.figures)


def test_flows_that_never_change_sign_have_no_rate_of_return_and_no_payback() -> None:
    text = text_of(ask(100, 200))

    assert "The IRR is not defined: the cash flows never change sign." in text
    assert "Payback is not defined: nothing is invested" in text
    assert "Costs are typed with a minus" in text


def test_a_published_mirr_comes_first_where_its_rates_are_given() -> None:
    result = ask(-120000, 39000, 30000, 21000, 37000, 46000, finance_rate=0.10, reinvest_rate=0.12)

    assert headline_of(result).startswith("MIRR is 12.6%, financed at 10% and reinvested at 12%.")
    assert round(value(result, "mirr_given"), 7) == Decimal("0.1260941")


def test_money_that_is_not_interest_bearing_is_financed_at_nothing() -> None:
    assert "financed at 0%" in headline_of(ask(*SCHOOLBOOK, finance_rate=Decimal(0)))


def test_an_outlay_with_the_same_return_each_year() -> None:
    result = ask(outlay=Decimal(100000), yearly=Decimal(30000), years=5)

    assert value(result, "flow_0") == -100000
    assert value(result, "flow_5") == 30000
    assert "£13.7k" in headline_of(result)


@pytest.mark.parametrize(
    ("given", "flows"),
    [
        (((-5, 6), None, None, None), (-5, 6)),
        (((6, 7), 5, None, None), (-5, 6, 7)),
        (((-6, 7), 5, None, None), (-6, 7)),  # the outlay is among them
        ((None, 5, 3, 2), (-5, 3, 3)),
        ((None, -5, 3, 1), (-5, 3)),
        ((None, 5, 3, None), ()),
        ((None, None, 3, 2), ()),
    ],
)
def test_what_flows_are_meant(given: Any, flows: tuple[int, ...]) -> None:
    assert flows_of(*given) == flows


def test_what_is_missing_is_asked_for() -> None:
    assert "YEARS" in headline_of(ask(outlay=Decimal(5), yearly=Decimal(3)))
    assert "CASH FLOWS" in headline_of(ask())


def test_amounts_keep_the_currency_they_were_typed_in() -> None:
    assert "€" in headline_of(ask(-100, 120, currency="EUR"))
