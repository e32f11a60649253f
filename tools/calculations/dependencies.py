"""What a slip does to those who wait for a project, and whether dependencies run in a circle (F-DEP)."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter

FORMULA = "F-DEP"


@dataclass(frozen=True, slots=True)
class Link:
    """One thing that a provider hands to a consumer."""

    key: str
    provider: str
    consumer: str
    is_hard: bool
    """Whether the consumer cannot go on without it."""
    expected: date | None
    """The later of promise and forecast; None where neither is recorded."""
    need_by: date | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a slip does to one link."""

    link: Link
    slip: int
    """Days by which its provider slips."""
    expected: date | None
    """When it then comes."""
    late: int | None
    """Days after the day of need, negative where it still comes before; None where a date is missing."""
    passed_on: int
    """Days by which its consumer is then held up; 0 where it comes in time or the consumer can do without."""


def late_days(expected: date | None, need_by: date | None) -> int | None:
    """Days that something comes after it is needed, negative before; None where a date is missing (F-DEP)."""
    return None if expected is None or need_by is None else (expected - need_by).days


def circle(links: Iterable[Link]) -> tuple[str, ...]:
    """The projects of one circle of hard dependencies, the first again at the end; empty where there is none."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for link in sorted(links, key=lambda each: each.key):
        if link.is_hard:
            sorter.add(link.consumer, link.provider)
    try:
        sorter.prepare()
    except CycleError as found:
        return tuple(found.args[1])
    return ()


def knock_on(links: Iterable[Link], start: str, days: int) -> tuple[Effect, ...]:
    """What happens where ``start`` slips by ``days`` and nobody acts (F-DEP).

    Every delivery of a project moves by the project's slip. A consumer is held up by the days that a hard delivery
    then comes later than it would without the slip and later than needed, and passes those on; the longest hold-up
    counts. A soft delivery is told and holds nobody up. Circles end, since no hold-up exceeds ``days``.
    """
    by_provider: dict[str, list[Link]] = defaultdict(list)
    for link in sorted(links, key=lambda each: each.key):
        by_provider[link.provider].append(link)
    slips, queue = {start: days}, deque([start])
    while queue:
        project = queue.popleft()
        for effect in _effects(by_provider[project], slips[project]):
            if effect.passed_on > slips.get(effect.link.consumer, 0):
                slips[effect.link.consumer] = effect.passed_on
                queue.append(effect.link.consumer)
    return tuple(effect for project, slip in slips.items() for effect in _effects(by_provider[project], slip))


def _effects(links: Sequence[Link], slip: int) -> Iterable[Effect]:
    for link in links:
        expected = link.expected + timedelta(days=slip) if link.expected else None
        late, before = late_days(expected, link.need_by), late_days(link.expected, link.need_by)
        held_up = max(late, 0) - max(before, 0) if late is not None and before is not None else 0
        yield Effect(link, slip, expected, late, held_up if link.is_hard else 0)
