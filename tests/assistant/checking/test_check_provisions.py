"""Clauses in their provisions: what they oblige to, and their numbers with what is beside them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from imaginary_trust import COLOURS, CONTINGENCY, GATES, clause

from assistant.checking.literals import literals
from assistant.checking.provisions import direction, modals, nearest_provisions, provisions, says_number
from assistant.checking.quantities import Number

FIFTY = next(each for each in literals("£50k") if isinstance(each, Number))
TEN = next(each for each in literals("10 %") if isinstance(each, Number))


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The report shall be approved.", "must"),
        ("A waiver is required.", "must"),
        ("It has to be reported.", "must"),
        ("A change above this needs prior approval.", "must"),
        ("Nobody shall approve it.", "must_not"),
        ("No project manager may approve it.", "must_not"),
        ("It may not be approved.", "must_not"),
        ("It is not allowed.", "must_not"),
        ("A project should explain it.", "should"),
        ("The sponsor may draw on it.", "may"),
        ("A profile is optional.", "may"),
        ("A profile is not optional.", "must"),
        ("It need not be reported.", "need_not"),
        ("Approval is not required.", "need_not"),
        ("There is no limit.", "need_not"),
    ],
)
def test_a_modal_word_is_read(text: str, modality: str) -> None:
    found = [held for held, _ in modals(text)]

    assert found[:1] == [modality]


def test_an_item_has_the_modality_of_the_line_it_belongs_to() -> None:
    held = clause(GATES, "9.1", "List", "The project shall provide:\n- a plan\n- a register\n\nThe plan is short.")

    modalities = [p.modalities for p in provisions(held)]

    assert [sorted(m) for m in modalities] == [["must"], ["must"], ["must"], []]


@pytest.mark.parametrize(
    ("words", "turned", "is_said"),
    [
        ("The sponsor may draw on contingency up to £50k", -1, True),
        ("The sponsor may draw on contingency above £50k", 1, False),
        ("Above £50k the Portfolio Board shall approve the draw-down", 1, True),
        ("Up to £50k the Portfolio Board shall approve the draw-down", -1, False),
    ],
)
def test_a_number_stands_in_the_direction_of_its_provision(words: str, turned: int, is_said: bool) -> None:
    assert says_number(CONTINGENCY, FIFTY, turned, frozenset(), words) is is_said


@pytest.mark.parametrize(("colour", "is_said"), [("Red", True), ("Amber", False)])
def test_a_number_stands_beside_its_colour(colour: str, is_said: bool) -> None:
    assert says_number(COLOURS, TEN, 1, frozenset({colour})) is is_said


@pytest.mark.parametrize(
    ("before", "way"), [("more than ", 1), ("at least ", 1), ("up to ", -1), ("no later than ", -1), ("is ", 0)]
)
def test_the_words_before_a_number_give_its_direction(before: str, way: int) -> None:
    assert direction(f"It is {before}10", len(f"It is {before}")) == way


def test_the_nearest_provision_is_the_one_that_speaks_of_the_same() -> None:
    nearest, shared = nearest_provisions([CONTINGENCY], "the Portfolio Board approves the draw-down")

    assert [p.text.split()[0] for p in nearest] == ["Above"]
    assert shared >= 4


def test_the_same_value_is_the_same_number() -> None:
    assert FIFTY.value == Decimal(50_000)
