"""What moved since the month end before: colours, forecast cost, forecast finish."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tools.calculations.rag import is_worse
from tools.judgement.forecast import number
from tools.portfolio.calendar import working_days_between
from tools.reports.material import Material
from tools.result import Figure, Unit, Value, Verdict

if TYPE_CHECKING:
    from knowledge.library import Rule

KNOWN = ("G", "A", "R")


def trend_word(material: Material, dimension: str) -> str:
    """Whether the calculated colour is worse, better or unchanged since the month end before."""
    if material.earlier is None:
        return "no earlier month"
    now, before = material.judgement.colour(dimension), material.earlier.colour(dimension)
    if now not in KNOWN or before not in KNOWN:
        return "not known"
    word = "unchanged" if now == before else "worse" if is_worse(now, before) else "better"
    material.evidence.judge(Verdict(material.facts.project_id, f"{dimension.lower()} colour", "trend", word))
    return word


def money_change(material: Material, key: str, name: str, before: Decimal | None, now: Decimal | None) -> str:
    """The change of an amount of money since the month end before, as a handle."""
    change = None if before is None or now is None else now - before
    return _change(material, key, f"change of {name}", change, "money")


def finish_change(material: Material) -> str:
    """The change of the manager's forecast finish since the month end before, in days, as a handle."""
    now = material.facts.forecast_finish
    before = material.previous.forecast_finish if material.previous else None
    days = None if before is None or now is None else (now - before).days
    return _change(material, "finish_pm", "change of the forecast finish", days, "days")


def must_be_explained(material: Material) -> Rule | None:
    """The rule by which the forecast has moved too far to stay unexplained (PMO-STD-003 §4.5); None if it has not."""
    newest, before = material.facts.snapshot, material.previous
    rule = material.enquiry.library.rule("reporting.explain", material.enquiry.today)
    share, days = number(rule, "eac_over"), number(rule, "finish_over_wd")
    if newest is None or before is None or share is None or days is None:
        return None
    moved = abs(_growth(before.pm_eac, newest.pm_eac)) > share
    if newest.forecast_finish and before.forecast_finish:
        calendar = material.enquiry.calendar
        moved |= abs(working_days_between(before.forecast_finish, newest.forecast_finish, calendar)) > days
    return rule if moved else None


def _growth(before: Decimal | None, now: Decimal | None) -> Decimal:
    return now / before - 1 if before and now else Decimal(0)


def _change(material: Material, key: str, name: str, value: Value, unit: Unit) -> str:
    rows = tuple(snapshot.row for snapshot in (material.previous, material.facts.snapshot) if snapshot)
    subject, as_of = material.facts.project_id, material.enquiry.as_of
    return material.evidence.add(Figure(subject, f"{key}_change", name, value, unit, as_of, None, rows, signed=True))
