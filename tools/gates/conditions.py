"""Conditions of earlier approvals: how many, which are still open, and which are overdue (PMO-STD-002 §4.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tools.facts.governance import ConditionFacts, GateFacts
from tools.gates.case import GateCase, is_passed
from tools.wording.embedded_instructions import quotable
from tools.wording.labels import note
from tools.wording.sentences import listed


@dataclass(frozen=True, slots=True)
class Attached:
    """A condition with the approval it belongs to."""

    review: GateFacts
    condition: ConditionFacts

    def is_overdue(self, today: date) -> bool:
        """Whether it is still open after its day."""
        due = self.condition.due_date
        return self.condition.status == "OPEN" and due is not None and due < today


def attached(reviews: Sequence[GateFacts]) -> tuple[Attached, ...]:
    """The conditions of the approvals among these reviews."""
    return tuple(Attached(g, c) for g in reviews if is_passed(g) for c in g.conditions)


def overdue(case: GateCase) -> tuple[Attached, ...]:
    """Conditions of this project that suspend an approval today."""
    return tuple(each for each in attached(case.facts.gates) if each.is_overdue(case.enquiry.today))


def conditions_lines(case: GateCase, reviews: Sequence[GateFacts], where: str) -> tuple[str, ...]:
    """How many conditions the approvals have, and each open one; ``where`` names the approvals in words."""
    all_ = attached(reviews)
    if not all_:
        return ()
    return (_summary(case, all_, where), *(_open_one(case, each, n) for n, each in enumerate(_open(all_), start=1)))


def conditions_rules(case: GateCase) -> tuple[str, ...]:
    """What an overdue condition does to the approval; nothing where none is overdue."""
    rule = case.enquiry.library.rule("gates.conditions", case.enquiry.today)
    if rule is None or not overdue(case):
        return ()
    return (f"An overdue condition suspends the approval until it is met {case.evidence.cite(rule)}.",)


def conditions_unrecorded(case: GateCase, reviews: Sequence[GateFacts]) -> tuple[str, ...]:
    """A caution on approvals that had conditions of which the records name none."""
    silent = [g for g in reviews if g.decision == "APPROVE_WITH_CONDITIONS" and not g.conditions]
    named = listed([case.gate_handle(g.gate, g.row) for g in silent])
    return (f"The conditions of the approval of {named} are not recorded here.",) if silent else ()


def _open(all_: Sequence[Attached]) -> list[Attached]:
    return [each for each in all_ if each.condition.status == "OPEN"]


def _summary(case: GateCase, all_: Sequence[Attached], where: str) -> str:
    total = _count(case, "conditions", f"conditions of {where}", all_)
    parts = []
    for status, word in (("MET", "met"), ("WAIVED", "waived"), ("OPEN", "open")):
        of_status = [each for each in all_ if each.condition.status == status]
        if len(of_status) == len(all_):
            return f"Conditions of {where}: {total}, all {word}."
        if of_status:
            parts.append(f"{_count(case, f'conditions_{word}', f'{word} conditions of {where}', of_status)} {word}")
    return f"Conditions of {where}: {total}, of which {listed(parts)}."


def _count(case: GateCase, key: str, name: str, of_them: Sequence[Attached]) -> str:
    rows = tuple(each.condition.row for each in of_them)
    return note(case.evidence, f"{case.key}_{key}", name, len(of_them), "count", *rows)


def _open_one(case: GateCase, each: Attached, number: int) -> str:
    condition, key = each.condition, f"{case.key}_condition_{number}"
    gate = case.gate_handle(each.review.gate, each.review.row)
    due = note(case.evidence, f"{key}_due", "condition due", condition.due_date, "date", condition.row)
    owner = note(case.evidence, f"{key}_owner", "owner of the condition", condition.owner, "name", condition.row)
    late = "Overdue" if each.is_overdue(case.enquiry.today) else "Open"
    words = quotable(condition.text)
    said = note(case.evidence, key, "condition on record", words, "text", condition.row) if words else ""
    return f"{late} condition of {gate}, due {due}, owner {owner}" + (f": {said}" if said else ".")
