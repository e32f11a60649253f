"""``python -m evals.bench.retrieval``: how well search finds the clause that answers, and tells where none does."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
import typer

from evals.bench.labelled import (
    REFERENCE,
    TODAY,
    Labelled,
    development,
    dialogues,
    embedded,
    house,
    library_of,
    outside,
    own,
)
from evals.bench.ranking import OURS, Way, ways
from evals.rates import Rate, counted

if TYPE_CHECKING:
    from knowledge.embedding import Embedder
    from knowledge.holdings import Holdings
    from knowledge.index.generations import Vectors
    from knowledge.library import Library

GUIDE = REFERENCE / "data" / "standards" / "eu_pm2_guide"
RESAMPLES, SEED = 2000, 20261103
AT = (1, 3, 10)


@dataclass(frozen=True, slots=True)
class Found:
    """How one way ranked the questions of one collection."""

    collection: str
    way: str
    ranks: tuple[int | None, ...]
    """Place of the first wanted clause, from 1; None where it is not among the first ten."""

    def recall(self, at: int) -> Rate:
        """The share of questions with a wanted clause among the first ``at``, with a Wilson interval."""
        return counted(sum(self._hits(at)), len(self.ranks))

    def lead(self, other: Found, at: int) -> tuple[float, float, float]:
        """By how much its recall is higher, with a paired bootstrap 95 % interval."""
        pairs = np.array(self._hits(at), dtype=float) - np.array(other._hits(at), dtype=float)
        drawn = np.random.default_rng(SEED).integers(0, len(pairs), size=(RESAMPLES, len(pairs)))
        low, high = np.percentile(pairs[drawn].mean(axis=1), [2.5, 97.5])
        return float(pairs.mean()), float(low), float(high)

    def _hits(self, at: int) -> list[bool]:
        return [rank is not None and rank <= at for rank in self.ranks]


def ranks(collection: str, asked: Sequence[Labelled], by: Mapping[str, Way]) -> Iterator[Found]:
    """How each way ranks the questions."""
    for name, way in by.items():
        placed = (way(each.ask, each.day) for each in asked)
        yield Found(collection, name, tuple(_first(refs, each) for refs, each in zip(placed, asked, strict=True)))


def _first(refs: Sequence[str], wanted: Labelled) -> int | None:
    return next((at for at, ref in enumerate(refs, start=1) if wanted.answered_by(ref)), None)


@dataclass(frozen=True, slots=True)
class Refusals:
    """Whether “not covered” is said where it is true: precision and recall of that verdict."""

    library: str
    precision: Rate
    recall: Rate


def refusals(name: str, library: Library, asked: Sequence[Labelled]) -> Refusals:
    """The verdict on labelled questions, and on those that no clause answers."""
    wrongly = sum(not library.search(each.ask, each.day).covered for each in asked)
    none = outside()
    rightly = sum(not library.search(question, TODAY).covered for question in none)
    return Refusals(name, counted(rightly, rightly + wrongly), counted(rightly, len(none)))


def measure(large: bool) -> tuple[list[Found], list[Refusals]]:
    """Every collection that is at hand, in every way."""
    found: list[Found] = []
    refused: list[Refusals] = []
    with library_of(house()) as library:
        by = _ways(library)
        found += ranks("house standards", own("demo"), by)
        refused.append(refusals("house standards", library, own("demo")))
        if (REFERENCE / "questions").is_dir():
            found += ranks("development questions", development(blind=False), by)
            found += ranks("development questions, blind", development(blind=True), by)
    if GUIDE.is_dir():
        with library_of(GUIDE) as library:
            asked = own("guide", f"{library.documents()[0].ref} §")
            found += ranks("published guide", asked, _ways(library))
            refused.append(refusals("published guide", library, asked))
    if large and (REFERENCE / "data" / "retrieval").is_dir():
        found += _dialogues()
    return found, refused


def _ways(library: Library) -> Mapping[str, Way]:
    from knowledge.embedding import CachedEmbedder, offline_embedder
    from knowledge.vectors import KeptEmbedder

    embedder = CachedEmbedder(offline_embedder())
    holdings = library.rulebook()[1]
    return _over(holdings, embedded(holdings, KeptEmbedder(embedder)), embedder)


def _over(holdings: Holdings, vectors: Vectors, embedder: Embedder) -> Mapping[str, Way]:
    from knowledge.references import References
    from knowledge.search import Searcher

    return ways(holdings, vectors, embedder, Searcher(holdings, References(holdings), vectors, embedder))


def _dialogues() -> Iterator[Found]:
    from knowledge.embedding import CachedEmbedder, offline_embedder

    embedder = CachedEmbedder(offline_embedder())
    holdings, vectors, asked = dialogues(embedder)
    yield from ranks("dialogues (doc2dial)", asked, _over(holdings, vectors, embedder))


def as_text(found: Sequence[Found], refused: Sequence[Refusals]) -> str:
    """Tables in Markdown: recall of each way, the product's lead, and the verdict “not covered”."""
    head = f"| collection | way | {' | '.join(f'recall@{at}' for at in AT)} | lead of the product @3 |"
    lines = [head, "|---" * (3 + len(AT)) + "|"]
    own_ranks = {each.collection: each for each in found if each.way == OURS}
    for each in found:
        told = " | ".join(_told(each.recall(at)) for at in AT)
        ahead = "" if each.way == OURS else _signed(own_ranks[each.collection].lead(each, 3))
        lines.append(f"| {each.collection} ({len(each.ranks)}) | {each.way} | {told} | {ahead} |")
    lines += ["", "| library | “not covered”: precision | recall |", "|---|---|---|"]
    lines += [f"| {each.library} | {_told(each.precision)} | {_told(each.recall)} |" for each in refused]
    return "\n".join(lines)


def _told(rate: Rate) -> str:
    if rate.value is None or rate.low is None or rate.high is None:
        return "none"
    return f"{rate.value:.3f} ({rate.low:.2f}–{rate.high:.2f})"


def _signed(lead: tuple[float, float, float]) -> str:
    return "{:+.3f} ({:+.2f} to {:+.2f})".format(*lead)


def bench(
    out: Annotated[Path, typer.Option(help="Where the JSON goes.")] = Path("bench-retrieval.json"),
    large: Annotated[
        bool, typer.Option(help="Ask the thousands of dialogue turns too, where they are at hand.")
    ] = True,
) -> None:
    """Measure search against BM25, dense vectors alone and rank fusion."""
    found, refused = measure(large)
    typer.echo(as_text(found, refused))
    document: dict[str, Any] = {
        "recall": [
            {
                "collection": each.collection,
                "way": each.way,
                "n": len(each.ranks),
                **{f"at{at}": [each.recall(at).value, each.recall(at).low, each.recall(at).high] for at in AT},
            }
            for each in found
        ],
        "not_covered": [
            {"library": each.library, "precision": each.precision.value, "recall": each.recall.value}
            for each in refused
        ],
    }
    out.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.command()(bench)
    app()
