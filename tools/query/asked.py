"""What can be asked in an open question, as arguments that a model can fill: names come from the declared lists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from tools.arguments import Arguments, Slot
from tools.query.declared import Aggregate, EntityName
from tools.query.registry import DIMENSIONS, FIELDS

Comparison = Literal["=", "!=", "<", "<=", ">", ">=", "in", "recorded", "not recorded"]
BACK = ("as of", "as at", "back in", "at the end of", "at end of")
"""Words by which a question asks for the data of a past day; other words before a day make it a condition."""
MOST_GROUPS = 2
SHOWN = 25
"""Records or groups of one answer, where no other number is asked for."""
MOST_SHOWN = 200


def _one_of(names: Iterable[str], what: str) -> Any:
    known = tuple(names)

    def check(name: str) -> str:
        if name not in known:
            raise ValueError(f"there is no {what} {name!r}; see 'pmo measures'")
        return name

    return (AfterValidator(check), WithJsonSchema({"type": "string", "enum": list(known)}))


def _as_text(value: Any) -> Any:
    """Numbers that a model gives as numbers, as the decimals they are written as."""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return str(value)
    return [_as_text(each) for each in value] if isinstance(value, list | tuple) else value


FieldName = Annotated[str, *_one_of(FIELDS, "field")]
DimensionName = Annotated[str, *_one_of(DIMENSIONS, "dimension")]
Scalar = Annotated[str, BeforeValidator(_as_text), Field(max_length=120)]


class Condition(Arguments):
    """One condition: a field, a comparison and a value."""

    field: FieldName
    comparison: Comparison = "="
    value: Scalar | None = Field(
        None, description="A number, a fraction for a share, a day as YYYY-MM-DD, a state, a name or an id"
    )
    values: tuple[Scalar, ...] = Field((), max_length=40, description="Several values, with the comparison in")


class Related(Arguments):
    """A condition on records of the same project: how many of them meet conditions of their own."""

    entity: Annotated[EntityName, Field(description="Kind of the project's records")]
    where: tuple[Condition, ...] = Field((), max_length=8)
    comparison: Literal["=", "!=", "<", "<=", ">", ">="] = ">="
    number: int = Field(1, ge=0, description="How many; = 0 for without any")
    every: bool = Field(False, description="Closed ones count as well")


class Wanted(Arguments):
    """A measure or field that is shown, and how it is put together over the records."""

    field: FieldName
    aggregate: Aggregate = "each"


class Order(Arguments):
    """By which shown field the result is put in order."""

    field: FieldName
    descending: bool = True


class QueryOf(Arguments):
    """An open question over one kind of record."""

    as_of: Annotated[
        date | None,
        Slot("past", labels=BACK),
        Field(description="A past day whose data and rules are used, where the question names one, as YYYY-MM-DD"),
    ] = None
    entity: Annotated[EntityName, Slot("query")] = "project"
    measures: Annotated[tuple[Wanted, ...], Slot("query"), Field(max_length=8)] = ()
    where: Annotated[tuple[Condition, ...], Slot("query"), Field(max_length=12)] = ()
    related: Annotated[tuple[Related, ...], Slot("query"), Field(max_length=4)] = ()
    group_by: Annotated[tuple[DimensionName, ...], Slot("query"), Field(max_length=MOST_GROUPS)] = ()
    order: Annotated[Order | None, Slot("query")] = None
    limit: Annotated[int | None, Slot("query"), Field(ge=1, le=MOST_SHOWN, description="How many are shown")] = None
    skip: Annotated[int, Field(ge=0, description="How many are left out in front: to go on with a long list")] = 0
    every: Annotated[bool, Slot("query"), Field(description="Records that have ended or are closed count as well")] = (
        False
    )
    unread: Annotated[
        tuple[Annotated[str, Field(max_length=200)], ...],
        Slot("query"),
        Field(max_length=8, description="Conditions of the question that these arguments cannot say, in its words"),
    ] = ()
