"""The table of lessons: what projects learnt, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tools.portfolio.schema import Recorded, word
from tools.portfolio.structure import Stage

LessonStatus = Literal["RAISED", "ACCEPTED", "EMBEDDED", "REJECTED"]


class LessonRow(Recorded):
    """A lesson of a project, in the words of its people: data, never instruction."""

    __tablename__ = "lesson"

    lesson_id: Mapped[str] = mapped_column(primary_key=True)
    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), index=True)
    raised_on: Mapped[date]
    stage: Mapped[Stage | None] = word("stage", Stage)
    category: Mapped[str]
    what_happened: Mapped[str]
    cause: Mapped[str | None]
    recommendation: Mapped[str | None]
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    status: Mapped[LessonStatus] = word("status", LessonStatus)
    embedded_in: Mapped[str | None]
    """The clause that it changed: document and clause, for example ``PMO-STD-004 §5.1``."""
