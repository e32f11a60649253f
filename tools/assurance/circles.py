"""Hard dependencies that run in a circle, so that each project of it waits for itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from tools.facts.dependencies import DependencyFacts

HARD = "HARD"


def circular(edges: Iterable[DependencyFacts]) -> Mapping[str, tuple[str, ...]]:
    """The ids of the hard dependencies that are part of a circle, by the projects of the circle.

    Of circles that share a dependency one is named; the next shows when that one is broken.
    """
    left = [edge for edge in edges if edge.type == HARD and edge.provider_id is not None]
    found: dict[str, list[str]] = defaultdict(list)
    while steps := _circle(left):
        for edge in [each for each in left if (each.provider_id, each.consumer_id) in steps]:
            left.remove(edge)
            for side in (edge.provider_id or "", edge.consumer_id):
                found[side].append(edge.dependency_id)
    return {side: tuple(ids) for side, ids in found.items()}


def _circle(edges: Iterable[DependencyFacts]) -> frozenset[tuple[str, str]]:
    """The steps of one circle from provider to consumer; empty where there is none."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for edge in edges:
        sorter.add(edge.consumer_id, edge.provider_id or "")
    try:
        sorter.prepare()
    except CycleError as error:
        return frozenset(pairwise(error.args[1]))
    return frozenset()
