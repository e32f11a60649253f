"""One open question while it is read: what is taken already, and what it was taken for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.offline.link import Link
from assistant.offline.query import words as w
from assistant.offline.query.words import Place, Read
from assistant.offline.values import Found
from tools.query.declared import EntityName

PARTS = re.compile(
    r",|;|\band\b|\bbut\b|\bwith\b|\bwithout\b|\bwhose\b|\bwhere\b|\bhaving\b|\bthat\b|\bwhich\b", re.IGNORECASE
)
"""What parts a sentence into conditions."""


@dataclass(slots=True)
class Asked:
    """What has been read so far: the arguments of a query."""

    entity: EntityName
    where: list[dict[str, Any]] = field(default_factory=list)
    related: list[dict[str, Any]] = field(default_factory=list)
    group_by: list[str] = field(default_factory=list)
    measures: list[dict[str, str]] = field(default_factory=list)
    order: dict[str, Any] | None = None
    limit: int | None = None
    every: bool = False
    unread: list[str] = field(default_factory=list)
    noun_at: int | None = None
    """Where the question says which kind of record it is about; None where it is taken to be about projects."""

    def arguments(self) -> dict[str, Any]:
        """The arguments that are not empty, JSON-ready."""
        found = {
            "entity": self.entity,
            "measures": self.measures,
            "where": self.where,
            "related": self.related,
            "group_by": self.group_by,
            "order": self.order,
            "limit": self.limit,
            "every": self.every or None,
            "unread": self.unread,
        }
        return {name: value for name, value in found.items() if value}

    @property
    def weight(self) -> int:
        """How much of a question it says, what it could not read included; a bare number says nothing."""
        measures = [each for each in self.measures if each["field"] != "number"]
        parts: tuple[Sequence[object], ...] = (self.where, self.related, self.group_by, measures, self.unread)
        return sum(len(part) for part in parts) + (self.order is not None)

    def meet(self, name: str, value: str, comparison: str = "=") -> None:
        """Add a condition on a value; a second value of the same field is one more that will do."""
        same = next((c for c in self.where if c["field"] == name and c["comparison"] in ("=", "in")), None)
        if same is None or comparison != "=":
            self.where.append({"field": name, "comparison": comparison, "value": value})
        elif value not in (before := same.pop("values", None) or [same.pop("value")]):
            same.update(comparison="in", values=[*before, value])
        else:
            same.update({"value": value} if len(before) == 1 else {"values": before})


class Sentence:
    """The question's words, records and values; each step takes what it understands and leaves the rest."""

    def __init__(self, text: str, links: Sequence[Link], values: Sequence[Found], looks_back: bool) -> None:
        self.read = Read(text)
        self.text = text
        self.links = [link for link in links if link.record]
        self.values = list(values)
        self.looks_back = looks_back
        """Whether its date is that of the data, and no condition."""
        for link in links:
            self.read.take(link.start, link.end)
        self.named = w.entities(self.read)
        self.main = self._main()
        self.asked = Asked(self.main.entity if self.main and self.main.entity else "project")
        self.unbound = Read(text, list(self.read.taken))
        """The text with the noun of the records still free, for names that hold it: “planned benefit”."""
        if self.main:
            self.asked.noun_at = self.main.start
            self.read.take(self.main.start, self.main.end)

    @property
    def entity(self) -> EntityName:
        """The kind of record that is asked about."""
        return self.asked.entity

    def only_noun_taken(self, place: Place) -> bool:
        """Whether nothing of a place is taken but the noun of the records."""
        noun = (self.main.start, self.main.end) if self.main else None
        return Read(self.text, [span for span in self.read.taken if span != noun]).free(place.start, place.end)

    def part_start(self, before: int) -> int:
        """Where the part of the sentence begins that leads up to a place."""
        return max((m.end() for m in PARTS.finditer(self.text, 0, before)), default=0)

    def part_end(self, after: int) -> int:
        """Where the part of the sentence ends that follows a place."""
        return next((m.start() for m in PARTS.finditer(self.text, after)), len(self.text))

    def _main(self) -> Place | None:
        """The records that are asked about: the first kind that is named and not as a part of a condition."""
        free = [place for place in self.named if not self._is_condition(place) and not self._is_group(place)]
        # “Who” opens many a question about other records; alone it asks for people.
        told = [place for place in free if place.entity != "person" or place is free[0]]
        return next(iter(told), None)

    def _is_condition(self, place: Place) -> bool:
        if place is self.named[0]:
            return False
        opening = rf"\b(?:{w.MISSING}|{w.HAVING}|whose|(?:{w.WORDS_OF_COMPARISON})\s+\S+)\s+(?:\S+\s+){{0,3}}$"
        return re.search(opening, self.text[: place.start], re.IGNORECASE) is not None

    def _is_group(self, place: Place) -> bool:
        return re.search(rf"{w.GROUPED}$", self.text[: place.start], re.IGNORECASE) is not None
