"""Scores and weights of criteria as figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tools.calculations.outcome import divide
from tools.calculations.scoring import FORMULA, HIGHEST_SCORE, POINTS, Ranking
from tools.result import Figure, Table
from tools.strategy.scheme import Scheme, criterion_words
from tools.strategy.scored import Scored
from tools.wording.evidence import Evidence


def part(weight: Decimal, score: Decimal) -> Decimal:
    """The points out of a hundred that a score brings (F-SCR)."""
    return divide(weight * score * POINTS, HIGHEST_SCORE)


def say_score(evidence: Evidence, one: Scored, criterion: str) -> str:
    """The median score of a proposal for a criterion, as a handle."""
    rows = tuple(each.row for each in one.facts.scores if each.criterion == criterion) or (one.facts.row,)
    name = f"{criterion_words(criterion)} score"
    return evidence.add(
        Figure(
            one.id,
            f"score_{criterion.lower()}",
            name,
            one.scores.get(criterion),
            "score",
            evidence.as_of,
            FORMULA,
            rows,
        )
    )


def say_weight(evidence: Evidence, scheme: Scheme, criterion: str) -> str:
    """The weight of a criterion, as a handle of the rule that sets it."""
    rule = scheme.criteria
    key, name = f"{rule.rule_id}.{criterion.lower()}", f"weight of {criterion_words(criterion)}"
    source = (f"rulebook/{rule.rule_id}/{rule.clause.ref}",)
    return evidence.add(Figure("rule", key, name, scheme.weights[criterion], "ratio", source=source))


def score_table(evidence: Evidence, scheme: Scheme, shown: Sequence[Scored], ranking: Ranking) -> Table:
    """Proposals with their rank, their score for each criterion, and the total."""
    places = {key: place for place, (key, _) in enumerate(ranking.order, 1)}
    columns = ("Proposal", "Rank", *(criterion_words(c).capitalize() for c in scheme.weights), "Score")
    rows = tuple(
        (
            f"{{{one.id}}}",
            evidence.say("rank", places.get(one.id), *one.rows, subject=one.id),
            *(say_score(evidence, one, criterion) for criterion in scheme.weights),
            evidence.say("score_total", one.points if one.points else None, *one.rows, subject=one.id),
        )
        for one in shown
    )
    return Table(columns, rows)
