"""``python -m evals.bench.scale``: the same work at several sizes, each piece in a new process; a table and JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from evals.bench.processes import run_once
from evals.bench.timing import machine
from evals.bench.work import WORKS

UNSHOWN = ("standards",)
"""Work that is done for what follows it, and not measured by size."""


def scale(
    sizes: Annotated[str, typer.Option(help="Numbers of running projects, with commas between.")] = "24,1000",
    out: Annotated[Path, typer.Option(help="Where the JSON goes; measurements of other sizes in it stay.")] = Path(
        "bench-scale.json"
    ),
    keep: Annotated[Path | None, typer.Option(help="Folder to keep the databases in.")] = None,
    only: Annotated[str, typer.Option(help="Names of work, with commas between; all by default.")] = "",
) -> None:
    """Measure generating, exporting, importing, loading facts and tools at each size."""
    held: dict[str, Any] = json.loads(out.read_text(encoding="utf-8")) if out.exists() else {"sizes": {}}
    wanted = [name.strip() for name in only.split(",")] if only else list(WORKS)
    for size in map(int, sizes.split(",")):
        with _folder(keep, size) as folder:
            for name in wanted:
                typer.echo(f"{size:,} projects: {name} …", err=True)
                held["machine"] = machine()
                held["sizes"].setdefault(str(size), {})[name] = measure(name, folder)
                out.write_text(json.dumps(held, indent=2) + "\n", encoding="utf-8")
    typer.echo(as_text(held))


def measure(name: str, folder: Path) -> dict[str, Any]:
    """What one piece of work took, and the peak memory of its process; raises ``ProcessFailed``."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PMO_", "PYTHON"))}
    spent = run_once([sys.executable, "-m", "evals.bench.work", name, str(folder)], kept)
    told = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return {**told, "peak_mb": None if spent.peak_mb is None else round(spent.peak_mb), "load": machine()["load"]}


def as_text(held: dict[str, Any]) -> str:
    """A line for each piece of work: processor time and peak memory at each size."""
    sizes = sorted(held["sizes"], key=int)
    head = ["cpu, peak MB", *(f"{int(size):,}" for size in sizes)]
    rows = [[name, *(shown(held["sizes"][size].get(name)) for size in sizes)] for name in WORKS if name not in UNSHOWN]
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in (head, *rows))
    return "\n".join(line.rstrip() for line in lines)


def shown(told: dict[str, Any] | None) -> str:
    """Processor time and peak memory in a few characters, or why there are none."""
    if told is None:
        return "not run"
    if "left_out" in told:
        return "too large"
    return f"{duration(told['cpu'])}, {told['peak_mb']}"


def duration(milliseconds: float) -> str:
    """Milliseconds below ten seconds, then seconds, then minutes."""
    if milliseconds < 10_000:
        return f"{milliseconds:,.0f} ms"
    return f"{milliseconds / 1000:.0f} s" if milliseconds < 600_000 else f"{milliseconds / 60_000:.0f} min"


@contextmanager
def _folder(keep: Path | None, size: int) -> Iterator[Path]:
    """Give the folder of a size, which its work finds by its name."""
    if keep is not None:
        (keep / str(size)).mkdir(parents=True, exist_ok=True)
        yield keep / str(size)
        return
    with TemporaryDirectory(prefix="pmo-bench-", ignore_cleanup_errors=True) as parent:
        folder = Path(parent) / str(size)
        folder.mkdir()
        yield folder


if __name__ == "__main__":
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.command()(scale)
    app()
