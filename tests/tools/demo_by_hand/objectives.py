"""Objectives and the links to them: alignment, strategic value, and where the money goes (F-ALN)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from tests.tools.demo_by_hand.projects import Project
from tests.tools.demo_by_hand.reading import NOW, Row, amount, day, holds, of, rows
from tests.tools.demo_by_hand.year import forecast

UNLINKED = "unlinked"


def state(objective_id: str, today: date) -> Row | None:
    return next((row for row in of("objective_state", objective_id=objective_id) if holds(row, today)), None)


def is_active(objective_id: str, today: date) -> bool:
    (objective,) = of("strategic_objective", objective_id=objective_id)
    now = state(objective_id, today)
    return now is not None and now["status"] == "ACTIVE" and holds(objective, today)


def weights(today: date = NOW.today) -> dict[str, Fraction]:
    """The weights of the active objectives."""
    every = [row["objective_id"] for row in rows("strategic_objective")]
    return {each: amount((state(each, today) or {})["weight"]) for each in every if is_active(each, today)}


def links(each: Project) -> list[Row]:
    return [row for row in of("objective_link", project_id=each.project_id) if holds(row, each.on.today)]


def alignment(held: Iterable[Row], today: date = NOW.today) -> Fraction:
    """How much of the reasons of a project serves what the organisation wants today, 0 to 100."""
    return 100 * sum((amount(row["share"]) * Fraction(row["contribution"]) / 3 for row in held
                      if is_active(row["objective_id"], today)), Fraction(0))  # fmt: skip


def strategic_value(held: Iterable[Row], today: date = NOW.today) -> Fraction:
    """The same, each objective by its weight against that of the heaviest."""
    weight = weights(today)
    return 100 * sum(
        (amount(row["share"]) * Fraction(row["contribution"]) / 3 * weight[row["objective_id"]] / max(weight.values())
         for row in held if row["objective_id"] in weight), Fraction(0))  # fmt: skip


def retired_share(each: Project) -> Fraction:
    """The share of links to objectives that are no longer there."""
    found = Fraction(0)
    for row in links(each):
        now = state(row["objective_id"], each.on.today)
        if now and now["status"] in ("RETIRED", "SUPERSEDED"):
            found += amount(row["share"])
    return found


def retired_on(objective_id: str) -> date:
    return next(day(row["valid_from"]) for row in of("objective_state", objective_id=objective_id)
                if row["status"] == "RETIRED")  # fmt: skip


def spend_shares(projects: Iterable[Project]) -> dict[str, Fraction]:
    """Shares of the year's forecast by active objective and unlinked, without mandated work."""
    free = [each for each in projects if not each.mandated]
    money = dict.fromkeys([*weights(), UNLINKED], Fraction(0))
    for each in free:
        linked = Fraction(0)
        for row in links(each):
            if row["objective_id"] in money:
                linked += amount(row["share"])
                money[row["objective_id"]] += forecast(each) * amount(row["share"])
        money[UNLINKED] += forecast(each) * (1 - linked)
    return {name: part / sum(money.values()) for name, part in money.items()}


def misalignment(shares: dict[str, Fraction]) -> Fraction:
    """Half the sum of how far each share is from its weight: 0 is perfect, 1 total."""
    weight = weights()
    return sum((abs(share - weight.get(name, 0)) for name, share in shares.items()), Fraction(0)) / 2
