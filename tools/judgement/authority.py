"""Who decides a change or an exception, by its size and by what has been approved before it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.facts.changes import ChangeFacts
from tools.facts.project import ProjectFacts

if TYPE_CHECKING:
    from knowledge.library import Rule

APPROVED = ("APPROVED", "IMPLEMENTED")


def cumulative_change(facts: ProjectFacts, change: ChangeFacts) -> Decimal | None:
    """What was approved since the current baseline, with this change; money, None where its cost is not recorded.

    The baseline's own change is part of the baseline, and no longer counted.
    """
    baseline = facts.baseline
    since = baseline.approved_on if baseline else None
    if change.cost_impact is None:
        return None
    before = [
        each.cost_impact
        for each in facts.changes
        if each.status in APPROVED
        and each.change_request_id != change.change_request_id
        and each.new_baseline_version is None
        and each.cost_impact is not None
        and (since is None or (each.decided_on is not None and each.decided_on >= since))
    ]
    return sum(before, change.cost_impact)


def body_for(rule: Rule | None, amount: Decimal | None, bac: Decimal | None) -> str | None:
    """The first body of the rule's bands that may decide an amount; None where no rule or amount is held.

    A band is met where all its limits are: ``up_to`` in money, ``ratio`` as a share of the budget.
    """
    bands = rule.values.get("bands") if rule else None
    if not isinstance(bands, tuple) or amount is None:
        return None
    held = (band for band in bands if isinstance(band, Mapping) and _meets(band, abs(amount), bac))
    return next((str(band["body"]) for band in held if band.get("body")), None)


def _meets(band: Mapping[str, object], amount: Decimal, bac: Decimal | None) -> bool:
    most, share = (_number(band.get(key)) for key in ("up_to", "ratio"))
    if share is not None and (not bac or amount > share * bac):
        return False
    return most is None or amount <= most


def _number(value: object) -> Decimal | None:
    return Decimal(value) if isinstance(value, Decimal | int) and not isinstance(value, bool) else None
