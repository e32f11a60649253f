"""One tool as an agent sees it: what it is chosen by, what it takes, and how it is called."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any, Literal

from tools.arguments import RECORDS, Arguments, slots_of
from tools.drift import watched, with_cautions
from tools.enquiry import Enquiry
from tools.portfolio.errors import EmptyDatabase
from tools.result import ToolResult, in_currency


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool: what a model chooses by, what it takes, and the function that does it."""

    name: str
    description: str
    arguments: type[Arguments]
    run: Callable[..., ToolResult]
    """Called as ``run(enquiry, **arguments)``."""
    about: Literal["rule", "record", "calculation", "draft", "limit"]
    """What kind of ask it serves."""
    offer: str = ""
    """An exact question that it answers, with ``<record>`` for the record; offered when in doubt."""

    def asks_of_records(self, arguments: Collection[str] = ()) -> bool:
        """Whether it looks into a portfolio: by what it is about, or since one of these arguments names a record.

        What is computed from numbers that the asker types needs none.
        """
        slots = slots_of(self.arguments)
        if any(slots[name].name in RECORDS for name in arguments if name in slots):
            return True
        typed = any(slot.name == "quantity" for slot in slots.values())
        return self.about in ("record", "calculation", "draft") and not typed

    def call(self, enquiry: Enquiry, arguments: dict[str, Any]) -> ToolResult:
        """Check the arguments and run; raises pydantic's ValidationError on arguments that do not fit.

        Raises EmptyDatabase where it asks of records in a home that holds standards alone.

        An ``as_of`` among them sets the date of the data and of the rules for this call.
        """
        checked = self.arguments.model_validate(arguments)
        if enquiry.organisation is None and self.asks_of_records(checked.model_fields_set):
            raise EmptyDatabase
        given = {name: getattr(checked, name) for name in checked.model_fields_set}
        day = given.pop("as_of", None)
        if day and day < enquiry.as_of:
            enquiry = replace(enquiry, as_of=day, today=day)
        enquiry, library = watched(enquiry)
        result = self.run(enquiry, **given)
        if self.about != "rule":  # what quotes the clause itself rests on its words of today
            result = with_cautions(result, library.awaiting)
        result = replace(result, figures=in_currency(result.figures, enquiry.currency))
        return replace(result, arguments={**result.arguments, "as_of": day.isoformat()}) if day else result
