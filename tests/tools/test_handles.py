from datetime import date
from decimal import Decimal

import pytest

from knowledge.clauses import Clause, Version
from tools.result import Figure
from tools.wording.handles import AmbiguousHandle, UnknownHandle, fill, handles

EAC = Figure("X-1", "eac", "EAC", Decimal(1300000), "GBP")
LABEL = Figure("X-1", "", "name", "X-1 Example", "name")
VERSION = Version("X-STD", "2.0", "Standard", "STANDARD", "Owner", date(2026, 4, 1), None, None, "x.md")
CLAUSE = Clause(VERSION, "4.2", "Cost", (), "Cost may move.", "MUST", 0, "hash")


def test_a_handle_becomes_the_shown_value_and_a_clause_its_ref() -> None:
    filled = fill("{X-1} costs {X-1.eac} ({X-STD v2.0 §4.2}).", [EAC, LABEL], [CLAUSE])

    assert filled.text == "X-1 Example costs £1.3m (X-STD v2.0 §4.2)."


def test_every_span_points_at_its_value_and_names_its_source() -> None:
    filled = fill("{X-1} costs {X-1.eac} ({X-STD v2.0 §4.2}).", [EAC, LABEL], [CLAUSE])

    said = [(filled.text[span.start : span.end], span.figure or span.clause) for span in filled.spans]
    assert said == [("X-1 Example", LABEL), ("£1.3m", EAC), ("X-STD v2.0 §4.2", CLAUSE)]


def test_a_handle_that_nothing_carries_is_refused_by_name() -> None:
    with pytest.raises(UnknownHandle) as refused:
        fill("{X-1.cpi} of {X-1}", [LABEL], [])

    assert refused.value.handle == "X-1.cpi"


def test_a_handle_with_rival_values_is_refused_where_it_is_used() -> None:
    rival = Figure("X-1", "eac", "EAC", Decimal(900000), "GBP", as_of=date(2026, 9, 30))

    with pytest.raises(AmbiguousHandle):
        fill("{X-1.eac}", [EAC, rival], [])
    assert fill("{X-1}", [EAC, rival, LABEL], []).text == "X-1 Example"


def test_the_same_value_from_two_results_is_no_contradiction() -> None:
    again = Figure("X-1", "eac", "EAC", Decimal(1300000), "GBP", source=("another",))

    assert fill("{X-1.eac}", [EAC, again], []).text == "£1.3m"


def test_a_value_is_never_filled_a_second_time() -> None:
    typed = Figure("given", "name", "name", "{X-1.eac}", "text")

    assert fill("I find no {given.name}.", [typed, EAC], []).text == "I find no {X-1.eac}."


def test_handles_are_listed_in_order() -> None:
    assert handles("{X-1} costs {X-1.eac}.") == ("X-1", "X-1.eac")
