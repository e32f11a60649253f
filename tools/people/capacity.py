"""Whether there are people enough: months of roles and persons, who is overbooked and by whom, what is vacant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from tools.clarify import PLACE
from tools.enquiry import Enquiry
from tools.facts.pools import PoolFacts, demands, every_pool, persons, role_names, roles
from tools.people.clashes import clash_line, clash_steps, clashes_of
from tools.people.loads import Limits, loads_of, month_name, window_of, worst_of
from tools.people.roles import roles_named
from tools.people.staffing import Staffing
from tools.people.statements import NAMED, Picture, busiest, headline, room_line, rules, short_of_months
from tools.people.tables import table
from tools.portfolio.records import RecordKind, find_records
from tools.records.answering import answer
from tools.records.find import named, not_found
from tools.records.scope import Scope, scope_of
from tools.result import ToolResult

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TOOL = "capacity"
PEOPLE: tuple[RecordKind, ...] = ("person",)
Focus = Literal["clashes", "vacancies", "soft"]


def capacity(
    enquiry: Enquiry,
    role: str | None = None,
    question: str | None = None,
    person: str | None = None,
    project: str | None = None,
    programme: str | None = None,
    portfolio: str | None = None,
    since: date | None = None,
    until: date | None = None,
    focus: Focus | None = None,
) -> ToolResult:
    """Net capacity, hard and soft demand and headroom by month of roles and people (F-CAP), clashes and vacancies.

    Demand is that of all projects that the asker may read about, also where only some are asked about. Without
    months, those ahead are told. A role is found in ``question`` where it is not given.
    """
    arguments: dict[str, object] = {
        "role": role, "question": question, "person": person, "project": project, "programme": programme,
        "portfolio": portfolio, "focus": focus,
        "since": since.isoformat() if since else None, "until": until.isoformat() if until else None,
    }  # fmt: skip
    limits = Limits.of(enquiry)
    window = window_of(enquiry, limits, since, until)
    with enquiry.portfolio.session() as session:
        ask = f"Are the people of {PLACE} overbooked?"
        scope = scope_of(enquiry, session, TOOL, project=project, programme=programme, portfolio=portfolio, ask=ask)
        if isinstance(scope, ToolResult):
            return scope
        staffing = Staffing.load(enquiry, session, scope)
        asked = _asked(enquiry, session, staffing, scope, role, question, person)
        if isinstance(asked, str):
            return not_found(TOOL, asked, {key: value for key, value in arguments.items() if value})
        loads = loads_of(asked.pools, window, limits)
        clashes = clashes_of(enquiry, session, [load for load in loads if load.is_over(limits.over)])
    picture = Picture(enquiry, scope, limits, window, loads, clashes, staffing, asked.is_named)
    return _answered(picture, focus, asked.pools, arguments)


class Asked(NamedTuple):
    """The roles and people that a question is about."""

    pools: tuple[PoolFacts, ...]
    is_named: bool
    """Whether a role or a person was named; else they are those of the projects."""


def _asked(
    enquiry: Enquiry,
    session: Session,
    staffing: Staffing,
    scope: Scope,
    role: str | None,
    question: str | None,
    person: str | None,
) -> Asked | str:
    """The roles and people asked about; the first name that is not that of one role or visible person."""
    viewer, today = enquiry.viewer, enquiry.today
    if person:
        found = named(find_records(session, viewer, today, PEOPLE), person)
        return Asked(persons(session, viewer, today, [found[0].id]), True) if len(found) == 1 else person
    names = role_names(session)
    wanted = roles_named(role or question or "", names)
    if role and not wanted:
        return role
    if wanted:
        booked = {each.person_id for each in demands(session, viewer, today, "role", wanted) if each.person_id}
        return Asked((*roles(session, viewer, today, wanted), *_people(enquiry, session, booked)), True)
    if scope.kind is None:
        return Asked(every_pool(session, viewer, today), False)
    role_ids = sorted({booking.role_id for _, booking in staffing.bookings})
    people = {booking.person_id for _, booking in staffing.bookings if booking.person_id}
    pools = roles(session, viewer, today, role_ids) if role_ids else ()
    return Asked((*pools, *_people(enquiry, session, people)), False)


def _people(enquiry: Enquiry, session: Session, ids: Iterable[str | None]) -> tuple[PoolFacts, ...]:
    wanted = sorted(each for each in ids if each)
    return persons(session, enquiry.viewer, enquiry.today, wanted) if wanted else ()


def _answered(
    picture: Picture, focus: Focus | None, pools: Sequence[PoolFacts], arguments: dict[str, object]
) -> ToolResult:
    evidence, staffing = picture.evidence, picture.staffing
    first = {"vacancies": staffing.vacancy_line, "soft": staffing.soft_line}.get(focus or "")
    if not picture.loads and first is None:
        return _unrecorded(picture, pools, arguments)
    stands = headline(picture) if picture.loads else ""
    is_wide = not picture.is_named
    room = busiest(picture) if is_wide else [room_line(picture, load) for load in worst_of(picture.told)]
    lead = first() if first else stands
    staffed = (staffing.vacancy_line(), staffing.unnamed_line(), staffing.soft_line()) if is_wide else ()
    return answer(
        TOOL,
        picture.enquiry,
        evidence,
        lead,
        facts=(
            stands if first else "",
            *(clash_line(evidence, clash) for clash in picture.clashes[:NAMED]),
            *room[:NAMED],
            *(line for line in staffed if line != lead),
        ),
        rules=(*rules(picture), staffing.vacancy_rule() if is_wide else ""),
        next_steps=clash_steps(evidence, picture.clashes),
        cautions=(short_of_months(picture),),
        table=table(evidence, picture.told, picture.limits, every_month=picture.is_named),
        subjects=(picture.scope.subject,) if picture.scope.kind else (),
        arguments=arguments,
    )


def _unrecorded(picture: Picture, pools: Sequence[PoolFacts], arguments: dict[str, object]) -> ToolResult:
    """No capacity is held for what is asked: which is not the same as none."""
    window, evidence = picture.window, picture.evidence
    begins = evidence.say("month_from", month_name(window.first), "question")
    ends = evidence.say("month_until", month_name(window.last), "question")
    reason = "no capacity is recorded for those months" if pools else "no capacity is recorded for them"
    return answer(
        TOOL,
        picture.enquiry,
        evidence,
        f"I cannot say how booked they are from {begins} to {ends}: {reason}.",
        arguments=arguments,
        status="INSUFFICIENT_DATA",
        reason=reason,
    )
