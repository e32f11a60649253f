"""The spend of some projects beside the weights of the strategy, in words (F-ALN)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from tools.calculations.alignment import UNLINKED, Misalignment, misalignment, orphans, spend_by_objective
from tools.calculations.outcome import divide
from tools.enquiry import Enquiry
from tools.facts.project import ProjectFacts
from tools.portfolio.financial_year import FinancialYear
from tools.portfolio.records import Record
from tools.records.answering import answer
from tools.result import Table, ToolResult
from tools.strategy.links import LIVE, link_rules, unlinked_words
from tools.strategy.objectives import Strategy
from tools.strategy.spend import Spend
from tools.wording.evidence import Evidence
from tools.wording.labels import label, note
from tools.wording.sentences import listed

TOOL = "alignment"
COLUMNS = ("Objective", "Weight", "Share of spend", "Gap", "Forecast spend")
NAMED = 5
"""Up to how many projects are named in a sentence."""


@dataclass(frozen=True, slots=True)
class PortfolioView:
    """The spend of some projects beside the strategy, and how it is said."""

    enquiry: Enquiry
    evidence: Evidence
    strategy: Strategy
    year: FinancialYear
    spends: list[Spend]
    without: list[ProjectFacts]
    """Projects for which no spend of the year is recorded."""
    scope: dict[str, Record]

    @property
    def free(self) -> list[Spend]:
        """The spend that is not mandated: what the strategy steers."""
        return [each for each in self.spends if not each.mandated]

    @property
    def spend(self) -> dict[str, Decimal]:
        """Money by active objective, and what serves none."""
        return spend_by_objective(
            ((each.amount, each.served(self.strategy)) for each in self.free), self.strategy.weights
        )

    def result(self, arguments: dict[str, object]) -> ToolResult:
        """The tool's result."""
        spend, weights = self.spend, self.strategy.weights
        measured = misalignment(spend, weights)
        index = self.evidence.say("misalignment", measured.index, *self._rows())
        total = sum(spend.values(), Decimal(0))
        if not total or not weights:
            return self._nothing(measured, arguments)
        objective = self.scope.get("objective")
        headline = self._of_objective(objective, spend, measured) if objective else self._headline(spend, total, index)
        return answer(
            TOOL,
            self.enquiry,
            self.evidence,
            headline,
            status=measured.index.status,
            facts=tuple(line for line in self._facts(spend, measured, index, bool(objective)) if line),
            rules=link_rules(self.enquiry, self.evidence),
            next_steps=self._next_steps(),
            cautions=tuple(self._cautions()),
            table=self._table(spend, measured, total),
            subjects=tuple(record.id for record in self.scope.values()),
            reason=measured.index.reason,
            arguments=arguments,
        )

    def _headline(self, spend: dict[str, Decimal], total: Decimal, index: str) -> str:
        say, rows = self.evidence.say, self._rows(lambda each: each.unlinked(self.strategy) > 0)
        place = f" in {self._place()}" if self.scope else ""
        if not spend[UNLINKED]:
            return (
                f"All of the {self._year()} forecast spend{place} serves a {LIVE}; the misalignment index is {index}."
            )
        share = say("unlinked_share", divide(spend[UNLINKED], total), *rows)
        money = say("unlinked_spend", spend[UNLINKED], *rows)
        return (
            f"{share} of the {self._year()} forecast spend{place}, {money}, serves no {LIVE}; "
            f"the misalignment index is {index}."
        )

    def _of_objective(self, record: Record, spend: dict[str, Decimal], measured: Misalignment) -> str:
        if record.id not in spend:
            status = note(
                self.evidence, "status", "status of the objective", self._status(record.id), "state",
                *self.strategy.rows([record.id]), subject=record.id,
            )  # fmt: skip
            return f"{{{record.id}}} is {status}, so no spend counts towards it."
        share, weight, gap, money = self._cells(record.id, spend, measured, sum(spend.values(), Decimal(0)))
        return (
            f"{money} of the {self._year()} forecast spend goes to {{{record.id}}}: a share of {share} beside its "
            f"weight of {weight}, a gap of {gap}."
        )

    def _facts(
        self, spend: dict[str, Decimal], measured: Misalignment, index: str, of_objective: bool
    ) -> Iterable[str]:
        if of_objective:
            yield self._served_by(self.scope["objective"].id)
            yield f"The misalignment index of the whole is {index}."
        else:
            yield self._furthest(measured)
            yield from (
                unlinked_words(self.evidence, self.strategy, each)
                for each in sorted(self.free, key=lambda each: -each.unlinked(self.strategy))[:NAMED]
                if each.unlinked(self.strategy) > 0
            )
        yield self._orphans(spend)
        yield self._mandated()
        total = self.evidence.say("year_spend", sum(spend.values(), Decimal(0)), *self._rows())
        yield f"The forecast spend without mandated work comes to {total}."

    def _furthest(self, measured: Misalignment) -> str:
        gaps = {key: gap for key, gap in measured.gaps.items() if key in self.strategy.weights}
        ordered = sorted(gaps, key=lambda key: gaps[key])
        if len(ordered) < 2 or gaps[ordered[0]] >= 0 or gaps[ordered[-1]] <= 0:
            return ""
        least, most = (f"{self.strategy.label(self.evidence, key)} ({self._gap(key, gaps[key])})" for key in
                       (ordered[0], ordered[-1]))  # fmt: skip
        return f"Furthest behind its weight in money is {least}; furthest ahead of it is {most}."

    def _served_by(self, objective_id: str) -> str:
        served = {each.project: each.amount * each.served(self.strategy).get(objective_id, Decimal(0))
                  for each in self.free}  # fmt: skip
        most = sorted((each for each in served if served[each]), key=lambda each: -served[each])[:NAMED]
        if not most:
            return "No project without a mandate has a link to it."
        parts = [
            f"{label(self.evidence, each)} "
            f"({self.evidence.say('objective_spend', served[each], each.row, subject=each.project_id)})"
            for each in most
        ]
        return f"Most of it is in {listed(parts)}."

    def _orphans(self, spend: dict[str, Decimal]) -> str:
        """The active objectives that no linked project reaches by their target; those left to daily business apart."""
        if self.scope:
            return ""
        steered = {k: w for k, w in self.strategy.weights.items() if not self.strategy.known[k].delivered_by_bau}
        in_time = {
            link.objective_id
            for each in self.spends
            for link in each.project.links
            if link.objective_id in steered and self._in_time(each.project, link.objective_id)
        }
        none = Decimal(0)
        found = orphans(spend, steered, in_time, none, none)
        if not found:
            return "No objective is an orphan: each has a project that is forecast to finish by its target date."
        labels = listed([self.strategy.label(self.evidence, each) for each in found])
        return f"Orphan: no linked project is forecast to finish by the target date of {labels}."

    def _in_time(self, project: ProjectFacts, objective_id: str) -> bool:
        objective, finish = self.strategy.known[objective_id], project.forecast_finish
        target = min((kpi.target_date for kpi in objective.kpis if kpi.target_date), default=objective.valid_to)
        return target is None or (finish is not None and finish <= target)

    def _mandated(self) -> str:
        mandated = [each for each in self.spends if each.mandated]
        if not mandated:
            return ""
        rows = tuple(row for each in mandated for row in each.sources)
        money = self.evidence.say("mandated_spend", sum((each.amount for each in mandated), Decimal(0)), *rows)
        names = listed([label(self.evidence, each.project) for each in mandated[:NAMED]])
        return f"Beside it stands mandated spend of {money}, which a duty requires: {names}."

    def _next_steps(self) -> tuple[str, ...]:
        astray = [each for each in self.free if each.unlinked(self.strategy) > 0]
        if not astray:
            return ()
        names = listed([label(self.evidence, each.project) for each in astray[:NAMED]])
        return (f"Ask the sponsors to link {names} to an active objective, give the mandate, or propose to stop.",)

    def _cautions(self) -> Iterable[str]:
        if self.without:
            names = listed([label(self.evidence, each) for each in self.without[:NAMED]])
            yield f"Left out, since no spend of the year is recorded: {names}" + (
                " and others." if len(self.without) > NAMED else "."
            )
        if any(kind in self.scope for kind in ("portfolio", "programme")):
            yield "A part of the portfolio need not mirror the weights of the whole strategy."

    def _table(self, spend: dict[str, Decimal], measured: Misalignment, total: Decimal) -> Table:
        rows = []
        for key in self.strategy.weights:
            share, weight, gap, money = self._cells(key, spend, measured, total)
            rows.append((self.strategy.label(self.evidence, key), weight, share, gap, money))
        return Table(COLUMNS, tuple(rows))

    def _cells(
        self, key: str, spend: dict[str, Decimal], measured: Misalignment, total: Decimal
    ) -> tuple[str, str, str, str]:
        say, rows = self.evidence.say, self._rows(lambda each: key in each.served(self.strategy))
        return (
            say("spend_share", divide(spend[key], total), *rows, subject=key),
            say("objective_weight", self.strategy.weights[key], *self.strategy.rows([key]), subject=key),
            self._gap(key, measured.gaps[key]),
            say("objective_spend", spend[key], *rows, subject=key),
        )

    def _gap(self, key: str, gap: Decimal) -> str:
        return self.evidence.say("spend_gap", gap, *self.strategy.rows([key]), subject=key)

    def _rows(self, wanted: Callable[[Spend], bool] = lambda each: True) -> tuple[str, ...]:
        """The rows of the money of the projects that count and are wanted."""
        return tuple(row for each in self.free if wanted(each) for row in each.sources)

    def _year(self) -> str:
        return note(self.evidence, "year", "financial year", self.year.name, "text", "organisation/1")

    def _place(self) -> str:
        return listed([f"{{{record.id}}}" for record in self.scope.values()])

    def _status(self, objective_id: str) -> str | None:
        held = self.strategy.known.get(objective_id)
        return held.status if held else None

    def _nothing(self, measured: Misalignment, arguments: dict[str, object]) -> ToolResult:
        reason = measured.index.reason or "no active objective is recorded"
        if self.strategy.weights and not self.spends:
            reason = "no spend of the year is recorded for the projects asked about"
        return answer(
            TOOL,
            self.enquiry,
            self.evidence,
            f"How spend and strategy compare cannot be told: {reason}.",
            status="INSUFFICIENT_DATA",
            kind="not_recorded",
            cautions=tuple(self._cautions()),
            reason=reason,
            arguments=arguments,
        )
