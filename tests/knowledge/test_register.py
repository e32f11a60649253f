"""The register: one transaction a change, a generation for each, and the last days that successors give."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from small_library import write_standard

from knowledge.reading.documents import read_document
from knowledge.register import Holding, Register, last_days


def holding(folder: Path, version: str, effective_from: str, effective_to: str = "", document: str = "A") -> Holding:
    path = write_standard(
        folder,
        document,
        version,
        "### 1.1 X\n\nx\n\n### 1.2 Y\n\ny",
        effective_from=effective_from,
        effective_to=effective_to,
    )
    read = read_document(path)
    return Holding(read.version, read.version.effective_to, str(folder), read.clauses)


def test_what_is_put_is_loaded_unchanged(tmp_path: Path, database: str) -> None:
    register, put = Register(database), holding(tmp_path, "1.0", "2025-01-01")

    with register.change() as change:
        change.put(put)

    generation, held = register.load()
    register.close()
    assert generation == 1
    assert held == (put,)


def test_the_generation_rises_once_for_every_change_and_not_without_one(tmp_path: Path, database: str) -> None:
    register, put = Register(database), holding(tmp_path, "1.0", "2025-01-01")
    seen = [register.generation()]

    with register.change() as change:
        change.put(put)
        change.put(holding(tmp_path, "2.0", "2026-01-01"))
    seen.append(register.generation())
    with register.change() as change:
        change.held()
    seen.append(register.generation())
    with register.change() as change:
        change.remove(put.version)
    seen.append(register.generation())

    register.close()
    assert seen == [0, 1, 1, 2]


def test_a_change_that_fails_leaves_nothing_behind(tmp_path: Path, database: str) -> None:
    register = Register(database)

    def put_and_fail() -> None:
        with register.change() as change:
            change.put(holding(tmp_path, "1.0", "2025-01-01"))
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        put_and_fail()

    held = register.load()
    register.close()
    assert held == (0, ())


@pytest.mark.parametrize(
    ("versions", "last"),
    [
        ([("1.0", "2024-01-01", ""), ("2.0", "2025-01-01", "")], [date(2024, 12, 31), None]),
        ([("1.0", "2024-01-01", "2024-06-30"), ("2.0", "2025-01-01", "")], [date(2024, 6, 30), None]),
        ([("2.0", "2025-01-01", ""), ("1.0", "2024-01-01", "")], [date(2024, 12, 31), None]),
        ([("1.9", "", ""), ("1.10", "", "")], [None, None]),
        ([("1.9", "", ""), ("1.10", "2025-01-01", "")], [date(2024, 12, 31), None]),
    ],
)
def test_a_successor_closes_the_version_before_it(
    tmp_path: Path, versions: list[tuple[str, str, str]], last: list[date | None]
) -> None:
    held = [holding(tmp_path, *version) for version in versions]

    days = last_days([*held, holding(tmp_path, "1.0", "2020-01-01", document="B")])

    in_order = sorted(versions, key=lambda version: [int(part) for part in version[0].split(".")])
    assert [days[f"A v{version[0]}"] for version in in_order] == last
    assert days["B v1.0"] is None
