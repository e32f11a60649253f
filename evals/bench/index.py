"""``python -m evals.bench.index``: Chroma's own query against exact search, and what keeping the index costs.

Each size runs in a process of its own. The passages are those of the packaged standards, and for larger
libraries their sentences put together anew; half of the versions are in force, and only those are searched.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import numpy as np
import typer

from evals.bench.labelled import TODAY, outside, own
from evals.bench.processes import run_once
from evals.bench.timing import Spent, machine, measured, once, percentile

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.index.generations import Index
    from knowledge.passages import Passage

DEPTH = 10
RECALL = 0.99
"""Share of the exact ten nearest that Chroma's query has to find, for the index to be worth asking through it."""
PASSAGES_OF_A_VERSION = 40
SEED = 20261124
_TIE = 1e-6  # passages as near as the tenth count as found: either is right
_EXACT_TRIES = 50


class Library(NamedTuple):
    """Passages with their vectors, and which rows are in force."""

    passages: Sequence[Passage]
    vectors: dict[str, NDArray[np.float32]]
    """By text."""
    in_force: frozenset[str]
    """References of versions."""

    @property
    def fingerprint(self) -> str:
        """As an embedder has one."""
        return "benchmark"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors that were computed before: embedding is not what is measured."""
        return np.stack([self.vectors[text] for text in texts]) if texts else np.zeros((0, 384), dtype=np.float32)


def library_of(size: int) -> Library:
    """A library of that many passages, or with 0 the packaged standards as they are on a day."""
    from knowledge.embedding import offline_embedder

    passages, in_force = _packaged()
    if size:
        passages, in_force = _recombined(passages, size)
    texts = list(dict.fromkeys(passage.text for passage in passages))
    return Library(passages, dict(zip(texts, offline_embedder().embed(texts), strict=True)), in_force)


def _packaged() -> tuple[list[Passage], frozenset[str]]:
    from evals.home import DEMO, organisations
    from knowledge.holdings import Holdings
    from knowledge.passages import passages
    from knowledge.register import Register
    from knowledge.sync import sync_folder

    class NoMeaning:
        fingerprint = "none"

        def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
            return np.eye(1, 384, dtype=np.float32).repeat(len(texts), axis=0)

    with TemporaryDirectory(prefix="pmo-bench-") as folder:
        url = f"sqlite:///{folder}/register.db"
        register = Register(url)
        register.create_all()
        sync_folder(url, Path(folder), organisations()[DEMO].standards, NoMeaning())
        held = Holdings(*register.load())
        register.close()
    return [piece for clause in held.clauses for piece in passages(clause)], held.in_force(TODAY)


def _recombined(passages: Sequence[Passage], size: int) -> tuple[list[Passage], frozenset[str]]:
    from knowledge.passages import Passage, sentences

    chance = random.Random(SEED)  # noqa: S311
    parts = [part for passage in passages if passage.kind == "text" for part in sentences(passage.text)]
    made = []
    for number in range(size):
        document, rest = divmod(number, 2 * PASSAGES_OF_A_VERSION)
        version = f"D-{document} v{1 + rest // PASSAGES_OF_A_VERSION}.0"
        made.append(Passage(f"{version} §{rest}", "text", " ".join(chance.sample(parts, 2))))
    return made, frozenset(each.clause.partition(" §")[0] for each in made if " v2.0 " in each.clause)


def measure(size: int, home: Path, chroma: str | None) -> dict[str, Any]:
    """Everything at one size: milliseconds at p50, recall as a share, rows."""
    from knowledge.embedding import offline_embedder
    from knowledge.holdings import Edition
    from knowledge.index.generations import Index
    from knowledge.index.store import open_store

    library = library_of(size)
    index = Index(home, open_store(home, f"sqlite:///{home}/register.db", chroma), library)
    first, second = Edition(1, "first"), Edition(2, "second")
    build = once(lambda: index.ensure(first, lambda: library.passages))
    changed = library.passages[0]._replace(text="One clause says something else now.")
    library.vectors[changed.text] = offline_embedder().embed([changed.text])[0]
    passages = [changed, *library.passages[1:]]
    sync = once(lambda: index.ensure(second, lambda: passages))
    read = measured(lambda: index.read(second), 3)
    check = measured(lambda: index.check(second), _EXACT_TRIES)
    try:
        return {
            "passages": len(passages),
            "build": _told([build]),
            "one clause changed": _told([sync]),
            "read at opening": _told(read),
            "check before a search": _told(check),
            **_searched(index, second, library.in_force),
        }
    finally:
        index.close()


def _searched(index: Index, edition: Any, in_force: frozenset[str]) -> dict[str, Any]:
    from knowledge.embedding import offline_embedder

    asked = offline_embedder().embed([*(each.ask for each in own("demo")), *outside()])
    held = index.read(edition)
    allowed = np.array([ref.partition(" §")[0] in in_force for ref in held.clauses], dtype=bool)
    rows = held.rows[allowed]
    exact_tries, chroma_tries, recalls = list[Spent](), list[Spent](), list[float]()
    nearest = {"n_results": DEPTH, "where": {"version": {"$in": sorted(in_force)}}, "include": ["distances"]}
    with index._store.open(index._name(edition)) as collection:
        for query in asked:
            exact, spent = _timed(lambda of: np.argpartition(rows @ of, -DEPTH)[-DEPTH:], query)
            exact_tries.append(spent)
            found, spent = _timed(lambda of: collection.query(query_embeddings=[of], **nearest), query)
            chroma_tries.append(spent)
            tenth = float((rows[exact] @ query).min())
            recalls.append(float(np.mean([1 - distance >= tenth - _TIE for distance in found["distances"][0]])))
    return {
        "questions": len(asked),
        "recall of Chroma's query": round(float(np.mean(recalls)), 4),
        "Chroma's query": _told(chroma_tries),
        "exact in memory": _told(exact_tries),
    }


def _timed(action: Callable[[NDArray[np.float32]], Any], query: NDArray[np.float32]) -> tuple[Any, Spent]:
    results = list[Any]()
    spent = once(lambda: results.append(action(query)))
    return results[0], spent


def _told(tries: Sequence[Spent]) -> dict[str, float]:
    return {
        "wall": round(percentile([each.wall for each in tries], 0.5), 3),
        "cpu": round(percentile([each.cpu or 0.0 for each in tries], 0.5), 3),
    }


def as_text(held: dict[str, Any]) -> str:
    """A table in Markdown: a line a figure, a column a size; milliseconds by the clock, and of the processor."""
    sizes = list(held["sizes"].values())
    names = [name for name in sizes[0] if name not in ("passages", "questions")]
    heads = " | ".join(f"{each['passages']:,} passages" for each in sizes)
    lines = [f"| | {heads} |", "|---" * (1 + len(sizes)) + "|"]
    lines += [f"| {name} | {' | '.join(_cell(each[name]) for each in sizes)} |" for name in names]
    return "\n".join(lines)


def _cell(figure: Any) -> str:
    if isinstance(figure, dict):
        return f"{figure['wall']:,.3g} ms (cpu {figure['cpu']:,.3g})" if figure["wall"] < 1000 else _seconds(figure)
    return f"{figure:g} MB" if figure > 1 else f"{figure:.3f}"


def _seconds(figure: dict[str, float]) -> str:
    return f"{figure['wall'] / 1000:.1f} s (cpu {figure['cpu'] / 1000:.1f})"


def bench(
    sizes: Annotated[str, typer.Option(help="Numbers of passages, 0 for the packaged standards.")] = "0,2000,10000",
    out: Annotated[Path, typer.Option(help="Where the JSON goes.")] = Path("bench-index.json"),
    chroma: Annotated[str, typer.Option(help="URL of a Chroma server; embedded by default.")] = "",
    one: Annotated[str, typer.Option(hidden=True)] = "",
) -> None:
    """Measure Chroma's own query against exact search, and building, opening and checking the index.

    Ends with 1 where the query's recall lies under its mark.
    """
    if one:
        with TemporaryDirectory(prefix="pmo-bench-") as home:
            out.write_text(json.dumps(measure(int(one), Path(home), chroma or None)), encoding="utf-8")
        return
    held: dict[str, Any] = {"machine": machine(), "sizes": {}}
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PMO_")}
    for size in sizes.split(","):
        typer.echo(f"{int(size) or 'packaged'}: measuring …", err=True)
        with TemporaryDirectory(prefix="pmo-bench-") as folder:
            told = Path(folder) / "told.json"
            command = [sys.executable, "-m", "evals.bench.index", "--one", size, "--out", str(told)]
            spent = run_once([*command, "--chroma", chroma] if chroma else command, kept)
            held["sizes"][size] = {
                **json.loads(told.read_text(encoding="utf-8")),
                "peak memory": round(spent.peak_mb or 0),
            }
    typer.echo(as_text(held))
    out.write_text(json.dumps(held, indent=2) + "\n", encoding="utf-8")
    if any(each["recall of Chroma's query"] < RECALL for each in held["sizes"].values()):
        raise typer.Exit(1)


if __name__ == "__main__":
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.command()(bench)
    app()
