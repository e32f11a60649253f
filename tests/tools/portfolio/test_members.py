"""People as an operator keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from operators import COMMAND, told
from sqlalchemy import select, update

from tests.databases import Databases, copied
from tools.portfolio.access import identify
from tools.portfolio.database import open_portfolio
from tools.portfolio.errors import ChangeRefused, UnknownMember, UnknownPerson
from tools.portfolio.founding import Foundation, changing, found, looking
from tools.portfolio.granting import Wish, give
from tools.portfolio.members import add, change, charges, deactivate, link_slack, member, members
from tools.portfolio.tables import TABLES

TODAY = date(2026, 11, 3)
FREJA = "freja.lund@nordhavn.example"
PERSON = TABLES["person"]


@pytest.fixture(scope="module")
def model(databases: Databases, empty_model: str) -> str:
    url = databases.copy(empty_model)
    found(url, COMMAND, Foundation("Nordhavn Port", "DKK", "DK", 1, FREJA, "Freja Lund"), TODAY)
    with changing(url) as connection:
        add(connection, COMMAND, "Olu.Ade@nordhavn.example", "Olu Ade", "Engineer", None)
    return url


@pytest.fixture
def nordhavn(databases: Databases, model: str) -> Iterator[str]:
    """An organisation of one administrator, and one person more."""
    with copied(databases, model) as url:
        yield url


def row(url: str, person_id: str) -> Any:
    with looking(url) as connection:
        return connection.execute(select(PERSON).where(PERSON.c.person_id == person_id)).one()


def test_a_person_who_was_added_may_ask(nordhavn: str) -> None:
    portfolio = open_portfolio(nordhavn)
    viewer = identify(portfolio, "OLU.ADE@nordhavn.example")
    portfolio.close()

    assert (viewer.person_id, viewer.name, viewer.grants) == ("olu.ade", "Olu Ade", ())
    assert (row(nordhavn, "olu.ade").title, row(nordhavn, "olu.ade").created_by) == ("Engineer", "an operator")
    assert told(nordhavn)[-1] == (
        "people.add",
        "person/olu.ade",
        None,
        {"active": True, "email": "olu.ade@nordhavn.example", "name": "Olu Ade", "org_unit": None, "title": "Engineer"},
    )


def test_two_people_of_one_name_have_different_ids(nordhavn: str) -> None:
    with changing(nordhavn) as connection:
        ids = [
            add(connection, COMMAND, f"olu.ade@{place}.example", "Olu Ade", None, None) for place in ("east", "west")
        ]

    assert ids == ["olu.ade-2", "olu.ade-3"]


@pytest.mark.parametrize(
    ("email", "name", "words"),
    [
        (FREJA, "F", "there already, as Freja Lund.*people set"),
        (FREJA.upper(), "F", "there already"),
        ("freja", "F", "no e-mail address"),
        ("a b@c.example", "F", "no e-mail address"),
        ("@c.example", "F", "no e-mail address"),
        ("x@y@z.example", "F", "no e-mail address"),
        ("", "F", "no e-mail address"),
        ("new@nordhavn.example", "  ", "name cannot be empty"),
    ],
)
def test_a_person_who_cannot_be_added_is_refused(nordhavn: str, email: str, name: str, words: str) -> None:
    before = told(nordhavn)

    with pytest.raises(ChangeRefused, match=words), changing(nordhavn) as connection:
        add(connection, COMMAND, email, name, None, None)

    assert told(nordhavn) == before


def test_a_change_tells_what_was_and_what_is(nordhavn: str) -> None:
    with changing(nordhavn) as connection:
        changed = change(connection, COMMAND, "olu.ade", {"name": "Olu Ade", "title": "Head of Quays"})

    assert changed == ("title",)
    assert told(nordhavn)[-1] == ("people.set", "person/olu.ade", {"title": "Engineer"}, {"title": "Head of Quays"})
    after = row(nordhavn, "olu.ade")
    assert (after.title, after.row_version, after.updated_by) == ("Head of Quays", 2, "an operator")


def test_a_change_to_what_is_there_already_writes_nothing(nordhavn: str) -> None:
    before = told(nordhavn)

    with changing(nordhavn) as connection:
        assert change(connection, COMMAND, "olu.ade", {"title": "Engineer"}) == ()

    assert told(nordhavn) == before
    assert row(nordhavn, "olu.ade").row_version == 1


def test_an_address_can_change_but_not_to_that_of_another(nordhavn: str) -> None:
    with changing(nordhavn) as connection:
        change(connection, COMMAND, "olu.ade", {"email": "Olu@Nordhavn.example"})
    with pytest.raises(ChangeRefused, match="there already, as Freja"), changing(nordhavn) as connection:
        change(connection, COMMAND, "olu", {"email": FREJA})
    with pytest.raises(ChangeRefused, match="no e-mail address"), changing(nordhavn) as connection:
        change(connection, COMMAND, "olu", {"email": "olu"})

    assert row(nordhavn, "olu.ade").email == "olu@nordhavn.example"


def test_somebody_who_was_let_go_can_no_longer_ask_and_can_come_back(nordhavn: str) -> None:
    with changing(nordhavn) as connection:
        deactivate(connection, COMMAND, "olu.ade", TODAY)

    portfolio = open_portfolio(nordhavn)
    with pytest.raises(UnknownPerson):
        identify(portfolio, "olu.ade@nordhavn.example")
    assert told(nordhavn)[-1] == ("people.deactivate", "person/olu.ade", {"active": True}, {"active": False})
    with pytest.raises(ChangeRefused, match="not active already"), changing(nordhavn) as connection:
        deactivate(connection, COMMAND, "olu.ade", TODAY)
    with pytest.raises(ChangeRefused, match="--active"), changing(nordhavn) as connection:
        add(connection, COMMAND, "olu.ade@nordhavn.example", "Olu Ade", None, None)
    with changing(nordhavn) as connection:
        change(connection, COMMAND, "olu.ade", {"active": True})
    assert identify(portfolio, "olu.ade@nordhavn.example").name == "Olu Ade"
    portfolio.close()


def test_the_last_administrator_cannot_be_let_go(nordhavn: str) -> None:
    with pytest.raises(ChangeRefused, match="Freja Lund is the last administrator"), changing(nordhavn) as connection:
        deactivate(connection, COMMAND, FREJA, TODAY)

    with changing(nordhavn) as connection:
        wish = Wish("PMO_ADMIN", "ALL", "INTERNAL", TODAY, None)
        give(connection, COMMAND, member(connection, "olu.ade"), wish, None)
        deactivate(connection, COMMAND, FREJA, TODAY)

    assert not row(nordhavn, "freja.lund").active


def test_somebody_who_was_taken_out_comes_back_under_the_old_id(nordhavn: str) -> None:
    with changing(nordhavn) as connection:
        connection.execute(update(PERSON).where(PERSON.c.person_id == "olu.ade").values(is_void=True))
    with pytest.raises(UnknownMember), looking(nordhavn) as connection:
        member(connection, "olu.ade")

    with changing(nordhavn) as connection:
        assert add(connection, COMMAND, "olu.ade@nordhavn.example", "Olu A.", None, None) == "olu.ade"

    assert (row(nordhavn, "olu.ade").name, row(nordhavn, "olu.ade").is_void) == ("Olu A.", False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("oluu.ade@nordhavn.example", "did you mean olu.ade@nordhavn.example.*pmo people"),
        ("olu.add", "did you mean olu.ade"),
        ("zzz", "'zzz': `pmo people`"),
        ("", "pmo people"),
        ("%", "pmo people"),
    ],
)
def test_somebody_unknown_is_told_with_the_nearest(nordhavn: str, text: str, words: str) -> None:
    with looking(nordhavn) as connection, pytest.raises(UnknownMember, match=words):
        member(connection, text)


def test_the_part_before_the_at_is_enough_where_one_alone_has_it(nordhavn: str) -> None:
    with changing(nordhavn) as connection:
        assert member(connection, " OLU.ade ").person_id == "olu.ade"
        add(connection, COMMAND, "olu.ade@west.example", "Olu Ade", None, None)
        with pytest.raises(UnknownMember):
            member(connection, "olu.ade")


def test_a_slack_account_belongs_to_one_person(nordhavn: str) -> None:
    with changing(nordhavn) as connection:
        link_slack(connection, COMMAND, "olu.ade", "U024BE7LH")
    with pytest.raises(ChangeRefused, match=r"linked to Olu Ade already.*--remove"), changing(nordhavn) as connection:
        link_slack(connection, COMMAND, FREJA, "U024BE7LH")
    with changing(nordhavn) as connection:
        link_slack(connection, COMMAND, "olu.ade", None)
        link_slack(connection, COMMAND, FREJA, "U024BE7LH")

    assert row(nordhavn, "olu.ade").slack_user_id is None
    assert row(nordhavn, "freja.lund").slack_user_id == "U024BE7LH"
    assert [event[1:] for event in told(nordhavn) if event[0] == "people.slack"] == [
        ("person/olu.ade", {"slack_user_id": None}, {"slack_user_id": "U024BE7LH"}),
        ("person/olu.ade", {"slack_user_id": "U024BE7LH"}, {"slack_user_id": None}),
        ("person/freja.lund", {"slack_user_id": None}, {"slack_user_id": "U024BE7LH"}),
    ]


@pytest.mark.parametrize("uid", ["olu", "u024be7lh", "B024BE7LH", "U1", "", "U024BE7LH "])
def test_what_is_no_slack_account_is_refused(nordhavn: str, uid: str) -> None:
    with pytest.raises(ChangeRefused, match="no Slack member id"), changing(nordhavn) as connection:
        link_slack(connection, COMMAND, "olu.ade", uid)


def test_nobody_who_was_let_go_is_linked_to_slack(nordhavn: str) -> None:
    with changing(nordhavn) as connection:
        deactivate(connection, COMMAND, "olu.ade", TODAY)

    with pytest.raises(ChangeRefused, match="not active"), changing(nordhavn) as connection:
        link_slack(connection, COMMAND, "olu.ade", "U024BE7LH")


def test_everybody_is_listed_with_the_grants_that_are_live(demo_url: str) -> None:
    with looking(demo_url) as connection:
        held = {each.person_id: each for each in members(connection, TODAY)}

    assert [each.name for each in held.values()] == sorted(each.name for each in held.values())
    assert [grant.said() for grant in held["helen.strand"].grants] == [
        "EXEC over ALL up to CONFIDENTIAL from 2024-04-01"
    ]


def test_what_somebody_is_in_charge_of_is_told(demo_url: str) -> None:
    with looking(demo_url) as connection:
        assert charges(connection, "maya.okafor", TODAY) == ("P-101", "P-102")
        assert charges(connection, "sam.viewer", TODAY) == ()
