"""The contingency that the open risks of a project need, and whether what is left is enough (F-RSK)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.calculations.outcome import Outcome, defined, undefined
from tools.calculations.risk import FORMULA, exposure_ratio
from tools.calculations.simulation import Simulation
from tools.enquiry import Enquiry
from tools.facts.project import ProjectFacts
from tools.facts.raid import RiskFacts
from tools.judgement.risk import contingency_left, open_threats
from tools.records.answering import answer
from tools.records.empty import not_recorded
from tools.records.find import absent, find_project
from tools.result import Table, ToolResult
from tools.risk.exposure import Spread, chance_of, quantified, spread
from tools.risk.levels import SHOWN, Level, level_asked, name_level, percentiles_line
from tools.wording.evidence import Evidence
from tools.wording.labels import label

if TYPE_CHECKING:
    from knowledge.library import Rule

TOOL = "contingency"
NO_RISK = "no open risk has both a probability and a cost"
COLUMNS = ("Risk", "Probability", "Cost if it comes", "Expected value (EMV)")


def contingency(enquiry: Enquiry, project: str, percentile: Decimal | None = None) -> ToolResult:
    """What contingency one project needs at a level of confidence, what is left, and how likely that is not enough.

    ``percentile`` is a fraction; without it the level is that of the standard.
    """
    asked: dict[str, object] = {} if percentile is None else {"percentile": str(percentile)}
    with enquiry.portfolio.session() as session:
        facts = find_project(enquiry, session, project)
        if facts is None:
            return absent(enquiry, session, TOOL, project, {"project": project, **asked})
    return needed(facts, enquiry, percentile)


def needed(facts: ProjectFacts, enquiry: Enquiry, percentile: Decimal | None = None) -> ToolResult:
    """The result for facts that are already loaded."""
    asked: dict[str, object] = {} if percentile is None else {"percentile": str(percentile)}
    arguments = {"project": facts.project_id, **asked}
    evidence = Evidence(facts.project_id, enquiry.as_of)
    named = label(evidence, facts)
    if not quantified(facts):
        return not_recorded(
            enquiry, TOOL, evidence, f"The contingency that {named} needs cannot be computed: {NO_RISK}.",
            NO_RISK, arguments, facts=_left_alone(evidence, facts),
            next_steps=("Have each open risk quantified: its probability and what it would cost.",),
        )  # fmt: skip
    rule = enquiry.library.rule("contingency.level", enquiry.today)
    level = level_asked(facts, rule) if percentile is None else Level(percentile)
    return Need.of(facts, enquiry, evidence, level, rule).result(arguments)


def _left_alone(evidence: Evidence, facts: ProjectFacts) -> tuple[str, ...]:
    left, rows = contingency_left(facts)
    return () if left is None else (f"Contingency left is {evidence.say('contingency_left', left, *rows)}.",)


@dataclass(frozen=True, slots=True)
class Need:
    """One project's need of contingency, while it is put into words."""

    facts: ProjectFacts
    enquiry: Enquiry
    evidence: Evidence
    level: Level | None
    rule: Rule | None
    """The rule that sets the level where the asker does not choose it; None where none is held."""
    risks: tuple[RiskFacts, ...]
    rows: tuple[str, ...]
    left: Decimal | None
    """Contingency left, money; None where none is recorded."""
    left_rows: tuple[str, ...]
    spread: Spread

    @classmethod
    def of(
        cls, facts: ProjectFacts, enquiry: Enquiry, evidence: Evidence, level: Level | None, rule: Rule | None
    ) -> Need:
        """Work out what the open risks come to."""
        risks, (left, left_rows) = quantified(facts), contingency_left(facts)
        shares = sorted({*SHOWN, *([level.share] if level else [])})
        made = spread([chance_of(each) for each in risks], shares, () if left is None else (left,))
        return cls(
            facts, enquiry, evidence, level, rule, risks, tuple(each.state_row for each in risks), left, left_rows, made
        )

    @property
    def short(self) -> Decimal | None:
        """How much contingency is short of the need, money; negative where some is to spare."""
        value = self.spread.percentiles[self.level.share].value if self.level else None
        return None if value is None or self.left is None else value - self.left

    def result(self, arguments: dict[str, object]) -> ToolResult:
        """The tool's result."""
        return answer(
            TOOL,
            self.enquiry,
            self.evidence,
            self._headline(),
            facts=tuple(line for line in (self._expected(), self._percentiles(), *self._what_is_left()) if line),
            rules=tuple(line for line in (self._level_rule(), self._exposure_rule()) if line),
            next_steps=self._next_steps(),
            cautions=self._cautions(),
            table=self._table(),
            subjects=(self.facts.project_id, *(each.risk_id for each in self.risks)),
            warnings=self.spread.simulation.warnings if self.spread.simulation else (),
            arguments=arguments,
        )

    def _headline(self) -> str:
        say, named = self.evidence.say, f"{{{self.facts.project_id}}}"
        left = say("contingency_left", self.left, *self.left_rows)
        if self.level is None:
            why = (
                "no rule is held that sets it" if self.rule is None else "it has neither a budget nor a whole-life cost"
            )
            said = f"The level at which {named} holds contingency is open, because {why}. Contingency left is {left}"
            return (
                f"{said}; the chance that it is not enough is {self._chance_over_left()}." if self.left else f"{said}."
            )
        need = say("contingency_needed", self.spread.percentiles[self.level.share], *self.rows)
        at = name_level(self.evidence, self.level.share, self.level.source)
        if self.short is None:
            return f"{named} needs contingency of {need} at {at}; no contingency of it is recorded."
        if self.short > 0:
            short = say("contingency_short", self.short, *self.rows, *self.left_rows)
            return f"{named} needs contingency of {need} at {at} and has {left} left: it is {short} short."
        spare = say("contingency_spare", -self.short, *self.rows, *self.left_rows)
        return f"{named} needs contingency of {need} at {at} and has {left} left: enough, with {spare} to spare."

    def _expected(self) -> str:
        emv = self.evidence.say("emv", self.spread.expected, *self.rows)
        chance = self.evidence.say("chance_over_emv", self._not_covered(self.spread.expected), *self.rows)
        return (
            f"The open risks are worth {emv} as expected monetary value. That is a mean and no level of confidence: "
            f"the chance that contingency of the size of the EMV is not enough is {chance}."
        )

    def _percentiles(self) -> str:
        return percentiles_line(self.evidence, self.spread.percentiles, *self.rows)

    def _what_is_left(self) -> list[str]:
        if self.left is None:
            return []
        say, rows = self.evidence.say, (*self.rows, *self.left_rows)
        lines = [f"The chance that the contingency left is not enough is {self._chance_over_left()}."]
        ratio = exposure_ratio(self.spread.expected, self.left)
        if ratio.value is not None:
            lines.append(f"The exposure is {say('exposure_ratio', ratio, *rows)} of the contingency left.")
        baseline = self.facts.baseline
        if baseline and baseline.contingency is not None and self.facts.drawdowns:
            drawn = sum((each.amount for each in self.facts.drawdowns), Decimal(0))
            approved = say("contingency_approved", baseline.contingency, baseline.row)
            used = say("contingency_drawn", drawn, *(each.row for each in self.facts.drawdowns))
            lines.append(f"Of the contingency approved, {approved}, {used} is drawn.")
        return lines

    def _chance_over_left(self) -> str:
        chance = undefined("no contingency is recorded", FORMULA) if self.left is None else self._not_covered(self.left)
        return self.evidence.say("chance_over_left", chance, *self.rows, *self.left_rows)

    def _not_covered(self, amount: Decimal) -> Outcome[Decimal]:
        covered = self.spread.covered[amount]
        if covered.value is None:
            return undefined(covered.reason or "", FORMULA, covered.status)
        return defined(1 - covered.value, FORMULA)

    def _level_rule(self) -> str:
        level = level_asked(self.facts, self.rule)
        if self.rule is None or level is None:
            return ""
        evidence, rule, baseline = self.evidence, self.rule, self.facts.baseline
        basis = "budget" if baseline else "whole-life cost, which counts before a baseline exists,"
        source = baseline.row if baseline else self.facts.row
        high, low = (_level_of(evidence, rule, key) for key in ("percentile", "percentile_below"))
        limit = evidence.limit(rule, "bac_from", "money")
        return (
            f"Contingency is held at {high} from {limit} on and at {low} below that; the {basis} is "
            f"{evidence.say('level_basis', level.basis, source)} {evidence.cite(rule)}."
        )

    def _exposure_rule(self) -> str:
        rule = self.enquiry.library.rule("raid.exposure", self.enquiry.today)
        if rule is None or "red_over" not in rule.values:
            return ""
        limit = self.evidence.limit(rule, "red_over", "ratio")
        return (
            f"Exposure of more than {limit} of the contingency left calls for a refreshed analysis, and for less "
            f"exposure or more contingency {self.evidence.cite(rule)}."
        )

    def _next_steps(self) -> tuple[str, ...]:
        if self.short is None or self.short <= 0:
            return ()
        short = self.evidence.say("contingency_short", self.short, *self.rows, *self.left_rows)
        return (f"Bring responses that lower the exposure, or ask for {short} more contingency.",)

    def _cautions(self) -> tuple[str, ...]:
        said = ["The risks are taken as independent, which understates the tail where they have a common cause."]
        if missing := len(open_threats(self.facts)) - len(self.risks):
            number = self.evidence.say("risks_unquantified", missing, *self.rows)
            said.append(f"Open risks that are not quantified, and so not counted here: {number}.")
        if self.spread.simulation is not None:
            said.append(self._how_drawn(self.spread.simulation))
        return tuple(said)

    def _how_drawn(self, run: Simulation) -> str:
        say = self.evidence.say
        mean, error = say("simulation_mean", run.mean, *self.rows), say("simulation_error", run.standard_error)
        draws, seed = say("simulation_draws", run.draws), say("simulation_seed", run.seed)
        return (
            f"Simulated with {draws} draws from seed {seed}: the simulated mean is {mean}, its standard error {error}."
        )

    def _table(self) -> Table:
        say = self.evidence.say
        rows = []
        for risk in sorted(self.risks, key=lambda each: (-chance_of(each).expected, each.risk_id)):
            row, of = risk.state_row, risk.risk_id
            rows.append(
                (
                    self.evidence.label(of, of, risk.row),
                    say("risk_probability", risk.probability, row, subject=of),
                    say("risk_cost", risk.cost_likely, row, subject=of),
                    say("risk_emv", chance_of(risk).expected, row, subject=of),
                )
            )
        return Table(COLUMNS, tuple(rows))


def _level_of(evidence: Evidence, rule: Rule, key: str) -> str:
    return name_level(evidence, rule.number(key) / 100, f"rulebook/{rule.rule_id}/{rule.clause.ref}")
