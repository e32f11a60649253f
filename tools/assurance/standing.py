"""How far the PMO has come: its criteria by tier from records and answers (F-TIER), and the maturity levels (F-MAT)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.assurance.tier_records import MEASURES, Share, judged
from tools.calculations.maturity import Answer, Maturity, maturity, perspective_level
from tools.calculations.tiers import Criterion, Met
from tools.facts.assessments import AnswerFacts, AssessmentFacts
from tools.judgement.forecast import number

if TYPE_CHECKING:
    from knowledge.library import Rule

MATURITY_REACHED = "MATURITY_REACHED"
LIBRARY_PUBLISHED = "LIBRARY_PUBLISHED"
UNNAMED = "criterion without an answer"


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion of a tier, and by what it is judged."""

    criterion: Criterion
    share: Share | None = None
    """What the records give, where they decide."""
    answer: AnswerFacts | None = None

    @property
    def contradicts(self) -> bool:
        """Whether the records say no where the assessment said yes."""
        return self.answer is not None and self.answer.met == "YES" and self.criterion.met == "NO"


def criteria(
    answers: Iterable[AnswerFacts],
    shares: Mapping[str, Share],
    rules: Mapping[int, Rule | None],
    known: Mapping[str, tuple[int, bool]],
) -> tuple[Judged, ...]:
    """Every criterion of every tier: what the records show counts, then what an answer with evidence says.

    ``known`` are criteria that something else than the projects shows, with their tier. What nobody has answered is
    unknown, and so counts as not met.
    """
    given = {answer.criterion: answer for answer in answers}
    made: dict[str, Judged] = {
        code: Judged(Criterion(answer.level, code, _by_answer(answer)), None, answer) for code, answer in given.items()
    }
    for code, measure in MEASURES.items():
        met = judged(measure, shares[code], rules.get(measure.tier))
        if met is not None:
            made[code] = Judged(Criterion(measure.tier, code, _word(met)), shares[code], given.get(code))
    for code, (tier, met) in known.items():
        made[code] = Judged(Criterion(tier, code, _word(met)), None, given.get(code))
    return (*made.values(), *_unanswered(made.values(), rules))


def _unanswered(made: Iterable[Judged], rules: Mapping[int, Rule | None]) -> Iterable[Judged]:
    """Criteria that a standard counts and nobody has answered."""
    counts: dict[int, int] = defaultdict(int)
    for each in made:
        counts[each.criterion.tier] += 1
    for tier, rule in rules.items():
        wanted = number(rule, "criteria")
        for _ in range(int(wanted or 0) - counts[tier]):
            yield Judged(Criterion(tier, UNNAMED, "UNKNOWN"))


def _by_answer(answer: AnswerFacts) -> Met:
    """What an answer is worth for a tier: a yes without evidence is a conviction, and evidence is missing."""
    if answer.met == "YES" and answer.evidence_ref:
        return "YES"
    return "UNKNOWN" if answer.met in ("YES", "UNKNOWN") else "NO"


def _word(met: bool) -> Met:
    return "YES" if met else "NO"


def maturity_of(assessment: AssessmentFacts, share: Decimal) -> Maturity:
    """The maturity of one kind of management (F-MAT); ``share`` of the criteria of a level must be met."""
    by_perspective: dict[str, dict[int, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    for answer in assessment.answers:
        if answer.perspective:
            by_perspective[answer.perspective][answer.level].append(_worth(answer))
    return maturity({name: perspective_level(levels, share).level for name, levels in by_perspective.items()})


def _worth(answer: AnswerFacts) -> Answer:
    """A yes without evidence is a conviction, and counts as partly met."""
    return "PARTIAL" if answer.met == "YES" and not answer.evidence_ref else answer.met
