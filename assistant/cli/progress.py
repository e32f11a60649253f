"""Progress of work that takes longer than a moment, on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress


@contextmanager
def counted(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar for ``what``; the function it gives takes how many are done, of how many."""
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
