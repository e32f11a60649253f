"""What was measured, and how it is printed."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from math import floor
from time import perf_counter
from typing import Any

MARKS: dict[str, float] = {"answer": 150.0, "pmo --help": 300.0, "pmo ask": 2500.0}
"""First marks in milliseconds at p50, printed beside what was measured."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one thing took, over several tries; milliseconds."""

    name: str
    n: int
    p50: float
    p95: float
    mark: float | None = None
    """The first mark at p50, None where there is none."""
    peak_mb: float | None = None
    """Peak resident memory in megabytes, for whole processes."""
    note: str = ""


def timing(
    name: str, milliseconds: Sequence[float], peaks_mb: Sequence[float] = (), note: str = "", mark: str = ""
) -> Timing:
    """The timing of these tries; ``mark`` names the first mark, by default that of the name."""
    return Timing(
        name,
        len(milliseconds),
        round(percentile(milliseconds, 0.50), 2),
        round(percentile(milliseconds, 0.95), 2),
        MARKS.get(mark or name),
        round(percentile(peaks_mb, 0.50), 1) if peaks_mb else None,
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


def measured(action: Callable[[], object], tries: int) -> list[float]:
    """Milliseconds of each try, after one that is not counted."""
    action()
    return [_once(action) for _ in range(tries)]


def _once(action: Callable[[], object]) -> float:
    started = perf_counter()
    action()
    return (perf_counter() - started) * 1000


def as_text(timings: Sequence[Timing]) -> str:
    """A table: milliseconds at p50 and p95, the first mark, peak memory."""
    head = ("ms", "n", "p50", "p95", "first mark", "peak MB", "")
    rows = [head, *(_row(each) for each in timings)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(
        "  ".join(c.ljust(w) if i in (0, 6) else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True)))
        .rstrip()
        for row in rows
    )  # fmt: skip


def as_document(timings: Sequence[Timing]) -> dict[str, Any]:
    """The timings as JSON-ready data, with the machine they come from."""
    machine = {"python": platform.python_version(), "system": platform.platform(), "cores": os.cpu_count()}
    return {"machine": machine, "unit": "milliseconds", "timings": [asdict(each) for each in timings]}


def _row(each: Timing) -> tuple[str, ...]:
    mark = "" if each.mark is None else f"{each.mark:g}"
    peak = "" if each.peak_mb is None else f"{each.peak_mb:.0f}"
    return each.name, str(each.n), f"{each.p50:.1f}", f"{each.p95:.1f}", mark, peak, each.note
