"""Objectives, priorities and selection."""
