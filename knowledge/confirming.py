"""Confirming rules: a person's statement that the values still follow from the clause, written into the rulebook.

Sync keeps the text that a person had confirmed when a clause changes under its rule (``confirmed.json`` in the home),
so that the next one to confirm sees both.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from knowledge.clauses import Clause
from knowledge.rulebook import ClauseByRef, child

KEPT = "confirmed.json"


def confirm(
    path: Path, clause: ClauseByRef, rule_id: str | None = None, by: str | None = None, on: date | None = None
) -> int:
    """Writes the present hash of their clauses into the entries of a rule, or of all; returns how many changed.

    With ``by`` and ``on`` also who confirms and when, into the entries that change. Comments and layout stay.
    """
    text = path.read_text(encoding="utf-8")
    changed = 0
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    entries = child(root, "rules") if root is not None else None
    for node in reversed(entries.value if entries is not None else []):  # from the end: earlier marks stay right
        found = clause(child(node, "clause").value)
        if found is None or rule_id not in (None, child(node, "id").value):
            continue
        if (old := child(node, "hash")) is not None and old.value == found.text_hash:
            continue
        text = _written(
            text, node, {"hash": found.text_hash, "confirmed_by": by, "confirmed_on": on.isoformat() if on else None}
        )
        changed += 1
    _write(path, text)
    return changed


def _written(text: str, node: Any, values: dict[str, str | None]) -> str:
    """The file's text with these keys of one entry, each in its place or new behind the clause."""
    edits: list[tuple[int, int, str]] = []
    after = child(node, "clause")
    name = next(key for key, value in node.value if value is after)
    separator = ", " if node.flow_style else "\n" + " " * name.start_mark.column
    new = ""
    for key, value in values.items():
        if value is None:
            continue
        written = value if key == "hash" else json.dumps(value, ensure_ascii=False)
        if (old := child(node, key)) is not None:
            edits.append((old.start_mark.index, old.end_mark.index, written))
        else:
            new += f"{separator}{key}: {written}"
    edits.append((after.end_mark.index, after.end_mark.index, new))
    for start, end, written in sorted(edits, reverse=True):
        text = text[:start] + written + text[end:]
    return text


def keep(home: Path, clauses: Iterable[Clause], confirmed: Collection[str]) -> None:
    """Keeps the text of every clause whose hash is among the confirmed ones, for the next person to compare."""
    held = {clause.text_hash: clause.text for clause in clauses if clause.text_hash in confirmed}
    kept = _kept(home)
    if held.keys() <= kept.keys():
        return
    home.mkdir(parents=True, exist_ok=True)
    _write(home / KEPT, json.dumps(kept | held, ensure_ascii=False, indent=1))


def text_of(home: Path, text_hash: str | None) -> str | None:
    """The text that was confirmed under a hash; None where it was not kept."""
    return _kept(home).get(text_hash or "")


def _kept(home: Path) -> dict[str, str]:
    path = home / KEPT
    if not path.is_file():
        return {}
    held = json.loads(path.read_text(encoding="utf-8"))
    return {str(key): str(value) for key, value in held.items()} if isinstance(held, dict) else {}


def own_copy(home: Path, rulebook: Path) -> Path:
    """The rulebook of the home, made from the one in use where it has none: that of the package is never written."""
    own = home / "rulebook.yaml"
    if not own.is_file():
        home.mkdir(parents=True, exist_ok=True)
        _write(own, rulebook.read_text(encoding="utf-8"))
    return own


def _write(path: Path, text: str) -> None:
    """Puts the text in the place of the file at one stroke: who is killed meanwhile leaves the one before."""
    draft = path.with_name(f"{path.name}.draft")
    draft.write_text(text, encoding="utf-8")
    os.replace(draft, path)
