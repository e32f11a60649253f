"""A file that is wrong from end to end, or made to exhaust its reader, costs little time and memory."""

from __future__ import annotations

import random
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools.portfolio.orchard import BY, book, rows_of
from tests.tools.portfolio.test_import_safety import Parts, changed, findings_of, put, refusal
from tools.portfolio.database import info
from tools.portfolio.errors import DataInvalid, PortfolioError
from tools.portfolio.importing import findings as limits
from tools.portfolio.importing.running import import_files, plan_import
from tools.portfolio.workbook import safety
from tools.portfolio.workbook.opening import opened

SHEET = "xl/worksheets/sheet1.xml"
HEADER = '<row r="1"><c r="A1" t="str"><v>portfolio_id</v></c><c r="B1" t="str"><v>name</v></c></row>'
PLUMS = '<row r="2"><c r="A2" t="str"><v>PF-C</v></c><c r="B2" t="str"><v>Plums</v></c>'
Change = Callable[[Parts], None]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    """How many findings are enough here."""
    monkeypatch.setattr(limits, "MOST", 30)
    return 30


def refused(url: str, *files: Path, replace: tuple[str, ...] = ()) -> DataInvalid:
    before = info(url).tables
    with pytest.raises(DataInvalid) as raised:
        import_files(url, files, BY, replace=replace)
    assert info(url).tables == before
    return raised.value


def sheet(*rows: str, dimension: str = "A1:B2") -> Change:
    """A first sheet with a header and these rows."""
    text = f'<dimension ref="{dimension}"/><sheetData>{HEADER}{"".join(rows)}</sheetData>'
    return put(SHEET, f"<worksheet>{text}</worksheet>".encode())


def share(texts: str) -> Change:
    """Texts that the sheets share, as most spreadsheets keep them."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'

    def change(parts: Parts) -> None:
        parts["xl/sharedStrings.xml"] = texts.encode()
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override.encode())

    return change


def garbage(rows: int) -> list[tuple[str, ...]]:
    chance = random.Random(1)
    return [tuple("".join(chance.choices("abc xyz", k=9)) for _ in range(3)) for _ in range(rows)]


def test_a_sheet_that_is_all_wrong_is_not_read_to_its_end(orchard: str, tmp_path: Path, few: int) -> None:
    path = book(tmp_path / "b.xlsx", risk=[("risk_id", "category", "raised_on"), *garbage(200)])

    error = refused(orchard, path)

    assert error.counts == {"sheet risk, which was read as far as row 16": few}
    assert str(error).endswith("and 10 more (in all 30 in sheet risk, which was read as far as row 16)")


def test_a_csv_file_that_is_all_wrong_is_not_read_to_its_end(orchard: str, tmp_path: Path, few: int) -> None:
    (tmp_path / "risk.csv").write_text("risk_id,category,raised_on\n" + "x,y,z\n" * 200, "utf-8")

    assert refused(orchard, tmp_path / "risk.csv").counts == {"risk.csv, which was read as far as line 16": few}


def test_a_sheet_with_one_finding_fewer_is_read_to_its_end(orchard: str, tmp_path: Path, few: int) -> None:
    rows = [*(("x", "y") for _ in range(few - 1)), *((f"R-{n}", "SCHEDULE") for n in range(200))]
    path = book(tmp_path / "b.xlsx", risk=[("risk_id", "category"), *rows, ("R-1", "y")])

    assert refused(orchard, path).counts == {"sheet risk, which was read as far as row 231": few}


def test_what_may_stand_in_rows_that_were_not_read_is_not_missed(orchard: str, tmp_path: Path, few: int) -> None:
    portfolios = [("PF-C", ""), *(("x", "") for _ in range(few)), ("PF-D", "Plums")]
    projects = ("project_id", "name", "portfolio_id", "type", "delivery_class", "mandate_type")
    path = book(
        tmp_path / "b.xlsx",
        portfolio=[("portfolio_id", "name"), *portfolios],
        project=[projects, ("P-9", "Barn", "PF-D", "CHANGE", "C", "NONE")],
    )

    assert list(refused(orchard, path, replace=("portfolio",)).counts) == [
        "sheet portfolio, which was read as far as row 31"
    ]


def test_texts_that_sheets_share_are_read_as_they_were_written(orchard: str, tmp_path: Path) -> None:
    def change(parts: Parts) -> None:
        share("<sst><si><t>PF-C</t></si><si><r><t>_x005F_x0041_</t></r><r><t> x005F_</t></r></si></sst>")(parts)
        sheet('<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c></row>')(parts)

    import_files(orchard, [changed(tmp_path / "b.xlsx", change)], BY)

    assert ("PF-C", "_x0041_ x005F_") in rows_of(orchard, "portfolio", "portfolio_id", "name")


@pytest.mark.parametrize(
    "change",
    [
        sheet(PLUMS + "</row>", dimension="A1:XFD1048576"),
        sheet(PLUMS + '<c r="XFD2" s="0"/></row>'),
        sheet(*(f'<row r="{n}"><c r="A{n}"/></row>' for n in range(2, 3000)), dimension="A1:B1048576"),
        sheet(PLUMS.replace("2", "1048576") + "</row>"),
    ],
)
def test_what_is_empty_costs_nothing(tmp_path: Path, change: Change) -> None:
    assert not findings_of(changed(tmp_path / "b.xlsx", change))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            sheet('<row r="2"><c r="XFD2" t="str"><v>x</v></c></row>'),
            "sheet portfolio: is not read to its end, since row 2 has a value in column XFD, far to the right of any "
            "table: take it out",
        ),
        (
            sheet(f'<row r="2"><c r="A2" t="str"><v>{"x" * 1_000_001}</v></c></row>'),
            "sheet portfolio: is not read to its end, since it has a cell of more than 1,000,000 characters: shorten",
        ),
        (
            sheet('<row r="2"><c r="A2" t="s"><v>7</v></c></row>'),
            "sheet portfolio: cannot be read to its end (there is no shared text 7); open it in a spreadsheet and save",
        ),
        (
            sheet('<row r="2"><c r="A2" t="str"><f>B2</f><v>PF-C</v></c></row>'),
            "sheet portfolio cell A2: portfolio_id is '=B2', a formula: put its value in its place",
        ),
    ],
)
def test_what_is_too_much_is_a_finding(tmp_path: Path, change: Change, problem: str) -> None:
    found = findings_of(changed(tmp_path / "b.xlsx", change))

    with pytest.raises(DataInvalid) as raised:
        found.raise_any()
    assert any(each.startswith(problem) for each in raised.value.problems)


def test_merged_cells_are_told_of_a_thousand_times_at_most(tmp_path: Path) -> None:
    merged = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(2, 1500))
    end = f"</sheetData><mergeCells>{merged}</mergeCells></worksheet>".encode()

    def merge(parts: Parts) -> None:
        sheet("")(parts)
        parts[SHEET] = parts[SHEET].replace(b"</sheetData></worksheet>", end)

    with opened(changed(tmp_path / "b.xlsx", merge)) as sheets:
        assert len(sheets[0].faults) == 1000


def test_a_workbook_that_says_it_unpacks_to_gigabytes_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = changed(tmp_path / "b.xlsx", put("xl/media/a.bin", bytes(100)))
    raw = bytearray(path.read_bytes())
    raw[raw.rindex(b"PK\x01\x02") + 24 : raw.rindex(b"PK\x01\x02") + 28] = struct.pack("<I", 3 * 2**30)
    path.write_bytes(raw)

    assert re.search("it holds 3072 MiB; 2048 MiB are taken at most: split it", refusal(path))


def test_a_part_that_unpacks_to_more_than_it_says_is_refused(tmp_path: Path) -> None:
    path = changed(tmp_path / "b.xlsx", put("xl/workbook.xml", b"<workbook>" + b" " * 2**20 + b"</workbook>"))
    raw = path.read_bytes()
    path.write_bytes(raw.replace(struct.pack("<I", 2**20 + 21), struct.pack("<I", 40)))

    assert re.search("it is damaged|cannot be read as a workbook", refusal(path))


@pytest.mark.parametrize("name", ["xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_a_part_that_must_be_held_in_memory_is_refused_where_it_is_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(safety, "LARGEST_TREE", 2**20)

    def grow(parts: Parts) -> None:
        parts[name] += random.Random(1).randbytes(2**20).hex().join(("<!--", "-->")).encode()

    assert f"{name!r} in it is larger than that of any workbook" in refusal(changed(tmp_path / "b.xlsx", grow))


def test_shared_texts_that_memory_could_not_hold_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "LARGEST_TEXTS", 2**10)

    path = changed(tmp_path / "b.xlsx", share("<sst>" + "<si/>" * 300 + "</sst>"))

    assert "'xl/sharedStrings.xml' in it is larger than that of any workbook" in refusal(path)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("b.xlsx", lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])),
        ("b.xlsx", lambda path: path.write_bytes(path.read_bytes()[:-30])),
        ("b.xlsx", lambda path: path.write_text("portfolio_id,name\nPF-C,Plums\n")),
        ("b.xls", lambda path: path.write_bytes(safety.OLE + bytes(600))),
        ("b.xlsx", lambda path: path.write_bytes(safety.OLE + bytes(600) + safety.ENCRYPTED)),
        ("b.xlsm", lambda path: add(path, "xl/vbaProject.bin", b"macro")),
        ("b.xlsx", lambda path: add(path, "mimetype", b"application/vnd.oasis")),
    ],
)
def test_a_file_of_another_kind_ends_in_one_sentence_and_writes_nothing(
    orchard: str, tmp_path: Path, name: str, change: Callable[[Path], None]
) -> None:
    path = book(tmp_path / name, portfolio=[("portfolio_id", "name"), ("PF-C", "Plums")])
    change(path)
    before = info(orchard).tables

    for act in (lambda: plan_import(orchard, [path]), lambda: import_files(orchard, [path], BY)):
        with pytest.raises(PortfolioError, match=rf"^'.*{name}' is not read, since it (is|holds) .*: .*\.$") as raised:
            act()
        assert "\n" not in str(raised.value)
    assert info(orchard).tables == before


def add(path: Path, name: str, content: bytes) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, content)
