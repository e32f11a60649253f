"""One piece of work over a portfolio of some size, in a process of its own: ``python -m evals.bench.work NAME FOLDER``.

It writes what it took to ``NAME.json`` in the folder; the memory of the process is measured from outside.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.bench.timing import Spent, measured, once, percentile

if TYPE_CHECKING:
    from assistant.enquire import Enquirer
    from tools.enquiry import Enquiry
    from tools.facts.project import ProjectFacts

AT = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
BY = "bench"
ASKED_BY = "daniel.reyes@calderwyre.example"
"""Somebody who may see everything: the most that a question can cost."""
TRIES = 5
LARGE, LOW, RISKS = Decimal(200_000), Decimal("0.95"), 2
"""What ``inputs.yaml`` asks ``query_portfolio`` for, here as a plain loop asks it."""
Told = Mapping[str, Any]
Work = Callable[[Path], Told]


def generate(folder: Path) -> Told:
    """A portfolio of as many projects as the folder is named after."""
    from tools.portfolio import database
    from tools.portfolio.generate import generate

    spent = once(lambda: generate(_url(folder), int(folder.name)))
    rows = sum(number for _, number in database.info(_url(folder)).tables)
    return {**_told(spent), "rows": rows, "bytes": (folder / "pmo.db").stat().st_size}


def standards(folder: Path) -> Told:
    """The packaged standards, which the tools judge by."""
    from evals.home import DEMO, organisations
    from knowledge.sync import sync_folder

    return _told(once(lambda: sync_folder(_url(folder), folder, organisations()[DEMO].standards)))


def export(folder: Path, ending: str) -> Told:
    """All tables into a file; what a workbook cannot hold is told as a reason."""
    from tools.portfolio.errors import ExportTooLarge
    from tools.portfolio.exporting import export
    from tools.portfolio.operating import Command

    path = folder / f"portfolio{ending}"
    counts: dict[str, int] = {}
    try:
        spent = once(lambda: counts.update(export(_url(folder), path, Command(BY, AT, BY))))
    except ExportTooLarge as error:
        return {"left_out": str(error).partition("(")[2].partition(")")[0]}
    return {**_told(spent), "rows": sum(counts.values()), "bytes": path.stat().st_size}


def bring_in(folder: Path, ending: str, *, again: bool = False) -> Told:
    """That file into an empty database, or into the one that holds its rows already."""
    from tools.portfolio.database import upgrade
    from tools.portfolio.importing.planning import Plan
    from tools.portfolio.importing.running import import_files
    from tools.portfolio.operating import Command

    path = folder / f"portfolio{ending}"
    if not path.exists():
        return {"left_out": "there is no such file"}
    url = f"sqlite:///{folder / f'imported{ending}.db'}"
    upgrade(url)
    plans: list[Plan] = []
    spent = once(lambda: plans.append(import_files(url, [path], Command(BY, AT, BY))))
    if plans[0].writes == again:
        raise ValueError(f"{path.name}: the import {'changed' if again else 'wrote'} what it should not")
    return {**_told(spent), "rows": sum(table.same if again else table.new for table in plans[0].tables)}


def facts(folder: Path) -> Told:
    """The facts of all projects, one after the other."""
    from tools.facts.project import iter_projects

    with _enquiry(folder) as enquiry, enquiry.portfolio.session() as session:
        found: list[int] = []
        every = partial(iter_projects, session, enquiry.viewer, enquiry.as_of, enquiry.today)
        return {**_told(once(lambda: found.append(sum(1 for _ in every())))), "projects": found[0]}


def whole(folder: Path) -> Told:
    """The facts of the portfolio as a whole."""
    from tools.facts.portfolio import PortfolioFacts, load_portfolio

    with _enquiry(folder) as enquiry, enquiry.portfolio.session() as session:
        held: list[PortfolioFacts] = []
        spent = once(lambda: held.append(load_portfolio(session, enquiry.viewer, enquiry.today)))
        return {**_told(spent), "proposals": len(held[0].proposals), "pools": len(held[0].pools)}


def visible(folder: Path) -> Told:
    """The ids of all projects that the asker may read about."""
    from tools.portfolio.access import visible_projects

    with _enquiry(folder) as enquiry, enquiry.portfolio.session() as session:
        return _middle(measured(lambda: visible_projects(session, enquiry.viewer, enquiry.today), TRIES))


def enquiring(folder: Path) -> Told:
    """What stands before every tool: who asks, and of which date the data are."""
    from assistant.answer import Question

    with _enquirer(folder) as enquirer:
        return _middle(measured(lambda: enquirer.open(Question("", ASKED_BY)), TRIES))


def tool(folder: Path, name: str, tries: int = TRIES) -> Told:
    """One tool with its typical arguments."""
    from evals.bench.__main__ import INPUTS, Inputs
    from evals.loading import load
    from tools.catalogue import TOOLS

    arguments = load(INPUTS, Inputs).tools[name]
    called = next(each for each in TOOLS if each.name == name)
    with _enquiry(folder) as enquiry:
        call = partial(called.call, enquiry, dict(arguments))
        return _middle(measured(call, tries) if tries > 1 else [once(call)])


def by_hand(folder: Path) -> Told:
    """What ``query_portfolio`` is asked here, as a plain loop over the facts: what a query could cost at best."""
    from tools.facts.project import iter_projects

    with _enquiry(folder) as enquiry, enquiry.portfolio.session() as session:
        found: list[dict[str | None, int]] = []
        every = partial(iter_projects, session, enquiry.viewer, enquiry.as_of, enquiry.today)
        return {**_told(once(lambda: found.append(_sponsors(every())))), "groups": len(found[0])}


def _sponsors(projects: Iterable[ProjectFacts]) -> dict[str | None, int]:
    """The number of large projects of low CPI with two open risks, by sponsor."""
    counted: dict[str | None, int] = {}
    for facts in projects:
        month, baseline = facts.snapshot, facts.baseline
        if not facts.running or month is None or baseline is None or not month.ac or month.ev is None:
            continue
        is_large, is_dear = baseline.bac > LARGE, month.ev / month.ac < LOW
        if is_large and is_dear and sum(risk.status == "OPEN" for risk in facts.risks) >= RISKS:
            counted[facts.sponsor] = counted.get(facts.sponsor, 0) + 1
    return counted


WORKS: Mapping[str, Work] = {
    "generate": generate,
    "standards": standards,
    "enquiry": enquiring,
    "project_status": partial(tool, name="project_status"),
    "earned_value": partial(tool, name="earned_value"),
    "tolerance_check": partial(tool, name="tolerance_check"),
    "gate_readiness": partial(tool, name="gate_readiness"),
    "visible_projects": visible,
    "facts": facts,
    "portfolio facts": whole,
    "list_projects": partial(tool, name="list_projects", tries=1),
    "query_portfolio": partial(tool, name="query_portfolio", tries=1),
    "query by hand": by_hand,
    "export xlsx": partial(export, ending=".xlsx"),
    "export zip": partial(export, ending=".zip"),
    "import xlsx": partial(bring_in, ending=".xlsx"),
    "import xlsx again": partial(bring_in, ending=".xlsx", again=True),
    "import zip": partial(bring_in, ending=".zip"),
    "import zip again": partial(bring_in, ending=".zip", again=True),
}
"""In the order in which they are done: a later one reads what an earlier one wrote."""


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / 'pmo.db'}"


@contextmanager
def _enquirer(folder: Path) -> Iterator[Enquirer]:
    from assistant.settings import Settings
    from assistant.wiring import enquirer

    settings = Settings().model_copy(update={"home": folder, "database_url": None, "fixed_today": None})
    yield enquirer(settings)


@contextmanager
def _enquiry(folder: Path) -> Iterator[Enquiry]:
    from assistant.answer import Question

    with _enquirer(folder) as enquirer:
        yield enquirer.open(Question("", ASKED_BY))


def _middle(tries: list[Spent]) -> Told:
    cpu = [spent.cpu for spent in tries if spent.cpu is not None]
    return {
        "n": len(tries),
        **_told(Spent(percentile([spent.wall for spent in tries], 0.5), percentile(cpu, 0.5))),
    }


def _told(spent: Spent) -> dict[str, Any]:
    return {"wall": round(spent.wall, 2), "cpu": None if spent.cpu is None else round(spent.cpu, 2)}


if __name__ == "__main__":
    name, folder = sys.argv[1], Path(sys.argv[2])
    (folder / f"{name}.json").write_text(json.dumps(WORKS[name](folder)), encoding="utf-8")
