"""The benchmark of reading measures the same rules in every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.bench.reading import FORMATS, measure, read


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_holds_every_rule_of_the_standard(tmp_path: Path, suffix: str) -> None:
    FORMATS[suffix](tmp_path / f"rules{suffix}", 4)

    assert read(tmp_path / f"rules{suffix}")["clauses"] == 12


def test_reading_is_measured_in_a_process_of_its_own() -> None:
    told = measure(".pdf", 2)

    assert told["clauses"] == 6
    assert told["peak_mb"] > 20
