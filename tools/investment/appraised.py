"""A case at the rates that count, put to the tests of the standard: what projects and proposals have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.calculations.appraisal import Case, Changes, Sensitivities, sensitivities
from tools.calculations.investment import present_value
from tools.enquiry import Enquiry
from tools.facts.value import CaseFacts
from tools.investment.cases import money_of
from tools.investment.house import house_line, house_rate, house_rule, rates_of
from tools.investment.sensitivity import break_even_line, tests_line, tests_of, tests_rule, tests_rules_line
from tools.investment.worth import Worth
from tools.judgement.forecast import number
from tools.wording.evidence import Evidence
from tools.wording.sentences import sentence

if TYPE_CHECKING:
    from knowledge.library import Rule

NO_CHANGE = Changes(Decimal(0), Decimal(0), 0)
NO_RATE = "neither the case nor a rule gives a rate of discount"


def worths(enquiry: Enquiry, variant: str, facts: CaseFacts, case: Case, *rows: str) -> tuple[Worth, ...]:
    """A case at its own rate and, where that differs, at the house rate; the last one counts."""
    rates = rates_of(enquiry, facts)
    return tuple(Worth.of(variant + ending, case, rate, source, *rows) for ending, rate, source in rates)


@dataclass(frozen=True, slots=True)
class Appraised:
    """The worth that counts, and the same under the tests of the standard."""

    enquiry: Enquiry
    evidence: Evidence
    worth: Worth
    rule: Rule | None
    tests: Sensitivities | None
    even: Sensitivities

    @classmethod
    def of(cls, enquiry: Enquiry, evidence: Evidence, worth: Worth) -> Appraised:
        """Put a worth to the tests."""
        rule = tests_rule(enquiry)
        even = sensitivities(worth.case, worth.rate, NO_CHANGE)
        return cls(enquiry, evidence, worth, rule, tests_of(worth, rule), even)

    def lines(self) -> tuple[str, ...]:
        """The tests and the break-even as sentences, as far as they are defined."""
        held = (tests_line(self.evidence, self.worth, self.rule), break_even_line(self.evidence, self.worth, self.even))
        return tuple(line for line in held if line)

    def rules(self) -> tuple[str, ...]:
        """What the standard says of discounting and of the tests."""
        return (*house_line(self.evidence, self.enquiry), *tests_rules_line(self.evidence, self.tests, self.rule))

    def cautions(self, cases: Sequence[CaseFacts]) -> tuple[str, ...]:
        """What to beware of in the figures of this worth and of the cases behind it."""
        said = [sentence(warning) for warning in (*self.worth.appraisal.warnings, *self.worth.irr.warnings)]
        if house_rate(self.enquiry) is None:
            said.append("No rule on the rate of discount is held for this day, so the case's own rate is used.")
        if self.tests is None:
            said.append("No rule on sensitivity tests is held for this day, so only the break-even is told.")
        if any(case.price_basis == "NOMINAL" for case in cases):
            said.append("The case is in prices of the day, so it is not told at the house rate, which is a real one.")
        horizon = number(house_rule(self.enquiry), "years")
        if horizon is not None and len(self.worth.case.flows) - 1 > horizon:
            said.append("The case runs longer than the horizon that the standard allows.")
        return (*said, *(line for case in cases for line in self._stated(case)))

    def _stated(self, case: CaseFacts) -> tuple[str, ...]:
        """That the case states another NPV than its own flows give, in the precision in which it is stated."""
        if case.stated_npv is None or case.discount_rate is None:
            return ()
        own = present_value(money_of(case).flows, case.discount_rate)
        step = Decimal(1).scaleb(int(case.stated_npv.normalize().as_tuple().exponent))
        if own.quantize(step) == case.stated_npv.quantize(step):
            return ()
        stated = self.evidence.say("stated_npv", case.stated_npv, case.row, subject=case.case_id)
        return (f"The case states an NPV of {stated}, which its own cash flows do not give.",)
