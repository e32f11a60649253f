"""The demo asked by its people, under the rules of its packaged standards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.databases import Databases
from tests.tools.portfolio.forgetting import forget
from tests.tools.test_demo_truth import PackagedRules, asked_by
from tests.tools.worked_projects import AS_OF, TODAY
from tools.enquiry import Enquiry
from tools.portfolio.database import Portfolio, open_engine, open_portfolio
from tools.result import ToolResult

Asked = Callable[..., Enquiry]
ANALYST, EXECUTIVE, DIRECTOR = (
    f"{name}@calderwyre.example" for name in ("tomasz.wolny", "helen.strand", "daniel.reyes")
)


class Without(PackagedRules):
    """The packaged rules, of which a house holds some only."""

    def __init__(self, *absent: str) -> None:
        self.absent = absent

    def rule(self, rule_id: str, on: Any) -> Any:
        """The rule, unless this house lacks it."""
        return None if rule_id in self.absent else super().rule(rule_id, on)


@pytest.fixture(scope="session")
def ask(demo: Portfolio) -> Asked:
    """An enquiry of the demo: by whom, on which day, and without which rules."""

    def made(by: str = ANALYST, *absent: str, today: Any = TODAY, as_of: Any = AS_OF) -> Enquiry:
        return asked_by(by, demo, Without(*absent), today, as_of)

    return made


@pytest.fixture(scope="session")
def without_hidden(databases: Databases, demo_model: str) -> Iterator[Portfolio]:
    """The demo in which P-501 and P-502 never were."""
    url = databases.copy(demo_model)
    engine = open_engine(url)
    with engine.begin() as connection:
        forget(connection, ["P-501", "P-502"])
    engine.dispose()
    portfolio = open_portfolio(url)
    yield portfolio
    portfolio.close()


def figure(result: ToolResult, key: str, subject: str | None = None) -> Any:
    """The value of a figure of the result."""
    return next(f.value for f in result.figures if f.key == key and subject in (None, f.subject))
