"""Synchronisations that are killed: a process that forks one for each command, and says where it died.

Run as a program. It imports everything once, since that takes longer than a synchronisation; each
command is a line of JSON, each reply a line with the signal or exit code, the events seen, and the place.
An event is a line of the room of knowledge, or a call within SQLAlchemy's or Chroma's doors: the nth one kills.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
ROOM = str(ROOT / "knowledge") + os.sep
DOORS = ("/sqlalchemy/engine/", "/chromadb/api/")


class Death(NamedTuple):
    status: int
    """Minus the signal that ended it, else the exit code."""
    events: int
    """How many events there were, where it lived."""
    place: str
    """File and function of the room of knowledge in which it died; empty where it was not by an event."""
    seconds: float


class Killer:
    """Starts synchronisations that end at an event or after a time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def sync(self, database: str, home: Path, folder: Path, chroma: str | None, **ending: float) -> Death:
        """Synchronise; ``event`` kills at that event (none is event 0), ``after`` once so many seconds have passed."""
        command = {"database": database, "home": str(home), "folder": str(folder), "chroma": chroma, **ending}
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        return Death(*json.loads(self._process.stdout.readline()))


@contextmanager
def killer() -> Iterator[Killer]:
    """Run this file as a program."""
    command = [sys.executable, __file__]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Killer(process)


def _serve() -> None:
    sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
    import chromadb  # noqa: F401
    from small_library import WordEmbedder

    from knowledge.index import embedded, generations, server  # noqa: F401
    from knowledge.sync import sync_folder

    for line in sys.stdin:
        command = json.loads(line)
        reading, writing = os.pipe()
        begun = time.monotonic()
        child = os.fork()
        if child == 0:
            os.close(reading)
            try:
                counted = _traced(writing, command["event"]) if "event" in command else [0]
                home, folder = Path(command["home"]), Path(command["folder"])
                sync_folder(command["database"], home, folder, WordEmbedder(), chroma_url=command["chroma"])
                sys.settrace(None)
                os.write(writing, json.dumps([counted[0], ""]).encode())
                os._exit(0)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(1)
        os.close(writing)
        if "after" in command:
            time.sleep(max(0.0, command["after"] - (time.monotonic() - begun)))
            os.kill(child, signal.SIGKILL)
        with os.fdopen(reading) as told:
            said = told.read()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        seconds = time.monotonic() - begun
        sys.stdout.write(json.dumps([status, *(json.loads(said) if said else [0, ""]), seconds]) + "\n")
        sys.stdout.flush()


def _traced(writing: int, last: float) -> list[int]:
    seen = [0]

    def event(frame: FrameType, what: str, _: Any) -> Any:
        mine = frame.f_code.co_filename.startswith(ROOM)
        at_a_door = what == "call" and any(door in frame.f_code.co_filename for door in DOORS)
        if at_a_door or (what == "line" and mine):
            seen[0] += 1
            if seen[0] == last:
                os.write(writing, json.dumps([seen[0], _place(frame)]).encode())
                os.kill(os.getpid(), signal.SIGKILL)
        return event if mine else None

    sys.settrace(event)
    return seen


def _place(frame: FrameType | None) -> str:
    while frame is not None and not frame.f_code.co_filename.startswith(ROOM):
        frame = frame.f_back
    return f"{frame.f_code.co_filename.removeprefix(ROOM)}:{frame.f_code.co_name}" if frame else ""


if __name__ == "__main__":
    _serve()
