"""Weights of criteria from a board's pairwise comparisons, and whether these hold together (F-AHP)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from tools.calculations.pairwise import FORMULA, RANDOM_INDEX_SOURCE, Pairwise, pairwise_weights
from tools.enquiry import Enquiry
from tools.facts.portfolio import JudgementFacts, judgements
from tools.judgement.forecast import number
from tools.records.answering import answer
from tools.result import Figure, ToolResult, Verdict
from tools.strategy.scheme import Scheme, criterion_words
from tools.wording.evidence import Evidence
from tools.wording.labels import note
from tools.wording.sentences import listed

TOOL = "check_weights"
RULE = "proposal.consistency"


def check_weights(enquiry: Enquiry) -> ToolResult:
    """The weights of the recorded comparisons, with their consistency against what the standard accepts."""
    with enquiry.portfolio.session() as session:
        held = judgements(session)
    models = sorted({each.model for each in held})
    if not models:
        return _nothing(enquiry, "no pairwise comparison of criteria is recorded")
    made = [each for each in held if each.model == models[-1]]
    scheme = Scheme.of(enquiry)
    criteria = _in_order({name for each in made for name in (each.criterion_a, each.criterion_b)}, scheme)
    found = {(each.criterion_a, each.criterion_b): each.value for each in made}
    missing = [pair for pair in combinations(criteria, 2) if not {pair, pair[::-1]} & found.keys()]
    if missing:
        pairs = listed([f"{criterion_words(a)} with {criterion_words(b)}" for a, b in missing])
        return _nothing(enquiry, f"a comparison is missing: {pairs}")
    matrix = [[_entry(found, a, b) for b in criteria] for a in criteria]
    return Check(
        enquiry, Evidence("portfolio", enquiry.as_of), made, criteria, pairwise_weights(matrix), models
    ).result()


def _in_order(criteria: set[str], scheme: Scheme | None) -> list[str]:
    """The criteria in the order of the standard; others after them, by name."""
    order = list(scheme.weights) if scheme else []
    return sorted(criteria, key=lambda name: (order.index(name) if name in order else len(order), name))


def _entry(found: dict[tuple[str, str], Decimal], a: str, b: str) -> Fraction:
    """How many times more one criterion counts than another; where only the mirror is recorded, its reciprocal."""
    if a == b:
        return Fraction(1)
    if (a, b) in found:
        return Fraction(found[a, b])
    mirror = Fraction(found[b, a])
    return 1 / mirror if mirror else mirror


@dataclass(frozen=True, slots=True)
class Check:
    """The comparisons of one board with what follows from them, and how it is said."""

    enquiry: Enquiry
    evidence: Evidence
    made: Sequence[JudgementFacts]
    criteria: Sequence[str]
    found: Pairwise
    models: Sequence[str]

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows of the comparisons."""
        return tuple(each.row for each in self.made)

    def result(self) -> ToolResult:
        """The tool's result."""
        outcome = self.found.weights[0]
        if outcome.value is None:
            return _nothing(self.enquiry, outcome.reason or "", "INVALID_INPUT")
        headline = self._headline()
        return answer(
            TOOL,
            self.enquiry,
            self.evidence,
            headline,
            facts=tuple(line for line in (self._weights(), self._consistency(), self._triad()) if line),
            rules=self._rules(),
            next_steps=self._next(),
            cautions=self._cautions(),
        )

    @property
    def accepted(self) -> bool | None:
        """Whether the consistency ratio is accepted; None where there is none, or no rule sets a limit."""
        most, ratio = number(self.enquiry.library.rule(RULE, self.enquiry.today), "ratio"), self.found.consistency_ratio
        return None if most is None or ratio.value is None else ratio.value <= most

    def _headline(self) -> str:
        board = note(self.evidence, "model", "comparisons", self.made[0].model, "text", *self.rows)
        if self.found.consistency_ratio.value is None:
            return f"The weights of {board} can be used: {self.found.consistency_ratio.reason}."
        ratio = self.evidence.say("ahp_cr", self.found.consistency_ratio, *self.rows)
        if self.accepted is None:
            return f"The comparisons of {board} have a consistency ratio (CR) of {ratio}."
        word = "are consistent and accepted" if self.accepted else "contradict each other and are not accepted"
        return f"The comparisons of {board} {word}: the consistency ratio (CR) is {ratio}."

    def _weights(self) -> str:
        parts = []
        for criterion, weight in zip(self.criteria, self.found.weights, strict=True):
            name = f"weight of {criterion_words(criterion)} by pairwise comparison"
            key = f"ahp_weight_{criterion.lower()}"
            said = Figure("portfolio", key, name, weight.value, "index", self.evidence.as_of, FORMULA, self.rows)
            parts.append(f"{criterion_words(criterion)} {self.evidence.add(said)}")
        return f"The weights are {listed(parts)}."

    def _consistency(self) -> str:
        if self.found.consistency_ratio.value is None:
            return ""
        say = self.evidence.say
        greatest = say("ahp_lambda", self.found.largest_eigenvalue, *self.rows)
        index = say("ahp_ci", self.found.consistency_index, *self.rows)
        random = say("ahp_ri", self.found.random_index, "table/random_index")
        table = note(
            self.evidence, "ri_source", "table of random indices", RANDOM_INDEX_SOURCE, "text", "table/random_index"
        )
        return (
            f"The largest eigenvalue (λ) is {greatest} and the consistency index (CI) {index}; the random index (RI) "
            f"is {random}, from the table of {table}."
        )

    def _triad(self) -> str:
        if self.found.worst_triad is None:
            return ""
        names = listed([criterion_words(self.criteria[place]) for place in self.found.worst_triad])
        return f"What clashes most are the comparisons among {names}."

    def _rules(self) -> tuple[str, ...]:
        rule = self.enquiry.library.rule(RULE, self.enquiry.today)
        if rule is None:
            return ()
        most = self.evidence.limit(rule, "ratio", "index")
        if self.accepted is not None:
            holds = "within" if self.accepted else "over"
            self.evidence.judge(Verdict("portfolio", "consistency", "limit", holds))
        return (f"A consistency ratio (CR) of at most {most} is accepted {self.evidence.cite(rule)}.",)

    def _next(self) -> tuple[str, ...]:
        if self.accepted is False:
            return ("Give the comparisons that clash most back to the board to be judged again.",)
        return ("Weights become binding only with a new version of the standard, by the board's decision.",)

    def _cautions(self) -> tuple[str, ...]:
        said = []
        if number(self.enquiry.library.rule(RULE, self.enquiry.today), "ratio") is None:
            said.append("No rule on the consistency of comparisons is held for this day, so the ratio is not judged.")
        if len(self.models) > 1:
            said.append("Older comparisons are recorded too; these are the last by name.")
        return tuple(said)


def _nothing(enquiry: Enquiry, reason: str, status: str = "INSUFFICIENT_DATA") -> ToolResult:
    is_invalid = status == "INVALID_INPUT"
    return ToolResult(
        tool=TOOL,
        status="INVALID_INPUT" if is_invalid else "INSUFFICIENT_DATA",
        kind="answer" if is_invalid else "not_recorded",
        headline=f"The pairwise weights cannot be checked: {reason}.",
        as_of=enquiry.as_of,
        on=enquiry.today,
        reason=reason,
    )
