"""Judging one answer document against what a case expects: a scorer is a few lines, one per thing judged.

A scorer gives a score for every single thing that the case states. It says what was expected, what was there,
and whether something was wrong or merely not said; an answer that broke is judged like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.case import Expectation, Outcome, Wording
from evals.matching import covers, described, has_value, holds, is_meant, kinds_of
from evals.wording import records_in, said

Document = Mapping[str, Any]
"""An answer as ``Answer.as_document`` gives it."""


@dataclass(frozen=True, slots=True)
class Score:
    """One thing judged."""

    name: str
    """What is judged: kind, grounded, figure, citation, text, …"""
    passed: bool
    expected: Any
    got: Any
    explanation: str = ""
    unsaid: bool = False
    """Failed because it was not said; not because something untrue was said in its place."""


def score(expect: Expectation, document: Document) -> tuple[Score, ...]:
    """Every score of one answer, in the order of ``SCORERS``."""
    return tuple(made for scorer in SCORERS for made in scorer(expect, document))


def outcome_of(scores: Sequence[Score], document: Document) -> Outcome:
    """How an answer went, by its scores: an error is an error, and one untrue thing makes it wrong."""
    failed = [made for made in scores if not made.passed]
    if document["kind"] == "error" and failed:
        return "error"
    if not failed:
        return "right"
    return "no answer" if all(made.unsaid for made in failed) else "wrong"


def kind(expect: Expectation, document: Document) -> Iterator[Score]:
    """The kind is one of the acceptable ones; anything else where an answer was due is no answer."""
    got = document["kind"]
    unsaid = "answer" in expect.kind and got != "answer"
    yield Score("kind", got in expect.kind, list(expect.kind), got, unsaid=unsaid)


def grounded(expect: Expectation, document: Document) -> Iterator[Score]:
    """The checker passed what was sent; asked of every answer."""
    checked = document["checked"]
    loose = [*checked["untraced"], *checked["unsupported"]]
    yield Score("grounded", checked["passed"] is True, True, checked["passed"], "; ".join(loose))


def as_of(expect: Expectation, document: Document) -> Iterator[Score]:
    """The answer rests on data of the day asked for."""
    if expect.as_of:
        wanted = expect.as_of.isoformat()
        yield Score("as_of", document["as_of"] == wanted, wanted, document["as_of"])


def figures(expect: Expectation, document: Document) -> Iterator[Score]:
    """Each figure stands in the answer with its value; one that must be absent does not."""
    for wanted in expect.figures:
        meant = [figure for figure in document["figures"] if is_meant(wanted, figure)]
        right = [figure for figure in meant if has_value(wanted, figure)]
        got = [f"{f['name']}: {f['value']} ({f['text']})" for f in meant]
        if wanted.absent:
            yield Score("figure", not right, f"no {described(wanted)}", got)
        else:
            why = "" if right else "has another value" if meant else "does not stand in the answer"
            yield Score("figure", bool(right), described(wanted), got, why, unsaid=not meant)


def citations(expect: Expectation, document: Document) -> Iterator[Score]:
    """Required clauses are cited, forbidden ones are not, and with ``exactly`` no others."""
    wanted, cited = expect.citations, [citation["ref"] for citation in document["citations"]]
    for ref in wanted.required:
        yield Score("citation", any(covers(ref, c) for c in cited), ref, cited, "must be cited", unsaid=True)
    if wanted.any:
        found = any(covers(ref, c) for ref in wanted.any for c in cited)
        yield Score("citation", found, wanted.any, cited, "one of them must be cited", unsaid=True)
    for ref in wanted.forbidden:
        yield Score("citation", not any(covers(ref, c) for c in cited), f"not {ref}", cited, "must not be cited")
    if wanted.exactly:
        others = [c for c in cited if not any(covers(ref, c) for ref in wanted.wanted)]
        yield Score("citation", not others, wanted.wanted, cited, f"also cited: {', '.join(others)}" if others else "")


def text(expect: Expectation, document: Document) -> Iterator[Score]:
    """The text says what it must, not what it must not, and the answer first."""
    yield from _wording("text", expect.text, document["text"])
    first = document["text"].strip().partition("\n\n")[0]
    for pattern in expect.text.lead:
        yield Score("lead", said(pattern, first), pattern, first, "must be said in the first paragraph", unsaid=True)


def warnings(expect: Expectation, document: Document) -> Iterator[Score]:
    """The warnings say what they must, and not what they must not."""
    yield from _wording("warnings", expect.warnings, "\n".join(document["warnings"]))


def records(expect: Expectation, document: Document) -> Iterator[Score]:
    """The text and the choices name the records they must, and no others where it says exactly."""
    wanted, text = expect.records, document["text"]
    shown = "\n".join([text, *(f"{o['label']}\n{o['ask']}" for o in document["options"])])
    for id in wanted.include:
        yield Score("record", id in records_in(shown, id), id, records_in(shown, id), unsaid=True)
    for id in wanted.exclude:
        yield Score("record", id not in records_in(shown, id), f"not {id}", records_in(shown, id))
    if wanted.exactly:
        got = [id for like in kinds_of(wanted.exactly) for id in records_in(shown, like)]
        extra = set(got) - set(wanted.exactly)
        yield Score("records", set(got) == set(wanted.exactly), wanted.exactly, got, unsaid=not extra)
    if wanted.order:
        got = [id for id in records_in(text, wanted.order[0]) if id in wanted.order]
        yield Score("records", got == wanted.order, wanted.order, got, "in this order")


def tools(expect: Expectation, document: Document) -> Iterator[Score]:
    """The right tools were called, with the right arguments, in order and no more often than allowed."""
    wanted, calls = expect.tools, document["tools"]
    names = [call["name"] for call in calls]
    for name in wanted.called:
        yield Score("tool", name in names, name, names, "must be called", unsaid=True)
    for name in wanted.not_called:
        yield Score("tool", name not in names, f"not {name}", names, "must not be called")
    for name, arguments in wanted.arguments.items():
        given = [call["arguments"] for call in calls if call["name"] == name]
        fits = any(holds(arguments, call) for call in given)
        yield Score("arguments", fits, {name: arguments}, given, unsaid=not given)
    if wanted.order:
        got = [name for name in names if name in wanted.order]
        yield Score("tools", got == wanted.order, wanted.order, got, "in this order")
    if wanted.most is not None:
        yield Score("tools", len(calls) <= wanted.most, f"at most {wanted.most}", names)


def options(expect: Expectation, document: Document) -> Iterator[Score]:
    """As many choices as asked for, each label said by one of them."""
    wanted, offered = expect.options, document["options"]
    labels = [option["label"] for option in offered]
    if wanted.least is not None:
        yield Score("options", len(offered) >= wanted.least, f"at least {wanted.least}", labels, unsaid=True)
    if wanted.most is not None:
        yield Score("options", len(offered) <= wanted.most, f"at most {wanted.most}", labels)
    for label in wanted.labels:
        found = any(said(label, option["label"]) or said(label, option["ask"]) for option in offered)
        yield Score("options", found, label, labels, unsaid=True)


def speed(expect: Expectation, document: Document) -> Iterator[Score]:
    """The answer came in time."""
    limit, took = expect.max_milliseconds, document["milliseconds"]
    if limit is not None:
        yield Score("speed", took <= limit, f"at most {limit} ms", took, unsaid=True)


SCORERS: tuple[Callable[[Expectation, Document], Iterator[Score]], ...] = (
    kind, grounded, as_of, figures, citations, text, warnings, records, tools, options, speed,
)  # fmt: skip
"""Everything that is judged of one answer; what is judged between answers stands in ``agreement.py``."""


def _wording(name: str, wanted: Wording, text: str) -> Iterator[Score]:
    for pattern in wanted.must:
        yield Score(name, said(pattern, text), pattern, text, "must be said", unsaid=True)
    for pattern in wanted.must_not:
        yield Score(name, not said(pattern, text), f"not {pattern}", text, "must not be said")
    if wanted.most_characters is not None:
        fits = len(text) <= wanted.most_characters
        yield Score(name, fits, f"at most {wanted.most_characters} characters", len(text))
