"""Rules about the registers of one project: risks, issues, benefits and the people named (V-13, 14, 15, 18)."""

from __future__ import annotations

from tools.assurance.checks import Check, Finding, Hit, Setting
from tools.facts.project import ProjectFacts
from tools.facts.raid import RiskFacts
from tools.facts.rows import Person


def residual_within_inherent(project: ProjectFacts, _: Setting) -> Finding:
    """V-14: the residual score of an open risk is not above its inherent one."""
    scored = [
        (risk, inherent)
        for risk in project.risks
        if risk.status == "OPEN" and risk.residual is not None and (inherent := _inherent(risk)) is not None
    ]
    if not scored:
        return None
    return tuple(Hit(risk.row, risk.risk_id) for risk, inherent in scored if (risk.residual or 0) > inherent)


def closed_with_resolution(project: ProjectFacts, _: Setting) -> Finding:
    """V-15: an issue that is closed says how it was resolved."""
    closed = [issue for issue in project.issues if issue.status == "CLOSED"]
    return tuple(Hit(each.row, each.issue_id) for each in closed if not each.resolution) if closed else None


def actuals_after_start(project: ProjectFacts, _: Setting) -> Finding:
    """V-18: no actual is recorded for a benefit before the day on which it starts."""
    measured = [
        (benefit, value, benefit.start_date)
        for benefit in project.benefits
        for value in benefit.values
        if value.actual is not None and benefit.start_date is not None
    ]
    if not measured:
        return None
    return tuple(
        Hit(value.row, benefit.benefit_id, day=value.quarter_end)
        for benefit, value, start in measured
        if value.quarter_end < start
    )


def nobody_has_left(project: ProjectFacts, _: Setting) -> Finding:
    """V-13: nobody who has left is still named as sponsor, manager or owner."""
    if not project.running:
        return None
    heads = [(Hit(project.state_row), active) for active in (project.sponsor_active, project.pm_active)]
    owners = [(hit, person.active) for hit, person in _owners(project) if person]
    return tuple(dict.fromkeys(hit for hit, active in (*heads, *owners) if active is False))


def _owners(project: ProjectFacts) -> list[tuple[Hit, Person | None]]:
    """Who owns an open risk, an open issue, an open assumption, a benefit."""
    return [
        *((Hit(risk.state_row, risk.risk_id), risk.owner) for risk in project.risks if risk.status == "OPEN"),
        *((Hit(issue.row, issue.issue_id), issue.owner) for issue in project.issues if issue.status == "OPEN"),
        *((Hit(a.row, a.assumption_id), a.owner) for a in project.assumptions if a.status == "OPEN"),
        *((Hit(benefit.row, benefit.benefit_id), benefit.owner) for benefit in project.benefits),
    ]


def _inherent(risk: RiskFacts) -> int | None:
    return None if risk.inherent_p is None or risk.inherent_i is None else risk.inherent_p * risk.inherent_i


REGISTERS: tuple[Check, ...] = (
    Check("V-14", "VALIDITY", "has a residual score above its inherent one",
          "score the risk again", "manager", 1, residual_within_inherent),
    Check("V-15", "VALIDITY", "was closed without a resolution",
          "record how it was resolved", "manager", 1, closed_with_resolution),
    Check("V-18", "VALIDITY", "has an actual for the quarter to {day}, before the day on which it starts",
          "correct the start or the actual", "manager", 2, actuals_after_start),
    Check("V-13", "CONSISTENCY", "names a person who has left",
          "name a successor", "sponsor", 1, nobody_has_left),
)  # fmt: skip
