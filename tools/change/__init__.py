"""Changes and dependencies: what waits, what was approved, who decides."""
