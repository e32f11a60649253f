"""A clause in its provisions: what each obliges to, and its numbers with what they are numbers of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal as Words

from assistant.checking.letters import CAPITAL, LOWER
from assistant.checking.literals import literals
from assistant.checking.quantities import Day, Literal, Number
from assistant.checking.words import stems
from knowledge.clauses import Clause

Modality = Words["must", "must_not", "should", "may", "need_not"]

_NOT_NEEDED = r"need(?:s)? not|(?:is|are|be) not (?:required|mandatory|necessary|needed)|not (?:required|mandatory)"
_NO_NEED = (
    r"no (?:upper |cost |time )?(?:need|requirement|obligation|limit|restriction|cap|ceiling)|"
    r"(?:does|do) not (?:need|require|have to)|not have to"
)
_FORBIDDEN = (
    r"(?:must|shall|may|can)\s*(?:not|n't|never)|cannot|(?:is|are|be)? ?not (?:allowed|permitted)|"
    r"prohibited|forbidden|(?:nobody|no one|none|neither|no [\w-]+(?: [\w-]+){0,4}?) (?:shall|may|must|can)"
)
_OBLIGED = (
    r"not optional|not voluntary|must|shall|(?:is|are|was|were|be|been) (?:[\w]+ )?required|"
    r"required (?=to\b|by\b)|requires?|mandatory|obliged|compulsory|(?:has|have|had) to|"
    r"needs? (?:(?!not\b)[\w-]+ ){0,4}?(?:approval|sign-off|waiver|decision|authorisation|consent|report|review|"
    r"citation)|"
    r"(?:approval|waiver|sign-off|decision|authorisation) (?:is|are) (?:needed|necessary)|needs? to be"
)
_ADVISED = r"should|ought to|recommended|advisable"
_ALLOWED = r"may|optional|allowed|permitted|voluntary"
MODAL = re.compile(
    rf"\b(?:(?P<need_not>{_NOT_NEEDED}|{_NO_NEED})|(?P<must_not>{_FORBIDDEN})|(?P<should>{_ADVISED}(?: not)?)|"
    rf"(?P<must>{_OBLIGED})|(?P<may>{_ALLOWED}))\b",
    re.IGNORECASE,
)
UP = re.compile(
    r"(?:more than|greater than|higher than|longer than|older than|over|above|exceed(?:s|ed|ing)?|at least|"
    r"(?:not|no) (?:less|fewer|earlier) than|minimum(?: of)?|beyond|≥|>|after)\s*$",
    re.IGNORECASE,
)
DOWN = re.compile(
    r"(?:less than|fewer than|lower than|under|below|up to|at most|(?:not|no) (?:more|longer|later|higher) than|within|"
    r"(?:not|n't|never) (?:be )?(?:exceed|over|above)|maximum(?: of)?|until|≤|<|before)\s*$",
    re.IGNORECASE,
)
ITEM = re.compile(r"\s*(?:[-*+•]|\d+[.)]|\([a-z0-9]+\))\s")
MODAL_STEMS = stems(
    "must shall should may required requires mandatory optional allowed permitted needs needed voluntary"
)
ENDS = re.compile(r"(?<=[.;:!?])\s+|\n+|\|")
NAMES = re.compile(
    rf"\b(?:Green|Amber|Red)\b|\b{CAPITAL}{LOWER}+(?: (?:of )?{CAPITAL}[\w]+)+\b|\b{CAPITAL}{LOWER}{{3,}}\b"
)


@dataclass(frozen=True, slots=True)
class Provision:
    """One sentence or item of a clause."""

    text: str
    words: frozenset[str]
    """Stems of its words."""
    modalities: frozenset[Modality]
    literals: tuple[Literal, ...]


@lru_cache(maxsize=512)
def provisions(clause: Clause) -> tuple[Provision, ...]:
    """The provisions of a clause; an item without a modal word has that of the sentence it belongs to."""
    found: list[Provision] = []
    introduced: frozenset[Modality] = frozenset()
    for text in ENDS.split(clause.text):
        if not text.strip():
            continue
        own = frozenset(modality for modality, _ in modals(text))
        is_item = bool(ITEM.match(text))
        found.append(
            Provision(text, stems(text), own or (introduced if is_item else frozenset()), tuple(literals(text)))
        )
        if not is_item:
            introduced = own if text.rstrip().endswith(":") else frozenset()
    return tuple(found)


def modals(text: str) -> Iterator[tuple[Modality, re.Match[str]]]:
    """The modal words of a text with their meaning."""
    for match in MODAL.finditer(text):
        for modality in _MODALITIES:
            if match.group(modality):
                yield modality, match


_MODALITIES: tuple[Modality, ...] = ("need_not", "must_not", "should", "must", "may")


def direction(text: str, start: int) -> int:
    """1 where the words before a number make it a lower bound, -1 for an upper bound, otherwise 0."""
    before = text[max(0, start - 30) : start].rstrip(" \0*_+±-−")
    before += " "
    if DOWN.search(before):
        return -1
    return 1 if UP.search(before) else 0


def says_number(clause: Clause, literal: Literal, turned: int, names: frozenset[str], words: str = "") -> bool:
    """Whether the clause has the number, in the same direction and with the same colour or body beside it.

    Where it has the number several times, those provisions count that speak most of what ``words`` speak of.
    """
    held = [(p, own) for p in provisions(clause) for own in p.literals if _same(own, literal)]
    if words and held:
        wanted = stems(words)
        most = max(len(wanted & p.words) for p, _ in held)
        held = [(p, own) for p, own in held if len(wanted & p.words) == most]
    beside = [(direction(p.text, own.start), names_beside(p.text, own.start, own.end)) for p, own in held]
    if names:
        beside = [(way, near) for way, near in beside if not near or near & names]
    return any(not turned or not way or way == turned for way, _ in beside)


def names_beside(text: str, start: int, end: int) -> frozenset[str]:
    """The colours and capitalised names nearest to a number: those of its part of the sentence, else of it all."""
    cuts = [m.start() for m in re.finditer(r",\s|;|\band\b|\bor\b|\|", text)]
    left = max((c for c in cuts if c < start), default=0)
    right = min((c for c in cuts if c >= end), default=len(text))
    near = frozenset(m.group() for m in NAMES.finditer(text, left, right) if m.start() or text[:1].islower())
    if near:
        return near
    gaps = [(max(start - m.end(), m.start() - end), m.group()) for m in NAMES.finditer(text) if m.start()]
    nearest = min((gap for gap, _ in gaps), default=0)
    return frozenset(name for gap, name in gaps if gap <= nearest + 4)


def _same(own: Literal, other: Literal) -> bool:
    if isinstance(own, Day) and isinstance(other, Day):
        return (own.year, own.month, own.day) == (other.year, other.month, other.day)
    if isinstance(own, Number) and isinstance(other, Number):
        signs = {own.sign, other.sign}
        is_same_sign = signs <= {"", "+"} or "±" in signs or own.sign == other.sign
        return own.value == other.value and not own.units.isdisjoint(other.units) and is_same_sign
    return False


def nearest_provisions(clauses: Iterable[Clause], text: str) -> tuple[list[Provision], int]:
    """The provisions that speak most of what the text speaks of, and how many of its words they share."""
    wanted = told_by(text)
    scored = [(len(wanted & p.words), p) for clause in clauses for p in provisions(clause)]
    best = max((score for score, _ in scored), default=0)
    return [p for score, p in scored if score == best and best], best


def told_by(text: str) -> frozenset[str]:
    """The stems of what a text speaks of, without its modal words."""
    return stems(text) - MODAL_STEMS
