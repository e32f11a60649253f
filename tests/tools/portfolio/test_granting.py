"""Grants as an operator keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from operators import COMMAND, told
from sqlalchemy import insert, update

from tests.databases import Databases, copied
from tools.portfolio.access import identify, visible_projects
from tools.portfolio.database import open_portfolio
from tools.portfolio.errors import ChangeRefused
from tools.portfolio.founding import Foundation, changing, found, looking
from tools.portfolio.granting import GrantRecord, Wish, end, give, grants
from tools.portfolio.members import add, member
from tools.portfolio.tables import TABLES

TODAY = date(2026, 11, 3)
SAM = "sam.viewer@nordhavn.example"


@pytest.fixture(scope="module")
def model(databases: Databases, empty_model: str) -> str:
    url = databases.copy(empty_model)
    marks = {"created_by": "t", "source_system": "t"}
    found(url, COMMAND, Foundation("Nordhavn", "DKK", "DK", 1, "freja.lund@nordhavn.example", "Freja Lund"), TODAY)
    with changing(url) as connection:
        add(connection, COMMAND, SAM, "Sam Viewer", None, None)
        for number, (portfolio, level) in enumerate((("QUAYS", "CONFIDENTIAL"), ("CRANES", "RESTRICTED")), 1):
            project = {"project_id": f"NH-{number}", "type": "CHANGE", "delivery_class": "B", "mandate_type": "NONE"}
            state = {"project_id": f"NH-{number}", "valid_from": date(2026, 1, 1), "stage": "PLAN"}
            for table, row in (
                ("portfolio", {"portfolio_id": portfolio, "name": portfolio}),
                ("project", {**project, "name": f"Work {number}", "portfolio_id": portfolio}),
                ("project_state", {**state, "run_state": "ACTIVE", "classification": level}),
            ):
                connection.execute(insert(TABLES[table]).values(**row, **marks))
    return url


@pytest.fixture
def nordhavn(databases: Databases, model: str) -> Iterator[str]:
    """An administrator, one person more, and two guarded projects."""
    with copied(databases, model) as url:
        yield url


def granted_events(url: str) -> list[Any]:
    """What was told after the organisation was set up."""
    return told(url)[4:]


def wish(scope: str = "NH-1", role: str = "AUDITOR", up_to: str = "CONFIDENTIAL", first: str = "2026-11-01",
         last: str | None = None) -> Wish:  # fmt: skip
    return Wish(role, scope, up_to, date.fromisoformat(first), date.fromisoformat(last) if last else None)


def granted(url: str, asked: Wish, to: str = SAM, by: str | None = None) -> GrantRecord:
    with changing(url) as connection:
        return give(connection, COMMAND, member(connection, to), asked, by)


def ended(url: str, number: int, last_day: date | None = None) -> GrantRecord:
    with changing(url) as connection:
        return end(connection, COMMAND, number, TODAY, last_day)


def sees(url: str, project: str, on: date = TODAY) -> bool:
    portfolio = open_portfolio(url)
    with portfolio.session() as session:
        seen = visible_projects(session, identify(portfolio, SAM, on=on), TODAY)
    portfolio.close()
    return project in seen


def held(url: str, person_id: str = "sam.viewer") -> list[str]:
    with looking(url) as connection:
        return [grant.said() for grant in grants(connection, person_id)]


@pytest.mark.parametrize("scope", ["NH-1", "nh-1", "QUAYS", "ALL", "all"])
def test_a_grant_opens_what_it_says(nordhavn: str, scope: str) -> None:
    assert not sees(nordhavn, "NH-1")

    granted(nordhavn, wish(scope))

    assert sees(nordhavn, "NH-1")
    assert not sees(nordhavn, "NH-2")


def test_words_are_taken_as_people_write_them(nordhavn: str) -> None:
    given = granted(nordhavn, wish(role="pmo analyst", up_to="restricted"), by="freja.lund")

    assert (given.role, given.up_to, given.scope_type, given.granted_by_id) == (
        "PMO_ANALYST",
        "RESTRICTED",
        "PROJECT",
        "freja.lund",
    )


def test_a_grant_is_told_in_the_audit(nordhavn: str) -> None:
    given = granted(nordhavn, wish("QUAYS", last="2026-12-31"))

    assert granted_events(nordhavn) == [
        (
            "grant.add",
            f"access_grant/{given.number}",
            None,
            {
                "access_role": "AUDITOR",
                "granted_by_id": None,
                "max_classification": "CONFIDENTIAL",
                "person_id": "sam.viewer",
                "portfolio_id": "QUAYS",
                "scope_type": "PORTFOLIO",
                "valid_from": "2026-11-01",
                "valid_to": "2026-12-31",
            },
        )
    ]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (wish("QUAYZ"), "no portfolio, programme or project 'QUAYZ'.*did you mean QUAYS"),
        (wish("everything"), "ALL or one of their ids"),
        (wish(""), "ALL or one of their ids"),
        (wish(role="AUDITER"), "no role; did you mean AUDITOR.*Choose one of VIEWER, PM"),
        (wish(role="king"), "no role. Choose"),
        (wish(up_to="SECRET"), "no classification"),
        (wish(up_to="CONFIDENTAL"), "did you mean CONFIDENTIAL"),
        (wish(first="2026-11-02", last="2026-11-01"), "from 2026-11-02 cannot end on 2026-11-01"),
    ],
)
def test_what_cannot_be_granted_is_said_in_a_sentence(nordhavn: str, asked: Wish, words: str) -> None:
    with pytest.raises(ChangeRefused, match=words):
        granted(nordhavn, asked)

    assert granted_events(nordhavn) == []


def test_an_id_of_two_things_is_not_guessed(nordhavn: str) -> None:
    marks = {"created_by": "t", "source_system": "t"}
    with changing(nordhavn) as connection:
        connection.execute(insert(TABLES["portfolio"]).values(portfolio_id="NH-1", name="Double", **marks))

    with pytest.raises(ChangeRefused, match="id of a portfolio and a project"):
        granted(nordhavn, wish("NH-1"))


def test_somebody_who_was_let_go_is_granted_nothing(nordhavn: str) -> None:
    person = TABLES["person"]
    with changing(nordhavn) as connection:
        connection.execute(update(person).where(person.c.person_id == "sam.viewer").values(active=False))

    with pytest.raises(ChangeRefused, match="not active"):
        granted(nordhavn, wish())


@pytest.mark.parametrize(
    ("first", "again", "words"),
    [
        (wish(), wish(), "holds that already, by grant"),
        (wish(), wish(first="2026-12-01"), "holds that already"),
        (wish(up_to="RESTRICTED"), wish(first="2026-12-01", last="2026-12-02"), "holds that already"),
        (wish(last="2026-12-01"), wish(last="2026-12-01"), "holds that already"),
        (wish(), wish(up_to="RESTRICTED"), "same role, scope and first day"),
        (wish(last="2026-12-01"), wish(), "same role, scope and first day"),
    ],
)
def test_what_is_granted_already_is_not_granted_again(nordhavn: str, first: Wish, again: Wish, words: str) -> None:
    granted(nordhavn, first)

    with pytest.raises(ChangeRefused, match=words):
        granted(nordhavn, again)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (wish(), wish(first="2026-12-01", up_to="RESTRICTED")),
        (wish(last="2026-12-01"), wish(first="2026-11-15")),
        (wish(first="2026-12-01"), wish()),
        (wish(), wish(role="PM")),
        (wish(), wish("NH-2")),
        (wish("QUAYS"), wish("NH-1")),
    ],
)
def test_what_goes_further_is_granted_beside_it(nordhavn: str, first: Wish, again: Wish) -> None:
    granted(nordhavn, first)
    granted(nordhavn, again)

    assert len(held(nordhavn)) == 2


def test_a_grant_that_is_ended_no_longer_holds_today(nordhavn: str) -> None:
    given = granted(nordhavn, wish())

    ended(nordhavn, given.number)

    assert not sees(nordhavn, "NH-1")
    assert sees(nordhavn, "NH-1", on=date(2026, 11, 2))
    assert granted_events(nordhavn)[-1] == (
        "grant.end",
        f"access_grant/{given.number}",
        {"valid_to": None},
        {"valid_to": "2026-11-02"},
    )


def test_a_grant_can_end_with_a_last_day_to_come(nordhavn: str) -> None:
    given = granted(nordhavn, wish())

    ended(nordhavn, given.number, date(2026, 11, 30))

    assert sees(nordhavn, "NH-1", on=date(2026, 11, 30))
    assert not sees(nordhavn, "NH-1", on=date(2026, 12, 1))


@pytest.mark.parametrize("first", ["2026-11-03", "2027-01-01"])
def test_a_grant_that_never_held_a_whole_day_is_taken_out(nordhavn: str, first: str) -> None:
    given = granted(nordhavn, wish(first=first))

    ended(nordhavn, given.number)

    assert not sees(nordhavn, "NH-1", on=date(2027, 1, 1))
    assert held(nordhavn) == []
    assert granted_events(nordhavn)[-1][2] == {"is_void": False}
    with pytest.raises(ChangeRefused, match="no grant"):
        ended(nordhavn, given.number)


def test_a_grant_that_ends_as_asked_or_that_is_not_there_is_refused(nordhavn: str) -> None:
    given = granted(nordhavn, wish(last="2026-11-20"))

    with pytest.raises(ChangeRefused, match="ends on 2026-11-20 as it is"):
        ended(nordhavn, given.number, date(2026, 11, 20))
    with pytest.raises(ChangeRefused, match="begins on 2026-11-01 only"):
        ended(nordhavn, given.number, date(2026, 10, 1))
    with pytest.raises(ChangeRefused, match=r"no grant 9999.*grant list"):
        ended(nordhavn, 9999)


def administrators(url: str) -> list[int]:
    with looking(url) as connection:
        return [grant.number for grant in grants(connection) if grant.role == "PMO_ADMIN"]


def test_the_last_administrator_keeps_the_role(nordhavn: str) -> None:
    (number,) = administrators(nordhavn)

    for last_day in (None, TODAY, TODAY + timedelta(days=90)):
        with pytest.raises(ChangeRefused, match=r"last administrator.*grant add"):
            ended(nordhavn, number, last_day)

    other = granted(nordhavn, wish("ALL", "PMO_ADMIN", "INTERNAL"))
    ended(nordhavn, number)
    assert administrators(nordhavn) == [other.number]


@pytest.mark.parametrize(
    "other",
    [
        wish("QUAYS", "PMO_ADMIN", "INTERNAL"),  # administers a part
        wish("ALL", "PMO_ADMIN", "INTERNAL", last="2026-11-02"),  # has ended
        wish("ALL", "PMO_ADMIN", "INTERNAL", first="2026-11-04"),  # has not begun
        wish("ALL", "PMO_ANALYST", "RESTRICTED"),
    ],
)
def test_who_administers_less_does_not_stand_in_for_the_last_administrator(nordhavn: str, other: Wish) -> None:
    (number,) = administrators(nordhavn)
    granted(nordhavn, other)

    with pytest.raises(ChangeRefused, match="last administrator"):
        ended(nordhavn, number)
