"""Which words of a clause answer a question: a sentence, a list with what it hangs on, or rows of a table.

Everything between quotation marks is verbatim; what a clause writes as a table is quoted cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from knowledge.clauses import Clause, normalised
from knowledge.lexicon import Lexicon, words
from knowledge.passages import sentences
from tools.currency import SIGN
from tools.standards.bands import amount_in, fitting

if TYPE_CHECKING:
    from knowledge.library import Library

SHARED_WORDS = 0.3
MODAL_BONUS = 0.03
FIRST_BONUS = 0.04
"""For the first sentence of a clause, where a rule is usually stated."""
LEAD_BONUS = 0.06
"""For the words that introduce a list or a table: behind them stands more than they say."""
AMOUNT_BONUS = 0.12
"""For words that hold a number, where the question asks how much, how long or from when on."""
BARE_ITEM = 0.15
"""Against a short item of a list that no words introduce: it names something and says nothing of it."""
SHORT_ITEM = 10
NAME_ONLY = 6
"""Words."""
CLEAR_LEAD = 0.12
"""By how much one item must beat the next to stand for its whole list."""
CLOSE_SECOND = 0.06
"""Within this, the sentence beside the best one belongs to the answer."""
MOST_ROWS = 8

_YES_OR_NO = re.compile(
    r"^\W*(?:is|are|was|were|do|does|did|must|may|can|could|shall|should|has|have|need|will)\b", re.IGNORECASE
)
_ASKS_WHICH = re.compile(r"\b(?:what|which|list|name|how many)\b", re.IGNORECASE)
_ASKS_AMOUNT = re.compile(
    r"\b(?:how (?:much|many|far|long|late|often|soon|early|high|big)|from (?:what|which|when)|up to|at what|when"
    rf"|limits?|thresholds?|deadlines?|maximum|minimum|tolerance|days?|percent(?:age)?|million|thousand)\b|[%\d{SIGN}]",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"(?<![\w§.])\d")
_REFERENCE = re.compile(r"\b[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+\b|§+\s*[\d.]+|\b[\d.]+\s?§|\b(?:Article|Section)s? [\d.]+")
_MODAL = re.compile(r"\b(shall|must|may|should|cannot)\b")
_LEANS_BACK = re.compile(
    r"^(It|They|This|These|That|Those|Such|Then|There|Otherwise|Until then|Both|The same|Where it|A higher|A wider)\b"
)
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+")
_TABLE_RULE = re.compile(r"^\|[-:|\s]+\|$")


@dataclass(frozen=True, slots=True)
class Unit:
    """Words of a clause that can be quoted by themselves."""

    kind: Literal["sentence", "item", "row"]
    text: str
    cells: tuple[tuple[str, str], ...] = ()
    """Of a row: the column's heading and what stands under it."""
    block: int = 0
    leads: bool = False
    """Whether it introduces the list or table of its block."""

    @property
    def probe(self) -> str:
        """The words by which the unit is compared with a question."""
        return "; ".join(f"{head}: {cell}" for head, cell in self.cells) if self.cells else self.text


@dataclass(slots=True)
class Quotes:
    """Quotes clauses in answer to one question, and keeps which."""

    library: Library
    question: str
    clauses: dict[str, Clause] = field(default_factory=dict)

    def cite(self, clause: Clause) -> str:
        """The clause's reference as it stands at the end of a sentence."""
        self.clauses[clause.ref] = clause
        return f"({{{clause.ref}}})"

    def answer(self, clause: Clause) -> str:
        """The words of a clause that answer the question, lists and tables as far as they are asked for."""
        units = units_of(clause)
        best = self._banded(units) or self._named_row(units) or self._ranked(units)[0]
        if best.kind == "sentence" and not best.leads:
            named = self._asked_names(units)
            words_ = self._sentences(units, best)
            return "\n".join([words_, *(f"- {name}" for name in named)]) + f" {self.cite(clause)}"
        block = [unit for unit in units if unit.block == best.block and (unit.leads or unit.kind != "sentence")]
        chosen = self._rows(block) if any(unit.kind == "row" for unit in block) else self._items(block)
        return f"{_together(block, chosen)} {self.cite(clause)}"

    def bands_amount(self, clause: Clause) -> bool:
        """Whether a table of the clause says what holds for the amount of money in the question."""
        amount = amount_in(self.question)
        return amount is not None and not amount.is_percentage and self._banded(units_of(clause)) is not None

    def _banded(self, units: list[Unit]) -> Unit | None:
        """The row of a table of bands into which the amount of the question falls."""
        amount = amount_in(self.question)
        return fitting([unit for unit in units if unit.kind == "row"], amount) if amount else None

    def _named_row(self, units: list[Unit]) -> Unit | None:
        """The one row of the clause's tables that the question names, where it asks from when on or how much."""
        asked = set(words(self.question))
        named = [unit for unit in units if (name := set(words(_name(unit)))) and name <= asked]
        return named[0] if len(named) == 1 and _ASKS_AMOUNT.search(self.question) else None

    def _asked_names(self, units: list[Unit]) -> list[str]:
        """The names that a table lists under a heading that the question asks for: “which phases are there?”."""
        if not _ASKS_WHICH.search(self.question):
            return []
        asked = set(words(self.question))
        rows = [unit for unit in units if len(unit.cells) > 1 and set(words(unit.cells[0][0])) & asked]
        return [f"“{clean(row.cells[0][1])}”" for row in rows if row.cells[0][1]][: 2 * MOST_ROWS]

    def key(self, clause: Clause) -> str:
        """The one sentence, item or row of a clause that comes nearest to the question."""
        units = units_of(clause)
        best = next((unit for unit in self._ranked(units) if not unit.leads), units[0])
        lead = [unit for unit in units if unit.block == best.block and unit.leads and best.kind != "sentence"]
        return f"{' '.join(map(quoted, [*lead, best]))} {self.cite(clause)}"

    def holding(self, clause: Clause, fragments: Iterable[str]) -> str:
        """The sentence, item or row of a clause in which the first of the fragments stands, else the nearest one."""
        units = [(unit, normalised(unit.text)) for unit in units_of(clause)]
        sought = (normalised(fragment) for fragment in fragments)
        unit = next((unit for each in sought for unit, text in units if each in text), None)
        return f"{quoted(unit)} {self.cite(clause)}" if unit else self.key(clause)

    def whole(self, clause: Clause) -> str:
        """All words of a clause, lines kept."""
        return f"“{clean(clause.text)}” {self.cite(clause)}"

    def _ranked(self, units: list[Unit]) -> list[Unit]:
        scores = self._scores(units)
        return [units[at] for at in sorted(range(len(units)), key=lambda at: -scores[at])]

    def _scores(self, units: list[Unit]) -> list[float]:
        near = self.library.likeness(self.question, [unit.probe for unit in units])
        shared = Lexicon([unit.probe for unit in units]).shares(self.question)
        amount = AMOUNT_BONUS * bool(_ASKS_AMOUNT.search(self.question))
        bonus = [
            MODAL_BONUS * bool(_MODAL.search(unit.text))
            + LEAD_BONUS * unit.leads
            + amount * _holds_amount(unit)
            - BARE_ITEM * _is_bare(unit, units)
            + FIRST_BONUS * (unit is units[0])
            for unit in units
        ]
        return [float(a + SHARED_WORDS * b + c) for a, b, c in zip(near, shared, bonus, strict=True)]

    def _sentences(self, units: list[Unit], best: Unit) -> str:
        """The best sentence, with the one before it where it leans on that, or a neighbour that is as near."""
        scores = self._scores(units)
        at = next(position for position, unit in enumerate(units) if unit is best)
        first = last = at
        while first and _LEANS_BACK.match(units[first].text) and _follows(units[first - 1], units[first]):
            first -= 1
        if first == last and at + 1 < len(units) and _follows(best, units[at + 1]):
            close = scores[at] - scores[at + 1] < CLOSE_SECOND
            last += close and not units[at + 1].leads
        return f"“{clean(' '.join(unit.text for unit in units[first : last + 1]))}”"

    def _items(self, block: list[Unit]) -> list[Unit]:
        """One item where the question is whether it belongs there and it stands out from the others, else all."""
        items = [unit for unit in block if unit.kind == "item"]
        if not _YES_OR_NO.match(self.question):
            return items
        scores = sorted(zip(self._scores(items), range(len(items)), strict=True), reverse=True)
        alone = len(items) > 1 and scores[0][0] - scores[1][0] > CLEAR_LEAD
        return [items[scores[0][1]]] if alone else items

    def _rows(self, block: list[Unit]) -> list[Unit]:
        """The rows that the question names, else all of a short table, else the nearest."""
        rows = [unit for unit in block if unit.kind == "row"]
        asked = set(words(self.question))
        amount = amount_in(self.question)
        if amount and (row := fitting(rows, amount)):
            return [row]
        named = [row for row in rows if (name := set(words(_name(row)))) and name <= asked]
        if named and len(named) <= len(rows) // 2:
            return named
        return rows if len(rows) <= MOST_ROWS else self._ranked(rows)[:3]


def units_of(clause: Clause) -> list[Unit]:
    """The units of a clause, in order; at least one."""
    units: list[Unit] = []
    for number, block in enumerate(re.split(r"\n\s*\n", clause.text)):
        lines = [line for line in block.split("\n") if line.strip()]
        if lines and lines[0].lstrip().startswith("|"):
            units = [*_leading(units, number), *_rows_of(lines, number)]
        elif lines and _ITEM.match(lines[0]):
            units = [*_leading(units, number), *_items_of(lines, number)]
        else:
            units += [Unit("sentence", sentence, block=number) for sentence in sentences(block)]
    return units or [Unit("sentence", normalised(clause.text))]


def clean(text: str) -> str:
    """Words as they may stand between quotation marks in a template."""
    return text.translate({ord("“"): "‘", ord("”"): "’", ord("{"): "(", ord("}"): ")"}).strip()


def quoted(unit: Unit) -> str:
    """A unit between quotation marks; a row cell by cell, with its columns' headings where there are several."""
    if not unit.cells:
        return f"“{clean(unit.text)}”"
    cells = [(f"“{clean(head)}”", f"“{clean(cell)}”") for head, cell in unit.cells]
    if len(cells) == 1:
        return cells[0][1]
    if len(cells) == 2:
        return f"{cells[0][1]}: {cells[1][1]}"
    return f"{cells[0][1]} – " + "; ".join(f"{head}: {cell}" for head, cell in cells[1:])


def _leading(units: list[Unit], number: int) -> list[Unit]:
    if units and units[-1].kind == "sentence" and units[-1].text.endswith(":"):
        return [*units[:-1], replace(units[-1], block=number, leads=True)]
    return units


def _rows_of(lines: list[str], number: int) -> Iterator[Unit]:
    rows = [_cells(line) for line in lines if not _TABLE_RULE.match(line.strip())]
    for row in rows[1:]:
        cells = tuple((head, cell) for head, cell in zip(rows[0], row, strict=False) if cell)
        yield Unit("row", " ".join(row), cells, number)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _items_of(lines: list[str], number: int) -> Iterator[Unit]:
    item: list[str] = []
    for line in [*lines, "- "]:
        if re.match(r"^(?:[-*+]|\d+\.)\s", line) and item:
            yield Unit("item", normalised(" ".join(item)), block=number)
            item = []
        item.append(line.strip() if item else _ITEM.sub("", line, count=1))


def _follows(first: Unit, second: Unit) -> bool:
    return first.kind == second.kind == "sentence" and first.block == second.block and not first.leads


def _is_bare(unit: Unit, units: list[Unit]) -> bool:
    """Whether the unit only names something: a few words on a line, or a short item that no words introduce."""
    if (
        unit.kind == "sentence"
        and len(units) > 1
        and len(unit.text.split()) < NAME_ONLY
        and unit.text[-1:] not in ".:?!"
    ):
        return True
    if unit.kind != "item" or len(unit.text.split()) >= SHORT_ITEM:
        return False
    return not any(other.leads and other.block == unit.block for other in units)


def _holds_amount(unit: Unit) -> bool:
    """Whether the words hold a number of their own, beside references to documents and clauses."""
    return bool(_AMOUNT.search(_REFERENCE.sub("", unit.text)))


def _name(row: Unit) -> str:
    """What a row is called, where its first cell is a name and not a measure."""
    name = row.cells[0][1] if row.cells else ""
    return name if len(name.split()) <= 3 and not any(letter.isdigit() for letter in name) else ""


def _together(block: Iterable[Unit], chosen: list[Unit]) -> str:
    lead = [quoted(unit) for unit in block if unit.leads]
    if len(chosen) == 1:
        return " ".join([*lead, quoted(chosen[0])])
    return "\n".join([*lead, *(f"- {quoted(unit)}" for unit in chosen)])
