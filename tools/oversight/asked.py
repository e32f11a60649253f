"""What can be asked of oversight, and the words by which people say it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from tools.arguments import Arguments, PersonName, PortfolioId, ProgrammeId, ProjectId, QuestionText, Slot
from tools.signatures import AsOf

Horizon = Literal["overdue", "today", "week", "next_week", "month", "next_month"]
HORIZON_WORDS = (
    ("overdue", "overdue"), ("past due", "overdue"), ("missed", "overdue"), ("late with", "overdue"),
    ("today", "today"), ("by tonight", "today"), ("this week", "week"), ("by friday", "week"),
    ("end of the week", "week"),
    ("next week", "next_week"), ("this month", "month"), ("end of the month", "month"), ("month end", "month"),
    ("next month", "next_month"),
)  # fmt: skip
HorizonWord = Annotated[
    Horizon,
    Slot("word", words=HORIZON_WORDS),
    Field(description="Up to when: overdue alone, today, week, next_week, month or next_month, with what is overdue"),
]
Area = Literal["reports", "gates", "registers", "decisions"]
AREA_WORDS = (
    ("report", "reports"), ("reports", "reports"), ("status update", "reports"),
    ("gate", "gates"), ("papers", "gates"), ("conditions", "gates"), ("condition", "gates"),
    ("risk", "registers"), ("risks", "registers"), ("issues", "registers"), ("actions", "registers"),
    ("assumptions", "registers"), ("benefits", "registers"),
    ("decide", "decisions"), ("decisions", "decisions"), ("decision", "decisions"),
)  # fmt: skip


class DutiesOf(AsOf):
    """A person, and up to when."""

    person: Annotated[
        PersonName | None, Slot("person"), Field(description="A person's name; the asker where it is left out")
    ] = None
    project: ProjectId | None = None
    until: HorizonWord | None = None
    about: Annotated[
        Area | None,
        Slot("word", words=AREA_WORDS),
        Field(description="Only reports, gates, registers (risks, issues, assumptions, benefits) or decisions"),
    ] = None


class DecisionsOf(AsOf):
    """Whose decisions, about what, and up to when."""

    portfolio: PortfolioId | None = None
    programme: ProgrammeId | None = None
    project: ProjectId | None = None
    board: Annotated[str | None, Slot("board"), Field(description="Id of a board", max_length=40)] = None
    person: Annotated[
        PersonName | None, Slot("person"), Field(description="A person who decides, or sits on the board that does")
    ] = None
    mine: Annotated[
        bool,
        Slot(
            "switch",
            words=(
                ("i need to decide", "true"), ("i have to decide", "true"), ("do i decide", "true"),
                ("i decide", "true"),
                ("i must decide", "true"), ("from me", "true"), ("my decision", "true"), ("my decisions", "true"),
                ("on my desk", "true"), ("my call", "true"), ("need to approve", "true"), ("i approve", "true"),
            ),
        ),
        Field(description="Only what falls to the asker: by name, by role, or on a board on which they sit"),
    ] = False  # fmt: skip
    until: HorizonWord | None = None


LessonStatus = Literal["RAISED", "ACCEPTED", "EMBEDDED", "REJECTED"]


class LessonsOf(AsOf):
    """What the lessons are about, whose they are, and what became of them."""

    question: QuestionText | None = None
    project: ProjectId | None = None
    portfolio: PortfolioId | None = None
    status: Annotated[
        LessonStatus | None,
        Slot(
            "word",
            words=(
                ("not embedded", "ACCEPTED"), ("not yet embedded", "ACCEPTED"), ("accepted", "ACCEPTED"),
                ("never embedded", "ACCEPTED"), ("embedded", "EMBEDDED"), ("changed a clause", "EMBEDDED"),
                ("rejected", "REJECTED"), ("turned down", "REJECTED"), ("only raised", "RAISED"),
                ("not decided", "RAISED"), ("undecided", "RAISED"),
            ),
        ),
        Field(description="RAISED, ACCEPTED (and not embedded), EMBEDDED in a clause, or REJECTED"),
    ] = None  # fmt: skip


Window = Literal["week", "fortnight", "month", "quarter", "year"]


class ChangesSince(Arguments):
    """One project, or those of a portfolio or programme, and since when."""

    project: ProjectId | None = None
    portfolio: PortfolioId | None = None
    programme: ProgrammeId | None = None
    since: Annotated[
        date | None,
        Slot("since"),
        Field(description="Since which day, as YYYY-MM-DD; the month end before if left out"),
    ] = None
    window: Annotated[
        Window | None,
        Slot(
            "word",
            words=(
                ("last week", "week"), ("past week", "week"), ("this week", "week"), ("week on week", "week"),
                ("fortnight", "fortnight"), ("two weeks", "fortnight"), ("quarter", "quarter"),
                ("three months", "quarter"), ("last year", "year"), ("past year", "year"), ("twelve months", "year"),
            ),
        ),
        Field(description="How far back, where no day is given: week, fortnight, month, quarter or year"),
    ] = None  # fmt: skip
    as_of: Annotated[
        date | None, Slot("up_to"), Field(description="Up to which past day, as YYYY-MM-DD; today if left out")
    ] = None
