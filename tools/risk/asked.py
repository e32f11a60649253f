"""What can be asked of risks and contingency, and the words by which people say it."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from tools.arguments import Arguments, OtherCurrency, ProjectId, Slot
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


def _value(*labels: str) -> Slot:
    return Slot("quantity", labels=labels, unit="money")


Score = Annotated[int, Field(ge=1, le=5)]
"""A step of the scale of probability or of impact."""


class EstimateNumbers(Arguments):
    """Numbers of an estimate as the asker gave them: three points, chances with their cost, or a risk's scores."""

    points: Annotated[
        list[Decimal] | None,
        Slot("series"),
        Field(description="Lowest, likely and highest value, in this order", min_length=3, max_length=3),
    ] = None
    low: Annotated[
        Decimal | None,
        _value("optimistic", "best case", "low", "lowest", "minimum", "min"),
        Field(description="Lowest value"),
    ] = None
    likely: Annotated[
        Decimal | None,
        _value("likely", "most likely", "mode", "probable", "most probable"),
        Field(description="Likely value"),
    ] = None
    high: Annotated[
        Decimal | None,
        _value("pessimistic", "worst case", "high", "highest", "maximum", "max"),
        Field(description="Highest value"),
    ] = None
    chances: Annotated[
        list[tuple[Decimal, Decimal]] | None,
        Slot("chances"),
        Field(description="Pairs of probability (a fraction) and cost of what may happen", max_length=60),
    ] = None
    scores: Annotated[
        tuple[Score, Score] | None, Slot("product"), Field(description="Scores of probability and impact, 1 to 5")
    ] = None
    probability: Annotated[
        Score | None,
        Slot("quantity", labels=("probability", "likelihood", "prob"), unit="number"),
        Field(description="Score of probability, 1 to 5"),
    ] = None
    impact: Annotated[
        Score | None,
        Slot("quantity", labels=("impact", "severity", "consequence"), unit="number"),
        Field(description="Score of impact, 1 to 5"),
    ] = None
    chance: Annotated[
        Decimal | None,
        Slot("quantity", labels=("probability", "likelihood", "chance", "prob"), unit="percent"),
        Field(description="Probability as a fraction, to be scored on the house scale", ge=0, le=1),
    ] = None
    unit: Annotated[
        Literal["days"] | None,
        Slot("word", words=(("days", "days"), ("day", "days"))),
        Field(description="days, where the three values are days"),
    ] = None
    currency: OtherCurrency = None
