"""Words of clauses: which of them answer a question, and how they are quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.clauses import Clause
from knowledge.library import Library
from knowledge.passages import sentences

MOST_SENTENCES = 2
NEARLY_AS_GOOD = 0.92
"""Share of the best sentence's likeness from which a second sentence is quoted too."""
MOST_ITEMS = 16


def quoted(clause: Clause, words: str) -> str:
    """Words of a clause in quotation marks, with the clause's handle."""
    return f"“{_bare(words)}” ({{{clause.ref}}})"


def answering(library: Library, clause: Clause, question: str) -> tuple[str, ...]:
    """The sentences of a clause that come nearest to a question, in the order of the clause."""
    parts = prose(clause)
    if len(parts) <= 1:
        return parts
    likeness = library.likeness(question, parts)
    best = max(likeness)
    near = sorted(range(len(parts)), key=lambda i: -likeness[i])[:MOST_SENTENCES]
    return tuple(parts[i] for i in sorted(near) if likeness[i] >= best * NEARLY_AS_GOOD)


def prose(clause: Clause) -> tuple[str, ...]:
    """The sentences of a clause that are neither list items nor table rows."""
    return tuple(part for part in sentences(clause.text) if not part.startswith(("- ", "|")) and not _item(part))


def items(clause: Clause) -> tuple[str, ...]:
    """The items of the clause's list, each as it stands, empty where it has none."""
    return tuple(_bare(line) for line in clause.text.splitlines() if _item(line.strip()))[:MOST_ITEMS]


def rows(clause: Clause) -> tuple[str, ...]:
    """The rows of the clause's table without its heading, as they stand."""
    lines = [line.strip() for line in clause.text.splitlines() if line.strip().startswith("|")]
    return tuple(line for line in lines[1:] if not re.fullmatch(r"[|:\-\s]+", line))


def asks_for_a_list(question: str) -> bool:
    """Whether the question wants everything that a clause lists."""
    return bool(
        re.search(
            r"\b(?:what|which|everything|list|need|bring|require[sd]?|contents?|template|skeleton|items?|who)\b",
            question,
            re.IGNORECASE,
        )
    )


def changed(before: Clause | None, after: Clause | None) -> tuple[Sequence[str], Sequence[str]]:
    """Sentences that only the earlier clause has, and those that only the later one has."""
    was = sentences(before.text) if before else ()
    now = sentences(after.text) if after else ()
    return [s for s in was if s not in now], [s for s in now if s not in was]


def _item(line: str) -> bool:
    return bool(re.match(r"(?:[-*•]|\d+[.)]|[a-z][.)])\s", line))


def _bare(words: str) -> str:
    return re.sub(r"^(?:[-*•]|\d+[.)]|[a-z][.)])\s+", "", words.strip())
