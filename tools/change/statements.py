"""What is said of a project's decided changes: what they add up to, and what its re-baselines call for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tools.change.approval import rule_of
from tools.judgement.change_history import history_of
from tools.judgement.dimensions import Case
from tools.judgement.forecast import number
from tools.result import Figure
from tools.wording.evidence import RULES


def approved_line(case: Case) -> str:
    """How many changes were approved since the current baseline, and their share of the budget."""
    history, say = history_of(case.facts), case.evidence.say
    if case.facts.baseline is None:
        return "It has no baseline yet, so there is no approved change to add up."
    if not history.approved:
        return "No change has been approved since its current baseline."
    count = say("changes_approved", len(history.approved), *history.sources)
    cost = say("approved_cost", history.cost, *history.sources)
    share = say("approved_share", history.share(), *history.sources)
    bac = say("bac", history.budget, case.facts.baseline.row)
    words = "approved change comes" if len(history.approved) == 1 else "approved changes come"
    return f"Since its current baseline {count} {words} to {cost}, {share} of the budget of {bac}."


def approved_share(case: Case) -> Decimal:
    """The approved changes as a fraction of the budget; 0 where there are none or no baseline."""
    return history_of(case.facts).share().value or Decimal(0)


def growth_line(case: Case) -> str:
    """The manager's forecast against the current budget; empty without one."""
    snapshot, baseline, m = case.facts.snapshot, case.facts.baseline, case.measurement
    if snapshot is None or snapshot.pm_eac is None or baseline is None:
        return ""
    own = case.evidence.say("eac_pm", snapshot.pm_eac, snapshot.row)
    grown = case.evidence.say("growth_pm", m.growth_pm, *m.sources)
    return f"The manager's own EAC of {own} is {grown} against the current budget."


def rebaseline_rule(case: Case) -> str:
    """What so many re-baselines call for, with the clause; empty while the number is allowed."""
    rule, count = rule_of(case, "baseline.count"), len(case.facts.baselines) - 1
    most = number(rule, "committee_over")
    if rule is None or most is None or count <= most:
        return ""
    body = case.evidence.add(
        Figure(RULES, "baseline.count.body", "deciding body", str(rule.values.get("body", "deciding body")), "name")
    )
    limit = case.evidence.limit(rule, "committee_over", "count")
    return f"More than {limit} re-baselines of one project go to the {body} {case.evidence.cite(rule)}."


def history_cautions(case: Case) -> Iterator[str]:
    """What the sum of the approved changes leaves out."""
    unpriced = history_of(case.facts).unpriced
    if unpriced:
        names = ", ".join(
            case.evidence.label(change.change_request_id, change.change_request_id, change.row) for change in unpriced
        )
        yield f"Approved changes without a recorded cost, so not in the sum: {names}."
