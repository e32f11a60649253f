"""Earned value and earned schedule: of a project (``project``) and of typed numbers (``given``)."""
