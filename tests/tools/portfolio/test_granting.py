"""Grants as an operator keeps them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from operators import COMMAND, told
from sqlalchemy import insert, update

from tools.portfolio.access import identify, visible_projects
from tools.portfolio.database import open_portfolio
from tools.portfolio.errors import ChangeRefused
from tools.portfolio.founding import changing, looking
from tools.portfolio.granting import GrantRecord, Wish, end, give, grants
from tools.portfolio.members import member
from tools.portfolio.tables import TABLES

TODAY = date(2026, 11, 3)
SAM = "sam.viewer@calderwyre.example"


def wish(scope: str = "P-501", role: str = "AUDITOR", up_to: str = "CONFIDENTIAL", first: str = "2026-11-01",
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


@pytest.mark.parametrize("scope", ["P-501", "p-501", "PF-DIG", "ALL", "all"])
def test_a_grant_opens_what_it_says(demo_copy: str, scope: str) -> None:
    assert not sees(demo_copy, "P-501")

    granted(demo_copy, wish(scope))

    assert sees(demo_copy, "P-501")
    assert not sees(demo_copy, "P-502")


def test_words_are_taken_as_people_write_them(demo_copy: str) -> None:
    given = granted(demo_copy, wish(role="pmo analyst", up_to="restricted"), by="daniel.reyes")

    assert (given.role, given.up_to, given.scope_type, given.granted_by_id) == (
        "PMO_ANALYST",
        "RESTRICTED",
        "PROJECT",
        "daniel.reyes",
    )


def test_a_grant_is_told_in_the_audit(demo_copy: str) -> None:
    given = granted(demo_copy, wish("PF-DIG", last="2026-12-31"))

    assert told(demo_copy) == [
        (
            "grant.add",
            f"access_grant/{given.number}",
            None,
            {
                "access_role": "AUDITOR",
                "granted_by_id": None,
                "max_classification": "CONFIDENTIAL",
                "person_id": "sam.viewer",
                "portfolio_id": "PF-DIG",
                "scope_type": "PORTFOLIO",
                "valid_from": "2026-11-01",
                "valid_to": "2026-12-31",
            },
        )
    ]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (wish("PF-DIH"), "no portfolio, programme or project 'PF-DIH'.*did you mean PF-DIG"),
        (wish("everything"), "ALL or one of their ids"),
        (wish(""), "ALL or one of their ids"),
        (wish(role="AUDITER"), "no role; did you mean AUDITOR.*Choose one of VIEWER, PM"),
        (wish(role="king"), "no role. Choose"),
        (wish(up_to="SECRET"), "no classification"),
        (wish(up_to="CONFIDENTAL"), "did you mean CONFIDENTIAL"),
        (wish(first="2026-11-02", last="2026-11-01"), "from 2026-11-02 cannot end on 2026-11-01"),
    ],
)
def test_what_cannot_be_granted_is_said_in_a_sentence(demo_copy: str, asked: Wish, words: str) -> None:
    with pytest.raises(ChangeRefused, match=words):
        granted(demo_copy, asked)

    assert told(demo_copy) == []


def test_an_id_of_two_things_is_not_guessed(demo_copy: str) -> None:
    marks = {"created_by": "t", "source_system": "t"}
    with changing(demo_copy) as connection:
        connection.execute(insert(TABLES["portfolio"]).values(portfolio_id="P-101", name="Double", **marks))

    with pytest.raises(ChangeRefused, match="id of a portfolio and a project"):
        granted(demo_copy, wish("P-101"))


def test_somebody_who_was_let_go_is_granted_nothing(demo_copy: str) -> None:
    person = TABLES["person"]
    with changing(demo_copy) as connection:
        connection.execute(update(person).where(person.c.person_id == "sam.viewer").values(active=False))

    with pytest.raises(ChangeRefused, match="not active"):
        granted(demo_copy, wish())


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
def test_what_is_granted_already_is_not_granted_again(demo_copy: str, first: Wish, again: Wish, words: str) -> None:
    granted(demo_copy, first)

    with pytest.raises(ChangeRefused, match=words):
        granted(demo_copy, again)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (wish(), wish(first="2026-12-01", up_to="RESTRICTED")),
        (wish(last="2026-12-01"), wish(first="2026-11-15")),
        (wish(first="2026-12-01"), wish()),
        (wish(), wish(role="PM")),
        (wish(), wish("P-502")),
        (wish("PF-DIG"), wish("P-501")),
    ],
)
def test_what_goes_further_is_granted_beside_it(demo_copy: str, first: Wish, again: Wish) -> None:
    granted(demo_copy, first)
    granted(demo_copy, again)

    assert len(held(demo_copy)) == 3


def test_a_grant_that_is_ended_no_longer_holds_today(demo_copy: str) -> None:
    given = granted(demo_copy, wish())

    ended(demo_copy, given.number)

    assert not sees(demo_copy, "P-501")
    assert sees(demo_copy, "P-501", on=date(2026, 11, 2))
    assert told(demo_copy)[-1] == (
        "grant.end",
        f"access_grant/{given.number}",
        {"valid_to": None},
        {"valid_to": "2026-11-02"},
    )


def test_a_grant_can_end_with_a_last_day_to_come(demo_copy: str) -> None:
    given = granted(demo_copy, wish())

    ended(demo_copy, given.number, date(2026, 11, 30))

    assert sees(demo_copy, "P-501", on=date(2026, 11, 30))
    assert not sees(demo_copy, "P-501", on=date(2026, 12, 1))


@pytest.mark.parametrize("first", ["2026-11-03", "2027-01-01"])
def test_a_grant_that_never_held_a_whole_day_is_taken_out(demo_copy: str, first: str) -> None:
    given = granted(demo_copy, wish(first=first))

    ended(demo_copy, given.number)

    assert not sees(demo_copy, "P-501", on=date(2027, 1, 1))
    assert len(held(demo_copy)) == 1
    assert told(demo_copy)[-1][2] == {"is_void": False}
    with pytest.raises(ChangeRefused, match="no grant"):
        ended(demo_copy, given.number)


def test_a_grant_that_ends_as_asked_or_that_is_not_there_is_refused(demo_copy: str) -> None:
    given = granted(demo_copy, wish(last="2026-11-20"))

    with pytest.raises(ChangeRefused, match="ends on 2026-11-20 as it is"):
        ended(demo_copy, given.number, date(2026, 11, 20))
    with pytest.raises(ChangeRefused, match="begins on 2026-11-01 only"):
        ended(demo_copy, given.number, date(2026, 10, 1))
    with pytest.raises(ChangeRefused, match=r"no grant 9999.*grant list"):
        ended(demo_copy, 9999)


def administrators(url: str) -> list[int]:
    with looking(url) as connection:
        return [grant.number for grant in grants(connection) if grant.role == "PMO_ADMIN"]


def test_the_last_administrator_keeps_the_role(demo_copy: str) -> None:
    (number,) = administrators(demo_copy)

    for last_day in (None, TODAY, TODAY + timedelta(days=90)):
        with pytest.raises(ChangeRefused, match=r"last administrator.*grant add"):
            ended(demo_copy, number, last_day)

    granted(demo_copy, wish("ALL", "PMO_ADMIN", "INTERNAL"))
    ended(demo_copy, number)
    assert len(administrators(demo_copy)) == 2


@pytest.mark.parametrize(
    "other",
    [
        wish("PF-DIG", "PMO_ADMIN", "INTERNAL"),  # administers a part
        wish("ALL", "PMO_ADMIN", "INTERNAL", last="2026-11-02"),  # has ended
        wish("ALL", "PMO_ADMIN", "INTERNAL", first="2026-11-04"),  # has not begun
        wish("ALL", "PMO_ANALYST", "RESTRICTED"),
    ],
)
def test_who_administers_less_does_not_stand_in_for_the_last_administrator(demo_copy: str, other: Wish) -> None:
    (number,) = administrators(demo_copy)
    granted(demo_copy, other)

    with pytest.raises(ChangeRefused, match="last administrator"):
        ended(demo_copy, number)
