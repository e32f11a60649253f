from dataclasses import replace

import pytest

from assistant.offline.compose import compose
from assistant.offline.form import form_of
from tools.result import Option, Table, ToolResult

FULL = ToolResult(
    tool="t",
    status="OK",
    headline="It is {X-1.colour}.",
    facts=("The budget is {X-1.bac}.",),
    rules=("More than the limit is red ({D v1 §2}).",),
    next_steps=("Raise a report.",),
    cautions=("One month is missing.",),
)


def test_the_answer_comes_first_and_the_caution_last():
    lines = [line.rstrip() for line in compose([FULL]).splitlines() if line]

    assert lines == [
        "It is {X-1.colour}.",
        "- The budget is {X-1.bac}.",
        "**Rule:** More than the limit is red ({D v1 §2}).",
        "**Next:** Raise a report.",
        "**Note:** One month is missing.",
    ]


def test_nothing_is_said_twice():
    text = compose([FULL, replace(FULL, tool="u", headline="It is late.")])

    assert text.count("More than the limit is red") == 1
    assert text.count("Raise a report.") == 1


def test_choices_are_listed_where_no_facts_say_them():
    asked = ToolResult("t", "OK", "Which one?", kind="clarify", options=(Option("A", "a?"), Option("B", "b?")))

    assert compose([asked]) == "Which one?\n\n- A\n- B"


def test_a_table_becomes_markdown():
    listed = replace(FULL, table=Table(("a", "b"), (("{X-1}", "2"),)), facts=(), rules=(), next_steps=(), cautions=())

    assert "| a | b |\n| --- | --- |\n| {X-1} | 2 |" in compose([listed])


def test_no_result_is_said_as_such():
    assert compose([]) == "I have nothing to answer that with."


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("What is the limit? Answer with the clause id and version only.", "references"),
        ("just give me the reference", "references"),
        ("what does the clause say", "plain"),
        ("only the projects in delivery", "plain"),
        ("tell me in one sentence", "short"),
    ],
)
def test_the_wanted_form_is_read_from_the_question(text, form):
    assert form_of(text) == form
