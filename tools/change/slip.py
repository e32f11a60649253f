"""What breaks where a project slips by some days and nobody acts: along its deliveries, and on from there (F-DEP)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tools.calculations.dependencies import Effect, knock_on
from tools.change.handover import Handover, handovers
from tools.enquiry import Enquiry
from tools.facts.dependencies import DependencyFacts
from tools.facts.dependencies import dependencies as load_dependencies
from tools.records.answering import answer
from tools.records.scope import Scope
from tools.result import Table, ToolResult
from tools.wording.sentences import listed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TOOL = "dependencies"
COLUMNS = ("Dependency", "From", "To", "Kind", "Then comes", "Needed by", "Days after need", "Holds up by")


def of_slip(enquiry: Enquiry, session: Session, scope: Scope, days: int, arguments: Mapping[str, object]) -> ToolResult:
    """What a slip of the project by ``days`` does to those who wait for it, and to those who wait for them."""
    held = _downstream(enquiry, session, scope.subject)
    by_id = {each.facts.dependency_id: each for each in handovers(enquiry, scope.evidence, held)}
    effects = knock_on((each.link() for each in by_id.values()), scope.subject, days)
    broken = [effect for effect in effects if effect.late is not None and effect.late > 0]
    safe = [effect for effect in effects if effect.late is not None and effect.late <= 0]
    typed = scope.evidence.say("slip_typed", days, "question", subject="given")
    return answer(
        TOOL,
        enquiry,
        scope.evidence,
        _headline(scope, typed, effects, broken, by_id),
        facts=(
            *(_line(effect, by_id[effect.link.key]) for effect in broken),
            *(_safe(each, by_id[each.link.key]) for each in safe),
        ),
        next_steps=("Tell those who wait before the new date is set, and agree the dates of both sides again.",)
        if broken
        else (),
        cautions=(
            "Nothing was changed. The projects that wait are taken to pass on the days by which they are held up; a "
            "delivery that they can do without holds nobody up.",
            _undated([effect for effect in effects if effect.late is None], by_id),
        ),
        table=Table(COLUMNS, tuple(_cells(effect, by_id[effect.link.key]) for effect in effects))
        if len(effects) > 1
        else None,
        subjects=(scope.subject, *(effect.link.consumer for effect in broken)),
        arguments=arguments,
    )


def _downstream(enquiry: Enquiry, session: Session, start: str) -> dict[str, tuple[DependencyFacts, ...]]:
    """What the project provides, and what those provide who wait for it, as far as it goes."""
    held: dict[str, tuple[DependencyFacts, ...]] = {}
    frontier = {start}
    while frontier:
        found = load_dependencies(session, enquiry.viewer, sorted(frontier), enquiry.today)
        for project_id in frontier:
            held[project_id] = tuple(each for each in found.get(project_id, ()) if each.provider_id == project_id)
        frontier = {each.consumer_id for project_id in frontier for each in held[project_id]} - held.keys()
    return held


def _headline(
    scope: Scope, typed: str, effects: tuple[Effect, ...], broken: list[Effect], by_id: Mapping[str, Handover]
) -> str:
    if not effects:
        return (
            f"No open dependency on {scope.words} is recorded, so a slip of {typed} breaks nothing that is known here."
        )
    if not broken:
        return f"A slip of {scope.words} by {typed} breaks no dependency: each still comes by the day it is needed."
    count = scope.evidence.say("dependencies_broken", len(broken), *(by_id[each.link.key].facts.row for each in broken))
    held_up = [by_id[effect.link.key].consumer for effect in broken if effect.passed_on > 0]
    who = f", which holds up {listed(list(dict.fromkeys(held_up)))}" if held_up else ""
    noun = "delivery comes" if len(broken) == 1 else "deliveries come"
    return f"If {scope.words} slips by {typed}, {count} {noun} later than needed{who}."


def _line(effect: Effect, handover: Handover) -> str:
    say = handover.say
    then = say("dependency_then", effect.expected)
    late = say("dependency_then_late", effect.late)
    head = (
        f"{handover.name}, {handover.what} for {handover.consumer}, then comes on {then}, {late} after it is needed "
        f"({say('need_by', handover.facts.need_by)})"
    )
    if effect.passed_on <= 0:
        return (
            f"{head}; it is {say('dependency_type', handover.facts.type)}, so {handover.consumer} is not held up by it."
        )
    return f"{head}, which holds {handover.consumer} up by {say('held_up', effect.passed_on)} more."


def _safe(effect: Effect, handover: Handover) -> str:
    then = handover.say("dependency_then", effect.expected)
    spare = handover.say("dependency_spare", -(effect.late or 0))
    return f"{handover.name} for {handover.consumer} then comes on {then} and still has {spare} to spare."


def _undated(effects: list[Effect], by_id: Mapping[str, Handover]) -> str:
    names = listed([by_id[effect.link.key].name for effect in effects])
    return f"Not judged for want of a date: {names}." if names else ""


def _cells(effect: Effect, handover: Handover) -> tuple[str, ...]:
    say, is_late = handover.say, effect.late is not None and effect.late > 0
    return (
        handover.name,
        handover.provider,
        handover.consumer,
        say("dependency_type", handover.facts.type),
        say("dependency_then", effect.expected),
        say("need_by", handover.facts.need_by),
        say("dependency_then_late", effect.late) if is_late else "",
        say("held_up", effect.passed_on) if effect.passed_on else "",
    )
