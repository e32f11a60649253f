"""The rates of a run: per suite, per tag, of all; groundedness; precision and recall of citations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from evals.matching import covers
from evals.rates import Rate, counted, rate_of
from evals.run import CaseResult, Judged, Report
from evals.thresholds import Shortfall, Thresholds, shortfalls


@dataclass(frozen=True, slots=True)
class Summary:
    """A run in numbers."""

    overall: Rate
    suites: dict[str, Rate]
    tags: dict[str, Rate]
    outcomes: dict[str, Counter[str]]
    """Per suite, how many cases went right, wrong, unanswered or broken."""
    grounded: Rate
    """Answers that passed the checker, of all answers."""
    precision: Rate
    """Citations in place, of all citations in answers whose case names clauses."""
    recall: Rate
    """Required clauses that were cited, of all required."""


def summarise(report: Report) -> Summary:
    """The rates of a run. A case counts once, by its weight, however often it was asked."""
    suites = list(dict.fromkeys(result.suite for result in report.results))
    tags = sorted({tag for result in report.results for tag in result.case.tags})
    in_suite = {name: [r for r in report.results if r.suite == name] for name in suites}
    answers = [judged for result in report.results for judged in result.answers]
    return Summary(
        overall=_rate(report.results),
        suites={name: _rate(results) for name, results in in_suite.items()},
        tags={tag: _rate(r for r in report.results if tag in r.case.tags) for tag in tags},
        outcomes={name: Counter(r.outcome for r in results) for name, results in in_suite.items()},
        grounded=counted(sum(judged.document["checked"]["passed"] is True for judged in answers), len(answers)),
        precision=_total(_in_place(judged) for judged in answers),
        recall=_total(_found(judged) for judged in answers),
    )


def under(summary: Summary, marks: Thresholds, *, all_suites: bool) -> tuple[Shortfall, ...]:
    """What is under its mark; the mark of the whole is held only against a run of all suites."""
    overall = summary.overall if all_suites else None
    return shortfalls(marks, summary.suites, summary.tags, summary.grounded, overall)


def _rate(results: Iterable[CaseResult]) -> Rate:
    return rate_of((result.passed, result.case.weight) for result in results)


def _total(counts: Iterable[tuple[int, int]]) -> Rate:
    held = list(counts)
    return counted(sum(hits for hits, _ in held), sum(of for _, of in held))


def _in_place(judged: Judged) -> tuple[int, int]:
    """Citations that the case wants or allows, and all citations; none of either where it names no clause."""
    wanted = judged.turn.expect.citations.wanted
    cited = [citation["ref"] for citation in judged.document["citations"]] if wanted else []
    return sum(any(covers(ref, c) for ref in wanted) for c in cited), len(cited)


def _found(judged: Judged) -> tuple[int, int]:
    """Required clauses that were cited, and all required."""
    cited = [citation["ref"] for citation in judged.document["citations"]]
    required = judged.turn.expect.citations.required
    return sum(any(covers(ref, c) for c in cited) for ref in required), len(required)
