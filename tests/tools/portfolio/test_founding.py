"""Founding an organisation of one's own, and its first people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from operators import COMMAND, told
from sqlalchemy import insert

from knowledge.register import standard_generation
from tests.databases import Databases
from tools.portfolio.access import identify
from tools.portfolio.database import open_portfolio, writing
from tools.portfolio.errors import EmptyDatabase, HomeNotEmpty, PortfolioError
from tools.portfolio.founding import (
    Foundation,
    changing,
    checked_calendar,
    checked_currency,
    checked_month,
    checked_name,
    found,
    looking,
)

NORDHAVN = Foundation("Nordhavn Port", "DKK", "DK", 1, "freja.lund@nordhavn.example", "Freja Lund")
FIRST = date(2026, 11, 3)


@pytest.fixture
def nordhavn(empty: str) -> str:
    found(empty, COMMAND, NORDHAVN, FIRST)
    return empty


def test_an_organisation_is_founded_with_its_settings_and_an_administrator(nordhavn: str) -> None:
    portfolio = open_portfolio(nordhavn)

    organisation = portfolio.organisation()
    viewer = identify(portfolio, "freja.lund@nordhavn.example", on=FIRST)
    portfolio.close()

    assert (organisation.name, organisation.currency, organisation.calendar) == ("Nordhavn Port", "DKK", "DK")
    assert (organisation.fy_start_month, organisation.today) == (1, None)
    assert viewer.roles == {"PMO_ADMIN"}
    assert [(grant.scope_type, grant.max_classification) for grant in viewer.grants] == [("ALL", "RESTRICTED")]


def test_the_audit_begins_with_the_foundation(nordhavn: str) -> None:
    events = told(nordhavn)

    assert [event[:2] for event in events] == [
        ("init", "organisation/1"),
        ("people.add", "person/freja.lund"),
        ("grant.add", "access_grant/1"),
    ]
    assert events[0][3]["currency"] == "DKK"


def test_a_database_that_does_not_exist_yet_is_made(databases: Databases) -> None:
    url = databases.new()

    found(url, COMMAND, NORDHAVN, FIRST)

    portfolio = open_portfolio(url)
    assert portfolio.organisation().name == "Nordhavn Port"
    portfolio.close()
    databases.drop(url)


def test_what_holds_an_organisation_is_left_as_it_is(nordhavn: str, demo_copy: str) -> None:
    other = Foundation("Other", "EUR", "FI", 7, "a@b.example", "A")

    with pytest.raises(HomeNotEmpty, match=r"already holds Nordhavn Port.*PMO_HOME"):
        found(nordhavn, COMMAND, other, FIRST)
    with pytest.raises(HomeNotEmpty, match="already holds Calderwyre Group"):
        found(demo_copy, COMMAND, other, FIRST)

    assert len(told(nordhavn)) == 3
    assert told(demo_copy) == []


def test_standards_that_were_taken_in_before_do_no_harm(empty: str) -> None:
    with writing(empty) as connection:
        connection.execute(insert(standard_generation).values(id=1, generation=4))

    found(empty, COMMAND, NORDHAVN, FIRST)

    with looking(empty):
        pass


def test_people_are_kept_only_where_there_is_an_organisation(empty: str, tmp_path: Path) -> None:
    for door in (looking, changing):
        with pytest.raises(EmptyDatabase, match="pmo init"), door(empty):
            pass
    with pytest.raises(EmptyDatabase), looking(f"sqlite:///{tmp_path / 'none.db'}"):
        pass


@pytest.mark.parametrize(
    ("check", "text", "value"),
    [
        (checked_currency, " eur ", "EUR"),
        (checked_currency, "SEK", "SEK"),
        (checked_calendar, "GB-ENG", "GB-ENG"),
        (checked_calendar, " SE ", "SE"),
        (checked_month, "1", 1),
        (checked_month, "12", 12),
        (checked_month, "April", 4),
        (checked_month, " sep", 9),
        (checked_name, "  Aino  ", "Aino"),
    ],
)
def test_settings_are_read_as_people_write_them(check: Callable[[str], object], text: str, value: object) -> None:
    assert check(text) == value


@pytest.mark.parametrize(
    ("check", "text", "words"),
    [
        (checked_currency, "EU", "ISO code"),
        (checked_currency, "", "ISO code"),
        (checked_calendar, "ATLANTIS", "holiday calendar"),
        (checked_calendar, "GB-XXX", "holiday calendar"),
        (checked_calendar, "", "holiday calendar"),
        (checked_month, "0", "1 to 12"),
        (checked_month, "13", "1 to 12"),
        (checked_month, "ma", "1 to 12"),  # March or May
        (checked_month, "-1", "1 to 12"),
        (checked_month, "²", "1 to 12"),
        (checked_name, "  ", "empty"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(check: Callable[[str], object], text: str, words: str) -> None:
    with pytest.raises(PortfolioError, match=words):
        check(text)
