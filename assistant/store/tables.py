"""Tables of the assistant itself; created by the migrations of ``tools/portfolio``."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class StoreBase(DeclarativeBase):
    """Declares what the assistant keeps."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {dict[str, Any]: JSON}


class ReceiptRow(StoreBase):
    """How one answer came about."""

    __tablename__ = "receipt"

    id: Mapped[str] = mapped_column(primary_key=True)
    created_at: Mapped[str]
    asked_by: Mapped[str] = mapped_column(index=True)
    question: Mapped[str]
    kind: Mapped[str]
    body: Mapped[dict[str, Any]]
    fingerprint: Mapped[str]


class TurnRow(StoreBase):
    """One question and its answer within a thread of one surface."""

    __tablename__ = "conversation_turn"
    __table_args__ = (UniqueConstraint("surface", "thread", "position", name="uq_conversation_turn_place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    surface: Mapped[str]
    thread: Mapped[str]
    position: Mapped[int]
    asked_by: Mapped[str]
    question: Mapped[str]
    answer: Mapped[dict[str, Any]]
    created_at: Mapped[str]
