"""What is wanting with benefits: no owner, nothing reported, too little of the plan; and what the rules ask then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tools.benefits.claims import Claim, Period, Sum
from tools.benefits.statements import title
from tools.enquiry import Enquiry
from tools.facts.heads import ProjectHead
from tools.judgement.forecast import number
from tools.wording.evidence import Evidence
from tools.wording.sentences import listed
from tools.wording.vocabulary.benefits import KINDS

NAMED = 5


def unowned(enquiry: Enquiry, claims: Iterable[Claim], heads: Mapping[str, ProjectHead]) -> list[Claim]:
    """The benefits of running work without an active owner, or whose owner is the project manager."""
    return [claim for claim in claims if _runs(claim, heads) and not _is_owned(claim, heads.get(claim.holder_id))]


def gap_lines(
    enquiry: Enquiry, evidence: Evidence, claims: Sequence[Claim], period: Period, heads: Mapping[str, ProjectHead]
) -> Iterator[str]:
    """Benefits without an owner, and those of which so many due quarters in a row have no actual value."""
    without = unowned(enquiry, claims, heads)
    if without:
        count = evidence.say("benefits_unowned", len(without), *(claim.facts.row for claim in without))
        names = listed([f"{title(evidence, claim)} ({claim.holder})" for claim in without[:NAMED]])
        yield f"Benefits without an owner in the business: {count}, {names}."
    silent = _silent(enquiry, claims, period)
    if silent:
        names = listed([f"{title(evidence, claim)} ({claim.holder})" for claim in silent[:NAMED]])
        yield f"No actual value was reported for several quarters in a row: {names}."


def owners_line(evidence: Evidence, claims: Sequence[Claim]) -> str:
    """Who owns the benefits, those without an owner first; the rest stands in the table."""
    without = [claim for claim in claims if claim.facts.owner is None]
    owned = [claim for claim in claims if claim.facts.owner is not None]
    said = []
    if without:
        said.append(f"No owner is recorded for {listed([title(evidence, claim) for claim in without[:NAMED]])}.")
    for claim in owned[:NAMED]:
        facts, owner = claim.facts, claim.facts.owner
        name = evidence.say("benefit_owner", owner.name if owner else None, facts.row, subject=facts.benefit_id)
        said.append(f"{title(evidence, claim)} is owned by {name}.")
    return " ".join(said)


def not_due_line(evidence: Evidence, claims: Sequence[Claim], period: Period) -> str:
    """How many benefits have nothing due yet, and when the first of them is."""
    waiting = [claim for claim in claims if claim.first_due is not None and claim.first_due > period.last]
    if not waiting:
        return ""
    first = min(waiting, key=lambda claim: (claim.first_due, claim.facts.benefit_id))
    count = evidence.say("benefits_not_due", len(waiting), *(claim.facts.row for claim in waiting))
    day = evidence.say("benefit_first_due", first.first_due, first.facts.row, subject=first.facts.benefit_id)
    noun = "benefit is" if len(waiting) == 1 else "benefits are"
    if len(waiting) == 1:
        return f"{count} {noun} not due yet: its first quarter ends on {day}."
    return f"{count} {noun} not due yet; the first, {title(evidence, first)}, has its first quarter end on {day}."


def owner_rule(enquiry: Enquiry, evidence: Evidence, without: Sequence[Claim], heads: Mapping[str, ProjectHead]) -> str:
    """That a benefit of such a project needs an owner, with the clause; empty where it asks it of none of them."""
    rule = enquiry.library.rule("benefits.owner", enquiry.today)
    least = number(rule, "wlc_from")
    if rule is None or least is None:
        return ""
    held = [heads[claim.holder_id] for claim in without if claim.holder_id in heads]
    if not any(head.wlc is not None and head.wlc >= least for head in held):
        return ""
    limit = evidence.limit(rule, "wlc_from", "money")
    return (
        f"From a whole-life cost of {limit} on, every benefit has an owner in the business who is not the project "
        f"manager {evidence.cite(rule)}."
    )


def rules_of(enquiry: Enquiry, evidence: Evidence, sums: Mapping[str, Sum]) -> Iterator[str]:
    """What a shortfall calls for, where there is one."""
    rule = enquiry.library.rule("benefits.shortfall", enquiry.today)
    if rule is None or not _short(enquiry, sums):
        return
    over = evidence.limit(rule, "over", "ratio")
    realised = (
        f", or where less than {evidence.limit(rule, 'realised_below', 'ratio')} of the plan to date is realised,"
        if "realised_below" in rule.values
        else ""
    )
    yield (
        f"Where the forecast falls short of the plan by more than {over}{realised} a corrective plan is due "
        f"{evidence.cite(rule)}."
    )


def steps_of(enquiry: Enquiry, evidence: Evidence, sums: Mapping[str, Sum], claims: Sequence[Claim]) -> Iterator[str]:
    """What to do about a shortfall and about what is not verified."""
    short = _short(enquiry, sums)
    if short:
        words = listed([KINDS[kind] for kind in short])
        yield f"Ask the owners of the {words} benefits for a corrective plan."
    if any(found.realisation.unverified for found in sums.values()):
        yield "Have somebody other than the reporter verify what is reported: until then it does not count as realised."


def _short(enquiry: Enquiry, sums: Mapping[str, Sum]) -> list[str]:
    """The kinds of benefit that fall short by the rule."""
    rule = enquiry.library.rule("benefits.shortfall", enquiry.today)
    over, least = number(rule, "over"), number(rule, "realised_below")
    return [
        kind
        for kind, found in sums.items()
        if kind != "disbenefit"
        and (
            (over is not None and found.forecast.value is not None and 1 - found.forecast.value > over)
            or (least is not None and found.realisation.rate.value is not None and found.realisation.rate.value < least)
        )
    ]


def _silent(enquiry: Enquiry, claims: Iterable[Claim], period: Period) -> list[Claim]:
    """The benefits whose newest due quarters lack an actual value, so many of them as the rule says."""
    most = number(enquiry.library.rule("benefits.tracking", enquiry.today), "missing_quarters")
    if most is None:
        return []
    count = int(most)
    return [
        claim
        for claim in claims
        if len(due := [v for v in claim.facts.values if v.planned and v.quarter_end <= period.last]) >= count
        and all(value.actual is None for value in due[-count:])
    ]


def _runs(claim: Claim, heads: Mapping[str, ProjectHead]) -> bool:
    head = heads.get(claim.holder_id)
    return head is None or head.running


def _is_owned(claim: Claim, head: ProjectHead | None) -> bool:
    owner = claim.facts.owner
    return owner is not None and owner.active and (head is None or owner.person_id != head.pm_id)
