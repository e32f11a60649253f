"""What can be asked of a list of projects: the conditions, and the words by which people say them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tools.arguments import PersonName, PortfolioId, ProgrammeId, Slot
from tools.signatures import AsOf

COLOUR_WORDS = (
    ("green", "G"), ("amber", "A"), ("yellow", "A"), ("red", "R"), ("not reported", "NR"),
)  # fmt: skip
REPORTED_WORDS = ("reported", "reporting", "report", "say", "claim", "claimed")
CALCULATED_WORDS = ("calculated", "calculation", "really", "actually", "evidence", "figures", "should")
STAGE_WORDS = (
    ("idea", "IDEA"), ("define", "DEFINE"), ("plan", "PLAN"), ("planning", "PLAN"), ("deliver", "DELIVER"),
    ("delivery", "DELIVER"), ("transition", "TRANSITION"), ("closed", "CLOSED"),
)  # fmt: skip
STATE_WORDS = (
    ("on hold", "ON_HOLD"), ("paused", "ON_HOLD"), ("parked", "ON_HOLD"), ("stopped", "STOPPED"),
    ("complete", "COMPLETE"), ("cancelled", "CANCELLED"),
)  # fmt: skip
TYPE_WORDS = (
    ("digital", "DIGITAL"), ("infrastructure", "INFRASTRUCTURE"), ("regulatory", "REGULATORY"),
    ("people projects", "PEOPLE"),
)  # fmt: skip
CLASS_WORDS = (("class a", "A"), ("class b", "B"), ("class c", "C"))
Colour = Literal["G", "A", "R", "NR", "NA"]


class Conditions(AsOf):
    """Conditions on projects; all that are given must hold."""

    portfolio: PortfolioId | None = None
    programme: ProgrammeId | None = None
    stage: Annotated[str | None, Slot("word", words=STAGE_WORDS), Field(description="Lifecycle stage")] = None
    run_state: Annotated[
        str | None, Slot("word", words=STATE_WORDS), Field(description="ACTIVE, ON_HOLD, STOPPED, COMPLETE")
    ] = None
    type: Annotated[str | None, Slot("word", words=TYPE_WORDS), Field(description="Kind of project")] = None
    delivery_class: Annotated[
        Literal["A", "B", "C"] | None, Slot("word", words=CLASS_WORDS), Field(description="Delivery class")
    ] = None
    colour: Annotated[
        Colour | None,
        Slot("word", words=COLOUR_WORDS, unless=REPORTED_WORDS + CALCULATED_WORDS),
        Field(description="Overall colour by the report or by calculation, where it is not said which"),
    ] = None
    reported: Annotated[
        Colour | None,
        Slot("word", labels=REPORTED_WORDS, words=COLOUR_WORDS),
        Field(description="Overall colour of the last approved report: G, A, R or NR"),
    ] = None
    calculated: Annotated[
        Colour | None,
        Slot(
            "word",
            labels=CALCULATED_WORDS,
            words=COLOUR_WORDS,
        ),
        Field(description="Overall colour by calculation: G, A, R or NA"),
    ] = None
    unread: bool = Field(False, description="The question holds a condition that these arguments cannot say")
    differing: Annotated[
        bool | None,
        Slot(
            "switch",
            words=(
                ("watermelon", "true"),
                ("watermelons", "true"),
                ("disagree", "true"),
                ("differ", "true"),
                ("better than", "true"),
            ),
        ),
        Field(description="Only projects whose reported and calculated colours differ"),
    ] = None
    sponsor: Annotated[
        PersonName | None,
        Slot("person", labels=("sponsor", "sponsored", "sponsors")),
        Field(description="Sponsor's name"),
    ] = None
    pm: Annotated[PersonName | None, Slot("person"), Field(description="Project manager's name")] = None
    over_tolerance: Annotated[
        bool | None,
        Slot(
            "switch",
            words=(("over tolerance", "true"), ("out of tolerance", "true"), ("over budget", "true"),
                   ("overspent", "true"), ("overspending", "true"), ("breach", "true"), ("within tolerance", "false")),
        ),
        Field(description="Cost or time forecast over tolerance (true) or within it (false)"),
    ] = None  # fmt: skip
    late: Annotated[
        bool | None,
        Slot("switch", words=(("late", "true"), ("behind", "true"), ("slipping", "true"), ("delayed", "true"),
                              ("on time", "false"))),
        Field(description="Forecast finish after the baseline finish (true) or not (false)"),
    ] = None  # fmt: skip
    mine: Annotated[
        bool,
        Slot("switch", words=(("my projects", "true"), ("mine", "true"), ("do i run", "true"))),
        Field(description="Only projects that the asker manages or sponsors"),
    ] = False  # fmt: skip
