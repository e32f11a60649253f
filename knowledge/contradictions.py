"""Clauses of one day that may contradict each other: by their rules, and by likeness of their sentences.

What rules show is certain: two values of one point, of which it is worked out which binds. Likeness only suggests:
two sentences that say nearly the same and differ in a limit of one unit, or of which one forbids what the other asks
for or allows. It would rather miss a contradiction than cry wolf; a person reads both.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal

from knowledge.clauses import Clause, normalised
from knowledge.findings import Rule
from knowledge.lexicon import words
from knowledge.precedence import Delegation, Order, Ruling, settle
from knowledge.quantities import Quantity, quantities
from knowledge.relations import pairs
from knowledge.rule_kinds import AREA, kind_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

ALIKE = 0.6
"""Likeness of meaning (cosine) from which on two sentences count as saying the same."""
SHARED = 0.5
"""Share of the shorter sentence's words, numbers aside, that the other one must hold as well."""
FEWEST_WORDS = 4
"""Sentences with fewer words of content say too little to be compared."""
_SENTENCE = re.compile(r"(?<=[.;:!?])\s+|\n+")
_MODALS = frozenset(words("shall must may should not never cannot can be is are have has been"))
_ACT = re.compile(
    r"\b(?:shall|must|may|should|cannot|can)\s+(?:(?:not|never|only|also|be|have|been)\s+)*(\w+)", re.IGNORECASE
)

_NOT = re.compile(r"\b(?:not|never|cannot)\b", re.I)
_NOBODY = re.compile(r"\b(?:no|nobody|no one|none|neither|nothing)\b", re.I)

Vectors = Callable[[Sequence[str]], "NDArray[Any]"]
"""Gives a unit vector for each text."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two clauses whose rules state different values of one point, and what holds between them."""

    point: str
    left: Clause
    right: Clause
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Two sentences that may contradict each other."""

    left: Clause
    right: Clause
    left_words: str
    right_words: str
    differs: Literal["limit", "modality"]
    likeness: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a clause, as it is compared."""

    clause: Clause
    text: str
    limits: tuple[Quantity, ...]
    content: frozenset[str]
    asked: frozenset[str]
    """What shall, should or may be done."""
    forbidden: frozenset[str]


def of_rules(rules: Iterable[Rule], on: date, order: Order, delegations: Iterable[Delegation]) -> list[Contradiction]:
    """Every pair of rules in force on a day that state different values of one point, with what binds.

    Args:
        rules: Every rule whose clause is in force on the day.
        on: The day.
        order: The order of documents on it.
        delegations: What clauses leave to others.
    """
    held, given = list(rules), tuple(delegations)
    found = []
    for left, right in (*pairs(held), *_same_limits(held)):
        for ruling in settle(left, right, on, order, given):
            if ruling.why != "same" and (ruling.keys or ruling.is_conflict):
                found.append(Contradiction(left.rule_id, left.clause, right.clause, ruling))
    return found


def _same_limits(rules: Sequence[Rule]) -> Iterator[tuple[Rule, Rule]]:
    """Two rules that state one limit under different names, each reduced to it."""
    by_id = {rule.rule_id: rule for rule in reversed(rules)}
    for rule in by_id.values():
        kind = kind_of(rule.rule_id)
        for key, described in kind.keys.items() if kind else ():
            other_id, _, other_key = (described.same_as or "").rpartition(".")
            other = by_id.get(other_id)
            if other is None or other.clause == rule.clause or key not in rule.values or other_key not in other.values:
                continue
            yield _reduced(rule, rule.rule_id, key, key), _reduced(other, rule.rule_id, other_key, key)


def _reduced(rule: Rule, rule_id: str, key: str, named: str) -> Rule:
    area = {each: rule.values[each] for each in AREA if each in rule.values}
    return replace(rule, rule_id=rule_id, values={**area, named: rule.values[key]})


def of_meaning(
    clauses: Iterable[Clause],
    vectors: Vectors,
    read: frozenset[str] = frozenset(),
    about: frozenset[str] | None = None,
) -> list[Suspicion]:
    """Pairs of sentences of different documents that may contradict each other, the likest first.

    Args:
        clauses: The clauses in force on a day.
        vectors: Gives a unit vector for each sentence.
        read: References of clauses that rules read; two of these are left to the rules.
        about: References of which a pair must hold one; None for every pair.
    """
    sentences = [each for clause in clauses for each in sentences_of(clause)]
    differing = [
        (one, other, differs)
        for one, other in _sharing(sentences, about)
        if not {one.clause.ref, other.clause.ref} <= read and (differs := contradicts(one, other))
    ]
    texts = list(dict.fromkeys(each.text for one, other, _ in differing for each in (one, other)))
    if not texts:
        return []
    of_text = dict(zip(texts, vectors(texts), strict=True))
    found: dict[tuple[str, str], Suspicion] = {}
    for one, other, differs in differing:
        likeness = round(float(of_text[one.text] @ of_text[other.text]), 3)
        pair = (one.clause.ref, other.clause.ref)
        if likeness >= ALIKE and (pair not in found or found[pair].likeness < likeness):
            found[pair] = Suspicion(one.clause, other.clause, one.text, other.text, differs, likeness)
    return sorted(found.values(), key=lambda each: -each.likeness)


def _sharing(sentences: Sequence[Sentence], about: frozenset[str] | None) -> Iterator[tuple[Sentence, Sentence]]:
    """The pairs that share enough of their words, in order, without holding every sentence against every other."""
    having: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(sentences):
        for word in each.content:
            having[word].append(at)
    asked = [about is None or each.clause.ref in about for each in sentences]
    for at, each in enumerate(sentences):
        if not asked[at]:
            continue
        shared = Counter(chain.from_iterable(having[word] for word in each.content))
        for other, count in sorted(shared.items()):
            is_done = other <= at and asked[other]
            if not is_done and _is_enough(count, each, sentences[other]):
                yield each, sentences[other]


def _is_enough(shared: int, one: Sentence, other: Sentence) -> bool:
    return shared >= SHARED * min(len(one.content), len(other.content))


def contradicts(one: Sentence, other: Sentence) -> Literal["limit", "modality"] | None:
    """What two sentences would differ in if they mean the same; None where nothing speaks for a contradiction."""
    if one.clause.version.document == other.clause.version.document or _refers(one, other) or _refers(other, one):
        return None  # what stands in one document, or names the other one, was written knowing of it
    if not _is_enough(len(one.content & other.content), one, other):
        return None
    if one.forbidden & other.asked or other.forbidden & one.asked:
        return "modality"
    acts = one.asked | one.forbidden, other.asked | other.forbidden
    if all(acts) and acts[0].isdisjoint(acts[1]):
        return None
    for unit in {each.unit for each in one.limits} & {each.unit for each in other.limits}:
        mine, theirs = ({each.value for each in side.limits if each.unit == unit} for side in (one, other))
        if mine.isdisjoint(theirs):
            return "limit"
    return None


def sentences_of(clause: Clause) -> list[Sentence]:
    """The sentences and items of a clause that ask, forbid, allow or limit something."""
    found = []
    for part in _SENTENCE.split(clause.text):
        if part.lstrip().startswith("|"):
            continue  # a row of a table means nothing without its heading
        text = normalised(part.strip("-*| "))
        limits, (asked, forbidden) = quantities(text), _acts(text)
        content = frozenset(word for word in words(text) if not any(c.isdigit() for c in word)) - _MODALS
        if len(content) >= FEWEST_WORDS and (limits or asked or forbidden):
            found.append(Sentence(clause, text, limits, content, asked, forbidden))
    return found


def _acts(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """What a sentence says shall or may be done, and what must not: the verbs behind its modal words."""
    asked: set[str] = set()
    forbidden: set[str] = set()
    for match in _ACT.finditer(text):
        before = re.split(r"[,;:]", text[: match.start()])[-1]
        is_forbidden = bool(_NOT.search(match[0]) or _NOBODY.search(before))
        (forbidden if is_forbidden else asked).update(words(match[1]))
    return frozenset(asked), frozenset(forbidden - asked)


def _refers(one: Sentence, other: Sentence) -> bool:
    """Whether a sentence names the other's document: its author knew of it."""
    return other.clause.version.document in one.text
