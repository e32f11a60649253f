"""Which projects the rules on delivery and truthful reports (B11, C1 to C16) speak of."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from itertools import pairwise

from tests.tools.demo_by_hand import earned_value, history, reports, risks, year
from tests.tools.demo_by_hand.colours import DIMENSIONS, WORSE, colours
from tests.tools.demo_by_hand.earned_schedule import earned_time
from tests.tools.demo_by_hand.milestones import milestones
from tests.tools.demo_by_hand.months import MonthEnd
from tests.tools.demo_by_hand.projects import Project, project
from tests.tools.demo_by_hand.reading import SEPTEMBER, Day, amount, day, of
from tests.tools.demo_by_hand.tolerance import Breach, breaches, live_exception
from tests.tools.demo_by_hand.working_days import working_days

UPLIFT_SINCE = "2025-10-01"
"""PMO-STD-004 v2.3, which asks for an uplift."""


def live_long_ago(each: Project) -> bool:
    """B11: went live more than 90 days ago and is not closed."""
    return any(held.kind == "GO_LIVE" and held.achieved and (each.on.today - held.achieved).days > 90
               for held in milestones(each))  # fmt: skip


def stale(each: Project) -> bool:
    """C1: the newest approved report is too old."""
    return each.reached("PLAN") and not each.on_hold and reports.is_stale(each)


def watermelon(each: Project) -> bool:
    """C2: reported Green, calculated Red on the data of the same period."""
    report = reports.newest(each)
    if report is None or report.overall != "G":
        return False
    found = colours(each.project_id, Day(each.on.today, report.period_end))
    return "R" in (found["OVERALL"], found["COST"], found["SCHEDULE"])


def optimistic(each: Project) -> list[str]:
    """C3: what was reported one step better than calculated for the last three periods, without an override."""
    newest = reports.approved(each.project_id, each.on.today)[-3:]
    return [name for name in (*DIMENSIONS, "OVERALL")
            if len(newest) == 3 and all(one_step_better(each, report, name) for report in newest)]  # fmt: skip


def one_step_better(each: Project, report: reports.Report, name: str) -> bool:
    then = Day(day(report.version["submitted_on"]), report.period_end)
    calculated, row = colours(each.project_id, then)[name], report.colours.get(name)
    if row is None or calculated not in WORSE or row["reported"] not in WORSE or row["override_reason"]:
        return False
    return WORSE.index(calculated) - WORSE.index(row["reported"]) == 1


def aged_breaches(each: Project) -> list[Breach]:
    """Over tolerance, and more than five working days have passed since that was detected."""
    if each.on_hold:
        return []
    return [held for held in breaches(each) if working_days(held.detected, each.on.today) > 5]


def over_tolerance(each: Project) -> bool:
    """C4: without an exception that allows it."""
    return any(live_exception(each, held) is None for held in aged_breaches(each))


def within_exception(each: Project) -> bool:
    """C4 suppressed: an exception allows it."""
    return any(live_exception(each, held) is not None for held in aged_breaches(each))


def exception_lapsed(each: Project) -> bool:
    """C5: an exception has run out, and the project is still over."""
    over = {held.dimension for held in breaches(each) if live_exception(each, held) is None}
    return any(row["dimension"] in over and row["approved_until"] and day(row["approved_until"]) < each.on.today
               for row in of("exception_report", project_id=each.project_id))  # fmt: skip


def growth_on_original(each: Project) -> Fraction:
    """By the manager's forecast."""
    if not each.baselines or each.newest.pm_eac is None:
        return Fraction(0)
    return each.newest.pm_eac / each.baselines[0].bac - 1


def often_rebaselined(each: Project) -> bool:
    """C6: more than two re-baselines, or more than 25 % over the original budget."""
    return len(each.baselines) > 3 or growth_on_original(each) > Fraction(25, 100)


def baseline_unapproved(each: Project) -> bool:
    """C7: a later baseline without an approved change of type BASELINE."""
    made = {row["change_request_id"]: row["decided_on"] for row in of("change_request", project_id=each.project_id)
            if row["type"] == "BASELINE" and row["status"] == "APPROVED"}  # fmt: skip
    return any(b.version > 0 and (b.change not in made or day(made[b.change]) > b.approved_on) for b in each.baselines)


def optimistic_estimate(each: Project) -> set[str]:
    """C8, by limb."""
    found = set()
    if low_uplift(each):
        found.add("c")
    baseline = each.baseline
    if baseline is None or not earned_value.counts(each.newest, baseline):
        return found
    held = earned_value.current(each)
    assert held is not None
    m, own = earned_value.measures(held), each.newest.pm_eac
    needed = earned_value.needed(held, own)
    assert m["cpi"] and m["eac_1"] and m["complete"]  # noqa: PT018
    if own is not None and own < Fraction(9, 10) * m["eac_1"] and Fraction(2, 10) <= m["complete"] <= Fraction(8, 10):
        found.add("a")
    if needed is not None and needed - m["cpi"] > Fraction(10, 100):
        found.add("b")
    if stands_still(each):
        found.add("d")
    return found


def low_uplift(each: Project) -> bool:
    """Before G3, an uplift under what closed projects needed: P50, and P80 for class A."""
    share = Fraction(8, 10) if each.fixed["delivery_class"] == "A" else Fraction(1, 2)
    given = each.fixed["estimate_uplift"]
    return not each.reached("DELIVER") and (not given or amount(given) < history.quantile(history.overruns(), share))


def stands_still(each: Project) -> bool:
    """The forecast finish did not move for three periods while SPI(t) is under .90."""
    last = [month.finish for month in each.months[-4:]]
    time = earned_time(each)
    return not each.on_hold and len(last) == 4 and len(set(last)) == 1 and time is not None and (
        time.index < Fraction(9, 10))  # fmt: skip


def nearly_done(each: Project) -> bool:
    """C9: 85 % complete or more for three periods, hardly moving, with critical milestones open."""
    if each.baseline is None or len(each.months) < 3:
        return False
    done = [(month.ev or 0) / each.baseline.bac for month in each.months[-3:]]
    slow = all(later - earlier < Fraction(3, 100) for earlier, later in pairwise(done))
    return min(done) >= Fraction(85, 100) and slow and any(m.critical and m.is_open for m in milestones(each))


def unexplained(each: Project) -> bool:
    """C10: the forecast moved between the two newest reports and nobody said why."""
    newest = reports.approved(each.project_id, each.on.today)[-2:]
    if len(newest) < 2 or newest[-1].version["variance"]:
        return False
    before, after = (at_period(each, report) for report in newest)
    if before is None or after is None:
        return False
    told = any(newest[0].period_end < day(row["as_of"]) <= newest[1].period_end
               for row in of("forecast_history", project_id=each.project_id) if row["reason"])  # fmt: skip
    return moved(before, after) and not told


def at_period(each: Project, report: reports.Report) -> MonthEnd | None:
    return next((month for month in reversed(each.months) if month.end <= report.period_end), None)


def moved(before: MonthEnd, after: MonthEnd) -> bool:
    """More than 2 % of cost or five working days of the finish."""
    cost = before.pm_eac and after.pm_eac and abs(after.pm_eac / before.pm_eac - 1) > Fraction(2, 100)
    days = sorted(day for day in (before.finish, after.finish) if day)
    return bool(cost) or (len(days) == 2 and working_days(*days) > 5)


def milestone_in_the_past(each: Project) -> list[str]:
    """C11: open, and its forecast has passed."""
    return [held.name for held in milestones(each)
            if not each.on_hold and held.is_open and held.expected and held.expected < each.on.today]  # fmt: skip


def re_dated(each: Project) -> bool:
    """C12: the baseline date of a milestone changed, or it was removed, within 30 days of being due."""
    for held in of("milestone", project_id=each.project_id):
        dates = of("milestone_baseline", milestone_id=held["milestone_id"])
        removed = [row for row in of("milestone_progress", milestone_id=held["milestone_id"])
                   if row["status"] == "REMOVED"]  # fmt: skip
        ends = [row["set_on"] for row in dates[1:]] + [row["as_of"] for row in removed]
        for planned, ended in zip(dates, ends, strict=False):
            if not each.on_hold and day(planned["baseline_date"]) - day(ended) <= timedelta(days=30):
                return True
    return False


def red_without_path(each: Project) -> bool:
    """C13: Red without a path to green, or for more than three periods without escalation."""
    held = reports.approved(each.project_id, each.on.today)
    if not held or held[-1].overall != "R":
        return False
    red = [row for row in held[-1].colours.values() if row["reported"] == "R"]
    long = len(held) > 3 and all(report.overall == "R" for report in held[-4:])
    escalated = held[-1].colours["OVERALL"]["escalated_on"]
    return any(not row["path_to_green"] or not row["path_to_green_date"] for row in red) or (long and not escalated)


def hockey_stick(each: Project) -> bool:
    """C14: two months ahead over twice the best run rate, or a forecast that stays while spend leaves the budget."""
    rates = [(year.spent_by(each, later.end) - year.spent_by(each, earlier.end)) / 3
             for earlier, later in zip(each.months, each.months[3:], strict=False)]  # fmt: skip
    steep = bool(rates) and sum(year.ahead(each)[:2]) > 2 * max(rates)
    before = year.forecast(project(each.project_id, SEPTEMBER))
    unmoved = abs(year.forecast(each) - before) <= before / 100
    to_date = year.budget(each) - sum(year.ahead(each), Fraction(0))
    return steep or (unmoved and abs(year.spent(each) - to_date) > to_date / 10)


def contingency_burns(each: Project) -> bool:
    """C15: the part of contingency used is more than 20 points ahead of progress."""
    if each.baseline is None or not risks.contingency(each):
        return False
    used = 1 - risks.contingency_left(each) / risks.contingency(each)
    return used - (each.newest.ev or 0) / each.baseline.bac > Fraction(20, 100)


def spend_stalled(each: Project) -> bool:
    """C16: nothing was spent in the last two months of a project in delivery."""
    costs = [month.ac for month in each.months[-3:]]
    return each.stage == "DELIVER" and not each.on_hold and len(costs) == 3 and costs[0] == costs[-1]


def not_snapped(each: Project) -> bool:
    """D16: in delivery without baseline or newest month end, or with a plan that does not sum to its budget."""
    baseline = each.baseline
    if not each.reached("DELIVER"):
        return False
    return baseline is None or each.newest.end != each.on.data or baseline.plan[-1][1] != baseline.bac


def finish_in_the_past(each: Project) -> bool:
    """V-07: running, and its forecast finish has passed."""
    return each.finish is not None and each.finish < each.on.today


def reported_late(each: Project, since: str) -> list[str]:
    """Periods whose report came late or never."""
    return [str(period) for period in reports.owed(each, day(since)) if reports.late_by(each, period) != 0]
