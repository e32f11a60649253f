"""A folder of data files is loaded whole or not at all, and says where it is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tools.facts.project import ProjectFacts, load_projects
from tools.portfolio.access import identify
from tools.portfolio.database import info, open_portfolio
from tools.portfolio.errors import DatabaseNotEmpty, DatabaseOutdated, DataInvalid
from tools.portfolio.loading import DEMO, load_demo, load_folder

ORCHARD = {
    "organisation": "organisation_id,name,currency,calendar,fy_start_month,today\n1,Orchard Trust,EUR,DE-BY,1,\n",
    "person": "person_id,name,email,active\nA,Anna Kern,anna@orchard.example,yes\nB,Ben Moos,,no\n",
    "portfolio": "portfolio_id,name\nX,Everything\n",
    "project": (
        "project_id,name,portfolio_id,type,delivery_class,mandate_type,wlc\n"
        "OT7,Press house,X,INFRASTRUCTURE,C,NONE,120000.50\n"
    ),
    "project_state": (
        "project_id,valid_from,stage,run_state,sponsor_id,pm_id,classification\n"
        "OT7,2026-02-01,DELIVER,ACTIVE,A,B,INTERNAL\nOT7,2026-01-01,PLAN,ACTIVE,A,B,INTERNAL\n"
    ),
    "project_baseline": (
        "project_id,version,approved_on,start,finish,bac\nOT7,0,2026-02-01,2026-02-02,2026-04-15,100000\n"
    ),
    "baseline_anchor": "project_id,version,date,pv\nOT7,0,2026-02-01,0\nOT7,0,2026-04-15,100000\n",
    "month_lock": "period_end,locked_on\n2026-02-28,2026-03-03\n",
    "snapshot_anchor": (
        "project_id,date,ev,ac,pm_eac,forecast_finish,reason\n"
        "OT7,2026-02-01,0,0,,,\nOT7,2026-02-28,,,100000,2026-04-15,as planned\nOT7,2026-03-31,60002,70000.50,,,\n"
    ),
}
Write = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Write:
    """Write the small organisation, with some files replaced."""

    def write(**replaced: str) -> Path:
        target = tmp_path / "data"
        target.mkdir()
        for name, text in {**ORCHARD, **replaced}.items():
            (target / f"{name}.csv").write_text(text, encoding="utf-8")
        return target

    return write


def orchard(url: str) -> ProjectFacts:
    portfolio = open_portfolio(url)
    day = date(2026, 3, 10)
    with portfolio.session() as session:
        (facts,) = load_projects(session, identify(portfolio, "anna@orchard.example"), day, day)
    portfolio.close()
    return facts


def test_another_organisation_loads_in_the_same_way(empty: str, folder: Write) -> None:
    load_folder(empty, folder(), by="a test", source="orchard")

    facts = orchard(empty)

    assert (facts.name, facts.stage, facts.sponsor, facts.pm) == ("Press house", "DELIVER", "Anna Kern", "Ben Moos")
    assert facts.wlc == Decimal("120000.50")


def test_months_run_straight_by_calendar_day_and_sum_to_the_budget(empty: str, folder: Write) -> None:
    load_folder(empty, folder(), by="a test", source="orchard")

    facts = orchard(empty)

    assert facts.baseline is not None
    assert facts.baseline.plan == (
        (date(2026, 2, 28), Decimal(36986)),  # 27 of 73 days
        (date(2026, 3, 31), Decimal(79452)),  # 58 of 73 days
        (date(2026, 4, 30), Decimal(100000)),
    )
    (february,) = facts.snapshots  # March is not locked
    assert (february.pv, february.ev, february.ac) == (Decimal(36986), Decimal(27932), Decimal(32586))
    assert (february.pm_eac, february.reason, february.locked_on) == (100000, "as planned", date(2026, 3, 3))


def test_a_state_ends_the_day_before_the_next_begins_whatever_their_order(empty: str, folder: Write) -> None:
    load_folder(empty, folder(), by="a test", source="orchard")

    portfolio = open_portfolio(empty)
    viewer = identify(portfolio, "anna@orchard.example")
    stages = []
    for day in (date(2026, 1, 31), date(2026, 2, 1)):
        with portfolio.session() as session:
            stages += [facts.stage for facts in load_projects(session, viewer, day, day)]
    portfolio.close()

    assert stages == ["PLAN", "DELIVER"]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("persons", "person_id\nA\n", "persons.csv: there is no such file in this layout; did you mean person.csv?"),
        (
            "person",
            "person_id,nmae,active\nA,Anna,yes\n",
            "person.csv line 1: there is no column 'nmae'; did you mean name?",
        ),
        ("person", "person_id,name,name,active\nA,B,C,yes\n", "person.csv line 1: column name stands twice"),
        ("person", "person_id,active\nA,yes\n", "person.csv line 1: column name is missing"),
        ("person", "person_id,name,active\nA,,yes\n", "person.csv line 2: name is empty"),
        ("person", "person_id,name,active\nA,Kern, Anna,yes\n", "person.csv line 2: 4 cells under 3 columns"),
        (
            "person",
            "person_id,name,active\nA,Anna,perhaps\n",
            "person.csv line 2: active is 'perhaps', neither yes nor no",
        ),
        ("person", "person_id,name,active\nA,Anna,yes\n\nA,Ada,yes\n", "person.csv line 4: A stands already in line 2"),
        (
            "person",
            "person_id,name,active,created_by\nA,Anna,yes,me\n",
            "person.csv line 1: there is no column 'created_by'",
        ),
        ("person", 'person_id,name,active\nA,"Anna,yes\n', "person.csv: cannot be read as CSV in UTF-8"),
        (
            "portfolio",
            "portfolio_id,name\nY,Everything\n",
            "project.csv line 2: portfolio_id X is not in portfolio",
        ),
        (
            "month_lock",
            "period_end,locked_on\n28.02.2026,2026-03-03\n",
            "month_lock.csv line 2: period_end is '28.02.2026', not a date such as 2026-11-03",
        ),
        (
            "project_baseline",
            "project_id,version,start,finish,bac\nOT7,zero,2026-02-02,2026-04-15,£100k\n",
            "project_baseline.csv line 2: bac is '£100k', not a number such as 1250000 or 0.18",
        ),
        (
            "project_baseline",
            "project_id,version,start,finish,bac\nOT7,0,2026-02-02,2026-04-15,100.005\n",
            "project_baseline.csv line 2: bac is '100.005', not an amount with at most 2 decimals",
        ),
        (
            "baseline_anchor",
            "project_id,version,date,pv\nOT7,1,2026-02-01,0\nOT7,1,2026-04-15,100000\n",
            "baseline_anchor.csv line 3: project_id and version OT7 1 is not in project_baseline; did you mean OT7 0?",
        ),
        (
            "project_state",
            "project_id,valid_from,stage,run_state,classification\nOT7,2026-01-01,DELIVR,ACTIVE,INTERNAL\n",
            "project_state.csv line 2: stage is 'DELIVR', not one of IDEA, DEFINE, PLAN, DELIVER, TRANSITION, CLOSED; "
            "did you mean DELIVER?",
        ),
        (
            "project_state",
            "project_id,valid_from,valid_to,stage,run_state,classification\n"
            "OT7,2026-01-01,2026-02-01,PLAN,ACTIVE,INTERNAL\nOT7,2026-02-01,,DELIVER,ACTIVE,INTERNAL\n",
            "project_state.csv line 3: begins before the state in line 2 has ended",
        ),
        (
            "organisation",
            "organisation_id,name,currency,calendar,fy_start_month\n",
            "organisation: is missing or empty",
        ),
        (
            "organisation",
            "organisation_id,name,currency,calendar,fy_start_month\n1,Orchard,EUR,Narnia,1\n",
            "organisation.csv line 2: There is no holiday calendar 'Narnia'",
        ),
        (
            "organisation",
            "organisation_id,name,currency,calendar,fy_start_month\n1,Orchard,Euro,DE-BY,1\n",
            "organisation.csv line 2: There is no currency 'Euro': give its ISO code, such as GBP.",
        ),
    ],
)
def test_a_problem_is_named_with_file_and_line_and_nothing_is_loaded(
    empty: str, folder: Write, name: str, text: str, problem: str
) -> None:
    with pytest.raises(DataInvalid) as raised:
        load_folder(empty, folder(**{name: text}), by="a test", source="orchard")

    assert any(each.startswith(problem) for each in raised.value.problems), raised.value.problems
    assert all(rows == 0 for _, rows in info(empty).tables)


def test_what_only_the_database_knows_is_named_by_line_too(empty: str, folder: Write) -> None:
    backwards = "project_id,version,approved_on,start,finish,bac\nOT7,0,2026-02-01,2026-04-15,2026-02-02,100000\n"

    with pytest.raises(DataInvalid) as raised:
        load_folder(empty, folder(project_baseline=backwards), by="a test", source="orchard")

    (problem,) = raised.value.problems
    assert problem == (
        "project_baseline.csv line 2: breaks the rule dates (finish > start): "
        "finish is 2026-02-02 and start is 2026-04-15"
    )
    assert all(rows == 0 for _, rows in info(empty).tables)


def test_all_problems_are_seen_at_once(empty: str, folder: Write) -> None:
    with pytest.raises(DataInvalid) as raised:
        load_folder(
            empty,
            folder(person="person_id,name,active\nA,,yes\nB,Ben,maybe\n", portfolio="portfolio_id,nam\nX,All\n"),
            by="a test",
            source="orchard",
        )

    assert len(raised.value.problems) == 4  # an unknown column and a missing one, an empty name, a bad yes


def test_a_database_with_rows_is_refused(demo_copy: str) -> None:
    with pytest.raises(DatabaseNotEmpty, match="already holds"):
        load_demo(demo_copy)


def test_a_database_without_tables_is_refused_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(DatabaseOutdated, match="pmo db upgrade"):
        load_demo(f"sqlite:///{tmp_path / 'none.db'}")

    assert list(tmp_path.iterdir()) == []


def test_every_table_is_filled_by_the_demo_and_described_beside_it() -> None:
    described = (DEMO / "README.md").read_text(encoding="utf-8")
    files = {path.stem for path in DEMO.glob("*.csv")}

    assert {name for name in files if f"`{name}`" not in described} == set()


def test_the_demo_folder_can_be_edited_and_loaded_from_elsewhere(empty: str, tmp_path: Path) -> None:
    edited = shutil.copytree(DEMO, tmp_path / "edited")
    people = edited / "person.csv"
    people.write_text("\ufeff" + people.read_text(encoding="utf-8").replace("Maya Okafor", "Maya Okafor-Lind"), "utf-8")

    load_folder(empty, edited, by="a test", source="edited")

    portfolio = open_portfolio(empty)
    viewer = identify(portfolio, "maya.okafor@calderwyre.example")
    portfolio.close()
    assert viewer.name == "Maya Okafor-Lind"
