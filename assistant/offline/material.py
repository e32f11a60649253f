"""What was found in one question, and the arguments of a tool that it may fill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.offline.link import Link
from assistant.offline.values import Found
from tools.arguments import Slot, slots_of
from tools.currency import NO_CURRENCY, Currency, likeliest
from tools.tool import Tool


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that was found in one question."""

    text: str
    links: tuple[Link, ...]
    values: tuple[Found, ...]
    references: tuple[str, ...]
    """References to clauses or documents, as written."""
    own_money: Currency | None = None
    """The organisation's currency."""
    today: date | None = None
    year_begins: int = 1
    """The month in which the organisation's financial year begins."""

    def ids(self, *kinds: str) -> tuple[str, ...]:
        """Ids of the records of those kinds that are meant without doubt, in order of place."""
        found = [link.record.id for link in self.links if link.record and link.record.kind in kinds]
        return tuple(dict.fromkeys(found))

    def other_money(self) -> str | None:
        """The currency of amounts that are not in the organisation's own, NO_CURRENCY where it is unclear."""
        other = next((v.money for v in self.values if v.money and self.own_money not in v.money), None)
        return (likeliest(other, self.own_money) or NO_CURRENCY) if other else None


def slots(tool: Tool) -> dict[str, Slot]:
    """The slot of each argument that has one."""
    return slots_of(tool.arguments)
