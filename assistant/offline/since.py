"""The two days that a comparison is between: since when, and up to when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.offline.values import Found

RELATIVE = re.compile(r"^(?:last|this|next|past)\b", re.IGNORECASE)
"""A period that is counted from today: which two days it means, is for the tool to say."""
WITHIN = re.compile(r"\b(?:in|during|over|for|throughout|within|of)\s+(?:all of\s+|the whole of\s+)?$", re.IGNORECASE)
AT_ITS_END = re.compile(r"\bend of\s+$", re.IGNORECASE)


def compared_days(text: str, values: Sequence[Found]) -> tuple[date | None, date | None]:
    """The day since which changes are asked about, and the day up to which; None where the question names none.

    A month or year in which something changed (“in June”) begins with the day before it; one since which it did
    (“since June”) is taken at its end, as two months that are compared with each other are.
    """
    named = [each for each in values if isinstance(each.value, date) and not RELATIVE.match(each.text)]
    days = [each.value for each in named if isinstance(each.value, date)]
    if len(days) > 1:
        return min(days[:2]), max(days[:2])
    if not named:
        return None, None
    before = text[: named[0].start]
    if named[0].first and WITHIN.search(before) and not AT_ITS_END.search(before):
        return named[0].first - timedelta(days=1), days[0]
    return days[0], None
