"""Texts that a cell would not keep: marked or escaped on the way out, and read back as they were.

A blank cell is an absent value, and blanks around a text are nobody's intention. So a text that is empty, or
begins or ends with a blank, is written with an apostrophe before it. In a CSV file so is a text that a
spreadsheet would take for a formula. In a workbook such a text is a cell of text, and needs no mark.
"""

from __future__ import annotations

import re

MARK = "'"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
CELL_LIMIT = 32_767
"""Characters, as UTF-16 counts them, that a cell of a workbook holds."""
_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def marked(text: str) -> str:
    """Return a text as it stands in a CSV file."""
    return MARK + text if _needs_mark(text) or _like_formula(text) else text


def marked_blank(text: str) -> str:
    """Return a text as it stands in a cell of a workbook."""
    ambiguous = text.startswith(MARK) and _like_formula(text)
    return MARK + text if _needs_mark(text) or ambiguous else text


def unmarked(cell: str) -> str | None:
    """Return the text that a cell stands for, None for a blank one."""
    if cell.startswith(MARK) and (_needs_mark(cell) or _like_formula(cell)):
        return cell.removeprefix(MARK)
    return cell.strip() or None


def escaped(text: str) -> str:
    """Return a text with what XML cannot hold written as ``_x000B_``, the way spreadsheets do."""
    return _NOT_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", _LIKE_ESCAPE.sub("_x005F_", text))


def unescaped(text: str) -> str:
    """Return the text that was escaped."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def length(text: str) -> int:
    """Return the characters of a text as spreadsheets count them."""
    return len(text) + sum(character > "\uffff" for character in text)


def _needs_mark(text: str) -> bool:
    bare = text.lstrip(MARK)
    return bare == "" or bare != bare.strip()


def _like_formula(text: str) -> bool:
    return text.lstrip(MARK).startswith(FORMULA_SIGNS)
