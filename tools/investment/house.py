"""The house rate of discount: what the standard asks for, and how it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.calculations.appraisal import Basis, Rate
from tools.enquiry import Enquiry
from tools.facts.value import CaseFacts
from tools.judgement.forecast import number
from tools.wording.evidence import Evidence

if TYPE_CHECKING:
    from knowledge.library import Rule


def house_rule(enquiry: Enquiry) -> Rule | None:
    """The rule on discounting; None where the library holds none for the day."""
    return enquiry.library.rule("proposal.discount", enquiry.today)


def house_rate(enquiry: Enquiry) -> Rate | None:
    """The house rate, which is a real one; None where no rule sets it."""
    value = number(house_rule(enquiry), "rate")
    return None if value is None else Rate(value)


def house_line(evidence: Evidence, enquiry: Enquiry) -> tuple[str, ...]:
    """The rule as a sentence with its clause; nothing where none is held."""
    rule = house_rule(enquiry)
    if rule is None or number(rule, "rate") is None:
        return ()
    rate = evidence.limit(rule, "rate", "ratio")
    return (f"Costs and benefits are discounted at the house rate of {rate}, in real prices {evidence.cite(rule)}.",)


def rates_of(enquiry: Enquiry, case: CaseFacts) -> list[tuple[str, Rate, str]]:
    """The rates at which a case is told: its own, then the house rate where that differs; the last one counts.

    Each comes with the ending of its figures' keys and its row. A case in prices of the day is never told at the
    house rate, which is a real one.
    """
    basis: Basis = "NOMINAL" if case.price_basis == "NOMINAL" else "REAL"
    own = None if case.discount_rate is None else Rate(case.discount_rate, basis)
    rates = [] if own is None else [("", own, case.row)]
    house, rule = house_rate(enquiry), house_rule(enquiry)
    if house is not None and rule is not None and house != own and basis == "REAL":
        rates.append(("_house", house, f"rulebook/{rule.rule_id}/{rule.clause.ref}"))
    return rates
