"""The main path of an import: read every sheet, look at all lines at once, plan, and write all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sqlalchemy import Connection, Table

from tools.portfolio.importing.drawing import draw_into
from tools.portfolio.importing.findings import Findings
from tools.portfolio.importing.lines import Files, Reading
from tools.portfolio.importing.organisation import check_organisation
from tools.portfolio.importing.planning import Plan, plan_of
from tools.portfolio.importing.references import check_left_behind, check_links, check_orphans
from tools.portfolio.importing.rules import check_columns, check_repeated, check_rules, check_uniques
from tools.portfolio.importing.scope import Removals
from tools.portfolio.importing.staging import Stage, Stages
from tools.portfolio.importing.states import close_states, has_states
from tools.portfolio.phasing import ANCHORS
from tools.portfolio.tables import TABLES
from tools.portfolio.workbook.cells import hint
from tools.portfolio.workbook.layout import sheets
from tools.portfolio.workbook.opening import opened
from tools.portfolio.workbook.sheets import Sheet, Unreadable

Progress = Callable[[int, int], None]


def no_progress(_: int, __: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Merging:
    """Lines that were read, looked at, and compared with the rows; nothing is written yet."""

    stages: Stages
    removals: Removals
    plan: Plan


def prepare(
    connection: Connection, paths: Sequence[Path], replace: Sequence[str] = (), progress: Progress = no_progress
) -> Merging:
    """Read files against the database; raise ``DataInvalid`` with every problem found, ``SourceRefused``."""
    findings = Findings()
    reader = _Reader(connection, findings, keep_empty=bool(replace))
    with ExitStack() as stack:
        given = [sheet for path in paths for sheet in stack.enter_context(opened(path))]
        for number, sheet in enumerate(given):
            progress(number, len(given))
            reader.read(sheet)
    if findings.stopped:
        findings.raise_any()  # whatever the other rows name may stand in those that were not read
    if not findings:
        reader.draw()  # relies on complete lines
    stages = reader.stages
    for stage in stages.values():
        check_repeated(connection, stage, findings)
        stage.complete(connection)
    removals = Removals(connection, stages, replace)
    for stage in stages.values():
        _compare(connection, stage, removals, findings)
    for stage in stages.values():
        check_columns(connection, stage, findings)
        check_rules(connection, stage, findings)
        check_uniques(connection, stage, removals, findings)
        check_links(connection, stages, stage, removals, reader.unread, findings)
    check_orphans(connection, stages, removals, findings)
    check_left_behind(connection, stages, findings)
    check_organisation(connection, stages.get("organisation"), findings)
    findings.raise_any()
    return Merging(stages, removals, plan_of(connection, stages, removals))


def _compare(connection: Connection, stage: Stage, removals: Removals, findings: Findings) -> None:
    if has_states(stage.table):
        close_states(connection, stage, removals.of(stage.table), findings)
    stage.settle(connection)


class _Reader:
    """Puts the lines of sheets on their stages."""

    def __init__(self, connection: Connection, findings: Findings, *, keep_empty: bool) -> None:
        self.stages: Stages = {}
        self.unread: set[str] = set()
        """Tables whose sheet could not be read, so that nothing is known of their lines."""
        self._connection, self._findings, self._keep_empty = connection, findings, keep_empty
        self._anchors: Files = {}
        self._seen: dict[str, str] = {}
        self._known = {table.name: table for table in (*sheets(), *ANCHORS.tables.values())}

    def read(self, sheet: Sheet) -> None:
        """Take in one sheet."""
        table = self._known.get(sheet.name)
        if table is None:
            if not self._is_blank(sheet):  # such as the one that a new workbook begins with
                self._refuse(sheet, f"there is no such {_kind(sheet)} in this layout{self._near(sheet)}")
        elif sheet.name in self._seen:
            self._refuse(sheet, f"is given twice, here and as {self._seen[sheet.name]}")
        else:
            self._seen[sheet.name] = sheet.title
            for fault in sheet.faults:
                self._findings.add(sheet.title, sheet.title, fault)
            self._take(Reading(sheet, table, self._findings), table)

    def draw(self) -> None:
        """Take in what the anchors stand for."""
        if self._anchors:
            stages = (self._stage(TABLES[name]) for name in ("project_baseline", "baseline_period", "snapshot_month"))
            draw_into(self._connection, self._anchors, *stages)

    def _take(self, reading: Reading, table: Table) -> None:
        if not reading.usable:
            self.unread.add(table.name)
        elif table.name in ANCHORS.tables:
            self._anchors[table.name] = list(reading.lines())
        else:
            lines = reading.lines()
            first = next(lines, None)
            if first or self._keep_empty:  # a sheet without lines says something only where it replaces
                given = chain([first], lines) if first else ()
                self._stage(table).fill(self._connection, given, reading.header.names)

    def _stage(self, table: Table) -> Stage:
        if table.name not in self.stages:
            self.stages[table.name] = Stage(self._connection, table)
        return self.stages[table.name]

    def _is_blank(self, sheet: Sheet) -> bool:
        try:
            return next(sheet.rows(), None) is None
        except Unreadable:
            return False

    def _refuse(self, sheet: Sheet, why: str) -> None:
        self._findings.add(sheet.title, sheet.title, why)

    def _near(self, sheet: Sheet) -> str:
        return hint(sheet.name, list(self._known), "" if sheet.unit == "row" else ".csv")


def _kind(sheet: Sheet) -> str:
    return "sheet" if sheet.unit == "row" else "file"
