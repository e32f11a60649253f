from typing import Any

import pytest
from sqlalchemy import update

from tests.tools.worked_projects import AS_OF, TODAY, HandMadeLibrary, headline_of, text_of
from tools.enquiry import Enquiry
from tools.portfolio.access import identify
from tools.portfolio.database import Portfolio, open_engine, open_portfolio
from tools.portfolio.structure import ProjectStateRow
from tools.projects.listing import list_projects

CLOSED = [f"P-{number:03}" for number in range(1, 11)]


def ask(portfolio: Portfolio, name: str = "tomasz.wolny", channel: str = "dm") -> Enquiry:
    viewer = identify(portfolio, f"{name}@calderwyre.example", "cli", channel)
    library: Any = HandMadeLibrary()
    return Enquiry(viewer, portfolio, library, TODAY, AS_OF, portfolio.organisation())


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({"portfolio": "PF-DIG"}, ["P-101", "P-102", "P-103", "P-104"]),
        ({"portfolio": "digital"}, ["P-101", "P-102", "P-103", "P-104"]),
        ({"programme": "PG-10"}, ["P-101", "P-102", "P-103", "P-104"]),
        ({"sponsor": "Priya Raman"}, ["P-101", "P-102", "P-104"]),
        ({"pm": "Maya Okafor", "calculated": "R"}, ["P-101"]),
        ({"reported": "R"}, ["P-201", "P-301"]),
        ({"calculated": "R"}, ["P-101", "P-201", "P-301", "P-405"]),
        ({"differing": True}, ["P-101", "P-405"]),
        ({"over_tolerance": True}, ["P-101", "P-201", "P-301", "P-405"]),
        ({"delivery_class": "A", "type": "change"}, ["P-301", "P-306"]),
        ({"run_state": "on_hold"}, ["P-403"]),
        ({"run_state": "stopped"}, []),
        ({"stage": "CLOSED"}, CLOSED),
        ({"run_state": "complete", "pm": "Maya Okafor"}, ["P-002"]),
    ],
)
def test_conditions_on_the_demo(demo: Portfolio, conditions: dict[str, Any], found: list[str]) -> None:
    result = list_projects(ask(demo), **conditions)

    assert sorted(result.subjects) == found
    assert result.arguments == conditions
    assert text_of(result)


def test_my_projects_are_those_i_manage_or_sponsor(demo: Portfolio) -> None:
    assert list_projects(ask(demo, "maya.okafor"), mine=True).subjects == ("P-101", "P-102")
    assert sorted(list_projects(ask(demo, "priya.raman"), mine=True).subjects) == ["P-101", "P-102", "P-104"]
    assert list_projects(ask(demo), mine=True).subjects == ()
    assert list_projects(ask(demo, "maya.okafor"), mine=True, stage="CLOSED").subjects == ("P-002",)


def test_hidden_projects_are_in_no_list_count_or_sum(demo: Portfolio) -> None:
    open_, cleared = (list_projects(ask(demo, name)) for name in ("tomasz.wolny", "helen.strand"))

    assert "P-501" not in open_.subjects
    assert "P-501" in cleared.subjects
    assert headline_of(open_) == "You may read about 22 running projects."
    assert headline_of(cleared) == "You may read about 23 running projects."
    assert list_projects(ask(demo, "helen.strand", "public")).subjects == open_.subjects


def test_projects_that_have_ended_are_listed_only_when_asked_for(demo_copy: str) -> None:
    engine = open_engine(demo_copy)
    with engine.begin() as connection:
        ended = update(ProjectStateRow).where(ProjectStateRow.project_id == "P-404", ProjectStateRow.valid_to.is_(None))
        connection.execute(ended.values(stage="CLOSED", run_state="COMPLETE"))
    engine.dispose()
    portfolio = open_portfolio(demo_copy)

    running, closed = list_projects(ask(portfolio)), list_projects(ask(portfolio), stage="CLOSED")
    portfolio.close()

    assert "P-404" not in running.subjects
    assert sorted(closed.subjects) == [*CLOSED, "P-404"]


def test_a_sponsor_of_a_hidden_project_does_not_find_it_among_theirs(demo: Portfolio) -> None:
    assert "P-501" not in list_projects(ask(demo, "yuki.tanaka"), mine=True).subjects


@pytest.mark.parametrize("condition", [{"portfolio": "PF-NONE"}, {"sponsor": "Nobody"}, {"programme": "P-101"}])
def test_an_unknown_name_in_a_condition_is_not_found(demo: Portfolio, condition: dict[str, Any]) -> None:
    result = list_projects(ask(demo), **condition)

    assert result.kind == "not_found"


def test_the_table_has_a_row_for_each_project_with_both_colours_and_both_costs(demo: Portfolio) -> None:
    said = text_of(list_projects(ask(demo), differing=True, pm="Maya Okafor")).splitlines()

    assert said[-7:] == ["P-101 Aurora CRM", "deliver", "Green", "Red", "£1.0m", "£1.03m", "7 Dec 2026"]
