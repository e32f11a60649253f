"""What a query found, as a result: the count or the figure first, then the table, and what had no value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tools.calculations.outcome import divide
from tools.enquiry import Enquiry
from tools.query.asked import SHOWN, Wanted
from tools.query.comparing import NO_PROJECT
from tools.query.declared import Field
from tools.query.evaluating import Found, Kept
from tools.query.grouping import MIXED, Group, Put, groups, put_together
from tools.query.ordering import by_field, in_order
from tools.query.registry import FIELDS
from tools.query.wording import NOT_RECORDED, Words
from tools.records.answering import answer
from tools.result import Figure, Table, ToolResult
from tools.wording.sentences import listed

TOOL = "query_portfolio"
NAMED = 6
"""Up to how many records are named in a sentence."""
MOST_NAMED = 12
"""Up to how many records are named beside their groups."""
SHARE = Wanted(field="number", aggregate="share")
NUMBER = Wanted(field="number", aggregate="sum")


@dataclass(frozen=True, slots=True)
class Answer:
    """One query with what it found."""

    words: Words
    found: Found

    @property
    def enquiry(self) -> Enquiry:
        """Who asks, and of which day."""
        return self.words.enquiry

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """The aggregates that are asked for; the number where there are groups and nothing else is."""
        put = tuple(each for each in self.words.query.measures if each.aggregate != "each")
        if put or not self.words.query.group_by:
            return put
        sums = tuple(Wanted(field=e.field, aggregate=_natural(FIELDS[e.field])) for e in self.words.query.measures)
        amount = self.words.entity.amount
        return (*sums, NUMBER) if sums else (Wanted(field=amount, aggregate="sum"),) if amount else (NUMBER,)

    def result(self, arguments: dict[str, object]) -> ToolResult:
        """The tool's result."""
        kept = self._ordered()
        listing = not self.wanted
        shown = self._page(kept) if listing else kept
        table, facts, left = self._table(kept, shown)
        evidence = self.words.evidence
        headline = self._headline(kept, facts)
        return answer(
            TOOL,
            self.enquiry,
            evidence,
            headline,
            facts=tuple(facts),
            next_steps=left,
            cautions=tuple(self._cautions(kept)),
            table=table,
            subjects=tuple(dict.fromkeys(each.project_id or each.id for each in shown)),
            arguments=arguments,
        )

    def _ordered(self) -> list[Kept]:
        order = self.words.query.order
        if order is None or self.wanted:
            return self.found.kept
        return by_field(self.found.kept, FIELDS[order.field], order.descending)

    def _page(self, kept: Sequence[Kept]) -> Sequence[Kept]:
        first = self.words.query.skip
        return kept[first : first + (self.words.query.limit or SHOWN)]

    def _headline(self, kept: Sequence[Kept], facts: list[str]) -> str:
        said = self.words.conditions()
        of_such = f" with {said}" if said else ""
        if not self.found.looked_at:
            return f"There are no {self.words.meant()} that you may read about."
        total = self._number("looked_at", "looked at", self.found.looked_at)
        meant = self.words.meant(self.found.looked_at)
        if not kept:
            none = "is certainly none" if self.found.unsettled else "is none"
            return f"Of the {total} {meant} that you may read about there {none}{of_such}."
        if self.wanted and not self.words.query.group_by and self.wanted != (NUMBER,):
            first = self._put(self.wanted[0], kept, "all")
            if self.wanted[0] == SHARE:
                return f"{self._count(kept)} of the {total} {meant} that you may read about, {first}, are{of_such}."
            over = f"{self._count(kept)} {self.words.meant(len(kept))}"
            return f"The {self.words.title(self.wanted[0])} over {over}{of_such} is {first}."
        count = self._count(kept)
        verb = "is" if len(kept) == 1 else "are"
        noun = self.words.meant(len(kept))
        if not of_such:
            return f"There {verb} {count} {noun} that you may read about{self._lead(kept)}."
        return f"There {verb} {count} {noun}{of_such}, of {total} that you may read about{self._lead(kept)}."

    def _lead(self, kept: Sequence[Kept]) -> str:
        """The records themselves where they are few, or the first of an order."""
        order, query = self.words.query.order, self.words.query
        if self.wanted:
            return ""
        if order is not None and len(kept) > NAMED:
            first = kept[0]
            field = FIELDS[order.field]
            value = self.words.cell(first.id, field, first.values[field.name], first.source)
            return f"; first by {field.title}: {self._label(first)}, {value}"
        few = self._page(kept) if query.limit else kept
        return f": {listed([self._label(each) for each in few])}" if len(few) <= NAMED else ""

    def _table(self, kept: Sequence[Kept], shown: Sequence[Kept]) -> tuple[Table | None, list[str], tuple[str, ...]]:
        if not kept:
            return None, [], ()
        if self.words.query.group_by:
            return self._grouped(kept)
        if self.wanted:
            said = [f"The {self.words.title(each)} is {self._put(each, kept, 'all')}." for each in self.wanted[1:]]
            return None, said, ()
        fields = [FIELDS[name] for name in kept[0].values]
        columns = (self.words.entity.one.capitalize(), *(_capital(each.title) for each in fields))
        rows = tuple(
            (self._label(each), *(self.words.cell(each.id, f, each.values[f.name], each.source) for f in fields))
            for each in shown
        )
        return Table(columns, rows), self._sums(kept), self._more(len(kept), len(shown), self.words.entity.many)

    def _sums(self, kept: Sequence[Kept]) -> list[str]:
        """The sums of the money that was asked for, where more than one record has it."""
        said = []
        for each in self.words.query.measures:
            field = FIELDS[each.field]
            if field.unit == "money" and len(kept) > 1:
                total = Wanted(field=each.field, aggregate="sum")
                said.append(f"The {self.words.title(total)} is {self._put(total, kept, 'all')}.")
        return said

    def _grouped(self, kept: Sequence[Kept]) -> tuple[Table, list[str], tuple[str, ...]]:
        dimensions = [FIELDS[name] for name in self.words.query.group_by]
        wanted = self.wanted
        wholes = [self._whole(each, kept) for each in wanted]
        every = self._in_order(groups(kept, dimensions), dimensions, wanted, wholes)
        first = self.words.query.skip
        shown = every[first : first + (self.words.query.limit or SHOWN)]
        is_named = len(kept) <= MOST_NAMED
        rows = [
            (
                # One cell for all dimensions: what stands first in a row tells it apart from the others.
                ", ".join(self._name(group, n, dimension) for n, dimension in enumerate(dimensions)),
                *(self._of_group(each, group, whole) for each, whole in zip(wanted, wholes, strict=True)),
                *([listed([self._label(each) for each in group.records])] if is_named else []),
            )
            for group in shown
        ]
        totals = (self.words.put(each, self._one(each, kept, w), "all") for each, w in zip(wanted, wholes, strict=True))
        rows.append(("All", *totals, *([""] if is_named else [])))
        titles = [", ".join(each.title for each in dimensions), *(self.words.title(each) for each in wanted)]
        columns = tuple(_capital(each) for each in (*titles, *([self.words.entity.many] if is_named else [])))
        leading = self._leading(shown, dimensions, wanted, wholes)
        more = self._more(len(every), len(shown), "groups")
        return Table(columns, tuple(rows)), leading, more

    def _in_order(
        self, every: list[Group], dimensions: Sequence[Field], wanted: Sequence[Wanted], wholes: Sequence[Put | None]
    ) -> list[Group]:
        order = self.words.query.order
        if dimensions[0].name in ("month", "financial_year") and order is None:
            return every
        place = next((n for n, each in enumerate(wanted) if order and each.field == order.field), 0)
        by = wanted[place]
        return in_order(
            every,
            lambda group: self._one(by, group.records, wholes[place]).value,
            order.descending if order else True,
        )

    def _leading(
        self,
        shown: Sequence[Group],
        dimensions: Sequence[Field],
        wanted: Sequence[Wanted],
        wholes: Sequence[Put | None],
    ) -> list[str]:
        """The first group in words."""
        if len(shown) < 2 or self.words.query.group_by[0] in ("month", "financial_year"):
            return []
        first = shown[0]
        names = listed([self._name(first, n, dimension) for n, dimension in enumerate(dimensions)])
        return [f"First stands {names}: {self.words.title(wanted[0])} {self._of_group(wanted[0], first, wholes[0])}."]

    def _name(self, group: Group, place: int, dimension: Field) -> str:
        name = group.names[place]
        if not name:
            return NOT_RECORDED
        key = f"{dimension.name}_{self.words.digest}_{name.casefold().replace(' ', '_')}"
        sources = tuple(each.source for each in group.records)
        return self.words.evidence.add(
            Figure("portfolio", key, dimension.title, name, dimension.unit, self.enquiry.as_of, source=sources)
        )

    def _of_group(self, wanted: Wanted, group: Group, whole: Put | None) -> str:
        place = "_".join(each or "none" for each in group.key).casefold().replace(" ", "_")
        return self.words.put(wanted, self._one(wanted, group.records, whole), place)

    def _one(self, wanted: Wanted, records: Sequence[Kept], whole: Put | None = None) -> Put:
        return put_together(records, FIELDS[wanted.field], wanted.aggregate, self.enquiry.currency, whole)

    def _whole(self, wanted: Wanted, kept: Sequence[Kept]) -> Put | None:
        if wanted.aggregate != "share":
            return None
        return self._one(Wanted(field=wanted.field, aggregate="sum"), kept)

    def _put(self, wanted: Wanted, kept: Sequence[Kept], place: str) -> str:
        if wanted.field == "number" and wanted.aggregate == "share":
            sources = tuple(each.source for each in kept)
            share = divide(Decimal(len(kept)), Decimal(self.found.looked_at))
            return self.words.put(wanted, Put(share, "ratio", None, len(kept), 0, sources), place)
        return self.words.put(wanted, self._one(wanted, kept, self._whole(wanted, kept)), place)

    def _more(self, number: int, shown: int, what: str) -> tuple[str, ...]:
        if shown >= number:
            return ()
        here = self._number("shown", f"{what} shown", shown)
        rest = self._number("in_all", f"{what} in all", number)
        return (f"{here} of {rest} {what} are shown; ask for the next ones, for more at once, or narrow the question.",)

    def _cautions(self, kept: Sequence[Kept]) -> list[str]:
        return [*self._unread(), *self._unsettled(), *self._left_out(kept), *self._overlapping()]

    def _unread(self) -> list[str]:
        said = []
        for n, text in enumerate(self.words.query.unread):
            figure = Figure("given", f"unread_{n}_{self.words.digest}", "words of the question", text, "text")
            said.append(f"I could not read “{self.words.evidence.add(figure)}” as a condition, so it took no part.")
        return said

    def _unsettled(self) -> list[str]:
        if not self.found.unsettled:
            return []
        number = self._number("unsettled", "without a value to compare", len(self.found.unsettled))
        noun = self.words.entity.one if len(self.found.unsettled) == 1 else self.words.entity.many
        return [
            f"{number} {noun} could not be judged and took no part: no value of {listed(list(self.found.reasons))}."
        ]

    def _left_out(self, kept: Sequence[Kept]) -> list[str]:
        said = []
        for each in self.wanted:
            field = FIELDS[each.field]
            missing = [record.values[field.name] for record in kept if not record.values[field.name].known]
            if missing and each.aggregate != "count":
                number = self._number(f"without_{field.name}", f"without {field.title}", len(missing))
                reasons = sorted({w.reason for w in missing if w.reason and w.reason != NO_PROJECT})
                because = f" ({'; '.join(reasons)})" if reasons else ""
                said.append(f"{number} without {field.title} took no part in the {self.words.title(each)}{because}.")
            if self._one(each, kept, self._whole(each, kept)).reason == MIXED:
                said.append(f"No {self.words.title(each)} over all is given: {MIXED}.")
            if each.aggregate == "average" and field.unit in ("index", "ratio"):
                said.append(f"The {self.words.title(each)} counts every record alike, whatever its size.")
        return said

    def _overlapping(self) -> list[str]:
        several = [FIELDS[name] for name in self.words.query.group_by if name in ("objective", "tag")]
        noun = self.words.entity.one
        return [f"A {noun} with more than one {each.title} stands in each of its groups; in all it counts once."
                for each in several]  # fmt: skip

    def _count(self, kept: Sequence[Kept]) -> str:
        return self.words.put(NUMBER, Put(len(kept), "count", None, len(kept), 0, tuple(k.source for k in kept)), "all")

    def _number(self, key: str, name: str, value: int) -> str:
        figure = Figure(
            "portfolio", f"{key}_{self.words.digest}", f"{self.words.entity.many} {name}", value, "count",
            self.enquiry.as_of,
        )  # fmt: skip
        return self.words.evidence.add(figure)

    def _label(self, each: Kept) -> str:
        return self.words.evidence.label(each.id, each.label, each.source)


def _natural(field: Field) -> str:
    """How a measure is put together where nothing is said: a sum where sums say something, else an average."""
    from tools.query.declared import AVERAGED, SUMMED

    return "sum" if field.unit in SUMMED else "average" if field.unit in AVERAGED else "max"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
