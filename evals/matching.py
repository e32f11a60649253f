"""Whether what stands in an answer is what a case means: figures, references, arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from evals.case import WantedFigure
from evals.wording import said, shape


def covers(ref: str, cited: str) -> bool:
    """Whether a ref of a case covers a cited one; a ref without § covers every clause of its version."""
    return cited == ref or cited.startswith(f"{ref} §")


def is_meant(wanted: WantedFigure, figure: Mapping[str, Any]) -> bool:
    """Whether a figure of an answer is the one that the case speaks of; its value plays no part."""
    return (
        (wanted.subject is None or wanted.subject == figure["subject"])
        and (wanted.name is None or said(wanted.name, figure["name"]))
        and (wanted.unit is None or wanted.unit == figure["unit"])
        and (wanted.as_of is None or wanted.as_of.isoformat() == figure["as_of"])
    )


def has_value(wanted: WantedFigure, figure: Mapping[str, Any]) -> bool:
    """Whether a figure has the value, and is shown, as the case says."""
    if wanted.shown and not said(wanted.shown, figure["text"]):
        return False
    value, got = wanted.value, figure["value"]
    if not wanted.has_value:
        return True
    if isinstance(value, (int, float)):
        is_number = isinstance(got, (int, float)) and not isinstance(got, bool)
        return is_number and abs(got - value) <= max(wanted.within, abs(value) * wanted.within_ratio, 1e-9)
    return bool(got == (value.isoformat() if isinstance(value, date) else value))


def described(wanted: WantedFigure) -> str:
    """The figure that a case wants, in one line."""
    given = wanted.model_dump(mode="json", exclude_unset=True, exclude={"absent"})
    return ", ".join(f"{name} {value}" for name, value in given.items())


def holds(wanted: Mapping[str, Any], arguments: Mapping[str, Any]) -> bool:
    """Whether the arguments hold all the wanted ones; dates and numbers are compared as JSON writes them."""
    return all(name in arguments and _same(value, arguments[name]) for name, value in wanted.items())


def _same(wanted: Any, got: Any) -> bool:
    if isinstance(wanted, (int, float)) and not isinstance(wanted, bool):
        try:
            return abs(float(got) - wanted) < 1e-9
        except (TypeError, ValueError):
            return False
    return bool(str(wanted).casefold() == str(got).casefold())


def kinds_of(ids: Sequence[str]) -> list[str]:
    """One id for each kind of record among them."""
    return list({shape(id): id for id in ids}.values())
