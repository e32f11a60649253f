"""What is owed and decided, what changed, and what was learnt."""

from __future__ import annotations

from collections.abc import Mapping

from tools.calculations import rag
from tools.wording.term import Term
from tools.wording.vocabulary.colours import CALCULATED, REPORTED

MOVED = ("moved", "change")

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
    "changed_since": Term("compared with", "date", synonyms=("since",)),
    "changed_today": Term("today", "date"),
    "changed_looked_at": Term("projects compared", "count", "F-SUM"),
    "changed_cost": Term("projects whose forecast cost moved", "count", "F-SUM"),
    "changed_finish": Term("projects whose forecast finish moved", "count", "F-SUM"),
    "changed_reports": Term("reports approved since", "count", "F-SUM"),
    "changed_events": Term("other changes", "count", "F-SUM"),
    "eac_change": Term("change of the manager's own EAC", "money", "F-EVM", signed=True, qualifiers=MOVED),
    "eac_change_sum": Term("change of the managers' own forecasts", "money", "F-SUM", signed=True, qualifiers=MOVED),
    "finish_change": Term("change of the manager's forecast finish", "days", "F-SCH", signed=True, qualifiers=MOVED),
    "rag_reported_last_overall": Term("overall colour as reported before", "colour", qualifiers=REPORTED),
    "rag_calculated_last_overall": Term(
        "overall colour by calculation before", "colour", rag.FORMULA, qualifiers=CALCULATED
    ),
    "event_on": Term("happened on", "date"),
    "event_now_on": Term("forecast of the milestone", "date"),
    "event_period": Term("period of the report", "date"),
    "event_before": Term("held before", "state"),
    "event_now": Term("holds now", "state"),
    "event_version": Term("baseline version", "count"),
    "event_bac": Term("budget of the new baseline", "money"),
    "event_days": Term("milestone moved by", "days"),
    "event_score": Term("residual score", "score", "F-RSK"),
    "event_score_before": Term("residual score before", "score", "F-RSK"),
    "owed_count": Term("things due", "count", "F-SUM"),
    "owed_overdue": Term("things overdue", "count", "F-SUM"),
    "owed_later": Term("things due later", "count", "F-SUM"),
}
