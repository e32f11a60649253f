"""Benefits: what was planned, reported and verified, by kind, and what is forecast."""

from __future__ import annotations

from collections.abc import Mapping

from tools.calculations import benefits
from tools.result import Unit
from tools.wording.term import Term

BEN = benefits.FORMULA
KINDS = {"cashable": "cashable", "non_cashable": "non-cashable", "disbenefit": "dis-benefit"}


def _of(kind: str, word: str) -> dict[str, Term]:
    """The figures of one kind of benefit in money."""

    def term(name: str, unit: Unit, *qualifiers: str) -> Term:
        return Term(f"{word} benefits {name}", unit, BEN, qualifiers=qualifiers)

    return {
        f"{kind}_planned": term("planned to date", "money", "planned", "plan"),
        f"{kind}_reported": term("reported to date", "money", "reported"),
        f"{kind}_verified": term("verified to date", "money", "verified"),
        f"{kind}_unverified": term("reported and not verified", "money", "not verified", "unverified"),
        f"{kind}_unreported": term("planned to date of which nothing is reported", "money", "nothing is reported"),
        f"{kind}_rate": term("realised, share of the plan to date", "ratio"),
        f"{kind}_whole": term("planned in all", "money", "in all", "whole"),
        f"{kind}_forecast": term("forecast, share of the whole plan", "ratio", "forecast"),
    }


BENEFITS: Mapping[str, Term] = {
    **{key: term for kind, word in KINDS.items() for key, term in _of(kind, word).items()},
    "benefit_title": Term("benefit", "text"),
    "benefit_kind": Term("kind of benefit", "state"),
    "benefit_unit": Term("unit of the benefit", "text"),
    "benefit_owner": Term("owner of the benefit", "name", synonyms=("owner",)),
    "benefit_planned": Term("planned to date", "count", BEN, qualifiers=("planned", "plan")),
    "benefit_reported": Term("reported to date", "count", BEN, qualifiers=("reported",)),
    "benefit_verified": Term("verified to date", "count", BEN, qualifiers=("verified",)),
    "benefit_rate": Term("realised, share of the plan to date", "ratio", BEN),
    "benefit_forecast": Term("forecast, share of the whole plan", "ratio", BEN, qualifiers=("forecast",)),
    "benefit_whole": Term("planned in all", "count", BEN, qualifiers=("in all", "whole")),
    "benefit_first_due": Term("first quarter of the benefit ends", "date"),
    "benefits_recorded": Term("benefits on record", "count"),
    "benefits_not_due": Term("benefits of which nothing is due yet", "count"),
    "benefits_unowned": Term("benefits without an owner", "count"),
    "benefits_net": Term("verified benefits less dis-benefits", "money", BEN, qualifiers=("net", "less")),
    "period_from": Term("first day of the period", "date"),
    "period_until": Term("last day of the period", "date"),
    "period_name": Term("financial year", "text"),
    "period_spend": Term("actual cost of the period", "money", synonyms=("spend", "spent")),
    "period_claimed": Term("spend as typed", "money", qualifiers=("you", "typed")),
}
