"""Who is booked beyond capacity, by which projects, and which of them booked last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.enquiry import Enquiry
from tools.facts.heads import ProjectHead, load_heads
from tools.facts.pools import HARD, DemandFacts, demands
from tools.people.loads import Load, month_name, subject_of
from tools.records.scope import label_of
from tools.result import Verdict
from tools.wording.evidence import Evidence
from tools.wording.sentences import listed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Clash:
    """One month of a role or a person that is booked beyond capacity, with the bookings that make it up."""

    load: Load
    asked: tuple[DemandFacts, ...]
    heads: Mapping[str, ProjectHead]

    @property
    def last_booked(self) -> DemandFacts | None:
        """The booking made last, where the days of booking are recorded."""
        dated = [each for each in self.asked if each.booked_on is not None]
        return max(dated, key=lambda each: (each.booked_on or date.min, each.project_id), default=None)


def clashes_of(enquiry: Enquiry, session: Session, over: Sequence[Load]) -> tuple[Clash, ...]:
    """The overbooked months with the hard bookings of visible projects behind them."""
    asked: dict[tuple[str, date], list[DemandFacts]] = defaultdict(list)
    people = sorted({load.pool.person_id for load in over if load.pool.person_id})
    roles = sorted({load.pool.role_id for load in over if load.pool.role_id and not load.pool.person_id})
    found = [
        *(demands(session, enquiry.viewer, enquiry.today, "person", people) if people else ()),
        *(demands(session, enquiry.viewer, enquiry.today, "role", roles) if roles else ()),
    ]
    for each in found:
        if each.booking == HARD and each.days:
            asked[each.owner_id, each.month].append(each)
    ids = {each.project_id for each in found}
    heads = {head.project_id: head for head in load_heads(session, enquiry.viewer, enquiry.today, ids)} if ids else {}
    return tuple(Clash(load, tuple(asked[subject_of(load.pool), load.month.month]), heads) for load in over)


def who(evidence: Evidence, load: Load) -> str:
    """The role or person of a load, as a handle."""
    return evidence.label(subject_of(load.pool), load.pool.name, load.month.row)


def say(evidence: Evidence, load: Load, key: str, value: object) -> str:
    """A figure of one month of a role or a person."""
    return evidence.say(key, value, load.month.row, subject=load.key)  # type: ignore[arg-type]


def in_month(evidence: Evidence, load: Load) -> str:
    """The month of a load, as a handle."""
    return say(evidence, load, "month", month_name(load.month.month))


def share_words(evidence: Evidence, load: Load) -> str:
    """How much of its capacity is booked hard in its month: ``140% in Dec 2026``."""
    share = say(evidence, load, "load_hard", load.hard)
    return f"{share} in {in_month(evidence, load)}"


def clash_line(evidence: Evidence, clash: Clash) -> str:
    """One overbooked month: the days asked for, those there are, and the projects that ask."""
    load = clash.load
    evidence.judge(Verdict(load.key, "bookings", "limit", "over"))
    hard, net = say(evidence, load, "hard_days", load.month.hard_days), say(evidence, load, "net_days", load.net)
    by = listed([f"{_label(evidence, clash, key)} {days}" for key, days in _days_by_project(evidence, clash)])
    asked = f": {by}" if by else ""
    return (
        f"{who(evidence, load)} is booked hard for {hard} of {net} person-days in {in_month(evidence, load)}, "
        f"{say(evidence, load, 'load_hard', load.hard)}{asked}."
    )


def clash_steps(evidence: Evidence, clashes: Iterable[Clash]) -> list[str]:
    """Who brings a clash to a decision: the project that booked last, with the others."""
    said = []
    for clash in clashes:
        last = clash.last_booked
        if last is None:
            continue
        others = sorted({each.project_id for each in clash.asked} - {last.project_id})
        with_others = f", together with {listed([_label(evidence, clash, key) for key in others])}" if others else ""
        booked = evidence.say("booked_on", last.booked_on, last.row, subject=f"{last.owner_id}.{last.project_id}")
        said.append(
            f"{_label(evidence, clash, last.project_id)} booked {who(evidence, clash.load)} last ({booked}) and brings "
            f"the clash to a decision{with_others}."
        )
    return list(dict.fromkeys(said))


def _days_by_project(evidence: Evidence, clash: Clash) -> list[tuple[str, str]]:
    """Days of the month by project, most first, as handles."""
    days: dict[str, Decimal] = defaultdict(Decimal)
    rows: dict[str, list[str]] = defaultdict(list)
    for each in clash.asked:
        days[each.project_id] += each.days
        rows[each.project_id].append(each.row)
    return [
        (key, evidence.say("booked_days", amount, *rows[key], subject=f"{clash.load.key}.{key}"))
        for key, amount in sorted(days.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _label(evidence: Evidence, clash: Clash, project_id: str) -> str:
    head = clash.heads.get(project_id)
    return label_of(evidence, head) if head else f"{{{project_id}}}"
