"""The assistant over PostgreSQL: moved there, it answers as it did; and what it keeps, on both kinds of database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select

from assistant.answer import Answer, Question
from assistant.conversation import PastTurn
from assistant.store.tables import TurnRow
from assistant.store.threads import Threads
from assistant.turn import Turns
from assistant.wiring import build
from tests.conftest import at
from tests.databases import Databases
from tools.portfolio.database import open_engine, upgrade
from tools.portfolio.transfer import copy


@pytest.fixture(scope="module")
def moved(turns: Turns, demo_home: Path, databases: Databases) -> Iterator[Turns]:
    """The assistant of the demo's home after a move of its database to a server."""
    url = databases.new()
    copy(at(demo_home).url, url)
    assistant = build(at(demo_home).model_copy(update={"database_url": url}), now=turns.now)
    yield assistant
    assistant.close()
    databases.drop(url)


def lasting(answer: Answer) -> dict[str, Any]:
    """The answer without what is another each time."""
    document = answer.as_document()
    for varies in ("id", "receipt", "milliseconds"):
        document.pop(varies)
    for call in document["tools"]:
        call.pop("milliseconds")
    return document


@pytest.mark.database("postgresql")
@pytest.mark.parametrize(
    "text",
    [
        "Is Ledger within tolerance, and if not, what has to happen?",
        "Which projects are red?",
        "What is the amber threshold for cost?",
    ],
)
def test_an_answer_is_the_same_on_a_server(
    turns: Turns, moved: Turns, address: Callable[[str], str], text: str
) -> None:
    question = Question(text, address("tomasz.wolny"))

    here, there = turns.answer(question), moved.answer(question)

    assert there.kind == "answer"
    assert there.checked.passed
    assert lasting(there) == lasting(here)
    assert moved.receipts.show(there.receipt, there.asked_by)["answer"]["text"] == here.text


@pytest.mark.database("postgresql")
def test_a_conversation_goes_on_on_a_server(moved: Turns, address: Callable[[str], str]) -> None:
    asker = address("tomasz.wolny")
    moved.answer(Question("How does P-301 stand?", asker, thread="T"))

    answer = moved.answer(Question("and when will it finish?", asker, thread="T"))

    assert answer.kind == "answer"
    assert "P-301" in answer.text


@pytest.mark.database("sqlite", "postgresql")
def test_turns_that_end_at_one_moment_are_all_kept_one_after_another(databases: Databases) -> None:
    url = databases.new()
    upgrade(url)
    engine, start = open_engine(url), Barrier(8)

    def end(number: int) -> None:
        start.wait()
        turn = PastTurn(question=f"{number}?", text="Yes.", kind="answer")
        Threads(engine).add("slack", "T", "x@y.example", turn, datetime(2026, 11, 3, tzinfo=UTC))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(end, range(8)))

    with engine.connect() as connection:
        rows = connection.execute(select(TurnRow.position, TurnRow.question).order_by(TurnRow.position)).all()
    engine.dispose()
    databases.drop(url)
    assert [row.position for row in rows] == list(range(1, 9))
    assert {row.question for row in rows} == {f"{number}?" for number in range(8)}
