"""Change requests: what they ask for, how long they wait, what they add up to, and who approves them."""

from __future__ import annotations

from collections.abc import Mapping

from tools.calculations import growth
from tools.wording.term import Term

TOTAL = ("together", "total", "with")

CHANGE: Mapping[str, Term] = {
    "change_cost": Term("cost of the change", "money", synonyms=("cost", "asks for")),
    "change_submitted": Term("change submitted on", "date", synonyms=("submitted",)),
    "change_due": Term("decision on the change due", "date", synonyms=("due",)),
    "change_status": Term("state of the change", "state"),
    "change_type": Term("kind of change", "state"),
    "change_words": Term("what the change asks for", "text"),
    "change_work_began": Term("work on the change began", "date"),
    "changes_waiting": Term("changes waiting for a decision", "count"),
    "changes_waiting_late": Term("changes waiting longer than allowed", "count"),
    "changes_approved": Term("changes approved since the current baseline", "count"),
    "approved_cost": Term(
        "cost of the changes approved since the current baseline", "money", growth.FORMULA, qualifiers=("approved",)
    ),
    "approved_share": Term(
        "approved changes, share of the budget", "ratio", growth.FORMULA, qualifiers=("approved",)
    ),
    "total_cost": Term("approved changes and the request together", "money", growth.FORMULA, qualifiers=TOTAL),
    "total_share": Term(
        "approved changes and the request, share of the budget", "ratio", growth.FORMULA, qualifiers=TOTAL
    ),
    "request_share": Term("the request, share of the budget", "ratio", growth.FORMULA, qualifiers=("alone", "itself")),
    "approver": Term("who approves", "name", synonyms=("approves", "decides")),
    "approver_alone": Term("who would approve the request by itself", "name", qualifiers=("alone", "itself")),
    "approver_person": Term("person in that role", "name"),
    "approval_room": Term("what a level may still approve", "money", growth.FORMULA, synonyms=("left", "room")),
}  # fmt: skip
