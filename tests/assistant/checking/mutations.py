"""Ways to make a right answer wrong, each applied wherever it applies; enumerated, never drawn by lot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from right_answers import RightAnswer

from assistant.checking.literals import Day, Number, literals
from tools.result import Figure
from tools.wording.display import show
from tools.wording.handles import Filled, Span

NUMERIC = ("GBP", "ratio", "index", "days", "working_days", "months", "score")
STRANGER = "Priya Raman"


@dataclass(frozen=True)
class Wrong:
    """An answer made wrong in one place."""

    operator: str
    text: str
    spans: tuple[Span, ...]
    note: str


def edited(filled: Filled, start: int, end: int, new: str) -> Filled:
    """The text with one stretch replaced; spans behind it move, spans in it are gone."""
    shift = len(new) - (end - start)
    spans = [s for s in filled.spans if s.end <= start]
    spans += [replace(s, start=s.start + shift, end=s.end + shift) for s in filled.spans if s.start >= end]
    return Filled(filled.text[:start] + new + filled.text[end:], tuple(spans))


def figures_changed(answer: RightAnswer, filled: Filled) -> Iterator[tuple[str, Filled, str]]:
    """Every figure a tenth more and less, with another unit or sign, every date moved, every colour another."""
    for span in filled.spans:
        if span.figure is None or span.figure.value is None:
            continue
        for operator, new in _other_values(span.figure, show(span.figure)):
            if new != filled.text[span.start : span.end]:
                yield operator, edited(filled, span.start, span.end, new), f"{span.handle}: {new}"


def _other_values(figure: Figure, shown: str) -> Iterator[tuple[str, str]]:
    value = figure.value
    if isinstance(value, date):
        for days in (1, 31, 365):
            yield "date shifted", show(replace(figure, value=value + timedelta(days=days)))
    elif figure.unit == "colour":
        yield from (("colour flipped", colour) for colour in ("Green", "Amber", "Red") if colour != shown)
    elif figure.unit == "count" and isinstance(value, int):
        yield "figure changed", str(value + 1)
        yield "figure changed", {0: "two", 1: "two", 2: "three", 3: "four"}.get(value, str(value * 2))
    elif figure.unit in NUMERIC and isinstance(value, (int, Decimal)):
        for factor in ("1.1", "0.9"):
            yield "figure changed", show(replace(figure, value=Decimal(value) * Decimal(factor)))
        if figure.subject != "rule":  # a tolerance has both signs in its clause
            yield "sign turned", shown[1:] if shown[0] == "−" else "−" + shown.lstrip("+")
        yield from (("unit changed", new) for new in _other_units(shown))


def _other_units(shown: str) -> Iterator[str]:
    if shown.endswith("m"):
        yield shown[:-1] + "k"
    if shown.endswith("k"):
        yield shown[:-1] + "m"
    if shown.startswith("£"):
        yield "€" + shown[1:]
    if shown.endswith("%"):
        yield shown[:-1]
        yield shown[:-1] + " days"
    if re.fullmatch(r"\d+ days", shown):
        yield shown.replace("days", "working days")
        yield shown.replace("days", "months")
    if re.fullmatch(r"\d+ working days", shown):
        yield shown.replace("working ", "")


def names_swapped(answer: RightAnswer, filled: Filled) -> Iterator[tuple[str, Filled, str]]:
    """Every person another one or a stranger, every record another one or none."""
    figures = {f.handle: f for r in answer.results for f in r.figures if f.unit == "name" and f.value}
    people = [str(f.value) for f in figures.values() if f.key]
    records = [str(f.value) for f in figures.values() if not f.key]
    for span in filled.spans:
        if span.figure is None or span.figure.unit != "name" or span.figure.value is None:
            continue
        for other in [*people, STRANGER] if span.figure.key else [*records, "X-9 Ghost Works", "X-9"]:
            if other != span.figure.value and (span.figure.key or len(records) != 2 or "X-4" not in figures):
                yield "name swapped", edited(filled, span.start, span.end, other), f"{span.handle}: {other}"


def figures_swapped(answer: RightAnswer, filled: Filled) -> Iterator[tuple[str, Filled, str]]:
    """Every two right figures of one unit, each in the other's place."""
    spans = [s for s in filled.spans if s.figure and s.figure.key and s.figure.value is not None]
    for n, one in enumerate(spans):
        for other in spans[n + 1 :]:
            first, second = filled.text[one.start : one.end], filled.text[other.start : other.end]
            if one.figure and other.figure and _are_rivals(one.figure, other.figure):
                swapped = edited(edited(filled, other.start, other.end, first), one.start, one.end, second)
                yield "figures swapped", swapped, f"{one.handle} and {other.handle}"


def _are_rivals(one: Figure, other: Figure) -> bool:
    return one.unit == other.unit and one.value != other.value and show(one) != show(other)


def handles_swapped(answer: RightAnswer, filled: Filled) -> Iterator[tuple[str, Filled, str]]:
    """Every filled value that of another handle of the same unit: right by itself, wrong in its place."""
    figures = {f.handle: f for r in answer.results for f in r.figures if f.key and f.value is not None}
    for span in filled.spans:
        for figure in figures.values():
            own = span.figure
            if own is None or not own.key or not _are_rivals(figure, own):
                continue
            new = edited(filled, span.start, span.end, show(figure))
            put = Span(span.start, span.start + len(show(figure)), figure.handle, figure)
            yield "handle swapped", Filled(new.text, (*new.spans, put)), f"{span.handle} by {figure.handle}"


def clauses_changed(answer: RightAnswer, filled: Filled) -> Iterator[tuple[str, Filled, str]]:
    """Every reference with another clause, version or document."""
    for span in filled.spans:
        if span.clause is None:
            continue
        ref = span.clause.ref
        for operator, new in (
            ("clause changed", re.sub(r"\d+$", lambda m: str(int(m.group()) + 6), ref)),
            ("clause changed", re.sub(r"§.*", "§9.9", ref)),
            ("version changed", re.sub(r"v[\d.]+", "v7.0", ref)),
            ("document changed", ref.replace("-0", "-9", 1)),
        ):
            yield operator, edited(filled, span.start, span.end, new), new


def literals_changed(answer: RightAnswer, filled: Filled) -> Iterator[tuple[str, Filled, str]]:
    """Every number and date that stands literally in the answer changed."""
    for literal in literals(filled.text):
        if any(s.start < literal.end and literal.start < s.end for s in filled.spans):
            continue
        for new in _other_writing(literal):
            yield "literal changed", edited(filled, literal.start, literal.end, new), f"{literal.text}: {new}"


def _other_writing(literal: object) -> Iterator[str]:
    if isinstance(literal, Day):
        yield re.sub(r"\d{4}", lambda m: str(int(m.group()) + 1), literal.text)
        yield re.sub(r"^\d+", lambda m: str(int(m.group()) - 1 or 2), literal.text)
    if isinstance(literal, Number) and (digits := re.search(r"\d+", literal.text)):
        number = int(digits.group())
        for other in {number + 1, number * 2, max(0, number - 1)} - {number}:
            yield literal.text.replace(digits.group(), str(other), 1)
        if "%" not in literal.text and literal.text.startswith("£"):
            yield literal.text.replace("k", "m") if "k" in literal.text else literal.text + "k"
    elif isinstance(literal, Number):
        yield re.sub(r"^\w+", "seven", literal.text)


TURNS: tuple[tuple[str, str, str], ...] = (
    ("verdict flipped", r"\bover its\b", "within its"),
    ("verdict flipped", r"\bis over\b", "is within"),
    ("verdict flipped", r"\band over\b", "and within its tolerance"),
    ("verdict flipped", r"\bwithin its\b", "over its"),
    ("verdict flipped", r"\bis late\b", "is on time"),
    ("verdict flipped", r"\bis late\b", "is early"),
    ("verdict flipped", r"\bon time\b", "late"),
    ("verdict flipped", r"\bis missing\b", "is met"),
    ("verdict flipped", r"\bis met\b", "is not met"),
    ("verdict flipped", r"\bdiffer\b", "agree"),
    ("verdict flipped", r"\bbelow its\b", "over its"),
    ("verdict flipped", r"\bis not recorded\b", "is recorded"),
    ("aspect changed", r"\bcost tolerance\b(?=[:;.])", "scope tolerance"),
    ("not dropped", r"\bnot ", ""),
    ("not put in", r"\b(is|are) (?=(?:over|late|within|missing|met|on time|Red|Green|Amber|optional)\b)", r"\1 not "),
    ("modality turned", r"\bmust not\b", "may"),
    ("modality turned", r"\b(must|shall)\b(?! not)", "may"),
    ("modality turned", r"\b(must|shall)\b", "should"),
    ("modality turned", r"\bmay draw\b", "must draw"),
    ("modality turned", r"\bshould explain\b", "must explain"),
    ("modality turned", r"\bshould explain\b", "may explain"),
    ("modality turned", r"\boptional\b", "mandatory"),
    ("origin turned", r"\bby calculation\b", "as reported"),
    ("origin turned", r"\bas reported\b", "by calculation"),
    ("origin turned", r"\breported cost\b", "calculated cost"),
    ("origin dropped", r" by calculation\b", ""),
    ("origin dropped", r" as reported\b", ""),
    ("origin dropped", r"the manager's own EAC", "the EAC"),
    ("bound turned", r"\babove (?=£)", "up to "),
    ("bound turned", r"\bup to (?=£)", "above "),
    ("bound turned", r"\bat least\b", "at most"),
    ("bound turned", r"\bmore than\b", "less than"),
    ("bound turned", r"\bRed above\b", "Red below"),
    ("force turned", r"\bUntil\b", "Since"),
    ("force turned", r"\bSince\b", "Until"),
    ("force dropped", r", superseded\b", ""),
    ("body swapped", r"\bPortfolio Board\b", "Steering Committee"),
    ("role swapped", r"\bsponsor is\b", "project manager is"),
    ("role swapped", r"\bis the sponsor\b", "is the project manager"),
    ("role swapped", r"\bmanages it\b", "sponsors it"),
    ("label changed", r"\bG3\b", "G4"),
    ("label changed", r"\bG3\b", "gate 2"),
    ("measure changed", r"\bEAC\b", "BAC"),
    ("measure changed", r"\bBAC\b", "EAC"),
    ("measure changed", r"\bCPI\b", "SPI"),
    ("measure changed", r"\bbudget of\b", "actual cost of"),
    ("measure changed", r"\bBaseline finish\b", "Forecast finish"),
    ("measure changed", r"\bForecast finish\b", "Baseline finish"),
)
"""Operator, what is found outside values and headings, and what takes its place."""


def words_turned(answer: RightAnswer, filled: Filled) -> Iterator[tuple[str, Filled, str]]:
    """Every word of judgement, rule, origin, bound and role turned round."""
    for operator, pattern, new in TURNS:
        for match in re.finditer(pattern, filled.text):
            inside = any(s.start < match.end() and match.start() < s.end for s in filled.spans)
            if not inside and not _is_only_said(operator, match, filled.text):
                yield operator, edited(filled, match.start(), match.end(), match.expand(new)), f"{match.group()}: {new}"


def _is_only_said(operator: str, match: re.Match[str], text: str) -> bool:
    """Whether turning it leaves the answer true: the asker's numbers, the date of a version, a plain heading."""
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    return operator == "force dropped" and "was" in line


def quotes_changed(answer: RightAnswer, filled: Filled) -> Iterator[tuple[str, Filled, str]]:
    """Every word of a quotation replaced, and every word left out."""
    for quote in re.finditer(r"“([^”]+)”", filled.text):
        for word in re.finditer(r"\w+", quote.group(1)):
            start, end = quote.start(1) + word.start(), quote.start(1) + word.end()
            yield "quotation changed", edited(filled, start, end, "rarely"), word.group()
            if end + 1 < quote.end(1) and word.start():
                yield "quotation changed", edited(filled, start, end + 1, ""), f"without {word.group()}"


OPERATORS: tuple[Callable[[RightAnswer, Filled], Iterator[tuple[str, Filled, str]]], ...] = (
    figures_changed,
    names_swapped,
    figures_swapped,
    handles_swapped,
    clauses_changed,
    literals_changed,
    words_turned,
    quotes_changed,
)


def wrong_answers(answer: RightAnswer) -> Iterator[Wrong]:
    """Every wrong answer that the operators make of a right one, with its handles filled and all literal."""
    filled = answer.filled()
    for operator in OPERATORS:
        for name, wrong, note in operator(answer, filled):
            yield Wrong(name, wrong.text, wrong.spans, f"{answer.name} (filled), {note}")
            if operator is not handles_swapped:
                yield Wrong(name, wrong.text, (), f"{answer.name} (literal), {note}")
