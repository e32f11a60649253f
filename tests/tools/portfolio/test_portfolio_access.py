"""Who sees what, and where."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from sqlalchemy import insert, update

from tools.portfolio.access import Grant, Viewer, elsewhere_projects, identify, proposals, visible_projects
from tools.portfolio.database import Portfolio, open_engine, open_portfolio, writing
from tools.portfolio.errors import UnknownPerson
from tools.portfolio.loading import DEMO
from tools.portfolio.structure import ProjectStateRow
from tools.portfolio.tables import TABLES

TODAY = date(2026, 11, 3)
CYBER, KESTREL = {"P-501"}, {"P-502"}


def began() -> dict[str, date]:
    """The first day of each project of the demo, as its file says it."""
    with (DEMO / "project_state.csv").open(encoding="utf-8") as file:
        days = [(row["project_id"], date.fromisoformat(row["valid_from"])) for row in csv.DictReader(file)]
    return {project: min(day for each, day in days if each == project) for project, _ in days}


OPEN = set(began()) - CYBER - KESTREL


def person(portfolio: Portfolio, name: str, surface: str = "cli", channel: str = "dm") -> Viewer:
    return identify(portfolio, f"{name}@calderwyre.example", surface, channel)


@pytest.mark.parametrize("surface", ["web", "api", "cli", "slack", "mcp"])
@pytest.mark.parametrize("channel", ["dm", "private", "public"])
@pytest.mark.parametrize(
    "name",
    [
        "sam.viewer",
        "maya.okafor",
        "tomasz.wolny",
        "ines.marchetti",
        "yuki.tanaka",  # sponsors P-501 without a grant
        "claire.beaumont",  # manages P-502 without a grant
    ],
)
def test_without_a_grant_only_open_projects_are_seen(demo: Portfolio, name: str, surface: str, channel: str) -> None:
    viewer = person(demo, name, surface, channel)

    with demo.session() as session:
        assert visible_projects(session, viewer, TODAY) == OPEN
        assert elsewhere_projects(session, viewer, TODAY) == set()


@pytest.mark.parametrize(
    ("name", "surface", "channel", "visible", "elsewhere"),
    [
        ("helen.strand", "web", "dm", OPEN | CYBER, set()),
        ("helen.strand", "slack", "dm", OPEN | CYBER, set()),
        ("helen.strand", "slack", "private", OPEN | CYBER, set()),
        ("helen.strand", "slack", "public", OPEN, CYBER),
        ("daniel.reyes", "web", "dm", OPEN | CYBER | KESTREL, set()),
        ("daniel.reyes", "api", "dm", OPEN | CYBER | KESTREL, set()),
        ("daniel.reyes", "mcp", "dm", OPEN | CYBER | KESTREL, set()),
        ("daniel.reyes", "cli", "private", OPEN | CYBER | KESTREL, set()),
        ("daniel.reyes", "cli", "public", OPEN, CYBER),
        # RESTRICTED is nowhere in Slack, and is not offered elsewhere either.
        ("daniel.reyes", "slack", "dm", OPEN | CYBER, set()),
        ("daniel.reyes", "slack", "private", OPEN | CYBER, set()),
        ("daniel.reyes", "slack", "public", OPEN, CYBER),
    ],
)
def test_a_grant_opens_what_the_place_allows(
    demo: Portfolio, name: str, surface: str, channel: str, visible: set[str], elsewhere: set[str]
) -> None:
    viewer = person(demo, name, surface, channel)

    with demo.session() as session:
        assert visible_projects(session, viewer, TODAY) == visible
        assert elsewhere_projects(session, viewer, TODAY) == elsewhere


@pytest.mark.parametrize(
    ("scope", "scope_id", "maximum", "valid_from", "valid_to", "seen"),
    [
        ("ALL", None, "RESTRICTED", "2026-01-01", None, CYBER | KESTREL),
        ("ALL", None, "CONFIDENTIAL", "2026-01-01", None, CYBER),
        ("ALL", None, "INTERNAL", "2026-01-01", None, set()),
        ("PORTFOLIO", "PF-DIG", "RESTRICTED", "2026-01-01", None, CYBER),
        ("PORTFOLIO", "PF-ENT", "RESTRICTED", "2026-01-01", None, KESTREL),
        ("PORTFOLIO", "PF-ENT", "CONFIDENTIAL", "2026-01-01", None, set()),
        ("PROGRAMME", "PG-10", "RESTRICTED", "2026-01-01", None, set()),
        ("PROJECT", "P-501", "CONFIDENTIAL", "2026-01-01", None, CYBER),
        ("PROJECT", "P-502", "CONFIDENTIAL", "2026-01-01", None, set()),
        ("PROJECT", "P-502", "RESTRICTED", "2026-11-03", "2026-11-03", KESTREL),  # both ends included
        ("PROJECT", "P-502", "RESTRICTED", "2026-11-04", None, set()),
        ("PROJECT", "P-502", "RESTRICTED", "2026-01-01", "2026-11-02", set()),
    ],
)
def test_a_grant_reaches_as_far_as_it_says(
    demo: Portfolio,
    scope: str,
    scope_id: str | None,
    maximum: str,
    valid_from: str,
    valid_to: str | None,
    seen: set[str],
) -> None:
    end = date.fromisoformat(valid_to) if valid_to else None
    grant = Grant(scope, scope_id, "AUDITOR", maximum, date.fromisoformat(valid_from), end)  # type: ignore[arg-type]
    viewer = Viewer("x", "X", "x@y.example", frozenset(), (grant,))

    with demo.session() as session:
        assert visible_projects(session, viewer, TODAY) - OPEN == seen


def test_a_question_about_the_past_does_not_open_what_is_classified_since(demo_copy: str) -> None:
    engine = open_engine(demo_copy)
    with engine.begin() as connection:
        state = ProjectStateRow
        current = (state.project_id == "P-101", state.valid_to.is_(None))
        connection.execute(update(state).where(*current).values(valid_to=date(2026, 10, 31)))
        row = {"stage": "DELIVER", "run_state": "ACTIVE", "classification": "RESTRICTED", "project_id": "P-101"}
        audit = {"created_by": "a test", "source_system": "test"}
        connection.execute(insert(TABLES["project_state"]).values(**row, **audit, valid_from=date(2026, 11, 1)))
    engine.dispose()
    portfolio = open_portfolio(demo_copy)

    with portfolio.session() as session:
        seen = visible_projects(session, person(portfolio, "sam.viewer"), date(2026, 9, 30))
    portfolio.close()

    assert "P-101" not in seen
    assert "P-102" in seen


def test_what_will_be_restricted_is_offered_nowhere_else(demo_copy: str) -> None:
    states = TABLES["project_state"]
    later = {"run_state": "ACTIVE", "stage": "DELIVER", "classification": "RESTRICTED", "valid_from": date(2099, 1, 1)}
    with writing(demo_copy) as connection:
        connection.execute(update(states).where(states.c.project_id == "P-501").values(valid_to=date(2098, 12, 31)))
        connection.execute(insert(states).values(**later, project_id="P-501", created_by="t", source_system="t"))
    portfolio = open_portfolio(demo_copy)

    with portfolio.session() as session:
        for name in ("helen.strand", "daniel.reyes"):
            assert elsewhere_projects(session, person(portfolio, name, "slack", "public"), TODAY) == set()
    portfolio.close()


def test_a_state_that_was_taken_out_neither_hides_a_project_nor_makes_it_known(demo_copy: str) -> None:
    states = TABLES["project_state"]
    row = {"run_state": "ACTIVE", "stage": "DELIVER", "classification": "RESTRICTED", "is_void": True}
    audit = {"created_by": "a test", "source_system": "test"}
    with writing(demo_copy) as connection:
        connection.execute(insert(states).values(**row, **audit, project_id="P-101", valid_from=date(2099, 1, 1)))
        connection.execute(update(states).where(states.c.project_id == "P-102").values(is_void=True))
        connection.execute(
            update(TABLES["project"]).where(TABLES["project"].c.project_id == "P-301").values(is_void=True)
        )
    portfolio = open_portfolio(demo_copy)

    with portfolio.session() as session:
        seen = visible_projects(session, person(portfolio, "sam.viewer"), TODAY)
    portfolio.close()

    assert seen == OPEN - {"P-102", "P-301"}


def test_a_proposal_that_was_taken_out_is_in_no_query_that_asks_for_proposals(demo_copy: str) -> None:
    table, viewer = TABLES["proposal"], Viewer("x", "X", "x@y.example", frozenset(), (), on=TODAY)
    with writing(demo_copy) as connection:  # no session, which would leave void rows out by itself
        before = set(connection.scalars(proposals(viewer, TODAY)))
        connection.execute(update(table).where(table.c.proposal_id == "PR-01").values(is_void=True))
        after = set(connection.scalars(proposals(viewer, TODAY)))

    assert before - after == {"PR-01"}


def test_a_question_about_the_past_does_not_revive_a_grant_that_has_ended(demo: Portfolio) -> None:
    ended = Grant("ALL", None, "AUDITOR", "RESTRICTED", date(2026, 1, 1), date(2026, 10, 31))
    viewer = Viewer("x", "X", "x@y.example", frozenset(), (ended,), on=TODAY)

    with demo.session() as session:
        assert visible_projects(session, viewer, date(2026, 10, 1)) == OPEN


def test_a_project_is_not_seen_before_it_was_recorded(demo: Portfolio) -> None:
    with demo.session() as session:
        seen = visible_projects(session, person(demo, "daniel.reyes"), date(2024, 12, 31))

    before = {project for project, day in began().items() if day <= date(2024, 12, 31)}
    assert seen == before
    assert set() < before < OPEN


def test_a_person_is_known_by_address_in_any_case(demo: Portfolio) -> None:
    viewer = identify(demo, "  Maya.Okafor@Calderwyre.example ", surface="slack", channel="public")

    assert (viewer.person_id, viewer.name, viewer.roles) == ("maya.okafor", "Maya Okafor", {"PM"})
    assert (viewer.surface, viewer.channel) == ("slack", "public")


@pytest.mark.parametrize("email", ["nobody@calderwyre.example", "", "maya.okafor", "%@calderwyre.example"])
def test_an_unknown_address_is_refused(demo: Portfolio, email: str) -> None:
    with pytest.raises(UnknownPerson, match="ask the PMO"):
        identify(demo, email)


def test_somebody_who_has_left_is_refused(demo_copy: str) -> None:
    engine = open_engine(demo_copy)
    with engine.begin() as connection:
        connection.execute(
            update(TABLES["person"]).where(TABLES["person"].c.person_id == "sam.viewer").values(active=False)
        )
    engine.dispose()
    portfolio = open_portfolio(demo_copy)

    with pytest.raises(UnknownPerson):
        person(portfolio, "sam.viewer")
    portfolio.close()
