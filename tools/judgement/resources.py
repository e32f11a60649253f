"""The colour of resources: what is asked of the people and pools that a project has booked (F-CAP, F-RAG)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from tools.calculations.capacity import net_capacity, utilisation
from tools.calculations.rag import CeilingLimits, cost_colour
from tools.facts.pools import HARD, MonthFacts, PoolFacts
from tools.facts.resources import BookingFacts
from tools.judgement.forecast import number
from tools.judgement.grounds import Dimension, Ground, dimension, sentence
from tools.result import Colour

if TYPE_CHECKING:
    from knowledge.library import Rule
    from tools.judgement.dimensions import Case


@dataclass(frozen=True, slots=True)
class Load:
    """One month of a pool or a person that the project has booked hard."""

    pool: PoolFacts
    month: MonthFacts
    share: Decimal
    """Hard demand as a fraction of net capacity."""


def resources(case: Case, rule: Rule | None) -> Dimension:
    """The worst month of the pools and people it has booked, and the vacancies in its key roles."""
    if rule is None:
        return Dimension("RESOURCES", "NR", missing="no rule is held for this day")
    grounds = [*_demand(case, rule), *_vacancies(case, rule)]
    return dimension("RESOURCES", grounds, "no people are booked")


def loads(case: Case, months: int) -> Iterator[Load]:
    """The months ahead, this one included, in which the project has booked a pool or a person hard."""
    first = case.enquiry.today.replace(day=1)
    last = first + relativedelta(months=months)
    for pool in case.facts.pools:
        hard = [booking for booking in case.facts.bookings if _is_of(booking, pool)]
        booked = {month for booking in hard for month, days in booking.months if days}
        for month in pool.months:
            share = utilisation(
                month.hard_days, net_capacity(month.gross_days, month.leave_days, month.bau_share)
            ).value
            if first <= month.month < last and month.month in booked and share is not None:
                yield Load(pool, month, share)


def _is_of(booking: BookingFacts, pool: PoolFacts) -> bool:
    whose = booking.person_id == pool.person_id if pool.person_id else booking.role_id == pool.role_id
    return whose and booking.booking == HARD


def _demand(case: Case, rule: Rule) -> list[Ground]:
    amber, red, months = (number(rule, key) for key in ("amber_over", "red_over", "months"))
    if amber is None or red is None or months is None:
        return []
    worst = max(loads(case, int(months)), key=lambda load: load.share, default=None)
    if worst is None:
        return []
    colour = cost_colour(worst.share, CeilingLimits(amber, red))
    subject = worst.pool.person_id or worst.pool.role_id or ""
    label = case.evidence.label(subject, worst.pool.name, worst.month.row)
    share = case.evidence.say("utilisation", worst.share, worst.month.row, subject=subject)
    when = case.evidence.say("utilisation_month", worst.month.month, worst.month.row, subject=subject)
    key = "red_over" if colour == "R" else "amber_over"
    limit = case.evidence.limit(rule, key, "ratio")
    text = f"Demand up to {limit} keeps resources" if colour == "G" else f"Demand over {limit} makes resources"
    reason = f"{label} is booked at {share} of the capacity of the month that begins on {when}"
    return [Ground(colour, reason, sentence(case.evidence, text, "resources", rule))]


def _vacancies(case: Case, rule: Rule) -> list[Ground]:
    amber, red = (number(rule, key) for key in ("vacancy_amber_over_days", "vacancy_red_over_days"))
    if amber is None or red is None:
        return []
    found = []
    for vacancy in case.facts.vacancies:
        begun = max(vacancy.since, vacancy.needed_from or date.min)
        days = (case.enquiry.today - begun).days
        colour: Colour = "R" if days > red else "A" if days > amber else "G"
        if vacancy.key_role and colour != "G":
            age = case.evidence.say("vacancy_days", days, vacancy.row, subject=vacancy.row)
            key = "vacancy_red_over_days" if colour == "R" else "vacancy_amber_over_days"
            text = f"A key role vacant for more than {case.evidence.limit(rule, key, 'days')} makes resources"
            role = case.evidence.label(vacancy.role, vacancy.role, vacancy.row)
            reason = f"the key role of {role} has been vacant for {age}"
            found.append(Ground(colour, reason, sentence(case.evidence, text, "resources", rule)))
    return found
