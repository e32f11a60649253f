"""Measuring the same work at several sizes, and the document that tells what came out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals.bench.performance import FILE, MEASURED, document
from evals.bench.scale import as_text, duration, measure, shown
from evals.bench.work import WORKS, bring_in, generate
from tools.portfolio.database import info


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a portfolio of three projects."""
    made = tmp_path / "3"
    made.mkdir()
    return made


def test_work_runs_in_a_process_of_its_own_and_tells_its_memory(folder: Path) -> None:
    told = measure("generate", folder)

    rows = sum(number for _, number in info(f"sqlite:///{folder / 'pmo.db'}").tables)
    assert told["rows"] == rows > 1000
    assert told["cpu"] > 0
    assert told["peak_mb"] > 30


@pytest.mark.deep
def test_what_is_exported_is_brought_in_once(folder: Path) -> None:
    written = generate(folder)["rows"]
    exported = WORKS["export zip"](folder)

    first, second = WORKS["import zip"](folder), WORKS["import zip again"](folder)

    assert first["rows"] == second["rows"] == exported["rows"] == written
    with pytest.raises(ValueError, match="wrote what it should not"):
        bring_in(folder, ".zip")


def test_an_import_without_a_file_is_left_out(folder: Path) -> None:
    assert bring_in(folder, ".xlsx") == {"left_out": "there is no such file"}


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [(0.4, "0 ms"), (9_999, "9,999 ms"), (10_000, "10 s"), (599_000, "599 s"), (600_000, "10 min")],
)
def test_a_duration_is_told_in_its_own_unit(milliseconds: float, words: str) -> None:
    assert duration(milliseconds) == words


def test_what_was_left_out_is_no_figure() -> None:
    assert shown(None) == "not run"
    assert shown({"left_out": "risk has 2,000,000 rows"}) == "too large"
    assert shown({"cpu": 1234.5, "peak_mb": 90}) == "1,234 ms, 90"


HELD: dict[str, Any] = {
    "machine": {"python": "3.11.7", "system": "Linux", "cores": 2},
    "sizes": {
        "1000": {"generate": {"cpu": 11_000, "peak_mb": 250, "rows": 385_000, "bytes": 64_000_000, "load": 4.0}},
        "24": {
            "generate": {"cpu": 5_500, "peak_mb": 139, "rows": 9_492, "bytes": 2_300_000, "load": 2.5},
            "export xlsx": {"left_out": "risk has 2,000,000 rows", "load": 2.0},
        },
    },
}


def test_sizes_stand_in_order_beside_each_other() -> None:
    lines = as_text(HELD).splitlines()

    assert lines[0].split() == ["cpu,", "peak", "MB", "24", "1,000"]
    assert [cell.strip() for cell in lines[1].split("  ")][-2:] == ["5,500 ms, 139", "11 s, 250"]


def test_the_document_tells_rows_times_and_why_something_was_not_measured() -> None:
    text = document(HELD)

    assert "| 24 | 9,492 | 2.3 MB | – | – |" in text
    assert "| generate | 5,500 ms, 139 MB | 11 s, 250 MB |" in text
    assert "| export xlsx | risk has 2,000,000 rows | not run |" in text
    assert "the load was between 2.0 and 4.0." in text


def test_the_document_is_that_of_the_measured_figures() -> None:
    assert FILE.read_text(encoding="utf-8") == document(json.loads(MEASURED.read_text(encoding="utf-8")))
