from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assistant.answer import Answer, Checked, Citation, ToolCall, Traced
from evals.agreement import agreement, twin
from evals.case import Expectation
from evals.scorers import outcome_of, score
from evals.wording import said
from tools.result import Option

Make = Callable[..., Answer]


def judged(document: dict[str, Any], **expect: Any) -> tuple[str, list[str]]:
    """The outcome, and the names of what failed."""
    scores = score(Expectation.model_validate({"kind": ["answer"], **expect}), document)
    return outcome_of(scores, document), [made.name for made in scores if not made.passed]


@pytest.mark.parametrize(
    ("expect", "outcome"),
    [
        ({}, "right"),
        # kind
        ({"kind": ["clarify", "answer"]}, "right"),
        ({"kind": ["decline"]}, "wrong"),
        # figures
        ({"figures": [{"subject": "P-1", "name": "EAC", "value": 1300000, "unit": "GBP"}]}, "right"),
        ({"figures": [{"subject": "P-1", "name": "EAC", "value": 1300001}]}, "wrong"),
        ({"figures": [{"subject": "P-1", "name": "EAC", "value": 1300001, "within": 1}]}, "right"),
        ({"figures": [{"subject": "P-1", "value": 1301000, "within_ratio": 0.001}]}, "right"),
        ({"figures": [{"subject": "P-1", "value": 1302000, "within_ratio": 0.001}]}, "wrong"),
        ({"figures": [{"subject": "P-2", "value": 1300000}]}, "no answer"),
        ({"figures": [{"subject": "P-1", "name": "SPI", "value": 1300000}]}, "no answer"),
        ({"figures": [{"subject": "P-1", "unit": "ratio", "value": 1300000}]}, "no answer"),
        ({"figures": [{"subject": "P-1", "value": 1300000, "as_of": date(2026, 9, 30)}]}, "no answer"),
        ({"figures": [{"subject": "P-1", "value": 1300000, "shown": "£1.3m"}]}, "right"),
        ({"figures": [{"subject": "P-1", "value": 1300000, "shown": "£1.30m"}]}, "wrong"),
        ({"figures": [{"subject": "P-1", "value": "1300000"}]}, "wrong"),
        ({"figures": [{"subject": "P-1", "value": None}]}, "wrong"),
        ({"figures": [{"subject": "P-1", "absent": True}]}, "wrong"),
        ({"figures": [{"subject": "P-1", "value": 5, "absent": True}]}, "right"),
        ({"figures": [{"subject": "P-2", "absent": True}]}, "right"),
        # citations
        ({"citations": {"required": ["PMO-STD-004 v2.3 §4.2"]}}, "right"),
        ({"citations": {"required": ["PMO-STD-004 v2.3"]}}, "right"),
        ({"citations": {"required": ["PMO-STD-004 v2.3 §4.21"]}}, "no answer"),
        ({"citations": {"required": ["PMO-STD-004 v2.2 §4.2"]}}, "no answer"),
        ({"citations": {"required": ["PMO-STD-004 v2"]}}, "no answer"),  # v2 is not the v2.3 that starts like it
        ({"citations": {"any": ["A v1 §1", "PMO-STD-004 v2.3 §4.2"]}}, "right"),
        ({"citations": {"any": ["A v1 §1", "A v1 §2"]}}, "no answer"),
        ({"citations": {"forbidden": ["PMO-STD-004 v2.3"]}}, "wrong"),
        ({"citations": {"forbidden": ["PMO-STD-004 v2.3 §4"]}}, "right"),
        ({"citations": {"exactly": True}}, "wrong"),
        ({"citations": {"allowed": ["PMO-STD-004 v2.3"], "exactly": True}}, "right"),
        # text
        ({"text": {"must": ["HARBOUR", "/costs £\\d/"]}}, "right"),
        ({"text": {"must": ["harb"]}}, "no answer"),
        ({"text": {"must_not": ["over the limit"]}}, "wrong"),
        ({"text": {"most_characters": 10}}, "wrong"),
        # records
        ({"records": {"include": ["P-1", "P-2"]}}, "right"),
        ({"records": {"include": ["P-3"]}}, "no answer"),
        ({"records": {"exclude": ["P-2"]}}, "wrong"),
        ({"records": {"exactly": ["P-1", "P-2"]}}, "right"),
        ({"records": {"exactly": ["P-1"]}}, "wrong"),
        ({"records": {"exactly": ["P-1", "P-2", "P-3"]}}, "no answer"),
        # tools
        ({"tools": {"called": ["earned_value"], "most": 1}}, "right"),
        ({"tools": {"called": ["status"]}}, "no answer"),
        ({"tools": {"not_called": ["earned_value"]}}, "wrong"),
        ({"tools": {"most": 0}}, "wrong"),
        ({"tools": {"arguments": {"earned_value": {"project": "P-1"}}}}, "right"),
        ({"tools": {"arguments": {"earned_value": {"project": "P-2"}}}}, "wrong"),
        ({"tools": {"arguments": {"status": {"project": "P-1"}}}}, "no answer"),
        # options
        ({"options": {"least": 1, "most": 1, "labels": ["Harbour Bridge", "/how is/"]}}, "right"),
        ({"options": {"least": 2}}, "no answer"),
        ({"options": {"most": 0}}, "wrong"),
        ({"options": {"labels": ["P-1"]}}, "no answer"),
        # the rest
        ({"as_of": date(2026, 10, 31)}, "right"),
        ({"as_of": date(2026, 9, 30)}, "wrong"),
        ({"warnings": {"must": ["snapshot"]}}, "no answer"),
        ({"max_milliseconds": 12}, "right"),
        ({"max_milliseconds": 11.9}, "no answer"),
    ],
)  # fmt: skip
def test_an_answer_is_right_wrong_or_no_answer(make_answer: Make, expect: dict[str, Any], outcome: str) -> None:
    document = make_answer().as_document()

    assert judged(document, **expect)[0] == outcome


@pytest.mark.parametrize(
    ("changes", "expect", "outcome"),
    [
        ({"kind": "clarify"}, {}, "no answer"),
        ({"kind": "not_found"}, {"kind": ["not_found"]}, "right"),
        ({"kind": "answer"}, {"kind": ["not_found"]}, "wrong"),
        ({"kind": "error"}, {}, "error"),
        ({"checked": Checked(passed=False, untraced=("£2m",))}, {}, "wrong"),
        ({"kind": "error", "checked": Checked(passed=False)}, {"kind": ["error"]}, "error"),
    ],
)  # fmt: skip
def test_silence_a_false_kind_and_a_break_are_told_apart(
    make_answer: Make, changes: dict[str, Any], expect: dict[str, Any], outcome: str
) -> None:
    document = make_answer(**changes).as_document()

    assert judged(document, **expect)[0] == outcome


def test_one_untrue_thing_among_unsaid_ones_makes_an_answer_wrong(make_answer: Make) -> None:
    document = make_answer().as_document()

    unsaid = judged(document, text={"must": ["elephant"]})
    both = judged(document, text={"must": ["elephant"], "must_not": ["harbour"]})

    assert [unsaid[0], both[0]] == ["no answer", "wrong"]


def test_every_single_thing_expected_has_a_score_of_its_own(make_answer: Make) -> None:
    document = make_answer().as_document()
    expect = Expectation.model_validate(
        {"kind": ["answer"], "text": {"must": ["Harbour", "elephant"]}, "citations": {"required": ["A v1 §1"]}}
    )

    scores = score(expect, document)

    assert [(made.name, made.passed) for made in scores] == [
        ("kind", True), ("grounded", True), ("citation", False), ("text", True), ("text", False),
    ]  # fmt: skip


def test_an_undefined_figure_is_not_a_missing_one(make_answer: Make, make_figure: Callable[..., Traced]) -> None:
    held = make_answer(figures=(make_figure("given", "CPI", None, "index", "not defined"),)).as_document()
    without = make_answer(figures=()).as_document()

    wanted = {"figures": [{"subject": "given", "name": "CPI", "value": None}]}

    assert [judged(held, **wanted)[0], judged(without, **wanted)[0]] == ["right", "no answer"]


def test_dates_and_colours_are_compared_as_the_document_writes_them(
    make_answer: Make, make_figure: Callable[..., Traced]
) -> None:
    figures = (make_figure("P-1", "finish", date(2027, 3, 12), "date"), make_figure("P-1", "overall", "R", "colour"))
    document = make_answer(figures=figures).as_document()

    right = judged(document, figures=[{"unit": "date", "value": date(2027, 3, 12)}, {"unit": "colour", "value": "R"}])
    wrong = judged(document, figures=[{"unit": "date", "value": date(2027, 3, 13)}, {"unit": "colour", "value": "A"}])

    assert right == ("right", [])
    assert wrong == ("wrong", ["figure", "figure"])


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("more than 10 %", "It is *more  than* 10%.", True),
        ("-150k", "VAC is −£150k", False),
        ("/-£150k/", "VAC is −£150k", True),
        ("5 working days", "within 15 working days", False),  # "15" ends with "5" as a string
        ("green", "evergreen", False),
        ("you don't", "You don’t", True),
        ("/^yes/", "No. Yes.", False),
        ("£1.3m", "EAC is £1.3m.", True),
        ("10%", "It is 10 %.", True),
    ],
)  # fmt: skip
def test_words_are_found_however_they_are_typeset(pattern: str, text: str, found: bool) -> None:
    assert said(pattern, text) is found


@pytest.mark.parametrize("value", ["R", None, True])
def test_a_number_is_not_met_by_what_is_none(
    make_answer: Make, make_figure: Callable[..., Traced], value: object
) -> None:
    document = make_answer(figures=(make_figure("P-1", "overall", value, "colour"),)).as_document()

    assert judged(document, figures=[{"subject": "P-1", "value": 1}])[0] == "wrong"


def test_the_answer_comes_first(make_answer: Make) -> None:
    document = make_answer(text="\nIt is 90 days.\n- By the old version.\n\nToday it is 60 days.").as_document()

    leads = [judged(document, text={"lead": [pattern]}) for pattern in ("90 days", "old version", "60 days")]

    assert leads == [("right", []), ("right", []), ("no answer", ["lead"])]


@pytest.mark.parametrize(
    ("text", "ids", "outcome"),
    [
        ("NH-2024-07 and NH-2023-04", ["NH-2024-07", "NH-2023-04"], "right"),
        ("NH-2024-07, NH-2023-04, NH-2025-01", ["NH-2024-07", "NH-2023-04"], "wrong"),
        ("NH-2024-07", ["NH-2024-07"], "right"),
        ("AB/2024/7 in the year 2024-07", ["AB/2024/7"], "right"),
        ("CARE and n1042, n1043", ["CARE", "n1042"], "wrong"),
    ],
)
def test_the_ids_of_any_house_are_told_by_their_shape(
    make_answer: Make, text: str, ids: list[str], outcome: str
) -> None:
    assert judged(make_answer(text=text, options=()).as_document(), records={"exactly": ids})[0] == outcome


def test_records_must_stand_in_the_order_asked_for(make_answer: Make) -> None:
    document = make_answer(text="P-3 first, P-30 between, P-1 last", options=()).as_document()

    assert judged(document, records={"order": ["P-3", "P-1"]})[0] == "right"
    assert judged(document, records={"order": ["P-1", "P-3"]})[0] == "wrong"
    assert judged(document, records={"exactly": ["P-3", "P-1"]})[0] == "wrong"  # P-30 is not P-3


def test_tools_must_be_called_in_the_order_asked_for(make_answer: Make) -> None:
    calls = tuple(ToolCall(name, {}, "OK", 1.0) for name in ("find", "other", "status"))
    document = make_answer(tools=calls).as_document()

    assert judged(document, tools={"order": ["find", "status"]})[0] == "right"
    assert judged(document, tools={"order": ["status", "find"]})[0] == "wrong"


@pytest.mark.parametrize(("wanted", "given"), [(0.1, "0.1"), (100000, 100000), ("2026-01-31", "2026-01-31")])
def test_arguments_are_compared_as_json_writes_them(make_answer: Make, wanted: Any, given: Any) -> None:
    document = make_answer(tools=(ToolCall("rate", {"cost": given, "more": 1}, "OK", 1.0),)).as_document()

    assert judged(document, tools={"arguments": {"rate": {"cost": wanted}}})[0] == "right"


def nothing_found(make_answer: Make, name: str, **changes: Any) -> dict[str, Any]:
    given = {"kind": "not_found", "text": f"I find no record {name}.", "figures": (), "citations": (), "options": ()}
    return make_answer(**{**given, "question": f"how is {name}", **changes}).as_document()


def test_a_twin_is_the_same_document_but_for_the_words_asked(make_answer: Make) -> None:
    mine = nothing_found(make_answer, "Kestrel")
    theirs = nothing_found(make_answer, "HERON", id="2", receipt="2", milliseconds=99.0)

    assert twin(mine, theirs, {"Heron": "Kestrel"}).passed
    assert not twin(mine, theirs, {}).passed


@pytest.mark.parametrize(
    "tell",
    [
        {"text": "You may not read HERON."},
        {"options": (Option("P-2", "?"),)},
        {"warnings": ("1 record left out",)},
        {"tools": (ToolCall("project_status", {}, "NOT_FOUND", 1.0),)},
        {"kind": "decline"},
    ],
)
def test_a_twin_gives_away_any_other_difference(make_answer: Make, tell: dict[str, Any]) -> None:
    mine = nothing_found(make_answer, "Kestrel")
    theirs = nothing_found(make_answer, "HERON", **tell)

    assert not twin(mine, theirs, {"Heron": "Kestrel"}).passed


def test_repeated_answers_agree_in_substance_not_in_words(
    make_answer: Make, make_figure: Callable[..., Traced], make_citation: Callable[[str], Citation]
) -> None:
    once = make_answer().as_document()
    reworded = make_answer(text="The EAC of P-1 is £1.3m.").as_document()
    other_figure = make_answer(figures=(make_figure("P-1", "EAC (BAC/CPI)", 1.0, "GBP"),)).as_document()
    other_clause = make_answer(citations=(make_citation("A v1 §1"),)).as_document()

    assert agreement([once, reworded]).passed
    assert not agreement([once, other_figure]).passed
    assert not agreement([once, once, other_clause]).passed
