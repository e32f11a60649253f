"""What can be asked of data quality, of the PMO's own standing, and of the history of a record."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from tools.arguments import PortfolioId, Slot
from tools.signatures import AsOf


class QualityOf(AsOf):
    """The data quality of one project, and the score that the asker believes it has."""

    project: Annotated[
        str, Slot("project", every_own=True), Field(description="Project id, such as P-101", max_length=80)
    ]
    claimed: Annotated[
        Decimal | None,
        Slot(
            "quantity",
            labels=(
                "score of",
                "score is",
                "score",
                "quality of",
                "quality is",
                "scores",
                "scored",
                "at",
                "only",
                "got",
            ),
        ),
        Field(description="Score from 0 to 100 that the question takes for granted", ge=0, le=100),
    ] = None


HistoryField = Literal["finish", "budget", "sponsor", "manager", "owner", "stage"]


class HistoryOf(AsOf):
    """A record, since when, and the field that is asked about."""

    record: Annotated[
        str,
        Slot("record", rows=True),
        Field(description="Id or name of a project, proposal, risk or any other record, such as P-101", max_length=120),
    ]
    since: Annotated[date | None, Slot("since"), Field(description="Since which day, as YYYY-MM-DD")] = None
    about: Annotated[
        HistoryField | None,
        Slot(
            "word",
            words=(
                ("finish", "finish"), ("end date", "finish"), ("completion date", "finish"), ("budget", "budget"),
                ("bac", "budget"), ("sponsor", "sponsor"), ("project manager", "manager"), ("owner", "owner"),
                ("stage", "stage"),
            ),
        ),
        Field(description="Only changes of the finish, budget, sponsor, manager, owner or stage"),
    ] = None  # fmt: skip


class WorstQuality(AsOf):
    """The projects whose records are worst."""

    portfolio: PortfolioId | None = None
    number: Annotated[
        int | None,
        Slot("quantity", labels=("worst", "top", "lowest", "poorest", "bottom", "projects", "records", "first")),
        Field(description="How many to show", ge=1, le=200),
    ] = None


class Standing(AsOf):
    """Where the PMO stands, and the tier whose gaps are asked for."""

    tier: Annotated[
        int | None,
        Slot("quantity", labels=("tier", "level")),
        Field(description="Tier whose missing criteria are listed; the next one where none is named", ge=1, le=5),
    ] = None
