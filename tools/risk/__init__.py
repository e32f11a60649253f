"""Risks, their exposure and the contingency they need."""
