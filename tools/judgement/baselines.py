"""What is said of a project's original baseline once there is a newer one: growth, slip, and what they call for."""

from __future__ import annotations

from tools.judgement.dimensions import Case
from tools.judgement.forecast import number
from tools.result import Figure
from tools.wording.evidence import RULES


def original_line(case: Case) -> str:
    """Growth and slip against the original baseline; empty where it is still the current one."""
    original, m, say = case.facts.original, case.measurement, case.evidence.say
    if original is None or len(case.facts.baselines) < 2:
        return ""
    times = say("rebaselines", len(case.facts.baselines) - 1, *(baseline.row for baseline in case.facts.baselines))
    growth = say("growth_original", m.growth_original, *m.sources, original.row)
    bac = say("bac_original", original.bac, original.row)
    words = f"Re-baselines so far: {times}. The manager's EAC is {growth} against the original budget of {bac}"
    if m.slip_original.value is None or m.slip_original.value <= 0:
        return f"{words}."
    slip = say("slip_original", m.slip_original, *m.sources, original.row)
    return f"{words}, and the forecast finish is {slip} after the original one."


def growth_rule(case: Case) -> str:
    """What growth over the original budget calls for, with its clause; empty where it is small or no rule is held."""
    rule = case.enquiry.library.rule("baseline.growth", case.enquiry.today)
    grown = case.measurement.growth_original.value
    review, stop = number(rule, "review_over"), number(rule, "stop_over")
    if rule is None or grown is None or review is None or grown <= review:
        return ""
    body = case.evidence.add(
        Figure(RULES, "baseline.growth.body", "deciding body", str(rule.values.get("body", "deciding body")), "name")
    )
    cited = case.evidence.cite(rule)
    if stop is not None and grown > stop:
        limit = case.evidence.limit(rule, "stop_over", "ratio")
        return (
            f"Growth of more than {limit} over the original budget is a presumption to stop, unless the {body} "
            f"records why finishing is worth more {cited}."
        )
    limit = case.evidence.limit(rule, "review_over", "ratio")
    return f"Growth of more than {limit} over the original budget goes to the {body} for review {cited}."
