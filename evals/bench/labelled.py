"""Questions with the clauses that answer them, and the libraries they are asked of."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import yaml

from evals.home import DEMO, organisations
from knowledge.clauses import Clause, Version, hash_of
from knowledge.holdings import Holdings
from knowledge.register import Holding, Register

if TYPE_CHECKING:
    from knowledge.embedding import Embedder
    from knowledge.index.generations import Vectors
    from knowledge.library import Library

LABELS = Path(__file__).parent.parent / "labels"
REFERENCE = Path(__file__).parents[3] / "shared"
"""Reference material beside the checkout; what rests on it is left out where it is absent."""
TODAY = date(2026, 11, 3)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question, and the clauses of which one must come up."""

    ask: str
    clauses: frozenset[str]
    """References, or those of whole versions."""
    day: date = TODAY

    def answered_by(self, ref: str) -> bool:
        """Whether the clause of that reference is one that was wanted."""
        return ref in self.clauses or ref.partition(" §")[0] in self.clauses


def own(name: str, document: str = "") -> list[Labelled]:
    """Our own labels, of the file of that name; ``document`` stands before the numbers in it."""
    held: list[dict[str, Any]] = yaml.safe_load((LABELS / f"{name}.yaml").read_text(encoding="utf-8"))["questions"]
    return [
        Labelled(each["ask"], frozenset(f"{document}{ref}" for ref in each["clauses"]), each.get("day", TODAY))
        for each in held
    ]


def outside() -> list[str]:
    """Questions that no clause answers."""
    held: list[str] = yaml.safe_load((LABELS / "outside.yaml").read_text(encoding="utf-8"))["questions"]
    return held


def development(blind: bool) -> list[Labelled]:
    """The development questions that name their clauses; the blind ones are for counting only."""
    rows = map(json.loads, _lines(REFERENCE / "questions" / "dev.jsonl"))
    return [
        Labelled(row["text"], frozenset(row["cites"])) for row in rows if row.get("cites") and row["blind"] == blind
    ]


@contextmanager
def library_of(*folders: Path) -> Iterator[Library]:
    """The standards of some folders, in a home that goes afterwards."""
    from knowledge.library import open_library
    from knowledge.sync import sync_folder

    with TemporaryDirectory(prefix="pmo-bench-", ignore_cleanup_errors=True) as place:
        home = Path(place)
        url = f"sqlite:///{home / 'register.db'}"
        register = Register(url)
        register.create_all()
        register.close()
        for folder in folders:
            sync_folder(url, home, folder)
        library = open_library(url, home)
        yield library
        library.close()


def house() -> Path:
    """The folder of the demonstration's standards."""
    return organisations()[DEMO].standards


def embedded(holdings: Holdings, embedder: Embedder) -> Vectors:
    """The vectors of all passages of what is held, as the index holds them."""
    import numpy as np

    from knowledge.index.generations import Vectors
    from knowledge.passages import passages

    pieces = [piece for clause in holdings.clauses for piece in passages(clause)]
    rows = np.asarray(embedder.embed([piece.text for piece in pieces]))
    return Vectors(rows, tuple(piece.clause for piece in pieces), tuple(piece.kind for piece in pieces))


def dialogues(embedder: Embedder) -> tuple[Holdings, Vectors, list[Labelled]]:
    """Passages and turns of doc2dial as clauses of one document without headings; raises FileNotFoundError."""
    import numpy as np

    from knowledge.index.generations import Vectors

    folder = REFERENCE / "data" / "retrieval"
    version = Version("DIALOGUES", "1", "", "GUIDANCE", "", None, None, None, "corpus")
    rows = [json.loads(line) for line in _lines(folder / "corpus.jsonl")]
    clauses = tuple(
        Clause(version, row["_id"], "", (), row["text"], "NONE", at, hash_of(row["text"]))
        for at, row in enumerate(rows)
    )
    holdings = Holdings(1, [Holding(version, None, "", clauses)])
    vectors = Vectors(
        np.asarray(embedder.embed([clause.text for clause in clauses])),
        tuple(clause.ref for clause in clauses),
        tuple("text" for _ in clauses),
    )
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for path in sorted(folder.glob("qrels_*.tsv")):
        for row in csv.DictReader(_lines(path), delimiter="\t"):
            wanted[row["query-id"]].add(f"{version.ref} §{row['corpus-id']}")
    asked = [json.loads(line) for path in sorted(folder.glob("queries_*.jsonl")) for line in _lines(path)]
    return holdings, vectors, [Labelled(row["text"], frozenset(wanted[row["_id"]])) for row in asked]


def _lines(path: Path) -> Iterable[str]:
    return path.read_text(encoding="utf-8").splitlines()
