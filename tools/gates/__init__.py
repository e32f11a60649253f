"""Gate reviews: ``readiness`` is the tool; ``case`` holds what a review rests on, ``conditions`` what boards asked for."""
