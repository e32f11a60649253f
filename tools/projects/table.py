"""A list of projects in words: the count, the sums, the table, and what is missing from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tools.enquiry import Enquiry
from tools.projects.conditions import COLOURS, Condition, Row
from tools.result import Figure, Table, ToolResult
from tools.wording.evidence import Evidence
from tools.wording.labels import label, note
from tools.wording.sentences import listed

SUM = "F-SUM"
"""Plain addition over the listed projects."""
NAMED = 6
"""Up to how many projects are named in a sentence."""
COLUMNS = (
    "Project", "Stage", "Reported", "Calculated", "Budget (BAC)", "Manager's EAC", "Manager's forecast finish",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listing:
    """The projects that meet every condition, out of those that were looked at."""

    enquiry: Enquiry
    evidence: Evidence
    looked_at: Sequence[Row]
    conditions: Sequence[Condition]

    @property
    def rows(self) -> list[Row]:
        """Those that meet every condition, worst colour first."""
        met = [row for row in self.looked_at if all(c.holds(row) for c in self.conditions)]
        return sorted(met, key=lambda row: (_rank(row.calculated), _rank(row.reported), row.facts.project_id))

    @property
    def unsettled(self) -> list[Row]:
        """Those that may meet the conditions, for want of a record that would tell."""
        return [
            row
            for row in self.looked_at
            if all(c.holds(row) is not False for c in self.conditions)
            and any(c.holds(row) is None for c in self.conditions)
        ]

    def result(self, arguments: dict[str, object]) -> ToolResult:
        """The tool's result."""
        rows = self.rows
        for row in rows:
            for condition in self.conditions:
                for verdict in condition.verdicts(row):
                    self.evidence.judge(verdict)
        return ToolResult(
            tool="list_projects",
            status="OK",
            headline=self._headline(rows),
            facts=(*self._sums(rows), *self._colour_counts(rows), *self._covered(rows)),
            cautions=tuple(self._cautions(rows)),
            table=Table(COLUMNS, tuple(self._cells(row) for row in rows)) if rows else None,
            figures=self.evidence.figures,
            clauses=self.evidence.clauses,
            verdicts=self.evidence.verdicts,
            subjects=tuple(row.facts.project_id for row in rows),
            as_of=self.enquiry.as_of,
            on=self.enquiry.today,
            arguments=arguments,
        )

    def _headline(self, rows: Sequence[Row]) -> str:
        if not self.looked_at:
            return "There is no running project that you may read about."
        total = self._figure("total", "projects looked at", len(self.looked_at), self.looked_at, alone=True)
        if not self.conditions:
            return f"You may read about {total} running projects."
        words = listed([condition.words for condition in self.conditions])
        if not rows:
            return f"None of the {total} projects that you may read about is {words}."
        count = self._figure("count", "number of projects", len(rows), rows)
        names = f": {listed([label(self.evidence, row.facts) for row in rows])}" if len(rows) <= NAMED else ""
        verb = "is" if len(rows) == 1 else "are"
        return f"{count} of the {total} projects that you may read about {verb} {words}{names}."

    def _sums(self, rows: Sequence[Row]) -> tuple[str, ...]:
        """BAC and PM EAC of those that have both, so that the two sums compare."""
        both = [row for row in rows if row.facts.baseline and row.facts.snapshot and row.facts.snapshot.pm_eac]
        if len(both) < 2:
            return ()
        bac = sum((row.facts.baseline.bac for row in both if row.facts.baseline), Decimal(0))
        eac = sum((row.facts.snapshot.pm_eac or Decimal(0) for row in both if row.facts.snapshot), Decimal(0))
        budget = self._money(
            "bac", "sum of budgets (BAC)", bac, (r.facts.baseline.row for r in both if r.facts.baseline)
        )
        own = self._money(
            "pm_eac", "sum of the managers' own EAC", eac, (r.facts.snapshot.row for r in both if r.facts.snapshot)
        )
        if len(both) == len(rows):
            return (f"Their budgets (BAC) come to {budget}, the managers' own forecasts (EAC) to {own}.",)
        count = self._figure("summed", "projects in the sums", len(both), both)
        return (f"The budgets (BAC) of the {count} with a baseline come to {budget}, the managers' own EAC to {own}.",)

    def _colour_counts(self, rows: Sequence[Row]) -> tuple[str, ...]:
        """How many have which colour; left out for one project, and for a colour that was the condition."""
        said = []
        kinds: tuple[tuple[str, Callable[[Row], str]], ...] = (
            ("reported", lambda row: row.reported),
            ("calculated", lambda row: row.calculated),
        )
        for kind, colour_of in kinds:
            if len(rows) < 2 or any(c.key.startswith(kind) for c in self.conditions):
                continue
            parts = []
            for colour in (*COLOURS, "NR", "NA"):
                of = [row for row in rows if colour_of(row) == colour]
                if of:
                    word = note(self.evidence, f"colour_{colour.lower()}", "colour", colour, "colour", subject="given")
                    number = self._figure(f"{kind}_{colour.lower()}", f"projects {kind} so", len(of), of)
                    parts.append(f"{number} {word}")
            words = "As reported" if kind == "reported" else "By calculation"
            said.append(f"{words}: {listed(parts)}.")
        return tuple(said)

    def _covered(self, rows: Sequence[Row]) -> tuple[str, ...]:
        """Which breaches an approved exception covers, where tolerance was asked about."""
        if not any(c.key.startswith("over_tolerance_true") for c in self.conditions):
            return ()
        said = []
        for row in rows:
            for state in row.over:
                if state.covered and state.live is not None:
                    name = self.evidence.label(state.live.exception_id, state.live.exception_id, state.live.row)
                    said.append(f"Exception {name} covers {label(self.evidence, row.facts)}.")
        return tuple(said)

    def _cautions(self, rows: Sequence[Row]) -> Iterable[str]:
        without = [row for row in rows if row.facts.baseline is None]
        if without:
            yield f"Without a baseline, so without budget and forecast in the sums: {self._named(without)}."
        silent = [row for row in rows if row.facts.report is None]
        if silent:
            yield f"Without an approved report: {self._named(silent)}."
        if self.unsettled:
            yield f"The records do not settle this for {self._named(self.unsettled)}."
        missing = sorted({each.name.lower() for row in rows for each in row.judgement.unjudged})
        if missing:
            yield f"The calculated colours leave out {listed(missing)}, where records or rules are wanting."

    def _named(self, rows: Sequence[Row]) -> str:
        if len(rows) <= NAMED:
            return listed([label(self.evidence, row.facts) for row in rows])
        shown = listed([label(self.evidence, row.facts) for row in rows[: NAMED - 1]])
        return f"{shown} and others"

    def _cells(self, row: Row) -> tuple[str, ...]:
        facts, say = row.facts, self.evidence.say
        about, report, snapshot, baseline = facts.project_id, facts.report, facts.snapshot, facts.baseline
        seen = (snapshot.row,) if snapshot else (facts.row,)
        return (
            label(self.evidence, facts),
            say("stage", facts.stage, facts.state_row, subject=about),
            say("rag_reported_overall", row.reported, report.row if report else facts.row, subject=about),
            say("rag_calculated_overall", row.calculated, *row.judgement.measurement.sources, subject=about),
            say("bac", baseline.bac if baseline else None, baseline.row if baseline else facts.row, subject=about),
            say("eac_pm", snapshot.pm_eac if snapshot else None, *seen, subject=about),
            say("finish_pm", facts.forecast_finish, *seen, subject=about),
        )

    def _figure(self, key: str, name: str, value: int, rows: Sequence[Row], alone: bool = False) -> str:
        sources = tuple(row.facts.row for row in rows)
        return note(self.evidence, key if alone else self._key(key), name, value, "count", *sources)

    def _money(self, key: str, name: str, value: Decimal, sources: Iterable[str]) -> str:
        figure = Figure("portfolio", self._key(key), name, value, "money", self.enquiry.as_of, SUM, tuple(sources))
        return self.evidence.add(figure)

    def _key(self, key: str) -> str:
        """The key with its conditions, so that figures of two lists in one answer do not collide."""
        return "_".join([key, *(condition.key for condition in self.conditions)])


def _rank(colour: str) -> int:
    return ("R", "A", "G", "NR", "NA").index(colour)
