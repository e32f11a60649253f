"""The rulebook: the only machine-read values of standards, each tied to the clause that proves it.

What each rule is about, and what its values mean, stands in ``rule_kinds.yaml``; ``confirming`` writes into a
rulebook, ``rule_check`` holds it against the standards (``pmo rules list | check | confirm``).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.clauses import Clause, normalised
from knowledge.errors import KnowledgeError
from knowledge.findings import Relation, Rule, RuleValue

PACKAGED = Path(__file__).parent / "rulebook.yaml"
"""The rulebook of the standards that come with the package."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, ten times as fast where libyaml is there
ClauseByRef: TypeAlias = Callable[[str], Clause | None]
State = Literal["confirmed", "unconfirmed", "drifted", "not held"]


class RulebookError(KnowledgeError):
    """The rulebook cannot be read; the message names the place."""


class Entry(BaseModel):
    """A rule at one version of its clause, as the file states it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1, description="Which rule it is: see docs/rulebook.md.")
    clause: str = Field(min_length=1, description="The clause of one version, such as PMO-STD-004 v2.3 §4.2.")
    values: dict[str, Any] = Field(default={}, description="Its values; fractions and money as decimals in quotes.")
    words: tuple[str, ...] = Field(default=(), description="What proves the values, word for word as in the clause.")
    hash: str | None = Field(default=None, description="Written by 'pmo rules confirm', never by hand.")
    confirmed_by: str | None = Field(default=None, description="Written by 'pmo rules confirm'.")
    confirmed_on: date | None = Field(default=None, description="Written by 'pmo rules confirm'.")

    def state(self, clause: Clause | None) -> State:
        """How the entry stands to the clause that is held."""
        if clause is None:
            return "not held"
        if self.hash is None:
            return "unconfirmed"
        proven = self.hash == clause.text_hash and not missing_words(self.words, [clause])
        return "confirmed" if proven else "drifted"


class _Tie(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["delegates", "conflicts"]
    stronger: str
    weaker: str
    binds: str | None = None
    """By default the weaker of a delegation, and the stronger of a conflict."""
    only: Literal["stricter"] | None = None
    because: str | None = None
    words: tuple[str, ...] = ()
    note: str = ""

    @property
    def binding(self) -> str:
        """The reference of the clause that binds."""
        return self.binds or (self.weaker if self.kind == "delegates" else self.stronger)


class File(BaseModel):
    """A rulebook as its file states it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: tuple[Entry, ...] = ()
    relations: tuple[_Tie, ...] = Field(default=(), description="Delegations, and conflicts that no values show.")


class Rulebook:
    """The entries of one rulebook file, bound to clauses on demand."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = _read(path)
        self._entries: dict[str, list[Entry]] = {}
        for entry in self._file.rules:
            self._entries.setdefault(entry.id, []).append(entry)

    @property
    def rule_ids(self) -> tuple[str, ...]:
        """Identifiers of all rules, in the order of the file."""
        return tuple(self._entries)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every rule at every version, in the order of the file."""
        return self._file.rules

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """The line of the file on which each entry begins, from 1."""
        root = yaml.compose(self.path.read_text(encoding="utf-8"), Loader=_LOADER)
        held = child(root, "rules") if root is not None else None
        return tuple(node.start_mark.line + 1 for node in held.value) if held is not None else ()

    def rules(self, rule_id: str, clause: ClauseByRef) -> tuple[Rule, ...]:
        """The rule at every version whose clause is held."""
        entries = self._entries.get(rule_id, ())
        return tuple(_bound(entry, found) for entry in entries if (found := clause(entry.clause)))

    def relations(self, clause: ClauseByRef) -> tuple[Relation, ...]:
        """The relations that the file states and whose clauses are all held."""
        ties = (_tied(tie, clause) for tie in self._file.relations)
        return tuple(relation for relation in ties if relation is not None)

    def problems(self, clause: ClauseByRef) -> tuple[str, ...]:
        """Everything that is wrong with entries whose clause is held, one sentence each."""
        return (
            *(found for entry in self._file.rules if (found := _problem(entry, clause(entry.clause)))),
            *(found for tie in self._file.relations for found in _tie_problems(tie, clause)),
        )

    def unheld(self, clause: ClauseByRef) -> tuple[str, ...]:
        """References of clauses that the rulebook names and the library does not hold."""
        refs = [entry.clause for entry in self._file.rules]
        refs += [ref for tie in self._file.relations for ref in _refs(tie)]
        return tuple(dict.fromkeys(ref for ref in refs if clause(ref) is None))


def schema() -> dict[str, Any]:
    """The JSON Schema of a rulebook, for editors."""
    return File.model_json_schema()


def _read(path: Path) -> File:
    text = path.read_text(encoding="utf-8")
    try:
        return File.model_validate(yaml.load(text, Loader=_LOADER) or {})  # noqa: S506
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise RulebookError(f"the rulebook {path}{line} is no YAML: {getattr(error, 'problem', error)}") from error
    except ValidationError as error:
        found = "; ".join(_wrong(text, each["loc"], each["type"], each["msg"]) for each in error.errors()[:3])
        raise RulebookError(f"the rulebook {path} cannot be read: {found}") from error


def _wrong(text: str, place: Sequence[str | int], kind: str, message: str) -> str:
    """One thing that is wrong with the file, with its line, the rule, and what to do."""
    node, line, rule_id = yaml.compose(text, Loader=_LOADER), 1, ""
    for step in place:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        named = next((pair for pair in pairs if pair[0].value == step), None)
        if named is not None:
            line, node = named[0].start_mark.line + 1, named[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
            given = child(node, "id") if isinstance(node, yaml.MappingNode) else None
            rule_id = f"{given.value}: " if given is not None else rule_id
        else:
            break
    last = str(place[-1]) if place else "the file"
    if kind == "extra_forbidden":
        known = [*Entry.model_fields, *_Tie.model_fields, *File.model_fields]
        near = difflib.get_close_matches(last, known, n=1)
        message = "nothing is called so here" + (f"; did you mean {near[0]!r}?" if near else "; take it out")
    elif kind == "missing":
        message = "it is missing; add it"
    return f"line {line}: {rule_id}{last!r}: {message}"


def _bound(entry: Entry, clause: Clause) -> Rule:
    values = {key: frozen(value) for key, value in entry.values.items()}
    return Rule(entry.id, clause, MappingProxyType(values), entry.state(clause) != "confirmed", entry.words)


def frozen(value: Any) -> RuleValue:
    """A value of the file as rules hold it: numbers in quotes as decimals, lists as tuples."""
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    if isinstance(value, dict):
        return MappingProxyType({str(key): frozen(item) for key, item in value.items()})
    if isinstance(value, bool | int) or value is None:
        return value
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return str(value)


def _refs(tie: _Tie) -> tuple[str, ...]:
    return tuple(ref for ref in (tie.stronger, tie.weaker, tie.binding, tie.because) if ref)


def _tied(tie: _Tie, clause: ClauseByRef) -> Relation | None:
    stronger, weaker, binds = clause(tie.stronger), clause(tie.weaker), clause(tie.binding)
    if stronger is None or weaker is None or binds is None:
        return None
    because = clause(tie.because) if tie.because else None
    return Relation(tie.kind, stronger, weaker, binds, because, tie.note, tie.words, tie.only == "stricter")


def missing_words(words: Iterable[str], clauses: Iterable[Clause]) -> list[str]:
    """The proving words that stand in none of the clauses."""
    texts = [_bare(clause.text) for clause in clauses]
    return [each for each in words if not any(_bare(each) in text for text in texts)]


def _bare(text: str) -> str:
    # proving words are copied from the file: emphasis and list marks stand there and not in the clause
    return normalised(re.sub(r"(?m)^\s*(?:[-*+]|\d+\.)\s+|[*`]", "", text))


def _problem(entry: Entry, clause: Clause | None) -> str | None:
    if clause is None:
        return None
    if missing := missing_words(entry.words, [clause]):
        return f"{entry.id}: the words {missing[0]!r} do not stand in {clause.ref}"
    if entry.hash is None:
        return f"{entry.id}: {clause.ref} has not been confirmed"
    if entry.hash != clause.text_hash:
        return f"{entry.id}: {clause.ref} has changed since it was confirmed"
    return None


def _tie_problems(tie: _Tie, clause: ClauseByRef) -> list[str]:
    held = [found for ref in _refs(tie) if (found := clause(ref))]
    if len(held) < len(_refs(tie)):
        return []
    missing = missing_words(tie.words, held)
    return [f"{tie.kind} {tie.weaker}: the words {each!r} stand in none of its clauses" for each in missing]


def child(root: Any, key: str) -> Any:
    """The node under a key of a YAML mapping; None where it has none."""
    return next((value for name, value in root.value if name.value == key), None)
