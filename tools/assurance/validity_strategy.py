"""Rules across records: objectives, gates, waivers, estimates, names and dependencies (V-02, 10, 12, 19 and others)."""

from __future__ import annotations

from tools.assurance.checks import Check, Finding, Hit, Setting
from tools.facts.governance import GateFacts
from tools.facts.project import ProjectFacts

APPROVING = ("APPROVE", "APPROVE_WITH_CONDITIONS")
IN_DELIVERY = ("DELIVER", "TRANSITION")
WHOLE = 1


def shares_within_whole(project: ProjectFacts, _: Setting) -> Finding:
    """V-02: the shares by which a project serves objectives are together not more than the whole."""
    if not project.links:
        return None
    return (Hit(project.row),) if sum(link.share for link in project.links) > WHOLE else ()


def objectives_are_live(project: ProjectFacts, setting: Setting) -> Finding:
    """Every objective that a project serves is active."""
    known = [(link, setting.objectives[link.objective_id]) for link in project.links
             if link.objective_id in setting.objectives]  # fmt: skip
    if not known or not project.running:
        return None
    retired = [(link, objective) for link, objective in known if not objective.active(setting.today)]
    return tuple(Hit(link.row, day=objective.since) for link, objective in retired)


def investment_was_approved(project: ProjectFacts, setting: Setting) -> Finding:
    """V-10: a project in delivery or transition has the approval of the gate that opens delivery."""
    gate = setting.opened_by("DELIVER")
    if gate is None or project.stage not in IN_DELIVERY:
        return None
    return () if any(_approves(review, gate) for review in project.gates) else (Hit(project.row),)


def waivers_are_made_good(project: ProjectFacts, setting: Setting) -> Finding:
    """What a waiver that has expired stood in for has been approved since."""
    waivers = [each for each in project.waivers if each.approved_on and each.expires_on and each.requirement]
    if not waivers:
        return None
    approved = {each.type for each in project.artefacts if each.status == "APPROVED"}
    known = {each.type for each in project.artefacts}
    return tuple(
        Hit(each.row, each.waiver_id, day=each.expires_on)
        for each in waivers
        if each.expires_on is not None and each.expires_on < setting.today
        if each.requirement in known - approved
    )


def estimate_has_uplift(project: ProjectFacts, setting: Setting) -> Finding:
    """Before its baseline, an estimate carries an uplift where a rule asks for one."""
    if not setting.uplifted or project.baseline is not None or project.stage != "PLAN":
        return None
    return () if project.estimate_uplift else (Hit(project.row),)


def name_is_its_own(project: ProjectFacts, setting: Setting) -> Finding:
    """V-12: no other active project has the same name or alias."""
    if not project.running:
        return None
    return (Hit(project.row),) if setting.namesakes.get(project.project_id) else ()


def waits_for_others_only(project: ProjectFacts, setting: Setting) -> Finding:
    """V-19: no chain of hard dependencies leads back to the project."""
    if not project.dependencies:
        return None
    circular = setting.circular.get(project.project_id, ())
    return tuple(Hit(each.row, each.dependency_id) for each in project.dependencies if each.dependency_id in circular)


def _approves(review: GateFacts, gate: str) -> bool:
    return review.gate == gate and review.decision in APPROVING


STRATEGY: tuple[Check, ...] = (
    Check("V-02", "CONSISTENCY", "serves objectives with shares that are together more than the whole",
          "correct the shares", "sponsor", 2, shares_within_whole),
    Check("objective", "CONSISTENCY", "serves an objective that has not been active since {day}",
          "link it to an objective that is active", "sponsor", 3, objectives_are_live),
    Check("V-10", "CONSISTENCY", "is in delivery without the approval of the gate that opens it",
          "record the decision, or bring the gate to the board", "manager", 3, investment_was_approved),
    Check("waiver", "CONSISTENCY", "expired on {day}, and what it stood in for is not approved",
          "have it approved, or the waiver renewed", "manager", 3, waivers_are_made_good),
    Check("uplift", "CONSISTENCY", "has an estimate without an uplift",
          "set the uplift of the estimate", "manager", 2, estimate_has_uplift),
    Check("V-12", "CONSISTENCY", "shares its name or an alias with another active project",
          "rename one of the two", "manager", 1, name_is_its_own),
    Check("V-19", "CONSISTENCY", "is part of a chain of hard dependencies that leads back to the project",
          "break the chain", "manager", 3, waits_for_others_only),
)  # fmt: skip
