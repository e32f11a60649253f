from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from knowledge.clauses import Clause, Version
from knowledge.findings import Relation, Rule
from tests.tools.worked_projects import TODAY, enquiry, headline_of, project, text_of
from tools.facts.artefacts import ArtefactFacts
from tools.facts.governance import GateFacts
from tools.facts.permissions import WaiverFacts
from tools.facts.project import ProjectFacts
from tools.gates.readiness import judge_gate
from tools.gates.requirements import Requirement, applies, holdings, read_matrix
from tools.result import ToolResult

CHANGE = date(2026, 2, 1)
EVERY = {
    "G0": "MANDATE",
    "G1": "STRATEGIC_CASE",
    "G2": "OBC BENEFIT_PROFILE",
    "G3": "FBC SAFETY_CASE?safety_relevant QRA?wlc>=2000000 ARCHITECTURE_APPROVAL?type==DIGITAL",
    "G4": "TEST_REPORT TRAINING_PLAN",
}


class GateRules:
    """A gate standard of two versions: the older knows no G0, asks no benefit profile, and wants papers sooner."""

    def rule(self, rule_id: str, on: date) -> Rule | None:
        new = on >= CHANGE
        version = Version(
            "X-GATES", "2.0" if new else "1.0", "Gates", "STANDARD", "Owner",
            CHANGE if new else date(2023, 1, 1), None if new else date(2026, 1, 31), None, "x.md",
        )  # fmt: skip
        values = _values(rule_id, new)
        if values is None or on < date(2023, 1, 1):
            return None
        held = Clause(version, rule_id, "Heading", (), "Text.", "MUST", 0, "hash")
        return Rule(rule_id, held, values, False)


def _values(rule_id: str, new: bool) -> dict[str, Any] | None:
    if rule_id == "gates.papers":
        return {"working_days": 10 if new else 5}
    if rule_id == "gates.lapse" and new:
        return {"months": 12, "gates": ("G1", "G2", "G3")}
    if rule_id == "gates.opens" and new:
        return {"G1": "PLAN", "G3": "DELIVER"}
    if rule_id in ("time.version_in_force", "time.transition", "gates.conditions"):
        return {}
    if rule_id == "gates.class_c":
        return {"combine": ("G1", "G2")}
    gate = rule_id.removeprefix("gates.matrix.")
    if gate not in EVERY or (gate == "G0" and not new):
        return None
    lines = [_line(word, "O" if word == "BENEFIT_PROFILE" and not new else "M") for word in EVERY[gate].split()]
    return {"artefacts": tuple(lines)}


def _line(word: str, need: str) -> dict[str, Any]:
    name, _, condition = word.partition("?")
    spaced = condition.replace(">=", " >= ").replace("==", " == ")
    return {"type": name, "need": "C" if condition else need, "condition": spaced, "classes": ("A", "B", "C")}


def artefact(name: str, status: str = "APPROVED", on: date | None = date(2026, 5, 1)) -> ArtefactFacts:
    return ArtefactFacts(name, "1.0", status, on if status == "APPROVED" else None, "Ann", f"artefact/X-1/{name}/1.0")


def review(gate: str, decision: str = "PENDING", on: date | None = None, planned: date | None = None) -> GateFacts:
    return GateFacts(gate, planned, decision, on, "Portfolio Board", None, f"gate_review/X-1/{gate}")


PASSED = (
    review("G1", "APPROVE", date(2025, 6, 5)),
    review("G2", "APPROVE", date(2025, 9, 4)),
    review("G3", "APPROVE", date(2026, 5, 21)),
)
WAIVER = WaiverFacts(
    "W-1", "X-GATES §gates.matrix.G3", "ARCHITECTURE_APPROVAL", None, None, "max", date(2026, 4, 2), "Board", "BD-1",
    date(2026, 4, 30), date(2026, 9, 30), 0, "ACTIVE", "waiver/W-1",
)  # fmt: skip
AHEAD = review("G4", planned=date(2026, 11, 19))


def ask(facts: ProjectFacts, gate: str | None = None, board: date | None = None, then: Any = None) -> ToolResult:
    return judge_gate(enquiry(GateRules()), facts, gate, board, {"project": "X-1"}, lambda day: then)


def test_an_open_gate_lists_what_is_in_place_unfinished_and_missing() -> None:
    facts = project(gates=(*PASSED, AHEAD), artefacts=(artefact("TEST_REPORT", "DRAFT"),))

    said = text_of(ask(facts, "G4"))

    assert headline_of(ask(facts, "G4")) == "X-1 Example is not ready for G4: 0 of 2 required artefacts are in place."
    assert "Missing: training plan." in said
    assert "Not yet approved: test report (draft)." in said
    assert "(X-GATES v2.0 §gates.matrix.G4)" in said


def test_papers_are_due_working_days_before_the_board() -> None:
    facts = project(gates=(*PASSED, AHEAD), artefacts=())

    assert "The papers are due on 5 Nov 2026, in 2 working days." in text_of(ask(facts, "G4"))
    assert "The papers are due on 12 Nov 2026" in text_of(ask(facts, "G4", date(2026, 11, 26)))


def test_a_board_day_of_the_question_is_set_beside_the_planned_one() -> None:
    facts = project(gates=(*PASSED, AHEAD), artefacts=())

    said = text_of(ask(facts, "G4", date(2026, 11, 26)))

    assert "Portfolio Board meets on 26 Nov 2026." in said
    assert "The record plans this gate for 19 Nov 2026." in said


def test_a_board_ahead_is_judged_by_the_version_that_will_hold_then() -> None:
    facts = project(gates=(PASSED[0], review("G2", planned=date(2026, 2, 19))), artefacts=(), stage="PLAN")
    before = enquiry(GateRules(), today=date(2026, 1, 20), as_of=date(2025, 12, 31))

    result = judge_gate(before, facts, "G2", None, {}, lambda day: None)

    assert result.on == date(2026, 2, 19)
    assert "0 of 2 required artefacts" in headline_of(result)
    assert "The papers are due on 5 Feb 2026" in text_of(result)


def test_with_everything_approved_and_earlier_gates_passed_it_is_ready() -> None:
    facts = project(gates=(*PASSED, AHEAD), artefacts=(artefact("TEST_REPORT"), artefact("TRAINING_PLAN")))

    result = ask(facts, "G4")

    assert headline_of(result).startswith("X-1 Example is ready for G4")
    assert [(v.aspect, v.family, v.holds) for v in result.verdicts] == [("gate G4", "readiness", "ready")]


@pytest.mark.parametrize(
    ("gates", "because"),
    [
        (PASSED[:2], "Not yet passed before it: G3."),
        # The papers of a board of tomorrow were due days ago, and none came.
        ((*PASSED, review("G4", planned=date(2026, 11, 4))), "The papers were due on 21 Oct 2026; none are recorded"),
    ],
)
def test_artefacts_alone_do_not_make_it_ready(gates: tuple[GateFacts, ...], because: str) -> None:
    facts = project(gates=gates, artefacts=(artefact("TEST_REPORT"), artefact("TRAINING_PLAN")))

    result = ask(facts, "G4")

    assert "is not ready for G4, although all 2 required artefacts are in place." in headline_of(result)
    assert because in text_of(result)


def test_without_a_gate_named_the_next_open_one_is_judged() -> None:
    assert "for G4" in headline_of(ask(project(gates=(*PASSED, AHEAD), artefacts=())))
    assert "for G4" in headline_of(ask(project(gates=PASSED, artefacts=())))
    assert "for G2" in headline_of(ask(project(gates=PASSED[:1], artefacts=(), stage="PLAN")))


def test_a_decided_gate_is_judged_by_the_version_of_its_day() -> None:
    facts = project(gates=PASSED, artefacts=(artefact("OBC", on=date(2025, 9, 1)), artefact("BENEFIT_PROFILE")))

    result = ask(facts, "G2", then=(artefact("OBC", on=date(2025, 9, 1)),))

    assert headline_of(result) == (
        "X-1 Example passed G2 on 4 Sep 2025, by decision of Portfolio Board (approve). "
        "All 1 artefacts required on that day were in place."
    )
    said = text_of(result)
    assert "Optional at this gate, so not counted: benefit profile (approved 1 May 2026) after the decision." in said
    assert "also asks for this: benefit profile (X-GATES v2.0 §gates.matrix.G2), which does not apply" in said
    assert result.on == date(2025, 9, 4)


@pytest.mark.parametrize(
    ("gate", "stage", "said"),
    [
        ("G3", "PLAN", "The approval lapses after 12 months unless the next stage begins (X-GATES v2.0 §gates.lapse)."),
        ("G3", "DELIVER", "The stage that it opens has begun (now deliver), so the approval does not lapse."),
        ("G1", "DEFINE", "The approval lapses after 12 months unless the next stage begins"),
        ("G2", "PLAN", None),  # the standard says of no stage that it opens
    ],
)
def test_an_approval_lapses_until_the_stage_begins_that_the_standard_says_it_opens(
    gate: str, stage: Any, said: str | None
) -> None:
    text = text_of(ask(project(gates=PASSED, stage=stage), gate))

    assert said in text if said else "lapse" not in text


def test_a_later_version_of_an_artefact_does_not_hide_the_one_approved_in_time() -> None:
    revised = artefact("OBC", on=date(2026, 4, 1))
    facts = project(gates=PASSED, artefacts=(revised,))

    in_time = ask(facts, "G2", then=(artefact("OBC", on=date(2025, 9, 1)),))
    too_late = ask(facts, "G2", then=())

    assert "All 1 artefacts" in headline_of(in_time)
    assert "0 of 1 required artefacts" in headline_of(too_late)
    assert "Approved only after the decision: outline business case" in text_of(too_late)


def test_what_was_not_in_place_at_a_decision_is_named_and_so_is_that_nothing_covered_it() -> None:
    held = (artefact("FBC"), artefact("ARCHITECTURE_APPROVAL", "IN_REVIEW"))
    facts = project(gates=PASSED, artefacts=held)

    result = ask(facts, "G3", then=held)

    assert "On that day 1 of 2 required artefacts were in place." in headline_of(result)
    assert "Not approved to this day: architecture approval (in review)." in text_of(result)
    assert "No waiver that covered it on that day is on record: architecture approval." in text_of(result)
    assert [each.holds for each in result.verdicts] == ["not met"]


@pytest.mark.parametrize(
    ("changes", "covers"),
    [
        ({}, True),
        ({"expires_on": date(2026, 5, 20)}, False),
        ({"requirement": "SAFETY_CASE"}, False),
        ({"clause_ref": "X-GATES §gates.matrix.G4"}, False),
    ],
)
def test_a_waiver_of_the_requirement_covers_it_on_the_day_of_the_decision(
    changes: dict[str, Any], covers: bool
) -> None:
    held = (artefact("FBC"),)
    facts = project(gates=PASSED, artefacts=held, waivers=(replace(WAIVER, **changes),))

    result = ask(facts, "G3", then=held)

    assert (
        "For the architecture approval there is waiver W-1, live until 30 Sep 2026 (X-GATES v2.0 §gates.matrix.G3); it "
        "no longer holds." in text_of(result)
    ) is covers
    assert [each.holds for each in result.verdicts] == ["met" if covers else "not met"]


def test_an_open_gate_is_ready_where_waivers_that_last_to_the_board_cover_the_rest() -> None:
    lasting = replace(WAIVER, clause_ref="X-GATES §gates.matrix.G4", requirement="TRAINING_PLAN")
    lasting = replace(lasting, expires_on=AHEAD.planned_date)
    facts = project(
        gates=(*PASSED, replace(AHEAD, papers_submitted_on=date(2026, 11, 2))), artefacts=(artefact("TEST_REPORT"),)
    )

    ready, unready = (
        ask(replace(facts, waivers=(each,)), "G4") for each in (lasting, replace(lasting, expires_on=TODAY))
    )

    assert headline_of(ready).endswith("1 of 2 required artefacts are in place, and live waivers cover the rest.")
    assert "get approved" not in text_of(ready)
    assert headline_of(unready) == "X-1 Example is not ready for G4: 1 of 2 required artefacts are in place."


def test_a_condition_that_the_records_do_not_settle_is_said_and_not_counted() -> None:
    held = (artefact("FBC"), artefact("ARCHITECTURE_APPROVAL"))
    facts = project(gates=PASSED[:2], artefacts=held, stage="PLAN")

    result = ask(facts, "G3")

    assert headline_of(result).startswith("X-1 Example is ready for G3")
    assert "Whether it needs a safety case depends on a condition that the records do not settle." in text_of(result)


def test_a_gate_that_the_version_of_its_time_did_not_know_is_not_missed() -> None:
    ready = project(gates=(*PASSED, AHEAD), artefacts=(artefact("TEST_REPORT"), artefact("TRAINING_PLAN")))

    assert headline_of(ask(ready, "G4")).startswith("X-1 Example is ready")
    assert "ask for no G0" in headline_of(ask(ready, "G0"))


def test_a_gate_that_was_passed_over_is_said_to_be_without_review() -> None:
    facts = project(gates=(PASSED[0], PASSED[2]), artefacts=())

    assert headline_of(ask(facts, "G2")).startswith("X-1 Example has no recorded review of G2")


def test_a_small_project_may_have_combined_two_gates() -> None:
    gates = (replace(PASSED[1], gate="G2", decision_date=date(2026, 3, 5)), replace(AHEAD, gate="G3"))
    small = project(gates=gates, artefacts=(artefact("FBC"), artefact("ARCHITECTURE_APPROVAL")), stage="PLAN")

    alone, combined = (ask(replace(small, delivery_class=c), "G3") for c in ("B", "C"))

    assert "Not yet passed before it: G0 and G1." in text_of(alone)
    assert "Not yet passed before it: G0." in text_of(combined)
    assert "may combine the gate with another" in text_of(ask(replace(small, delivery_class="C"), "G1"))


class WithLocalRoute(GateRules):
    """A procedure that would let class C of one portfolio take G2 and G3 together, or nothing together."""

    def __init__(self, *combine: str) -> None:
        version = Version("X-PROC", "1.0", "Local", "PROCEDURE", "Owner", date(2023, 1, 1), None, None, "y.md")
        local = Clause(version, "4.1", "Heading", (), "Text.", "MAY", 0, "hash")
        self.local = Rule("gates.class_c_local", local, {"portfolio": "PF-Y", "combine": combine}, False)

    def rule(self, rule_id: str, on: date) -> Rule | None:
        return self.local if rule_id == self.local.rule_id else super().rule(rule_id, on)

    def relations(self, of: Clause) -> tuple[Relation, ...]:
        return ()


def small_at(gate: str, *combine: str, **changes: Any) -> ToolResult:
    ahead = replace(AHEAD, gate=gate)
    facts = project(gates=(ahead,), artefacts=(), stage="PLAN", **{"delivery_class": "C", **changes})
    return judge_gate(enquiry(WithLocalRoute(*combine)), facts, gate, None, {}, lambda day: None)


def test_a_looser_local_route_has_no_effect_and_the_answer_says_so() -> None:
    said = text_of(small_at("G3", "G2", "G3"))

    assert "The local rule that would combine it (X-PROC v1.0 §4.1) has no effect" in said
    assert "may combine the gate with another" not in said
    for other in ({"portfolio_id": "PF-Z"}, {"delivery_class": "B"}):
        assert "X-PROC" not in text_of(small_at("G3", "G2", "G3", **other))


def test_a_stricter_local_route_binds() -> None:
    general, strict = (text_of(small_at("G1", *combine)) for combine in (("G1", "G2"), ()))

    assert "may combine the gate with another (X-GATES v2.0 §gates.class_c)" in general
    assert "may combine the gate with another" not in strict


def test_a_live_waiver_opens_the_looser_route_and_leaves_the_general_one() -> None:
    waived = {"waivers": (replace(WAIVER, clause_ref="X-GATES §gates.class_c", expires_on=date(2026, 12, 31)),)}

    third, first = (text_of(small_at(gate, "G2", "G3", **waived)) for gate in ("G3", "G1"))

    assert "may combine the gate with another (X-PROC v1.0 §4.1)." in third
    assert "under waiver W-1, live until 31 Dec 2026" in third
    assert "may combine the gate with another (X-GATES v2.0 §gates.class_c)." in first


def test_a_rejecting_decision_leaves_the_gate_open() -> None:
    facts = project(gates=(*PASSED, review("G4", "REWORK", date(2026, 10, 22))), artefacts=())

    result = ask(facts, "G4")

    assert "is not ready for G4" in headline_of(result)
    assert "The last decision on this gate was rework, on 22 Oct 2026." in text_of(result)


def test_an_organisation_without_gate_rules_gets_an_honest_answer() -> None:
    class NoRules:
        def rule(self, rule_id: str, on: date) -> None:
            return None

    result = judge_gate(enquiry(NoRules()), project(gates=()), "G4", None, {}, lambda day: None)

    assert (result.status, result.kind) == ("NOT_APPLICABLE", "not_covered")
    assert "ask for no G4" in headline_of(result)


@pytest.mark.parametrize(
    ("condition", "changes", "holds"),
    [
        ("", {}, True),
        ("type == DIGITAL", {}, True),
        ("type == DIGITAL", {"type": "CHANGE"}, False),
        ("wlc >= 2000000", {"wlc": Decimal(2000000)}, True),
        ("wlc >= 2000000", {"wlc": Decimal("1999999.99")}, False),
        ("wlc >= 2000000", {"wlc": None}, None),
        ("safety_relevant", {}, None),
        ("wlc < 5", {}, None),
    ],
)
def test_conditions_of_the_matrix(condition: str, changes: dict[str, Any], holds: bool | None) -> None:
    requirement = Requirement("QRA", "C", "APPROVED", (), condition, True)

    assert applies(requirement, project(**changes)) is holds


def test_a_requirement_of_other_classes_is_not_asked() -> None:
    matrix = read_matrix({"artefacts": [{"type": "OBC", "need": "M", "classes": ["A"]}]})

    assert holdings(matrix, project(artefacts=()), date(2026, 11, 3)) == ()


@pytest.mark.parametrize(
    ("held", "outcome"),
    [
        (artefact("OBC", on=date(2026, 5, 21)), "met"),
        (artefact("OBC", on=date(2026, 5, 22)), "later"),
        (artefact("OBC", "IN_REVIEW"), "draft"),
        (artefact("OBC", "EXPIRED"), "draft"),
        (replace(artefact("OBC"), approved_on=None), "later"),
    ],
)
def test_an_artefact_counts_when_approved_on_or_before_the_day(held: ArtefactFacts, outcome: str) -> None:
    matrix = read_matrix({"artefacts": [{"type": "OBC", "need": "M"}]})

    judged = holdings(matrix, project(artefacts=(held,)), date(2026, 5, 21))

    assert [h.outcome for h in judged] == [outcome]


def test_a_draft_is_enough_where_the_matrix_says_so() -> None:
    matrix = read_matrix({"artefacts": [{"type": "OBC", "need": "M", "min_status": "DRAFT"}]})

    judged = holdings(matrix, project(artefacts=(artefact("OBC", "DRAFT"),)), date(2026, 5, 21))

    assert [h.outcome for h in judged] == ["met"]
