"""How one figure is named and shown, in the field's words."""

from __future__ import annotations

from dataclasses import dataclass

from tools.result import Unit


@dataclass(frozen=True, slots=True)
class Term:
    """How one figure is named and shown."""

    name: str
    unit: Unit
    formula: str | None = None
    signed: bool = False
    qualifiers: tuple[str, ...] = ()
    """Words of which one must stand in the sentence, because a rival figure exists."""
    synonyms: tuple[str, ...] = ()
