"""Open questions read into the arguments of a query; begin with ``reader``, which puts the steps in order."""
