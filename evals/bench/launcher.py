"""Starts one command and tells how long it took and how much memory; run as a script, by a small interpreter.

A child's peak memory counts what its parent held when it started. So the parent is this file, which holds nothing.
"""

import json
import os
import sys
from time import perf_counter


def launch(command: list[str]) -> dict[str, float]:
    """Run the command without its output: milliseconds, those of the processor, peak megabytes, exit code."""
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    started = perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=silent)
    # wait4 and not waitpid: it alone tells the memory of this one child.
    _, status, usage = os.wait4(child, 0)
    took = (perf_counter() - started) * 1000
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kibibytes elsewhere
    return {
        "milliseconds": took,
        "cpu": (usage.ru_utime + usage.ru_stime) * 1000,
        "peak_mb": usage.ru_maxrss * unit / 1_000_000,
        "code": os.waitstatus_to_exitcode(status),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(launch(sys.argv[1:])))
