"""The sensitivity tests that the standard asks for, and how far an input may move before the NPV is zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.calculations.appraisal import Changes, Sensitivities, sensitivities
from tools.calculations.outcome import Outcome
from tools.enquiry import Enquiry
from tools.investment.worth import Worth
from tools.judgement.forecast import number
from tools.wording.evidence import Evidence

if TYPE_CHECKING:
    from decimal import Decimal

    from knowledge.library import Rule

MONTHS_A_YEAR = 12


def tests_rule(enquiry: Enquiry) -> Rule | None:
    """The rule that says which tests an appraisal shows; None where the library holds none for the day."""
    return enquiry.library.rule("proposal.sensitivities", enquiry.today)


def tests_of(worth: Worth, rule: Rule | None) -> Sensitivities | None:
    """The case under each test of the rule alone; None where no rule names the tests in full."""
    costs, benefits, months = (number(rule, key) for key in ("cost", "benefits", "delay_months"))
    if costs is None or benefits is None or months is None:
        return None
    return sensitivities(worth.case, worth.rate, Changes(costs, -benefits, int(months) // MONTHS_A_YEAR))


def tests_line(evidence: Evidence, worth: Worth, rule: Rule | None) -> str:
    """The NPV under each test as one sentence; empty where no rule names the tests."""
    held = tests_of(worth, rule)
    if held is None or rule is None:
        return ""
    say, rows = evidence.say, worth.rows
    limits = (evidence.limit(rule, "cost", "ratio"), evidence.limit(rule, "benefits", "ratio"))
    months = evidence.limit(rule, "delay_months", "months")
    return (
        f"With cost {limits[0]} higher the NPV is {say('npv_costs_up', held.costs_up, *rows)}, with benefits "
        f"changed by {limits[1]} {say('npv_benefits_down', held.benefits_down, *rows)}, and with benefits {months} "
        f"later {say('npv_delay', held.delay, *rows)}, each on its own."
    )


def break_even_line(evidence: Evidence, worth: Worth, held: Sensitivities) -> str:
    """How far costs or benefits may move before the NPV is zero, as a sentence; empty where neither is defined."""
    costs, benefits = held.break_even_costs.value, held.break_even_benefits.value
    if costs is None or benefits is None:
        return ""
    up = evidence.say("break_even_costs", abs(costs), *worth.rows)
    down = evidence.say("break_even_benefits", abs(benefits), *worth.rows)
    if costs >= 0:
        return f"The NPV is zero once all costs are {up} higher, or all benefits {down} lower."
    return f"For an NPV of zero all costs would have to be {up} lower, or all benefits {down} higher."


def negative_tests(held: Sensitivities | None) -> bool:
    """Whether the NPV turns negative in one of the tests."""
    outcomes: tuple[Outcome[Decimal], ...] = () if held is None else (held.costs_up, held.benefits_down, held.delay)
    return any(each.value is not None and each.value < 0 for each in outcomes)


def tests_rules_line(evidence: Evidence, held: Sensitivities | None, rule: Rule | None) -> tuple[str, ...]:
    """What the standard says of the tests, with its clause; of a negative one only where there is one."""
    if held is None or rule is None:
        return ()
    if negative_tests(held):
        return (f"The NPV turns negative in a test: the paper says so on its first page {evidence.cite(rule)}.",)
    return (f"Every appraisal shows the NPV under these sensitivity tests {evidence.cite(rule)}.",)
