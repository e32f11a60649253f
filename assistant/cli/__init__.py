"""The command line: ``pmo``."""
