"""Rules that await confirmation: every answer and report that reads one says so, and no other does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

from tests.tools.worked_projects import HandMadeLibrary, enquiry, quiet_project
from tools.catalogue import TOOLS
from tools.drift import watched
from tools.reports.export.markdown import to_markdown
from tools.reports.material import material_of
from tools.reports.status import draft
from tools.result import ToolResult
from tools.status.project import status_of
from tools.wording.handles import fill


class Drifting(HandMadeLibrary):
    """The same library, in which some clauses have changed since their rules were confirmed."""

    def __init__(self, *drifted: str) -> None:
        super().__init__()
        self.drifted = drifted

    def rule(self, rule_id: str, on: date) -> Any:
        rule = super().rule(rule_id, on)
        return replace(rule, drifted=rule_id in self.drifted) if rule else None


def told(result: ToolResult) -> str:
    return "\n".join(fill(each, result.figures, result.clauses).text for each in result.cautions)


def called(name: str, asked: Any, **arguments: Any) -> ToolResult:
    tool = next(each for each in TOOLS if each.name == name)
    return tool.call(asked, arguments)


def test_a_calculation_under_a_drifted_rule_names_the_clause_and_others_do_not() -> None:
    drifted = called("rate_colours", enquiry(Drifting("rag.cost")), cost="0.07")
    elsewhere = called("rate_colours", enquiry(Drifting("tolerance.time")), cost="0.07")

    (caution, *_) = drifted.cautions
    ref = next(clause.ref for clause in drifted.clauses if clause.ref in caution)
    assert f"What I read from {ref} awaits confirmation" in told(drifted)
    assert "awaits confirmation" not in told(elsewhere)


def test_each_clause_is_told_once_however_often_it_is_read() -> None:
    asked, library = watched(enquiry(Drifting("rag.cost", "tolerance.cost")))

    status_of(quiet_project(), asked)
    status_of(quiet_project(), asked)

    assert sorted(rule.rule_id for rule in library.awaiting) == ["rag.cost", "tolerance.cost"]


def test_a_drafted_report_says_so_in_its_last_section() -> None:
    material = material_of(
        enquiry(Drifting("rag.red", "rag.cost")), quiet_project(), quiet_project().snapshots[-1].period_end
    )

    text = to_markdown(draft(material))

    assert text.count("awaits confirmation") == len(material.library.awaiting) > 0


def test_all_else_of_the_library_passes_through() -> None:
    library: Any = SimpleNamespace(rule=lambda rule_id, on: None, documents=lambda: ("A",))

    asked, watch = watched(replace(enquiry(), library=library))

    assert asked.library.documents() == ("A",)
    assert watch.awaiting == ()
