"""Tables of boards: who decides, when they meet, and the decisions that are wanted of them or made."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tools.portfolio.schema import Recorded, rule, word

DecisionStatus = Literal["NEEDED", "MADE", "DEFERRED", "WITHDRAWN"]


class BoardRow(Recorded):
    """A body that decides gates, changes and exceptions."""

    __tablename__ = "board"

    board_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    project_id: Mapped[str | None] = mapped_column(ForeignKey("project.project_id"))
    """The project whose own committee it is; such a body steers, and decides no gate."""


class BoardMemberRow(Recorded):
    """One member of one board."""

    __tablename__ = "board_member"

    board_id: Mapped[str] = mapped_column(ForeignKey("board.board_id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.person_id"), primary_key=True)


class BoardMeetingRow(Recorded):
    """A day on which a board meets."""

    __tablename__ = "board_meeting"
    __table_args__ = (rule("papers_before", "papers_deadline <= meeting_date"),)

    board_id: Mapped[str] = mapped_column(ForeignKey("board.board_id"), primary_key=True)
    meeting_date: Mapped[date] = mapped_column(primary_key=True)
    papers_deadline: Mapped[date | None]


class DecisionRow(Recorded):
    """A decision that a board is asked for, or has made; about one project, or about the portfolio at large."""

    __tablename__ = "decision"
    __table_args__ = (
        rule("made_dated", "(status = 'MADE') = (decided_on IS NOT NULL)"),
        rule("made_says", "status <> 'MADE' OR outcome IS NOT NULL"),
    )

    decision_id: Mapped[str] = mapped_column(primary_key=True)
    board_id: Mapped[str] = mapped_column(ForeignKey("board.board_id"))
    project_id: Mapped[str | None] = mapped_column(ForeignKey("project.project_id"), index=True)
    change_request_id: Mapped[str | None] = mapped_column(ForeignKey("change_request.change_request_id"))
    question: Mapped[str]
    asked_on: Mapped[date | None]
    needed_by: Mapped[date | None]
    status: Mapped[DecisionStatus] = word("status", DecisionStatus)
    decided_on: Mapped[date | None]
    outcome: Mapped[str | None]
    rationale: Mapped[str | None]
    minutes_ref: Mapped[str | None]
