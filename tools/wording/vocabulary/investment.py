"""Investment: worth of a business case, what is still to come, what stopping saves, typed cash flows."""

from __future__ import annotations

from collections.abc import Mapping

from tools.calculations import investment, stopping
from tools.result import Unit
from tools.wording.term import Term

INV, STOP = investment.FORMULA, stopping.FORMULA
MEASURES: Mapping[str, tuple[str, Unit, tuple[str, ...]]] = {
    "npv": ("net present value (NPV)", "money", ("NPV", "net present value")),
    "bcr": ("benefit-cost ratio (BCR)", "index", ("BCR", "benefit-cost ratio")),
    "irr": ("internal rate of return (IRR)", "ratio", ("IRR", "internal rate of return")),
    "payback": ("payback in years", "count", ("payback",)),
    "case_cost": ("cost of the case", "money", ("cost",)),
    "rate": ("discount rate", "ratio", ("rate",)),
}
"""What is told of every case: name, unit and synonyms."""
VARIANTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "approved": ("as approved", ("approved", "board")),
    "approved_house": ("as approved, at the house rate", ("house",)),
    "author": ("as the author has it", ("author",)),
    "author_house": ("at the house rate", ("house",)),
    "refreshed": ("of the refreshed case", ("refreshed",)),
    "refreshed_house": ("of the refreshed case, at the house rate", ("house",)),
    "today": ("with today's forecasts", ("today",)),
    "today_house": ("with today's forecasts, at the house rate", ("house",)),
}
"""The cases that may stand side by side, and the words that tell them apart."""

INVESTMENT: Mapping[str, Term] = {
    **{
        f"{measure}_{variant}": Term(f"{name}, {words}", unit, INV, qualifiers=qualifiers, synonyms=synonyms)
        for measure, (name, unit, synonyms) in MEASURES.items()
        for variant, (words, qualifiers) in VARIANTS.items()
    },
    "case_approved_on": Term("day on which the case was approved", "date", synonyms=("approved",)),
    "case_refreshed_on": Term("day of the refreshed case", "date", synonyms=("refreshed",)),
    "stated_npv": Term("NPV that the case states", "money", qualifiers=("states", "stated", "author")),
    "cost_growth": Term("today's EAC over the budget of the approved case", "ratio", INV, signed=True),
    "benefit_share": Term("benefits now forecast, share of plan", "ratio", "F-BEN"),
    "npv_costs_up": Term("NPV with higher cost", "money", INV, qualifiers=("cost", "costs")),
    "npv_benefits_down": Term("NPV with lower benefits", "money", INV, qualifiers=("benefits",)),
    "npv_delay": Term("NPV with later benefits", "money", INV, qualifiers=("later", "delay")),
    "break_even_costs": Term(
        "change of all costs at which the NPV is zero", "ratio", INV, qualifiers=("cost", "costs")
    ),
    "break_even_benefits": Term(
        "change of all benefits at which the NPV is zero", "ratio", INV, qualifiers=("benefits",)
    ),
    "cost_to_go": Term("cost to go", "money", "F-EVM", synonyms=("cost-to-go", "ETC", "left to spend")),
    "remaining_benefits": Term("present value of the remaining benefits", "money", INV, qualifiers=("remaining",)),
    "npv_to_go": Term("remaining benefits less cost to go", "money", INV, qualifiers=("finishing", "go")),
    "sunk": Term("spent so far (sunk)", "money", qualifiers=("sunk", "spent")),
    "etc_floor": Term("lower cost to go by spend a month", "money", STOP, qualifiers=("between", "month")),
    "etc_ceiling": Term("higher cost to go by spend a month", "money", STOP, qualifiers=("between", "month")),
    "net_saving": Term("net saving of stopping", "money", STOP, synonyms=("saves", "saving")),
    "net_cost": Term("what stopping costs more than finishing", "money", STOP, qualifiers=("costs", "more", "dearer")),
    "saving_low": Term("lower net saving of stopping", "money", STOP, qualifiers=("between", "lower", "from")),
    "saving_high": Term("higher net saving of stopping", "money", STOP, qualifiers=("between", "higher", "to")),
    "avoidable": Term("avoidable cost", "money", STOP, qualifiers=("avoid", "avoidable", "avoided")),
    "committed": Term("committed part of the cost to go", "money", qualifiers=("committed",)),
    "run_cost_avoided": Term("run cost avoided", "money", qualifiers=("run cost", "running")),
    "exit_cost": Term("cost of leaving", "money", qualifiers=("exit", "leaving")),
    "forgone_benefits": Term("present value of the forgone benefits", "money", INV, qualifiers=("forgone", "lost")),
    "npv_given": Term("net present value (NPV)", "money", INV, synonyms=("NPV",)),
    "npv_spreadsheet": Term("what a spreadsheet's NPV() gives", "money", INV, qualifiers=("spreadsheet",)),
    "irr_given": Term("internal rate of return (IRR)", "ratio", INV, synonyms=("IRR",)),
    "mirr_given": Term("modified internal rate of return (MIRR)", "ratio", INV, synonyms=("MIRR",)),
    "bcr_given": Term("benefit-cost ratio (BCR)", "index", INV, synonyms=("BCR",)),
    "payback_given": Term("payback in years", "count", INV, synonyms=("payback",)),
    "payback_discounted": Term("discounted payback in years", "count", INV, qualifiers=("discounted",)),
    "payback_final": Term("final payback in years", "count", INV, qualifiers=("final", "for good")),
    "pv_costs_given": Term("present value of what goes out", "money", INV, qualifiers=("out", "costs")),
    "pv_benefits_given": Term("present value of what comes in", "money", INV, qualifiers=("in", "benefits")),
    "rate_given": Term("rate given", "ratio", qualifiers=("rate", "at")),
    "rate_finance": Term("finance rate given", "ratio", qualifiers=("finance",)),
    "rate_reinvest": Term("reinvestment rate given", "ratio", qualifiers=("reinvest", "reinvestment")),
}
