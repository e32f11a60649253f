"""Every flag that the recorded facts raise, by the rules of the documents: codes of each project."""

from __future__ import annotations

from collections.abc import Callable

from tests.tools.demo_by_hand import flagged_delivery as delivery
from tests.tools.demo_by_hand import flagged_gates as gates
from tests.tools.demo_by_hand import flagged_registers as registers
from tests.tools.demo_by_hand import flagged_strategy as strategy
from tests.tools.demo_by_hand.projects import Project, running

RULES: dict[str, Callable[[Project], object]] = {
    "A1": strategy.no_objective, "A2": strategy.retired_objective, "A3": strategy.low_alignment,
    "A4": strategy.unconfirmed, "A7": strategy.no_longer_pays, "A8": strategy.benefit_without_owner,
    "A9": strategy.no_measurable_benefit, "A10": strategy.benefit_shortfall, "A13": strategy.zombie,
    "A14": strategy.on_hold_but_spending, "A16": strategy.unscored,
    "B1": gates.missing_papers, "B2": gates.stage_ahead, "B3": gates.spent_too_early, "B4": gates.conditions_overdue,
    "B5": gates.approval_lapsed, "B6": gates.gate_skipped, "B7": gates.approved_by_themselves,
    "B8": gates.above_authority, "B9": gates.expired_waiver, "B10": gates.improper_waiver, "B13": gates.bad_sponsor,
    "B11": delivery.live_long_ago, "C1": delivery.stale, "C2": delivery.watermelon, "C3": delivery.optimistic,
    "C4": delivery.over_tolerance, "SUPPRESSED:C4": delivery.within_exception, "C5": delivery.exception_lapsed,
    "C6": delivery.often_rebaselined, "C7": delivery.baseline_unapproved, "C8": delivery.optimistic_estimate,
    "C9": delivery.nearly_done, "C10": delivery.unexplained, "C11": delivery.milestone_in_the_past,
    "C12": delivery.re_dated, "C13": delivery.red_without_path, "C14": delivery.hockey_stick,
    "C15": delivery.contingency_burns, "C16": delivery.spend_stalled, "D16": delivery.not_snapped,
    "D1": registers.unanswered_risks, "D2": registers.review_overdue, "D3": registers.not_escalated,
    "D4": registers.empty_register, "D5": registers.exposed, "D6": registers.critical_issue,
    "D7": registers.unvalidated, "D8": registers.comes_too_late, "D9": registers.not_agreed,
    "D10": registers.clashes, "D12": registers.role_vacant, "D13": registers.worked_too_early,
    "D14": registers.undecided, "D15": registers.crept,
}  # fmt: skip


def raised(code: str) -> set[str]:
    """The running projects that a rule speaks of."""
    return {each.project_id for each in running() if RULES[code](each)}
