"""Two proposals side by side: which ranks first and by what, with a false premise put right."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from tools.calculations.scoring import Ranking
from tools.strategy.points import part
from tools.strategy.scheme import Scheme, criterion_words
from tools.strategy.scored import Scored
from tools.wording.evidence import Evidence
from tools.wording.sentences import listed

Claim = Literal["below", "ahead"]
Said = tuple[str, tuple[str, ...]]


def compare(
    evidence: Evidence, scheme: Scheme, pair: Sequence[Scored], ranking: Ranking, claimed: Claim | None
) -> Said:
    """Headline and facts; ``claimed`` is what was taken for granted of the first of the pair."""
    places = {key: place for place, (key, _) in enumerate(ranking.order)}
    first, second = pair
    unranked = [each for each in pair if each.id not in places]
    if unranked:
        headline = f"They cannot be ranked against each other: {{{unranked[0].id}}} lacks a score."
        return headline, _money(evidence, first, second)
    if places[first.id] > places[second.id]:
        first, second = second, first
    is_wrong = claimed is not None and (claimed == "below") == (first is pair[0])
    opening = "It is the other way round: " if is_wrong else ""
    headline = (
        f"{opening}{{{first.id}}} ranks before {{{second.id}}}, with {_total(evidence, first)} points against "
        f"{_total(evidence, second)}."
    )
    facts = (*_drivers(evidence, scheme, first, second), *_money(evidence, first, second))
    return headline, facts


def _total(evidence: Evidence, one: Scored) -> str:
    return evidence.say("score_total", one.points.value if one.points else None, *one.rows, subject=one.id)


def _drivers(evidence: Evidence, scheme: Scheme, first: Scored, second: Scored) -> tuple[str, ...]:
    """The criteria in which each of the two brings more points, the greatest difference first."""
    gaps = {
        criterion: part(weight, first.scores[criterion] or Decimal(0))
        - part(weight, second.scores[criterion] or Decimal(0))
        for criterion, weight in scheme.weights.items()
    }
    if not any(gaps.values()):
        return ("Both have the same points in every criterion, so strategic fit, NPV and the day decide.",)
    said = []
    for one, sign in ((first, 1), (second, -1)):
        ahead = sorted((c for c, gap in gaps.items() if gap * sign > 0), key=lambda c: -abs(gaps[c]))
        if ahead:
            said.append(f"{{{one.id}}} has more points in {listed([criterion_words(c) for c in ahead])}.")
    return tuple(said)


def _money(evidence: Evidence, first: Scored, second: Scored) -> tuple[str, ...]:
    """Which of the two brings more strategic value, and more of it for its cost."""
    said = []
    if first.value is not None and second.value is not None:
        more, less = sorted((first, second), key=lambda each: -(each.value or Decimal(0)))
        values = [
            evidence.say("strategic_value", each.value, *each.link_rows, subject=each.id) for each in (more, less)
        ]
        costs = [evidence.say("proposal_cost", each.cost, each.facts.row, subject=each.id) for each in (more, less)]
        said.append(
            f"{{{more.id}}} has a strategic value of {values[0]} at a cost of {costs[0]}, {{{less.id}}} "
            f"one of {values[1]} at {costs[1]}."
        )
    if first.value_per_million is not None and second.value_per_million is not None:
        more, less = sorted((first, second), key=lambda each: -(each.value_per_million or Decimal(0)))
        ratios = [
            evidence.say("value_per_money", each.value_per_million, *each.link_rows, subject=each.id)
            for each in (more, less)
        ]
        only = "only " if more is second else ""
        said.append(
            f"{{{more.id}}} leads {only}in strategic value for each million of cost: {ratios[0]} against {ratios[1]}."
        )
    return tuple(said)
