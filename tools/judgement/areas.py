"""Local rules: which projects they are about, and whether one binds in place of the general rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from knowledge.precedence import Delegation, Order, Waiver, settle
from knowledge.rule_kinds import LOCAL
from tools.facts.permissions import WaiverFacts
from tools.facts.project import ProjectFacts

if TYPE_CHECKING:
    from knowledge.library import Library, Rule


@dataclass(frozen=True, slots=True)
class Bound:
    """The rule that binds a project in a point, and what it prevails over."""

    rule: Rule | None = None
    over: Rule | None = None
    """The rule without effect, where a general and a local one ask for different things."""
    waiver: WaiverFacts | None = None
    """The live waiver under which the looser local rule binds."""
    order: Rule | None = None
    """What ranks the two (``precedence``)."""

    @property
    def is_local(self) -> bool:
        """Whether it is a local rule."""
        return self.rule is not None and self.rule.rule_id.endswith(LOCAL)


def is_about(facts: ProjectFacts, rule: Rule) -> bool:
    """Whether a local rule is about the project: everything that it names of portfolio and kind must be so."""
    place = {"portfolio": facts.portfolio_id, "portfolio_type": facts.portfolio_type, "type": facts.type}
    named = {key: value for key, value in place.items() if key in rule.values}
    return bool(named) and all(rule.values[key] == value for key, value in named.items())


def binding(facts: ProjectFacts, library: Library, today: date, point: str, key: str, on: date | None = None) -> Bound:
    """Which rule of a point binds the project in a value on a day, by the precedence of today.

    The general one, unless the local one is about the project and states the value; then as PMO-POL-001 §2.3 says:
    the stricter, the one to which the point is delegated, or the looser one under a live waiver of the project.
    """
    day = on or today
    general, local = both(facts, library, point, day)
    if local is None or key not in local.values:
        return Bound(general)
    if general is None or key not in general.values:
        return Bound(local)
    return settled(facts, library, today, general, local, key, day)


def both(facts: ProjectFacts, library: Library, point: str, on: date) -> tuple[Rule | None, Rule | None]:
    """The general rule of a point, and the local one where it is about the project."""
    local = library.rule(f"{point}{LOCAL}", on)
    return library.rule(point, on), local if local is not None and is_about(facts, local) else None


def settled(
    facts: ProjectFacts, library: Library, today: date, general: Rule, local: Rule, key: str, on: date
) -> Bound:
    """Which of two rules about the project binds it in a value that both state."""
    order = library.rule("precedence", today)
    stated = (each for each in library.relations(local.clause) if each.kind == "delegates")
    delegations = [Delegation(each.stronger, each.weaker, each.only_stricter) for each in stated]
    waivers = waivers_of(facts.waivers, general, on)
    rulings = settle(general, local, on, Order.of(order), delegations, waivers.values())
    ruling = next((each for each in rulings if key in each.keys), None)
    if ruling is None or ruling.why == "same":
        return Bound(general)
    under = next((held for held, each in waivers.items() if each == ruling.waiver), None)
    if ruling.binds == local.clause:
        return Bound(local, general, under, order)
    return Bound(general, local, None, order)


def waivers_of(held: Iterable[WaiverFacts], rule: Rule, on: date) -> dict[WaiverFacts, Waiver]:
    """The live waivers that name the clause of a rule, as precedence weighs them."""
    found = (each for each in held if each.clause_ref == rule.clause.unversioned and each.live(on))
    return {
        each: Waiver(rule.clause.ref, each.approved_on, each.expires_on, each.waiver_id)
        for each in found
        if each.approved_on is not None and each.expires_on is not None
    }
