"""Weighted shortest job first, the order of work inside one backlog (F-WSJF).

Source: Reinertsen, *The Principles of Product Development Flow* (2009), in the form of the Scaled Agile Framework.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tools.calculations.outcome import Outcome, defined, divide, undefined

FORMULA = "F-WSJF"

STEPS = (1, 2, 3, 5, 8, 13, 20)
"""The relative scale on which each part is estimated."""


@dataclass(frozen=True, slots=True)
class Job:
    """One backlog item; each part on the relative scale 1, 2, 3, 5, 8, 13, 20."""

    key: str
    business_value: int
    time_criticality: int
    risk_reduction: int
    """Risk reduction or opportunity enablement."""
    size: int


def wsjf(job: Job) -> Outcome[Decimal]:
    """(business value + time criticality + risk reduction) / job size, without a unit (F-WSJF).

    It compares items of one batch and says nothing beyond it. Invalid where a part is not on the scale.
    """
    parts = (job.business_value, job.time_criticality, job.risk_reduction)
    if any(part not in STEPS for part in (*parts, job.size)):
        return undefined("each part is one of 1, 2, 3, 5, 8, 13, 20", FORMULA, "INVALID_INPUT")
    return defined(divide(Decimal(sum(parts)), Decimal(job.size)), FORMULA)


def in_order(jobs: Iterable[Job]) -> tuple[tuple[str, Decimal], ...]:
    """The jobs that can be computed with their figure, the highest first; equal ones by size, then key (F-WSJF)."""
    known = [(job, value) for job in jobs if (value := wsjf(job).value) is not None]
    known.sort(key=lambda pair: (-pair[1], pair[0].size, pair[0].key))
    return tuple((job.key, value) for job, value in known)
