"""Change requests as they stood on a day: how long they wait, and who has authority (PMO-STD-005)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.tools.demo_by_hand.projects import Baseline, Project
from tests.tools.demo_by_hand.reading import Row, amount, day, day_or_none, of, on_or_before
from tests.tools.demo_by_hand.working_days import working_days

LEVELS = ("PM", "SPONSOR", "PB", "IC")


def requests(each: Project) -> list[Row]:
    """Those raised by the day."""
    return [row for row in of("change_request", project_id=each.project_id)
            if on_or_before(row["raised_on"], each.on.today)]  # fmt: skip


def is_approved(row: Row, today: date) -> bool:
    return row["status"] in ("APPROVED", "IMPLEMENTED") and on_or_before(row["decided_on"], today)


def is_waiting(row: Row, today: date) -> bool:
    decided = bool(row["decided_on"]) and on_or_before(row["decided_on"], today)
    return on_or_before(row["submitted_on"], today) and not decided and row["status"] != "WITHDRAWN"


def waited(row: Row, today: date) -> int:
    """Working days since it was submitted, without the time for which it was given back."""
    whole = working_days(day(row["submitted_on"]), today)
    returned = day_or_none(row["returned_on"])
    if returned is None or returned > today:
        return whole
    return whole - working_days(returned, min(day_or_none(row["resumed_on"]) or today, today))


def stood(each: Project, row: Row) -> Baseline:
    """The baseline that stood when a change was asked for, and not the one that the change made."""
    until = day_or_none(row["decided_on"]) or each.on.today
    return [b for b in each.baselines if b.approved_on <= until and b.change != row["change_request_id"]][-1]


def running_total(each: Project, row: Row) -> Fraction:
    """What was approved since the baseline, and the change requested."""
    baseline = stood(each, row)
    until = day_or_none(row["decided_on"]) or each.on.today
    earlier = [
        amount(other["cost_impact"]) for other in requests(each)
        if other is not row and is_approved(other, until) and day(other["decided_on"]) >= baseline.approved_on
        and other["change_request_id"] != baseline.change
    ]  # fmt: skip
    return sum(earlier, Fraction(0)) + amount(row["cost_impact"])


def level(total: Fraction, bac: Fraction) -> str:
    """Who may decide on a total (PMO-STD-005 §2.2)."""
    share = total / bac
    if share <= Fraction(2, 100) and total <= 25_000:
        return "PM"
    if share <= Fraction(5, 100) and total <= 100_000:
        return "SPONSOR"
    return "PB" if share <= Fraction(10, 100) else "IC"


def level_taken(row: Row, sponsor: str, manager: str) -> str:
    by_person = {sponsor: "SPONSOR", manager: "PM"}
    return row["board_id"].removeprefix("BD-") if row["board_id"] else by_person.get(row["approver_id"], "NOBODY")
