"""Finds the records that a question speaks of: by id, by name or alias, by the words that set a name apart.

Only records that the asker may see take part, so a hidden one leaves no trace. Where several records
fit equally well, all of them come back and the asker is given the choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from assistant.offline.normalise import folded
from tools.portfolio.records import Record

NAME_SIMILARITY = 88
"""Percent of equal letters from which a mistyped word still counts as a word of a name."""
GENERIC = frozenset(
    [
        "project",
        "proposal",
        "programme",
        "program",
        "portfolio",
        "board",
        "the",
        "a",
        "an",
        "of",
        "for",
        "and",
        "to",
        "in",
        "on",
        "our",
        "my",
        "app",
        "thing",
        "one",
        "phase",
        "ph",
        "system",
        "team",
        "service",
        "rollout",
        "upgrade",
        "pilot",
        "study",
    ]
)
"""Words that set no record apart from others."""
WHOLE_NAMES = frozenset({"objective"})
"""Kinds whose names are phrases of ordinary words (“Staff who stay”): only the whole name means the record."""


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of the question and the records it may mean; more than one is a choice."""

    records: tuple[Record, ...]
    start: int
    end: int
    text: str

    @property
    def record(self) -> Record | None:
        """The one record that is meant, None where there is a choice."""
        return self.records[0] if len(self.records) == 1 else None

    @property
    def kind(self) -> str:
        """The kind of record, that of the first where there is a choice."""
        return self.records[0].kind


class Linker:
    """Links the words of questions to ``records``; ``lexicon`` holds the trade's ordinary words."""

    def __init__(self, records: Iterable[Record], lexicon: frozenset[str]) -> None:
        self._records = tuple(records)
        self._ordinary = lexicon | GENERIC
        self._labels = sorted(
            ((folded(label), record) for record in self._records for label in (record.name, *record.aliases)),
            key=lambda pair: (-len(pair[0]), pair[0], pair[1].id),
        )
        self._by_word: dict[str, list[Record]] = {}
        for record in self._records:
            if record.kind in WHOLE_NAMES:
                continue
            for word in sorted({w for label in (record.name, *record.aliases) for w in _words(label)}):
                self._by_word.setdefault(word, []).append(record)

    def links(self, text: str) -> tuple[Link, ...]:
        """All links of the text, in order of place; stretches do not overlap."""
        found: list[Link] = []
        for step in (self._by_id, self._by_label, self._by_words):
            found.extend(link for link in step(text, found) if not _overlaps(link, found))
        return tuple(sorted(_without_parts(found), key=lambda link: link.start))

    def _by_id(self, text: str, found: Sequence[Link]) -> list[Link]:
        links = []
        for record in self._records:
            pattern = r"\b" + re.escape(record.id).replace(r"\-", r"[-\s]?") + r"\b"
            written = (Link((record,), m.start(), m.end(), m[0]) for m in re.finditer(pattern, text, re.IGNORECASE))
            links += [link for link in written if _is_written_as_id(link, text)]
        return links

    def _by_label(self, text: str, found: Sequence[Link]) -> list[Link]:
        """Whole names and aliases, the longest first, so that a longer name hides a shorter one inside it."""
        lower, taken, links = folded(text), list(found), []
        for label, _ in self._labels:
            for m in re.finditer(rf"\b{re.escape(label)}(?:'s|s)?\b", lower):
                same = tuple(dict.fromkeys(record for other, record in self._labels if other == label))
                link = Link(same, m.start(), m.end(), text[m.start() : m.end()])
                if self._is_ordinary_here(label, link, text):
                    continue
                if not _overlaps(link, taken):
                    taken.append(link)
                    links.append(link)
        return [self._widened(link) for link in links]

    def _is_ordinary_here(self, label: str, link: Link, text: str) -> bool:
        """A name that is also an ordinary word means the record only with a capital or its kind beside it."""
        if label not in self._ordinary or link.text[:1].isupper():
            return False
        return not _kind_beside(link, text)

    def _widened(self, link: Link) -> Link:
        """A one-word name that also begins other records' names may mean any of them."""
        word = folded(link.text)
        rivals = [r for r in self._by_word.get(word, []) if r not in link.records and r.kind == link.kind]
        return Link((*link.records, *rivals), link.start, link.end, link.text) if rivals and " " not in word else link

    def _by_words(self, text: str, found: Sequence[Link]) -> list[Link]:
        """Runs of words that stand in names; at least one must be a word that only names have."""
        hits = []
        for m in re.finditer(r"[^\W\d_][\w'-]*", folded(text)):
            if any(link.start <= m.start() < link.end for link in found):
                continue
            word = self._word_of_a_name(m[0])
            if word:
                hits.append((m.start(), m.end(), word))
        return [link for run in _runs(hits, text) if (link := self._link_of(run, text))]

    def _word_of_a_name(self, typed: str) -> str | None:
        word = typed.removesuffix("'s")
        if word in GENERIC:
            return None
        if word in self._by_word:
            return word
        if len(word) < 5 or word in self._ordinary:
            return None
        near = process.extractOne(word, self._by_word.keys(), scorer=fuzz.ratio, score_cutoff=NAME_SIMILARITY)
        return near[0] if near and near[0] not in self._ordinary else None

    def _link_of(self, run: Sequence[tuple[int, int, str]], text: str) -> Link | None:
        seen = [word for _, _, word in run]
        telling = [word for word in seen if word not in self._ordinary]
        if not telling and len(set(seen)) < 2:
            return None
        scores: dict[Record, int] = {}
        for word in dict.fromkeys(seen):
            for record in self._by_word[word]:
                scores[record] = scores.get(record, 0) + (3 if word in telling else 1)
        best = max(scores.values())
        if not telling and best < 2:
            return None
        chosen = tuple(sorted((r for r, score in scores.items() if score == best), key=lambda r: (r.kind, r.id)))
        start, end = run[0][0], run[-1][1]
        return Link(_one_kind(chosen), start, end, text[start:end])


def _one_kind(records: tuple[Record, ...]) -> tuple[Record, ...]:
    """A choice is among records of one kind; projects come first, since most questions are about them."""
    for kind in ("project", "proposal", "programme", "portfolio", "person", "board"):
        same = tuple(record for record in records if record.kind == kind)
        if same:
            return same
    return records


def _runs(hits: Sequence[tuple[int, int, str]], text: str) -> list[list[tuple[int, int, str]]]:
    """Neighbouring hits with nothing but spaces or small words between them belong together."""
    runs: list[list[tuple[int, int, str]]] = []
    for hit in hits:
        between = text[runs[-1][-1][1] : hit[0]].strip().lower() if runs else None
        if between is not None and (not between or between in GENERIC):
            runs[-1].append(hit)
        else:
            runs.append([hit])
    return runs


def _overlaps(link: Link, found: Sequence[Link]) -> bool:
    return any(link.start < other.end and other.start < link.end for other in found)


def _without_parts(links: Sequence[Link]) -> list[Link]:
    """A name written beside its own id is one mention."""
    return list({(link.start, link.end): link for link in links}.values())


def _words(label: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_][\w-]*", folded(label)) if word not in GENERIC and len(word) > 1]


def _is_written_as_id(link: Link, text: str) -> bool:
    """An id that reads like a word (``CARE``) means the record in its own letters, or with its kind beside it."""
    held = link.records[0].id
    return not held.isalpha() or link.text == held or _kind_beside(link, text)


def _kind_beside(link: Link, text: str) -> bool:
    beside = f"{text[max(0, link.start - 14) : link.start]} {text[link.end : link.end + 14]}"
    return re.search(r"\b(?:portfolio|programme|program|project|area|board)\b", beside, re.IGNORECASE) is not None
