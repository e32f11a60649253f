from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from evals.bench.__main__ import INPUTS, Inputs
from evals.bench.processes import ProcessFailed, run_once
from evals.bench.timing import Spent, Timing, as_document, as_text, machine, percentile, timing
from evals.bench.turns import measure
from evals.loading import load
from tools.catalogue import TOOLS


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [([5.0], 0.95, 5.0), ([1.0, 2.0, 3.0], 0.5, 2.0), ([4.0, 1.0, 2.0, 3.0], 0.5, 2.5), (list(range(101)), 0.95, 95)],
)
def test_a_percentile_is_interpolated(values: list[float], share: float, expected: float) -> None:
    assert percentile(values, share) == pytest.approx(expected)


def test_what_was_never_measured_has_no_percentile() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        percentile([], 0.5)


ON = {"python": "3.11.7", "cores": 2, "load": 0.5}


def test_first_marks_stand_beside_what_was_measured() -> None:
    timings = [
        timing("answer", [Spent(200.0, 90.0), Spent(220.0, 110.0)], note="slow"),
        timing("pmo ask", [Spent(900.0, 800.0, 150.0)]),
        timing("x", [Spent(1.25)]),
    ]

    assert as_text(timings, ON).splitlines() == [
        "ms       n    p50    p95    cpu  first mark  peak MB",
        "answer   2  210.0  219.0  100.0         150           slow",
        "pmo ask  1  900.0  900.0  800.0        2500      150",
        "x        1    1.2    1.2",
        "",
        "Python 3.11.7, 2 cores, load 0.5: other work makes the clock slow, cpu less so.",
    ]


def test_the_document_says_on_which_machine_it_was_measured() -> None:
    document = as_document([Timing("x", 1, 1.0, 1.0)], machine())

    assert document["machine"]["cores"] == os.cpu_count()
    assert document["timings"][0]["name"] == "x"


def test_a_process_is_measured_with_the_memory_of_that_process_alone() -> None:
    small = run_once([sys.executable, "-c", "pass"], os.environ)
    large = run_once([sys.executable, "-c", "b = bytes([1]) * 120_000_000"], os.environ)

    assert large.peak_mb is not None
    assert small.peak_mb is not None
    assert large.peak_mb - small.peak_mb > 100


def test_a_process_that_fails_is_not_a_measurement() -> None:
    with pytest.raises(ProcessFailed, match="ended with 3: no home"):
        run_once([sys.executable, "-c", "import sys; sys.stderr.write('no home'); sys.exit(3)"], os.environ)


def test_the_command_imports_nothing_heavy_before_it_runs() -> None:
    heavy = "{'pydantic', 'yaml', 'langchain', 'sqlalchemy', 'chromadb', 'numpy'}"
    script = f"import sys, evals.command; print(sorted({heavy} & set(sys.modules)))"

    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "[]"


def test_every_tool_has_typical_arguments_that_fit() -> None:
    inputs = load(INPUTS, Inputs)

    assert list(inputs.tools) == [tool.name for tool in TOOLS]
    for tool in TOOLS:
        tool.arguments.model_validate(inputs.tools[tool.name])


def test_the_time_of_a_turn_is_split_without_a_rest_unaccounted(make_answer: Callable[..., Any]) -> None:
    @dataclass(frozen=True)
    class Understanding:
        fingerprint: str = "f"

        def plan(self, question: str, enquiry: object, thread: object) -> str:
            return question

    @dataclass(frozen=True)
    class Desk:
        understanding: Any

    @dataclass(frozen=True)
    class Turns:
        desk: Desk

        def answer(self, question: Any) -> Any:
            self.desk.understanding.plan(question.text, None, None)
            return make_answer(tools=())

    timings = measure(Turns(Desk(Understanding())), ["q", "r"], "ann@example.org", tries=3)  # type: ignore[arg-type]

    assert [(each.name.strip(), each.n) for each in timings] == [
        ("answer", 6), ("understanding", 6), ("tools", 6), ("rest of the turn", 6),
    ]  # fmt: skip
