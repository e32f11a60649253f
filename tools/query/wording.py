"""A query in words: its conditions, its records, and its aggregates, with a handle for every value."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tools.enquiry import Enquiry
from tools.portfolio.records import Record
from tools.query.asked import Condition, QueryOf, Related, Wanted
from tools.query.comparing import Worth, read_value
from tools.query.declared import Entity, Field, Measured, Named
from tools.query.entities import ENTITIES
from tools.query.grouping import Put
from tools.query.registry import FIELDS
from tools.result import Figure, Value
from tools.wording.embedded_instructions import quotable
from tools.wording.evidence import Evidence
from tools.wording.sentences import listed

COMPARISONS: Mapping[str, str] = {
    "=": "of", "!=": "other than", "<": "less than", "<=": "at most", ">": "more than", ">=": "at least", "in": "of",
}  # fmt: skip
AGGREGATES: Mapping[str, str] = {
    "count": "number with a", "sum": "sum of", "average": "average", "min": "lowest", "max": "highest",
    "share": "share of", "each": "",
}  # fmt: skip
DAYS: Mapping[str, str] = {"min": "earliest", "max": "latest"}
NOT_RECORDED = "not recorded"


@dataclass(frozen=True, slots=True)
class Words:
    """Words for one query; every value that it says becomes a figure of the evidence."""

    enquiry: Enquiry
    evidence: Evidence
    query: QueryOf
    records: Mapping[str, Record]
    ended: bool
    """Whether projects that have ended are meant too; ``closed`` says so of the records themselves."""
    closed: bool

    @property
    def entity(self) -> Entity:
        """The kind of record that is asked about."""
        return ENTITIES[self.query.entity]

    @property
    def digest(self) -> str:
        """Ends the keys of the figures, so that those of two queries in one answer do not collide."""
        asked = json.dumps(self.query.model_dump(mode="json", exclude={"limit", "skip"}), sort_keys=True)
        return hashlib.sha256(asked.encode()).hexdigest()[:8]

    def meant(self, number: int | None = None) -> str:
        """The records that are meant: “running projects”, “open risks of running projects”."""
        entity = self.entity
        noun = entity.one if number == 1 else entity.many
        live = f"{entity.live[0]} " if entity.live and not self.closed else ""
        is_part = entity.has_project and entity.name != "project" and entity.of_running and not self.ended
        return f"{live}{noun}{' of running projects' if is_part else ''}"

    def conditions(self) -> str:
        """All conditions after “with”, with handles; empty where there are none."""
        said = [self._condition(each, f"w{n}") for n, each in enumerate(self.query.where)]
        said += [self._related(each, f"r{n}") for n, each in enumerate(self.query.related)]
        return listed(said)

    def _condition(self, condition: Condition, place: str) -> str:
        field = FIELDS[condition.field]
        if condition.comparison == "not recorded":
            return f"no {field.title} on record"
        if condition.comparison == "recorded":
            return f"{field.title} on record"
        given = condition.values or (condition.value or "",)
        said = " or ".join(self._asked(field, each, f"{place}_{n}") for n, each in enumerate(given))
        if field.is_measure:
            return f"{field.title} {COMPARISONS[condition.comparison]} {said}"
        return f"{field.title}{' not' if condition.comparison == '!=' else ''} {said}"

    def _asked(self, field: Field, text: str, place: str) -> str:
        """An asked value as a handle of its own."""
        if field.refers is not None:
            record = self.records[text]
            plain = record.kind in ("person", "board")
            label = record.name if plain else f"{record.id} {record.name}"
            return self.evidence.label(record.id, label, f"{record.kind}/{record.id}")
        return self._given(place, field, read_value(field, text))

    def _given(self, place: str, field: Field, value: Value) -> str:
        key = f"{field.name}_{place}_{self.digest}"
        return self.evidence.add(
            Figure("given", key, f"{field.title} asked for", value, field.unit, source=("question",))
        )

    def _related(self, related: Related, place: str) -> str:
        other = ENTITIES[related.entity]
        live = f"{other.live[0]} " if other.live and not related.every and not related.where else ""
        inner = listed([self._condition(each, f"{place}_{n}") for n, each in enumerate(related.where)])
        of_such = f" ({inner})" if inner else ""
        if (related.comparison, related.number) in ((">=", 1), (">", 0)):
            return f"a {live}{other.one}{of_such}" if other.one[0] not in "aeio" else f"an {live}{other.one}{of_such}"
        if (related.comparison, related.number) in (("=", 0), ("<", 1)):
            return f"no {live}{other.one}{of_such}"
        key = f"{place}_number_{self.digest}"
        number = self.evidence.add(
            Figure("given", key, f"number of {other.many} asked for", related.number, "count", source=("question",))
        )
        how = {"=": "exactly", "!=": "not exactly"}.get(related.comparison, COMPARISONS[related.comparison])
        return f"{how} {number} {live}{other.many}{of_such}"

    def cell(self, id_: str, field: Field, worth: Worth, source: str) -> str:
        """One value of one record, as a cell."""
        value, unit, after = self.shown(field, worth)
        if value is None and not worth.reason:
            return NOT_RECORDED
        key = f"{field.name}_{self.digest}" if field.entity == "any" else field.name
        figure = Figure(
            id_, key, field.title, value, unit, self.enquiry.as_of, field.formula, (source,), reason=worth.reason
        )
        return f"{self.evidence.add(figure)}{after}"

    def shown(self, field: Field, worth: Worth) -> tuple[Value, Any, str]:
        """A value with its unit, and the words of a unit of its own after it."""
        held = worth.value
        if isinstance(held, Named):
            return held.name, "name", ""
        if isinstance(held, Measured):
            is_money = held.unit == self.enquiry.currency
            return held.amount, "money" if is_money else "count", "" if is_money else f" {quotable(held.unit) or ''}"
        if isinstance(held, tuple):
            names = [each.name if isinstance(each, Named) else each for each in held]
            return ", ".join(names) or None, "text", ""
        if field.unit == "text":
            return quotable(str(held)) if held is not None else None, "text", ""
        return held, field.unit, ""

    def put(self, wanted: Wanted, put: Put, place: str) -> str:
        """One aggregate as a handle; ``place`` tells groups apart."""
        field = FIELDS[wanted.field]
        figure = Figure(
            "portfolio",
            f"{wanted.aggregate}_{field.name}_{place}_{self.digest}",
            self.title(wanted),
            put.value,
            put.unit,
            self.enquiry.as_of,
            "F-SUM" if wanted.aggregate in ("sum", "share") else field.formula,
            put.sources,
            reason=put.reason,
        )
        after = f" {quotable(put.of_unit) or ''}" if put.of_unit and put.value is not None else ""
        return f"{self.evidence.add(figure)}{after}"

    def title(self, wanted: Wanted) -> str:
        """What an aggregate is called: “average CPI”, “number of risks”."""
        field = FIELDS[wanted.field]
        if field.name == "number":
            return (
                f"share of these {self.entity.many}" if wanted.aggregate == "share" else f"number of {self.entity.many}"
            )
        word = DAYS.get(wanted.aggregate) if field.unit == "date" else None
        return f"{word or AGGREGATES[wanted.aggregate]} {field.title}".strip()
