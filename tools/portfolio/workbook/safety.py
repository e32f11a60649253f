"""Whether a file from a stranger is what it says, and small enough, before anything in it is parsed."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.parsers import expat

from tools.portfolio.errors import SourceRefused

LARGEST = 256 * 2**20
"""Bytes of a file."""
LARGEST_UNPACKED = 2 * 2**30
"""Bytes of all that is packed in a file."""
LARGEST_TREE = 32 * 2**20
"""Bytes of a part of a workbook that is held in memory as a tree."""
LARGEST_TEXTS = 512 * 2**20
"""Bytes of the texts that the sheets of a workbook share, which are held in memory."""
BOMB_RATIO = 300
BOMB_SIZE = 32 * 2**20
"""A part larger than this that is packed more than so many times smaller is made to exhaust the reader."""
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
CHUNK = 4096
SAVE_AS = "open it in a spreadsheet and save it as an Excel workbook (.xlsx)"
WORKBOOK = "xl/workbook.xml"
TREES = frozenset({"[Content_Types].xml", WORKBOOK, "xl/_rels/workbook.xml.rels", "xl/styles.xml"})


@contextmanager
def opened_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a workbook or an archive of CSV files; raise ``SourceRefused`` with what to do instead."""
    require_size(path, path.stat().st_size, LARGEST)
    _require_zip(path)
    try:
        with zipfile.ZipFile(path) as archive:
            _require_harmless(path, archive)
            yield archive
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        raise SourceRefused(path, f"it is damaged ({error})", "make it anew") from error


def require_size(path: Path, size: int, largest: int) -> None:
    """Raise ``SourceRefused`` for more bytes than are taken."""
    if size > largest:
        raise SourceRefused(path, f"it holds {size // 2**20} MiB; {largest // 2**20} MiB are taken at most", "split it")


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Whether the archive is a document of an office program."""
    return "[Content_Types].xml" in archive.namelist()


def require_part(path: Path, archive: zipfile.ZipFile, name: str, largest: int) -> None:
    """Raise ``SourceRefused`` for a part of a workbook that memory might not hold."""
    if archive.getinfo(name).file_size > largest:
        raise SourceRefused(
            path, f"{name!r} in it is larger than that of any workbook", "give the data as a zip of CSV files"
        )


def require_plain_workbook(path: Path, archive: zipfile.ZipFile) -> None:
    """Raise ``SourceRefused`` for macros, other kinds of document, and XML that declares entities."""
    names = set(archive.namelist())
    if any(name.endswith("vbaProject.bin") for name in names):
        raise SourceRefused(path, "it holds macros", "save it as an Excel workbook without macros (.xlsx)")
    if WORKBOOK not in names:
        raise SourceRefused(path, "it is a document of another kind", SAVE_AS)
    for name in sorted(names & TREES):
        require_part(path, archive, name, LARGEST_TREE)
    for name in sorted(names):
        if name.endswith((".xml", ".rels", ".vml")):
            _require_no_doctype(path, archive, name)


def _require_zip(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(len(OLE))
        if start == OLE:
            held = start + file.read()
            if ENCRYPTED in held:
                raise SourceRefused(path, "it is protected by a password", "take the password off and save it again")
            raise SourceRefused(path, "it is of the older kind (.xls)", SAVE_AS)
    if not zipfile.is_zipfile(path):
        raise SourceRefused(
            path, "it is neither a workbook (.xlsx) nor a zip of CSV files", "see `pmo import --template FILE.xlsx`"
        )


def _require_harmless(path: Path, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise SourceRefused(path, "it is protected by a password", "pack it again without one")
    if "mimetype" in archive.namelist():
        raise SourceRefused(path, "it is a document of another kind", SAVE_AS)
    require_size(path, sum(part.file_size for part in parts), LARGEST_UNPACKED)
    for part in parts:
        if part.file_size > BOMB_SIZE and part.file_size > BOMB_RATIO * max(part.compress_size, 1):
            raise SourceRefused(
                path, f"{part.filename!r} in it unpacks to far more than any data would", "make it anew"
            )


def _require_no_doctype(path: Path, archive: zipfile.ZipFile, name: str) -> None:
    """A document type may stand before the first element alone, so reading ends there."""
    found: list[str] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: found.append("doctype")
    parser.StartElementHandler = lambda *_: found.append("element")
    with archive.open(name) as part:
        while not found and (chunk := part.read(CHUNK)):
            try:
                parser.Parse(chunk, False)
            except expat.ExpatError as error:
                raise SourceRefused(path, f"{name!r} in it is damaged ({error})", "make it anew") from error
    if found[:1] == ["doctype"]:
        raise SourceRefused(path, f"{name!r} in it declares a document type, which no workbook does", SAVE_AS)
