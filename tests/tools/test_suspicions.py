"""Sentences of two documents that may contradict each other, and live waivers: told to whoever asks, with care."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest
from sqlalchemy import update

from knowledge.findings import Relation
from knowledge.library import Library
from tests.databases import Databases, copied
from tests.knowledge.small_library import write_standard
from tests.knowledge.synchronised import synchronised
from tests.tools.worked_projects import WORKS, clause
from tools.enquiry import Enquiry
from tools.facts.permissions import waivers_of_clauses
from tools.portfolio.access import identify
from tools.portfolio.database import Portfolio, open_engine, open_portfolio
from tools.portfolio.governance import WaiverRow
from tools.result import ToolResult
from tools.standards.excerpts import Quotes
from tools.standards.precedence import check_conflicts
from tools.standards.waived import waived_conflicts
from tools.wording.evidence import Evidence
from tools.wording.handles import fill

TODAY = date(2026, 11, 3)
PAPERS = "## 1 Papers\n\n### 1.1 Board papers\n\nBoard papers shall be sent {days} working days before the meeting.\n"
LEAVE = "\n### 1.2 Leave\n\nRequests for leave shall be answered within 3 working days.\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Enquiry]:
    """Two standards and a procedure that say three things of board papers."""
    home = tmp_path_factory.mktemp("house")
    folder = home / "standards"
    write_standard(folder, "AB-STD-1", "1.0", PAPERS.format(days=5) + LEAVE, title="Board Standard")
    write_standard(folder, "AB-STD-2", "1.0", PAPERS.format(days=10), title="Secretariat Standard")
    write_standard(folder, "AB-PROC-3", "1.0", PAPERS.format(days=2), title="Lab Procedure", type="PROCEDURE")
    (home / "rulebook.yaml").write_text("rules: []\n", encoding="utf-8")
    library: Library = synchronised(home, folder)
    yield Enquiry(cast(Any, None), cast(Any, None), library, TODAY, TODAY)
    library.close()


def text(result: ToolResult) -> str:
    sentences = (result.headline, *result.facts, *result.cautions)
    return "\n".join(fill(each, result.figures, result.clauses).text for each in sentences)


def test_sentences_of_equals_may_contradict_and_the_owners_are_to_be_asked(house: Enquiry) -> None:
    said = text(check_conflicts(house, "does AB-STD-1 contradict AB-STD-2?"))

    assert (
        "“Board papers shall be sent 5 working days before the meeting.” (AB-STD-1 v1.0 §1.1) and “Board papers shall "
        "be sent 10 working days before the meeting.” (AB-STD-2 v1.0 §1.1) may contradict each other: read both, and "
        "ask Head of Delivery which of them holds." in said
    )
    assert "AB-PROC-3" not in said


def test_where_the_order_of_documents_settles_it_the_answer_says_so(house: Enquiry) -> None:
    said = text(check_conflicts(house, "does AB-PROC-3 contradict AB-STD-1?"))

    assert (
        "may contradict each other. If they do, AB-STD-1 v1.0 §1.1 prevails, unless AB-PROC-3 v1.0 §1.1 asks for more "
        "or is left the point." in said
    )
    assert "ask Head of Delivery" not in said


def test_the_whole_library_is_looked_through_and_a_topic_only_around_its_clauses(house: Enquiry) -> None:
    everything = text(check_conflicts(house, "do our standards contradict each other"))
    papers = text(check_conflicts(house, "when are board papers sent before a meeting"))
    leave = text(check_conflicts(house, "AB-STD-1 §1.2"))

    assert "Pairs of sentences that may contradict each other, for a person to read: 3." in everything
    assert "may contradict each other: read both" in papers
    assert "may contradict" not in leave
    assert "records no conflict" in leave


def seen(portfolio: Portfolio, viewer: str, today: date, *refs: str) -> list[tuple[str, str]]:
    with portfolio.session() as session:
        asker = identify(portfolio, f"{viewer}@calderwyre.example")
        return [(project, each.waiver_id) for project, each in waivers_of_clauses(session, asker, today, refs)]


@pytest.mark.parametrize(
    ("on", "found"),
    [
        ("2026-11-03", [("P-203", "W-011")]),
        ("2026-09-30", [("P-203", "W-011"), ("P-304", "W-007")]),
        ("2026-03-30", []),
    ],
)
def test_the_waivers_of_a_clause_are_those_that_are_live(
    demo: Portfolio, on: str, found: list[tuple[str, str]]
) -> None:
    refs = ("PMO-STD-002 §3.4", "PMO-STD-002 §4.3")

    assert seen(demo, "daniel.reyes", date.fromisoformat(on), *refs) == found
    assert seen(demo, "daniel.reyes", date.fromisoformat(on), "PMO-STD-004 §4.2") == []


@pytest.fixture(scope="module")
def hidden(databases: Databases, demo_model: str) -> Iterator[Portfolio]:
    """The demo, with a live waiver of its tolerance for a project that few may see."""
    with copied(databases, demo_model) as url:
        engine = open_engine(url)
        with engine.begin() as connection:
            held = {"project_id": "P-501", "clause_ref": "X-STD §11"}
            connection.execute(update(WaiverRow.__table__).where(WaiverRow.waiver_id == "W-011").values(**held))
        engine.dispose()
        portfolio = open_portfolio(url)
        yield portfolio
        portfolio.close()


def test_a_waiver_of_a_project_that_the_asker_may_not_see_is_not_told(hidden: Portfolio) -> None:
    assert seen(hidden, "daniel.reyes", TODAY, "X-STD §11") == [("P-501", "W-011")]
    assert seen(hidden, "sam.viewer", TODAY, "X-STD §11") == []


def test_a_clause_that_prevails_is_told_with_the_live_waivers_of_it(hidden: Portfolio) -> None:
    general, local = clause("2.0", "11"), clause("2.0", "99")
    local = replace(local, version=replace(local.version, document="X-PROC", type="PROCEDURE"))
    conflict = Relation("conflicts", general, local, general, None)
    asker = identify(hidden, "daniel.reyes@calderwyre.example")
    enquiry = Enquiry(asker, hidden, cast(Any, None), TODAY, TODAY, WORKS)
    evidence, quotes = Evidence("library", None), Quotes(cast(Any, None), "")

    (said,) = waived_conflicts(enquiry, [conflict], quotes, evidence)

    assert fill(said, evidence.figures, tuple(quotes.clauses.values())).text == (
        "P-501 has waiver W-011, live until 27 Nov 2026 (X-STD v2.0 §11): where the looser rule (X-PROC v2.0 §99) is "
        "about that project, it holds."
    )
    assert waived_conflicts(replace(enquiry, organisation=None), [conflict], quotes, evidence) == ()
