"""What changed between two versions of a document, clause by clause, old words beside new ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from knowledge.clauses import Clause, Version, normalised
from knowledge.kinds import NAMES
from knowledge.lexicon import words
from tools.enquiry import Enquiry
from tools.result import Figure, ToolResult
from tools.standards.editions import LIBRARY, before_first, in_force, label, time_rules
from tools.standards.excerpts import Quotes, Unit, quoted, units_of
from tools.wording.evidence import Evidence

MOST_SHOWN = 8
NEAR = 0.3
NEARLY = 0.7
"""Share of the best score from which a clause treats the topic too."""
MOST_ON_TOPIC = 3
_GENERIC = frozenset(words(" ".join(NAMES))) | frozenset(
    words(
        "what which has have changed change changes difference differences differ different compare comparison "
        "versions version old new earlier former previous current between since update updated last latest "
        "amended amendment compared before "
        "moved anything still same before now show diff document standard policy procedure clause clauses rule rules "
        "one did does tell relearn added dropped removed superseded replaced successor"
    )
)


_VERSIONS = re.compile(
    r"\b(?:v|versions?)\s?\d+(?:\.\d+)*(?:\s*(?:,|and|to|with|or|vs\.?|-|–)\s*(?:v|versions?)?\s?\d+(?:\.\d+)*)*"
    r"|(?<![§\d.])\d+(?:\.\d+)+",
    re.IGNORECASE,
)
"""Numbers of versions: after the word, alone or in a row, or written with a point."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """One clause in two versions; one side is None where it was added or dropped."""

    old: Clause | None
    new: Clause | None

    @property
    def clause(self) -> Clause:
        """The clause as it stands in the newer version, or stood in the older."""
        found = self.new or self.old
        assert found is not None  # noqa: S101 - one side is always there
        return found


def compare_versions(enquiry: Enquiry, document_or_topic: str, on: date | None = None) -> ToolResult:
    """What changed between the version in force on a day and the one before it, in all or on a topic."""
    library, day, text = enquiry.library, on or enquiry.today, document_or_topic
    evidence, quotes = Evidence(LIBRARY, None), Quotes(library, text)
    arguments: dict[str, object] = {"document_or_topic": text, "on": day.isoformat()}
    document = _document(enquiry, text, day)
    if document is None:
        return _nothing(evidence, day, arguments)
    first_held = library.versions(document)[0]
    if first_held.effective_from and day < first_held.effective_from:
        return before_first(first_held, day, evidence, "compare_versions", arguments)
    pair = _pair(enquiry, document, text, day)
    if pair is None:
        return _only_one(enquiry, document, evidence, day, arguments)
    old, new = pair
    amendments = _amendments(library.clauses(old), library.clauses(new))
    chosen, on_topic = _chosen(enquiry, text, document, day, amendments)
    lines = tuple(_line(quotes, amendment) for amendment in chosen[:MOST_SHOWN])
    overview = _overview(evidence, old, new, amendments)
    same = () if lines or not on_topic else ("On this the words have not changed.",)
    first, *others = (*same, *lines, overview) if on_topic else (overview, *lines)
    return ToolResult(
        tool="compare_versions",
        status="OK",
        headline=first,
        facts=tuple(others),
        rules=time_rules(enquiry, quotes, document),
        figures=evidence.figures,
        clauses=tuple(quotes.clauses.values()),
        on=day,
        arguments=arguments,
    )


def _document(enquiry: Enquiry, text: str, day: date) -> str | None:
    """The document asked about: named, or the one that treats the topic and has more than one version."""
    library = enquiry.library
    if named := library.documents_named(text):
        return named[0]
    found = library.search(text, day, limit=5)
    if not found.covered:
        topic = _topic(text, "")
        found = library.search(topic, day, limit=5) if topic else found
        if not found.covered and not any(hit.score >= NEAR for hit in found.hits):
            return found.earliest.document if found.earliest else None
    documents = [hit.clause.version.document for hit in found.hits]
    if found.covered:
        return documents[0]
    return next((each for each in documents if len(library.versions(each)) > 1), documents[0])


def _pair(enquiry: Enquiry, document: str, text: str, day: date) -> tuple[Version, Version] | None:
    """The two versions to compare, older first: those named, else the one in force and the one before it."""
    held = enquiry.library.versions(document)
    if len(held) < 2:
        return None
    written = [number for match in _VERSIONS.finditer(text) for number in re.findall(r"\d+(?:\.\d+)*", match[0])]
    named = [version for version in held if version.version in written]
    if len(named) > 1:
        return named[0], named[-1]
    current = enquiry.library.version_in_force(document, day) or held[-1]
    at = held.index(current)
    if named and named[0] != current:
        return (named[0], current) if held.index(named[0]) < at else (current, named[0])
    return (held[at - 1], current) if at else (current, held[at + 1])


def _amendments(old: Iterable[Clause], new: Iterable[Clause]) -> list[Amendment]:
    """Clauses that differ, in the order of the newer version; matched by number, else by heading."""
    before = {clause.number: clause for clause in old}
    by_heading = {clause.heading.casefold(): clause for clause in before.values()}
    matched = set()
    amendments = []
    for clause in new:
        was = before.get(clause.number) or by_heading.get(clause.heading.casefold())
        matched.add(was.ref if was else "")
        if was is None or was.text_hash != clause.text_hash:
            amendments.append(Amendment(was, clause))
    return amendments + [Amendment(clause, None) for clause in before.values() if clause.ref not in matched]


def _chosen(
    enquiry: Enquiry, text: str, document: str, day: date, amendments: list[Amendment]
) -> tuple[list[Amendment], bool]:
    """The amendments asked about, nearest first, and whether a topic was named; else all, changed figures first."""
    numbers = {each.number for each in enquiry.library.find_reference(text, day) if isinstance(each, Clause)}
    if numbers:
        return [amendment for amendment in amendments if amendment.clause.number in numbers], True
    title = enquiry.library.versions(document)[-1].title
    topic = _topic(text, f"{document} {title}")
    if not topic:
        return sorted(amendments, key=lambda amendment: not _figures_differ(amendment)), False
    treated = _treated(enquiry, (text, topic), document, day)
    place = {number: at for at, number in enumerate(treated)}
    on_it = [amendment for amendment in amendments if amendment.clause.number in place]
    return sorted(on_it, key=lambda amendment: place[amendment.clause.number])[:MOST_ON_TOPIC], True


def _treated(enquiry: Enquiry, wordings: Sequence[str], document: str, day: date) -> list[str]:
    """Numbers of the document's clauses that treat the topic, best first, by the wording that finds the better one."""
    found = [enquiry.library.search(wording, day, limit=4, document=document).hits for wording in wordings]
    hits = max((each for each in found if each), key=lambda each: each[0].score, default=())
    return [hit.clause.number for hit in hits if hit.score >= NEARLY * hits[0].score]


def _topic(text: str, document: str) -> str:
    """The words of a question that say what it is about, beside the document and the wish to compare."""
    ignored = _GENERIC | set(words(document.replace("-", " ")))
    kept = [word for word in re.findall(r"[\w-]+", text) if (stems := words(word)) and not set(stems) <= ignored]
    return " ".join(word for word in kept if not re.fullmatch(r"v?[\d.]+|[A-Z][A-Z0-9]*(-[A-Z0-9]+)+", word))


def _figures_differ(amendment: Amendment) -> bool:
    old, new = (re.findall(r"\d+", clause.text) if clause else None for clause in (amendment.old, amendment.new))
    return old != new


def _line(quotes: Quotes, amendment: Amendment) -> str:
    old, new = amendment.old, amendment.new
    if old is None and new is not None:
        return f"Added: {quotes.key(new)}"
    if new is None and old is not None:
        return f"Dropped: {quotes.key(old)}"
    assert old is not None and new is not None  # noqa: S101, PT018 - the two cases above
    pairs = _changed_words(old, new)
    pairs = pairs[: 1 if _weight(pairs[0]) == 0 else 2] if pairs else []
    was = " ".join(quoted(unit) for unit, _ in pairs if unit)
    now = " ".join(quoted(unit) for _, unit in pairs if unit)
    parts = [f"It was: {was} {quotes.cite(old)}"] if was else [f"Not yet said then {quotes.cite(old)}"]
    parts.append(f"now: {now} {quotes.cite(new)}" if now else f"no longer said now {quotes.cite(new)}")
    return "; ".join(parts)


def _changed_words(old: Clause, new: Clause) -> list[tuple[Unit | None, Unit | None]]:
    """Old units beside the new ones that took their place, changed figures first."""
    before, after = units_of(old), units_of(new)
    texts = {normalised(unit.text) for unit in before} & {normalised(unit.text) for unit in after}
    gone = [unit for unit in before if normalised(unit.text) not in texts]
    come = [unit for unit in after if normalised(unit.text) not in texts]
    pairs: list[tuple[Unit | None, Unit | None]] = []
    for unit in gone:
        near = max(come, key=lambda other: _alike(unit, other), default=None)
        if near is not None and _alike(unit, near) >= 0.5:
            come.remove(near)
            pairs.append((unit, near))
        else:
            pairs.append((unit, None))
    pairs += [(None, unit) for unit in come]
    return sorted(pairs, key=_weight)


def _alike(one: Unit, other: Unit) -> float:
    return SequenceMatcher(None, one.text.split(), other.text.split(), autojunk=False).ratio()


def _weight(pair: tuple[Unit | None, Unit | None]) -> int:
    figures = [re.findall(r"\d+", unit.text) if unit else [] for unit in pair]
    if None in pair:
        return 2
    return 0 if figures[0] != figures[1] else 1


def _overview(evidence: Evidence, old: Version, new: Version, amendments: list[Amendment]) -> str:
    def count(key: str, name: str, number: int) -> str:
        return evidence.add(Figure(LIBRARY, key, name, number, "count"))

    added = sum(amendment.old is None for amendment in amendments)
    dropped = sum(amendment.new is None for amendment in amendments)
    changed = count("changed", "clauses changed", len(amendments) - added - dropped)
    return (
        f"{label(evidence, new)} {in_force(evidence, new)} and follows {label(evidence, old)}, which "
        f"{in_force(evidence, old)}: clauses changed {changed}, "
        f"added {count('added', 'clauses added', added)}, dropped {count('dropped', 'clauses dropped', dropped)}."
    )


def _only_one(
    enquiry: Enquiry, document: str, evidence: Evidence, day: date, arguments: dict[str, object]
) -> ToolResult:
    (version, *_) = enquiry.library.versions(document)
    held = f"{label(evidence, version)} {in_force(evidence, version)}"
    return ToolResult(
        tool="compare_versions",
        status="NOT_APPLICABLE",
        headline=f"Only one version is held, so there is nothing to compare: {held}.",
        figures=evidence.figures,
        on=day,
        reason="only one version is held",
        arguments=arguments,
    )


def _nothing(evidence: Evidence, day: date, arguments: dict[str, object]) -> ToolResult:
    return ToolResult(
        tool="compare_versions",
        status="NOT_FOUND",
        kind="not_covered",
        headline="I find no document of the library on this, so there is nothing to compare.",
        next_steps=("Name the document, or ask which superseded versions are held.",),
        figures=evidence.figures,
        on=day,
        reason="no document on the topic",
        arguments=arguments,
    )
