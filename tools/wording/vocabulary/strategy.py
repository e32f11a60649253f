"""Strategy: objectives, alignment, scores of proposals, weights, and what to start."""

from __future__ import annotations

from collections.abc import Mapping

from tools.calculations import alignment, candidates, pairwise, scoring, wsjf
from tools.wording.term import Term

ALN, SCR, AHP, OPT, WSJF = alignment.FORMULA, scoring.FORMULA, pairwise.FORMULA, candidates.FORMULA, wsjf.FORMULA

STRATEGY: Mapping[str, Term] = {
    "alignment": Term("alignment", "score", ALN, synonyms=("aligned",)),
    "strategic_value": Term("strategic value", "score", ALN),
    "points_unlinked": Term("points lost to no objective", "score", ALN),
    "points_retired": Term("points lost to objectives no longer active", "score", ALN),
    "points_weak": Term("points lost to weak contributions", "score", ALN),
    "objective_status": Term("status of the objective", "state"),
    "objective_weight": Term("weight of the objective", "ratio", synonyms=("weight",)),
    "spend_share": Term("share of the forecast spend", "ratio", ALN, synonyms=("share",)),
    "spend_gap": Term("share of spend less weight", "ratio", ALN, signed=True, synonyms=("gap",)),
    "objective_spend": Term("forecast spend on the objective", "money", ALN, synonyms=("spend",)),
    "year_spend": Term("forecast spend of the year", "money", ALN, synonyms=("spend",)),
    "unlinked_spend": Term("spend without a live objective", "money", ALN, synonyms=("unlinked",)),
    "unlinked_share": Term("share of spend without a live objective", "ratio", ALN, synonyms=("unlinked",)),
    "mandated_spend": Term("mandated spend", "money", ALN, qualifiers=("mandated", "mandate")),
    "misalignment": Term("misalignment index", "index", ALN, synonyms=("index",)),
    "objective_since": Term("objective in that status since", "date"),
    "rejustify_by": Term("re-justification due", "date"),
    "score_total": Term("weighted score", "score", SCR, synonyms=("points", "score")),
    "score_of": Term("score for the criterion", "score", SCR),
    "score_part": Term("points from the criterion", "score", SCR),
    "score_gap": Term("points between the two", "score", SCR, synonyms=("points",)),
    "criterion_weight": Term("weight of the criterion", "ratio", SCR, synonyms=("weight",)),
    "rank": Term("rank", "count", SCR),
    "proposal_cost": Term("whole-life cost of the proposal", "money", synonyms=("cost",)),
    "value_per_money": Term("strategic value for each million", "score", ALN, synonyms=("value for money",)),
    "npv_house": Term("NPV at the house rate", "money", "F-INV", signed=True),
    "ahp_weight": Term("weight by pairwise comparison", "ratio", AHP, synonyms=("weight",)),
    "ahp_lambda": Term("largest eigenvalue (λ)", "index", AHP, synonyms=("λ",)),
    "ahp_ci": Term("consistency index (CI)", "index", AHP, synonyms=("CI",)),
    "ahp_cr": Term("consistency ratio (CR)", "index", AHP, synonyms=("CR",)),
    "ahp_ri": Term("random index (RI)", "index", AHP, synonyms=("RI",)),
    "budget_given": Term("budget", "money", synonyms=("budget",)),
    "selected_value": Term("value of the choice", "score", OPT),
    "selected_money": Term("NPV of the choice", "money", OPT),
    "selected_cost": Term("cost of the choice", "money", OPT, synonyms=("cost",)),
    "budget_left": Term("budget left over", "money", OPT),
    "role_used": Term("people of the role that the choice takes", "count", OPT),
    "role_headroom": Term("headroom of the role", "count", OPT, synonyms=("headroom",)),
    "gain": Term("value gained by lifting the limit", "score", OPT, signed=True),
    "gap_left": Term("how far the true best may lie above", "ratio", OPT),
    "wsjf": Term("weighted shortest job first", "index", WSJF, synonyms=("WSJF",)),
    "job_size": Term("job size", "count"),
}
