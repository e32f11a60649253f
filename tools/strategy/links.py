"""Links to objectives in words: what they are worth, where points are lost, and the rules about them."""

from __future__ import annotations

from collections.abc import Sequence

from tools.enquiry import Enquiry
from tools.facts.strategy import ObjectiveFacts
from tools.strategy.objectives import Linked, Strategy
from tools.strategy.spend import Spend
from tools.wording.evidence import Evidence
from tools.wording.labels import label, note
from tools.wording.sentences import listed

LIVE = "live objective"
"""An objective that is active and inside its time."""


def link_rules(enquiry: Enquiry, evidence: Evidence) -> tuple[str, ...]:
    """What the standards say about links to objectives, as far as rules are held for the day."""
    said = []
    if rule := enquiry.library.rule("strategy.link", enquiry.today):
        said.append(
            f"From stage {rule.values['from_stage']} on a project is linked to an active objective, or cites a "
            f"mandate {evidence.cite(rule)}."
        )
    if rule := enquiry.library.rule("strategy.retired_objective", enquiry.today):
        days = evidence.limit(rule, "days", "days")
        said.append(
            f"Work linked to a retired objective shall be re-justified within {days} of the retirement "
            f"{evidence.cite(rule)}."
        )
    return tuple(said)


def unlinked_words(evidence: Evidence, strategy: Strategy, spend: Spend) -> str:
    """Why some of a project's money serves no live objective, and how much."""
    project = spend.project
    money = evidence.say("unlinked_spend", spend.unlinked(strategy), *spend.sources, subject=project.project_id)
    return f"{label(evidence, project)} spends {money} of it: {shortfall(evidence, strategy, project.links)}."


def shortfall(evidence: Evidence, strategy: Strategy, links: Sequence[Linked]) -> str:
    """Why links do not cover the whole rationale with live objectives."""
    if not links:
        return "it has no link to an objective"
    ended = strategy.ended(links)
    if not ended:
        return "its links do not cover the whole of it"
    return f"it is linked to {listed([ended_words(evidence, strategy, each) for each in ended])}"


def ended_words(evidence: Evidence, strategy: Strategy, objective: ObjectiveFacts) -> str:
    """An objective that is not active, with its status and the day of it."""
    key, row = objective.objective_id, objective.state_row
    status = note(evidence, "status", "status of the objective", objective.status, "state", row, subject=key)
    since = evidence.say("objective_since", objective.since, row, subject=key)
    return f"{strategy.label(evidence, key)}, {status} since {since}"
