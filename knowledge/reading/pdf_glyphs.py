"""Stretches of text on a page of a PDF, and the rules drawn on it, by PDFium.

Places are in points, from the left and from the top of the page.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_THIN = 3.0
_LINE_END_HYPHEN = "\u0002"
_MOST_RULES = 4_000
"""A drawing with more strokes than that is a picture, not the lines of a table."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words on one line without a wide gap between them."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    bold: bool

    @property
    def size(self) -> float:
        """Height of the letters, ascent to descent."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Height of its middle on the page."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A line that is drawn across or down."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def across(self) -> bool:
        """Whether it runs from left to right."""
        return self.right - self.left > self.bottom - self.top


def stretches(page: Any, text_page: Any) -> list[Stretch]:
    """All text of a page in the order in which it was written."""
    import ctypes

    from pypdfium2 import raw

    height = page.get_height()
    box = raw.FS_RECTF()
    found: list[Stretch] = []
    letters: list[str] = []
    left = right = top = bottom = 0.0
    bold = gap = upright = False

    def end() -> None:
        if letters and upright:
            found.append(Stretch("".join(letters).strip(), left, right, height - top, height - bottom, bold))
        letters.clear()

    for at in range(text_page.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text_page, at))
        if letter in "\r\n":
            end()
        elif letter.isspace() or letter == "\0":
            gap = True
        elif raw.FPDFText_GetLooseCharBox(text_page, at, ctypes.byref(box)):
            letter = "-" if letter == _LINE_END_HYPHEN else letter
            size = max(top - bottom, 1.0)
            beside = abs(box.bottom - bottom) < size * 0.5 and -0.6 * size < box.left - right < size * 1.1
            if letters and not beside:
                end()
            if not letters:
                upright = abs(math.sin(raw.FPDFText_GetCharAngle(text_page, at))) < 0.1  # watermarks, labels of axes
                left, top, bottom = box.left, box.top, box.bottom
                bold = raw.FPDFText_GetFontWeight(text_page, at) >= 600 or _is_named_bold(text_page, at)
            elif gap or box.left - right > size * 0.25:
                letters.append(" ")
            letters.append(letter)
            right, gap = max(box.right, box.left), False
    end()
    return [each for each in found if each.text]


def _is_named_bold(text_page: Any, at: int) -> bool:
    import ctypes

    from pypdfium2 import raw

    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text_page, at, name, 128, ctypes.byref(flags))
    return any(word in name.value.lower() for word in (b"bold", b"black", b"heavy", b"semibold"))


def rules(page: Any) -> list[Rule]:
    """The thin lines of a page, those around boxes too."""
    from pypdfium2 import raw

    width, height = page.get_size()
    found: list[Rule] = []
    for shape in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=2):
        left, bottom, right, top = shape.get_bounds()
        if right - left > 0.98 * width and top - bottom > 0.5 * height:
            continue  # the ground of the page
        found += _edges(left, right, height - top, height - bottom)
        if len(found) > _MOST_RULES:
            return []
    return found


def _edges(left: float, right: float, top: float, bottom: float) -> Iterator[Rule]:
    if right - left < _THIN or bottom - top < _THIN:
        if max(right - left, bottom - top) > 2 * _THIN:
            yield Rule(left, right, top, bottom)
        return
    yield Rule(left, right, top, top)
    yield Rule(left, right, bottom, bottom)
    yield Rule(left, left, top, bottom)
    yield Rule(right, right, top, bottom)
