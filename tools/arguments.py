"""Types of tool arguments, in the field's terms.

Each type carries a :class:`Slot`, which says what in a question fills it. A new tool that uses these
types needs no code of its own for its arguments.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SlotName = Literal[
    "project", "proposal", "proposals", "record", "portfolio", "programme", "objective", "person", "gate",
    "reference", "date", "period", "past", "from", "until", "question", "topic", "document", "quantity", "currency",
    "series", "chances", "product", "board", "percentile", "word", "switch", "query", "since", "up_to",
]  # fmt: skip


RECORDS: tuple[SlotName, ...] = (
    "project", "record", "portfolio", "programme", "person", "objective", "proposal", "proposals",
)  # fmt: skip
"""Slots that a record of the portfolio fills."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What fills an argument."""

    name: SlotName
    labels: tuple[str, ...] = ()
    """For quantities and lists of proposals: words that stand beside; without labels, what no other argument takes."""
    words: tuple[tuple[str, str], ...] = ()
    """For words and switches: a phrase of the question, and the value it gives."""
    unless: tuple[str, ...] = ()
    """For words and proposals: where one of these stands in the question too, another argument takes the value."""
    every_own: bool = False
    """For projects: where none is named and the asker has a few, each of them is meant."""
    unit: Literal["money", "percent", "days", "number"] = "number"
    least: int = 3
    """For series: how many numbers make one."""
    kinds: tuple[str, ...] = ()
    """For projects: kinds of record that are taken as well."""
    negative: tuple[str, ...] = ()
    """For quantities: labels that make the number one to take away (“£500k less”)."""
    adds_to: str = ""
    """For quantities: the argument that it changes; in a thread, that of the question before (“another million”)."""
    spare: bool = False
    """For quantities: takes the first number of its unit that no label claims."""
    ahead: bool = False
    """For spans (from, until): a period written without its year is the next such, not the newest that has begun."""
    rows: bool = False
    """For records: where none is named, an id of a register's row is taken as it is written (“R-204”)."""
    financial: bool = False
    """For spans: a year that is not said to be another is the organisation's financial year."""


class Arguments(BaseModel):
    """Arguments of a tool; what is not declared is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def slots_of(arguments: type[Arguments]) -> dict[str, Slot]:
    """The slot of each argument that has one."""
    found = {}
    for name, field in arguments.model_fields.items():
        slot = next((m for m in (*field.metadata, *_inner(field.annotation)) if isinstance(m, Slot)), None)
        if slot:
            found[name] = slot
    return found


def _inner(annotation: Any) -> tuple[Any, ...]:
    """Metadata of the members of a union, such as ``Day | None``."""
    members = getattr(annotation, "__args__", ())
    return tuple(m for member in members for m in getattr(member, "__metadata__", ()))


ProjectId = Annotated[str, Slot("project"), Field(description="Project id, such as P-101", max_length=80)]
WorkId = Annotated[
    str,
    Slot("project", kinds=("proposal",)),
    Field(description="Id of a project or of a proposal, such as P-101 or PR-01", max_length=80),
]
RecordName = Annotated[
    str,
    Slot("record"),
    Field(description="Id or name of a project, programme, portfolio, person or board", max_length=120),
]
GateCode = Annotated[
    Literal["G0", "G1", "G2", "G3", "G4", "G5"], Slot("gate"), Field(description="Gate code, G0 to G5")
]
Day = Annotated[date, Slot("date"), Field(description="A day, as YYYY-MM-DD")]
PastDay = Annotated[date, Slot("past"), Field(description="A past day whose data is asked for, as YYYY-MM-DD")]
StatedDay = Annotated[
    date,
    Slot("past", labels=("as of", "as at", "as it stood", "as they stood", "back in", "back then")),
    Field(description="A past day whose data is asked for, as YYYY-MM-DD"),
]
MonthEnd = Annotated[date, Slot("period"), Field(description="Last day of a month, as YYYY-MM-DD")]
QuestionText = Annotated[str, Slot("question"), Field(description="The question in the asker's words", max_length=4000)]
Topic = Annotated[str, Slot("topic"), Field(description="What it is about, in a few words", max_length=4000)]
Reference = Annotated[
    str,
    Slot("reference"),
    Field(description="A clause or document, such as PMO-STD-004 §4.2", max_length=200),
]
DocumentId = Annotated[str, Slot("document"), Field(description="Id of a document, such as PMO-STD-004", max_length=80)]
PortfolioId = Annotated[str, Slot("portfolio"), Field(description="Portfolio id", max_length=40)]
ObjectiveId = Annotated[str, Slot("objective"), Field(description="Id of a strategic objective", max_length=40)]
ProgrammeId = Annotated[str, Slot("programme"), Field(description="Programme id", max_length=40)]
OtherCurrency = Annotated[
    str | None,
    Slot("currency"),
    Field(
        description="ISO code of the amounts, where they are not in the organisation's money; XXX if unclear",
        pattern="^[A-Z]{3}$",
    ),
]
PersonName = Annotated[str, Slot("person"), Field(description="A person's name", max_length=120)]
