"""Whole processes: how long a new one takes from start to end, and how much memory it takes at most."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from evals.bench.timing import Spent, Timing, timing

LAUNCHER = Path(__file__).with_name("launcher.py")
ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "assistant")
"""What ``pmo`` runs, whether or not the script stands on the path."""
NOTE = "new process; files in cache, bytecode as after installing"


class ProcessFailed(Exception):
    """A command that was measured did not end well; its time would say nothing."""


def run_once(command: Sequence[str], environment: Mapping[str, str]) -> Spent:
    """Run a command to its end; raises ProcessFailed with its words where the exit code is not 0."""
    through = [sys.executable, "-I", "-S", str(LAUNCHER), *command]
    told = subprocess.run(through, env=dict(environment), cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    measured = json.loads(told.stdout)
    if measured["code"] != 0:
        raise ProcessFailed(f"{' '.join(command)} ended with {measured['code']}: {told.stderr.strip()}")
    return Spent(measured["milliseconds"], measured["cpu"], measured["peak_mb"])


def measure(name: str, arguments: Sequence[str], home: Path, tries: int) -> Timing:
    """The timing of ``pmo`` with these arguments over the demo in ``home``, after one start that is not counted.

    Raises ProcessFailed.
    """
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PMO_", "PYTHON"))}
    # The first start compiles, as installing does; where bytecode may not stand beside the code, it stands here.
    environment = {**kept, "PMO_HOME": str(home), "PYTHONPYCACHEPREFIX": str(home / "bytecode")}
    ended = [run_once([*PROGRAM, *arguments], environment) for _ in range(tries + 1)]
    return timing(name, ended[1:], NOTE)
