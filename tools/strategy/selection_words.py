"""A choice among proposals in words: what to start, what is left out and why, and which limit binds (F-OPT)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tools.calculations.candidates import Use, uses
from tools.calculations.selection import Choice, Selection
from tools.enquiry import Enquiry
from tools.records.answering import answer
from tools.result import Table, ToolResult, Unit
from tools.strategy.choosing import Field, Measure, Wish, worth_of
from tools.strategy.lifting import Lifts
from tools.wording.evidence import Evidence
from tools.wording.labels import note
from tools.wording.sentences import listed, sentence

TOOL = "select_proposals"
MEASURES: dict[Measure, tuple[str, str, str]] = {
    "STRATEGIC_VALUE": ("strategic value", "strategic_value", "selected_value"),
    "SCORE": ("score", "score_total", "selected_value"),
    "NPV": ("NPV", "npv_house", "selected_money"),
}
"""What counts, in words; the figure of one proposal, and that of a choice."""
NAMED = 5
"""Up to how many of those left out are told one by one."""
NOT_DECIDED = "This is a recommendation to the deciding board, not a decision"


@dataclass(frozen=True, slots=True)
class Recommended:
    """The best choice of a field, and how it is said."""

    enquiry: Enquiry
    field: Field
    wish: Wish
    found: Selection
    free: Selection | None
    """The choice without what was forced in or left out."""
    lifts: Lifts
    evidence: Evidence

    def result(self, arguments: dict[str, object]) -> ToolResult:
        """The tool's result."""
        for each in self.field.every.values():
            self.evidence.label(each.id, f"{each.id} {each.facts.title}", each.facts.row)
        for role, name in self.field.people.names.items():
            self.evidence.label(role, name, f"role/{role}")
        unmet = [each for each in self.wish.must if each in self.field.barred]
        best = self.found.best if not unmet else None
        headline = self._headline(best) if best else self._impossible(unmet)
        facts = tuple(line for line in self._facts(best) if line) if best else tuple(self._violations())
        return answer(
            TOOL,
            self.enquiry,
            self.evidence,
            headline,
            status="OK" if best else self.found.status if self.found.status != "OK" else "UNDEFINED",
            facts=facts,
            rules=tuple(self._rules()),
            next_steps=("Take it to the board that decides on the whole-life cost, with what is left out and why.",),
            cautions=tuple(self._cautions()),
            table=self._table(best),
            subjects=best.chosen if best else tuple(unmet),
            reason=None if best else self.found.reason or "what must be in may not be chosen",
            arguments=arguments,
        )

    def _headline(self, best: Choice) -> str:
        if not best.chosen:
            return f"Nothing fits: no open proposal can be started{self._within(' with')}."
        names = listed([f"{{{each}}}" for each in best.chosen])
        cost = self.evidence.say("selected_cost", best.cost, *self._rows(best))
        compared = ""
        if self.free is not None and self.free.best is not None and self.free.best.value != best.value:
            compared = (
                f", where the free choice has {self._value('free_value', 'value of the free choice', self.free.best)}"
            )
        return (
            f"{self._opening()}start {names}: together a {MEASURES[self.wish.by][0]} of {self._total(best)} for {cost}"
            f"{self._within()}{compared}. {self._binding()}"
        )

    def _opening(self) -> str:
        forced = [f"{{{each}}} in" for each in self.wish.must]
        out = [f"{{{each}}} out" for each in self.wish.leave_out]
        return f"With {listed([*forced, *out])}, " if forced or out else "I would "

    def _within(self, word: str = " of") -> str:
        money = self.field.money
        if money.total is None:
            return ""
        return f"{word} a budget of {self.evidence.say('budget_given', money.total, *money.rows)}"

    def _binding(self) -> str:
        lifts = self.lifts
        if not self.field.money.is_known:
            return "Only people limit it here, for no budget is recorded or named."
        if lifts.people is None and lifts.money is None:
            return "Neither money nor people hold it back: everything that may be started together is in."
        if lifts.money is None:
            return "People bind, not money: more money alone would add nothing."
        if lifts.people is None:
            return "Money binds, not people."
        return "Both money and people bind."

    def _facts(self, best: Choice) -> Iterable[str]:
        out = self._left_out(best)
        yield from (f"{{{key}}} is left out: {reason}." for key, reason in list(out.items())[:NAMED])
        if len(out) > NAMED:
            rows = tuple(self.field.every[key].facts.row for key in out)
            count = note(self.evidence, "left_out", "proposals left out", len(out), "count", *rows)
            yield f"In all {count} proposals are left out; ask about any of them."
        yield from self.lifts.words(self.evidence, self.field)
        yield self._next_best()
        yield self._roles()
        if self.field.mandated:
            yield f"Mandated, and so in first: {listed([f'{{{each}}}' for each in self.field.mandated])}."
        yield from self.lifts.frontier(self.evidence, self.field)

    def _left_out(self, best: Choice) -> dict[str, str]:
        """Why each proposal is not in, those that do not take part last."""
        out = [each.key for each in self.field.candidates if each.key not in best.chosen]
        return {**{key: self._why(key, best) for key in out}, **self.field.barred}

    def _why(self, key: str, best: Choice) -> str:
        limits, held = self.field.limits, set(best.chosen)
        for pair in limits.excludes:
            if key in pair and (other := next(iter(pair - {key}))) in held:
                return f"it and {{{other}}} exclude each other"
        if missing := [needed for each, needed in limits.requires if each == key and needed not in held]:
            return f"it needs {listed([f'{{{each}}}' for each in missing])}, which is not in"
        broken = [use for use in uses(self.field.candidates, limits, {*held, key}) if not use.is_kept]
        roles = list(dict.fromkeys(use.name.rpartition(" ")[0] for use in broken if use.kind == "PEOPLE"))
        reasons = [f"too few people are free as {listed([f'{{{each}}}' for each in roles])}"] if roles else []
        reasons += (
            ["the money does not reach for it as well"] if any(u.kind in ("TOTAL", "BUDGET") for u in broken) else []
        )
        return listed(reasons) or "it would not raise the value"

    def _roles(self) -> str:
        """How much of the headroom of each role the choice takes, in its tightest month."""
        tightest: dict[str, Use] = {}
        for use in self.found.uses:
            role, held = use.name.rpartition(" ")[0], tightest.get(use.name.rpartition(" ")[0])
            if use.kind == "PEOPLE" and use.used and (held is None or use.limit - use.used < held.limit - held.used):
                tightest[role] = use
        parts = []
        for role, use in tightest.items():
            rows = self.field.people.rows[role]
            taken = self.evidence.say("role_used", use.used, *rows, subject=role)
            free = self.evidence.say("role_headroom", use.limit, *rows, subject=role)
            parts.append(f"{taken} of {free} as {{{role}}}")
        return f"Of the full-time people free in the tightest month it takes {listed(parts)}." if parts else ""

    def _next_best(self) -> str:
        parts = [
            f"{listed([f'{{{key}}}' for key in each.chosen])} "
            f"({self._value(f'next_{place}', f'value of alternative {place}', each)})"
            for place, each in enumerate(self.found.runners_up, 1)
            if each.chosen
        ]
        return f"Next best: {'; '.join(parts)}." if parts else ""

    def _impossible(self, unmet: Sequence[str]) -> str:
        if unmet:
            return sentence("; ".join(f"{{{each}}} cannot be forced in: {self.field.barred[each]}" for each in unmet))
        if not self.field.candidates:
            return "No open proposal can be recommended as it stands."
        what = "What must be in cannot be started" if self.field.limits.must else "Nothing can be started"
        return sentence(f"{what}{self._within(' with')}: {self.found.reason}")

    def _violations(self) -> Iterable[str]:
        for use in self.found.violated:
            if use.kind == "PEOPLE":
                role = use.name.rpartition(" ")[0]
                rows = self.field.people.rows[role]
                taken = self.evidence.say("role_used", use.used, *rows, subject=role)
                free = self.evidence.say("role_headroom", use.limit, *rows, subject=role)
                yield f"As {{{role}}} it would take {taken} full-time people, where {free} are free."
            elif use.kind in ("TOTAL", "BUDGET"):
                cost = note(self.evidence, "needed", "cost of what must be in", use.used, "money", "proposal_cost")
                yield f"What must be in costs {cost}."
            elif use.kind == "EXCLUDES":
                yield f"{listed([f'{{{each}}}' for each in use.name.split(' or ')])} exclude each other."
        yield from (f"{{{key}}} does not take part: {reason}." for key, reason in self.field.barred.items())

    def _rules(self) -> Iterable[str]:
        library, today, evidence = self.enquiry.library, self.enquiry.today, self.evidence
        if rule := library.rule("proposal.choice", today):
            yield (
                "The choice should have the greatest total strategic value that fits money and people, and the paper "
                f"says which limit binds {evidence.cite(rule)}."
            )
        if (rule := self.field.people.ceiling) and self.field.people.limits:
            ceiling = evidence.limit(rule, "ratio", "ratio")
            yield f"Work is planned to at most {ceiling} of net capacity {evidence.cite(rule)}."
        if rule := library.rule("approval.assistant", today):
            yield f"{NOT_DECIDED} {evidence.cite(rule)}."

    def _cautions(self) -> Iterable[str]:
        if not self.found.is_proven and self.found.best is not None:
            gap = self.evidence.say("gap_left", self.found.gap, "proposal")
            yield f"The time did not suffice to prove that nothing is better: the true best may lie up to {gap} higher."
        if not self.field.money.is_known:
            said = "no budget is recorded for the years of these costs, so money does not limit the choice; name one"
            yield sentence(said)
        elif self.field.money.is_typed and len(self.field.money.years) > 1:
            yield "The budget is taken over all years of the costs, not year by year."
        if self.field.people.limits and self.field.people.ceiling is None:
            yield "No rule on a planning ceiling is held for this day, so the whole net capacity counts."
        if unknown := self.field.people.unknown:
            names = listed([f"{{{each}}}" for each in unknown])
            yield f"No capacity is recorded for {names} in months of the need, so those people are not limited."
        if self.enquiry.library.rule("proposal.criteria", self.enquiry.today) is None:
            yield "No rule on scoring is held for this day, so no pass mark bars a proposal."

    def _table(self, best: Choice | None) -> Table:
        words, key, _ = MEASURES[self.wish.by]
        order = sorted(self.field.every, key=lambda each: (best is None or each not in best.chosen, each))
        rows = []
        for each in order:
            one = self.field.every[each]
            sources = one.link_rows if key == "strategic_value" else one.rows
            rows.append(
                (
                    f"{{{each}}}",
                    self.evidence.say(key, worth_of(one, self.wish.by), *sources, subject=each),
                    self.evidence.say("proposal_cost", one.cost, one.facts.row, subject=each),
                    "yes" if best and each in best.chosen else "no",
                )
            )
        return Table(("Proposal", words[0].upper() + words[1:], "Cost", "Start"), tuple(rows))

    def _total(self, choice: Choice) -> str:
        return self.evidence.say(MEASURES[self.wish.by][2], choice.value, *self._rows(choice))

    def _value(self, key: str, name: str, choice: Choice) -> str:
        unit: Unit = "money" if self.wish.by == "NPV" else "score"
        return note(self.evidence, key, name, choice.value, unit, *self._rows(choice))

    def _rows(self, choice: Choice) -> tuple[str, ...]:
        return tuple(self.field.every[each].facts.row for each in choice.chosen) or ("proposal",)


def empty(enquiry: Enquiry, arguments: dict[str, object]) -> ToolResult:
    """The result where no open proposal may be read."""
    reason = "no open proposal is recorded among those you may read"
    return ToolResult(
        tool=TOOL, status="INSUFFICIENT_DATA", kind="not_recorded",
        headline=f"There is nothing to choose from: {reason}.",
        as_of=enquiry.as_of, on=enquiry.today, reason=reason, arguments=arguments,
    )  # fmt: skip
