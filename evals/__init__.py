"""Does it answer well, and how fast? Cases are files under ``suites``; ``case.py`` is their schema."""
