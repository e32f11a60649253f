"""What is exported and imported again is the same portfolio."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from tests.databases import Databases, copied
from tests.tools.portfolio.orchard import BY
from tests.tools.portfolio.small_databases import Rows, live, portfolios, record
from tools.portfolio.database import reading, writing
from tools.portfolio.exporting import export
from tools.portfolio.importing.running import import_files, plan_import

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def assert_comes_back(databases: Databases, model: str, rows: Rows, name: str) -> None:
    with copied(databases, model) as one, copied(databases, model) as other, TemporaryDirectory() as folder:
        file = Path(folder) / name
        with writing(one) as connection:
            record(connection, rows)
        export(one, file, BY)

        import_files(other, [file], BY)

        with reading(one) as before, reading(other) as after:
            assert live(after) == live(before)
        assert not plan_import(one, [file]).writes
        assert not plan_import(other, [file]).writes


@settings(SLOW, max_examples=3)
@given(portfolios())
def test_a_zip_of_csv_files_gives_the_same_portfolio(databases: Databases, empty_model: str, rows: Rows) -> None:
    assert_comes_back(databases, empty_model, rows, "all.zip")


@settings(SLOW, max_examples=1)
@given(portfolios())
def test_a_workbook_gives_the_same_portfolio(databases: Databases, empty_model: str, rows: Rows) -> None:
    assert_comes_back(databases, empty_model, rows, "all.xlsx")


@pytest.mark.deep
@settings(SLOW, max_examples=500)
@given(portfolios())
def test_a_zip_gives_the_same_portfolio_in_many_tries(databases: Databases, empty_model: str, rows: Rows) -> None:
    assert_comes_back(databases, empty_model, rows, "all.zip")


@pytest.mark.deep
@settings(SLOW, max_examples=200)
@given(portfolios())
def test_a_workbook_gives_the_same_portfolio_in_many_tries(databases: Databases, empty_model: str, rows: Rows) -> None:
    assert_comes_back(databases, empty_model, rows, "all.xlsx")


@pytest.mark.parametrize("name", ["demo.xlsx", "demo"])
def test_the_demo_comes_back_whole(demo_copy: str, empty: str, tmp_path: Path, name: str) -> None:
    export(demo_copy, tmp_path / name, BY)

    import_files(empty, [tmp_path / name], BY)

    with reading(demo_copy) as before, reading(empty) as after:
        assert live(after) == live(before)
        assert sum(map(len, live(after).values())) > 5000
