"""What can be asked about strategy, priorities and selection, and the words by which people say it."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from tools.arguments import ObjectiveId, PortfolioId, ProgrammeId, Slot
from tools.signatures import AsOf


class AlignmentOf(AsOf):
    """One project or proposal; or the visible portfolio, or a part of it."""

    project: Annotated[
        str | None,
        Slot("project", kinds=("proposal",)),
        Field(description="Id of one project or proposal; leave out for the portfolio", max_length=80),
    ] = None
    portfolio: PortfolioId | None = None
    programme: ProgrammeId | None = None
    objective: ObjectiveId | None = None


class PrioritiesOf(AsOf):
    """All open proposals, one of them, or two to be compared."""

    proposals: Annotated[
        tuple[str, ...],
        Slot("proposals"),
        Field(description="Ids of proposals: one to be told in detail, two to be compared", max_length=12),
    ] = ()
    claimed: Annotated[
        Literal["below", "ahead"] | None,
        Slot(
            "word",
            words=(
                ("below", "below"), ("behind", "below"), ("lower", "below"), ("worse", "below"), ("after", "below"),
                ("lose to", "below"), ("loses to", "below"), ("lost to", "below"), ("less than", "below"),
                ("above", "ahead"), ("ahead", "ahead"), ("higher", "ahead"), ("better", "ahead"), ("before", "ahead"),
                ("beat", "ahead"), ("beats", "ahead"), ("over", "ahead"), ("more than", "ahead"),
            ),
        ),
        Field(description="What the asker takes for granted of the first of two: that it ranks below or ahead"),
    ] = None  # fmt: skip


class BacklogOf(AsOf):
    """The backlog of a portfolio."""

    portfolio: PortfolioId | None = None


FORCED = (
    "force", "forced", "forcing", "include", "including", "must have", "must do", "has to be", "have to do", "must be",
    "insist on", "keep", "definitely", "add", "with",
)  # fmt: skip
LEFT_OUT = (
    "without", "leave out", "leaving out", "drop", "dropped", "exclude", "excluding", "except", "skip", "remove",
    "is out", "instead of", "left out",
)  # fmt: skip
MORE = ("another", "extra", "additional", "more", "further", "on top", "added", "top up", "increase")
LESS = ("less", "fewer", "lower", "cut", "lose", "lost", "minus", "reduced by", "smaller", "take away")


class ChoiceOf(AsOf):
    """Money, and what must or must not be in the choice."""

    budget: Annotated[
        Decimal | None, Slot("quantity", unit="money"), Field(description="Money to spend over all years", ge=0)
    ] = None
    more: Annotated[
        Decimal | None,
        Slot("quantity", labels=MORE + LESS, unit="money", negative=LESS, adds_to="budget"),
        Field(description="Money added to the budget; below zero where it is taken away"),
    ] = None
    must: Annotated[
        tuple[str, ...],
        Slot("proposals", labels=FORCED, unless=LEFT_OUT),
        Field(description="Ids of proposals that must be in", max_length=40),
    ] = ()
    leave_out: Annotated[
        tuple[str, ...],
        Slot("proposals", labels=LEFT_OUT, unless=FORCED),
        Field(description="Ids of proposals that must not be in", max_length=40),
    ] = ()
    by: Annotated[
        Literal["STRATEGIC_VALUE", "SCORE", "NPV"] | None,
        Slot(
            "word",
            words=(
                ("by score", "SCORE"), ("by points", "SCORE"), ("highest score", "SCORE"), ("npv", "NPV"),
                ("net present value", "NPV"), ("financial return", "NPV"), ("strategic value", "STRATEGIC_VALUE"),
            ),
        ),
        Field(description="What is made as large as it can: strategic value (unless the standard says otherwise)"),
    ] = None  # fmt: skip
