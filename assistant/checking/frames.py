"""A sentence's words without its values: where a tool says it in the same words, the values must be the tool's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.checking.evidence import amount
from assistant.checking.literals import formulas, literals
from assistant.checking.passage import Sentence
from assistant.checking.polarity import skeleton
from assistant.checking.quantities import Day, Label, Literal, Number
from assistant.checking.reading import Reading, Record, Value
from assistant.checking.references import Citation
from assistant.checking.said import LEAD, OwnSentence
from assistant.checking.states import other_state
from assistant.checking.words import plain
from tools.result import Figure, ToolResult
from tools.wording.display import show
from tools.wording.handles import Span

PLACE = " qqvalue "
"""Stands for a value in a frame; a word that no text has."""
Item = Record | Value | Citation
Own = Span | Literal


@dataclass(frozen=True, slots=True)
class Frame:
    """A tool's sentence taken apart."""

    turns: tuple[str, ...]
    """What turns it one way or the other, in order."""
    items: tuple[Own, ...]
    said: OwnSentence


def contradicted(sentence: Sentence, reading: Reading) -> str | None:
    """The tool's sentence that this one says in the same words with another value or the other way round."""
    items = _items(sentence, reading)
    framed = _framed(reading.passage.text, sentence.start, sentence.end, [(i.start, i.end) for i in items])
    frames = reading.once("frames", 0, lambda: _frames(reading))
    for words in (framed, LEAD.sub("", framed)):
        bones, turns = skeleton(words)
        if held := frames.get(bones):
            return _against(held, turns, items, sentence, reading)
    return None


def _against(
    held: list[Frame], turns: tuple[str, ...], items: list[Item], sentence: Sentence, reading: Reading
) -> str | None:
    if any(turns == frame.turns and not _differing(frame, items, reading) for frame in held):
        return None
    for frame in held:
        if len(frame.items) != len(items) or not _is_about_same(frame, items, sentence, reading):
            continue
        wrong = _differing(frame, items, reading)
        if turns != frame.turns or (wrong and not _is_another_case(wrong, reading)):
            return frame.said.text.strip()
    return None


def contradicted_cell(sentence: Sentence, reading: Reading) -> str | None:
    """The tool's cell of the same column and row that has another value."""
    if sentence.opens or len(sentence.lends) < 2:
        return None
    column, row = (plain(reading.text(*stretch)) for stretch in sentence.lends[:2])
    said = reading.said.cells.get((column, row))
    if said is None:
        return None
    items = _items(sentence, reading)
    bones, turns = skeleton(
        _framed(reading.passage.text, sentence.start, sentence.end, [(i.start, i.end) for i in items])
    )
    own_bones, frame = _frame(said)
    if bones == own_bones and (turns != frame.turns or _differing(frame, items, reading)):
        return said.text.strip()
    return None


def _frames(reading: Reading) -> dict[str, list[Frame]]:
    found: dict[str, list[Frame]] = {}
    for said in reading.said.sentences:
        bones, frame = _frame(said)
        if said.tells:
            found.setdefault(bones, []).append(frame)
    return found


def _frame(said: OwnSentence) -> tuple[str, Frame]:
    spans = [(s.start, s.end) for s in said.spans]
    written = [*literals(said.text), *formulas(said.text)]
    free = [each for each in written if not any(a < each.end and each.start < b for a, b in spans)]
    items: list[Own] = sorted([*said.spans, *free], key=lambda item: item.start)
    bones, turns = skeleton(_framed(said.text, 0, len(said.text), [(i.start, i.end) for i in items]))
    return bones, Frame(turns, tuple(items), said)


def _framed(text: str, start: int, end: int, places: list[tuple[int, int]]) -> str:
    parts: list[str] = []
    done = start
    for a, b in places:
        parts += [text[done:a], PLACE]
        done = b
    return "".join([*parts, text[done:end]])


def _items(sentence: Sentence, reading: Reading) -> list[Item]:
    """Records, values and references of the sentence in order."""
    start, end = sentence.start, sentence.end
    found: list[Item] = [
        *reading.records_in(start, end),
        *reading.values_in(start, end),
        *reading.citations_in(start, end),
    ]
    ordered: list[Item] = []
    for item in sorted(found, key=lambda i: (i.start, -i.end)):
        if not ordered or item.start >= ordered[-1].end:
            ordered.append(item)
    return ordered


def _is_about_same(frame: Frame, items: list[Item], sentence: Sentence, reading: Reading) -> bool:
    """Whether both speak of the same record: the one they name, else the one around."""
    named = [(own, item) for own, item in zip(frame.items, items, strict=True) if _is_label(own)]
    if named and _is_topic(frame):
        own_labels = sorted(own.figure.subject for own, _ in named if isinstance(own, Span) and own.figure)
        labels = sorted(item.subject for _, item in named if isinstance(item, Record))
        return own_labels == labels or _matches(*named[0], reading)
    result = frame.said.result
    return not result.subjects or bool(_subjects_around(sentence, reading) & _subjects(result))


def _is_topic(frame: Frame) -> bool:
    """Whether the tool's sentence opens with a record, which it then is about."""
    first = frame.items[0]
    return _is_label(first) and not any(character.isalnum() for character in frame.said.text[: first.start])


def _subjects(result: ToolResult) -> frozenset[str]:
    return frozenset({*result.subjects, *(f.subject for f in result.figures)})


def _subjects_around(sentence: Sentence, reading: Reading) -> frozenset[str]:
    for stretch in sentence.lends:
        if records := reading.records_in(*stretch):
            return frozenset(r.subject for r in records)
    return reading.evidence.mains


def _differing(frame: Frame, items: list[Item], reading: Reading) -> list[Own]:
    if len(frame.items) != len(items):
        return list(frame.items) or [Label(0, 0, "", "")]
    return [own for own, item in zip(frame.items, items, strict=True) if not _matches(own, item, reading)]


def _is_another_case(wrong: list[Own], reading: Reading) -> bool:
    """Whether the date or the clause differs together with the values: then another case is spoken of."""
    cases = [own for own in wrong if _is_case(own)]
    return bool(cases) and len(cases) < len(wrong)


def _is_case(own: Own) -> bool:
    if isinstance(own, Span):
        return own.clause is not None or (own.figure is not None and own.figure.unit == "date")
    return isinstance(own, Day)


def _is_label(own: Own) -> bool:
    return isinstance(own, Span) and own.figure is not None and not own.figure.key


def _matches(own: Own, item: Item, reading: Reading) -> bool:
    if isinstance(own, Span):
        if own.clause is not None:
            return isinstance(item, Citation) and own.clause in item.clauses
        return own.figure is not None and _shows(own.figure, item, reading)
    return isinstance(item, Value) and plain(own.text) == plain(reading.text(item.start, item.end))


def _shows(figure: Figure, item: Item, reading: Reading) -> bool:
    if isinstance(item, Record):
        return item.subject == figure.subject and not figure.key
    if isinstance(item, Citation):
        return plain(item.text) == plain(show(figure))
    if item.figure is not None:
        return item.figure.handle == figure.handle or (item.figure.value, item.figure.unit) == (
            figure.value,
            figure.unit,
        )
    if item.said is not None:
        return item.said == figure.value
    if isinstance(item.literal, Number):
        held = amount(figure)
        sign_fits = held is not None and (held < 0) == (item.literal.sign == "-")
        return (
            held is not None
            and figure.unit in item.literal.units
            and item.literal.covers(held)
            and (sign_fits or not held)
        )
    if isinstance(item.literal, Day):
        return isinstance(figure.value, date) and item.literal.covers(figure.value)
    return plain(show(figure)) == plain(reading.text(item.start, item.end))


def check_frames(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Stretches that say in a tool's words what the tool does not say, each with what it says."""
    for sentence in reading.passage.sentences:
        if sentence.asks or reading.said.results_at(sentence.start):
            continue
        said = contradicted(sentence, reading) or other_state(
            sentence, reading, lambda own, item: _matches(own, item, reading)
        )
        if said is None and sentence.form == "cell":
            said = contradicted_cell(sentence, reading)
        if said is not None:
            yield sentence.start, sentence.end, said
