"""Which files of a folder are documents: hidden ones, a program's own and what lies outside are none."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from knowledge.reading.formats import is_document

LARGEST = 200_000_000
"""Bytes of a file at most."""


def files_of(folder: Path, problems: dict[str, str]) -> Iterator[Path]:
    """The documents under a folder in natural order; those that may not be read are put among the problems."""
    inside = folder.resolve()
    for path in sorted(_walk(folder), key=lambda path: _natural(path.relative_to(folder))):
        source = path.relative_to(folder).as_posix()
        if path.is_symlink() and not path.resolve().is_relative_to(inside):
            problems[source] = "it is a link out of the folder: put the document itself here"
        elif path.is_file():
            if (size := path.stat().st_size) > LARGEST:
                problems[source] = f"it holds {size // 1_000_000} MB, and a document may have 200: take out pictures"
            else:
                yield path


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):  # does not follow links to folders
        folders[:] = [name for name in folders if not name.startswith((".", "__"))]
        yield from (Path(place) / name for name in names if is_document(Path(name)))


def _natural(path: Path) -> list[tuple[int, int, str]]:
    # chapter 10 comes after chapter 9
    pieces = re.findall(r"\d+|\D+", path.as_posix().lower())
    return [(0, int(piece), "") if piece.isdigit() else (1, 0, piece) for piece in pieces]
