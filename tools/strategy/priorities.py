"""Proposals in order of their weighted scores, and why one comes before another (F-SCR)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tools.calculations.scoring import Firmness, Ranking, firmness, ranked
from tools.enquiry import Enquiry
from tools.judgement.forecast import number
from tools.records.answering import answer
from tools.records.find import absent, find_proposal
from tools.result import ToolResult
from tools.strategy.compared import Claim, compare
from tools.strategy.points import say_weight, score_table
from tools.strategy.scheme import Scheme, criterion_words
from tools.strategy.scored import Scored, judged, open_proposals
from tools.wording.evidence import Evidence
from tools.wording.labels import note
from tools.wording.sentences import listed

TOOL = "proposal_priorities"


def proposal_priorities(enquiry: Enquiry, *, proposals: Sequence[str] = (), claimed: Claim | None = None) -> ToolResult:
    """The open proposals by weighted score, one of them in detail, or two of them side by side.

    ``claimed`` is what the asker takes for granted of the first of two.
    """
    arguments: dict[str, object] = {"proposals": list(proposals)} if proposals else {}
    if claimed:
        arguments["claimed"] = claimed
    with enquiry.portfolio.session() as session:
        named = []
        for text in proposals:
            found = find_proposal(enquiry, session, text)
            if found is None:
                return absent(enquiry, session, TOOL, text, arguments)
            named.append(found)
        every = open_proposals(enquiry, session)
        known = {each.id for each in every}
        every += judged(enquiry, session, [each for each in named if each.proposal_id not in known])
    scheme = Scheme.of(enquiry)
    if scheme is None:
        return _unscored(enquiry, every, arguments)
    view = Priorities(enquiry, Evidence("portfolio", enquiry.as_of), scheme, every)
    if not every:
        return view.nothing(arguments)
    chosen = [each.proposal_id for each in named]
    return view.result(chosen, claimed, arguments)


@dataclass(frozen=True, slots=True)
class Priorities:
    """Judged proposals under a scheme, and how their order is said."""

    enquiry: Enquiry
    evidence: Evidence
    scheme: Scheme
    every: list[Scored]

    def result(self, chosen: Sequence[str], claimed: Claim | None, arguments: dict[str, object]) -> ToolResult:
        """The tool's result; ``chosen`` are the proposals that were named."""
        ranking = ranked([each.to_rank() for each in self.every], self.scheme.weights, self.scheme.first)
        by_id = {each.id: each for each in self.every}
        ids = [*(key for key, _ in ranking.order), *ranking.incomplete]
        for each in self.every:
            self.evidence.label(each.id, f"{each.id} {each.facts.title}", each.facts.row)
        if len(chosen) > 1:
            headline, facts = compare(
                self.evidence, self.scheme, [by_id[each] for each in chosen[:2]], ranking, claimed
            )
        else:
            headline, facts = (self._headline(ranking, chosen), tuple(self._facts(ranking, chosen)))
        shown = sorted(chosen, key=ids.index) if chosen else [key for key, _ in ranking.order]
        return answer(
            TOOL,
            self.enquiry,
            self.evidence,
            headline,
            facts=facts,
            rules=self._rules(),
            next_steps=("This is the order by the standard; the board decides what is started.",),
            cautions=tuple(self._cautions(ranking)),
            table=score_table(self.evidence, self.scheme, [by_id[each] for each in shown], ranking),
            subjects=tuple(chosen) or tuple(key for key, _ in ranking.order[:1]),
            arguments=arguments,
        )

    def _headline(self, ranking: Ranking, chosen: Sequence[str]) -> str:
        if not ranking.order:
            return "No open proposal can be ranked: each lacks a score."
        place = {key: rank for rank, (key, _) in enumerate(ranking.order, 1)}
        points = dict(ranking.order)
        key = chosen[0] if chosen else ranking.order[0][0]
        if key not in place:
            return f"{{{key}}} cannot be ranked: it lacks a score for {self._missing(key)}."
        total = self.evidence.say("score_total", points[key], *self._of(key).rows, subject=key)
        count = note(self.evidence, "ranked", "proposals ranked", len(place), "count", *self._all_rows())
        if not chosen:
            return f"{{{key}}} ranks first with {total} points, out of {count} open proposals that are scored."
        rank = self.evidence.say("rank", place[key], *self._of(key).rows, subject=key)
        return f"{{{key}}} ranks {rank} of {count} with {total} points."

    def _facts(self, ranking: Ranking, chosen: Sequence[str]) -> Iterable[str]:
        if chosen:
            yield from self._in_detail(self._of(chosen[0]))
        for each in self.every:
            if each.failings and (not chosen or each.id in chosen):
                yield f"{{{each.id}}} may not be recommended yet: {listed(each.failings)}."
        if all(not each.failings for each in self.every) and self.scheme.pass_mark is not None:
            yield "Every one reaches the pass mark and meets what must be met."
        yield from self._firm(ranking)
        yield from self._best_value()

    def _in_detail(self, one: Scored) -> Iterable[str]:
        value = self.evidence.say("strategic_value", one.worth.strategic_value, *one.link_rows, subject=one.id)
        cost = self.evidence.say("proposal_cost", one.cost, one.facts.row, subject=one.id)
        yield f"Its strategic value is {value} and its cost {cost}."
        if one.npv is not None:
            npv = self.evidence.say("npv_house", one.npv, *(each.row for each in one.facts.cases[-1:]), subject=one.id)
            yield f"Its NPV at the house rate is {npv}."

    def _firm(self, ranking: Ranking) -> Iterable[str]:
        """Whether the first rank survives a move of any weight, where the standard says by how much."""
        rule, move = self.scheme.passing, number(self.scheme.passing, "weight_move")
        if rule is None or move is None or len(ranking.order) < 2:
            return
        firm = firmness([e.to_rank() for e in self.every], self.scheme.weights, self.scheme.first, move)
        by = self.evidence.limit(rule, "weight_move", "ratio")
        first = f"{{{ranking.order[0][0]}}}"
        if firm.robust:
            yield f"The first rank is robust: {first} keeps it when any weight is moved by {by} either way."
        else:
            yield f"The first rank is fragile: moving a weight by {by} puts {self._overtaking(firm)} before {first}."

    def _overtaking(self, firm: Firmness) -> str:
        found = {new: criterion for criterion, _, new in firm.overtaken}
        return listed([f"{{{new}}} ({criterion_words(criterion)})" for new, criterion in found.items()])

    def _best_value(self) -> Iterable[str]:
        priced = [each for each in self.every if each.value_per_million is not None]
        if len(priced) < 2:
            return
        best = max(priced, key=lambda each: (each.value_per_million or 0, each.id))
        said = self.evidence.say("value_per_money", best.value_per_million, *best.link_rows, subject=best.id)
        yield f"By strategic value for each million of cost {{{best.id}}} would be first, with {said}."

    def _rules(self) -> tuple[str, ...]:
        evidence, said = self.evidence, []
        weights = listed([f"{criterion_words(c)} {say_weight(evidence, self.scheme, c)}" for c in self.scheme.weights])
        said.append(f"The weights are {weights} {evidence.cite(self.scheme.criteria)}.")
        rule = self.scheme.passing
        if rule is not None:
            mark, fit = (
                evidence.limit(rule, "points_from", "score"),
                evidence.limit(rule, "strategic_fit_from", "score"),
            )
            said.append(
                f"To be recommended a proposal reaches {mark} points and a strategic fit of {fit}, and names its "
                f"sponsor and funding; equal points are ordered by strategic fit, NPV for its cost, then the "
                f"day of submission {evidence.cite(rule)}."
            )
        return tuple(said)

    def _cautions(self, ranking: Ranking) -> Iterable[str]:
        for key in ranking.incomplete:
            yield f"{{{key}}} is incomplete and not ranked: it lacks a score for {self._missing(key)}."
        if self.enquiry.viewer.on and self.enquiry.today < self.enquiry.viewer.on:
            yield "Which proposals are open is recorded as of now only."
        if self.scheme.passing is None:
            yield "No rule on a pass mark is held for this day, so none is applied."

    def _missing(self, key: str) -> str:
        return listed([criterion_words(c) for c, score in self._of(key).scores.items() if score is None])

    def _of(self, key: str) -> Scored:
        return next(each for each in self.every if each.id == key)

    def _all_rows(self) -> tuple[str, ...]:
        return tuple(each.facts.row for each in self.every)

    def nothing(self, arguments: dict[str, object]) -> ToolResult:
        """The result where no open proposal may be read."""
        reason = "no open proposal is recorded among those you may read"
        return ToolResult(
            tool=TOOL, status="INSUFFICIENT_DATA", kind="not_recorded",
            headline="There is nothing to rank: no open proposal is recorded among those you may read.",
            as_of=self.enquiry.as_of, on=self.enquiry.today, reason=reason, arguments=arguments,
        )  # fmt: skip


def _unscored(enquiry: Enquiry, every: Sequence[Scored], arguments: dict[str, object]) -> ToolResult:
    """The result where no rule says how proposals are scored."""
    reason = "no rule on the criteria and weights of proposals is held for this day"
    evidence = Evidence("portfolio", enquiry.as_of)
    names = listed([evidence.label(each.id, f"{each.id} {each.facts.title}", each.facts.row) for each in every])
    return answer(
        TOOL,
        enquiry,
        evidence,
        f"Proposals cannot be ranked: {reason}.",
        status="NOT_APPLICABLE",
        kind="not_covered",
        facts=(f"Open proposals that you may read: {names}.",) if every else (),
        subjects=tuple(each.id for each in every[:1]),
        reason=reason,
        arguments=arguments,
    )
