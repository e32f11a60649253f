"""What can be asked of benefits, and the words by which people say it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from tools.arguments import PortfolioId, ProgrammeId, ProjectId, Slot
from tools.signatures import AsStated


class BenefitsOf(AsStated):
    """One project, or those of a programme or portfolio; all that may be seen where none is named."""

    project: ProjectId | None = None
    programme: ProgrammeId | None = None
    portfolio: PortfolioId | None = None
    since: Annotated[
        date | None,
        Slot("from", financial=True),
        Field(description="First day of the period, where one is asked about, such as a financial year"),
    ] = None
    until: Annotated[
        date | None,
        Slot("until", financial=True),
        Field(description="Last day of the period, where one is asked about"),
    ] = None
    claimed: Annotated[
        Decimal | None,
        Slot("quantity", unit="money", spare=True, labels=("spent", "spend", "spending", "cost", "paid", "put")),
        Field(description="What the asker takes to have been spent in the period; the recorded spend corrects it"),
    ] = None
    focus: Annotated[
        Literal["owner"] | None,
        Slot(
            "word",
            words=(("owner", "owner"), ("owners", "owner"), ("owns", "owner"), ("owned", "owner"),
                   ("accountable", "owner"), ("unowned", "owner"), ("responsible", "owner")),
        ),
        Field(description="owner: say first who owns the benefits, and which have no owner"),
    ] = None  # fmt: skip
