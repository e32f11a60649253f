"""What was measured, and how it is printed."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from math import floor
from time import perf_counter, process_time
from typing import Any

MARKS: dict[str, float] = {"answer": 150.0, "pmo --help": 300.0, "pmo ask": 2500.0}
"""First marks in milliseconds at p50, printed beside what was measured."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What one try took: milliseconds by the clock, and of the processor where that is known."""

    wall: float
    cpu: float | None = None
    peak_mb: float | None = None
    """Peak resident memory in megabytes, for whole processes."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one thing took, over several tries; milliseconds."""

    name: str
    n: int
    p50: float
    p95: float
    cpu: float | None = None
    """Processor time at p50: what other work on the machine does not change much."""
    mark: float | None = None
    """The first mark at p50 by the clock, None where there is none."""
    peak_mb: float | None = None
    note: str = ""


def timing(name: str, tries: Sequence[Spent], note: str = "") -> Timing:
    """The timing of these tries, with the first mark of that name."""
    wall = [spent.wall for spent in tries]
    return Timing(
        name,
        len(tries),
        round(percentile(wall, 0.50), 2),
        round(percentile(wall, 0.95), 2),
        _middle([spent.cpu for spent in tries]),
        MARKS.get(name),
        _middle([spent.peak_mb for spent in tries]),
        note,
    )


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lies, interpolated linearly; raises ValueError for none."""
    if not values:
        raise ValueError("nothing was measured")
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def measured(action: Callable[[], object], tries: int) -> list[Spent]:
    """What each try took, after one that is not counted."""
    action()
    return [once(action) for _ in range(tries)]


def once(action: Callable[[], object]) -> Spent:
    """What one try took."""
    wall, cpu = perf_counter(), process_time()
    action()
    return Spent((perf_counter() - wall) * 1000, (process_time() - cpu) * 1000)


def machine() -> dict[str, Any]:
    """What the figures depend on: read it before comparing two tables."""
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
    }


def as_text(timings: Sequence[Timing], on: dict[str, Any]) -> str:
    """A table: milliseconds at p50 and p95, processor time, the first mark, peak memory; and the machine."""
    head = ("ms", "n", "p50", "p95", "cpu", "first mark", "peak MB", "")
    rows = [head, *(_row(each) for each in timings)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = [
        "  ".join(c.ljust(w) if i in (0, 7) else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True)))
        for row in rows
    ]
    told = (
        f"Python {on['python']}, {on['cores']} cores, load {on['load']}: other work makes the clock slow, cpu less so."
    )
    return "\n".join([*(line.rstrip() for line in lines), "", told])


def as_document(timings: Sequence[Timing], on: dict[str, Any]) -> dict[str, Any]:
    """The timings as JSON-ready data, with the machine they come from."""
    return {"machine": on, "unit": "milliseconds", "timings": [asdict(each) for each in timings]}


def _middle(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(percentile(known, 0.50), 2) if known else None


def _row(each: Timing) -> tuple[str, ...]:
    cpu = "" if each.cpu is None else f"{each.cpu:.1f}"
    mark = "" if each.mark is None else f"{each.mark:g}"
    peak = "" if each.peak_mb is None else f"{each.peak_mb:.0f}"
    return each.name, str(each.n), f"{each.p50:.1f}", f"{each.p95:.1f}", cpu, mark, peak, each.note
