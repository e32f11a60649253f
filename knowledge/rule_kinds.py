"""What the rules of a rulebook are about: their values, units, and which of two values is the stricter.

The descriptions stand in ``rule_kinds.yaml``; ``docs/rulebook.md`` is written from them.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

Stricter = Literal["lower", "higher", "fewer", "more"]
AREA = ("portfolio", "portfolio_type", "type")
"""Keys that any rule may have: it holds for the projects of which all that they name is so."""
LOCAL = "_local"
_FILE = Path(__file__).with_name("rule_kinds.yaml")
_FAMILY = ".*"


class Key(BaseModel):
    """One value of a rule."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unit: str
    """What it is counted in: ``ratio``, ``working days``, ``money``."""
    stricter: Stricter | None = None
    """Which of two values asks for more; None where it says what the rule applies to."""
    optional: bool = False
    says: str = ""
    same_as: str | None = None
    """Rule and key that state the same limit, as ``rule.key``."""


class RuleKind(BaseModel):
    """One rule that a rulebook may state, for any clause of any house."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    about: str
    without: str | None = None
    """What an answer says where the rule is not held; None where no tool reads it yet."""
    keys: dict[str, Key] = {}

    @property
    def is_read(self) -> bool:
        """Whether a tool reads it."""
        return self.without is not None


@cache
def rule_kinds() -> Mapping[str, RuleKind]:
    """Every kind of rule by its id, in the order of the description; ``gates.matrix.*`` stands for a family."""
    held = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return MappingProxyType({rule_id: RuleKind.model_validate(described) for rule_id, described in held.items()})


def kind_of(rule_id: str) -> RuleKind | None:
    """The kind of a rule; None for an id that nothing describes."""
    kinds = rule_kinds()
    return kinds.get(rule_id) or kinds.get(rule_id.rpartition(".")[0] + _FAMILY)


def point_of(rule_id: str) -> str:
    """The point that a rule settles: a local rule settles that of the general one."""
    return rule_id.removesuffix(LOCAL)


def shape_problem(rule_id: str, keys: Mapping[str, object]) -> str | None:
    """What is wrong with the id or the keys of a rule, with the way out; None where nothing is."""
    kind = kind_of(rule_id)
    if kind is None:
        near = difflib.get_close_matches(rule_id, rule_kinds(), n=1)
        return f"no rule is called {rule_id!r}; " + (f"did you mean {near[0]!r}?" if near else "see docs/rulebook.md")
    known = {*kind.keys, *AREA}
    if kind.keys and (strange := [key for key in keys if key not in known]):
        near = difflib.get_close_matches(strange[0], known, n=1)
        meant = f"did you mean {near[0]!r}?" if near else f"it knows {', '.join(kind.keys)}"
        return f"{rule_id} has no value {strange[0]!r}; {meant}"
    if missing := [key for key, each in kind.keys.items() if not each.optional and key not in keys]:
        return f"{rule_id} lacks the value {missing[0]!r} ({kind.keys[missing[0]].unit})"
    return None


def described() -> str:
    """Every kind of rule as Markdown: what ``docs/rulebook.md`` says of them."""
    lines = ["| rule | what it settles | values | without it |", "|---|---|---|---|"]
    for rule_id, kind in rule_kinds().items():
        values = "<br>".join(_key_in_words(name, key) for name, key in kind.keys.items()) or "none"
        lines.append(f"| `{rule_id}` | {kind.about} | {values} | {kind.without or 'No tool reads it yet.'} |")
    return "\n".join(lines) + "\n"


def _key_in_words(name: str, key: Key) -> str:
    said = [key.unit, *([key.says] if key.says else [])]
    said += [f"{key.stricter} is stricter"] if key.stricter else []
    said += ["may be left out"] if key.optional else []
    said += [f"the same limit as `{key.same_as}`"] if key.same_as else []
    return f"`{name}`: {'; '.join(said)}"


if __name__ == "__main__":
    sys.stdout.write(described())
