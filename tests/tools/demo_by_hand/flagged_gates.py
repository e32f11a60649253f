"""Which projects the rules on lifecycle and authority (B1 to B13) speak of."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from tests.tools.demo_by_hand import changes
from tests.tools.demo_by_hand.projects import STAGES, Project, closed, running
from tests.tools.demo_by_hand.reading import Row, amount, day, of, on_or_before

SINCE = date(2026, 2, 1)
"""PMO-STD-002 v3.1; before it v2.0 held, without G0."""
OPENS = {"G0": "DEFINE", "G1": "PLAN", "G2": "PLAN", "G3": "DELIVER", "G4": "TRANSITION", "G5": "CLOSED"}
PAPERS = {
    "G0": ["MANDATE"],
    "G1": ["STRATEGIC_CASE", "RISK_REGISTER"],
    "G2": ["OBC", "OPTIONS_APPRAISAL", "COST_ESTIMATE", "RESOURCE_PLAN", "DPIA"],
    "G3": ["FBC", "BASELINE_PLAN", "COST_ESTIMATE", "PROCUREMENT_STRATEGY", "DEPENDENCY_AGREEMENT", "RESOURCE_PLAN"],
    "G4": ["TEST_REPORT", "CUTOVER_PLAN", "TRAINING_PLAN", "OPERATIONAL_ACCEPTANCE", "SECURITY_ASSESSMENT"],
    "G5": ["CLOSURE_REPORT", "LESSONS_REPORT", "BENEFITS_REVIEW"],
}
BOARDS = ("BD-PB", "BD-IC", "BD-EB")
PERSONAL = 250_000


def approved_gates(each: Project) -> list[Row]:
    return [row for row in of("gate_review", project_id=each.project_id)
            if row["decision"].startswith("APPROVE") and on_or_before(row["decision_date"], each.on.today)]  # fmt: skip


def required(each: Project, gate: Row) -> list[str]:
    """What the version in force on the day of the decision asked for."""
    new = day(gate["decision_date"]) >= SINCE
    found = list(PAPERS[gate["gate_code"]])
    if gate["gate_code"] == "G2":
        found += ["BENEFIT_PROFILE"] if new else []
    if gate["gate_code"] == "G3":
        digital, safety = each.fixed["type"] == "DIGITAL", each.fixed["safety_relevant"] == "yes"
        found += ["ARCHITECTURE_APPROVAL", "SECURITY_ASSESSMENT"] if digital else []
        found += ["SAFETY_CASE"] if safety else []
        found += ["QRA"] if new and each.wlc >= 2_000_000 else []
    return found


def missing_papers(each: Project) -> list[tuple[str, str]]:
    """B1: gate and document that was neither approved on the day nor waived."""
    return [(gate["gate_code"], name) for gate in approved_gates(each) for name in required(each, gate)
            if not was_approved(each, name, day(gate["decision_date"]))
            and not was_waived(each, name, day(gate["decision_date"]))]  # fmt: skip


def was_approved(each: Project, name: str, on: date) -> bool:
    own = of("artefact", project_id=each.project_id, type=name)
    programme = each.fixed["programme_id"]
    shared = of("programme_artefact", programme_id=programme, type=name) if programme else []
    return any(on_or_before(row["approved_on"], on) for row in [*own, *shared])


def was_waived(each: Project, name: str, on: date) -> bool:
    return any(on_or_before(row["approved_on"], on) and on <= day(row["expires_on"])
               for row in of("waiver", project_id=each.project_id, requirement=name))  # fmt: skip


def stage_ahead(each: Project) -> bool:
    """B2: in a stage that no approved gate has opened."""
    opened = [STAGES.index(OPENS[gate["gate_code"]]) for gate in approved_gates(each)]
    return STAGES.index(each.stage) > max(opened, default=0)


def spent_too_early(each: Project) -> bool:
    """B3: before G1 over 25000, before G3 over the limit of the version in force at the month end."""
    decided = {gate["gate_code"]: day(gate["decision_date"]) for gate in approved_gates(each)}
    for month in each.months:
        new = month.end >= SINCE
        share, most = (Fraction(10, 100), 150_000) if new else (Fraction(15, 100), 250_000)
        limit = (
            min(share * each.wlc, Fraction(most))
            if "G1" in decided and decided["G1"] <= month.end
            else Fraction(25_000)
        )
        open_ = "G3" not in decided or month.end < decided["G3"]
        if open_ and (month.ac or 0) > limit:
            return True
    return False


def conditions_overdue(each: Project) -> bool:
    """B4: an open condition of an approval past its day."""
    today = each.on.today
    conditions = [row for gate in approved_gates(each) for row in of("gate_condition", review_id=gate["review_id"])]
    return any(day(row["due_date"]) < today and not on_or_before(row["closed_on"], today) for row in conditions)


def approval_lapsed(each: Project) -> bool:
    """B5: a gate that opens a stage, approved a year ago, and the stage was not begun; v2.0 had no such rule."""
    states = of("project_state", project_id=each.project_id)
    for gate in approved_gates(each):
        decided, opened = day(gate["decision_date"]), STAGES.index(OPENS[gate["gate_code"]])
        begun = any(STAGES.index(row["stage"]) >= opened for row in states
                    if on_or_before(row["valid_from"], each.on.today))  # fmt: skip
        old = each.on.today >= decided.replace(year=decided.year + 1)
        if decided >= SINCE and gate["gate_code"] != "G2" and old and not begun:
            return True
    return False


def gate_skipped(each: Project) -> bool:
    """B6: a booked gate 30 days past its day, or one approved without the one before."""
    late = [row for row in of("gate_review", project_id=each.project_id, decision="PENDING")
            if day(row["planned_date"]) < each.on.today - timedelta(days=30)]  # fmt: skip
    done = {row["gate_code"]: day(row["decision_date"]) for row in approved_gates(each)}
    for name, on in done.items():
        before = f"G{int(name[1]) - 1}"
        needed = name != "G0" and (before != "G0" or on >= SINCE)
        if needed and (before not in done or done[before] > on):
            return True
    return bool(late)


def approved_by_themselves(each: Project) -> bool:
    """B7: a gate decided by sponsor or manager alone, or a change or waiver by whoever asked for it."""
    own = {each.state["sponsor_id"], each.state["pm_id"]}
    gates = [{row["person_id"] for row in of("gate_decider", review_id=gate["review_id"])}
             for gate in approved_gates(each)]  # fmt: skip
    alone = each.wlc > PERSONAL and any(people <= own for people in gates)
    asked = [(row["raised_by_id"], row["approver_id"]) for row in changes.requests(each)]
    asked += [(row["requested_by_id"], row["approver_id"]) for row in of("waiver", project_id=each.project_id)]
    return alone or any(one == other for one, other in asked if other)


def above_authority(each: Project) -> bool:
    """B8: a gate, change or draw-down decided by a body whose limit was lower."""
    needed = board_for(each.wlc)
    gates = any(BOARDS.index(gate["board_id"]) < BOARDS.index(needed) for gate in approved_gates(each))
    return gates or bool(changes_above(each)) or bool(draws_above(each))


def board_for(wlc: Fraction) -> str:
    return "BD-PB" if wlc <= 2_000_000 else "BD-IC" if wlc <= 10_000_000 else "BD-EB"


def changes_above(each: Project) -> list[str]:
    people = each.state["sponsor_id"], each.state["pm_id"]
    levels = ("NOBODY", *changes.LEVELS)
    return [row["change_request_id"] for row in changes.requests(each) if changes.is_approved(row, each.on.today)
            and levels.index(changes.level_taken(row, *people))
            < levels.index(changes.level(changes.running_total(each, row), changes.stood(each, row).bac))]  # fmt: skip


def draws_above(each: Project) -> list[str]:
    people = each.state["sponsor_id"], each.state["pm_id"]
    found = []
    for row in of("contingency_drawdown", project_id=each.project_id):
        held = [b for b in each.baselines if b.approved_on <= day(row["drawn_on"])]
        taken = changes.level_taken({**row, "approver_id": row["approved_by_id"]}, *people)
        needed = changes.level(amount(row["amount"]), held[-1].bac) if held else "PM"
        levels = ("NOBODY", *changes.LEVELS)
        found += [row["drawdown_id"]] if levels.index(taken) < levels.index(needed) else []
    return found


def expired_waiver(each: Project) -> list[str]:
    """B9: a waiver that has run out while the document it stood for is still not approved."""
    return [row["waiver_id"] for row in of("waiver", project_id=each.project_id)
            if row["status"] == "ACTIVE" and day(row["expires_on"]) < each.on.today
            and not was_approved(each, row["requirement"], each.on.today)]  # fmt: skip


def improper_waiver(each: Project) -> bool:
    """B10: of what cannot be waived, renewed twice, or for more than six months."""
    for row in of("waiver", project_id=each.project_id):
        start, end = day(row["approved_on"]), day(row["expires_on"])
        months = (end.year - start.year) * 12 + end.month - start.month + (end.day > start.day)
        if row["requirement"] == "SAFETY_CASE" or int(row["renewals"]) > 1 or months > 6:
            return True
    return False


def bad_sponsor(each: Project) -> bool:
    """B13: no active sponsor, the manager as sponsor, or a sponsor of more than five projects."""
    active = {row["person_id"] for row in of("person", active="yes")}
    sponsor = each.state["sponsor_id"]
    held = [other for other in running(each.on) if other.state["sponsor_id"] == sponsor]
    return sponsor not in active or sponsor == each.state["pm_id"] or len(held) > 5


def closed_without_review() -> set[str]:
    """B12: closed, and lessons or benefits were never reviewed."""
    reviews = ("LESSONS_REPORT", "BENEFITS_REVIEW")
    return {
        each.project_id for each in closed() if not all(was_approved(each, name, each.on.today) for name in reviews)
    }
