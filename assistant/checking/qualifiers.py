"""Words that tell a figure from its rivals: reported or calculated, the manager's or by performance."""

from __future__ import annotations

from assistant.checking.markdown import Stretch
from assistant.checking.reading import Reading, Value
from assistant.checking.words import WORD, stem
from tools.result import Figure
from tools.wording.display import show

ORIGINS = (frozenset({stem("calculated"), stem("computed")}), frozenset({stem("reported"), stem("stated")}))


def unqualified(figure: Figure, value: Value, reading: Reading) -> str | None:
    """Why the words around do not tell the figure from its rivals, None where they do."""
    rivals = reading.evidence.rivals(figure)
    if not rivals:
        return _of_other_origin(figure, value, reading)
    around = _stems_around(value, reading)
    rivals_said = [r for r in rivals if _said(r, around)]
    if _said(figure, around) or (not figure.qualifiers and not rivals_said):
        return None
    sentence = reading.sentence_of(value.start)
    before = _stems_of(Stretch(sentence.start, value.start), reading)
    if not rivals_said and _said(figure, before) and not any(_said(r, before) for r in rivals):
        return None
    name, shown = figure.name, show(figure)
    if not figure.qualifiers:
        return f"{name} is {shown}, but the sentence speaks of {rivals_said[0].name}."
    words = " or ".join(f"“{q}”" for q in figure.qualifiers)
    return f"Say {words} beside “{shown}” ({name}): {rivals[0].name} is {show(rivals[0])}."


def _of_other_origin(figure: Figure, value: Value, reading: Reading) -> str | None:
    """Why a calculated value must not be called reported, nor the other way round."""
    own = {stem(q.lower()) for q in figure.qualifiers}
    for origin, other in (ORIGINS, ORIGINS[::-1]):
        if own & origin:
            around = _stems_around(value, reading)
            if around & other and not around & own:
                return f"{figure.name} is {show(figure)}, which the sentence gives another origin."
    return None


def said_with(figure: Figure, value: Value, reading: Reading) -> bool:
    """Whether one of the figure's qualifiers stands beside the value."""
    return _said(figure, _stems_around(value, reading))


def _said(figure: Figure, around: frozenset[str]) -> bool:
    return any({stem(w) for w in WORD.findall(q.lower())} <= around for q in figure.qualifiers)


def _stems_around(value: Value, reading: Reading) -> frozenset[str]:
    """Stems of the clause that speaks of the value; of a cell also those of its column and row."""
    sentence = reading.sentence_of(value.start)
    stretches = [reading.reach(value.start, value.units)]
    if sentence.form == "cell":
        stretches += sentence.lends[:2]
    return frozenset(word for s in stretches for word in _stems_of(s, reading))


def _stems_of(stretch: Stretch, reading: Reading) -> frozenset[str]:
    return frozenset(stem(w.low) for w in reading.words_of(stretch))
