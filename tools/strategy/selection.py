"""What to start with a budget: the combination of proposals with the greatest value that fits (F-OPT)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.calculations.selection import Selection, select
from tools.enquiry import Enquiry
from tools.records.find import absent, find_proposal
from tools.result import ToolResult
from tools.strategy.choosing import Field, Measure, Wish, field_of
from tools.strategy.lifting import Lifts
from tools.strategy.scored import open_proposals
from tools.strategy.selection_words import TOOL, Recommended, empty
from tools.wording.evidence import Evidence

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

CHOICE = "proposal.choice"
MEASURES: tuple[Measure, ...] = ("STRATEGIC_VALUE", "SCORE", "NPV")
SECONDS = 2.0
"""Time for the choice itself; what it does not prove by then is told with its gap."""
NEXT_BEST = 3
FEW = 30
"""Up to how many candidates the next best combinations are looked for."""


def select_proposals(
    enquiry: Enquiry,
    *,
    budget: Decimal | None = None,
    more: Decimal | None = None,
    must: Sequence[str] = (),
    leave_out: Sequence[str] = (),
    by: Measure | None = None,
) -> ToolResult:
    """The recommended choice among the open proposals, what is left out and why, and which limit binds.

    ``budget`` is money over all years (without it the recorded budgets count), ``more`` is added to it or taken away.
    """
    asked = {"budget": budget, "more": more, "must": list(must), "leave_out": list(leave_out), "by": by}
    arguments: dict[str, object] = {k: str(v) if isinstance(v, Decimal) else v for k, v in asked.items() if v}
    with enquiry.portfolio.session() as session:
        found: dict[str, str] = {}
        for text in (*must, *leave_out):
            proposal = find_proposal(enquiry, session, text)
            if proposal is None:
                return absent(enquiry, session, TOOL, text, arguments)
            found[text] = proposal.proposal_id
        every = open_proposals(enquiry, session)
        if not every:
            return empty(enquiry, arguments)
        wish = Wish(
            budget, more, tuple(found[each] for each in must), tuple(found[each] for each in leave_out),
            by or _measure(enquiry),
        )  # fmt: skip
        field = field_of(enquiry, session, every, wish)
        free = _unforced(enquiry, session, field, wish)
    best = chosen(field)
    evidence = Evidence("portfolio", enquiry.as_of)
    return Recommended(enquiry, field, wish, best, free, Lifts.of(field, best), evidence).result(arguments)


def chosen(field: Field) -> Selection:
    """The best choice of a field, with the next best where there are few candidates."""
    few = len(field.candidates) <= FEW
    return select(field.candidates, field.limits, runners_up=NEXT_BEST if few else 0, most_equals=5, seconds=SECONDS)


def _unforced(enquiry: Enquiry, session: Session, field: Field, wish: Wish) -> Selection | None:
    """The choice without what was forced in or left out, to compare with; None where nothing was."""
    if not wish.must and not wish.leave_out:
        return None
    plain = Wish(wish.budget, wish.more, by=wish.by)
    every = list(field.every.values())
    return chosen(field_of(enquiry, session, every, plain))


def _measure(enquiry: Enquiry) -> Measure:
    """What the standard makes as large as it can; strategic value where no rule says."""
    rule = enquiry.library.rule(CHOICE, enquiry.today)
    said = rule.values.get("measure") if rule else None
    return next((each for each in MEASURES if each == said), "STRATEGIC_VALUE")
