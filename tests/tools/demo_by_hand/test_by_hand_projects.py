"""Every cell of the truth table of the 24 projects comes out of the recorded rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from tests.tools.demo_by_hand import objectives, reports, year
from tests.tools.demo_by_hand.colours import colours
from tests.tools.demo_by_hand.projects import Project, running
from tests.tools.demo_by_hand.reading import of
from tests.tools.demo_by_hand.risks import contingency_left
from tests.tools.demo_by_hand.truths import column, printed

WORDS = {"G": "Green", "A": "Amber", "R": "Red", "NA": "NA", "NR": "NR"}


def test_the_running_projects_are_those_of_the_truth_table() -> None:
    assert {each.project_id for each in running()} == set(column("name"))


def person(person_id: str) -> str:
    (row,) = of("person", person_id=person_id)
    return row["name"]


def gate(each: Project, code: str, cell: str = "decision_date") -> str:
    held = [row for row in of("gate_review", project_id=each.project_id, gate_code=code) if row["decision_date"]]
    return held[-1][cell] if held else ""


def body(each: Project) -> str:
    board = gate(each, "G3", "board_id")
    return of("board", board_id=board)[0]["name"] if board else ""


def linked(each: Project) -> str:
    return ";".join(f"{row['objective_id']}:{row['share']}:{row['contribution']}" for row in objectives.links(each))


def last_report(each: Project) -> reports.Report:
    report = reports.newest(each)
    assert report is not None
    return report


def calculated(dimension: str) -> Callable[[Project], str]:
    return lambda each: WORDS[colours(each.project_id)[dimension]]


RECORDED: dict[str, Callable[[Project], object]] = {
    "name": lambda p: p.fixed["name"],
    "portfolio": lambda p: p.fixed["portfolio_id"],
    "programme": lambda p: p.fixed["programme_id"],
    "type": lambda p: p.fixed["type"],
    "delivery_class": lambda p: p.fixed["delivery_class"],
    "stage": lambda p: p.stage,
    "run_state": lambda p: p.state["run_state"],
    "classification": lambda p: p.state["classification"],
    "mandate_type": lambda p: p.fixed["mandate_type"],
    "mandate_deadline": lambda p: p.fixed["mandate_deadline"],
    "sponsor": lambda p: person(p.state["sponsor_id"]),
    "pm": lambda p: person(p.state["pm_id"]),
    "wlc_gbp": lambda p: p.wlc,
    "bac_v0_gbp": lambda p: p.baselines[0].bac if p.baselines else None,
    "bac_current_gbp": lambda p: p.baseline.bac if p.baseline else None,
    "baseline_versions": lambda p: len(p.baselines),
    "baseline_start": lambda p: p.baseline.start if p.baseline else None,
    "baseline_finish_v0": lambda p: p.baselines[0].finish if p.baselines else None,
    "baseline_finish_current": lambda p: p.baseline.finish if p.baseline else None,
    "pm_forecast_finish": lambda p: p.finish,
    "pv_gbp": lambda p: p.newest.pv,
    "ev_gbp": lambda p: p.newest.ev,
    "ac_gbp": lambda p: p.newest.ac,
    "pm_eac_gbp": lambda p: p.newest.pm_eac,
    "contingency_left_gbp": contingency_left,
    "fy26_27_forecast_gbp": year.forecast,
    "objective_links": linked,
    "g0": lambda p: gate(p, "G0"),
    "g1": lambda p: gate(p, "G1"),
    "g2": lambda p: gate(p, "G2"),
    "g3": lambda p: gate(p, "G3"),
    "g4": lambda p: gate(p, "G4"),
    "g3_body": body,
    "estimate_uplift": lambda p: p.fixed["estimate_uplift"],
    "last_report_period": lambda p: last_report(p).period_end,
    "reported_overall": lambda p: WORDS[last_report(p).overall],
    "calculated_cost": calculated("COST"),
    "calculated_schedule": calculated("SCHEDULE"),
    "calculated_overall": calculated("OVERALL"),
}


@pytest.mark.parametrize("name", RECORDED)
def test_a_column_of_the_truth_table_comes_out_of_the_rows(name: str) -> None:
    assert {each.project_id: cell(RECORDED[name](each)) for each in running()} == column(name)


def cell(value: object) -> str:
    """A value as it is written in the table."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, Fraction) and value == int(value) else str(value)


def test_the_other_names_of_a_project_are_those_printed() -> None:
    held = {
        each.project_id: {row["alias"] for row in of("project_alias", project_id=each.project_id)} for each in running()
    }

    assert held == {each: set(names.split(";")) for each, names in column("aliases").items()}


def test_every_column_is_held_but_for_the_flags_that_have_a_test_of_their_own() -> None:
    assert set(printed("projects")[0]) - set(RECORDED) == {"id", "aliases", "expected_flags"}


@pytest.mark.parametrize(
    ("project_id", "dimensions"),
    [
        ("P-401", {"RISK": "A", "STAKEHOLDER": "A", "OVERALL": "A", "COST": "NA", "SCHEDULE": "NA"}),
        ("P-104", {"RESOURCES": "R", "OVERALL": "A"}),
        ("P-202", {"RESOURCES": "R", "OVERALL": "A"}),
        ("P-302", {"SCOPE": "A", "COST": "A", "OVERALL": "A"}),
        ("P-101", {"RISK": "A", "SCOPE": "G", "BENEFITS": "G"}),
    ],
)
def test_other_dimensions_have_their_printed_colours(project_id: str, dimensions: dict[str, str]) -> None:
    found = colours(project_id)

    assert {name: found[name] for name in dimensions} == dimensions


def test_the_day_of_asking_is_the_one_of_the_table() -> None:
    (organisation,) = of("organisation", organisation_id="1")

    assert organisation["today"] == "2026-11-03"
    assert {each.newest.end for each in running()} == {date(2026, 10, 31)}
