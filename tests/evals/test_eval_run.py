from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assistant.answer import Answer, Checked, Citation
from evals.case import Suite
from evals.report import as_document, as_text
from evals.run import run
from evals.summary import summarise, under
from evals.thresholds import Thresholds

Make = Callable[..., Answer]
MARKS = Thresholds(default=0.5, overall=0.5, grounded=0.0)


def suite(*cases: dict[str, Any], name: str = "small") -> Suite:
    given = {"name": name, "description": "d", "as": "ann@example.org"}
    return Suite.model_validate({**given, "cases": list(cases)})


def case(id: str, question: str = "", **more: Any) -> dict[str, Any]:
    return {"id": id, "question": question or id, "expect": {"kind": ["answer"]}, **more}


def test_a_case_is_asked_as_it_says_and_otherwise_as_its_suite_says(make_answer: Make, scripted: Any) -> None:
    asker = scripted({"a": make_answer(), "b": make_answer()})
    told = case("b", **{"as": "bob@example.org"}, surface="slack", channel="public", as_of=date(2026, 1, 31))

    run([suite(case("a"), told)], asker)

    first, second = asker.asked
    assert (first.asked_by, first.surface, first.channel, first.as_of, first.thread) == (
        "ann@example.org", "cli", "dm", None, None,
    )  # fmt: skip
    assert (second.asked_by, second.surface, second.channel, second.as_of) == (
        "bob@example.org", "slack", "public", date(2026, 1, 31),
    )  # fmt: skip


def test_the_turns_of_a_case_share_a_thread_that_no_other_run_or_repeat_has(make_answer: Make, scripted: Any) -> None:
    asker = scripted({"q": make_answer(), "r": make_answer()})
    turns = [{"question": "q", "expect": {"kind": ["answer"]}}, {"question": "r", "expect": {"kind": ["answer"]}}]
    talk = suite({"id": "talk", "turns": turns})

    for run_id in ("one", "two"):
        run([talk], asker, repeat=2, run_id=run_id)

    threads = [question.thread for question in asker.asked]
    assert threads[0::2] == threads[1::2]
    assert len(set(threads)) == 4


def test_an_assistant_that_breaks_fails_the_case_and_not_the_run(make_answer: Make, scripted: Any) -> None:
    asker = scripted({"a": RuntimeError("no disk"), "b": make_answer()})

    report = run([suite(case("a"), case("b"))], asker)

    assert [result.outcome for result in report.results] == ["error", "right"]
    assert "RuntimeError: no disk" in as_text(report, summarise(report), ())


def test_what_broke_stays_in_every_denominator(make_answer: Make, scripted: Any) -> None:
    asker = scripted({"a": RuntimeError("no disk"), "b": make_answer()})
    expect = {"kind": ["answer"], "citations": {"required": ["PMO-STD-004 v2.3 §4.2"]}}
    cases = [case("a", tags=["t"], expect=expect), case("b", tags=["t"], expect=expect)]

    summary = summarise(run([suite(*cases)], asker))

    counts = [(r.passed, r.n) for r in (summary.overall, summary.tags["t"], summary.grounded, summary.recall)]
    assert counts == [(1, 2)] * 4


def test_a_case_that_fails_sometimes_fails(make_answer: Make, scripted: Any) -> None:
    asker = scripted({"a": [make_answer(), make_answer(kind="clarify"), make_answer()]})

    report = run([suite(case("a"))], asker, repeat=3)

    assert [result.outcome for result in report.results] == ["no answer"]
    assert summarise(report).overall.n == 1


def test_stability_is_asked_for_twice_even_where_the_run_is_not(make_answer: Make, scripted: Any) -> None:
    steady = scripted({"a": make_answer()})
    changing = scripted({"a": [make_answer(), make_answer(figures=())]})
    told = suite(case("a", stability=True))

    outcomes = [run([told], asker).results[0].outcome for asker in (steady, changing)]

    assert outcomes == ["right", "wrong"]
    assert len(steady.asked) == 2


def test_a_twin_is_asked_by_the_same_person_and_compared(make_answer: Make, scripted: Any) -> None:
    def nothing(name: str, **more: Any) -> Answer:
        return make_answer(f"how is {name}", kind="not_found", text=f"I find no {name}.", **more)

    twin = {"question": "how is B", "swap": {"no B": "no A"}}
    told = suite(case("a", "how is A", expect={"kind": ["not_found"], "twin": twin}))
    same = scripted({"how is A": nothing("A"), "how is B": nothing("B")})
    tells = scripted({"how is A": nothing("A"), "how is B": nothing("B", warnings=("hidden",))})

    assert [run([told], asker).results[0].outcome for asker in (same, tells)] == ["right", "wrong"]
    assert {question.asked_by for question in same.asked} == {"ann@example.org"}


def test_precision_and_recall_are_those_of_cases_that_name_clauses(
    make_answer: Make, make_citation: Callable[[str], Citation], scripted: Any
) -> None:
    cited = tuple(make_citation(ref) for ref in ("A v1 §1", "A v1 §2", "B v1 §1"))
    asker = scripted({name: make_answer(citations=cited) for name in "abc"})
    wants = [
        {"required": ["A v1 §1", "C v1 §1"], "allowed": ["A v1"]},  # 2 of 3 in place, 1 of 2 found
        {"any": ["B v1"]},  # 1 of 3 in place
        {"forbidden": ["C v1"]},  # names none that it wants
    ]
    cases = [case(n, expect={"kind": ["answer"], "citations": w}) for n, w in zip("abc", wants, strict=True)]

    summary = summarise(run([suite(*cases)], asker))

    assert (summary.precision.passed, summary.precision.n) == (3, 6)
    assert (summary.recall.passed, summary.recall.n) == (1, 2)


@pytest.mark.parametrize(
    ("marks", "all_suites", "short"),
    [
        ({}, True, []),
        ({"default": 0.51}, True, ["suite small"]),
        ({"default": 1.0, "suites": {"small": 0.5}}, True, []),
        ({"tags": {"t": 0.1}}, True, ["tag t"]),
        ({"tags": {"u": 0.1}}, True, []),  # a tag that no case of this run bears is not judged
        ({"overall": 0.51}, True, ["overall"]),
        ({"overall": 0.51}, False, []),
        ({"grounded": 1.0}, True, ["grounded"]),
    ],
)
def test_a_rate_under_its_mark_is_named(
    make_answer: Make, scripted: Any, marks: dict[str, Any], all_suites: bool, short: list[str]
) -> None:
    loose = make_answer(checked=Checked(passed=False))
    asker = scripted({"a": make_answer(), "b": loose})
    summary = summarise(run([suite(case("a"), case("b", tags=["t"]))], asker))

    found = under(summary, Thresholds.model_validate({**MARKS.model_dump(), **marks}), all_suites=all_suites)

    assert [shortfall.what for shortfall in found] == short


def test_the_table_says_rates_with_n_and_interval_and_why_a_case_failed(make_answer: Make, scripted: Any) -> None:
    asker = scripted({"a": make_answer(), "what is b": make_answer(kind="clarify")})
    report = run([suite(case("a", tags=["t"]), case("b", "what is b"))], asker, run_id="r")
    summary = summarise(report)

    text = as_text(report, summary, under(summary, MARKS, all_suites=True))

    assert text.splitlines() == [
        "suite  n    rate  95 % interval  right  wrong  no answer  error",
        "small  2  50.0 %      9 to 91 %      1      0          1      0",
        "all    2  50.0 %      9 to 91 %      1      0          1      0",
        "",
        "tag  n     rate  95 % interval",
        "t    1  100.0 %    21 to 100 %",
        "",
        "of the answers          n     rate  95 % interval",
        "grounded                2  100.0 %    34 to 100 %",
        "precision of citations  0        -              -",
        "recall of citations     0        -              -",
        "",
        "NO ANSWER small/b: what is b",
        "  kind: expected ['answer'], got clarify",
        "",
        "All marks are reached: 50.0 % (1 of 2, 95 % interval 9 to 91 %).",
    ]


def test_the_document_holds_every_case_with_every_score_and_is_json(make_answer: Make, scripted: Any) -> None:
    asker = scripted({"a": RuntimeError("no disk"), "b": make_answer()})
    day = {"kind": ["answer"], "figures": [{"subject": "P-1", "value": date(2026, 1, 1)}]}
    report = run([suite(case("a"), case("b", expect=day))], asker, run_id="r")
    summary = summarise(report)

    document = json.loads(json.dumps(as_document(report, summary, under(summary, MARKS, all_suites=True))))

    assert document["suites"]["small"]["n"] == 2
    assert [(short["what"], short["rate"], short["mark"]) for short in document["under"]] == [
        ("suite small", 0.0, 0.5), ("overall", 0.0, 0.5),
    ]  # fmt: skip
    assert [(c["id"], c["outcome"], len(c["answers"][0]["scores"])) for c in document["cases"]] == [
        ("a", "error", 2), ("b", "wrong", 3),
    ]  # fmt: skip
