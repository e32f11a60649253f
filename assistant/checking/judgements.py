"""Words of judgement held against the verdicts of the turn, by record, family and aspect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.binding import Bound, coordinated, trusted
from assistant.checking.comparing import compared
from assistant.checking.evidence import PORTFOLIO, RULE
from assistant.checking.judgement_words import ADVERSE, CANDIDATE, HELD, SENSES, Judged, judged
from assistant.checking.mention import Mention
from assistant.checking.naming import aspects_of
from assistant.checking.provisions import says_number
from assistant.checking.quantities import Number
from assistant.checking.reading import Reading, Value
from assistant.checking.terms import ASPECT
from assistant.checking.tracing import traced
from assistant.checking.words import plain, stem, stems
from knowledge.clauses import Clause
from tools.result import Figure, Verdict

NEGATED = re.compile(
    r"(?:\b(?:not|never|no longer|neither|nor|without|no|none|nothing|cannot)|n't)\s+(?:(?!only\b)[\w'\0-]+\s+){0,3}$",
    re.IGNORECASE,
)
NOBODY = re.compile(r"\b(?:no|none of the|none|neither)\b", re.IGNORECASE)
EVERYBODY = re.compile(r"\b(?:all|every|each|both|everything)\b", re.IGNORECASE)
GENERAL = re.compile(
    r"\b(?:a|an|any|every|each|if|when|where|whenever|once|unless|until|whether|before|in case|should|must|shall|may|"
    r"would|could|projects|programmes|forecasts|breaches)\b",
    re.IGNORECASE,
)
"""Words by which a sentence speaks of any case and not of the record at hand."""
CONDITION = re.compile(r"\b(?:must|shall|may|if|when|where)\b[^,;]*$", re.IGNORECASE)
AT_HAND = re.compile(r"\b(?:it|its|they|their|this|that|these|those|the project)\b", re.IGNORECASE)
OPEN = re.compile(
    r"\b(?:if|whether|unless|until|in case|you asked|you ask|you say|you said|asks?|would you|check)\b", re.IGNORECASE
)
"""Words that leave open whether what follows is so."""
OF_WHAT = re.compile(r"\s+(?:for|at|of|on)\s.*$")
IN_ORDER = frozenset({"approved", "accepted", "met", "passed", "complete", "signed"})
NOT_THERE = frozenset({"none", "missing", "not met", "absent", "not held"})
YARDSTICKS = frozenset({"budget", "bac", "baseline", "plan", "exception", "target"})
"""What may be judged besides the tolerance and must then be named: over budget is not yet over tolerance."""


def check_judgements(reading: Reading) -> Iterator[Mention]:
    """Every word that judges must be what a verdict, a count or a comparison of the turn says."""
    for sentence in reading.sentences_with(CANDIDATE):
        if not sentence.asks:
            for word in judged(reading.open_text, sentence.start, sentence.end):
                yield from _checked(word, reading)


def _checked(word: Judged, reading: Reading) -> Iterator[Mention]:
    clause = reading.passage.clause_at(word.start)
    before = reading.text(clause.start, word.start)
    sentence = reading.sentence_of(word.start)
    if OPEN.search(reading.text(sentence.start, word.start)) or _is_general(word, before, reading):
        return
    trace, reason = _judged(word, reading)
    if trace is None and (tool := trusted(reading, word.start)):
        trace, reason = f"said by {tool}", None
    yield Mention("judgement", word.text, word.start, word.end, trace, None if trace else reason)


def _is_general(word: Judged, before: str, reading: Reading) -> bool:
    """Whether the word stands in what a cited rule says of any project, and not of the record at hand."""
    clauses = reading.clauses_near(word.start)
    if not clauses:
        return False
    sentence = reading.sentence_of(word.start)
    if reading.records_in(sentence.start, word.start):
        return bool(CONDITION.search(before))
    opening = reading.text(sentence.start, word.start)
    if GENERAL.search(opening):
        return True
    return not AT_HAND.search(opening) and _is_bound_of_rule(word, clauses, reading)


def _is_bound_of_rule(word: Judged, clauses: tuple[Clause, ...], reading: Reading) -> bool:
    """“Red above 10 % over budget”: the number beside the word is the rule's own, or the clause has the words."""
    end = reading.passage.clause_at(word.start).end
    text = reading.text(word.start, min(end, word.end + 24))
    words = f"{word.text} {word.noun}" if word.noun else text
    if word.noun and any(plain(words) in plain(c.text) for c in clauses):
        return True
    beside = [v for v in reading.values_in(word.start - 12, word.end + 8) if v.end >= word.start - 1]
    return any(_is_of_rule(v, clauses) for v in beside)


def _is_of_rule(value: Value, clauses: tuple[Clause, ...]) -> bool:
    if value.figure is not None:
        return value.figure.subject == RULE
    return isinstance(value.literal, Number) and any(says_number(c, value.literal, 0, frozenset()) for c in clauses)


def _judged(word: Judged, reading: Reading) -> tuple[str | None, str | None]:
    is_negated = is_negated_at(reading, word.start)
    allowed = SENSES[word.family] - {word.sense} if is_negated else frozenset({word.sense})
    if trace := _counted(word, is_negated, reading):
        return trace, None
    if not is_negated and word.family in ("limit", "time") and (step := _worked_out(word, reading)):
        return step, None
    comparison = compared(word.start, word.end, word.sense, is_negated, reading)
    if comparison is not None:
        return (comparison, None) if comparison else (None, f"“{word.text}” is not so: compare the figures.")
    sentence = reading.sentence_of(word.start)
    before = reading.text(sentence.start, word.start)
    wanted = [v for v in reading.evidence.verdicts if v.family == word.family]
    if NOBODY.search(before) and not reading.records_in(sentence.start, word.start):
        return _of_all(word, wanted, allowed)
    if EVERYBODY.search(before) and not reading.records_in(sentence.start, word.start) and wanted:
        return _of_all(word, wanted, allowed)
    return _of_records(word, wanted, allowed, reading)


def _worked_out(word: Judged, reading: Reading) -> str | None:
    """A difference right before the word that follows from two figures the way the word says."""
    for value in reading.values_in(max(0, word.start - 24), word.start):
        if isinstance(value.literal, Number) and not reading.text(value.end, word.start).strip():
            trace, _ = traced(value, value.literal, reading)
            return trace if trace and " − " in trace else None
    return None


def is_negated_at(reading: Reading, place: int) -> bool:
    """Whether what stands at a place is denied by a word shortly before it."""
    clause = reading.passage.clause_at(place)
    return bool(NEGATED.search(reading.open_text[clause.start : place]))


def _of_all(word: Judged, wanted: list[Verdict], allowed: frozenset[str]) -> tuple[str | None, str | None]:
    false = next((v for v in wanted if _held(v) not in allowed), None)
    if wanted and false is None:
        return f"verdicts on {word.family}", None
    if false is None:
        return None, _no_verdict(word, "them")
    return None, _contrary(word, false)


def _of_records(
    word: Judged, wanted: list[Verdict], allowed: frozenset[str], reading: Reading
) -> tuple[str | None, str | None]:
    traces: list[str] = []
    groups = coordinated(reading, word.start, word.end, frozenset({"judgement"}))
    for subjects in groups:
        own = [v for v in wanted if subjects.covers(v.subject)]
        own = _of_aspect(own, word, reading) if own else own
        if not own and (state := _by_state(word, subjects, allowed, reading)):
            traces.append(state)
            continue
        if not own:
            return None, _no_verdict(word, " or ".join(sorted(subjects.subjects)) or "it")
        right = [v for v in own if _held(v) in allowed]
        enough = right if allowed & ADVERSE else right if len(right) == len(own) else []
        if not enough:
            return None, _contrary(word, next(v for v in own if _held(v) not in allowed))
        traces.append(f"{enough[0].subject}: {enough[0].aspect} {enough[0].holds}")
    return ("; ".join(traces), None) if traces else (None, _no_verdict(word, "it"))


def _by_state(word: Judged, subjects: Bound, allowed: frozenset[str], reading: Reading) -> str | None:
    """States that bear out “missing” and “met” where no rule judges: all that the clause names, by their names."""
    if word.family != "compliance":
        return None
    clause = reading.passage.clause_at(word.start)
    spoken = stems(reading.text(clause.start, reading.sentence_of(word.start).end))
    states = [f for f in reading.evidence.figures if f.unit == "state" and subjects.covers(f.subject)]
    named = [f for f in states if f.key and stems(OF_WHAT.sub("", f.name)) <= spoken]
    meant = {"met": IN_ORDER, "not met": NOT_THERE}
    so = [f for f in named if any(str(f.value).lower() in meant[sense] for sense in allowed)]
    return so[0].handle if named and len(so) == len(named) else None


def _held(verdict: Verdict) -> str:
    return HELD.get(verdict.holds.lower(), verdict.holds.lower())


def _of_aspect(own: list[Verdict], word: Judged, reading: Reading) -> list[Verdict]:
    """The verdicts on what the sentence judges: its yardstick, then its dimension or requirement, if named."""
    if word.family == "limit":
        own = _of_yardstick(own, word)
    spoken = _spoken(word, reading)
    named = [v for v in own if aspects_of(v.aspect) & spoken]
    labelled = _of_label(named or own, word, reading)
    if labelled is not None:
        return labelled
    if named:
        most = max(len(aspects_of(v.aspect) & spoken) for v in named)
        return [v for v in named if len(aspects_of(v.aspect) & spoken) == most]
    is_foreign = word.family == "limit" and spoken & set(ASPECT.values()) - {"overall"}
    return [] if is_foreign else own


def _of_yardstick(own: list[Verdict], word: Judged) -> list[Verdict]:
    if word.noun in YARDSTICKS:
        return [v for v in own if stem(word.noun) in stems(v.aspect)] or own
    return [v for v in own if not stems(v.aspect) & {stem(y) for y in YARDSTICKS}] or own


def _of_label(own: list[Verdict], word: Judged, reading: Reading) -> list[Verdict] | None:
    """Where the sentence names a gate or the like, only the verdicts on that one."""
    clause = reading.passage.clause_at(word.start)
    labels = set(re.findall(r"\b[A-Z]{1,3}\d{1,2}\b", reading.text(*clause)))
    labels |= {f"{n[0].upper()}{d}" for n, d in re.findall(r"\b(gate|stage|phase) (\d)\b", reading.text(*clause))}
    held = {label for v in own for label in re.findall(r"\b[A-Z]{1,3}\d{1,2}\b", v.aspect)}
    kinds = {label.rstrip("0123456789") for label in held}
    said = {label for label in labels if label.rstrip("0123456789") in kinds}
    return [v for v in own if any(label in v.aspect for label in said)] if said else None


def _spoken(word: Judged, reading: Reading) -> frozenset[str]:
    """The dimensions named in the word's clause; else the one named last before it in the sentence."""
    clause = reading.passage.clause_at(word.start)
    known = {aspect for v in reading.evidence.verdicts for aspect in aspects_of(v.aspect)} | set(ASPECT.values())

    def of(start: int, end: int) -> list[str]:
        lows = (w.low for w in reading.passage.words_in(start, end) if not word.start <= w.start < word.end)
        return [a for low in lows if (a := ASPECT.get(low, stem(low))) in known]

    if here := of(*clause):
        return frozenset(here)
    sentence = reading.sentence_of(word.start)
    earlier = of(sentence.start, clause.start)
    if not earlier and sentence.form == "cell":
        earlier = [a for s in sentence.lends[:2] for a in of(*s)]
    return frozenset(earlier[-1:])


def _counted(word: Judged, is_negated: bool, reading: Reading) -> str | None:
    """A count whose own name has the word: “3 late milestones”."""
    reach = reading.passage.clause_at(word.start)
    sense = stem(word.sense)
    for value in reading.values_in(*reach):
        for figure in _counts_of(value, reading):
            words = stems(f"{figure.name} {' '.join(figure.synonyms)} {figure.key}")
            if not is_negated and (sense in words or stem(word.text.lower()) in words):
                return figure.handle
    return None


def _counts_of(value: Value, reading: Reading) -> list[Figure]:
    if value.figure is not None:
        return [value.figure] if value.figure.unit == "count" else []
    if "count" not in value.units or value.literal is None:
        return []
    return [f for f in reading.evidence.of_unit("count") if reading.covers(value, f)]


def _no_verdict(word: Judged, subjects: str) -> str:
    about = "the portfolio" if subjects == PORTFOLIO else subjects
    return f"No result of this turn judges {about} “{word.text}”: leave the word out, or say what the results say."


def _contrary(word: Judged, verdict: Verdict) -> str:
    return f"“{word.text}” is not so: {verdict.aspect} of {verdict.subject} is {verdict.holds}."
