"""What can be asked of projects: where they belong, their state, people, and colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from tools.calculations.outcome import Outcome, undefined
from tools.calculations.rag import FORMULA as RAG
from tools.judgement.tolerances import ToleranceState
from tools.portfolio.structure import DeliveryClass, DeliveryMethod, Mandate, RunState, Stage, WorkType
from tools.query.declared import YES_NO, Field, Named, Row, dimension, yes
from tools.result import Colour

COLOURS: tuple[tuple[str, str], ...] = (
    ("green", "G"), ("amber", "A"), ("yellow", "A"), ("red", "R"), ("not reported", "NR"), ("not applicable", "NA"),
)  # fmt: skip
JUDGED = ("G", "A", "R")
CHANGE = "F-CHG"


def recorded(name: str) -> Callable[[Row], Any]:
    """A recorded field of the project."""
    return lambda row: getattr(row.facts, name)


def named(id_: str | None, name: str | None) -> Named | None:
    """A record with its name; None where none is recorded."""
    return Named(id_, name or id_) if id_ else None


def reported(row: Row) -> Colour:
    """Overall colour of the newest approved report."""
    held = row.facts.report.colour("OVERALL") if row.facts.report else None
    return held.reported if held else "NR"


def calculated(row: Row) -> Colour:
    """Overall colour by calculation."""
    return row.of_project.judgement.colour("OVERALL")


def _differ(row: Row) -> str | Outcome[Any]:
    said, found = reported(row), calculated(row)
    if said not in JUDGED or found not in JUDGED:
        return undefined("one of the two colours is not there", RAG)
    return "NO" if said == found else "YES"


def _standing(place: int) -> Callable[[Row], str | Outcome[Any]]:
    def of(row: Row) -> str | Outcome[Any]:
        state: ToleranceState = row.of_project.tolerances[place]
        if state.standing == "unknown":
            return undefined(state.missing or "it cannot be judged", CHANGE if place == 0 else "F-SCH")
        return "OVER" if state.standing == "over" else "WITHIN"

    return of


def _objectives(row: Row) -> tuple[str, ...]:
    return tuple(each.objective_id for each in row.facts.links)


def _late(row: Row) -> str | Outcome[Any] | None:
    slip = row.of_project.measurement.slip
    return slip if slip.value is None else yes(slip.value > 0)


def _over_budget(row: Row) -> str | Outcome[Any] | None:
    grown = row.of_project.measurement.growth_pm
    return grown if grown.value is None else yes(grown.value > 0)


def _mine(row: Row) -> str | None:
    me = row.enquiry.viewer.person_id
    return yes(me in (row.facts.sponsor_id, row.facts.pm_id))


PROJECTS: tuple[Field, ...] = (
    dimension("portfolio", "project", "portfolio", "The portfolio of the project.",
              lambda row: named(row.facts.portfolio_id, row.facts.portfolio), unit="name", refers="portfolio",
              synonyms=("area",)),
    dimension("programme", "project", "programme", "The programme of the project, where it has one.",
              lambda row: named(row.facts.programme_id, row.facts.programme), unit="name", refers="programme",
              synonyms=("program",)),
    dimension("project", "project", "project", "The project itself.",
              lambda row: named(row.facts.project_id, f"{row.facts.project_id} {row.facts.name}"), unit="name",
              refers="project"),
    dimension("stage", "project", "stage", "The lifecycle stage on the day.", recorded("stage"),
              values=get_args(Stage), synonyms=("lifecycle stage", "phase"),
              words=(("planning", "PLAN"), ("delivery", "DELIVER"), ("in delivery", "DELIVER"), ("delivering",
              "DELIVER"))),
    dimension("run_state", "project", "run state", "Whether the project runs, is on hold or has ended.",
              recorded("run_state"), values=get_args(RunState), synonyms=("state",),
              words=(("paused", "ON_HOLD"), ("parked", "ON_HOLD"), ("completed", "COMPLETE"))),
    dimension("type", "project", "type of work", "The kind of work.", recorded("type"), values=get_args(WorkType),
              synonyms=("type", "kind", "kind of work", "project type"),
              words=(("change projects", "CHANGE"), ("people projects", "PEOPLE"))),
    dimension("delivery_class", "project", "delivery class", "The class by size and risk.", recorded("delivery_class"),
              values=get_args(DeliveryClass), synonyms=("class",),
              words=(("class a", "A"), ("class b", "B"), ("class c", "C"))),
    dimension("sponsor", "project", "sponsor", "The sponsor on the day.",
              lambda row: named(row.facts.sponsor_id, row.facts.sponsor), unit="name", refers="person",
              synonyms=("sponsored",)),
    dimension("manager", "project", "project manager", "The project manager on the day.",
              lambda row: named(row.facts.pm_id, row.facts.pm), unit="name", refers="person",
              synonyms=("manager", "pm", "managed", "project lead", "run by")),
    dimension("mandate", "project", "mandate", "Why the project must be done, where it must.", recorded("mandate_type"),
              values=get_args(Mandate), synonyms=("mandate type", "mandated"),
              words=(("safety mandate", "SAFETY"), ("regulatory mandate", "REGULATORY"))),
    dimension("classification", "project", "classification", "How confidential the project is.",
              recorded("classification"), values=("PUBLIC", "INTERNAL", "CONFIDENTIAL", "RESTRICTED")),
    dimension("delivery_method", "project", "delivery method", "How it is delivered.", recorded("delivery_method"),
              values=get_args(DeliveryMethod), synonyms=("method", "way of working")),
    dimension("owning_unit", "project", "owning unit", "The unit of the organisation that owns the project.",
              recorded("owning_unit"), unit="text", synonyms=("unit", "department", "directorate")),
    dimension("objective", "project", "objective", "The objectives that the project is linked to; one by one.",
              _objectives, unit="name", synonyms=("strategic objective", "objectives", "goal")),
    dimension("tag", "project", "tag", "The tags of the project; one by one.", recorded("tags"), unit="text",
              synonyms=("tags",)),
    dimension("reported", "project", "reported colour", "The overall colour of the newest approved report.", reported,
              unit="colour", values=("G", "A", "R", "NR", "NA"), words=COLOURS,
              synonyms=("reported", "reported rag", "reported as", "reported status")),
    dimension("calculated", "project", "calculated colour", "The overall colour by calculation.", calculated,
              unit="colour", values=("G", "A", "R", "NR", "NA"), words=COLOURS, formula=RAG,
              synonyms=("calculated", "colour", "rag", "rag status", "by calculation", "really")),
    dimension("colours_differ", "project", "colours differ", "Whether the reported and the calculated colour differ.",
              _differ, values=YES_NO, formula=RAG,
              words=(("colours differ", "YES"), ("watermelon", "YES"), ("watermelons", "YES"))),
    dimension("cost_standing", "project", "cost tolerance",
              "Whether the cost forecast is over its tolerance or within.",
              _standing(0), values=("OVER", "WITHIN"), formula=CHANGE,
              words=(("over tolerance", "OVER"), ("over their tolerance", "OVER"), ("over cost tolerance", "OVER"),
                     ("out of tolerance", "OVER"), ("within tolerance", "WITHIN"))),
    dimension("time_standing", "project", "time tolerance",
              "Whether the forecast finish is over its tolerance or within.",
              _standing(1), values=("OVER", "WITHIN"), formula="F-SCH", words=(("over time tolerance", "OVER"),)),
    dimension("late", "project", "finish after the baseline",
              "Whether the manager's forecast finish is after the baseline finish.", _late,
              values=YES_NO, formula="F-SCH",
              words=(("late", "YES"), ("behind", "YES"), ("delayed", "YES"), ("slipping", "YES"), ("on time", "NO"))),
    dimension("over_budget", "project", "EAC greater than BAC", "Whether the manager's EAC is more than BAC.",
              _over_budget,
              values=YES_NO, formula=CHANGE,
              words=(("over budget", "YES"), ("overspent", "YES"), ("overspending", "YES"), ("within budget", "NO"))),
    dimension("mine", "project", "mine", "Whether the asker manages or sponsors the project.", _mine, values=YES_NO,
              words=(("my projects", "YES"), ("of mine", "YES"), ("that i run", "YES"), ("i run", "YES"))),
)  # fmt: skip
