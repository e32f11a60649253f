"""Answers from the standards: quoted word for word, dated, and honest about what nothing covers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from knowledge.clauses import normalised
from knowledge.library import Library
from tests.knowledge.synchronised import synchronised
from tools.enquiry import Enquiry
from tools.result import ToolResult
from tools.standards.amendments import compare_versions
from tools.standards.definitions import defined, terms_used
from tools.standards.excerpts import Quotes, units_of
from tools.standards.holdings import list_standards
from tools.standards.precedence import check_conflicts
from tools.standards.search import read_clause, search_standards
from tools.wording.handles import HANDLE, fill

STANDARDS = Path(__file__).parents[2] / "knowledge" / "standards"
TODAY = date(2026, 11, 3)


def asking(library: Library, today: date = TODAY) -> Enquiry:
    return Enquiry(viewer=cast(Any, None), portfolio=cast(Any, None), library=library, today=today, as_of=today)


@pytest.fixture(scope="module")
def enquiry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Enquiry]:
    library = synchronised(tmp_path_factory.mktemp("library"), STANDARDS)
    yield asking(library)
    library.close()


def templates(result: ToolResult) -> list[str]:
    cells = [cell for row in result.table.rows for cell in row] if result.table else []
    sentences = (*result.facts, *result.rules, *result.next_steps, *result.cautions)
    return [result.headline, *sentences, *cells]


def read(result: ToolResult, template: str | None = None) -> str:
    return fill(result.headline if template is None else template, result.figures, result.clauses).text


def all_text(result: ToolResult) -> str:
    return "\n".join(read(result, template) for template in templates(result))


def quotations(template: str) -> list[str]:
    return [part.split("”")[0] for part in template.split("“")[1:]]


QUESTIONS = [
    ("How far over budget may a forecast go?", None),
    ("What documents must I have ready for gate 3?", None),
    ("At what overspend did cost turn amber?", date(2025, 12, 15)),
    ("Who has to approve an investment of three million pounds?", None),
    ("Can digital products run over cost without an exception?", None),
    ("Was a benefit profile mandatory at G2?", date(2025, 3, 20)),
    ("How do I get my hotel costs reimbursed?", None),
    ("What was the cost tolerance?", date(2024, 1, 15)),
    ("Which headings does a status report need?", None),
]


@pytest.mark.parametrize(("question", "on"), QUESTIONS)
def test_quotations_are_verbatim_and_numbers_stand_nowhere_else(
    enquiry: Enquiry, question: str, on: date | None
) -> None:
    result = search_standards(enquiry, question, on)

    words = " ".join(normalised(f"{clause.heading} {clause.text}") for clause in result.clauses)
    for template in templates(result):
        for quotation in quotations(template):
            inner = normalised(quotation).replace("‘", "“").replace("’", "”")
            assert normalised(quotation) in words or inner in words, quotation
        bare = HANDLE.sub("", "".join(part.split("“")[0] for part in f"”{template}".split("”")[1:]))
        assert not any(letter.isdigit() for letter in bare), bare
    assert all_text(result)


def test_the_answer_is_the_sentence_that_says_it_with_its_clause(enquiry: Enquiry) -> None:
    result = search_standards(enquiry, "what's the cost tolerance")

    assert result.headline == (
        "“The cost tolerance of every project is +10 % and −10 % of its budget at completion (BAC).” "
        "({PMO-STD-004 v2.3 §4.2})"
    )
    assert (result.kind, result.status, result.on) == ("answer", "OK", TODAY)


def test_a_list_of_required_things_is_quoted_whole(enquiry: Enquiry) -> None:
    result = search_standards(enquiry, "What documents must I have ready for gate 3?")

    report = search_standards(enquiry, "What goes into an exception report?")

    lead, *items = result.headline.split("\n- ")
    assert report.headline.count("\n- ") == 7
    assert lead == "“To pass gate 3 (G3), Full Case and Investment, a project shall bring:”"
    assert len(items) == 10
    assert items[-1].endswith("({PMO-STD-002 v3.1 §3.4})")


def test_whether_one_thing_is_required_is_answered_by_that_item(enquiry: Enquiry) -> None:
    result = search_standards(enquiry, "Is a procurement strategy needed at G3?")

    assert quotations(result.headline)[1] == "Procurement strategy: how goods and services will be bought;"
    assert len(quotations(result.headline)) == 2


def test_a_table_is_quoted_row_by_row_or_only_where_the_question_names_the_row(enquiry: Enquiry) -> None:
    whole = search_standards(enquiry, "Who has to approve an investment of three million pounds?")
    clause = enquiry.library.clause("PMO-STD-003", "5.2", TODAY)
    assert clause is not None
    row = Quotes(enquiry.library, "what does it mean that delivery confidence is in doubt").answer(clause)

    assert "- “over £2,000,000, up to and including £10,000,000”: “Investment Committee”" in whole.headline
    assert whole.headline.count("\n- ") == 4
    assert row.count("“In doubt”") == 1
    assert "“Feasible”" not in row


def test_a_sentence_that_leans_on_the_one_before_brings_it_along(enquiry: Enquiry) -> None:
    clause = enquiry.library.clause("PMO-STD-002", "4.4", TODAY)
    assert clause is not None

    units = [unit.kind for unit in units_of(clause)]
    answer = Quotes(enquiry.library, "how is a lapsed approval renewed").answer(clause)

    assert set(units) == {"sentence"}
    assert "A lapsed approval shall be renewed" in answer


def test_another_day_says_which_version_applied_and_by_which_rule(enquiry: Enquiry) -> None:
    result = search_standards(enquiry, "At what overspend did cost turn amber?", date(2025, 12, 15))

    applied, today, *_ = (read(result, fact) for fact in result.facts)
    assert "PMO-STD-003 v4.0 §3.1" in result.headline
    assert applied.startswith("On 15 Dec 2025 PMO-STD-003 v4.0 Status Reporting and RAG Standard applied")
    assert "from 1 Apr 2024 until 31 Mar 2026" in applied
    assert today.startswith("Today: “")
    assert today.endswith("(PMO-STD-003 v5.0 §3.1)")
    assert [rule.split("(")[-1] for rule in result.rules] == ["{PMO-POL-001 v4.0 §2.4})"]


def test_a_transition_clause_is_cited_with_the_rule_about_time(enquiry: Enquiry) -> None:
    result = search_standards(enquiry, "By when must conditions of a gate approval be closed?", date(2026, 1, 31))

    assert "PMO-STD-002 v2.0 §4.2" in result.headline
    assert any("PMO-STD-002 v3.1 §6.1" in rule for rule in result.rules)


def test_before_the_first_version_nothing_is_covered_and_the_earliest_is_named(enquiry: Enquiry) -> None:
    result = search_standards(enquiry, "What was the cost tolerance?", date(2024, 1, 15))

    assert result.kind == "not_covered"
    assert read(result) == (
        "No version was in force on 15 Jan 2024: the earliest held is PMO-STD-004 v2.3 Baseline, Tolerance and "
        "Estimating Standard, in force from 1 Oct 2025."
    )


def test_the_name_of_a_document_does_not_make_it_cover_the_matter(enquiry: Enquiry) -> None:
    assert search_standards(enquiry, "Does PMO-STD-004 cover hotel costs?").kind == "not_covered"
    assert search_standards(enquiry, "What does PMO-STD-004 say about the tolerance of cost?").kind == "answer"


def test_what_no_clause_answers_names_the_nearest_and_its_owner(enquiry: Enquiry) -> None:
    result = search_standards(enquiry, "How do I get my hotel costs reimbursed?")

    assert (result.kind, result.status) == ("not_covered", "NOT_FOUND")
    assert result.headline == "No clause of the standards library answers this."
    assert "does not answer it" in result.facts[0]
    assert read(result, result.next_steps[0]).startswith("If it should be ruled there, ask the ")


def test_a_looser_local_rule_is_answered_by_the_clause_that_binds(enquiry: Enquiry) -> None:
    result = search_standards(enquiry, "Can digital products run 15 % over cost without an exception?")

    assert "{PMO-STD-004 v2.3 §4.2}" in result.headline
    assert "PROC-DIG-021" not in result.headline
    (rule,) = (rule for rule in result.rules if "PROC-DIG-021 v1.6 §3.1" in rule)
    assert "prevails over “Digital products may run to +15 % of cost without an exception.”" in rule
    assert rule.endswith("({PMO-POL-001 v4.0 §2.3}).")


def test_a_delegated_point_is_left_to_the_local_rule(enquiry: Enquiry) -> None:
    result = search_standards(enquiry, "How often must projects of the digital portfolio report their status?")

    assert any("so where the local rule applies it binds" in rule for rule in result.rules)


def test_a_clause_is_read_word_for_word_with_what_it_names(enquiry: Enquiry) -> None:
    result = read_clause(enquiry, "std 4 section 4.2")

    (clause, *_) = result.clauses
    assert result.headline == f"“{clause.text}” ({{PMO-STD-004 v2.3 §4.2}})"
    assert "PMO-STD-004 v2.3 §4.6" in all_text(result)
    assert "Head of Project Controls" in all_text(result)


def test_a_superseded_clause_is_shown_and_marked(enquiry: Enquiry) -> None:
    result = read_clause(enquiry, "PMO-STD-003 v4.0 §2.1")

    assert "working day 8" in result.headline
    assert read(result, result.cautions[0]) == (
        "This version is superseded: today PMO-STD-003 v5.0 Status Reporting and RAG Standard applies."
    )


@pytest.mark.parametrize(
    ("reference", "on", "kind"),
    [("STD-099 1.2", None, "not_found"), ("PROC-DIG-021 3.1", date(2026, 1, 1), "not_covered")],
)
def test_a_reference_that_leads_nowhere_is_said_so(
    enquiry: Enquiry, reference: str, on: date | None, kind: str
) -> None:
    assert read_clause(enquiry, reference, on).kind == kind


def test_a_document_alone_is_shown_by_its_contents(enquiry: Enquiry) -> None:
    result = read_clause(enquiry, "POL-001")

    assert result.table is not None
    assert len(result.table.rows) == len(result.clauses)
    assert result.table.rows[-1][1] == "“Cost without progress”"


def test_versions_are_compared_clause_by_clause_with_old_words_beside_new(enquiry: Enquiry) -> None:
    whole = compare_versions(enquiry, "what changed in STD-003")
    topic = compare_versions(enquiry, "has anything moved on gate papers between the two versions")
    clause = compare_versions(enquiry, "is the rule in STD-002 §4.2 still the same")

    assert "PMO-STD-003 v5.0" in read(whole)
    assert any("working day 8" in fact and "working day 5" in fact for fact in whole.facts)
    assert "at least 5 working days" in topic.headline
    assert "at least 10 working days" in topic.headline
    assert "90 days" in clause.headline
    assert len(clause.facts) == 1


def test_what_has_one_version_or_no_document_is_not_compared(enquiry: Enquiry) -> None:
    assert compare_versions(enquiry, "what changed in STD-004").status == "NOT_APPLICABLE"
    assert compare_versions(enquiry, "compare the weather").kind == "not_covered"


def test_lists_name_documents_by_review_and_supersession(enquiry: Enquiry) -> None:
    everything, overdue, superseded = (
        list_standards(enquiry, which) for which in ("all", "overdue_review", "superseded")
    )

    assert everything.table is not None
    assert len(everything.table.rows) == 14
    assert read(overdue) == "Documents in force that are overdue for review: 1."
    assert read(overdue, overdue.facts[0]).startswith("PMO-STD-009 v1.4 Resource and Capacity Standard")
    assert superseded.table is not None
    assert [read(superseded, row[2]) for row in superseded.table.rows] == ["31 Jan 2026", "31 Mar 2026"]


def test_conflicts_are_stated_with_what_binds_or_with_what_was_compared(enquiry: Enquiry) -> None:
    clash = check_conflicts(enquiry, "does STD-004 §4.2 clash with PROC-DIG-021 §3.1")
    peace = check_conflicts(enquiry, "risk ownership")
    overview = check_conflicts(enquiry, "do our standards contradict each other")
    outside = check_conflicts(enquiry, "hotel costs")

    assert "prevails over" in clash.headline
    assert "records no conflict" in peace.headline
    assert "Compared: PMO-STD-006 v3.0 §2.1" in all_text(peace)
    assert overview.headline.startswith("Conflicts and delegations recorded")
    assert len(overview.facts) == 4
    assert outside.kind == "not_covered"


def test_another_organisation_without_dates_owners_or_rules_is_served_with_less(tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "risk.md").write_text("# Risk guide\n\n## Owners\n\nEach risk needs one owner in the team.\n")
    library = synchronised(tmp_path, folder)
    enquiry = asking(library)

    found = search_standards(enquiry, "Does each risk need an owner?", date(2020, 1, 1))
    nothing = search_standards(enquiry, "Where may I park my bicycle?")
    conflicts = check_conflicts(enquiry, "who owns a risk in the team")
    compared, listed = compare_versions(enquiry, "risk guide"), list_standards(enquiry)
    text = "\n".join(all_text(each) for each in (found, nothing, conflicts, compared, listed))
    library.close()

    assert found.headline == "“Each risk needs one owner in the team.” ({RISK v1.0 §owners})"
    assert nothing.kind == "not_covered"
    assert "not stated" not in nothing.headline
    assert compared.status == "NOT_APPLICABLE"
    assert "None" not in text


def test_an_empty_library_says_so(tmp_path: Path) -> None:
    library = synchronised(tmp_path)

    result = search_standards(asking(library), "What is the cost tolerance?")
    library.close()

    assert (result.kind, result.headline) == (
        "not_covered",
        "The library holds no standards, so nothing is covered.",
    )


def test_a_defined_term_is_answered_by_its_definition(enquiry: Enquiry) -> None:
    library = enquiry.library

    clause, unit = defined(library, "What is a RAG threshold?", date(2026, 11, 3))

    assert clause.ref == "PMO-STD-003 v5.0 §1.2"
    assert unit.text.startswith("RAG threshold:")
    assert defined(library, "What is a gazebo?", date(2026, 11, 3)) is None
    assert defined(library, "How late is red?", date(2026, 11, 3)) is None


def test_a_term_that_an_answer_uses_is_explained_by_its_own_document(enquiry: Enquiry) -> None:
    library, day = enquiry.library, TODAY
    words = "The cost tolerance is +10 % of its BAC and the whole-life cost counts, as does the BAC."

    used = terms_used(library, words, "what is the tolerance", day, "PMO-STD-004")

    # STD-004 only says that POL-001 defines whole-life cost: then that definition is the one to quote
    assert [each.clause.ref for each in used] == ["PMO-STD-004 v2.3 §1.2", "PMO-POL-001 v4.0 §1.3"]
    assert [each.names[-1] for each in used] == ["BAC", "Whole-life cost"]
    assert terms_used(library, words, "how much BAC and whole-life cost", day, "PMO-STD-004") == ()
    assert terms_used(library, "backs a waiver", "", day, "PMO-STD-004") == ()


def test_definitions_come_along_with_an_answer(enquiry: Enquiry) -> None:
    told = search_standards(enquiry, "what's the cost tolerance")
    known = search_standards(enquiry, "what is the cost tolerance on the budget at completion (BAC)?")

    assert any(fact.startswith("“Budget at completion (BAC): the budget") for fact in told.facts)
    assert not any("the budget of the current baseline" in fact for fact in known.facts)
    assert "PMO-STD-004 v2.3 §1.2" in {clause.ref for clause in told.clauses}
