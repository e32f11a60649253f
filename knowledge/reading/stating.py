"""What a document says of itself: version, owner and days, from its head, its cover, its control table and its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from itertools import pairwise
from pathlib import PurePath
from typing import Any, get_args

from knowledge.clauses import DocumentType
from knowledge.reading.dates import day_of
from knowledge.reading.page import Page

_KEYS: Mapping[str, str] = {
    "version": r"(?:document |current )?(?:version|issue|revision|edition|release)(?: (?:no\.?|number))?",
    "effective_from": r"(?:date )?(?:effective|in force|valid|applicable|applies)(?: (?:from|date|as of|since))?"
    r"|effective date|commencement(?: date)?|(?:takes|date of) effect|entry into force",
    "effective_to": r"(?:valid|effective|in force) (?:until|to)|expir(?:y|es)(?: date| on)?",
    "owner": r"(?:document |policy |standard |process |procedure )?owner|owned by|accountable(?: officer| owner)?"
    r"|responsible(?: officer| unit| department)?",
    "review_due": r"(?:next )?review(?: date| due| by)?(?: date)?|due for review|date of next review",
    "document": r"document (?:id|identifier|no\.?|number|ref(?:erence)?\.?|code)|doc\.? (?:id|no\.?|ref\.?)",
    "type": r"(?:document )?type|kind(?: of document)?",
}
_KEY = re.compile("|".join(rf"(?P<{name}>{words})" for name, words in _KEYS.items()), re.IGNORECASE)
_CONTROL = re.compile(r"\b(?:document|version|revision|change) (?:control|information|details|history|data)\b", re.I)
_IN_FORCE = re.compile(
    r"\b(?:takes? effect|comes? into (?:force|effect)|(?:is |are |becomes? )?(?:effective|in force))"
    r"(?: on| from| as of| as from| with effect from)*\s+(?=\S*\d|[A-Z])",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"\b(?:[Oo]wner|[Oo]wned by|[Rr]esponsible|[Aa]ccountable)\s*[:–—]\s*"
    r"(?P<owner>[A-Z][\w&’'/-]*(?:,? (?:[A-Z(][\w&’'/)-]*|of|for|and|the))*)"
)
"""An owner named in running text: a name goes on as long as its words are written large."""
_KIND = re.compile(
    r"\b(?P<kind>policy|standard|procedure|guidance)\s*(?:[-–—(]?\s*(?:v|version)\.?\s?[\d.]+\)?)?\s*$", re.IGNORECASE
)
"""A title that ends with the name of a kind says what kind of document it is."""
_REPLACES = re.compile(r"\b(?:supersedes|replaces)(?: and replaces)? (?:version |v\.?\s?)(\d+(?:\.\d+)*)", re.I)
_VERSION = re.compile(r"^[vV]?\.?\s*(\d+(?:\.\d+)*[a-z]?)\b")
_IN_WORDS = re.compile(r"\bversion\s*:?\s*v?(\d+(?:\.\d+)*)", re.IGNORECASE)
_IN_NAME = re.compile(
    r"(?:^|[\s_.-])(?:v|ver|version|rev|issue)[\s_.-]?(\d+(?:[._]\d+)*)(?=$|[\s_.()-])", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-_.](0[1-9]|1[0-2]))?(?:[-_.]\d\d)?(?!\d)")
_NOBODY = re.compile(r"^\W*(?:tb[cd]|n/?a|none|name|insert.*|<.*|\[.*)?\W*$", re.IGNORECASE)
_IDENTIFIER = re.compile(r"^(?=\S*\d)[A-Za-z0-9][\w./-]{2,40}$")
_TYPES = frozenset(get_args(DocumentType))
_OPENING = 6_000


@dataclass(frozen=True, slots=True)
class Stated:
    """What is stated; None where nothing is."""

    document: str | None = None
    version: str | None = None
    type: DocumentType | None = None
    owner: str | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    review_due: date | None = None
    replaces: str | None = None
    """Version that it says it takes the place of."""
    doubts: tuple[str, ...] = field(default=())
    """Days that may be read in two ways, one clause of a sentence each."""


def stated_in(page: Page, path: PurePath) -> Stated:
    """What a page states, and where it states no version, what the names of file and folder say."""
    found = _Found()
    for key, value in page.front.items():
        if isinstance(value, str) and (name := _key(key.replace("_", " "))):
            found.take(name, value)
    for text in _telling(page):
        for name, value in _pairs(text):
            found.take(name, value)
    opening = _opening(page)
    for match in _IN_FORCE.finditer(opening):
        found.take("effective_from", opening[match.end() : match.end() + 30])
    if named := _IN_WORDS.search(opening[:1500]):
        found.take("version", named.group(1))
    if owned := _OWNED.search(opening):
        found.take("owner", owned["owner"])
    if replaced := _REPLACES.search(opening):
        found.values["replaces"] = replaced.group(1)
    found.take("version", version_in_name(path.stem) or version_in_name(path.parent.name) or "")
    found.take("type", next((kind["kind"] for title in _titles(page) if (kind := _KIND.search(title))), ""))
    return Stated(**found.values, doubts=tuple(found.doubts.values()))


def version_in_name(name: str) -> str | None:
    """The version, or the year and month, in the name of a file or folder: ``v2.1``, ``2026-03``."""
    if match := _IN_NAME.search(name):
        return match.group(1).replace("_", ".")
    if match := _YEAR.search(name):
        return ".".join(part for part in match.groups() if part)
    return name if re.fullmatch(r"\d+(?:\.\d+)+", name) and len(name) < 8 else None


@dataclass(slots=True)
class _Found:
    values: dict[str, Any] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)

    def take(self, key: str, value: str) -> None:
        """Keeps a value where its key has none yet: what stands first counts."""
        if key in self.values:
            return
        words = " ".join(value.split()).strip(" |*_.")
        if key in ("effective_from", "effective_to", "review_due"):
            self._day(key, words)
        elif key == "version" and (match := _VERSION.match(words)):
            self.values[key] = match.group(1)
        elif key == "owner" and not _NOBODY.match(words) and len(words) < 80 and words[:1].isupper():
            self.values[key] = words
        elif (key == "document" and _IDENTIFIER.match(words)) or (key == "type" and words.upper() in _TYPES):
            self.values[key] = words.upper()

    def _day(self, key: str, words: str) -> None:
        written = day_of(words[:40])
        if written is None:
            return
        if written.day is None:
            self.doubts.setdefault(key, f"its {key} {written.words!r} may be two days")
        else:
            self.doubts.pop(key, None)
            self.values[key] = written.day


def _titles(page: Page) -> Iterator[str]:
    """What the document calls itself."""
    yield str(page.front.get("title") or "")
    yield from [section.title for section in page.sections if section.level == 1][:1]


def _opening(page: Page) -> str:
    return "\n".join(section.text for section in page.sections[:6])[:_OPENING]


def _telling(page: Page) -> Iterator[str]:
    """The texts that may state something: the opening, and wherever the document is controlled."""
    yield from (section.text[:_OPENING] for section in page.sections[:3])
    yield from (section.text for section in page.sections[3:] if _CONTROL.search(section.title))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Keys with their values: cells of tables, and lines such as “Version 2.1 | Owner: Head of X”."""
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
            if not re.fullmatch(r"[-:|\s]+", line):
                rows.append(cells)
            continue
        yield from _of_table(rows)
        rows = []
        for part in re.split(r"\s+[|•·]\s+|\s{3,}|;\s", line.lstrip("- ")):
            if len(part) < 120 and (match := _KEY.match(part.strip("*_ "))) and match.lastgroup:
                rest = part.strip("*_ ")[match.end() :]
                if re.match(r"\s*[:–—-]|\s", rest):
                    yield match.lastgroup, rest.lstrip(" :–—-*_")


def _of_table(rows: list[list[str]]) -> Iterator[tuple[str, str]]:
    heads = [_key(cell) for cell in rows[0]] if rows else []
    if sum(each is not None for each in heads) > 1 and len(rows) > 1 and not _is_value_beside(rows[0]):
        # a history has a row for each version: the last one with a version is the present one
        last = rows[-1] if "history" not in " ".join(rows[0]).lower() else rows[1]
        yield from ((key, cell) for key, cell in zip(heads, last, strict=False) if key)
        return
    for row in rows:
        for key, cell in pairwise(row):
            if name := _key(key):
                yield name, cell


def _is_value_beside(row: list[str]) -> bool:
    return len(row) > 1 and _key(row[0]) is not None and _key(row[1]) is None


def _key(words: str) -> str | None:
    match = _KEY.fullmatch(words.strip(" :*_"))
    return match.lastgroup if match else None


def said(stated: Stated) -> dict[str, object]:
    """What is stated, by name, without what is not."""
    names = (each.name for each in fields(stated) if each.name not in ("doubts", "replaces"))
    return {name: value for name in names if (value := getattr(stated, name)) is not None}
