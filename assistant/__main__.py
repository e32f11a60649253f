"""``python -m assistant`` is ``pmo``."""

from assistant.cli.main import run

run()
