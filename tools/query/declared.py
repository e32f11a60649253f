"""What can be asked of the portfolio, as small declared objects: entities, and the fields that their records have."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple

from tools.calculations.outcome import Outcome
from tools.enquiry import Enquiry
from tools.facts.project import ProjectFacts
from tools.judgement.measurement import Measurement, measure
from tools.judgement.rating import Judgement, judge
from tools.judgement.tolerances import ToleranceState, tolerances
from tools.portfolio.records import RecordKind
from tools.result import Unit, Value

Aggregate = Literal["each", "count", "sum", "average", "min", "max", "share"]
EntityName = Literal[
    "project", "programme", "person", "risk", "issue", "milestone", "benefit", "change", "gate", "gate_condition",
    "waiver", "exception", "dependency", "booking", "decision", "report",
]  # fmt: skip
SUMMED: tuple[Unit, ...] = ("money", "count", "days", "working_days", "months")
"""Units of which a sum says something; a sum of indices, shares, scores or dates does not."""
AVERAGED: tuple[Unit, ...] = (*SUMMED, "index", "ratio", "score")


class Named(NamedTuple):
    """A record or person that a field names."""

    id: str
    name: str


class Measured(NamedTuple):
    """An amount in the unit in which it is recorded."""

    amount: Any
    unit: str


Held = Value | Named | Measured | tuple[Named | str, ...]
"""What a field gives of one record; None where nothing is recorded."""


class Subject:
    """A project with what is calculated of it, each only when a query asks for it."""

    def __init__(self, facts: ProjectFacts, enquiry: Enquiry) -> None:
        self.facts = facts
        self.enquiry = enquiry

    @property
    def today(self) -> date:
        """The day on which is asked."""
        return self.enquiry.today

    @cached_property
    def measurement(self) -> Measurement:
        """Earned value, earned schedule, slip and growth."""
        return measure(self.facts)

    @cached_property
    def judgement(self) -> Judgement:
        """The calculated colours: the dearest of all that can be asked."""
        return judge(self.facts, self.enquiry)

    @cached_property
    def tolerances(self) -> tuple[ToleranceState, ToleranceState]:
        """Standing against the cost and the time tolerance."""
        return tolerances(self.facts, self.enquiry)


@dataclass(frozen=True, slots=True)
class Row:
    """One record as a query sees it."""

    record: Any
    """Its facts."""
    id: str
    label: str
    source: str
    """Its row in the database."""
    subject: Subject | None
    """The project that it belongs to; None for a record of no project."""
    enquiry: Enquiry
    entity: Entity

    @property
    def day(self) -> date | None:
        """The date by which it is put into months and years."""
        return self.entity.day[1](self)

    @property
    def facts(self) -> ProjectFacts:
        """Facts of its project; raises ``NoProject`` where it has none."""
        return self.of_project.facts

    @property
    def of_project(self) -> Subject:
        """Its project; raises ``NoProject`` where it has none."""
        if self.subject is None:
            raise NoProject
        return self.subject

    @property
    def today(self) -> date:
        """The day on which is asked."""
        return self.enquiry.today


class NoProject(Exception):
    """A field of a project was asked of a record that belongs to none."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One kind of record."""

    name: EntityName
    one: str
    many: str
    definition: str
    gather: Callable[[Entity, Enquiry, Iterable[Subject]], Iterable[Row]]
    """Its records, from the projects that are looked at."""
    day: tuple[str, Callable[[Row], date | None]]
    """Name and value of the date by which its records are put into months and years."""
    live: tuple[str, Callable[[Row], bool]] | None = None
    """Which records are meant where no state is asked for, and the word for them: ``open``."""
    status: tuple[str, ...] = ()
    """Fields that ask for a state: with a condition on one of them, ``live`` does not narrow."""
    of_running: bool = True
    """Whether only records of projects that have not ended are meant."""
    has_project: bool = True
    synonyms: tuple[str, ...] = ()
    """Other words for its records, in the plural and in the singular."""
    shown: tuple[str, ...] = ()
    """Fields that a list shows where none is asked for."""
    amount: str | None = None
    """The measure whose sum groups show where none is asked for; None where it is the number of records."""
    shared: Callable[[Row], str | None] = lambda row: None
    """What records that are the same thing have in common, so that a sum counts it once; None for most."""
    money: str | None = None
    """The field that an amount of money is about, where no other is named."""
    person: str | None = None
    """The field that a person's name is about, where no other is named."""


@dataclass(frozen=True, slots=True)
class Field:
    """One measure or dimension of an entity; a field of a project is also one of every record that belongs to it."""

    name: str
    entity: EntityName | Literal["any"]
    title: str
    definition: str
    unit: Unit
    of: Callable[[Row], Held | Outcome[Any]] = field(repr=False)
    kind: Literal["measure", "dimension"] = "measure"
    formula: str | None = None
    synonyms: tuple[str, ...] = ()
    """Words by which people say it; the title and the name count as well."""
    words: tuple[tuple[str, str], ...] = ()
    """Words of a question that give a value of it, beside the values themselves."""
    values: tuple[str, ...] = ()
    """All values, where they are closed."""
    refers: RecordKind | None = None
    """The kind of record whose name or id a value is."""

    @property
    def is_measure(self) -> bool:
        """Whether it is a quantity or a date, and not something to group by."""
        return self.kind == "measure"


def dimension(
    name: str,
    entity: EntityName | Literal["any"],
    title: str,
    definition: str,
    of: Callable[[Row], Held | Outcome[Any]],
    *,
    unit: Unit = "state",
    synonyms: tuple[str, ...] = (),
    words: tuple[tuple[str, str], ...] = (),
    values: tuple[str, ...] = (),
    formula: str | None = None,
    refers: RecordKind | None = None,
) -> Field:
    """A field to group by or to ask for by its value."""
    return Field(name, entity, title, definition, unit, of, "dimension", formula, synonyms, words, values, refers)


def yes(value: bool | None) -> str | None:
    """A yes or no as a state; None where neither is recorded."""
    return None if value is None else "YES" if value else "NO"


YES_NO = ("YES", "NO")
