"""What is wrong with the files: all of it is counted, and as much is kept as somebody can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from tools.portfolio.errors import DataInvalid

KEPT = 100
"""Findings kept of each file or sheet."""
MOST = 10_000
"""Findings of a file or sheet after which the rest of it is not read: it is not what it should be."""


class Findings:
    """Findings as they come, each a sentence with its place."""

    def __init__(self) -> None:
        self._kept: dict[str, list[str]] = {}
        self._counts: Counter[str] = Counter()
        self._stopped: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self._counts)

    def add(self, title: str, where: str, what: str | Callable[[], str]) -> None:
        """Add a finding of a file or sheet; what takes time to say is given as a function."""
        kept = self._kept.setdefault(title, [])
        self.count(title, 1)
        if len(kept) < KEPT:
            kept.append(f"{where}: {what if isinstance(what, str) else what()}")

    def at(self, file: str, number: int, what: str | Callable[[], str]) -> None:
        """Add a finding of a staged line, whose file is given with the word for its rows."""
        self.add(file.rpartition(" ")[0], f"{file} {number}", what)

    def count(self, title: str, times: int) -> None:
        """Count findings that are not kept."""
        self._counts[title] += times

    def room(self, title: str) -> int:
        """Return how many more of a file or sheet will be kept."""
        return KEPT - len(self._kept.get(title, ()))

    def are_many(self, title: str) -> bool:
        """Whether so much is wrong with a file or sheet that nobody is helped by more."""
        return self._counts[title] >= MOST

    def stop(self, title: str, last: str) -> None:
        """Note the last row of a file or sheet that was read, though more may follow."""
        self._stopped[title] = f"{title}, which was read as far as {last}"

    @property
    def stopped(self) -> bool:
        """Whether rows were left unread, so that nobody can say what is missing."""
        return bool(self._stopped)

    def raise_any(self) -> None:
        """Raise ``DataInvalid`` where there is a finding."""
        if self:
            problems = [problem for kept in self._kept.values() for problem in kept]
            raise DataInvalid(problems, {self._stopped.get(title, title): n for title, n in self._counts.items()})
