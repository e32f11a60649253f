"""The change register of a project or of many: what waits for a decision, and what approved changes add up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from tools.change.pending import Pending, asks_line, cells, pending_of, waiting_line
from tools.change.statements import (
    approved_line,
    approved_share,
    growth_line,
    history_cautions,
    rebaseline_rule,
)
from tools.clarify import PLACE
from tools.enquiry import Enquiry
from tools.facts.project import iter_projects
from tools.judgement.baselines import growth_rule, original_line
from tools.judgement.dimensions import Case
from tools.records.answering import answer
from tools.records.scope import Scope, scope_of
from tools.result import Table, ToolResult
from tools.wording.sentences import listed

TOOL = "changes"
COLUMNS = ("Change", "Project", "Asks for", "Submitted", "Waiting", "Total with it", "Who approves")
MOST_CHANGED = 3
"""Projects whose approved changes are told, the largest share of the budget first."""
NAMED = 6
"""Records that a sentence names at most."""


@dataclass(frozen=True, slots=True)
class Register:
    """The changes of the projects that are asked about."""

    scope: Scope
    cases: tuple[Case, ...]
    pending: tuple[Pending, ...]
    """Longest waiting first."""

    @property
    def late(self) -> tuple[Pending, ...]:
        """The requests that wait longer than the rules allow."""
        return tuple(each for each in self.pending if each.is_late)


def changes(
    enquiry: Enquiry, project: str | None = None, programme: str | None = None, portfolio: str | None = None
) -> ToolResult:
    """Requests that wait, with their age; approved cost, re-baselines and growth since the baseline (F-CHG).

    Of many projects those are told that run; one project is told whatever its state.
    """
    with enquiry.portfolio.session() as session:
        ask = f"Which changes are there on {PLACE}?"
        scope = scope_of(enquiry, session, TOOL, project=project, programme=programme, portfolio=portfolio, ask=ask)
        if isinstance(scope, ToolResult):
            return scope
        wanted = scope.ids if scope.project else [head.project_id for head in scope.heads if head.running]
        facts = iter_projects(session, enquiry.viewer, enquiry.as_of, enquiry.today, wanted)
        cases = tuple(Case.of(each, enquiry) for each in facts)
    pending = sorted((each for case in cases for each in pending_of(case)), key=lambda each: -(each.days or 0))
    register = Register(scope, cases, tuple(pending))
    said = _of_project(register) if scope.project else _of_many(register)
    for case in cases:
        scope.evidence.merge(case.evidence)
    return answer(
        TOOL,
        enquiry,
        scope.evidence,
        said.headline,
        facts=said.facts,
        rules=said.rules,
        next_steps=[each.next_step for each in register.late],
        cautions=[line for case in cases for line in history_cautions(case)],
        table=Table(COLUMNS, tuple(cells(each) for each in register.pending)) if len(pending) > 1 else None,
        subjects=dict.fromkeys(
            (*(each.case.facts.project_id for each in pending), *(scope.ids if scope.project else ()))
        ),
        arguments={"project": project, "programme": programme, "portfolio": portfolio},
    )


class Said(NamedTuple):
    """The sentences that differ between one project and many."""

    headline: str
    facts: Iterable[str]
    rules: Iterable[str]


def _of_project(register: Register) -> Said:
    """What waits first, then what was approved and how far the project has grown."""
    (case,) = register.cases
    label, waits, approved = (
        register.scope.words,
        [waiting_line(each) for each in register.pending],
        approved_line(case),
    )
    headline = f"{label}: {waits[0]}" if waits else f"No change to {label} waits for a decision. {approved}"
    asks = [asks_line(each) for each in register.pending]
    facts = (*waits[1:], *asks, approved if waits else "", original_line(case), growth_line(case))
    return Said(headline, facts, (*(each.rule for each in register.pending), rebaseline_rule(case), growth_rule(case)))


def _of_many(register: Register) -> Said:
    """What waits longest, which projects need a committee, and where changes have added up most."""
    called = [case for case in register.cases if rebaseline_rule(case) or growth_rule(case)]
    changed = sorted((case for case in register.cases if approved_share(case)), key=approved_share, reverse=True)
    facts = (
        *(f"{_label(each.case)}: {waiting_line(each)}" for each in register.pending[:NAMED]),
        *(asks_line(each) for each in register.pending[:1]),
        *(f"{_label(case)}: {original_line(case)}" for case in called[:NAMED]),
        *(f"{_label(case)}: {approved_line(case)}" for case in changed[:MOST_CHANGED]),
    )
    rules = (
        *(each.rule for each in register.pending[:NAMED]),
        *(rule for case in called for rule in (rebaseline_rule(case), growth_rule(case))),
    )
    return Said(_headline(register), facts, rules)


def _headline(register: Register) -> str:
    say, scope, rows = register.scope.evidence.say, register.scope, [each.change.row for each in register.pending]
    if not rows:
        return f"No change to {scope.words} waits for a decision."
    count = say("changes_waiting", len(rows), *rows)
    head = f"{count} {'change waits' if len(rows) == 1 else 'changes wait'} for a decision on {scope.words}"
    late = register.late
    if len(late) == len(rows) == 1:
        return f"{head}: {late[0].name}, {late[0].late_words}."
    names = listed([each.name for each in register.pending[:NAMED]])
    number = say("changes_waiting_late", len(late), *(each.change.row for each in late or register.pending))
    return f"{head}, the longest first: {names}. Waiting longer than the rules allow: {number}."


def _label(case: Case) -> str:
    return f"{{{case.facts.project_id}}}"
