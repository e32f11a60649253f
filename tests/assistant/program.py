"""The program as a person runs it."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def pmo(home, *words, code=0, text=None):
    """Run the program as a person would, in a home of its own."""
    ran = subprocess.run(
        [sys.executable, "-m", "assistant", *words],
        capture_output=True, text=True, input=text, cwd=ROOT, env={"PMO_HOME": str(home), "PATH": "", "COLUMNS": "100"},
    )  # fmt: skip
    assert ran.returncode == code, ran.stderr
    return ran


class Inside:
    """The program within this process, where a test runs it often."""

    def __init__(self, monkeypatch, capsys):
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, home, *words, code=0, text="", **settings):
        from assistant.cli.main import app, run

        self._monkeypatch.setattr(app, "registered_groups", [*app.registered_groups])  # run adds to them
        for name in [name for name in os.environ if name.startswith(("PMO_", "OPENAI_"))]:
            self._monkeypatch.delenv(name)
        for name, value in {"PMO_HOME": str(home), **settings}.items():
            self._monkeypatch.setenv(name, value)
        self._monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        self._monkeypatch.setattr(sys, "argv", ["pmo", *words])
        with pytest.raises(SystemExit) as left:
            run()
        said = self._capsys.readouterr()
        assert (left.value.code or 0) == code, said.err
        return said
