"""How a rulebook stands to the standards that are held: every rule, what needs a person, and what no rule reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from knowledge.clauses import Clause
from knowledge.contradictions import Contradiction, Suspicion, Vectors, of_meaning, of_rules
from knowledge.findings import Relation, Rule, RuleValue
from knowledge.holdings import Holdings
from knowledge.precedence import Order
from knowledge.quantities import quantities
from knowledge.reading.guides import read_folder
from knowledge.register import Holding, last_days
from knowledge.relations import delegations_of
from knowledge.rule_kinds import kind_of, rule_kinds, shape_problem
from knowledge.rule_values import not_in_words
from knowledge.rulebook import Rulebook, State, frozen

LISTED = 4
"""From so many items on, what a clause lists counts as a limit: artefacts, contents, criteria."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One rule at one version of its clause."""

    rule_id: str
    ref: str
    clause: Clause | None
    values: Mapping[str, RuleValue]
    state: State
    in_force: bool
    """Whether its version is in force on the day."""
    line: int
    unworded: tuple[str, ...] = ()
    """Values with a number that the proving words do not state."""
    hash: str | None = None
    """Of the text that was confirmed."""
    confirmed_by: str | None = None
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of a rulebook finds on a day."""

    problems: tuple[str, ...]
    """What needs a person, one sentence each."""
    contradictions: tuple[Contradiction, ...]
    """Of rules, each with what binds; those that nothing settles are among the problems."""
    suspicions: tuple[Suspicion, ...]
    """Sentences that a person should read beside each other."""
    not_read: tuple[Clause, ...]
    """Mandatory clauses in force that state a limit which no rule reads."""
    not_stated: tuple[str, ...]
    """Rules that tools read and the rulebook does not state."""
    rules: int
    clauses: int
    """Mandatory clauses in force that state a limit."""


class Desk:
    """A rulebook beside the standards that it is about, on one day."""

    def __init__(self, rulebook: Rulebook, holdings: Holdings, on: date) -> None:
        self.rulebook = rulebook
        self.holdings = holdings
        self.on = on

    @classmethod
    def of_folder(cls, folder: Path, on: date) -> Desk:
        """A folder that holds a ``rulebook.yaml`` and its ``standards``, without any database.

        Raises RulebookError, or FileNotFoundError where there is no rulebook.
        """
        shelf = read_folder(folder / "standards")
        held = [Holding(each.version, each.version.effective_to, "", each.clauses) for each in shelf.documents]
        days = last_days(held)
        closed = [_closed(holding, days[holding.version.ref]) for holding in held]
        return cls(Rulebook(folder / "rulebook.yaml"), Holdings(0, closed), on)

    def standings(self) -> tuple[Standing, ...]:
        """Every rule at every version, in the order of the file."""
        return tuple(
            Standing(
                rule_id=entry.id,
                ref=entry.clause,
                clause=(clause := self.holdings.by_ref(entry.clause)),
                values=(values := {key: frozen(value) for key, value in entry.values.items()}),
                state=entry.state(clause),
                in_force=clause is not None and self._in_force(clause),
                line=line,
                unworded=not_in_words(values, entry.words),
                hash=entry.hash,
                confirmed_by=entry.confirmed_by,
                confirmed_on=entry.confirmed_on,
            )
            for entry, line in zip(self.rulebook.entries, self.rulebook.lines, strict=True)
        )

    def check(self, vectors: Vectors | None = None) -> Report:
        """Everything that is to be known of the rulebook; without ``vectors`` likeness of meaning is left out."""
        standings = self.standings()
        read = frozenset(each.clause.ref for each in standings if each.clause)
        in_force = [clause for clause in self.holdings.clauses if self._in_force(clause)]
        limiting = [clause for clause in in_force if clause.modality == "MUST" and states_a_limit(clause.text)]
        found = self._contradictions()
        stated = {each.rule_id for each in standings}
        return Report(
            problems=(
                *self._problems(standings),
                *(each.ruling.sentence for each in found if each.ruling.asks),
            ),
            contradictions=tuple(found),
            suspicions=tuple(of_meaning(in_force, vectors, read)) if vectors else (),
            not_read=tuple(clause for clause in limiting if clause.ref not in read),
            not_stated=tuple(
                rule_id
                for rule_id, kind in rule_kinds().items()
                if kind.is_read and not rule_id.endswith("*") and rule_id not in stated
            ),
            rules=len(standings),
            clauses=len(limiting),
        )

    def _in_force(self, clause: Clause) -> bool:
        return clause.version.ref in self.holdings.in_force(self.on)

    def _problems(self, standings: Iterable[Standing]) -> list[str]:
        held, lines = list(standings), f"of {self.rulebook.path.name}"
        said = [*self.rulebook.problems(self.holdings.by_ref)]
        for each in held:
            if wrong := shape_problem(each.rule_id, each.values):
                said.append(f"line {each.line} {lines}: {wrong}")
        said += self._unheld()
        stated = Counter((each.rule_id, each.ref) for each in held)
        said += [f"{rule_id} is stated twice for {ref}: keep one" for (rule_id, ref), n in stated.items() if n > 1]
        now = {each.rule_id for each in held if each.in_force}
        absent = dict.fromkeys(each.rule_id for each in held if each.clause and each.rule_id not in now)
        said += [f"{rule_id}: no version of its clause is in force on {self.on.isoformat()}" for rule_id in absent]
        return said

    def _unheld(self) -> list[str]:
        """Clauses that are named and not held; of a version that is not held at all, in one sentence."""
        versions = {version.ref for version in self.holdings.versions}
        refs = self.rulebook.unheld(self.holdings.by_ref)
        absent = Counter(version for ref in refs if (version := ref.rpartition(" §")[0]) not in versions)
        return [
            *(f"{ref} is named and not held" for ref in refs if ref.rpartition(" §")[0] in versions),
            *(f"{version} is not held, and {n} of its clauses are named" for version, n in absent.items()),
        ]

    def _contradictions(self) -> list[Contradiction]:
        rules = [rule for rule in self._rules() if self._in_force(rule.clause)]
        precedence = next((rule for rule in rules if rule.rule_id == "precedence"), None)
        stated: tuple[Relation, ...] = self.rulebook.relations(self.holdings.by_ref)
        return of_rules(rules, self.on, Order.of(precedence), delegations_of(stated))

    def _rules(self) -> list[Rule]:
        ids = self.rulebook.rule_ids
        return [rule for rule_id in ids for rule in self.rulebook.rules(rule_id, self.holdings.by_ref)]


def states_a_limit(text: str) -> bool:
    """Whether a text states an amount, a share, a time or a count, or lists what is to be there."""
    items = sum(line.lstrip().startswith(("- ", "* ")) for line in text.splitlines())
    return bool(quantities(text)) or items >= LISTED


def unit_of(rule_id: str, key: str) -> str:
    """In what a value of a rule is counted; empty where nothing describes it."""
    kind = kind_of(rule_id)
    return kind.keys[key].unit if kind and key in kind.keys else ""


def _closed(holding: Holding, last_day: date | None) -> Holding:
    version = replace(holding.version, effective_to=last_day)
    clauses = tuple(replace(clause, version=version) for clause in holding.clauses)
    return replace(holding, version=version, clauses=clauses)
