"""The rulebook: the only machine-read values of standards, each tied to the clause that proves it.

``python -m knowledge.rulebook check`` holds the packaged rulebook against the packaged standards;
``python -m knowledge.rulebook confirm [RULE]`` writes the present hash of the clauses into it, which is a
person's statement that the values still follow from the text. ``--in FOLDER`` takes another folder that holds
a ``rulebook.yaml`` and ``standards``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
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


class RulebookError(KnowledgeError):
    """The rulebook cannot be read; the message names the place."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    clause: str = Field(min_length=1)
    values: dict[str, Any] = {}
    words: tuple[str, ...] = ()
    hash: str | None = None


class _Tie(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["delegates", "conflicts"]
    stronger: str
    weaker: str
    binds: str
    because: str | None = None
    words: tuple[str, ...] = ()
    note: str = ""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: tuple[_Entry, ...] = ()
    relations: tuple[_Tie, ...] = ()


class Rulebook:
    """The entries of one rulebook file, bound to clauses on demand."""

    def __init__(self, path: Path) -> None:
        self._file = _read(path)
        self._entries: dict[str, list[_Entry]] = {}
        for entry in self._file.rules:
            self._entries.setdefault(entry.id, []).append(entry)

    @property
    def rule_ids(self) -> tuple[str, ...]:
        """Identifiers of all rules, in the order of the file."""
        return tuple(self._entries)

    def rules(self, rule_id: str, clause: ClauseByRef) -> tuple[Rule, ...]:
        """The rule at every version whose clause is held."""
        entries = self._entries.get(rule_id, ())
        return tuple(_bound(entry, found) for entry in entries if (found := clause(entry.clause)))

    def relations(self, clause: ClauseByRef) -> tuple[Relation, ...]:
        """The relations whose clauses are all held."""
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


def _read(path: Path) -> _File:
    try:
        return _File.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER) or {})  # noqa: S506
    except (yaml.YAMLError, ValidationError) as error:
        raise RulebookError(f"the rulebook {path} cannot be read: {error}") from error


def _bound(entry: _Entry, clause: Clause) -> Rule:
    values = {key: _frozen(value) for key, value in entry.values.items()}
    drifted = entry.hash != clause.text_hash or bool(_missing_words(entry.words, [clause]))
    return Rule(entry.id, clause, MappingProxyType(values), drifted)


def _frozen(value: Any) -> RuleValue:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return MappingProxyType({str(key): _frozen(item) for key, item in value.items()})
    if isinstance(value, bool | int) or value is None:
        return value
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return str(value)


def _refs(tie: _Tie) -> tuple[str, ...]:
    return tuple(ref for ref in (tie.stronger, tie.weaker, tie.binds, tie.because) if ref)


def _tied(tie: _Tie, clause: ClauseByRef) -> Relation | None:
    stronger, weaker, binds = clause(tie.stronger), clause(tie.weaker), clause(tie.binds)
    if stronger is None or weaker is None or binds is None:
        return None
    because = clause(tie.because) if tie.because else None
    return Relation(tie.kind, stronger, weaker, binds, because, tie.note, tie.words)


def _missing_words(words: Iterable[str], clauses: Iterable[Clause]) -> list[str]:
    texts = [_bare(clause.text) for clause in clauses]
    return [each for each in words if not any(_bare(each) in text for text in texts)]


def _bare(text: str) -> str:
    # proving words are copied from the file: emphasis and list marks stand there and not in the clause
    return normalised(re.sub(r"(?m)^\s*(?:[-*+]|\d+\.)\s+|[*`]", "", text))


def _problem(entry: _Entry, clause: Clause | None) -> str | None:
    if clause is None:
        return None
    if missing := _missing_words(entry.words, [clause]):
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
    missing = _missing_words(tie.words, held)
    return [f"{tie.kind} {tie.weaker}: the words {each!r} stand in none of its clauses" for each in missing]


def confirm(path: Path, clause: ClauseByRef, rule_id: str | None = None) -> int:
    """Writes the present hash of their clauses into the entries of a rule, or of all; returns how many changed.

    Only the hashes are written: comments and layout stay as they are.
    """
    text = path.read_text(encoding="utf-8")
    changed = 0
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    entries = _child(root, "rules")
    for node in reversed(entries.value if entries is not None else []):  # from the end: earlier marks stay right
        found = clause(_child(node, "clause").value)
        if found is None or rule_id not in (None, _child(node, "id").value):
            continue
        edited = _with_hash(text, node, found.text_hash)
        changed += edited != text
        text = edited
    path.write_text(text, encoding="utf-8")
    return changed


def _child(node: Any, key: str) -> Any:
    return next((value for name, value in node.value if name.value == key), None)


def _with_hash(text: str, node: Any, text_hash: str) -> str:
    old = _child(node, "hash")
    if old is not None:
        return text[: old.start_mark.index] + text_hash + text[old.end_mark.index :]
    after = _child(node, "clause")
    name = next(key for key, value in node.value if value is after)
    separator = ", " if node.flow_style else "\n" + " " * name.start_mark.column
    return f"{text[: after.end_mark.index]}{separator}hash: {text_hash}{text[after.end_mark.index :]}"


def main(arguments: list[str]) -> int:
    """Checks or confirms the packaged rulebook, or that of a folder; returns the exit code."""
    from knowledge.reading.guides import read_folder

    folder, words = _folder(arguments)
    shelf = read_folder(folder / "standards")
    clauses = {clause.ref: clause for document in shelf.documents for clause in document.clauses}
    if words[:1] == ["confirm"]:
        changed = confirm(folder / PACKAGED.name, clauses.get, words[1] if len(words) > 1 else None)
        sys.stdout.write(f"{changed} rules confirmed\n")
    elif words != ["check"]:
        sys.stderr.write("usage: python -m knowledge.rulebook check | confirm [RULE] [--in FOLDER]\n")
        return 2
    rulebook = Rulebook(folder / PACKAGED.name)
    problems = [*shelf.problems.values(), *rulebook.problems(clauses.get)]
    problems += [f"{ref} is not held" for ref in rulebook.unheld(clauses.get)]
    sys.stdout.write("".join(f"{problem}\n" for problem in problems) or "the rulebook holds\n")
    return 1 if problems else 0


def _folder(arguments: list[str]) -> tuple[Path, list[str]]:
    """The folder that is meant, and the other arguments."""
    if arguments[-2:-1] == ["--in"]:
        return Path(arguments[-1]), arguments[:-2]
    return PACKAGED.parent, arguments


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
