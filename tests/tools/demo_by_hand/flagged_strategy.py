"""Which projects the rules on strategy and value (A1 to A16) speak of."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

from tests.tools.demo_by_hand import benefits, cases, objectives
from tests.tools.demo_by_hand.milestones import milestones
from tests.tools.demo_by_hand.projects import Project, closed
from tests.tools.demo_by_hand.reading import NOW, amount, day, of, on_or_before, rows

MILLION = 1_000_000
SCORED_SINCE = date(2026, 4, 1)


def no_objective(each: Project) -> bool:
    """A1: from PLAN on without any link and without a mandate."""
    linked = any(amount(row["share"]) > 0 for row in objectives.links(each))
    return each.reached("PLAN") and not linked and not each.mandated


def retired_objective(each: Project) -> bool:
    """A2: more than half of the links lead to objectives that were retired."""
    return objectives.retired_share(each) > Fraction(1, 2)


def low_alignment(each: Project) -> bool:
    """A3: alignment under 40 and a million or more; A1 and A2 take its place."""
    money = each.baseline.bac if each.baseline else each.wlc
    low = objectives.alignment(objectives.links(each), each.on.today) < 40 and money >= MILLION
    return low and not each.mandated and not no_objective(each) and not retired_objective(each)


def unconfirmed(each: Project) -> bool:
    """A4: a direct contribution that the objective's owner did not confirm within 60 days."""
    for row in objectives.links(each):
        confirmed = on_or_before(row["confirmed_on"], each.on.today)
        owner = objectives.state(row["objective_id"], day(row["confirmed_on"])) if confirmed else None
        until = day(row["confirmed_on"]) if owner and owner["owner_id"] == row["confirmed_by_id"] else each.on.today
        if row["contribution"] == "3" and (until - day(row["valid_from"])).days > 60:
            return True
    return False


def no_longer_pays(each: Project) -> bool:
    """A7: an approved case above zero and a refreshed one below."""
    kinds = [cases.versions(each.project_id, kind) for kind in ("APPROVED", "REFRESHED")]
    before, now = ([row for row in held if on_or_before(row["approved_on"], each.on.today)] for held in kinds)
    return bool(before and now) and cases.npv(before[-1]["case_id"]) > 0 > cases.npv(now[-1]["case_id"])


def benefit_without_owner(each: Project) -> bool:
    """A8: of class A or B, from PLAN on, with a benefit that nobody owns, or its own manager."""
    active = {row["person_id"] for row in of("person", active="yes")} - {each.state["pm_id"]}
    owners = [row["owner_id"] for row in of("benefit", project_id=each.project_id)]
    return is_large(each) and any(owner not in active for owner in owners)


def no_measurable_benefit(each: Project) -> bool:
    """A9: of class A or B, from PLAN on, without any that has measure, baseline, target and dates."""
    needed = ("measure", "unit", "direction", "baseline_value", "target_value", "start_date", "full_effect_date")
    full = [row for row in of("benefit", project_id=each.project_id) if all(row[name] for name in needed)]
    return is_large(each) and not full


def is_large(each: Project) -> bool:
    return each.reached("PLAN") and each.fixed["delivery_class"] in ("A", "B")


def benefit_shortfall(each: Project) -> bool:
    """A10: forecast under 90 % of the plan, or realised under 70 % of what was due."""
    today = each.on.today
    for held in benefits.measures(each):
        rate = benefits.forecast_rate(held, today)
        due = [value for _, value in held if day(value["quarter_end"]) <= today]
        planned, came = benefits.total(due, "planned"), benefits.total(due, "actual", verified_only=True)
        if (rate is not None and rate < Fraction(9, 10)) or (planned and came / planned < Fraction(7, 10)):
            return True
    return False


def zombie(each: Project) -> bool:
    """A13: spends 5000 a month or more while nothing was earned, achieved or decided for 90 days."""
    since = each.on.today - timedelta(days=90)
    before = [month for month in each.months if month.end <= each.on.data - timedelta(days=90)]
    if each.on_hold or not before or each.newest.ac is None or before[-1].ac is None:
        return False
    spending = (each.newest.ac - before[-1].ac) / 3 >= 5000
    earned = (each.newest.ev or 0) != (before[-1].ev or 0)
    achieved = any(held.achieved and held.achieved >= since for held in milestones(each))
    return spending and not earned and not achieved and not decided_since(each, since)


def decided_since(each: Project, since: date) -> bool:
    """Whether a gate, a change or a decision about the project was taken."""
    columns = {"gate_review": "decision_date", "change_request": "decided_on", "decision": "decided_on"}
    days = [row[name] for table, name in columns.items() for row in of(table, project_id=each.project_id)]
    return any(day(cell) >= since for cell in days if on_or_before(cell, each.on.today))


def on_hold_but_spending(each: Project) -> bool:
    """A14: on hold for more than 30 days, and cost rose since."""
    if not each.on_hold:
        return False
    hold = day(each.state["hold_date"])
    before = [month.ac for month in each.months if month.end <= hold and month.ac is not None]
    rose = each.newest.ac is not None and each.newest.ac > (before[-1] if before else 0)
    return (each.on.today - hold).days > 30 and rose


def unscored(each: Project) -> bool:
    """A16: in delivery without a score, where G3 was in the time of the framework."""
    gate = [row for row in of("gate_review", project_id=each.project_id, gate_code="G3")
            if on_or_before(row["decision_date"], each.on.today)]  # fmt: skip
    scored = {row["proposal_id"] for row in rows("proposal_score")}
    has_score = any(row["proposal_id"] in scored for row in of("proposal", converted_project_id=each.project_id))
    grandfathered = bool(gate) and day(gate[-1]["decision_date"]) < SCORED_SINCE
    return each.reached("DELIVER") and not has_score and not grandfathered


def claimed_twice(projects: tuple[Project, ...]) -> set[str]:
    """A11: the same measure, unit and unit of the organisation in two projects without a shared group."""
    ids = {each.project_id for each in projects}
    held = [row for row in rows("benefit") if row["project_id"] in ids]
    return {
        one["project_id"] for one, other in combinations(held, 2)
        if one["project_id"] != other["project_id"] and not (one["shared_group"] == other["shared_group"] != "")
        and all(one[name] == other[name] for name in ("measure", "unit", "org_unit"))
    }  # fmt: skip


def tracking_stopped() -> set[str]:
    """A12: closed within 24 months, and the last two quarters were not reported."""
    return {each.project_id for each in closed() if NOW.today < two_years_after(each)
            and untold(each)[-2:] == [end for end in quarters_after(each) if end <= NOW.today][-2:]}  # fmt: skip


def two_years_after(each: Project) -> date:
    left = day(each.state["valid_from"])
    return left.replace(year=left.year + 2)


def quarters_after(each: Project) -> list[date]:
    """The ends of the eight quarters that begin within two years of the close."""
    left = day(each.state["valid_from"])
    first = left.year * 4 + (left.month - 1) // 3 + 1
    begins = [date(index // 4, index % 4 * 3 + 1, 1) for index in range(first, first + 9)]
    return [begin - timedelta(days=1) for begin in begins[1:]]


def untold(each: Project) -> list[date]:
    """The quarters that are over and have no actual for one of the benefits."""
    held = [value for _, value in benefits.quarters(each.project_id)]
    told = {(value["benefit_id"], value["quarter_end"]) for value in held if value["actual"]}
    ids = [row["benefit_id"] for row in of("benefit", project_id=each.project_id)]
    return [end for end in quarters_after(each) if end <= NOW.today
            and any((benefit_id, end.isoformat()) not in told for benefit_id in ids)]  # fmt: skip


def orphaned(projects: tuple[Project, ...]) -> set[str]:
    """A5: an active objective of weight .10 or more with under 2 % of spend, or with no project ending in time."""
    shares, found = objectives.spend_shares(projects), set()
    for name, weight in objectives.weights().items():
        (objective,) = of("strategic_objective", objective_id=name)
        target = max(day(row["target_date"]) for row in of("objective_kpi", objective_id=name))
        ends = [each.finish for each in projects if name in {row["objective_id"] for row in objectives.links(each)}]
        late = not any(end and end <= target for end in ends)
        if weight >= Fraction(1, 10) and objective["delivered_by_bau"] == "no":
            found |= {name} if shares[name] < Fraction(2, 100) or late else set()
    return found


def concentrated(projects: tuple[Project, ...]) -> set[str]:
    """A6: an objective more than 20 points above its weight, or more than 10 % of spend unlinked."""
    weights = objectives.weights()
    limit = {name: weights[name] + Fraction(20, 100) for name in weights} | {objectives.UNLINKED: Fraction(10, 100)}
    return {name for name, share in objectives.spend_shares(projects).items() if share > limit[name]}
