"""The door of the checker: what it is given, what it gives back, and that it fails closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from time import process_time

import pytest

from assistant.check import check
from knowledge.clauses import Clause, Version
from tools.result import Figure, Option, Table, ToolResult, Verdict
from tools.wording.handles import fill

TODAY = date(2031, 5, 6)
RULES = Version("H-STD-7", "1.1", "Cargo Standard", "STANDARD", "Master", date(2030, 1, 1), None, None, "h.md")
LOAD = Clause(RULES, "2.1", "Load", (), "A ship shall not carry more than 40 % of its weight.", "MUST", 0, "h")
SHIP = ToolResult(
    "weigh",
    "OK",
    "{S-1} weighs {S-1.weight}.",
    facts=("No pilot has boarded it yet.",),
    cautions=("Scales are read once a day, so a late reading may be missing.",),
    figures=(
        Figure("S-1", "", "name", "S-1 Gull", "name"),
        Figure("S-1", "weight", "weight", Decimal(700), "count"),
        Figure("S-1", "value", "insured value", Decimal(1_300_000), "GBP", as_of=date(2031, 4, 30)),
        Figure("S-1", "master", "master", "Edda Kelp", "name"),
        Figure("S-1", "log", "entry in the log", "Fog since noon, and all is well on board.", "text"),
    ),
    clauses=(LOAD,),
    verdicts=(Verdict("S-1", "load", "limit", "within"),),
    options=(Option("S-1 Gull", "What does S-1 weigh?"),),
    table=Table(("Ship", "Insured value"), (("{S-1}", "{S-1.value}"),)),
    subjects=("S-1",),
    as_of=date(2031, 4, 30),
    on=TODAY,
)


def test_a_right_text_gives_every_mention_its_trace() -> None:
    verdicts = check("S-1 Gull is insured for £1.3m.", (), [SHIP], "What is it worth?", TODAY)

    assert verdicts.passed
    assert [(m.kind, m.text, m.trace) for m in verdicts.mentions] == [
        ("record", "S-1 Gull", "S-1"),
        ("figure", "£1.3m", "S-1.value"),
    ]
    assert (verdicts.figures, verdicts.untraced, verdicts.unsupported) == (1, (), ())


def test_a_wrong_text_gives_reasons_to_draft_again_by() -> None:
    verdicts = check("S-1's insured value is £1.4m (H-STD-7 v1.1 §2.9).", (), [SHIP], "What is it worth?", TODAY)

    assert not verdicts.passed
    assert verdicts.untraced == ("“£1.4m” is not right: insured value of S-1 is £1.3m.",)
    assert len(verdicts.unsupported) == 1
    assert "H-STD-7 v1.1 §2.9" in verdicts.unsupported[0]


def test_mentions_say_where_they_stand_and_whether_they_were_filled() -> None:
    filled = fill("It is insured for {S-1.value}.", SHIP.figures, ())

    (mention,) = check(filled.text, filled.spans, [SHIP], "?", TODAY).mentions

    assert filled.text[mention.start : mention.end] == mention.text == "£1.3m"
    assert mention.filled


def test_citations_are_counted() -> None:
    text = "A ship must not carry more than 40 % of its weight (H-STD-7 v1.1 §2.1)."

    verdicts = check(text, (), [SHIP], "May it carry more?", TODAY)

    assert (verdicts.passed, verdicts.citations) == (True, 1)


@pytest.mark.parametrize("text", ["", "   ", "Good morning! How can I help?", "I cannot tell you that.", "| |\n|-|"])
def test_a_text_that_claims_nothing_passes(text: str) -> None:
    assert check(text, (), [], "Hello", TODAY).passed


@pytest.mark.parametrize(
    "text",
    [
        "S-1 weighs 700.",
        "S-1 is over its load.",
        "Edda Kelp commands it.",
        "A ship must not carry more than 40 %.",
        "It is Green.",
        "See H-STD-7 v1.1 §2.1.",
        "“Fog since noon”",
    ],
)
def test_without_results_nothing_can_be_claimed(text: str) -> None:
    assert not check(text, (), [], "Hello", TODAY).passed


def test_a_tools_own_sentence_needs_no_further_evidence() -> None:
    verdicts = check("No pilot has boarded it yet. Scales are read once a day, so a late reading may be missing.", (),
                     [SHIP], "And?", TODAY)  # fmt: skip

    assert verdicts.passed, verdicts.untraced


@pytest.mark.parametrize(
    "text",
    [
        "A pilot has boarded it yet.",
        "Scales are read once a day, so an early reading may be missing.",
        "S-2 weighs 700.",
    ],
)
def test_a_tools_own_sentence_turned_round_fails(text: str) -> None:
    assert not check(text, (), [SHIP], "And?", TODAY).passed


def test_a_tools_own_sentence_is_not_carried_over_to_another_record() -> None:
    other = replace(
        SHIP,
        facts=(),
        cautions=(),
        figures=tuple(replace(f, subject="S-2", value="S-2 Tern" if not f.key else f.value) for f in SHIP.figures),
        verdicts=(Verdict("S-2", "load", "limit", "over"),),
        subjects=("S-2",),
    )
    said = replace(SHIP, facts=("It stays within its limit.",))

    assert check("S-1 Gull is here. It stays within its limit.", (), [said, other], "?", TODAY).passed
    assert not check("S-2 Tern is here. It stays within its limit.", (), [said, other], "?", TODAY).passed


def test_recorded_words_are_said_to_be_recorded() -> None:
    log = "Fog since noon, and all is well on board."

    assert check(f"The log says: {log}", (), [SHIP], "?", TODAY).passed
    assert check(f"“{log}”", (), [SHIP], "?", TODAY).passed
    assert not check(log, (), [SHIP], "?", TODAY).passed


def test_a_tools_table_keeps_its_values() -> None:
    right = "| Ship | Insured value |\n| --- | --- |\n| S-1 Gull | £1.3m |"

    assert check(right, (), [SHIP], "?", TODAY).passed
    assert not check(right.replace("£1.3m", "£1.2m"), (), [SHIP], "?", TODAY).passed


def test_the_date_decides_which_rules_are_in_force() -> None:
    text = "A ship must not carry more than 40 % of its weight (H-STD-7 v1.1 §2.1)."

    assert not check(text, (), [SHIP], "?", date(2029, 12, 31)).passed


def test_the_same_text_gets_the_same_verdicts() -> None:
    text = "S-1 Gull is insured for £1.4m and late."

    first, second = (check(text, (), [SHIP], "?", TODAY) for _ in range(2))

    assert first == second


def test_a_typical_answer_is_checked_in_milliseconds() -> None:
    lines = "\n".join(f"- On day {n} S-1 Gull was insured for £1.3m." for n in range(1, 21))
    check(lines, (), [SHIP], "?", TODAY)

    started = process_time()
    for _ in range(10):
        check(lines, (), [SHIP], "?", TODAY)

    # A loose bound: a busy machine is several times slower than a quiet one, on which it is 3 ms.
    assert (process_time() - started) / 10 < 0.05
