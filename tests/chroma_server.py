"""A real Chroma server for tests, on this machine alone."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.errors import KnowledgeError
from knowledge.index.greeting import Server

RUN = "import sys, chromadb_rust_bindings as b; b.cli(['chroma', 'run', *sys.argv[1:]])"
"""What the command ``chroma`` does, without importing all of Chroma first."""
PATIENCE = 60.0


@contextmanager
def running_chroma() -> Iterator[str]:
    """Run a server over a folder of its own; give its URL."""
    with tempfile.TemporaryDirectory(prefix="pmo-chroma-", ignore_cleanup_errors=True) as folder:
        port = free_port()
        command = [sys.executable, "-c", RUN, "--path", folder, "--host", "127.0.0.1", "--port", str(port)]
        with (Path(folder) / "log").open("wb") as log:
            server = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "ANONYMIZED_TELEMETRY": "0"})
        try:
            _await(server, f"http://127.0.0.1:{port}", Path(folder) / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.kill()
            server.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _await(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            Server.at(url).greet()
            return
        except KnowledgeError as trouble:
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"the Chroma server did not start: {log.read_text()[-500:]}") from trouble
            time.sleep(0.02)  # a start takes as long as it takes: there is nothing to be told by
