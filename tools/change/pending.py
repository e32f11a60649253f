"""A change request that waits: how long, whether too long, and at which level it is decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tools.change.approval import Decider, decider_of
from tools.facts.changes import ChangeFacts
from tools.judgement.change_history import History, history_of
from tools.judgement.dimensions import Case
from tools.judgement.forecast import number
from tools.judgement.scope import decision_due, waiting_days
from tools.result import Value, Verdict
from tools.wording.embedded_instructions import quotable

if TYPE_CHECKING:
    from knowledge.library import Rule


@dataclass(frozen=True, slots=True)
class Pending:
    """One request that waits, with the history of its project."""

    case: Case
    change: ChangeFacts
    history: History
    days: int | None
    """Working days that it has waited, without the time it was given back."""
    limit: int | None
    """Working days within which it is decided; None where no rule says so."""
    limit_rule: Rule | None
    decider: Decider | None
    """None where no rule on authority is held, or its size is not recorded."""

    @property
    def is_late(self) -> bool:
        """Whether it waits longer than the rules allow."""
        return self.days is not None and self.limit is not None and self.days > self.limit

    @property
    def due(self) -> date | None:
        """The last day for the decision; None while it is given back, or where no rule says so."""
        return None if self.limit is None else decision_due(self.change, self.limit, self.case.enquiry.calendar)

    @property
    def name(self) -> str:
        """The request as a handle."""
        return self.case.evidence.label(self.change.change_request_id, self.change.change_request_id, self.change.row)

    @property
    def rule(self) -> str:
        """Within how long it is decided, and how its level is found."""
        evidence, said = self.case.evidence, []
        if self.limit_rule is not None:
            most = evidence.limit(self.limit_rule, "working_days", "working_days")
            said.append(f"A change is decided at most {most} after it was submitted {evidence.cite(self.limit_rule)}.")
        if self.decider is not None:
            said.append(self.decider.rule)
        return " ".join(said)

    @property
    def late_words(self) -> str:
        """That it waits too long, as a clause of a sentence."""
        evidence = self.case.evidence
        if self.limit_rule is None or not self.is_late:
            return ""
        evidence.judge(Verdict(self.change.change_request_id, "decision", "time", "late"))
        most = evidence.limit(self.limit_rule, "working_days", "working_days")
        return f"{self.say('change_waiting', self.days)} old and overdue: the limit is {most}"

    @property
    def next_step(self) -> str:
        """Where an overdue request goes."""
        body = f"the {self.decider.body_words}" if self.decider else "the body that decides"
        return f"Bring {self.name} to the next meeting of {body}, or withdraw it."

    def say(self, key: str, value: Value) -> str:
        """A figure of the request as a handle."""
        return self.case.evidence.say(key, value, self.change.row, subject=self.change.change_request_id)


def pending_of(case: Case) -> Iterator[Pending]:
    """The requests of a project that wait for a decision, by id."""
    enquiry, history = case.enquiry, history_of(case.facts)
    rule = enquiry.library.rule("changes.decision", enquiry.today)
    limit = number(rule, "working_days")
    for change in history.waiting:
        decider = decider_of(
            case, change.change_request_id, change.cost_impact, change.type == "BASELINE", change.raised_by_id
        )
        yield Pending(
            case, change, history, waiting_days(enquiry, change), None if limit is None else int(limit), rule, decider
        )


def waiting_line(pending: Pending) -> str:
    """One request in a sentence or two: its cost, since when it waits, and who decides."""
    change, say = pending.change, pending.say
    cost = (
        f"for {say('change_cost', change.cost_impact)}" if change.cost_impact is not None else "without a recorded cost"
    )
    age = pending.late_words or (
        f"waiting for a decision for {say('change_waiting', pending.days)}" if pending.days is not None else "waiting"
    )
    days = [f"submitted {say('change_submitted', change.submitted_on)}"] if change.submitted_on else []
    days += [f"due {say('change_due', pending.due)}"] if pending.due else []
    since = f" ({', '.join(days)})" if days else ""
    decided = f" {pending.decider.sentence}" if pending.decider else ""
    return f"Change {pending.name} {cost} is {age}{since}.{decided}{_begun(pending)}"


def asks_line(pending: Pending) -> str:
    """What a request asks for, in the words of its author; empty where they may not be repeated."""
    words = quotable(pending.change.description)
    return f"{pending.name} asks for: “{pending.say('change_words', words)}”" if words else ""


def _begun(pending: Pending) -> str:
    """That work goes on before the decision; an emergency may."""
    change = pending.change
    if change.work_started_on is None or change.emergency:
        return ""
    began = pending.say("change_work_began", change.work_started_on)
    return f" Work on it began on {began} although nobody has approved it."


def cells(pending: Pending) -> tuple[str, ...]:
    """The request as a row of a table."""
    change, say = pending.change, pending.say
    decider = pending.decider
    return (
        pending.name,
        f"{{{pending.case.facts.project_id}}}",
        say("change_cost", change.cost_impact),
        say("change_submitted", change.submitted_on),
        say("change_waiting", pending.days),
        decider.total_share if decider else "",
        decider.body_words if decider else "",
    )
