"""The demo's projects as a query sees them, loaded once for all tests of this room."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tools.worked_projects import AS_OF, TODAY, HandMadeLibrary
from tools.enquiry import Enquiry
from tools.facts.project import load_projects
from tools.portfolio.access import identify
from tools.portfolio.database import Portfolio
from tools.query.declared import Subject


def enquiry_of(portfolio: Portfolio, name: str = "tomasz.wolny") -> Enquiry:
    viewer = identify(portfolio, f"{name}@calderwyre.example", "cli", "dm")
    library: Any = HandMadeLibrary()
    return Enquiry(viewer, portfolio, library, TODAY, AS_OF, portfolio.organisation())


@pytest.fixture(scope="session")
def asking(demo: Portfolio) -> Enquiry:
    """The analyst of the demo asks."""
    return enquiry_of(demo)


@pytest.fixture(scope="session")
def subjects(asking: Enquiry) -> list[Subject]:
    """Every project that the analyst may read about."""
    with asking.portfolio.session() as session:
        found = load_projects(session, asking.viewer, asking.as_of, asking.today)
    return [Subject(each, asking) for each in found]
