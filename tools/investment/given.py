"""The worth of cash flows that somebody types; nothing of the portfolio is read (F-INV)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tools.calculations.appraisal import Case, Rate, appraise
from tools.calculations.investment import InternalRate, internal_rate, mirr, npv, present_value, spreadsheet_npv
from tools.calculations.payback import discounted_payback, payback
from tools.clarify import which_numbers
from tools.enquiry import Enquiry
from tools.investment.house import house_line, house_rate
from tools.result import Figure, Table, ToolResult, Unit
from tools.wording.evidence import Evidence
from tools.wording.sentences import listed, sentence
from tools.wording.typed import GIVEN, SOURCE, unit_of

TOOL = "calculate_investment"
COLUMNS = ("When", "Cash flow", "Present value")


@dataclass(frozen=True, slots=True)
class Rates:
    """At which rates the flows are judged; None where none is given and the house has none."""

    discount: Decimal | None
    finance: Decimal | None
    reinvest: Decimal | None
    is_house: bool
    """Whether the discount rate is that of the house, because the asker gave none."""
    is_of_mirr: bool
    """Whether the asker gave a rate that only the MIRR has: then it comes first."""


def calculate_investment(
    enquiry: Enquiry,
    flows: Sequence[Decimal] | None = None,
    outlay: Decimal | None = None,
    yearly: Decimal | None = None,
    years: int | None = None,
    rate: Decimal | None = None,
    finance_rate: Decimal | None = None,
    reinvest_rate: Decimal | None = None,
    currency: str | None = None,
) -> ToolResult:
    """NPV, IRR, MIRR, BCR and payback of typed cash flows; nothing is converted.

    ``outlay`` goes out in year 0 before ``flows``, or before ``yearly`` for as many ``years``. Without a ``rate`` the
    house rate is used, and said to be so.
    """
    every = flows_of(flows, outlay, yearly, years)
    if len(every) < 2:
        lacking = (
            {"outlay": outlay, "yearly_return": yearly, "years": years} if outlay or yearly else {"cash_flows": None}
        )
        return which_numbers(enquiry, [name for name, value in lacking.items() if value is None] or ["cash_flows"])
    house = house_rate(enquiry) if rate is None else None
    discount = rate if house is None else house.value
    borrowed = discount if finance_rate is None else finance_rate
    again = discount if reinvest_rate is None else reinvest_rate
    rates = Rates(discount, borrowed, again, house is not None, {finance_rate, reinvest_rate} != {None})
    given = {"rate": rate, "finance_rate": finance_rate, "reinvest_rate": reinvest_rate, "currency": currency}
    arguments: dict[str, object] = {"flows": [str(flow) for flow in every]}
    arguments |= {name: str(value) for name, value in given.items() if value is not None}
    return Given(enquiry, Evidence(GIVEN, None), every, rates, unit_of(every, currency)).result(arguments)


def flows_of(
    flows: Sequence[Decimal] | None, outlay: Decimal | None, yearly: Decimal | None, years: int | None
) -> tuple[Decimal, ...]:
    """The cash flows from year 0 on; empty where too little is given to know them."""
    if flows and outlay is not None and flows[0] >= 0:
        return (-abs(outlay), *flows)
    if flows:
        return tuple(flows)
    if outlay is None or yearly is None or years is None:
        return ()
    return (-abs(outlay), *([yearly] * years))


@dataclass(frozen=True, slots=True)
class Given:
    """Typed flows, while their worth is put into words."""

    enquiry: Enquiry
    evidence: Evidence
    flows: tuple[Decimal, ...]
    rates: Rates
    unit: Unit

    def result(self, arguments: dict[str, object]) -> ToolResult:
        """The tool's result."""
        irr = internal_rate(self.flows)
        said = [self._npv(), self._irr(irr), self._mirr(), self._payback(), self._ratio(), self._spreadsheet()]
        if self.rates.is_of_mirr:
            said.insert(0, said.pop(2))
        return ToolResult(
            tool=TOOL,
            status="OK",
            headline=" ".join(line for line in said[:2] if line),
            facts=tuple(line for line in said[2:] if line),
            rules=house_line(self.evidence, self.enquiry) if self.rates.is_house else (),
            cautions=self._cautions(irr),
            table=self._table(),
            figures=self.evidence.figures,
            clauses=self.evidence.clauses,
            on=self.enquiry.today,
            warnings=tuple(sentence(warning) for warning in irr.warnings),
            arguments=arguments,
        )

    def _npv(self) -> str:
        if self.rates.discount is None:
            return ""
        worth = self._say("npv_given", npv(self.flows, self.rates.discount))
        rate = self.evidence.say("rate_given", self.rates.discount, SOURCE)
        whose = "the house rate of " if self.rates.is_house else ""
        return f"The NPV is {worth} at {whose}{rate}."

    def _irr(self, irr: InternalRate) -> str:
        if len(irr.roots) > 1:
            roots = [self._root(number, root) for number, root in enumerate(irr.roots, 1)]
            return f"There is no single IRR: {listed(roots)} each make the NPV zero, so use NPV or MIRR."
        said = self.evidence.say("irr_given", irr.irr, SOURCE)
        return f"The IRR is {said}." if irr.irr.value is not None else f"The IRR is {said}: {irr.irr.reason}."

    def _root(self, number: int, root: Decimal) -> str:
        name = "rate at which the NPV is zero"
        return self.evidence.add(Figure(GIVEN, f"irr_{number}", name, root, "ratio", formula="F-INV", source=(SOURCE,)))

    def _payback(self) -> str:
        plain = payback(self.flows)
        first = self.evidence.say("payback_given", plain.first, SOURCE)
        if plain.first.value is None:
            return f"Payback is {first}: {plain.first.reason}."
        said = f"Payback comes after {first} years"
        if plain.final.value != plain.first.value:
            final = self.evidence.say("payback_final", plain.final, SOURCE)
            said += (
                f", for good after {final}" if plain.final.value is not None else ", and the flows end below zero again"
            )
        if self.rates.discount is not None:
            late = discounted_payback(self.flows, self.rates.discount).first
            discounted = self.evidence.say("payback_discounted", late, SOURCE)
            said += f"; discounted payback is {discounted}"
        return f"{said}."

    def _ratio(self) -> str:
        if self.rates.discount is None:
            return ""
        none = Decimal(0)
        costs = tuple(-min(flow, none) for flow in self.flows)
        gains = tuple(max(flow, none) for flow in self.flows)
        made = appraise(Case(costs, gains), Rate(self.rates.discount))
        spent, gained = self._say("pv_costs_given", made.pv_costs), self._say("pv_benefits_given", made.pv_benefits)
        bcr = self.evidence.say("bcr_given", made.bcr, SOURCE)
        return f"BCR is {bcr}: what comes in is worth {gained} today, what goes out costs {spent}."

    def _mirr(self) -> str:
        finance, reinvest = self.rates.finance, self.rates.reinvest
        if finance is None or reinvest is None:
            return ""
        held = mirr(self.flows, finance, reinvest)
        said = self.evidence.say("mirr_given", held, SOURCE)
        if held.value is None:
            return f"MIRR is {said}: {held.reason}."
        borrowed = self.evidence.say("rate_finance", finance, SOURCE)
        again = self.evidence.say("rate_reinvest", reinvest, SOURCE)
        return f"MIRR is {said}, financed at {borrowed} and reinvested at {again}."

    def _spreadsheet(self) -> str:
        if self.rates.discount is None:
            return ""
        other = self._say("npv_spreadsheet", spreadsheet_npv(self.flows, self.rates.discount))
        return f"A spreadsheet's NPV() over all flows gives {other}, because it discounts the first flow as well."

    def _cautions(self, irr: InternalRate) -> tuple[str, ...]:
        said = ["Net flows are taken as costs where they are negative and as benefits where they are positive."]
        if self.rates.discount is None:
            said.append("You gave no rate and no rule on a house rate is held, so NPV and BCR are not told.")
        if not irr.sign_changes:
            said.append("Costs are typed with a minus, the flow of the first year first.")
        return tuple(said)

    def _table(self) -> Table:
        rows = []
        for year, flow in enumerate(self.flows):
            number = self.evidence.add(Figure(GIVEN, f"year_{year}", "year", f"year {year}", "name", source=(SOURCE,)))
            amount = self._figure(f"flow_{year}", "cash flow of the year", flow, self.unit)
            rate = self.rates.discount
            worth = None if rate is None else present_value((Decimal(0),) * year + (flow,), rate)
            today = "–" if worth is None else self._figure(f"pv_{year}", "present value of the year", worth, self.unit)
            rows.append((number, amount, today))
        return Table(COLUMNS, tuple(rows))

    def _figure(self, key: str, name: str, value: Decimal, unit: Unit) -> str:
        return self.evidence.add(Figure(GIVEN, key, name, value, unit, source=(SOURCE,)))

    def _say(self, key: str, value: object) -> str:
        return self.evidence.say(key, value, SOURCE, unit=self.unit)  # type: ignore[arg-type]
