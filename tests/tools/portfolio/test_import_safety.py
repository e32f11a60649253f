"""A file of a stranger is refused with a sentence before it can do harm."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools.portfolio.orchard import book
from tools.portfolio.errors import DataInvalid, SourceRefused
from tools.portfolio.importing.findings import Findings
from tools.portfolio.importing.lines import Reading
from tools.portfolio.tables import TABLES
from tools.portfolio.workbook import safety
from tools.portfolio.workbook.opening import opened

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>"""
Parts = dict[str, bytes]


def changed(path: Path, change: Callable[[Parts], None]) -> Path:
    """Change the parts of a good workbook."""
    good = book(path.with_name("good.xlsx"), portfolio=[("portfolio_id", "name"), ("PF-A", "Apples")])
    with zipfile.ZipFile(good) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(SourceRefused) as raised:
        read(path)
    return str(raised.value)


def read(path: Path) -> None:
    with opened(path) as sheets:
        for sheet in sheets:
            list(sheet.rows())


def findings_of(path: Path) -> Findings:
    findings = Findings()
    with opened(path) as sheets:
        for sheet in sheets:
            list(Reading(sheet, TABLES["portfolio"], findings).lines())
    return findings


def put(name: str, content: bytes) -> Callable[[Parts], None]:
    return lambda parts: parts.__setitem__(name, content)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is neither a workbook (.xlsx) nor a zip of CSV files"),
        (b"portfolio_id,name\n", "it is neither a workbook (.xlsx) nor a zip of CSV files"),
        (b"PK\x03\x04 cut off", "it is neither a workbook (.xlsx) nor a zip of CSV files"),
        (
            safety.OLE + b"old",
            "it is of the older kind (.xls): open it in a spreadsheet and save it as an Excel workbook",
        ),
        (safety.OLE + b"x" * 600 + safety.ENCRYPTED, "it is protected by a password: take the password off"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(content)

    assert why in refusal(path)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (put("xl/vbaProject.bin", b"macro"), "it holds macros: save it as an Excel workbook without macros"),
        (lambda parts: parts.pop("xl/workbook.xml"), "it is a document of another kind"),
        (put("mimetype", b"application/vnd.oasis"), "it is a document of another kind"),
        (put("xl/styles.xml", b"<styleSheet"), "it cannot be read as a workbook"),
        (put("xl/workbook.xml", b"not xml"), "'xl/workbook.xml' in it is damaged"),
        (put("xl/workbook.xml", LAUGHS + b"<a>&b;</a>"), "'xl/workbook.xml' in it declares a document type"),
        (put("xl/worksheets/sheet1.xml", LAUGHS + b"<a>&b;</a>"), "sheet1.xml' in it declares a document type"),
        (put("xl/sharedStrings.xml", b" " * 9000 + LAUGHS.split(b"?>")[1] + b"<a>&b;</a>"), "declares a document type"),
        (
            put("xl/other.xml", "<!DOCTYPE a><a/>".encode("utf-16")),
            "'xl/other.xml' in it declares a document type",
        ),
    ],
)
def test_a_workbook_that_is_not_as_it_should_be_is_refused(
    tmp_path: Path, change: Callable[[Parts], None], why: str
) -> None:
    assert why in refusal(changed(tmp_path / "b.xlsx", change))


def test_a_sheet_that_breaks_off_is_a_finding(tmp_path: Path) -> None:
    path = changed(
        tmp_path / "b.xlsx",
        lambda parts: parts.update({"xl/worksheets/sheet1.xml": parts["xl/worksheets/sheet1.xml"][:-40]}),
    )

    findings = findings_of(path)

    with pytest.raises(DataInvalid, match="sheet portfolio: cannot be read to its end"):
        findings.raise_any()


def test_a_text_that_no_cell_should_hold_is_a_finding(tmp_path: Path) -> None:
    def lengthen(parts: Parts) -> None:
        name = next(name for name, content in parts.items() if b"Apples" in content)
        parts[name] = parts[name].replace(b"Apples", b"x" * 40_000)

    findings = findings_of(changed(tmp_path / "b.xlsx", lengthen))

    with pytest.raises(DataInvalid, match="a text of 40,000 characters; 32,767 are kept at most"):
        findings.raise_any()


def test_a_row_below_the_end_of_any_sheet_is_a_finding(tmp_path: Path) -> None:
    def move(parts: Parts) -> None:
        sheet = parts["xl/worksheets/sheet1.xml"].decode()
        parts["xl/worksheets/sheet1.xml"] = re.sub(r'r="([AB])?2"', r'r="\g<1>999999999"', sheet).encode()

    findings = findings_of(changed(tmp_path / "b.xlsx", move))

    with pytest.raises(DataInvalid, match="is not read to its end, since it has a row 999999999"):
        findings.raise_any()


def test_a_file_larger_than_is_taken_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "b.xlsx", portfolio=[("portfolio_id", "name")])
    monkeypatch.setattr(safety, "LARGEST", 2**10)

    assert re.search(r"it holds \d+ MiB; 0 MiB are taken at most: split it", refusal(path))


def test_an_archive_that_unpacks_to_more_than_is_taken_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book(tmp_path / "b.xlsx", portfolio=[("portfolio_id", "name")])
    monkeypatch.setattr(safety, "LARGEST_UNPACKED", 2**10)

    assert "are taken at most: split it" in refusal(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("risk.csv", "w") as file:
        for _ in range(40):
            file.write(bytes(2**20))

    assert path.stat().st_size < 2**17
    assert "'risk.csv' in it unpacks to far more than any data would" in refusal(path)


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("risk.csv", "risk_id\nR-1\n")
    path.write_bytes(path.read_bytes().replace(b"R-1", b"R-2"))

    assert "it is damaged (Bad CRC-32" in refusal(path)


def test_an_archive_with_a_password_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("risk.csv", "risk_id\nR-1\n")
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1  # the flag of encryption in the directory
    path.write_bytes(raw)

    assert "it is protected by a password: pack it again without one" in refusal(path)


@pytest.mark.parametrize("name", ["nothing", "empty", "empty.zip"])
def test_a_path_without_data_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with zipfile.ZipFile(tmp_path / "empty.zip", "w") as archive:
        archive.writestr("readme.txt", "nothing")

    assert re.search("there is no such file|it holds no sheet and no CSV file", refusal(tmp_path / name))


def test_what_a_desktop_adds_to_an_archive_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data/portfolio.csv", "portfolio_id,name\nPF-C,Plums\n")
        archive.writestr("__MACOSX/data/._portfolio.csv", b"\x00\x05\x16\x07")

    with opened(path) as sheets:
        assert [sheet.name for sheet in sheets] == ["portfolio"]
