"""Letters of names, whatever alphabet they are from: Åsa, Łukasz and Émile begin with a capital as Anna does."""

from __future__ import annotations

_LETTERS = [chr(code) for code in range(0x0530) if chr(code).isalpha()]
"""Latin, Greek and Cyrillic ones."""
CAPITAL = f"[{''.join(letter for letter in _LETTERS if letter.isupper())}]"
LOWER = f"[{''.join(letter for letter in _LETTERS if letter.islower())}]"
"""Classes of letters for regular expressions."""
