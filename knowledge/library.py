"""The library: every version of every standard, found by reference, by date, by meaning, and as rules.

This is all that other rooms need of knowledge. Opening is cheap; the vector index, the embedding
model and the Markdown reader are imported when the first search or synchronisation needs them.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.clauses import Clause, Version
from knowledge.findings import Explanation, Hit, Relation, Rule, Search
from knowledge.holdings import Holdings
from knowledge.kinds import house_names, in_common_words
from knowledge.references import References, Written
from knowledge.register import Register

if TYPE_CHECKING:
    from knowledge.contradictions import Suspicion
    from knowledge.embedding import Embedder
    from knowledge.index.generations import Index, Standing
    from knowledge.rulebook import Rulebook
    from knowledge.search import Searcher

__all__ = ["Hit", "Library", "Relation", "Rule", "Search", "open_library"]


def open_library(
    database_url: str, home: Path, embedder: Embedder | None = None, *, chroma_url: str | None = None
) -> Library:
    """The library registered in a database, its index under ``home/index`` or on a Chroma server.

    The rulebook is ``home/rulebook.yaml`` where there is one, else the one of the package.
    """
    return Library(Register(database_url), home, embedder, chroma_url)


class Library:
    """The standards as they are held now; safe to use from several threads.

    What is held is looked up once and kept. ``documents``, ``find_reference``, ``search`` and
    ``fingerprint`` notice when another process has changed the register; between two of them every
    answer comes from the same generation.
    """

    def __init__(
        self, register: Register, home: Path, embedder: Embedder | None = None, chroma_url: str | None = None
    ) -> None:
        self._register = register
        self._home = home
        self._chroma_url = chroma_url
        self._given_embedder = embedder
        self._lock = threading.RLock()
        self._state: _State | None = None

    @property
    def fingerprint(self) -> str:
        """Names what answers come from: the register's generation, what it holds, and the way of embedding."""
        state = self._current()
        held = "".join(clause.ref + clause.text_hash for clause in state.holdings.clauses)
        digest = hashlib.sha256(held.encode()).hexdigest()[:8]
        return f"g{state.holdings.generation}-{digest}-{self._index.fingerprint[:8]}"

    def documents(self) -> tuple[Version, ...]:
        """Every version held, by document and then oldest first."""
        return self._current().holdings.versions

    def versions(self, document: str) -> tuple[Version, ...]:
        """The versions of one document, oldest first; empty where it is not held."""
        return self._kept().holdings.of_document(document)

    def version_in_force(self, document: str, on: date) -> Version | None:
        """The version of a document that is in force on a day."""
        return self._kept().holdings.version_in_force(document, on)

    def clauses(self, version: Version) -> tuple[Clause, ...]:
        """The clauses of a version, in order."""
        return self._kept().holdings.of_version(version)

    def clause(self, document: str, number: str, on: date) -> Clause | None:
        """The clause of that number in the version in force on a day."""
        version = self.version_in_force(document, on)
        found = self._kept().holdings.numbered(version, number) if version else ()
        return found[0] if len(found) == 1 else None

    def by_ref(self, ref: str) -> Clause | None:
        """The clause with exactly this reference, for example ``PMO-STD-004 v2.3 §4.2``."""
        return self._kept().holdings.by_ref(ref)

    def find_reference(self, text: str, on: date) -> tuple[Clause | Version, ...]:
        """The clauses that a text refers to, leniently read, or versions where it names a document alone."""
        return self._current().references.find(text, on)

    def references_in(self, text: str) -> tuple[Written, ...]:
        """Where a text refers to documents and clauses."""
        return self._current().references.written(text)

    def in_common_words(self, text: str) -> str:
        """A text in which the house's own names for kinds of documents are the common ones."""
        return in_common_words(text, house_names(self._kept().holdings.versions))

    def documents_named(self, text: str) -> tuple[str, ...]:
        """Identifiers of the documents that a text names, whether in force or not."""
        return self._kept().references.documents(text)

    def neighbours(self, clause: Clause) -> tuple[Clause, ...]:
        """The other clauses of the same section."""
        return self._kept().holdings.neighbours(clause)

    def cross_references(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses that a clause's text names, in force on its own last day (or now, where it has none)."""
        state = self._kept()
        named = state.references.find(clause.text, clause.version.effective_to or date.max)
        return tuple(each for each in named if isinstance(each, Clause) and each.ref != clause.ref)

    def search(self, question: str, on: date, limit: int = 5, document: str | None = None) -> Search:
        """The clauses in force on a day that come nearest to a question, best first.

        Raises KnowledgeError where the index has been lost or its server is away.
        """
        return self._searcher().search(question, on, limit, document)

    def explain(self, question: str, on: date) -> Explanation:
        """Why a question ranks the clauses of a day as it does; raises as ``search`` does."""
        return self._searcher().explain(question, on)

    def likeness(self, question: str, texts: Sequence[str]) -> tuple[float, ...]:
        """How near each text comes to a question in meaning (cosine, -1 to 1)."""
        vectors = self._embedder.embed([question, *texts])
        return tuple(float(each) for each in vectors[1:] @ vectors[0])

    def rule(self, rule_id: str, on: date) -> Rule | None:
        """The rule whose clause is in force on a day, of the strongest document; None where none is held."""
        state = self._kept()
        in_force = state.holdings.in_force(on)
        holding = [rule for rule in state.rules(rule_id) if rule.clause.version.ref in in_force]
        if len(holding) < 2:
            return next(iter(holding), None)
        from knowledge.precedence import Order

        order = Order.of(None if rule_id == "precedence" else self.rule("precedence", on))
        return min(holding, key=lambda rule: (order.rank(rule.clause.version), _age(rule.clause.version)))

    def relations(self, clause: Clause) -> tuple[Relation, ...]:
        """How a clause stands to others on its point: delegations that are stated, and what the values show."""
        state = self._kept()
        if state.relations is None:
            from knowledge.relations import by_clause

            stated = state.rulebook.relations(state.holdings.by_ref)
            rules = [rule for rule_id in state.rulebook.rule_ids for rule in state.rules(rule_id)]
            state.relations = by_clause(rules, stated, lambda on: self.rule("precedence", on))
        return state.relations.get(clause.ref, ())

    def suspicions(self, on: date, about: Iterable[Clause] | None = None) -> tuple[Suspicion, ...]:
        """Sentences in force on a day that may contradict each other, the likest first; no rule weighs the two.

        With ``about`` only the pairs of which one stands in one of these clauses.
        """
        from knowledge.contradictions import of_meaning

        state = self._kept()
        in_force = state.holdings.in_force(on)
        clauses = [clause for clause in state.holdings.clauses if clause.version.ref in in_force]
        read = frozenset(rule.clause.ref for rule_id in state.rulebook.rule_ids for rule in state.rules(rule_id))
        asked = None if about is None else frozenset(clause.ref for clause in about)
        return tuple(of_meaning(clauses, self._embedder.embed, read, asked))

    def rulebook(self) -> tuple[Rulebook, Holdings]:
        """The rulebook as its file stands now, and what is held; for those who keep it."""
        state = self._current()
        return state.rulebook, state.holdings

    def rule_problems(self, rulebook: Path | None = None) -> tuple[str, ...]:
        """What is wrong with rules whose clause is held, in another rulebook or in the library's, one sentence each."""
        from knowledge.rulebook import Rulebook

        state = self._current()
        book = Rulebook(rulebook) if rulebook else state.rulebook
        return book.problems(state.holdings.by_ref)

    def refresh(self) -> None:
        """Takes in what other processes have changed, and builds the index where it is behind or was lost."""
        self._searcher(repair=True)

    def index_standing(self) -> Standing:
        """Where the index is and how it stands to the register; raises KnowledgeError as a search would."""
        return self._index.standing(self._current().holdings.edition)

    def close(self) -> None:
        """Lets go of the database, and of the index where it was used."""
        self._register.close()
        if "_index" in self.__dict__:
            self._index.close()

    @cached_property
    def _embedder(self) -> Embedder:
        from knowledge.embedding import CachedEmbedder, offline_embedder

        return CachedEmbedder(self._given_embedder or offline_embedder())

    @cached_property
    def _index(self) -> Index:
        from knowledge.index.generations import Index
        from knowledge.index.store import open_store
        from knowledge.vectors import KeptEmbedder

        store = open_store(self._home, self._register.address, self._chroma_url)
        return Index(self._home, store, self._given_embedder or KeptEmbedder(self._embedder))

    def _kept(self) -> _State:
        return self._state or self._current()

    def _current(self) -> _State:
        """What is held now, loaded again only when the register or the rulebook has changed."""
        with self._lock:
            generation, rulebook = self._register.generation(), _stamp(self.rulebook_path)
            state = self._state
            if state is None or state.holdings.generation != generation:
                state = _State(Holdings(*self._register.load()), self.rulebook_path, rulebook)
            elif state.rulebook_stamp != rulebook:
                state = _State(state.holdings, self.rulebook_path, rulebook, state.searcher)
            self._state = state
            return state

    @property
    def rulebook_path(self) -> Path:
        """The rulebook of this home: its own where it has one, else that of the package."""
        own = self._home / "rulebook.yaml"
        return own if own.is_file() else Path(__file__).parent / "rulebook.yaml"

    def _searcher(self, repair: bool = False) -> Searcher:
        """The searcher of the present generation; builds or reads its index where that has not been done.

        Raises IndexLost where an index that was complete no longer is, unless it may be repaired.
        """
        from knowledge.index.store import IndexLost

        with self._lock:
            while True:
                state = self._current()
                try:
                    if state.searcher is None or repair:
                        state.searcher = self._made(state, repair)
                    else:
                        self._index.check(state.holdings.edition)
                    return state.searcher
                except IndexLost:
                    # another process may have moved on and tidied up: so has the register, and we follow it
                    if self._register.generation() == state.holdings.generation:
                        raise

    def _made(self, state: _State, repair: bool) -> Searcher:
        from knowledge.passages import passages
        from knowledge.search import Searcher

        held = state.holdings
        prepare = self._index.repair if repair else self._index.ensure
        prepare(held.edition, lambda: [piece for clause in held.clauses for piece in passages(clause)])
        return Searcher(held, state.references, self._index.read(held.edition), self._embedder)


@dataclass(slots=True)
class _State:
    """One generation in memory, with what is made of it on demand."""

    holdings: Holdings
    rulebook_path: Path
    rulebook_stamp: int
    searcher: Searcher | None = None
    _references: References | None = None
    _rulebook: Rulebook | None = None
    _rules: dict[str, tuple[Rule, ...]] = field(default_factory=dict)
    relations: dict[str, tuple[Relation, ...]] | None = None
    """By the clauses that they touch; made when the first is asked for."""

    @property
    def references(self) -> References:
        if self._references is None:
            self._references = References(self.holdings)
        return self._references

    @property
    def rulebook(self) -> Rulebook:
        from knowledge.rulebook import Rulebook

        if self._rulebook is None:
            self._rulebook = Rulebook(self.rulebook_path)
        return self._rulebook

    def rules(self, rule_id: str) -> tuple[Rule, ...]:
        """The rule at every version held, bound once: proving it means reading its clause."""
        if rule_id not in self._rules:
            self._rules[rule_id] = self.rulebook.rules(rule_id, self.holdings.by_ref)
        return self._rules[rule_id]


def _stamp(path: Path) -> int:
    return path.stat().st_mtime_ns if path.is_file() else 0


def _age(version: Version) -> int:
    return -(version.effective_from or date.min).toordinal()
