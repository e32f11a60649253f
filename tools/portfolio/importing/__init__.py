"""Bringing data in: sources, lines, staging, checks, the plan, writing it; ``merging.py`` is the main path."""
