"""The marks that a run must reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from evals.rates import Rate

FILE = Path(__file__).parent / "thresholds.yaml"
Share = Annotated[float, Field(ge=0, le=1)]


class Thresholds(BaseModel):
    """Least rates, as fractions."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    default: Share
    overall: Share
    grounded: Share
    suites: dict[str, Share] = {}
    tags: dict[str, Share] = {}


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A rate under its mark."""

    what: str
    rate: Rate
    mark: float

    def __str__(self) -> str:
        """The shortfall as it is printed."""
        return f"{self.what}: {self.rate} is under {100 * self.mark:.1f} %"


def shortfalls(
    marks: Thresholds,
    suites: Mapping[str, Rate],
    tags: Mapping[str, Rate],
    grounded: Rate,
    overall: Rate | None,
) -> tuple[Shortfall, ...]:
    """Everything under its mark; ``overall`` is None where only some suites were run. No rate at all is under it."""
    judged = [(f"suite {name}", rate, marks.suites.get(name, marks.default)) for name, rate in suites.items()]
    judged += [(f"tag {name}", tags[name], mark) for name, mark in marks.tags.items() if name in tags]
    judged.append(("grounded", grounded, marks.grounded))
    if overall is not None:
        judged.append(("overall", overall, marks.overall))
    return tuple(Shortfall(what, rate, mark) for what, rate, mark in judged if (rate.value or 0.0) < mark)
