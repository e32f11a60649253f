"""Records, people and bodies: only those of the turn, and everybody in his or her own role."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.binding import bind, is_about, trusted
from assistant.checking.calling import called
from assistant.checking.letters import CAPITAL, LOWER
from assistant.checking.mention import Mention
from assistant.checking.naming import trade_names
from assistant.checking.passage import Sentence
from assistant.checking.quantities import Number
from assistant.checking.reading import Reading, Record, Value
from assistant.checking.terms import BODIES, CAPITALS
from assistant.checking.words import SMALL, plain
from tools.result import Figure

NAME = frozenset({"name"})
_WORD = rf"{CAPITAL}{LOWER}+(?:[-']{CAPITAL}?{LOWER}+)*"
_FURTHER = rf"{CAPITAL}(?:{CAPITAL}|{LOWER})+(?:[-']{CAPITAL}?{LOWER}+)*"
CAPITALISED = re.compile(
    rf"\b(?:Dr|Mr|Mrs|Ms|Prof)?\.?\s?{_WORD}(?:[ ](?:(?:of|de|van|von|der|af|and)[ ])?{_FURTHER})*"
)
HANDLE = re.compile(r"(?<![\w@])@\w[\w.]+")


def check_names(reading: Reading) -> Iterator[Mention]:
    """Every record and name must come from the turn; a name with a role must have that role."""
    for record in reading.records:
        yield _record(record, reading)
    for value in reading.values:
        if value.units == NAME and value.said is not None:
            yield _person(value, reading)
    for sentence in reading.sentences_with(CAPITALISED, HANDLE):
        yield from _strangers(sentence, reading)


def _record(record: Record, reading: Reading) -> Mention:
    text = reading.text(record.start, record.end)
    known = record.known or reading.evidence.holds(record.subject)
    reason = None if known else f"{text} is no record that came back in this turn: leave it out."
    return Mention("record", text, record.start, record.end, record.subject if known else None, reason, record.filled)


def _person(value: Value, reading: Reading) -> Mention:
    trace, reason = _in_role(value, reading)
    if trace is None and (tool := trusted(reading, value.start)):
        trace = f"said by {tool}"
    text = reading.text(value.start, value.end)
    return Mention("name", text, value.start, value.end, trace, None if trace else reason)


def _in_role(value: Value, reading: Reading) -> tuple[str | None, str | None]:
    held = reading.evidence.names[value.said or ""]
    roles = role_of(value, reading)
    bound = bind(reading, value.start, value.end, NAME)
    own = [f for f in held if is_about(f, bound, reading, value.start)]
    right = [f for f in own if roles is None or f.handle in roles]
    if right:
        return right[0].handle, None
    cited = next((c.ref for c in reading.clauses_near(value.start) if plain(value.said or "") in plain(c.text)), None)
    if cited and not own:
        return cited, None
    others = [f for s in bound.subjects for f in reading.evidence.figures_of(s) if f.unit == "name" and f.key]
    if roles is None and not (bound.is_named and others):
        return held[0].handle, None
    return None, _wrong_role(value, held[0], others, roles)


def role_of(value: Value, reading: Reading) -> frozenset[str] | None:
    """The handles of the figures whose role the sentence gives the name: before it, otherwise after it."""
    reach = reading.reach(value.start, NAME)
    before = called(reading, value)
    if before is not None:
        heads = [m for m in reading.measures if reach.start <= m.start < value.start]
        if heads or reading.sentence_of(value.start).form == "cell":
            return before
    after = [
        m for m in reading.measures if value.end <= m.start < reach.end and _is_role(m.what, reading, m.start, m.end)
    ]
    if not after:
        return None
    return frozenset(f.handle for m in after if m.start == after[0].start for f in m.what)


def _is_role(figures: tuple[Figure, ...], reading: Reading, start: int, end: int) -> bool:
    if figures:
        return any(f.unit == "name" for f in figures)
    return "name" in trade_names().get(plain(reading.text(start, end)), frozenset())


def _wrong_role(value: Value, held: Figure, others: list[Figure], roles: frozenset[str] | None) -> str:
    meant = next((f for f in others if roles and f.handle in roles), None)
    if meant is not None:
        return f"{meant.name} of {meant.subject} is {meant.value}, not {value.said}."
    return f"{value.said} is {held.name} of {held.subject}, and nothing else in this turn."


def _strangers(sentence: Sentence, reading: Reading) -> Iterator[Mention]:
    """Capitalised names that no result and no question holds."""
    text = reading.open_text
    for match in CAPITALISED.finditer(text, sentence.start, sentence.end):
        start, words = _without_opening(match.start(), match.group(), sentence, reading)
        if not words or _is_in_amount(start, sentence, reading) or _is_harmless(words, start, sentence, reading):
            continue
        if tool := trusted(reading, start):
            yield Mention("name", words, start, start + len(words), f"said by {tool}")
            continue
        reason = f"“{words}” is the name of nobody and nothing that came back in this turn: leave it out."
        yield Mention("name", words, start, start + len(words), reason=reason)
    for match in HANDLE.finditer(text, sentence.start, sentence.end):
        if not reading.evidence.holds(match.group()):
            yield Mention("name", match.group(), *match.span(), reason=f"{match.group()} is nobody of this turn.")


def _is_in_amount(place: int, sentence: Sentence, reading: Reading) -> bool:
    """Whether the word belongs to how an amount is written: “1.6 million Swedish kronor”."""
    values = reading.values_in(sentence.start, sentence.end)
    return any(isinstance(v.literal, Number) and v.start <= place < v.end for v in values)


def _without_opening(start: int, words: str, sentence: Sentence, reading: Reading) -> tuple[int, str]:
    """The name without the word that only opens the sentence with a capital."""
    opens = not re.search(r"\w", reading.text(sentence.start, start).replace("\0", "x"))
    first, _, rest = words.partition(" ")
    if opens and (first.lower() in SMALL or not rest):
        return start + len(first) + 1, rest
    return start, words


def _is_harmless(words: str, start: int, sentence: Sentence, reading: Reading) -> bool:
    if reading.evidence.holds(words):
        return True
    parts = [w for w in re.findall(r"[\w'-]+", words) if w.lower() not in SMALL]
    last = parts[-1].lower() if parts else ""
    if last in BODIES and len(parts) > 1:
        return False
    strange = [w for w in parts if w.lower().removesuffix("'s") not in CAPITALS]
    if not strange:
        return True
    is_title = sentence.form in ("heading", "cell") or reading.passage.text[
        sentence.start : sentence.end
    ].rstrip().endswith(":")
    return is_title and len(strange) < 2
