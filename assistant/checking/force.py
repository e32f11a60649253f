"""Dates from and until which a version holds, against the versions that the sentence cites."""

from __future__ import annotations

import re
from datetime import timedelta

from assistant.checking.quantities import Day
from assistant.checking.reading import Reading, Value
from knowledge.clauses import Version

FROM = re.compile(
    r"\b(?:since|from|effective(?: from| on)?|in force (?:from|since)|as of|took effect on|"
    r"takes effect on|after|began on)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
UNTIL = re.compile(
    r"\b(?:until|till|up to|to|through|ended on|superseded on|expired on|before)\s+(?:the\s+)?$", re.IGNORECASE
)


def in_force_date(value: Value, literal: Day, reading: Reading) -> str | None:
    """The version whose first or last day the date is, where the words before it say which; None otherwise."""
    before = reading.text(max(0, value.start - 30), value.start)
    is_start, is_end = bool(FROM.search(before)), bool(UNTIL.search(before))
    for clause in reading.clauses_near(value.start):
        version = clause.version
        if is_start and _starts(version, literal):
            return f"{version.ref} in force from"
        if is_end and _ends(version, literal, is_exclusive=before.lower().rstrip().endswith("before")):
            return f"{version.ref} in force until"
    return None


def _starts(version: Version, day: Day) -> bool:
    return version.effective_from is not None and day.covers(version.effective_from)


def _ends(version: Version, day: Day, is_exclusive: bool) -> bool:
    last = version.effective_to
    if last is None:
        return is_exclusive and _starts(version, day)
    return day.covers(last + timedelta(days=1) if is_exclusive else last)
