"""Gate reviews: ``readiness`` is the tool, ``case`` what a review rests on, ``conditions`` what boards asked for."""
