"""What a house calls its kinds of documents: a directive is its standard, an instruction its procedure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from knowledge.clauses import DocumentType, Version

NAMES = frozenset(
    """act advice bylaw charter circular code directive framework guidance guide guideline handbook instruction
    manual memorandum ordinance policy principle procedure protocol regulation rule standard statute""".split()
)
"""English words for documents that rule or advise."""
_OPENS_WITH_ITS_SUBJECT = re.compile(r"\b(?:of|on|for|to|in|about|concerning)\b")


def house_names(versions: Iterable[Version]) -> Mapping[str, DocumentType]:
    """The words by which the titles held call their documents, each with the one kind that it stands for."""
    kinds: dict[str, set[DocumentType]] = {}
    for version in versions:
        if name := _name(version.title):
            kinds.setdefault(name, set()).add(version.type)
    return {name: next(iter(held)) for name, held in kinds.items() if len(held) == 1}


def in_common_words(text: str, names: Mapping[str, DocumentType]) -> str:
    """The text with the house's names for kinds of documents replaced by the common ones: “directive” by “standard”."""
    foreign = [name for name, kind in names.items() if name != kind.lower()]
    if not foreign:
        return text
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, foreign))})(s?)\b", re.IGNORECASE)
    return pattern.sub(lambda m: _plural(names[m[1].lower()].lower()) if m[2] else names[m[1].lower()].lower(), text)


def _name(title: str) -> str | None:
    """The word of a title that says what kind of document it is: “Directive on Gates”, “Stage Gate Standard”."""
    before = re.findall(r"[a-z]+", _OPENS_WITH_ITS_SUBJECT.split(title.lower(), maxsplit=1)[0])
    named = [word.removesuffix("s") for word in before if word in NAMES or word.removesuffix("s") in NAMES]
    return named[-1] if named else None


def _plural(kind: str) -> str:
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
