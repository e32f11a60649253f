"""What changed since a day: forecasts, colours, states, milestones, risks, decisions, reports; the largest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from tools.enquiry import Enquiry
from tools.facts.project import ProjectFacts, iter_projects
from tools.oversight.asked import Window
from tools.oversight.moves import Moves
from tools.portfolio.records import RecordKind, find_records
from tools.records.answering import answer
from tools.records.find import absent, find_project, named, not_found
from tools.result import Status, Table, ToolResult
from tools.wording.evidence import Evidence
from tools.wording.labels import label

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TOOL = "what_changed"
COLUMNS = (
    "Project",
    "Change of the manager's own EAC",
    "Change of the manager's forecast finish",
    "Reported",
    "Calculated",
    "Other changes",
)
SHOWN, SAID = 20, 5
"""Rows of the table, and events that are told of many projects."""
UNDATED = (
    "Compared is what carries a day; the whole-life cost, budgets by year and descriptions do not, so that a change "
    "of them cannot be seen."
)
GROUPS: tuple[RecordKind, ...] = ("portfolio", "programme")


def what_changed(
    enquiry: Enquiry,
    project: str | None = None,
    portfolio: str | None = None,
    programme: str | None = None,
    since: date | None = None,
    window: Window | None = None,
) -> ToolResult:
    """What became of one project, or of the running ones that may be seen, after a day and up to the enquiry's.

    Without a day, since the month end before that of the data.
    """
    day = since or _back(enquiry, window)
    given = {"project": project, "portfolio": portfolio, "programme": programme, "window": window}
    arguments: dict[str, object] = {key: value for key, value in given.items() if value is not None}
    arguments["since"] = day.isoformat()
    if day > enquiry.today:
        return _ahead(enquiry, day, arguments)
    evidence = Evidence("portfolio", enquiry.as_of)
    with enquiry.portfolio.session() as session:
        ids: frozenset[str] | None = None
        if project is not None:
            facts = find_project(enquiry, session, project)
            if facts is None:
                return absent(enquiry, session, TOOL, project, arguments)
            ids = frozenset((facts.project_id,))
        group = _group(enquiry, session, evidence, {"portfolio": portfolio, "programme": programme})
        if group is None:
            return not_found(TOOL, portfolio or programme or "", arguments)
        moves = [each for each in _moves(enquiry, session, day, ids) if group in (*_groups(each.facts), "")]
    return Changed(enquiry, evidence, day, moves, group, ids is not None).result(arguments)


def _back(enquiry: Enquiry, window: Window | None) -> date:
    """The day to compare with: so far back from today, or the month end before that of the data."""
    if window == "week":
        return enquiry.today - timedelta(days=7)
    if window == "fortnight":
        return enquiry.today - timedelta(days=14)
    months = {"quarter": 3, "year": 12}.get(window or "", 1)
    return (enquiry.as_of + timedelta(days=1)) - relativedelta(months=months) - timedelta(days=1)


def _group(enquiry: Enquiry, session: Session, evidence: Evidence, asked: dict[str, str | None]) -> str | None:
    """The id of the portfolio or programme asked about, empty where none is; None where it is not a visible one."""
    for kind in GROUPS:
        text = asked[kind]
        if text is None:
            continue
        found = named(find_records(session, enquiry.viewer, enquiry.today, (kind,)), text)
        if len(found) != 1:
            return None
        evidence.label(found[0].id, f"{found[0].id} {found[0].name}", f"{kind}/{found[0].id}")
        return found[0].id
    return ""


def _groups(facts: ProjectFacts) -> tuple[str | None, str | None]:
    return facts.portfolio_id, facts.programme_id


def _moves(enquiry: Enquiry, session: Session, day: date, ids: frozenset[str] | None) -> Iterator[Moves]:
    """The visible projects side by side as known on both days, both in the order of their ids."""
    back = replace(enquiry, today=day, as_of=min(day, enquiry.as_of))
    # Month ends that were locked after the earlier day belong to it all the same: they are its data.
    viewer = replace(enquiry.viewer, on=enquiry.viewer.on or enquiry.today)
    then = iter_projects(session, viewer, back.as_of, back.today, ids)
    earlier = next(then, None)
    for facts in iter_projects(session, viewer, enquiry.as_of, enquiry.today, ids):
        while earlier is not None and earlier.project_id < facts.project_id:
            earlier = next(then, None)
        known = earlier if earlier is not None and earlier.project_id == facts.project_id else None
        if facts.running or (known is not None and known.running) or ids is not None:
            yield Moves.of(known, facts, back, enquiry)


@dataclass(slots=True)
class Changed:
    """What changed, in words."""

    enquiry: Enquiry
    evidence: Evidence
    since: date
    every: Sequence[Moves]
    group: str
    is_one: bool

    def result(self, arguments: dict[str, object]) -> ToolResult:
        """The tool's result."""
        moved = sorted((each for each in self.every if each.any), key=lambda each: each.rank)
        headline = self._headline(moved)
        facts = tuple(self._one(moved[0]) if self.is_one and moved else self._many(moved))
        table = (
            Table(COLUMNS, tuple(self._cells(each) for each in moved[:SHOWN])) if moved and not self.is_one else None
        )
        about = moved[:SHOWN] if moved else self.every[:1] if self.is_one else []
        return answer(
            TOOL,
            self.enquiry,
            self.evidence,
            headline,
            facts=facts,
            cautions=tuple(self._cautions(moved)),
            table=table,
            subjects=tuple(each.facts.project_id for each in about),
            arguments=arguments,
        )

    def _headline(self, moved: Sequence[Moves]) -> str:
        since = self.evidence.say("changed_since", self.since, "question")
        if self.is_one:
            return self._headline_of_one(since, moved)
        where = f" in {{{self.group}}}" if self.group else ""
        total = self._count("changed_looked_at", self.every)
        if not moved:
            return f"Since {since} nothing that carries a day has changed on the {total} projects{where}."
        cost, days = [each for each in moved if each.cost], [each for each in moved if each.days]
        return (
            f"Since {since}, of the {total} projects{where}, {self._count('changed_cost', cost)} moved their forecast "
            f"cost and {self._count('changed_finish', days)} their forecast finish.{self._largest(cost)}"
        )

    def _headline_of_one(self, since: str, moved: Sequence[Moves]) -> str:
        project = label(self.evidence, self.every[0].facts)
        if not moved:
            return f"{project}: nothing that carries a day has changed since {since}."
        if moved[0].before is None:
            return f"{project} was not on record on {since}."
        first = moved[0]
        lines = (first.cost_line(self.evidence, is_named=False), first.finish_line(self.evidence, is_named=False))
        kept = [name for name, moves in (("cost", first.cost), ("finish", first.days)) if not moves]
        same = (f"The manager's forecast {' and '.join(kept)} did not move.",) if kept else ()
        rows = (event.row for event in first.events)
        count = self.evidence.say("changed_events", len(first.events), *rows, subject=first.facts.project_id)
        others = (f"Other changes on record: {count}.",) if first.events else ()
        return " ".join((f"{project} has changed since {since}.", *filter(None, lines), *same, *others))

    def _largest(self, cost: Sequence[Moves]) -> str:
        return f" {cost[0].cost_line(self.evidence)}" if cost else ""

    def _one(self, moves: Moves) -> Iterator[str]:
        yield from moves.colour_lines(self.evidence)
        reports = [event for event in moves.events if event.kind == "report"]
        told = moves.events if len(reports) <= SAID else [each for each in moves.events if each not in reports[:-1]]
        for event in told:
            yield event.said(self.evidence)
        if len(told) < len(moves.events):
            subject = moves.facts.project_id
            count = self.evidence.say("changed_reports", len(reports), *(each.row for each in reports), subject=subject)
            yield f"Reports of {{{subject}}} approved since then: {count}; the newest is the one above."

    def _many(self, moved: Sequence[Moves]) -> Iterator[str]:
        """The sum of the money, the largest slip, every change of colour, and what else weighs most."""
        costs = [each for each in moved if each.cost]
        if costs:
            total = sum((each.cost for each in costs), Decimal(0))
            rows = tuple(each.now.row for each in costs)
            by = self.evidence.say("eac_change_sum", total, *rows)
            yield f"All together, the managers' own forecasts moved by {by}."
        slips = sorted((each for each in moved if each.days), key=lambda each: (-each.days, each.facts.project_id))
        for each in slips[:1]:
            yield each.finish_line(self.evidence)
        for each in moved:
            yield from each.colour_lines(self.evidence)
        weighty = [event for each in moved for event in each.events if event.kind != "report"]
        for event in sorted(weighty, key=lambda event: event.weight)[:SAID]:
            yield event.said(self.evidence)

    def _cells(self, each: Moves) -> tuple[str, ...]:
        say, subject = self.evidence.say, each.facts.project_id
        rows = tuple(stand.row for stand in (each.before, each.now) if stand)
        colours = {kind: (then, now) for kind, then, now in each.colours}
        return (
            label(self.evidence, each.facts),
            say("eac_change", each.cost, *rows, subject=subject) if each.cost else "–",
            say("finish_change", each.days, *rows, subject=subject) if each.days else "–",
            say("rag_reported_overall", each.now.reported, *rows, subject=subject) if "reported" in colours else "–",
            say("rag_calculated_overall", each.now.calculated, *rows, subject=subject)
            if "calculated" in colours
            else "–",
            say("changed_events", len(each.events), *(event.row for event in each.events), subject=subject),
        )

    def _cautions(self, moved: Sequence[Moves]) -> Iterator[str]:
        newest = [each for each in self.every if each.before and each.before.row == each.now.row]
        if newest and len(newest) == len(self.every):
            yield "No newer month end is locked than on that day, so no forecast of a month end can have moved."
        if len(moved) > SHOWN:
            yield "The table shows the largest movements only."
        yield UNDATED

    def _count(self, key: str, of: Sequence[Moves]) -> str:
        return self.evidence.say(key, len(of), *(each.facts.row for each in of))


def _ahead(enquiry: Enquiry, day: date, arguments: dict[str, object]) -> ToolResult:
    evidence = Evidence("portfolio", enquiry.as_of)
    since, today = (
        evidence.say("changed_since", day, "question"),
        evidence.say("changed_today", enquiry.today, "question"),
    )
    status: Status = "INVALID_INPUT"
    return answer(
        TOOL,
        enquiry,
        evidence,
        f"{since} lies ahead of {today}, so nothing can have changed since.",
        status=status,
        next_steps=("Name a day that has passed.",),
        reason="the day lies ahead",
        arguments=arguments,
    )
