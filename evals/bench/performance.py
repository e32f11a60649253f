"""How fast it is, in a document: ``python -m evals.bench.performance`` writes ``docs/performance.md``.

The figures are those of ``measured.json``, which ``python -m evals.bench.scale --out evals/bench/measured.json``
makes, and those of other files beside it; a test holds the document and the figures together.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evals.bench import index
from evals.bench.reading import MEASURED as READ
from evals.bench.scale import UNSHOWN, duration
from evals.bench.work import WORKS

MEASURED = Path(__file__).with_name("measured.json")
OF_INDEX = Path(__file__).with_name("measured_index.json")
FILE = Path(__file__).parents[2] / "docs" / "performance.md"
HEAD = """\
# Performance

*Measured by `make bench-scale`, written by `python -m evals.bench.performance`; no figure here is typed.*

A portfolio of each size is generated with the demo's ratio of rows (`tools/portfolio/generate.py`): every 24 running
projects are a copy of the demo with people and roles of their own. The database is SQLite. Each piece of work runs
in a process of its own, asked by somebody who may see everything. What is told is processor time, at p50 where it
was done several times, and the peak memory of the process; the clock depends on what else the machine does.
"""
READING = """\
## How to read it

- `project_status`, `earned_value`, `tolerance_check` and `gate_readiness` answer about one project, named by its id.
  A name is looked for among all visible records, as is every word of a question: that grows with the portfolio.
- `enquiry` is what stands before every tool: who asks, and of which month end the data are.
- `facts` loads the facts of every project one after the other, a batch in memory at a time; `list_projects` judges
  and holds all of them, and so its time and memory grow with the portfolio.
- `query_portfolio` answers an open question over all projects, loading a batch at a time and keeping only the values
  asked for; `query by hand` is the same question as a plain loop over the same facts: loading them is what both cost.
- The demand on a role is summed over all its bookings: where one role served all projects of a large portfolio,
  a question about one project would cost as much as that sum.
- `not run` stands where the work has not been measured at that size, nor is anything known of a size without a column.
- Importing looks at all lines at once, and writes all of them or none; importing the same file again changes nothing.
"""
INDEX = """\
## The index of the standards

*Measured by `python -m evals.bench.index`.* The packaged standards, and larger libraries made of their sentences; only
versions in force are searched (of the larger ones, half) for the ten nearest passages. Times are the clock's and the
processor's at p50, beside other work; embedding is not in them. Chroma's own query (HNSW, cosine, Chroma's settings) is
compared with exact search over the same vectors; the product searches exactly, in memory
(`decisions/0014-the-register-is-the-truth.md`). The memory is that of the whole process, with the model of words.
"""


def document(held: Mapping[str, Any]) -> str:
    """The whole document."""
    parts = [HEAD, *_sizes(held), "", *_works(held), "", READING, *_formats(), "", *_index(), "", *_machine(held), ""]
    return "\n".join(parts)


def _index() -> Iterator[str]:
    yield INDEX
    yield index.as_text(json.loads(OF_INDEX.read_text(encoding="utf-8")))


def _formats() -> Iterator[str]:
    held = json.loads(READ.read_text(encoding="utf-8"))
    yield f"## Reading a standard of {held['pages']} pages"
    yield ""
    yield "By `python -m evals.bench.reading`: three numbered rules a page, 230 words each, in a process of its own."
    yield ""
    yield "| format | file | clauses | processor | peak memory |"
    yield "|---|---|---|---|---|"
    for suffix, told in held["formats"].items():
        clauses, took = f"{told['clauses']:,}", duration(told["cpu"])
        yield f"| `{suffix}` | {_bytes(told)} | {clauses} | {took} | {told['peak_mb']} MB |"


def _sizes(held: Mapping[str, Any]) -> Iterator[str]:
    yield "## Sizes"
    yield ""
    yield "| running projects | rows | database | workbook | zip of CSV |"
    yield "|---|---|---|---|---|"
    for size, works in _ordered(held):
        generated = works["generate"]
        files = (_bytes(works.get(f"export {ending}", {})) for ending in ("xlsx", "zip"))
        yield f"| {int(size):,} | {generated['rows']:,} | {_bytes(generated)} | {' | '.join(files)} |"


def _works(held: Mapping[str, Any]) -> Iterator[str]:
    sizes = _ordered(held)
    yield "## Processor time and peak memory"
    yield ""
    yield f"| work | {' | '.join(f'{int(size):,}' for size, _ in sizes)} |"
    yield f"|---{'|---' * len(sizes)}|"
    for name in WORKS:
        if name not in UNSHOWN:
            yield f"| {name} | {' | '.join(_cell(works.get(name)) for _, works in sizes)} |"


def _machine(held: Mapping[str, Any]) -> Iterator[str]:
    on, loads = held["machine"], [told["load"] for _, works in _ordered(held) for told in works.values()]
    yield "## Machine"
    yield ""
    yield (
        f"Python {on['python']}, {on['system']}, {on['cores']} cores. Other work ran beside it: the load was between "
        f"{min(loads)} and {max(loads)}."
    )


def _ordered(held: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    return sorted(held["sizes"].items(), key=lambda each: int(each[0]))


def _cell(told: Mapping[str, Any] | None) -> str:
    if told is None:
        return "not run"
    if "left_out" in told:
        return str(told["left_out"])
    return f"{duration(told['cpu'])}, {told['peak_mb']} MB"


def _bytes(told: Mapping[str, Any]) -> str:
    return f"{told['bytes'] / 1_000_000:,.1f} MB" if "bytes" in told else "–"


if __name__ == "__main__":
    FILE.write_text(document(json.loads(MEASURED.read_text(encoding="utf-8"))), encoding="utf-8")
