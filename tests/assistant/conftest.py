"""An agent with a scripted model, and a stand-in for a model's server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from imaginary import MOOR, WEIGH, Play, ScriptedModel
from program import Inside
from wire.server import StandIn, stand_in
from wired import Asker

from assistant import models
from assistant.agent import Agent
from prompts.loader import load
from tools.tool import Tool


@pytest.fixture
def play() -> Iterator[Play]:
    """Makes an agent whose model plays a script, and sees to it that the script is played to its end."""
    scripted: list[ScriptedModel] = []

    def make(
        *script: Any, catalogue: tuple[Tool, ...] = (WEIGH, MOOR), seconds: float = 60
    ) -> tuple[Agent, ScriptedModel]:
        scripted.append(ScriptedModel(script=list(script)))
        return Agent(scripted[-1], "openai:scripted", load("answer"), catalogue, seconds), scripted[-1]

    yield make
    for model in scripted:
        model.settle()


@pytest.fixture(scope="module")
def listening() -> Iterator[StandIn]:
    """A stand-in for a model's server, for all tests of a file."""
    with stand_in() as server:
        yield server


@pytest.fixture
def server(listening: StandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """The stand-in with an empty script, which has to be played to its end; nobody waits long between tries."""
    monkeypatch.setattr(models, "WAITS", (0.01, 0.01))
    yield listening.begin()
    listening.settle()


@pytest.fixture(params=["whole", "streamed"])
def ask(request: pytest.FixtureRequest, server: StandIn) -> Asker:
    """Asks the stand-in, once with whole replies and once with streamed ones."""
    return Asker(server, request.param == "streamed")


@pytest.fixture
def inside(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    """Runs the program within this process."""
    return Inside(monkeypatch, capsys)
