"""What can be asked of investments, and the words by which people say it."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from tools.arguments import Arguments, OtherCurrency, Slot, WorkId
from tools.signatures import AsOf


class CaseOf(AsOf):
    """One project or proposal, and what of its case comes first."""

    project: WorkId
    focus: Annotated[
        Literal["sensitivity", "to_go"] | None,
        Slot(
            "word",
            words=(
                ("sensitivity", "sensitivity"), ("sensitivities", "sensitivity"), ("sensitive", "sensitivity"),
                ("break-even", "sensitivity"), ("break even", "sensitivity"), ("switching value", "sensitivity"),
                ("switching values", "sensitivity"), ("robust", "sensitivity"), ("cost more", "sensitivity"),
                ("cost-to-go", "to_go"), ("cost to go", "to_go"), ("remaining benefits", "to_go"),
                ("worth finishing", "to_go"), ("finish it", "to_go"), ("carry on", "to_go"),
            ),
        ),
        Field(description="What comes first: the sensitivity tests, or the cost to go against remaining benefits"),
    ] = None  # fmt: skip


Share = Annotated[Decimal, Field(gt=-1, lt=100)]
"""A rate a year as a fraction."""


def _rate(*labels: str) -> Slot:
    return Slot("quantity", labels=labels, unit="percent")


class CashFlows(Arguments):
    """Cash flows by year, as the asker gave them: in full, or as an outlay and what comes back each year."""

    flows: Annotated[
        list[Decimal] | None,
        Slot("series", least=2),
        Field(description="Cash flows of years 0, 1, 2 and so on, costs negative", max_length=100),
    ] = None
    outlay: Annotated[
        Decimal | None,
        Slot("quantity", labels=("invest", "investing", "invested", "investment of", "outlay", "upfront", "up front",
                                 "put in", "capex", "initial cost", "costs", "costing", "spend"), unit="money"),
        Field(description="What goes out in year 0, as a positive amount"),
    ] = None  # fmt: skip
    yearly: Annotated[
        Decimal | None,
        Slot("quantity", labels=("a year", "per year", "yearly", "annually", "each year", "every year", "annual",
                                 "per annum", "saves", "saving", "returns", "return of", "brings", "get back"),
             unit="money"),
        Field(description="What comes back in each year from year 1 on"),
    ] = None  # fmt: skip
    years: Annotated[
        int | None,
        Slot("quantity", labels=("years", "yrs"), unit="number"),
        Field(description="For how many years it comes back", ge=1, le=99),
    ] = None
    rate: Annotated[
        Share | None,
        _rate(
            "at", "rate", "discount rate", "discounted at", "discount", "hurdle", "wacc", "cost of capital", "interest"
        ),
        Field(description="Discount rate a year as a fraction; the house rate where absent"),
    ] = None
    finance_rate: Annotated[
        Share | None,
        _rate("finance rate", "finance", "financing", "borrowing", "borrow at"),
        Field(description="For MIRR: rate at which money is borrowed, as a fraction"),
    ] = None
    reinvest_rate: Annotated[
        Share | None,
        _rate("reinvest", "reinvestment", "reinvestment rate", "reinvested", "reinvested at"),
        Field(description="For MIRR: rate at which money is reinvested, as a fraction"),
    ] = None
    currency: OtherCurrency = None
