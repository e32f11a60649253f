"""What can be asked about strategy, priorities and selection, and the words by which people say it."""

from __future__ import annotations

from typing import Annotated

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
