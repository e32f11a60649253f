"""What can be asked of changes, and the words by which people say it."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from tools.arguments import GateCode, OtherCurrency, PortfolioId, ProgrammeId, ProjectId, Slot
from tools.signatures import AsStated

INVESTMENT_WORDS = (
    "whole-life", "whole life", "lifetime cost", "wlc", "investment", "new project", "business case", "gate approval",
    "the gate", "the gates", "its gates", "a project of", "project costing", "a project worth",
    "programme costing", "go-ahead", "start a project",
)  # fmt: skip
BASELINE_WORDS = ("re-baseline", "rebaseline", "re-baselining", "rebaselining", "new baseline")


class ChangesOf(AsStated):
    """One project, or those of a programme or portfolio; all that may be seen where none is named."""

    project: ProjectId | None = None
    programme: ProgrammeId | None = None
    portfolio: PortfolioId | None = None


class AuthorityOver(AsStated):
    """A change of some size, to a project or against typed numbers; or an investment by its whole-life cost."""

    project: ProjectId | None = None
    amount: Annotated[
        Decimal | None,
        Slot(
            "quantity",
            unit="money",
            spare=True,
            labels=("another", "extra", "additional", "more", "change of", "change", "request", "request for",
                    "increase", "increase of", "add", "costing", "worth", "cost of", "whole-life cost", "wlc"),
        ),
        Field(description="Size of the change, or the whole-life cost of an investment, in money"),
    ] = None  # fmt: skip
    percent: Annotated[
        Decimal | None,
        Slot("quantity", unit="percent", spare=True, labels=("change of", "increase of", "increase", "of budget")),
        Field(description="Size of the change as a fraction of the budget (0.05 is 5 %), where no amount is given"),
    ] = None
    budget: Annotated[
        Decimal | None,
        Slot("quantity", unit="money", labels=("budget", "bac", "budget of", "bac of", "project of")),
        Field(description="Budget at completion, where no project is named"),
    ] = None
    approved: Annotated[
        Decimal | None,
        Slot(
            "quantity", unit="money", labels=("approved", "already approved", "already", "so far", "previous changes")
        ),
        Field(description="Changes approved since the baseline, where no project is named"),
    ] = None
    gate: GateCode | None = None
    kind: Annotated[
        Literal["investment", "baseline"] | None,
        Slot(
            "word",
            words=(*((words, "investment") for words in INVESTMENT_WORDS), *((w, "baseline") for w in BASELINE_WORDS)),
        ),
        Field(description="investment for gates and whole-life cost, baseline for a re-baseline; else a change"),
    ] = None
    currency: OtherCurrency = None


class DependenciesOf(ChangesOf):
    """The same; with a number of days, what breaks where the project slips by them."""

    slip_days: Annotated[
        int | None,
        Slot(
            "quantity",
            unit="days",
            spare=True,
            labels=("slips", "slip", "slips by", "late", "delayed", "delay", "later", "behind", "moves", "goes"),
        ),
        Field(description="Days by which the project slips, to see who is then held up; nothing is changed", ge=1,
              le=3650),
    ] = None  # fmt: skip
