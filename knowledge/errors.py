"""What can go wrong with the standards; every message says what to do."""

from __future__ import annotations


class KnowledgeError(Exception):
    """Trouble with the library that a person can act on."""
