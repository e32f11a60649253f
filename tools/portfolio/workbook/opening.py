"""What a person may give to import: a workbook, a folder or zip of CSV files, one CSV file."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from tools.portfolio.errors import SourceRefused
from tools.portfolio.workbook.reading import opened_workbook
from tools.portfolio.workbook.safety import (
    LARGEST_UNPACKED,
    is_workbook,
    opened_zip,
    require_plain_workbook,
    require_size,
)
from tools.portfolio.workbook.sheets import Sheet, csv_sheet


@contextmanager
def opened(path: Path) -> Iterator[list[Sheet]]:
    """Give the sheets that a path holds, in the order of their names; raise ``SourceRefused``."""
    if path.is_dir():
        yield _csv_files(path, sorted(path.glob("*.csv")))
    elif path.suffix.lower() == ".csv" and path.is_file():
        yield _csv_files(path, [path])
    elif path.is_file():
        with opened_zip(path) as archive:
            if is_workbook(archive):
                require_plain_workbook(path, archive)
                with opened_workbook(path, archive) as sheets:
                    yield _some(path, sheets)
            else:
                yield _some(path, _packed(archive))
    else:
        raise SourceRefused(path, "there is no such file", "check its name")


def _csv_files(path: Path, files: list[Path]) -> list[Sheet]:
    require_size(path, sum(file.stat().st_size for file in files), LARGEST_UNPACKED)
    return _some(path, [csv_sheet(file.name, partial(_read, file)) for file in files])


def _read(file: Path) -> IO[bytes]:
    return file.open("rb")


def _packed(archive: zipfile.ZipFile) -> list[Sheet]:
    """The CSV files of an archive, in whatever folder; hidden ones are what a desktop keeps for itself."""
    paths = sorted(map(PurePosixPath, archive.namelist()))
    named = [path for path in paths if path.suffix == ".csv" and not path.name.startswith(".")]
    return [csv_sheet(path.name, partial(archive.open, str(path))) for path in named]


def _some(path: Path, sheets: list[Sheet]) -> list[Sheet]:
    if not sheets:
        raise SourceRefused(path, "it holds no sheet and no CSV file", "see `pmo import --template FILE.xlsx`")
    return sheets
