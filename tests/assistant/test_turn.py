import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Question
from assistant.errors import ReceiptNotFound, UnknownAsker, UnusableQuestion
from tests.conftest import at


def test_an_answer_is_traced_cited_checked_and_kept(turns, address):
    answer = turns.answer(Question("How does P-101 stand?", address("maya.okafor")))

    assert answer.kind == "answer"
    assert answer.checked.passed
    assert all(figure.source for figure in answer.figures)
    assert {citation.document for citation in answer.citations} >= {"PMO-STD-003"}
    assert turns.receipts.show(answer.receipt, address("maya.okafor"))["answer"]["text"] == answer.text


def test_the_same_question_over_the_same_data_gives_the_same_answer(turns, address):
    first, second = (turns.answer(Question("Is Ledger within tolerance?", address("maya.okafor"))) for _ in range(2))

    assert replace(first, id="", receipt="", milliseconds=0, tools=()) == replace(
        second, id="", receipt="", milliseconds=0, tools=()
    )


def test_every_citation_quotes_words_of_its_clause(turns, address):
    answer = turns.answer(Question("What do I need for gate 3?", address("maya.okafor")))

    for citation in answer.citations:
        clause = turns.enquirer.library.by_ref(citation.ref)
        assert " ".join(citation.quote.split()) in " ".join(clause.text.split())


def test_a_question_about_a_past_day_uses_its_data_and_its_rules(turns, address):
    question = Question("What is the amber threshold for cost?", address("maya.okafor"), as_of=date(2025, 12, 15))

    answer = turns.answer(question)

    assert (answer.as_of, answer.today) == ("2025-12-15", "2025-12-15")
    assert answer.citations[0].ref == "PMO-STD-003 v4.0 §3.1"


@pytest.mark.parametrize(
    ("text", "said"), [("", "empty"), ("  \u200b ", "empty"), ("x" * 4001, "4,000"), ("?!", "no words")]
)
def test_what_is_no_question_is_refused_with_what_to_do(turns, address, text, said):
    with pytest.raises(UnusableQuestion, match=said):
        turns.answer(Question(text, address("maya.okafor")))


def test_an_unknown_address_is_refused(turns):
    with pytest.raises(UnknownAsker, match="nobody"):
        turns.answer(Question("How does P-101 stand?", "somebody@elsewhere.example"))


def test_a_receipt_is_shown_to_its_owner_only(turns, address):
    receipt = turns.answer(Question("Who am I?", address("maya.okafor"))).receipt

    with pytest.raises(ReceiptNotFound):
        turns.receipts.show(receipt, address("sam.viewer"))


def test_a_thread_remembers_what_it_speaks_of(turns, address):
    def ask(text):
        return turns.answer(Question(text, address("tomasz.wolny"), thread="t-1"))

    ask("How does P-301 stand?")
    followed = ask("is it within tolerance?")
    other = ask("and P-101?")

    assert [dict(call.arguments)["project"] for call in followed.tools] == ["P-301"]
    assert [(call.name, dict(call.arguments)["project"]) for call in other.tools] == [("tolerance_check", "P-101")]


def test_a_choice_is_taken_in_the_next_turn(turns, address):
    def ask(text):
        return turns.answer(Question(text, address("tomasz.wolny"), thread="t-2"))

    asked_back = ask("what's the status of Beacon?")
    chosen = ask("the pumping station")

    assert asked_back.kind == "clarify"
    assert [option.label.split()[0] for option in asked_back.options] == ["P-102", "P-206"]
    assert dict(chosen.tools[0].arguments)["project"] == "P-206"


def test_another_person_does_not_inherit_the_thread(turns, address):
    turns.answer(Question("How does P-301 stand?", address("tomasz.wolny"), thread="t-3"))

    answer = turns.answer(Question("is it within tolerance?", address("ines.marchetti"), thread="t-3"))

    assert answer.kind == "clarify"


@pytest.mark.parametrize(
    ("name", "channel", "kind"),
    [
        ("daniel.reyes", "dm", "answer"),
        ("daniel.reyes", "public", "not_found"),
        ("helen.strand", "dm", "not_found"),
        ("tomasz.wolny", "dm", "not_found"),
    ],
)
def test_a_restricted_record_exists_only_for_those_granted_it(turns, address, name, channel, kind):
    assert turns.answer(Question("How does P-502 stand?", address(name), channel=channel)).kind == kind


@pytest.mark.parametrize(
    ("name", "channel", "kind"),
    [("helen.strand", "dm", "answer"), ("helen.strand", "public", "decline"), ("sam.viewer", "dm", "not_found")],
)
def test_a_confidential_record_is_declined_in_public(turns, address, name, channel, kind):
    assert turns.answer(Question("How does P-501 stand?", address(name), channel=channel)).kind == kind


QUESTIONS = (
    "Tell me about Project Kestrel",
    "How does P-502 stand?",
    "which projects are red?",
    "what is in PF-ENT?",
    "what does Claire Beaumont run?",
    "Is Kestrel ready for G3?",
    "who am I?",
    "kestrel",
)


def test_answers_are_the_same_with_and_without_a_record_that_may_not_be_known(turns, copied_home, address):
    from assistant.wiring import build

    with closing(sqlite3.connect(copied_home / "pmo.db")) as database, database:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            if "project_id" in [row[1] for row in database.execute(f"PRAGMA table_info({table})")]:
                database.execute(f"DELETE FROM {table} WHERE project_id = 'P-502'")
    without = build(at(copied_home), now=turns.now)

    for name in ("tomasz.wolny", "helen.strand"):
        for text_ in QUESTIONS:
            answers = [t.answer(Question(text_, address(name))).as_document() for t in (turns, without)]
            for answer in answers:
                for varies in ("id", "receipt", "milliseconds"):
                    answer.pop(varies)
                for call in answer["tools"]:
                    call.pop("milliseconds")
            assert answers[0] == answers[1], text_


def test_every_question_that_is_offered_gets_the_tool_that_offers_it(turns, address):
    from assistant.conversation import Thread
    from tools.catalogue import TOOLS
    from tools.clarify import PLACE

    enquiry = turns.enquirer.open(Question("", address("tomasz.wolny")))
    plans = {
        tool.name: turns.desk.understanding.plan(tool.offer.replace(PLACE, "P-101"), enquiry, Thread()).asks[0].tool
        for tool in TOOLS
        if tool.offer
    }

    assert {name: chosen for name, chosen in plans.items() if name != chosen} == {}
