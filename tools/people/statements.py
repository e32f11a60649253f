"""What is said of people's months: who is booked beyond capacity, what room there is, and the rules on both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tools.enquiry import Enquiry
from tools.people.clashes import Clash, say, share_words, who
from tools.people.loads import Limits, Load, Window, month_name, subject_of, worst_of
from tools.people.staffing import Staffing
from tools.records.scope import Scope
from tools.result import Verdict
from tools.wording.evidence import Evidence
from tools.wording.sentences import listed

NAMED = 5
"""People or roles that a sentence names at most."""


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


def headline(picture: Picture) -> str:
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


def room_line(picture: Picture, load: Load) -> str:
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


def busiest(picture: Picture) -> list[str]:
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


def rules(picture: Picture) -> Iterable[str]:
    """How far is planned, and what bookings beyond capacity need, with their clauses."""
    evidence, limits = picture.evidence, picture.limits
    if limits.ceiling_rule is not None:
        most = evidence.limit(limits.ceiling_rule, "ratio", "ratio")
        yield f"Work is planned to at most {most} of net capacity {evidence.cite(limits.ceiling_rule)}."
    if limits.over_rule is not None and picture.clashes:
        most = evidence.limit(limits.over_rule, "over", "ratio")
        cited = evidence.cite(limits.over_rule)
        yield f"Bookings beyond {most} of net capacity do not stand without a decision {cited}."


def short_of_months(picture: Picture) -> str:
    """That capacity is recorded for some of the months only."""
    if not picture.loads:
        return ""
    last = max(load.month.month for load in picture.loads)
    if last >= picture.window.last:
        return ""
    return f"Capacity is recorded up to {picture.evidence.say('month_until', month_name(last), 'question')} only."
