"""What became of one project between two days, by comparing what was known on each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tools.facts.milestones import MilestoneFacts
from tools.facts.project import ProjectFacts
from tools.facts.raid import RiskFacts
from tools.result import Unit, Value
from tools.wording.embedded_instructions import quotable
from tools.wording.evidence import Evidence
from tools.wording.labels import label

Kind = Literal[
    "new", "stage", "run_state", "sponsor", "pm", "baseline", "gate", "change_decided", "change_submitted",
    "exception_decided", "exception_raised", "milestone_reached", "milestone_later", "milestone_earlier",
    "risk_opened", "risk_closed", "risk_higher", "risk_lower", "report",
]  # fmt: skip
WORDS: Mapping[Kind, str] = {
    "new": "{project} is new on record, in stage {now}",
    "stage": "{project} went from stage {before} to {now}",
    "run_state": "{project} went from {before} to {now}",
    "sponsor": "{project} has a new sponsor, {now}, after {before}",
    "pm": "{project} has a new project manager, {now}, after {before}",
    "baseline": "{project} has baseline version {version} since {on}, with a budget of {bac}",
    "gate": "{project} had its {name} review on {on}: {now}",
    "change_decided": "{project} had change {name} decided on {on}: {now}",
    "change_submitted": "{project} submitted change {name} on {on}",
    "exception_decided": "{project} had exception {name} decided on {on}: {now}",
    "exception_raised": "{project} raised exception {name} on {on}",
    "milestone_reached": "{project} reached the milestone {name} on {on}",
    "milestone_later": "{project} moved the milestone {name} back by {days}, to {now_on}",
    "milestone_earlier": "{project} moved the milestone {name} forward by {days}, to {now_on}",
    "risk_opened": "{project} opened risk {name} on {on}, with a residual score of {score}",
    "risk_closed": "{project} closed risk {name}",
    "risk_higher": "{project} raised risk {name} to a residual score of {score}, from {score_before}",
    "risk_lower": "{project} lowered risk {name} to a residual score of {score}, from {score_before}",
    "report": "{project} had its report to {period} approved on {on}",
}
ORDER: tuple[Kind, ...] = tuple(WORDS)
"""From what weighs most to what weighs least."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that changed; its words come from its kind."""

    kind: Kind
    facts: ProjectFacts
    row: str
    name: str = ""
    """Id of the record that it is about, or its recorded name."""
    size: int = 0
    """By how much, so that the largest of a kind come first: days or points."""
    values: Mapping[str, tuple[Unit, Value]] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """What its figures are about: a part of the project."""
        return f"{self.facts.project_id}/{self.kind}/{self.row.partition('/')[2]}"

    @property
    def weight(self) -> tuple[int, int, str]:
        """What puts the weightiest first, of events of one project or of many."""
        return ORDER.index(self.kind), -self.size, self.row

    def said(self, evidence: Evidence) -> str:
        """The event as a sentence with handles."""
        places = {"project": label(evidence, self.facts)}
        if self.name:
            places["name"] = evidence.label(self.subject, quotable(self.name) or self.row.partition("/")[2], self.row)
        for key, (unit, value) in self.values.items():
            places[key] = evidence.say(f"event_{key}", value, self.row, subject=self.subject, unit=unit)
        return WORDS[self.kind].format_map(places) + "."


def events(before: ProjectFacts | None, now: ProjectFacts, since: date) -> list[Event]:
    """What changed after a day, what weighs most first."""
    if before is None:
        return [Event("new", now, now.row, values={"now": ("state", now.stage)})]
    found = [
        *_states(before, now),
        *_baselines(before, now),
        *_decided(before, now, since),
        *_milestones(before, now, since),
        *_risks(before, now, since),
        *_reports(now, since),
    ]
    return sorted(found, key=lambda each: each.weight)


def _states(before: ProjectFacts, now: ProjectFacts) -> Iterator[Event]:
    pairs: tuple[tuple[Kind, Unit, str | None, str | None], ...] = (
        ("stage", "state", before.stage, now.stage),
        ("run_state", "state", before.run_state, now.run_state),
        ("sponsor", "name", before.sponsor, now.sponsor),
        ("pm", "name", before.pm, now.pm),
    )
    for kind, unit, then, held in pairs:
        if then != held:
            yield Event(kind, now, now.state_row, values={"before": (unit, then), "now": (unit, held)})


def _baselines(before: ProjectFacts, now: ProjectFacts) -> Iterator[Event]:
    known = {each.version for each in before.baselines}
    for each in now.baselines:
        if each.version not in known:
            values: Mapping[str, tuple[Unit, Value]] = {
                "version": ("count", each.version), "on": ("date", each.approved_on), "bac": ("money", each.bac),
            }  # fmt: skip
            yield Event("baseline", now, each.row, values=values)


def _decided(before: ProjectFacts, now: ProjectFacts, since: date) -> Iterator[Event]:
    """Gates, changes and exceptions that came before somebody, or were decided."""
    for gate in now.gates:
        if _after(gate.decision_date, since):
            yield _dated("gate", now, gate.row, gate.gate, gate.decision_date, gate.decision)
    for change in now.changes:
        if _after(change.decided_on, since):
            yield _dated("change_decided", now, change.row, change.change_request_id, change.decided_on, change.status)
        elif change.status == "SUBMITTED" and _after(change.submitted_on, since):
            yield _dated("change_submitted", now, change.row, change.change_request_id, change.submitted_on)
    for report in now.exceptions:
        if _after(report.decided_on, since):
            yield _dated("exception_decided", now, report.row, report.exception_id, report.decided_on, report.decision)
        elif _after(report.raised_on, since):
            yield _dated("exception_raised", now, report.row, report.exception_id, report.raised_on)


def _milestones(before: ProjectFacts, now: ProjectFacts, since: date) -> Iterator[Event]:
    held = {each.milestone_id: each for each in before.milestones}
    for each in now.milestones:
        then = held.get(each.milestone_id)
        if _after(each.actual_date, since):
            yield _dated("milestone_reached", now, each.row, each.name, each.actual_date)
        elif then is not None and each.actual_date is None:
            yield from _moved(then, each, now)


def _moved(then: MilestoneFacts, each: MilestoneFacts, now: ProjectFacts) -> Iterator[Event]:
    if then.forecast_date is None or each.forecast_date is None or then.forecast_date == each.forecast_date:
        return
    days = (each.forecast_date - then.forecast_date).days
    kind: Kind = "milestone_later" if days > 0 else "milestone_earlier"
    values: Mapping[str, tuple[Unit, Value]] = {"days": ("days", abs(days)), "now_on": ("date", each.forecast_date)}
    yield Event(kind, now, each.row, each.name, abs(days), values)


def _risks(before: ProjectFacts, now: ProjectFacts, since: date) -> Iterator[Event]:
    held = {each.risk_id: each for each in before.risks}
    for each in now.risks:
        then = held.get(each.risk_id)
        if _after(each.raised_on, since):
            values: Mapping[str, tuple[Unit, Value]] = {
                "on": ("date", each.raised_on), "score": ("score", each.residual),
            }  # fmt: skip
            yield Event("risk_opened", now, each.state_row, each.risk_id, each.residual or 0, values)
        elif then is not None and then.status == "OPEN" and each.status != "OPEN":
            yield Event("risk_closed", now, each.state_row, each.risk_id, then.residual or 0)
        elif then is not None and each.status == "OPEN":
            yield from _rescored(then, each, now)


def _rescored(then: RiskFacts, each: RiskFacts, now: ProjectFacts) -> Iterator[Event]:
    if then.residual is None or each.residual is None or then.residual == each.residual:
        return
    kind: Kind = "risk_higher" if each.residual > then.residual else "risk_lower"
    values: Mapping[str, tuple[Unit, Value]] = {
        "score": ("score", each.residual), "score_before": ("score", then.residual),
    }  # fmt: skip
    yield Event(kind, now, each.state_row, each.risk_id, abs(each.residual - then.residual), values)


def _reports(now: ProjectFacts, since: date) -> Iterator[Event]:
    for each in now.reports:
        if _after(each.approved_on, since):
            values: Mapping[str, tuple[Unit, Value]] = {
                "period": ("date", each.period_end), "on": ("date", each.approved_on),
            }  # fmt: skip
            yield Event("report", now, each.row, values=values)


def _dated(kind: Kind, now: ProjectFacts, row: str, name: str, on: date | None, state: str | None = None) -> Event:
    values: dict[str, tuple[Unit, Value]] = {"on": ("date", on)}
    if state is not None:
        values["now"] = ("state", state)
    return Event(kind, now, row, name, values=values)


def _after(day: date | None, since: date) -> bool:
    """Whether it happened after the day; facts hold nothing that lies ahead."""
    return day is not None and day > since
