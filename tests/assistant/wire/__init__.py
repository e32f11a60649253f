"""A stand-in for a model's server: ``server`` listens, ``demands`` is strict about requests, ``replies`` are played."""
