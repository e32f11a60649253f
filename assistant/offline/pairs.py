"""Questions that set two terms beside each other: “what is the difference between a waiver and an exception?”."""

from __future__ import annotations

import re

_PAIR = (
    re.compile(r"\bdifference between (?:an? |the )?(?P<a>.+?) and (?:an? |the )?(?P<b>.+?)[?.!]*$", re.IGNORECASE),
    re.compile(
        r"\bhow (?:does|do|is|are) (?:an? |the )?(?P<a>.+?) (?:differ(?:ent)? from|unlike) "
        r"(?:an? |the )?(?P<b>.+?)[?.!]*$",
        re.IGNORECASE,
    ),
    re.compile(r"\bis (?:an? |the )?(?P<a>.+?) the same (?:thing )?as (?:an? |the )?(?P<b>.+?)[?.!]*$", re.I),
    re.compile(r"^(?:an? |the )?(?P<a>[^,.?]+?) (?:vs\.?|versus) (?:an? |the )?(?P<b>.+?)[?.!]*$", re.IGNORECASE),
)
LONGEST_TERM = 6
"""Words; longer stretches are no terms."""


def paired(text: str) -> tuple[str, str] | None:
    """The two terms whose difference is asked for, None where none is."""
    found = next((m for pattern in _PAIR if (m := pattern.search(text))), None)
    if found is None or re.search(r"\d|\bversions?\b", found[0]):
        return None
    terms = (found["a"].strip(), found["b"].strip())
    return terms if all(0 < len(term.split()) <= LONGEST_TERM for term in terms) else None
