"""Who decides a change of some size on a project: its level by the total since the baseline (F-CHG)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.calculations.outcome import Outcome, divide
from tools.change.levels import body_words, limits_words
from tools.facts.project import ProjectFacts
from tools.judgement.authority import Level, level_for, levels, next_level
from tools.judgement.change_history import History, history_of
from tools.judgement.dimensions import Case
from tools.judgement.forecast import number
from tools.result import Figure
from tools.wording.evidence import RULES

if TYPE_CHECKING:
    from knowledge.library import Rule

ROLES = ("project manager", "sponsor")
"""Levels that are one person of the project; the others are bodies."""


@dataclass(frozen=True, slots=True)
class Decider:
    """The level that decides a request, and why."""

    case: Case
    subject: str
    """The request, or the project where somebody only asks."""
    rule_held: Rule
    level: Level
    history: History
    asked: Decimal
    counts_total: bool
    """Whether the changes approved since the baseline count with the request."""
    own: bool
    """Whether the level below would do, but the request is that person's own."""
    baseline_rule: Rule | None
    """The rule that sends this re-baseline to a committee, whatever its size."""

    @property
    def body_words(self) -> str:
        """The deciding body as a handle."""
        if self.baseline_rule is not None:
            body = str(self.baseline_rule.values.get("body", ""))
            return self.case.evidence.add(Figure(RULES, "baseline.count.body", "deciding body", body, "name"))
        return body_words(self.case.evidence, self.rule_held, self.level)

    @property
    def who(self) -> str:
        """The deciding body; with the name, where it is one person of the project."""
        person, _ = person_in(self.case.facts, self.level) if self.baseline_rule is None else (None, None)
        if person is None:
            return f"the {self.body_words}"
        name = self.case.evidence.say(role_key(self.level), person, self.case.facts.state_row)
        return f"the {self.body_words}, {name}"

    @property
    def total_share(self) -> str:
        """Approved changes and the request as a share of the budget, as a handle."""
        return self._say("total_share", self.history.share(self.asked))

    @property
    def sentence(self) -> str:
        """The total, and who decides."""
        return f"{self.because[:1].upper()}{self.because[1:]}: decided by {self.who}{self.passed_on}."

    @property
    def because(self) -> str:
        """What sets the level, as a clause of a sentence."""
        if self.baseline_rule is not None:
            return "so many re-baselines go beyond the other levels"
        if not self.counts_total:
            return "its own size sets the level"
        total = self._say("total_cost", self.history.cost + self.asked)
        return f"with what is approved since the baseline it makes {total}, {self.total_share} of the budget"

    @property
    def passed_on(self) -> str:
        """That the level below would do, where it may not decide on its own request; else empty."""
        return ", since the level below would decide on its own request" if self.own else ""

    @property
    def rule(self) -> str:
        """The limits of the level, and that the total counts, with their clauses."""
        evidence = self.case.evidence
        if self.baseline_rule is not None:
            most = evidence.limit(self.baseline_rule, "committee_over", "count")
            return f"Re-baselines beyond {most} go to the {self.body_words} {evidence.cite(self.baseline_rule)}."
        limits = limits_words(evidence, self.rule_held, self.level)
        may = f"may approve changes {limits}" if limits else "approves what lies above the other levels"
        said = [f"The {self.body_words} {may} {evidence.cite(self.rule_held)}."]
        cumulative = rule_of(self.case, "changes.cumulative")
        if cumulative is not None:
            said.append(f"The total since the baseline, with the request, sets the level {evidence.cite(cumulative)}.")
        own = rule_of(self.case, "approval.self") if self.own else None
        if own is not None:
            said.append(f"Nobody approves their own request alone {evidence.cite(own)}.")
        return " ".join(said)

    def _say(self, key: str, value: Decimal | Outcome[Decimal]) -> str:
        return self.case.evidence.say(key, value, *self.history.sources, subject=self.subject)


def decider_of(
    case: Case, subject: str, asked: Decimal | None, is_baseline: bool = False, raised_by_id: str | None = None
) -> Decider | None:
    """Who decides a request; None where no rule on authority is held or the size is not known."""
    rule, history = rule_of(case, "authority.changes"), history_of(case.facts)
    if rule is None or asked is None:
        return None
    counts_total = rule_of(case, "changes.cumulative") is not None
    amount = asked + (history.cost if counts_total else Decimal(0))
    every = levels(rule)
    level = level_for(every, amount, share_of(amount, history.budget))
    if level is None:
        return None
    higher = next_level(every, level) if raised_by_id and person_in(case.facts, level)[1] == raised_by_id else None
    return Decider(
        case, subject, rule, higher or level, history, asked, counts_total, higher is not None,
        committee_rule(case) if is_baseline else None,
    )  # fmt: skip


def share_of(amount: Decimal, budget: Decimal | None) -> Decimal | None:
    """An amount as a fraction of the budget; None without one."""
    return divide(amount, budget) if budget else None


def committee_rule(case: Case) -> Rule | None:
    """The rule that sends the next re-baseline to a committee; None where so many are still allowed."""
    rule = rule_of(case, "baseline.count")
    most = number(rule, "committee_over")
    return rule if most is not None and len(case.facts.baselines) > most else None


def person_in(facts: ProjectFacts, level: Level) -> tuple[str | None, str | None]:
    """Name and id of the person of the project who is that level; two Nones for a body."""
    role = level.body.casefold()
    if role == ROLES[0]:
        return facts.pm, facts.pm_id
    return (facts.sponsor, facts.sponsor_id) if role == ROLES[1] else (None, None)


def role_key(level: Level) -> str:
    """The key of the figure that names the person of a level which is one person."""
    return "pm" if level.body.casefold() == ROLES[0] else "sponsor"


def rule_of(case: Case, rule_id: str) -> Rule | None:
    """The rule in force on the day of asking."""
    return case.enquiry.library.rule(rule_id, case.enquiry.today)
