"""What can be asked of risks and contingency, and the words by which people say it."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from tools.arguments import ProjectId, Slot
from tools.signatures import AsOf


class ContingencyOf(AsOf):
    """One project, and the level of confidence where the asker chooses it."""

    project: ProjectId
    percentile: Annotated[
        Decimal | None,
        Slot("percentile"),
        Field(description="Level of confidence as a fraction: 0.8 for P80; the standard's where absent", gt=0, lt=1),
    ] = None


class RisksOf(AsOf):
    """One project, and which of its open risks are asked about."""

    project: ProjectId
    only: Annotated[
        Literal["overdue", "unowned", "lacking"] | None,
        Slot(
            "word",
            words=(
                ("overdue", "overdue"), ("not been reviewed", "overdue"), ("review is late", "overdue"),
                ("reviewed late", "overdue"), ("unreviewed", "overdue"), ("missed their review", "overdue"),
                ("no owner", "unowned"), ("without an owner", "unowned"), ("without owner", "unowned"),
                ("unowned", "unowned"), ("nobody owns", "unowned"), ("ownerless", "unowned"),
                ("break the rules", "lacking"), ("breaks the rules", "lacking"), ("lacks", "lacking"),
                ("lacking", "lacking"), ("incomplete", "lacking"), ("not in order", "lacking"),
            ),
        ),
        Field(description="overdue for review, without an owner, or lacking anything that the standard asks"),
    ] = None  # fmt: skip
