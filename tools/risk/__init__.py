"""Risks, their exposure and the contingency they need: ``contingency``, ``register``; ``given`` of typed numbers."""
