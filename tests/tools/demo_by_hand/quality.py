"""How far the data of a project can be relied on (F-DQ): complete, in time, valid and consistent."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise

from tests.tools.demo_by_hand import benefits, flagged_delivery, objectives, reports, risks
from tests.tools.demo_by_hand.flagged_gates import stage_ahead
from tests.tools.demo_by_hand.milestones import milestones
from tests.tools.demo_by_hand.projects import Project
from tests.tools.demo_by_hand.reading import amount, day, of


def score(each: Project) -> Fraction:
    """0 to 100."""
    parts = (filled(each), Fraction(35)), (in_time(each), Fraction(25)), (valid(each), Fraction(20))
    return sum((part * weight for part, weight in parts), consistent(each) * 20)


def share(passed: list[bool]) -> Fraction:
    return Fraction(sum(passed), len(passed))


def filled(each: Project) -> Fraction:
    """What is recorded of what has to be."""
    month, lines = each.newest, of("benefit", project_id=each.project_id)
    found = [bool(each.state[name]) for name in ("sponsor_id", "pm_id")]
    found += [bool(each.fixed[name]) for name in ("wlc", "description", "owning_unit", "delivery_class")]
    found += [month.ac is not None, month.finish is not None]
    found += [each.mandated or bool(objectives.links(each))] if each.reached("PLAN") else []
    found += [value is not None for value in (each.baseline, month.pv, month.ev, month.pm_eac)] if (
        each.reached("DELIVER")) else []  # fmt: skip
    found += [bool(lines), *(bool(row["owner_id"]) for row in lines)]
    found += [bool(risk.state["owner_id"]) for risk in risks.open_risks(each)]
    return share(found)


def in_time(each: Project) -> Fraction:
    """1 with the newest report that was due on time, a half where it was late, nothing where the status is stale."""
    if flagged_delivery.stale(each):
        return Fraction(0)
    last = reports.owed(each, date(2026, 8, 1))[-1]
    return Fraction(1) if reports.late_by(each, last) == 0 else Fraction(1, 2)


def valid(each: Project) -> Fraction:
    """Rules about one record: V-05, 07, 08, 09, 14, 16, 17 and 18."""
    months, bac = each.months, each.baseline.bac if each.baseline else None
    done = [(month.ev or 0) / bac for month in months] if bac else []
    known = [(month.pm_eac, month.ac) for month in months if month.pm_eac is not None and month.ac is not None]
    return share([
        all(part <= 1 for part in done),
        not flagged_delivery.finish_in_the_past(each),
        not flagged_delivery.milestone_in_the_past(each),
        all((later.ac or 0) >= (earlier.ac or 0) for earlier, later in pairwise(months)),
        all(int(risk.state["inherent_p"]) * int(risk.state["inherent_i"]) >= risk.score
            for risk in risks.open_risks(each)),
        all(0 <= later - earlier <= Fraction(25, 100) for earlier, later in pairwise(done)),
        all(eac >= ac for eac, ac in known),
        all(not value["actual"] or value["quarter_end"] >= benefit["start_date"]
            for benefit, value in benefits.quarters(each.project_id)),
    ])  # fmt: skip


def consistent(each: Project) -> Fraction:
    """Rules across records: V-02, 03 and 04 with 11, 06, 10, 13 and 15."""
    active = {row["person_id"] for row in of("person", active="yes")}
    open_ = [held.expected for held in milestones(each) if held.is_open and held.expected]
    closed = [row for row in of("issue", project_id=each.project_id) if row["status"] == "CLOSED"]
    return share([
        sum((amount(row["share"]) for row in objectives.links(each)), Fraction(0)) <= 1,
        not flagged_delivery.not_snapped(each),
        each.finish is None or max(open_, default=each.finish) <= each.finish,
        not stage_ahead(each),
        {each.state["sponsor_id"], each.state["pm_id"]} <= active,
        all(row["resolution"] and day(row["closed_on"]) <= each.on.today for row in closed),
    ])  # fmt: skip
