"""The lines of a page in reading order: columns one after the other, tables row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from knowledge.reading.page import table
from knowledge.reading.pdf_glyphs import Rule, Stretch

_NEAR = 3.0
_MOST_ROWS = 9
"""Rows of text in a cell of a table; a frame that holds more is a part of the page."""
BULLET = re.compile(r"^(?:[•●○▪■□✓➢–◦‣·\uf000-\uf0ff]|o(?=\s)|-(?=\s)|\d{1,2}[.)]$|[a-z]\)$)\s*")
"""What stands before an item of a list."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a column, or a whole table."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    is_table: bool = False
    column: tuple[float, float] = (0.0, 0.0)
    """From where to where the text beside, above and below it runs."""


Row = list[Stretch]


def lines_of(stretches: Sequence[Stretch], rules: Sequence[Rule]) -> list[Line]:
    """The lines of a page, in the order in which they are read."""
    if not stretches:
        return []
    free, tables = list(stretches), list[list[Line]]()
    for grid in _grids(rules):
        inside = [each for each in free if grid.holds(each)]
        if found := grid.read(inside):
            tables.append(found)
            free = [each for each in free if each not in inside]
    return list(_ordered(_rows(free), tables))


def _rows(stretches: Iterable[Stretch]) -> list[Row]:
    """Stretches side by side, from the top down, each row from left to right."""
    rows: list[Row] = []
    for each in sorted(stretches, key=lambda each: each.middle):
        if rows and abs(each.middle - rows[-1][0].middle) < 0.45 * min(each.size, rows[-1][0].size):
            rows[-1].append(each)
        else:
            rows.append([each])
    return [sorted(row, key=lambda each: each.left) for row in rows]


def _ordered(rows: list[Row], tables: list[list[Line]]) -> Iterator[Line]:
    """Rows and tables from the top down; where rows stand in columns, column by column."""
    split = _columns(rows)
    if split is None:
        plain = [[line] for line in _plain(rows)]
        for lines in sorted([*plain, *tables], key=lambda lines: lines[0].top):
            yield from lines
        return
    first, last, gutter = split
    top, bottom = _top(rows[first]), max(each.bottom for row in rows[first:last] for each in row)
    left = [[each for each in row if each.right <= gutter] for row in rows[first:last]]
    right = [[each for each in row if each.right > gutter] for row in rows[first:last]]
    yield from _ordered(rows[:first], [each for each in tables if each[0].top < top])
    within = [each for each in tables if top <= each[0].top <= bottom]
    yield from _ordered([row for row in left if row], [each for each in within if each[0].left < gutter])
    yield from _ordered([row for row in right if row], [each for each in within if each[0].left >= gutter])
    yield from _ordered(rows[last:], [each for each in tables if each[0].top > bottom])


def _columns(rows: list[Row]) -> tuple[int, int, float] | None:
    """Where columns of prose begin and end, and the middle of the gap between the first and the others."""
    best: tuple[int, int, float] | None = None
    edges = sorted({round(each.left) - 1.0 for row in rows for each in row})
    for gutter in edges:
        for first, last in _clear(rows, gutter):
            if (best is None or last - first > best[1] - best[0]) and (
                _is_prose(rows[first:last], gutter) or _are_lists(rows[first:last], gutter)
            ):
                best = first, last, gutter
    return best


def _clear(rows: list[Row], gutter: float) -> Iterator[tuple[int, int]]:
    """Runs of rows that nothing crosses at that place."""
    crossed = [any(each.left < gutter < each.right + 6 for each in row) for row in rows]
    for is_crossed, run in groupby(range(len(rows)), key=crossed.__getitem__):
        if not is_crossed:
            places = list(run)
            yield places[0], places[-1] + 1


def _is_prose(rows: list[Row], gutter: float) -> bool:
    sides = [[each for row in rows for each in row if (each.right <= gutter) is left] for left in (True, False)]
    for side in sides:
        if len(side) < 4:
            return False
        widest = max(each.right for each in side) - min(each.left for each in side)
        full = median(each.right - each.left for each in side) > 0.6 * widest
        words = median(len(each.text.split()) for each in side)
        if not full or words < 4:
            return False
    return _overlap(sides)


def _are_lists(rows: list[Row], gutter: float) -> bool:
    sides = [[each for row in rows for each in row if (each.right <= gutter) is left] for left in (True, False)]
    listed = all(sum(bool(BULLET.match(each.text)) for each in side) > 1 for side in sides)
    return listed and _overlap(sides)


def _overlap(sides: list[list[Stretch]]) -> bool:
    tops = [{round(each.top) for each in side} for side in sides]
    return min(map(max, tops)) > max(map(min, tops))


def _plain(rows: list[Row]) -> Iterator[Line]:
    """Rows of one column as lines, and those with aligned cells as tables."""
    column = (min((row[0].left for row in rows), default=0.0), max((_right(row) for row in rows), default=0.0))
    at = 0
    while at < len(rows):
        end = _table_end(rows, at)
        if end - at >= 2:
            yield _unruled(rows[at:end], column)
        else:
            end = at + 1
            yield _line(rows[at], column)
        at = end


def _table_end(rows: list[Row], at: int) -> int:
    """The row after the last one that has cells where this one has them."""
    starts = [each.left for each in rows[at]]
    end, gap = at, 0.0
    while end < len(rows) and len(starts) > 1 and not any(BULLET.match(each.text) for each in rows[end]):
        row = rows[end]
        aligned = all(_fits(each, starts) for each in row)
        gap = _top(row) - max(each.bottom for each in rows[end - 1]) if end > at else 0.0
        if not aligned or gap > 2.5 * row[0].size or (len(row) < 2 and not _wraps(row, starts, gap)):
            break
        end += 1
    return end


def _fits(each: Stretch, starts: list[float]) -> bool:
    """Whether a stretch begins where a column does, and ends before the next one."""
    at = next((at for at, start in enumerate(starts) if abs(each.left - start) < _NEAR), None)
    return at is not None and (at + 1 == len(starts) or each.right < starts[at + 1])


def _wraps(row: Row, starts: list[float], gap: float) -> bool:
    # a second line within a cell stands close below the first
    return gap < 0.6 * row[0].size and row[0].left > starts[0] - _NEAR


def _unruled(rows: list[Row], column: tuple[float, float]) -> Line:
    starts = [each.left for each in rows[0]]
    cells: list[list[str]] = []
    for row in rows:
        texts = [" ".join(e.text for e in row if abs(e.left - start) < _NEAR) for start in starts]
        if len(row) < len(starts) and cells and not (texts[0] and len(row) > 1):
            cells[-1] = [f"{above} {text}".strip() for above, text in zip(cells[-1], texts, strict=True)]
        else:
            cells.append(texts)
    every = [each for row in rows for each in row]
    return _line(every, column, table(cells))


def _line(row: Row, column: tuple[float, float], as_table: str | None = None) -> Line:
    letters = sum(len(each.text) for each in row)
    return Line(
        text=as_table if as_table is not None else " ".join(each.text for each in row),
        left=min(each.left for each in row),
        right=_right(row),
        top=_top(row),
        bottom=max(each.bottom for each in row),
        size=max(each.size for each in row),
        bold=sum(len(each.text) for each in row if each.bold) > 0.9 * letters,
        is_table=as_table is not None,
        column=column,
    )


def _top(row: Row) -> float:
    return min(each.top for each in row)


def _right(row: Row) -> float:
    return max(each.right for each in row)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Cells between ruled lines."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]

    def holds(self, each: Stretch) -> bool:
        centre = (each.left + min(each.right, each.left + 20)) / 2
        return self.columns[0] - _NEAR <= centre <= self.columns[-1] and self.rows[0] <= each.middle <= self.rows[-1]

    def read(self, inside: Sequence[Stretch]) -> list[Line]:
        """The table, or the lines of its frames; nothing where fewer than two rows and columns have words."""
        crossed = [sum(each.left < edge - 10 and edge + 10 < each.right for each in inside) for edge in self.columns]
        if any(times > 1 and times > 0.15 * len(inside) for times in crossed):
            return []  # text runs across: these are frames, not columns
        cells = [[list[Stretch]() for _ in self.columns[1:]] for _ in self.rows[1:]]
        for each in inside:
            across = sum(edge <= each.left + _NEAR for edge in self.columns[1:-1])
            cells[sum(edge <= each.middle for edge in self.rows[1:-1])][across].append(each)
        filled = [[bool(cell) for cell in row] for row in cells]
        used = sum(any(column) for column in zip(*filled, strict=True))
        if used < 2 or sum(sum(row) > 1 for row in filled) < 2:
            return []
        if any(len(_rows(cell)) > _MOST_ROWS for row in cells for cell in row):
            return [line for row in cells for cell in row for line in _ordered(_rows(cell), [])]
        texts = [[" ".join(_line(row, (0, 0)).text for row in _rows(cell)) for cell in line] for line in cells]
        return [_line(list(inside), (self.columns[0], self.columns[-1]), table(texts))]


def _grids(rules: Sequence[Rule]) -> Iterator[_Grid]:
    """Groups of lines that touch, with two rows and two columns at least."""
    for group in _touching(rules):
        down, across = [each for each in group if not each.across], [each for each in group if each.across]
        left, right = min(each.left for each in group), max(each.right for each in group)
        top, bottom = min(each.top for each in group), max(each.bottom for each in group)
        columns = _places((each.left, each.top, each.bottom) for each in down)
        rows = _places((each.top, each.left, each.right) for each in across)
        grid = _Grid(_long(columns, bottom - top), _long(rows, right - left))
        if len(grid.columns) > 2 and len(grid.rows) > 2:
            yield grid


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    groups: list[tuple[list[float], list[Rule]]] = []
    for rule in sorted(rules, key=lambda rule: (rule.top, rule.left)):
        reach = [rule.left - _NEAR, rule.right + _NEAR, rule.top - _NEAR, rule.bottom + _NEAR]
        own, apart = [rule], []
        for bounds, group in groups:
            if bounds[0] < reach[1] and reach[0] < bounds[1] and bounds[2] < reach[3] and reach[2] < bounds[3]:
                reach = [min(bounds[0], reach[0]), max(bounds[1], reach[1]),
                         min(bounds[2], reach[2]), max(bounds[3], reach[3])]  # fmt: skip
                own += group
            else:
                apart.append((bounds, group))
        groups = [*apart, (reach, own)]
    return [group for _, group in groups]


def _places(edges: Iterable[tuple[float, float, float]]) -> list[tuple[float, float]]:
    """Where lines stand, and how far those at one place reach together."""
    places: list[list[float]] = []  # place, end of what is covered, length covered
    for at, start, end in sorted(edges, key=lambda edge: (round(edge[0] / _NEAR), edge[1])):
        if not places or at - places[-1][0] > _NEAR:
            places.append([at, end, end - start])
        elif end > places[-1][1]:
            places[-1][2] += end - max(start, places[-1][1])
            places[-1][1] = end
    return [(at, length) for at, _, length in places]


def _long(places: Iterable[tuple[float, float]], whole: float) -> tuple[float, ...]:
    # frames that stand beside each other have no lines in common: those of a table run through
    return tuple(at for at, length in places if length > 0.7 * whole)
