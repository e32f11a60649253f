"""How far records can be relied on, and how far the PMO has come."""

from __future__ import annotations

from collections.abc import Mapping

from tools.calculations import data_quality, maturity, tiers
from tools.wording.term import Term

TIERS: Mapping[int, str] = {1: "first", 2: "second", 3: "third", 4: "fourth"}
MODELS = ("portfolio", "programme", "project")
SHOWN: Mapping[str, str] = {
    "reports_on_time": "reports on time",
    "controls_used": "project controls",
    "register_complete": "a complete register entry",
    "gates_enforced": "gates enforced",
    "all_linked": "a link to an objective or a mandate",
}
"""Criteria of a tier that the records show, in words."""

ASSURANCE: Mapping[str, Term] = {
    "quality_score": Term(
        "data quality score", "score", data_quality.FORMULA, synonyms=("data quality", "DQ score", "score"),
    ),
    "quality_completeness": Term("completeness", "ratio", data_quality.FORMULA),
    "quality_timeliness": Term("timeliness", "ratio", data_quality.FORMULA),
    "quality_validity": Term("validity", "ratio", data_quality.FORMULA),
    "quality_consistency": Term("consistency", "ratio", data_quality.FORMULA),
    "quality_failures": Term("failing records", "count", synonyms=("failures",)),
    "quality_gain": Term("points that mending brings", "score", data_quality.FORMULA, synonyms=("points",)),
    "quality_failing_projects": Term("projects with a failing record", "count"),
    "quality_projects": Term("projects looked at", "count"),
    "quality_below": Term("projects below the target", "count"),
    "quality_shown": Term("projects shown", "count"),
    "quality_claimed": Term("score that was named", "score"),
    "objective_weights": Term("sum of the objectives' weights", "ratio"),
    "history_changes": Term("changes in the audit", "count", synonyms=("changes", "events")),
    "history_newest": Term("day of the newest change", "date"),
    "history_at": Term("day of the change", "date"),
    "history_by": Term("made by", "name"),
    "history_row": Term("row that changed", "name"),
    "history_since": Term("day since which changes count", "date"),
    "history_recorded": Term("day on which it was put on record", "date"),
    "history_recorded_by": Term("put on record by", "name"),
    "history_source": Term("where the record came from", "name"),
    "tier": Term("PMO tier achieved", "count", tiers.FORMULA, synonyms=("tier",)),
    "tier_highest": Term("tier of a strategic PMO", "count", synonyms=("tier",)),
    "tier_next": Term("next PMO tier", "count", tiers.FORMULA, synonyms=("tier",)),
    "tier_share": Term("share of the next tier's criteria met", "ratio", tiers.FORMULA),
    **{f"tier_{n}_met": Term(f"criteria met of the {word} tier", "count", tiers.FORMULA) for n, word in TIERS.items()},
    **{f"tier_{n}_criteria": Term(f"criteria of the {word} tier", "count") for n, word in TIERS.items()},
    **{f"tier_{key}": Term(f"share of projects with {words}", "ratio") for key, words in SHOWN.items()},
    **{f"tier_{key}_met": Term(f"projects with {words}", "count") for key, words in SHOWN.items()},
    **{f"tier_{key}_asked": Term(f"projects asked for {words}", "count") for key, words in SHOWN.items()},
    "maturity": Term("maturity level", "count", maturity.FORMULA, synonyms=("maturity", "overall maturity", "level")),
    "maturity_by": Term("day by which maturity is due", "date"),
    **{
        f"maturity_{name}": Term(f"maturity of {name} management", "count", maturity.FORMULA, synonyms=("level",))
        for name in MODELS
    },
    **{
        f"maturity_mean_{name}": Term(f"mean maturity of {name} management", "index", maturity.FORMULA)
        for name in MODELS
    },
}  # fmt: skip
