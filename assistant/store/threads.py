"""Conversations as rows: the last turns of a thread are read, each new turn is added once."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assistant.conversation import PastAsk, PastTurn, Thread
from assistant.store.tables import TurnRow
from tools.result import Option

TURNS_READ = 6
"""Turns of a thread that a new question is read against."""
TRIES = 20
"""Each try that fails has let another turn in, so this many may come at once."""


class Threads:
    """Keeps the turns of conversations, by surface and thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def load(self, surface: str, thread: str | None, asked_by: str) -> Thread:
        """The last turns of this person in the thread, oldest first; another person's turns are not read."""
        if thread is None:
            return Thread()
        newest = (
            select(TurnRow)
            .where(TurnRow.surface == surface, TurnRow.thread == thread, TurnRow.asked_by == asked_by)
            .order_by(TurnRow.position.desc())
            .limit(TURNS_READ)
        )
        with Session(self._engine) as session:
            return Thread(tuple(_turn(row) for row in reversed(session.scalars(newest).all())))

    def add(self, surface: str, thread: str, asked_by: str, turn: PastTurn, at: datetime) -> None:
        """Add a turn at the end of the thread; where another is added at the same moment, after that one."""
        for _ in range(TRIES - 1):
            with suppress(IntegrityError):  # the place was taken meanwhile
                return self._add(surface, thread, asked_by, turn, at)
        return self._add(surface, thread, asked_by, turn, at)

    def _add(self, surface: str, thread: str, asked_by: str, turn: PastTurn, at: datetime) -> None:
        place = select(func.coalesce(func.max(TurnRow.position), 0) + 1).where(
            TurnRow.surface == surface, TurnRow.thread == thread
        )
        with Session(self._engine) as session, session.begin():
            row = TurnRow(
                surface=surface,
                thread=thread,
                position=session.scalar(place),
                asked_by=asked_by,
                question=turn.question,
                answer=asdict(turn),
                created_at=at.isoformat(timespec="milliseconds"),
            )
            session.add(row)


def _turn(row: TurnRow) -> PastTurn:
    kept = row.answer
    return PastTurn(
        question=kept["question"],
        text=kept["text"],
        kind=kept["kind"],
        asks=tuple(PastAsk(ask["tool"], ask["arguments"]) for ask in kept["asks"]),
        subjects=tuple(kept["subjects"]),
        documents=tuple(kept["documents"]),
        options=tuple(Option(**option) for option in kept["options"]),
    )
