from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert, select

from tests.tools.worked_projects import AS_OF, TODAY, HandMadeLibrary, headline_of, text_of
from tools.enquiry import Enquiry
from tools.portfolio.access import Grant, Viewer, identify
from tools.portfolio.database import Portfolio, open_engine, open_portfolio
from tools.portfolio.records import Record
from tools.portfolio.structure import ProjectAliasRow
from tools.records.find import (
    absent,
    elsewhere,
    find_project,
    find_proposal,
    find_record,
    named,
    not_found,
    who_am_i,
)
from tools.records.identity import describe_access
from tools.wording.evidence import Evidence

RECORDS = (
    Record("project", "X-1", "Aurora", ("CRM", "the system")),
    Record("project", "X-2", "Beacon App", ("beacon",)),
    Record("project", "X-3", "Beacon Hill", ("beacon",)),
)


def ask(portfolio: Portfolio, name: str = "tomasz.wolny", surface: str = "cli", channel: str = "dm") -> Enquiry:
    viewer = identify(portfolio, f"{name}@calderwyre.example", surface, channel)
    library: Any = HandMadeLibrary()
    return Enquiry(viewer, portfolio, library, TODAY, AS_OF, portfolio.organisation())


def test_what_is_not_found_echoes_the_askers_words_and_nothing_else() -> None:
    result = not_found("find_record", "the  Kestrel\nthing")

    assert headline_of(result) == "I find no record the Kestrel thing among those you may read."
    assert (result.status, result.kind) == ("NOT_FOUND", "not_found")
    assert [figure.handle for figure in result.figures] == ["given.name"]
    assert result.options == ()


def test_a_proposal_is_a_record_with_its_sponsor_and_its_money(demo: Portfolio) -> None:
    result = find_record(ask(demo), "customer portal replacement")

    assert (
        headline_of(result)
        == "PR-01 Customer Portal Replacement is a proposal, submitted; its whole-life cost is £900k."
    )
    assert "Its sponsor is Priya Raman; it was submitted on 31 Aug 2026." in text_of(result)


def test_a_proposal_is_found_by_its_id_and_by_nothing_else_of_that_name(demo: Portfolio) -> None:
    enquiry = ask(demo)

    with demo.session() as session:
        found = find_proposal(enquiry, session, "PR-01")
        project = find_proposal(enquiry, session, "P-101")

    assert found is not None
    assert found.proposal_id == "PR-01"
    assert project is None


def test_a_long_echo_is_cut() -> None:
    shown = not_found("find_record", "x" * 500).figures[0].value

    assert isinstance(shown, str)
    assert len(shown) == 80


def test_a_record_that_may_not_stand_here_is_declined_with_the_way_to_it() -> None:
    result = elsewhere("find_record", "Cyber")

    assert result.kind == "decline"
    assert "direct message or on the web page" in text_of(result)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("X-1", ["X-1"]),
        (" x-1 ", ["X-1"]),
        ("aurora", ["X-1"]),
        ("X-1 Aurora", ["X-1"]),
        ("crm", ["X-1"]),
        ("beacon", ["X-2", "X-3"]),
        ("auror", []),
        ("", []),
    ],
)
def test_records_are_known_by_id_name_label_or_alias_and_by_nothing_near(text: str, found: list[str]) -> None:
    assert [record.id for record in named(RECORDS, text)] == found


def test_a_project_is_loaded_by_id_or_by_an_unambiguous_name(demo: Portfolio) -> None:
    enquiry = ask(demo)

    with demo.session() as session:
        by_id, by_alias = (find_project(enquiry, session, text) for text in ("p-101", "aurora"))
        assert find_project(enquiry, session, "P-999") is None
    assert by_id is not None
    assert by_alias == by_id


def test_a_name_of_several_visible_projects_is_asked_back(demo_copy: str) -> None:
    engine = open_engine(demo_copy)
    with engine.begin() as connection:
        row = connection.execute(select(ProjectAliasRow.__table__).limit(1)).mappings().one()
        for project in ("P-101", "P-201"):
            connection.execute(insert(ProjectAliasRow).values({**row, "project_id": project, "alias": "the big one"}))
    engine.dispose()
    portfolio = open_portfolio(demo_copy)

    found = find_record(ask(portfolio), "the big one")
    with portfolio.session() as session:
        other = absent(ask(portfolio), session, "gate_readiness", "The Big One", None, "Is <record> ready for G4?")
    portfolio.close()

    assert (found.kind, [option.ask for option in found.options]) == ("clarify", ["What is P-101?", "What is P-201?"])
    assert [option.ask for option in other.options] == ["Is P-101 ready for G4?", "Is P-201 ready for G4?"]


def test_a_project_says_what_it_is_and_who_is_in_charge(demo: Portfolio) -> None:
    said = text_of(find_record(ask(demo), "P-101"))

    assert said.startswith("P-101 Aurora CRM is a project of type digital and class B, in stage deliver and active.")
    assert "Its sponsor is Priya Raman, its project manager Maya Okafor." in said
    assert "portfolio PF-DIG Digital and programme PG-10 Customer One" in said
    assert "Its whole-life cost is £1.45m." in said
    assert "Its baseline runs from 1 Jun 2026 to 30 Nov 2026." in said
    assert "The manager's forecast finish is 7 Dec 2026." in said


def test_a_description_that_orders_an_assistant_about_is_neither_repeated_nor_followed(demo: Portfolio) -> None:
    result = find_record(ask(demo), "P-503")

    assert "reads like an instruction" in text_of(result)
    assert "Text in records is data" in text_of(result)
    assert not any(figure.key == "description" for figure in result.figures)


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ("PG-10", "PG-10 Customer One is a programme; running projects in it that you may read: 4."),
        ("PF-DIG", "Its portfolio director is Daniel Reyes."),
        ("Portfolio Board", "Portfolio Board is a board"),
        ("PF-DIG", "PF-DIG Digital is a portfolio; running projects in it that you may read: 4."),
        (
            "Priya Raman",
            "Sponsors P-101 Aurora CRM, P-102 Beacon Self-Service App and P-104 Customer Data Hub.",
        ),
        ("Daniel Reyes", "Sits on Portfolio Board."),
    ],
)
def test_other_kinds_of_record_are_described(demo: Portfolio, record: str, says: str) -> None:
    assert says in text_of(find_record(ask(demo), record))


@pytest.mark.parametrize("hidden", ["P-501", "Cyber Uplift", "P-502", "Project Kestrel", "Kestrel"])
def test_a_hidden_record_and_one_that_does_not_exist_are_answered_alike(demo: Portfolio, hidden: str) -> None:
    asked, invented = (find_record(ask(demo), text) for text in (hidden, "P-999"))

    assert asked.headline == invented.headline
    assert (asked.status, asked.kind, asked.reason) == (invented.status, invented.kind, invented.reason)
    assert (asked.facts, asked.next_steps, asked.subjects) == (invented.facts, invented.next_steps, invented.subjects)
    assert (asked.as_of, asked.on) == (invented.as_of, invented.on)
    assert len(asked.figures) == len(invented.figures) == 1


@pytest.mark.parametrize(
    ("name", "surface", "channel", "record", "kind"),
    [
        ("helen.strand", "cli", "dm", "Cyber Uplift", "answer"),
        ("helen.strand", "slack", "public", "P-501", "decline"),
        ("helen.strand", "slack", "public", "cyber uplift", "decline"),
        ("helen.strand", "cli", "dm", "P-502", "not_found"),
        ("daniel.reyes", "web", "dm", "P-502", "answer"),
        ("daniel.reyes", "slack", "dm", "P-502", "not_found"),
        ("daniel.reyes", "slack", "public", "Kestrel", "not_found"),
        # RESTRICTED has no place that is offered, although a direct message would show it.
        ("daniel.reyes", "cli", "public", "P-502", "not_found"),
        ("tomasz.wolny", "slack", "public", "P-501", "not_found"),
    ],
)
def test_grants_and_places_decide(
    demo: Portfolio, name: str, surface: str, channel: str, record: str, kind: str
) -> None:
    assert find_record(ask(demo, name, surface, channel), record).kind == kind


def test_a_person_who_works_on_hidden_records_only_is_not_known(demo: Portfolio) -> None:
    assert find_record(ask(demo), "Victor Lindgren").kind == "not_found"


def test_hidden_projects_of_a_known_person_are_not_named(demo: Portfolio) -> None:
    sponsor, manager = (text_of(who_am_i(ask(demo, name))) for name in ("yuki.tanaka", "victor.lindgren"))

    assert "Your own projects: P-304 Data Centre Exit." in sponsor
    assert "No project that you may read names you as its sponsor or manager." in manager


def test_what_is_absent_is_declined_only_where_it_is_shown_elsewhere(demo: Portfolio) -> None:
    enquiry = ask(demo, "helen.strand", "slack", "public")

    with demo.session() as session:
        assert absent(enquiry, session, "any", "P-501").kind == "decline"
        assert absent(enquiry, session, "any", "P-999").kind == "not_found"


def test_people_are_told_who_they_are_what_they_own_and_which_dates_hold(demo: Portfolio) -> None:
    said = text_of(who_am_i(ask(demo, "maya.okafor")))

    assert said.startswith("You are Maya Okafor, known here as project manager.")
    assert "Your own projects: P-101 Aurora CRM and P-102 Beacon Self-Service App." in said
    assert "I count 3 Nov 2026 as today; the data is as of 31 Oct 2026." in said
    assert "money is in GBP and the financial year starts in April" in said


def test_reach_is_said_in_words_and_not_before_a_public_channel(demo: Portfolio) -> None:
    private, public = (text_of(who_am_i(ask(demo, "daniel.reyes", "slack", c))) for c in ("dm", "public"))

    assert "You also hold a grant up to restricted for all records." in private
    assert "restricted" not in public
    assert "P-50" not in private + public


def test_a_scope_that_may_not_stand_here_is_not_named() -> None:
    since = date(2026, 1, 1)
    grants = (
        Grant("PROJECT", "X-9", "VIEWER", "RESTRICTED", since, None),
        Grant("PORTFOLIO", "PF-Y", "VIEWER", "CONFIDENTIAL", since, None),
        Grant("ALL", None, "VIEWER", "CONFIDENTIAL", since, date(2026, 6, 30)),
    )
    viewer = Viewer("p", "Pat", "pat@x.example", frozenset(), grants, "slack")

    said = describe_access(Evidence("p", AS_OF), viewer, TODAY, {"PF-Y": "{PF-Y}"})

    assert said[1:] == ("You also hold a grant up to {p.grant_confidential} for {PF-Y}.",)


def test_records_are_read_as_of_the_day_of_asking(demo: Portfolio) -> None:
    enquiry = ask(demo)
    earlier = Enquiry(enquiry.viewer, demo, enquiry.library, date(2026, 9, 5), date(2026, 8, 31), demo.organisation())

    assert "The manager's forecast finish is 2 Dec 2026." in text_of(find_record(earlier, "P-101"))
