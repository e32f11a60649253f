"""Which roles a text names: by their names, or by the noun that only one of them has, in singular or plural."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

OTHER_ROLES = r"(?<!project )(?<!programme )(?<!program )(?<!portfolio )(?<!line )"
"""Before a shared noun: the leaders of projects are no role of the pool."""


def roles_named(text: str, roles: Mapping[str, str]) -> tuple[str, ...]:
    """Ids of the roles that a text names, in the order of their ids; ``roles`` holds names by id.

    A whole name counts first; a noun that several roles share counts for all of them in the plural.
    """
    rest = " ".join(text.casefold().split())
    found = set()
    for role_id, name in sorted(roles.items(), key=lambda pair: -len(pair[1])):
        pattern = rf"\b{re.escape(name.casefold())}s?\b"
        if re.search(pattern, rest):
            found.add(role_id)
            rest = re.sub(pattern, " ", rest)
    nouns = Counter(_noun(name) for name in roles.values())
    for role_id, name in roles.items():
        noun = _noun(name)
        plural = f"{re.escape(noun)}s?" if nouns[noun] == 1 else f"{OTHER_ROLES}{re.escape(noun)}s"
        if re.search(rf"{OTHER_ROLES}\b{plural}\b", rest):
            found.add(role_id)
    return tuple(sorted(found))


def _noun(name: str) -> str:
    """The noun of a role's name: “architect” of “Solution architect”, “developer” of “Developer of interfaces”."""
    return re.split(r"\s+(?:of|for|in)\s+", name.casefold())[0].split()[-1]
