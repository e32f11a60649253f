"""Dependencies: what is handed over, when it is needed, promised and forecast, and what a slip does to it."""

from __future__ import annotations

from collections.abc import Mapping

from tools.calculations import dependencies
from tools.wording.term import Term

DEP = dependencies.FORMULA

DEPENDENCIES: Mapping[str, Term] = {
    "dependency_what": Term("what is handed over", "text", synonyms=("deliverable",)),
    "dependency_type": Term("kind of dependency", "state"),
    "dependency_promised": Term("promised for", "date", qualifiers=("promised",)),
    "dependency_late": Term("days after it is needed", "days", DEP, synonyms=("late",)),
    "dependency_spare": Term("days before it is needed", "days", DEP, synonyms=("spare", "slack")),
    "dependency_age": Term("dependency recorded without agreement", "working_days"),
    "dependency_workaround": Term("workaround on record", "text"),
    "dependencies_open": Term("open dependencies", "count"),
    "dependencies_late": Term("open dependencies that come later than needed", "count"),
    "dependencies_not_agreed": Term("dependencies that both sides have not agreed", "count"),
    "slip_typed": Term("slip as typed", "days", synonyms=("slips",)),
    "slip_spare": Term("smallest number of days to spare", "days", DEP, synonyms=("slack",)),
    "dependency_then": Term("when it then comes", "date", DEP, qualifiers=("then",)),
    "dependency_then_late": Term("days it is then late", "days", DEP, qualifiers=("then",)),
    "held_up": Term("days a project is held up", "days", DEP, synonyms=("held up",)),
    "dependencies_broken": Term("deliveries that then come later than needed", "count", DEP),
}
