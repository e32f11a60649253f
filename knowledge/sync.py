"""A folder of standards into the register and the index: adds, replaces, supersedes, removes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.confirming import keep
from knowledge.library import Library
from knowledge.reading.documents import Document
from knowledge.reading.guides import Shelf, read_folder
from knowledge.register import Change, Holding, Register, last_days
from knowledge.rulebook import Rulebook

if TYPE_CHECKING:
    from knowledge.embedding import Embedder


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a synchronisation did, by references of versions."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    """Held before, with another text or other dates."""
    superseded: tuple[str, ...] = ()
    """In force without end before, closed now by a successor."""
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    """Read from this folder before, and no longer in it."""
    problems: tuple[str, ...] = ()
    """Files that could not be read and rules that need a person, one sentence each."""
    copies: tuple[str, ...] = ()
    """Files that hold the text of another one, one sentence each."""
    not_stated: tuple[str, ...] = ()
    """What new documents do not state of themselves, one sentence each."""


@dataclass(slots=True)
class _Tally:
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    superseded: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    not_stated: list[str] = field(default_factory=list)

    def report(self) -> SyncReport:
        """The tally as it stands, unchangeable."""
        return SyncReport(*(tuple(getattr(self, name)) for name in SyncReport.__dataclass_fields__))


def sync_folder(
    database_url: str,
    home: Path,
    folder: Path,
    embedder: Embedder | None = None,
    rulebook: Path | None = None,
    *,
    shelf: Shelf | None = None,
    chroma_url: str | None = None,
) -> SyncReport:
    """Brings the register and the index to what a folder holds; other folders' documents stay.

    ``shelf`` is what the folder holds where it has been read already. Raises UnreadableDocument where the folder's
    ``standards.yaml`` is wrong.

    Safe to run again at any time, and to interrupt: the register changes in one transaction, and the
    index is made up from it. Rules whose clause has changed are reported, by default those of the
    library's rulebook. An index that was lost is built again. Raises NotADirectoryError where there is no
    such folder, and KnowledgeError where the Chroma server is away: the register has changed by then, and the
    next search or synchronisation builds the index.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"there is no folder {str(folder)!r}")
    shelf = shelf or read_folder(folder)
    register = Register(database_url)
    library = Library(register, home, embedder, chroma_url)
    tally = _Tally(
        problems=[f"{source}: {reason}" for source, reason in shelf.problems.items()],
        copies=[f"{source} is the same text as {used}; {used} is used" for source, used in shelf.copies.items()],
    )
    try:
        with register.change() as change:
            keep(home, (clause for held in change.held() for clause in held.clauses), _confirmed(library, rulebook))
            _apply(change, shelf, str(folder.resolve()), tally)
        library.refresh()
        tally.problems += library.rule_problems(rulebook)
    finally:
        library.close()
    return tally.report()


def _confirmed(library: Library, rulebook: Path | None) -> frozenset[str]:
    book = Rulebook(rulebook or library.rulebook_path)
    return frozenset(entry.hash for entry in book.entries if entry.hash)


def unstated(database_url: str, folder: Path, shelf: Shelf) -> tuple[Document, ...]:
    """The documents that the register does not hold yet and that leave open what a reader would ask for."""
    register = Register(database_url)
    try:
        _, held = register.load()
    finally:
        register.close()
    return tuple(_new_and_open(shelf, held, str(folder.resolve())))


def _new_and_open(shelf: Shelf, held: Iterable[Holding], folder: str) -> Iterator[Document]:
    known = {(holding.folder, holding.version.source) for holding in held}
    for document in shelf.documents:
        doubts = document.stated.doubts if document.stated else ()
        if (document.missing and (folder, document.version.source) not in known) or doubts:
            yield document


def _left_open(document: Document) -> str:
    names = " and ".join(filter(None, (", ".join(document.missing[:-1]), *document.missing[-1:])))
    parts = [f"does not state {names}"] if names else []
    doubts = document.stated.doubts if document.stated else ()
    return f"{document.version.source}: {'; '.join([*parts, *doubts])}"


def _apply(change: Change, shelf: Shelf, folder: str, tally: _Tally) -> None:
    held = {holding.version.ref: holding for holding in change.held()}
    tally.not_stated += map(_left_open, _new_and_open(shelf, held.values(), folder))
    for document in shelf.documents:
        _put(change, held.get(document.version.ref), _holding(document, folder), tally)
    _remove_gone(change, held.values(), shelf, folder, tally)
    _refuse_without_end(change, shelf.documents, tally)
    _supersede(change, held, tally)


def _holding(document: Document, folder: str) -> Holding:
    return Holding(document.version, document.version.effective_to, folder, document.clauses)


def _put(change: Change, held: Holding | None, read: Holding, tally: _Tally) -> None:
    ref = read.version.ref
    if held is not None and _same(held, read):
        tally.unchanged.append(ref)
        return
    change.put(read)
    (tally.added if held is None else tally.changed).append(ref)


def _same(held: Holding, read: Holding) -> bool:
    as_stated = replace(held.version, effective_to=held.stated_to)
    return (as_stated, held.folder, _texts(held)) == (read.version, read.folder, _texts(read))


def _texts(holding: Holding) -> list[tuple[str, str, tuple[str, ...], str, int | None]]:
    return [(each.number, each.heading, each.path, each.text_hash, each.page) for each in holding.clauses]


def _remove_gone(change: Change, held: Iterable[Holding], shelf: Shelf, folder: str, tally: _Tally) -> None:
    here = {document.version.ref for document in shelf.documents}
    for holding in held:
        # what stands in a file that is broken now is kept as it was: a slip of the pen repeals nothing
        broken = holding.version.source in shelf.problems
        if holding.folder == folder and holding.version.ref not in here and not broken:
            change.remove(holding.version)
            tally.removed.append(holding.version.ref)


def _refuse_without_end(change: Change, documents: Iterable[Document], tally: _Tally) -> None:
    days = last_days(change.held())
    for document in documents:
        ref = document.version.ref
        if document.superseded and days.get(ref) is None:
            change.remove(document.version)
            reason = "is marked as superseded, but neither states its last day nor has a dated successor"
            tally.problems.append(f"{document.version.source}: {ref} {reason}")
            tally.added = [each for each in tally.added if each != ref]


def _supersede(change: Change, before: dict[str, Holding], tally: _Tally) -> None:
    held = change.held()
    days = last_days(held)
    for holding in held:
        ref, last_day = holding.version.ref, days[holding.version.ref]
        if last_day == holding.version.effective_to:
            continue
        change.close_at(holding.version, last_day)
        if last_day and ref in before and before[ref].version.effective_to is None:
            tally.superseded.append(ref)
    tally.superseded += _superseded_without_days(held, {*tally.added})


def _superseded_without_days(held: Iterable[Holding], added: set[str]) -> Iterator[str]:
    """Versions that a later number follows, neither stating a day: the later one counts from now on."""
    for earlier, later in pairwise(held):
        undated = earlier.version.effective_from is None and later.version.effective_from is None
        same = earlier.version.document == later.version.document
        if same and undated and {earlier.version.ref, later.version.ref} & added:
            yield earlier.version.ref
