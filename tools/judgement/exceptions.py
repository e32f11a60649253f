"""Exception reports: which one is live, and whether it covers a deviation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from tools.facts.permissions import ExceptionFacts
from tools.facts.project import ProjectFacts

Dimension = Literal["COST", "SCHEDULE"]


def live_exception(facts: ProjectFacts, dimension: Dimension, today: date) -> ExceptionFacts | None:
    """The approved exception that holds today; the one with the highest limit where there are several."""
    live = [e for e in facts.exceptions if e.dimension == dimension and is_live(e, today)]
    return max(live, key=lambda e: e.approved_limit or Decimal(0), default=None)


def is_live(exception: ExceptionFacts, today: date) -> bool:
    """Whether it was approved with a new limit and has not expired."""
    if exception.decision != "APPROVED_NEW_LIMIT" or (exception.decided_on and exception.decided_on > today):
        return False
    return exception.approved_until is None or today <= exception.approved_until


def covers(exception: ExceptionFacts | None, deviation: Decimal | None) -> bool:
    """Whether the deviation, as a fraction, is at or under the limit that was approved."""
    if exception is None or exception.approved_limit is None or deviation is None:
        return False
    return deviation <= exception.approved_limit


def lapsed_exception(facts: ProjectFacts, dimension: Dimension, today: date) -> ExceptionFacts | None:
    """The approved exception that expired last, where none is live."""
    if live_exception(facts, dimension, today):
        return None
    lapsed = [
        e
        for e in facts.exceptions
        if e.dimension == dimension
        and e.decision == "APPROVED_NEW_LIMIT"
        and e.approved_until is not None
        and e.approved_until < today
    ]
    return max(lapsed, key=lambda e: e.approved_until or date.min, default=None)


def pending_exception(facts: ProjectFacts, dimension: Dimension) -> ExceptionFacts | None:
    """The exception report that was raised last and waits for a decision."""
    waiting = [e for e in facts.exceptions if e.dimension == dimension and e.decision == "PENDING"]
    return max(waiting, key=lambda e: e.raised_on or date.min, default=None)
