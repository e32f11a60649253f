"""Sentences that state a rule: with a citation beside them, and no stronger or weaker than the clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.checking.binding import trusted
from assistant.checking.mention import Mention
from assistant.checking.passage import Sentence
from assistant.checking.provisions import MODAL, Modality, modals, nearest_provisions, provisions, told_by
from assistant.checking.reading import Reading
from assistant.checking.words import stems
from knowledge.clauses import Clause
from tools.currency import SIGN

LIMIT_STATED = re.compile(
    r"\b(?:limit|threshold|tolerance|maximum|minimum|ceiling)s?\s+(?:of|is|are|was|were|at|:)\s+"
    rf"(?:[\w%]+\s+){{0,2}}?[+±−-]?[\d{SIGN}\0]",
    re.IGNORECASE,
)
PERSONAL = re.compile(r"\bif \w+\s+$|\b(?:I|I'd|we)\s+(?:\w+\s+)?$|^\W*(?:shall|may|must|should)\s+I\b", re.IGNORECASE)
POSSIBLE = re.compile(
    r"\s+(?:be|have been)\s+(?:because|due|that|why|a sign|worth)\b|"
    r"\s+(?:well|help|want|wish|like|also|ask|read|see|choose|find)\b",
    re.IGNORECASE,
)
UNKNOWN = re.compile(
    r"\b(?:no|not|n't|cannot|nothing)\b[^.;]{0,40}\b(?:find|found|hold|held|know|say|says|said|tell|cover|covers|covered|"
    r"answer|answers|mention|mentions|record|recorded)\b|\byou (?:asked|ask|want to know)\b",
    re.IGNORECASE,
)
"""Sentences that state that nothing is stated, or what was asked."""
OF_RECORD = re.compile(r"\b(?:days?|approval|report|review)\b")
BOUNDED = re.compile(
    r"\b(?:within|by the (?:lower|lesser|higher|greater) of|by [+−-]?\d+|up to|at most|only|no more than|not more than|"
    r"until|before|below|under|unless|less than)\b",
    re.IGNORECASE,
)
EXCEEDING = re.compile(
    r"\b(?:exceed\w*|more than|over|above|before|until|unless|without|after|later than)\b", re.IGNORECASE
)
LEAST_TOLD = 3
"""Words that a rule must tell before it can be said to be about something else than its clause."""
MOVES = re.compile(
    r"\bmay (?:\w+ )?(?:slip|move|vary|differ|deviate|rise|fall|run|go|grow|change|"
    r"range|reach|lie|be up to|be at most)\b"
)
"""What a value may do up to a bound: said so, a limit is a permission."""
LIMITS = re.compile(r"\b(?:lower of|more than|exceed\w*|within|at most|up to)\b|[+±−]\s?\d", re.IGNORECASE)
ALLOWS_NUMBER = re.compile(rf"\b(?:allowed|permitted)\s+[+±−-]?(?:[A-Z]{{3}}\s?)?[\d{SIGN}]")
FITS: dict[Modality, frozenset[Modality]] = {
    "must": frozenset({"must"}),
    "must_not": frozenset({"must_not"}),
    "should": frozenset({"should"}),
    "may": frozenset({"may", "need_not"}),
    "need_not": frozenset({"need_not", "may", "should"}),
}
NAMES: dict[Modality, str] = {
    "must": "obliges",
    "must_not": "forbids",
    "should": "advises",
    "may": "allows",
    "need_not": "does not require",
}


def check_rules(reading: Reading) -> Iterator[Mention]:
    """Every rule that is stated needs a citation near by whose clause says so."""
    for sentence in reading.sentences_with(MODAL, LIMIT_STATED):
        if sentence.asks or UNKNOWN.search(reading.text(sentence.start, sentence.end)):
            continue
        stated = list(_stated(sentence, reading))
        for modality, start, end in stated:
            yield _mention(modality, start, end, reading)
        if not stated and (limit := _limit(sentence, reading)):
            yield _mention(None, *limit, reading)


def _stated(sentence: Sentence, reading: Reading) -> Iterator[tuple[Modality, int, int]]:
    text = reading.open_text[sentence.start : sentence.end]
    for modality, match in modals(text):
        before, after = text[: match.start()], text[match.end() :]
        if match.group() == "May" or PERSONAL.search(before) or PERSONAL.search(text[: match.end() + 3]):
            continue
        if modality == "may" and match.group().lower() == "may" and POSSIBLE.match(after):
            continue
        if modality == "should" and not reading.clauses_near(sentence.start):
            continue
        yield modality, sentence.start + match.start(), sentence.start + match.end()


def _limit(sentence: Sentence, reading: Reading) -> tuple[int, int] | None:
    """A limit with its number, unless the number is the record's own."""
    match = LIMIT_STATED.search(reading.open_text, sentence.start, sentence.end)
    if match is None:
        return None
    filled = [v.figure for v in reading.values_in(match.start(), match.end() + 1) if v.figure]
    own = [f for f in filled if f.subject in reading.evidence.subjects]
    return None if own else (match.start(), match.end())


def _mention(modality: Modality | None, start: int, end: int, reading: Reading) -> Mention:
    text = reading.text(start, end).strip()
    clauses = reading.clauses_near(start)
    reason: str | None = None
    if not clauses:
        reason = f"“{text}” states a rule: cite the clause that says so beside it, or leave it out."
    elif modality is not None:
        reason = _against(modality, start, clauses, reading)
    if reason and trusted(reading, start):
        reason = None
    trace = None if reason else clauses[0].ref if clauses else "said by a tool"
    return Mention("rule", text, start, end, trace, reason)


def _against(modality: Modality, start: int, clauses: tuple[Clause, ...], reading: Reading) -> str | None:
    """Why the cited clauses do not say so; None where one does."""
    stretch = reading.passage.clause_at(start)
    words = reading.text(*stretch)
    nearest, shared = nearest_provisions(clauses, words)
    if _speaks_of_else(words, clauses, reading):
        return f"{clauses[0].ref} says nothing of “{words.strip()}”: cite the clause that does, or leave it out."
    if shared == 1 and any(p.modalities and not p.modalities & FITS[modality] for p in nearest):
        nearest = [p for p in nearest if not p.modalities & FITS[modality]]
    held = frozenset(m for p in nearest for m in p.modalities) or _of_all(clauses)
    if held & FITS[modality] or _is_same_bound(modality, held, words, (p.text for p in nearest)):
        return None
    if not held and modality in ("must", "should", "must_not"):
        return None if modality != "should" else _reason(modality, clauses[0], held, words)
    return _reason(modality, clauses[0], held, words)


def _speaks_of_else(words: str, clauses: tuple[Clause, ...], reading: Reading) -> bool:
    """Whether hardly anything that the sentence speaks of stands in the clauses."""
    told = told_by(re.sub(r"[\w-]+ v[\d.]+ §\S+|\(.*?\)", " ", words))
    told = frozenset(word for word in told if not word.isdigit())
    held = frozenset(w for c in clauses for w in stems(f"{c.text} {c.heading} {' '.join(c.path)} {c.version.title}"))
    return len(told) >= LEAST_TOLD and len(told & held) < min(2, len(told) / 2)


def _of_all(clauses: Iterable[Clause]) -> frozenset[Modality]:
    return frozenset(m for c in clauses for p in provisions(c) for m in p.modalities)


def _is_same_bound(modality: Modality, held: frozenset[Modality], words: str, clause: Iterable[str]) -> bool:
    """“must stay within” is “shall not exceed”, and “may … up to” obliges beyond the bound."""
    texts = " ".join(clause)
    if modality == "may" and held:
        return bool(MOVES.search(words) and BOUNDED.search(words) and LIMITS.search(texts))
    if modality == "may":
        return bool(BOUNDED.search(words) or ALLOWS_NUMBER.search(words))
    if modality == "must":
        return "must_not" in held and bool(BOUNDED.search(words) and EXCEEDING.search(texts))
    if modality == "must_not":
        return bool(held & {"must", "may"}) and bool(EXCEEDING.search(words) and BOUNDED.search(texts))
    return False


def _reason(modality: Modality, clause: Clause, held: frozenset[Modality], words: str) -> str:
    says = " and ".join(sorted(NAMES[m] for m in held)) or "only describes"
    return f"“{words.strip()}” {NAMES[modality]}, but {clause.ref} {says}: say it as the clause does."
