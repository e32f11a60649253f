"""Requirements of a gate that a project lacks and a waiver covers: each by its name, on the day of judging."""

from __future__ import annotations

from tools.facts.permissions import WaiverFacts
from tools.gates.case import GateCase
from tools.gates.requirements import Holding
from tools.judgement.areas import waivers_of
from tools.wording.sentences import listed
from tools.wording.waivers import waiver_words


def waiver_of(case: GateCase, holding: Holding) -> WaiverFacts | None:
    """The waiver that covers a requirement on the day of judging; None where none may or does."""
    if case.matrix is None or not holding.requirement.waivable:
        return None
    live = waivers_of(case.facts.waivers, case.matrix, case.day)
    return next((each for each in live if each.requirement == holding.requirement.type), None)


def uncovered(case: GateCase) -> tuple[Holding, ...]:
    """What the project lacks and no waiver covers."""
    return tuple(holding for holding in case.lacking if waiver_of(case, holding) is None)


def waived_lines(case: GateCase) -> tuple[str, ...]:
    """Each waiver that covers something lacking, with its clause, its last day, and whether that has passed."""
    said = []
    for holding in case.lacking:
        waiver = waiver_of(case, holding)
        if waiver is None or case.matrix is None:
            continue
        holds = "" if waiver.live(case.enquiry.today) else "; it no longer holds"
        words, clause = waiver_words(case.evidence, waiver), case.evidence.cite(case.matrix)
        said.append(f"For the {holding.requirement.name} there is {words} {clause}{holds}.")
    return tuple(said)


def unwaived_line(case: GateCase) -> tuple[str, ...]:
    """That no waiver on record covers what was not in place and might have been waived; empty where nothing is so."""
    open_ = [holding.requirement.name for holding in uncovered(case) if holding.requirement.waivable]
    return (f"No waiver that covered it on that day is on record: {listed(open_)}.",) if open_ else ()
