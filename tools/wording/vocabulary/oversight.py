"""What is owed and decided, what changed, and what was learnt."""

from __future__ import annotations

from collections.abc import Mapping

from tools.wording.term import Term

OVERSIGHT: Mapping[str, Term] = {
    "owed_due": Term("due", "date", synonyms=("due on", "deadline")),
    "owed_period": Term("period of the report", "date"),
    "owed_submitted": Term("submitted", "date"),
    "owed_meeting": Term("meeting of the board", "date"),
    "owed_gate": Term("gate", "state"),
    "owed_approved": Term("approved on", "date"),
    "owed_until": Term("last day of the list", "date"),
    "decisions_count": Term("decisions waited for", "count", "F-SUM"),
    "decisions_overdue": Term("decisions overdue", "count", "F-SUM"),
    "board_meets": Term("next meeting", "date", synonyms=("meets",)),
    "stake_left": Term("forecast cost less spend to date", "money", "F-EVM", synonyms=("still to spend",)),
    "stake_whole_life": Term("whole-life cost", "money"),
    "stake_asked": Term("cost of the change", "money"),
    "stake_over": Term("forecast cost over budget", "money", "F-CHG", signed=True),
    "decider": Term("who decides", "name"),
    "lessons_count": Term("lessons found", "count", "F-SUM"),
    "lesson_raised": Term("raised on", "date"),
    "lesson_category": Term("category on record", "text"),
    "lesson_what_happened": Term("what happened, as recorded", "text"),
    "lesson_recommendation": Term("recommendation on record", "text"),
    "lesson_owner": Term("owner of the lesson", "name", synonyms=("owner",)),
    "lesson_status": Term("status of the lesson", "state", synonyms=("status",)),
    "lesson_status_asked": Term("status asked for", "state"),
    "owed_count": Term("things due", "count", "F-SUM"),
    "owed_overdue": Term("things overdue", "count", "F-SUM"),
    "owed_later": Term("things due later", "count", "F-SUM"),
}
