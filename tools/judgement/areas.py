"""Local rules: which projects they are about, and whether one binds in place of the general rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.precedence import Delegation, Order, settle
from tools.enquiry import Enquiry
from tools.facts.project import ProjectFacts

if TYPE_CHECKING:
    from knowledge.library import Rule


def is_about(facts: ProjectFacts, rule: Rule) -> bool:
    """Whether a local rule is about the project: everything that it names of portfolio and kind must be so."""
    place = {"portfolio": facts.portfolio_id, "portfolio_type": facts.portfolio_type, "type": facts.type}
    named = {key: value for key, value in place.items() if key in rule.values}
    return bool(named) and all(rule.values[key] == value for key, value in named.items())


def binding(facts: ProjectFacts, enquiry: Enquiry, general: Rule | None, local: Rule | None, key: str) -> Rule | None:
    """Which of a general rule and a local one binds the project in a value, by the precedence of the day.

    The general one, unless the local one is about the project and states the value; then as PMO-POL-001 §2.3 says:
    the stricter, or the one to which the point is delegated.
    """
    if local is None or key not in local.values or not is_about(facts, local):
        return general
    if general is None or key not in general.values:
        return local
    library, today = enquiry.library, enquiry.today
    stated = (each for each in library.relations(local.clause) if each.kind == "delegates")
    delegations = [Delegation(each.stronger, each.weaker, each.only_stricter) for each in stated]
    rulings = settle(general, local, today, Order.of(library.rule("precedence", today)), delegations)
    bound = next((ruling.binds for ruling in rulings if key in ruling.keys), None)
    return local if bound == local.clause else general
