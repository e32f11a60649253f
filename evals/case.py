"""The schema of a case: a question as somebody, and what a right answer does.

A suite is a YAML file under ``suites``. Everything that is written in a case must hold; what is not written is
not judged, save that every answer must have passed the checker. ``python -m evals schema`` writes the JSON Schema.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    Strict,
    StrictFloat,
    StrictInt,
    StrictStr,
    model_validator,
)

from assistant.answer import Channel, Surface
from evals.wording import compiled
from tools.currency import as_currency
from tools.result import Kind, UnitWord


def _pattern(text: str) -> str:
    compiled(text)
    return text


def _reference(text: str) -> str:
    if not re.fullmatch(r"[^\s§]+ v[^\s§]+( §[^\s§]+)?", text):
        raise ValueError("a reference is 'DOCUMENT vVERSION §CLAUSE', or 'DOCUMENT vVERSION' for any clause of it")
    return text


def _record(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9]+(?:[-./_:][A-Za-z0-9]+)+|[A-Z]{2,}\d*|[A-Za-z]\d{2,}", text):
        raise ValueError("a record is written by its id, such as P-101, NH-2024-07 or CARE")
    return text


def _unit(text: str) -> str:
    words = [word for word in get_args(UnitWord) if word != "money"]
    if text not in words and as_currency(text) is None:
        raise ValueError(f"a unit is the code of a currency, or one of {', '.join(words)}")
    return text


Pattern = Annotated[str, Field(min_length=1), AfterValidator(_pattern)]
"""Words, or a regular expression between slashes; see ``wording.py``."""
Ref = Annotated[str, AfterValidator(_reference)]
RecordId = Annotated[str, AfterValidator(_record)]
Day = Annotated[date, Strict()]
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
Address = Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")]
WantedValue = StrictInt | StrictFloat | StrictStr | Day | None


class Part(BaseModel):
    """A part of a suite; what is not declared is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class WantedFigure(Part):
    """A figure that must stand in the answer: which one is meant, and its value."""

    subject: str | None = Field(None, description="Record it is about: P-101, portfolio, given")
    name: Pattern | None = Field(None, description="What it is called, in words or /expression/")
    unit: Annotated[str, AfterValidator(_unit)] | None = Field(None, description="Its unit: GBP, ratio, days, …")
    as_of: Day | None = Field(None, description="Date of the data")
    value: WantedValue = Field(None, description="Its value, unrounded; null means undefined; a ratio is a fraction")
    shown: Pattern | None = Field(None, description="How it is shown in the text: £1.3m")
    within: float = Field(0.0, ge=0, description="How far off the value may be, in the figure's unit")
    within_ratio: float = Field(0.0, ge=0, description="How far off the value may be, as a share of it")
    absent: bool = Field(False, description="No such figure may stand in the answer")

    @model_validator(mode="after")
    def _says_something(self) -> WantedFigure:
        if not {"subject", "name", "unit", "value"} & self.model_fields_set:
            raise ValueError("say which figure is meant: subject, name, unit or value")
        if (self.within or self.within_ratio) and not isinstance(self.value, (int, float)):
            raise ValueError("within and within_ratio need a number as value")
        return self

    @property
    def has_value(self) -> bool:
        """Whether the case states a value; null counts as one."""
        return "value" in self.model_fields_set


class Citations(Part):
    """Clauses that the answer must, may and may not rest on. A ref without § stands for any clause of the version."""

    required: list[Ref] = Field([], description="Each must be cited")
    any: list[Ref] = Field([], description="At least one must be cited")
    allowed: list[Ref] = Field([], description="May be cited beside those; matters for precision and for exactly")
    forbidden: list[Ref] = Field([], description="None may be cited")
    exactly: bool = Field(False, description="Nothing but required, any and allowed may be cited")

    @property
    def wanted(self) -> list[Ref]:
        """All clauses whose citation is in place."""
        return [*self.required, *self.any, *self.allowed]


class Wording(Part):
    """What a text must and must not say."""

    must: list[Pattern] = []
    must_not: list[Pattern] = []
    most_characters: int | None = Field(None, ge=1)


class Text(Wording):
    """What the answer's text says, and what it says first."""

    lead: list[Pattern] = Field([], description="Must stand in the first paragraph: the answer comes first")


class Records(Part):
    """Records by id, such as the projects of a list, that the text must and must not name."""

    include: list[RecordId] = []
    exclude: list[RecordId] = []
    exactly: list[RecordId] = Field([], description="These and no other ids of the same kind")
    order: list[RecordId] = Field([], description="These in this order, others may stand between")


class Calls(Part):
    """Which tools the turn called."""

    called: list[Name] = []
    not_called: list[Name] = []
    order: list[Name] = Field([], description="Called in this order, others may stand between")
    arguments: dict[Name, dict[str, Any]] = Field({}, description="One call of the tool had these among its arguments")
    most: int | None = Field(None, ge=0, description="No more calls than this")


class Choices(Part):
    """Which choices are offered to go on with."""

    least: int | None = Field(None, ge=0)
    most: int | None = Field(None, ge=0)
    labels: list[Pattern] = Field([], description="Each must be said by a label or by the question it asks")


class Twin(Part):
    """A second question whose answer must be the same document, word for word: what may not be known does not exist."""

    question: str = Field(min_length=1)
    swap: dict[str, str] = Field({}, description="Words of the twin's answer to those that stand in this one for them")


class Expectation(Part):
    """What a right answer does."""

    kind: list[Kind] = Field(min_length=1, description="Acceptable kinds of answer")
    figures: list[WantedFigure] = []
    citations: Citations = Citations()
    text: Text = Text()
    warnings: Wording = Wording()
    records: Records = Records()
    tools: Calls = Calls()
    options: Choices = Choices()
    as_of: Day | None = Field(None, description="Date of the data of the whole answer")
    twin: Twin | None = None
    max_milliseconds: float | None = Field(None, gt=0)


class Turn(Part):
    """One question of a conversation and what its answer does."""

    question: str = Field(min_length=1)
    expect: Expectation


class Case(Part):
    """One question, or a conversation of several in one thread."""

    id: Name
    question: str | None = Field(None, min_length=1)
    expect: Expectation | None = None
    turns: list[Turn] = Field([], description="In place of question and expect: several, in one thread")
    asked_by: Address | None = Field(None, alias="as", description="Who asks; by default as the suite says")
    as_of: Day | None = Field(None, description="Sets the date of the data and of the rules")
    channel: Channel = "dm"
    surface: Surface = "cli"
    tags: list[Name] = []
    weight: float = Field(1.0, gt=0, description="How much it counts in the rate of its suite")
    stability: bool = Field(False, description="Asked at least twice; the answers must agree")

    @model_validator(mode="after")
    def _one_way(self) -> Case:
        alone = self.question is not None and self.expect is not None
        if alone == bool(self.turns) or (self.turns and (self.question or self.expect)):
            raise ValueError("a case has question and expect, or turns in their place")
        if self.turns and any(turn.expect.twin for turn in self.turns):
            raise ValueError("a twin is asked without a thread: give it to a case of one question")
        return self

    @property
    def steps(self) -> list[Turn]:
        """The questions in order; one for a case without turns."""
        if self.question is None or self.expect is None:
            return self.turns
        return [Turn(question=self.question, expect=self.expect)]


class Suite(Part):
    """Cases of one subject."""

    name: Name
    description: str = Field(min_length=1)
    organisation: Name = Field(
        "demo", description="Of which organisation it is asked, every: of each; its facts fill the places in braces"
    )
    asked_by: Address = Field(alias="as", description="Who asks where a case does not say")
    cases: list[Case] = Field(min_length=1)

    @property
    def subject(self) -> str:
        """What it is about: its name without that of the organisation."""
        return self.name.removeprefix(f"{self.organisation}_")

    @model_validator(mode="after")
    def _ids_once(self) -> Suite:
        ids = [case.id for case in self.cases]
        twice = sorted({id for id in ids if ids.count(id) > 1})
        if twice:
            raise ValueError(f"ids stand twice: {', '.join(twice)}")
        return self


Outcome = Literal["right", "wrong", "no answer", "error"]
"""How a case went: said and true, something untrue, nothing said where something was asked for, or broken."""
