"""How fast? ``python -m evals.bench`` prints a table and writes JSON; first marks stand beside, never asserted."""
