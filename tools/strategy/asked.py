"""What can be asked about strategy, priorities and selection, and the words by which people say it."""

from __future__ import annotations

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
