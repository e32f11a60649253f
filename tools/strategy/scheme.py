"""How proposals are scored here: the criteria with their weights, the pass mark and what must be met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.enquiry import Enquiry
from tools.judgement.forecast import number

if TYPE_CHECKING:
    from knowledge.library import Rule

RECORDED = {"STRATEGIC_FIT": "STRATEGIC"}
"""Criteria that the records call otherwise than the rulebook."""
WORDS = {"STRATEGIC": "strategic fit"}
"""What a criterion is called where its code does not say it."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """The rules of scoring in force on a day."""

    criteria: Rule
    weights: Mapping[str, Decimal]
    """Fractions by criterion, in the order of judging."""
    passing: Rule | None

    @classmethod
    def of(cls, enquiry: Enquiry) -> Scheme | None:
        """The scheme; None where no rule on criteria is held for the day."""
        rule = enquiry.library.rule("proposal.criteria", enquiry.today)
        if rule is None:
            return None
        named = ((str(each["criterion"]), Decimal(str(each["weight"]))) for each in rule.table("weights"))
        weights = {RECORDED.get(criterion, criterion): weight for criterion, weight in named}
        return cls(rule, weights, enquiry.library.rule("proposal.pass", enquiry.today))

    @property
    def first(self) -> str:
        """The criterion that breaks a tie: the first of the order."""
        return next(iter(self.weights), "")

    @property
    def pass_mark(self) -> Decimal | None:
        """Points out of a hundred; None where no rule sets a mark."""
        return number(self.passing, "points_from")

    @property
    def least_fit(self) -> Decimal | None:
        """The least score for the first criterion."""
        return number(self.passing, "strategic_fit_from")


def criterion_words(criterion: str) -> str:
    """A criterion in words: ``benefit confidence``."""
    return WORDS.get(criterion, criterion.replace("_", " ").lower())
