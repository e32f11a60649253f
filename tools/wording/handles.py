"""Filling templates: every handle in braces is replaced by the value of a figure or the ref of a clause.

This is where a wrong number becomes impossible: a handle that no result carries has no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.clauses import Clause
from tools.result import Figure
from tools.wording.display import show

HANDLE = re.compile(r"\{([^{}]+)\}")


class HandleError(ValueError):
    """A template that cannot be filled."""

    def __init__(self, handle: str, message: str) -> None:
        super().__init__(message)
        self.handle = handle


class UnknownHandle(HandleError):
    """A handle that none of the given figures and clauses has."""

    def __init__(self, handle: str) -> None:
        super().__init__(handle, f"no figure or clause has the handle {handle!r}")


class AmbiguousHandle(HandleError):
    """A handle under which two figures say different things, for example of two dates."""

    def __init__(self, handle: str) -> None:
        super().__init__(handle, f"the handle {handle!r} stands for different values")


@dataclass(frozen=True, slots=True)
class Span:
    """Where a handle's value stands in the filled text, and what it came from."""

    start: int
    end: int
    handle: str
    figure: Figure | None = None
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled template with the place of every value in it."""

    text: str
    spans: tuple[Span, ...]


def handles(template: str) -> tuple[str, ...]:
    """The handles of a template, in order, without braces."""
    return tuple(HANDLE.findall(template))


def fill(template: str, figures: Iterable[Figure], clauses: Iterable[Clause]) -> Filled:
    """Replace every handle by the figure's shown value or the clause's ref.

    Raises UnknownHandle for a handle without figure or clause, AmbiguousHandle for one with rival values.
    """
    by_handle: dict[str, list[Figure]] = {}
    for figure in figures:
        by_handle.setdefault(figure.handle, []).append(figure)
    by_ref = {clause.ref: clause for clause in clauses}

    parts: list[str] = []
    spans: list[Span] = []
    length = last = 0
    for match in HANDLE.finditer(template):
        before = template[last : match.start()]
        last = match.end()
        text, figure_used, clause_used = _value(match.group(1), by_handle, by_ref)
        start = length + len(before)
        length = start + len(text)
        parts += [before, text]
        spans.append(Span(start, length, match.group(1), figure_used, clause_used))
    parts.append(template[last:])
    return Filled("".join(parts), tuple(spans))


def _value(
    handle: str, by_handle: dict[str, list[Figure]], by_ref: dict[str, Clause]
) -> tuple[str, Figure | None, Clause | None]:
    clause = by_ref.get(handle)
    if clause is not None:
        return clause.ref, None, clause
    candidates = by_handle.get(handle)
    if not candidates:
        raise UnknownHandle(handle)
    shown = {show(figure) for figure in candidates}
    if len(shown) > 1:
        raise AmbiguousHandle(handle)
    return shown.pop(), candidates[0], None
