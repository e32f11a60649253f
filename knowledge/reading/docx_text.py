"""The words of one Word paragraph: insertions count, deletions and hidden words do not, fields show their result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from knowledge.reading.docx_numbering import W

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}delText", f"{_MC}Fallback",
                   f"{W}sdtPr", f"{W}delInstrText", f"{W}rt"})  # fmt: skip
_NAVIGATION = ("TOC", "PAGE", "NUMPAGES", "INDEX", "TOA")
BOX = f"{W}txbxContent"


@dataclass(slots=True)
class Words:
    """Reads paragraphs in order: a field may begin in one and end in another."""

    note: Callable[[str, str], str]
    """What stands in the text for a note, by its kind and identifier."""
    boxes: list[Any] = field(default_factory=list)
    """Text boxes that the last paragraph anchors."""
    _fields: list[str | None] = field(default_factory=list)
    """Instructions of the fields that are open; None once their result has begun."""
    _silent: int = 0
    """How many of the open fields are contents or page numbers."""

    def of(self, paragraph: Any) -> str:
        """The text of a paragraph, line breaks kept; its boxes are left in ``boxes``."""
        self.boxes = []
        parts: list[str] = []
        for child in paragraph:
            self._read(child, parts)
        return "".join(parts).strip()

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents is open."""
        return self._silent > 0

    def _read(self, element: Any, parts: list[str]) -> None:
        tag = element.tag
        if tag in _GONE:
            if tag == f"{W}instrText" and self._fields and self._fields[-1] is not None:
                self._fields[-1] += element.text or ""
            return
        if tag == BOX:
            self.boxes.append(element)
        elif tag == f"{W}fldChar":
            self._field(element.get(f"{W}fldCharType"))
        elif _is_silent(element):
            return
        elif self._showing and (words := self._literal(element)) is not None:
            parts.append(words)
        else:
            for child in element:
                self._read(child, parts)

    @property
    def _showing(self) -> bool:
        return not self._silent and all(instruction is None for instruction in self._fields)

    def _literal(self, element: Any) -> str | None:
        tag = element.tag
        if tag in (f"{W}t", f"{_MATH}t"):
            return element.text or ""
        if tag in (f"{W}tab", f"{W}ptab"):
            return " "
        if tag in (f"{W}br", f"{W}cr"):
            return "\n" if element.get(f"{W}type") in (None, "textWrapping") else ""
        if tag == f"{W}noBreakHyphen":
            return "-"
        if tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            return self.note(tag.removeprefix(W).removesuffix("Reference"), element.get(f"{W}id", ""))
        return None

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append("")
        elif kind == "separate" and self._fields:
            if _is_navigation(self._fields[-1] or ""):
                self._silent += 1
                self._fields[-1] = "silent"
            else:
                self._fields[-1] = None
        elif kind == "end" and self._fields and self._fields.pop() == "silent":
            self._silent -= 1


def _is_silent(element: Any) -> bool:
    if element.tag == f"{W}fldSimple":
        return _is_navigation(element.get(f"{W}instr", ""))
    return element.tag == f"{W}r" and _is_hidden(element)


def _is_navigation(instruction: str) -> bool:
    return instruction.split()[:1] != [] and instruction.split()[0].upper() in _NAVIGATION


def _is_hidden(run: Any) -> bool:
    properties = run.find(f"{W}rPr")
    mark = None if properties is None else properties.find(f"{W}vanish")
    return mark is not None and mark.get(f"{W}val", "1") not in ("0", "false")
