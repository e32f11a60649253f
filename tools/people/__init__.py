"""Roles and people: capacity, demand and clashes."""
