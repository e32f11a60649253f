"""Whether there are people enough: months of roles and persons, who is overbooked and by whom, what is vacant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from tools.clarify import PLACE
from tools.enquiry import Enquiry
from tools.facts.pools import PoolFacts, demands, every_pool, persons, role_names, roles
from tools.people.clashes import Clash, clash_line, clash_steps, clashes_of, say, share_words, who
from tools.people.loads import Limits, Load, Window, loads_of, month_name, subject_of, window_of, worst_of
from tools.people.roles import roles_named
from tools.people.staffing import Staffing
from tools.people.tables import table
from tools.portfolio.records import RecordKind, find_records
from tools.records.answering import answer
from tools.records.find import named, not_found
from tools.records.scope import Scope, scope_of
from tools.result import ToolResult, Verdict
from tools.wording.evidence import Evidence
from tools.wording.sentences import listed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TOOL = "capacity"
NAMED = 5
PEOPLE: tuple[RecordKind, ...] = ("person",)
Focus = Literal["clashes", "vacancies", "soft"]


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that an answer on capacity rests on."""

    enquiry: Enquiry
    scope: Scope
    limits: Limits
    window: Window
    loads: tuple[Load, ...]
    clashes: tuple[Clash, ...]
    staffing: Staffing
    is_named: bool
    """Whether a role or a person was named."""

    @property
    def evidence(self) -> Evidence:
        """The evidence of the answer."""
        return self.scope.evidence

    @property
    def told(self) -> tuple[Load, ...]:
        """The months that are told first: those of the role where one was named, whose people come after."""
        pools = tuple(load for load in self.loads if not load.pool.person_id)
        return pools if self.is_named and pools else self.loads


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
    stands = _headline(picture) if picture.loads else ""
    is_wide = not picture.is_named
    room = _busiest(picture) if is_wide else [_room_line(picture, load) for load in worst_of(picture.told)]
    headline = first() if first else stands
    staffed = (staffing.vacancy_line(), staffing.unnamed_line(), staffing.soft_line()) if is_wide else ()
    return answer(
        TOOL,
        picture.enquiry,
        evidence,
        headline,
        facts=(
            stands if first else "",
            *(clash_line(evidence, clash) for clash in picture.clashes[:NAMED]),
            *room[:NAMED],
            *(line for line in staffed if line != headline),
        ),
        rules=(*_rules(picture), staffing.vacancy_rule() if is_wide else ""),
        next_steps=clash_steps(evidence, picture.clashes),
        cautions=(_short_of_months(picture),),
        table=table(evidence, picture.told, picture.limits, every_month=picture.is_named),
        subjects=(picture.scope.subject,) if picture.scope.kind else (),
        arguments=arguments,
    )


def _months_words(picture: Picture) -> str:
    """The months that are told, as recorded."""
    first, last = picture.loads[0].month.month, picture.loads[0].month.month
    for load in picture.loads:
        first, last = min(first, load.month.month), max(last, load.month.month)
    say_month = picture.evidence.say
    begins = say_month("month_from", month_name(first), "question")
    return (
        f"in {begins}"
        if first == last
        else f"from {begins} to {say_month('month_until', month_name(last), 'question')}"
    )


def _headline(picture: Picture) -> str:
    """Whether there is room for what was named; else who is booked beyond capacity, or that nobody is."""
    clashing = _clash_words(picture)
    if picture.is_named and picture.told != picture.loads:
        return f"{_room_words(picture)}{f' {clashing}' if clashing else ''}"
    if clashing:
        return clashing
    if picture.is_named:
        return _room_words(picture)
    heaviest = worst_of(picture.loads)[0]
    said = f"{who(picture.evidence, heaviest)} with {share_words(picture.evidence, heaviest)}"
    months = _months_words(picture)
    return f"Nobody is booked hard beyond net capacity {months}; the heaviest month is that of {said}."


def _clash_words(picture: Picture) -> str:
    """Who is booked beyond capacity in which months; empty where nobody is."""
    evidence, by_owner = picture.evidence, dict[str, list[Clash]]()
    for clash in picture.clashes:
        by_owner.setdefault(subject_of(clash.load.pool), []).append(clash)
    said = [
        (who(evidence, held[0].load), listed([share_words(evidence, clash.load) for clash in held]))
        for held in by_owner.values()
    ]
    if len(said) < 2:
        return "".join(f"{name} is booked hard beyond all of net capacity: {months}." for name, months in said)
    count = evidence.say("overbooked", len(said), *(clash.load.month.row for clash in picture.clashes))
    names = "; ".join(f"{name} with {months}" for name, months in said[:NAMED])
    return f"{count} people or roles are booked hard beyond all of net capacity {_months_words(picture)}: {names}."


def _room_words(picture: Picture) -> str:
    """Whether there is room below the planning ceiling in every month of what was named."""
    evidence, limits, months = picture.evidence, picture.limits, _months_words(picture)
    heaviest = worst_of(picture.told)[0]
    said = f"{who(evidence, heaviest)} with {share_words(evidence, heaviest)}"
    if limits.ceiling is not None and any(load.is_over(limits.ceiling) for load in picture.told):
        return f"There is not room in every month {months}: the heaviest is that of {said}."
    return f"There is room {months}: the heaviest month is that of {said}."


def _room_line(picture: Picture, load: Load) -> str:
    """The heaviest month of a role or person: days, soft bookings too, and what is left."""
    evidence = picture.evidence
    hard, net = say(evidence, load, "hard_days", load.month.hard_days), say(evidence, load, "net_days", load.net)
    both = f", {say(evidence, load, 'load_both', load.both)} with soft bookings" if load.month.soft_days else ""
    most = f"at most {hard} of {net} person-days are booked hard"
    head = f"{who(evidence, load)}: {most}, {share_words(evidence, load)}{both}"
    if load.left is None or picture.limits.ceiling_rule is None:
        return f"{head}."
    if load.left < 0:
        evidence.judge(Verdict(load.key, "bookings", "limit", "over"))
        return f"{head}; that is more than the planning ceiling allows."
    left = say(evidence, load, "headroom_days", load.left)
    return f"{head}; headroom to the planning ceiling is {left} person-days."


def _busiest(picture: Picture) -> list[str]:
    """The heaviest months of the roles, and of people who are planned beyond the ceiling."""
    worst = worst_of(picture.loads)
    ceiling = picture.limits.ceiling
    people = [load for load in worst if load.pool.person_id and ceiling is not None and load.is_over(ceiling)]
    pools = [load for load in worst if not load.pool.person_id]
    said = [f"{who(picture.evidence, load)} {share_words(picture.evidence, load)}" for load in pools[:NAMED]]
    lines = [f"Heaviest month of each role, booked hard: {listed(said)}."] if said else []
    planned = [load for load in people if not load.is_over(picture.limits.over)]
    if planned:
        names = listed(
            [f"{who(picture.evidence, load)} {share_words(picture.evidence, load)}" for load in planned[:NAMED]]
        )
        lines.append(f"People planned beyond the ceiling, though not beyond their whole capacity: {names}.")
    return lines


def _rules(picture: Picture) -> Iterable[str]:
    evidence, limits = picture.evidence, picture.limits
    if limits.ceiling_rule is not None:
        most = evidence.limit(limits.ceiling_rule, "ratio", "ratio")
        yield f"Work is planned to at most {most} of net capacity {evidence.cite(limits.ceiling_rule)}."
    if limits.over_rule is not None and picture.clashes:
        most = evidence.limit(limits.over_rule, "over", "ratio")
        cited = evidence.cite(limits.over_rule)
        yield f"Bookings beyond {most} of net capacity do not stand without a decision {cited}."


def _short_of_months(picture: Picture) -> str:
    """That capacity is recorded for some of the months only."""
    if not picture.loads:
        return ""
    last = max(load.month.month for load in picture.loads)
    if last >= picture.window.last:
        return ""
    return f"Capacity is recorded up to {picture.evidence.say('month_until', month_name(last), 'question')} only."


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
