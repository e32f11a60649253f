"""What can be asked of investments, and the words by which people say it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tools.arguments import Slot, WorkId
from tools.signatures import AsOf


class CaseOf(AsOf):
    """One project or proposal, and what of its case comes first."""

    project: WorkId
    focus: Annotated[
        Literal["sensitivity", "to_go"] | None,
        Slot(
            "word",
            words=(
                ("sensitivity", "sensitivity"), ("sensitivities", "sensitivity"), ("sensitive", "sensitivity"),
                ("break-even", "sensitivity"), ("break even", "sensitivity"), ("switching value", "sensitivity"),
                ("switching values", "sensitivity"), ("robust", "sensitivity"), ("cost more", "sensitivity"),
                ("cost-to-go", "to_go"), ("cost to go", "to_go"), ("remaining benefits", "to_go"),
                ("worth finishing", "to_go"), ("finish it", "to_go"), ("carry on", "to_go"),
            ),
        ),
        Field(description="What comes first: the sensitivity tests, or the cost to go against remaining benefits"),
    ] = None  # fmt: skip
