"""The script that recomputes the demo's truths by hand knows nothing of the product."""

from __future__ import annotations

import ast
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.tools.demo_by_hand.working_days import after_working_days, is_working_day, working_days
from tools.portfolio.calendar import is_working_day as product_says

HERE = Path(__file__).parent
SCRIPT = sorted(path for path in HERE.glob("*.py") if not path.name.startswith("test_"))
D = date.fromisoformat


def imported(path: Path) -> set[str]:
    """The modules that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, path.name
            names.add(node.module or "")
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


@pytest.mark.parametrize("path", SCRIPT, ids=lambda path: path.stem)
def test_the_script_imports_itself_and_the_standard_library_only(path: Path) -> None:
    strange = {
        name
        for name in imported(path)
        if not name.startswith("tests.tools.demo_by_hand") and name.split(".")[0] not in sys.stdlib_module_names
    }

    assert strange == set()


def test_the_days_it_typed_in_are_those_of_the_product() -> None:
    days = [D("2023-01-01") + timedelta(days=n) for n in range(6 * 365 + 2)]

    assert days[-1] == D("2028-12-31")
    assert [day for day in days if is_working_day(day) != product_says(day, "GB-ENG")] == []


def test_it_counts_working_days_without_the_first_and_with_the_last() -> None:
    assert working_days(D("2026-10-01"), D("2026-11-03")) == 23
    assert working_days(D("2026-12-24"), D("2026-12-29")) == 1
    assert working_days(D("2026-11-03"), D("2026-11-02")) == 0
    assert after_working_days(D("2026-10-28"), 5) == D("2026-11-04")
