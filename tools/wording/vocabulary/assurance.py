"""How far records can be relied on, and how far the PMO has come."""

from __future__ import annotations

from collections.abc import Mapping

from tools.calculations import data_quality, maturity, tiers
from tools.wording.term import Term

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
    "tier": Term("PMO tier achieved", "count", tiers.FORMULA, synonyms=("tier",)),
    "tier_next": Term("next PMO tier", "count", tiers.FORMULA),
    "tier_share": Term("share of the next tier's criteria met", "ratio", tiers.FORMULA),
    "tier_met": Term("criteria met", "count", tiers.FORMULA),
    "tier_criteria": Term("criteria in all", "count", tiers.FORMULA),
    "maturity": Term("maturity level", "count", maturity.FORMULA, synonyms=("maturity", "overall maturity")),
    "maturity_mean": Term("mean of the perspectives", "index", maturity.FORMULA, synonyms=("average",)),
    "perspective_level": Term("level of the perspective", "count", maturity.FORMULA, synonyms=("level",)),
    "maturity_gap": Term("levels below the target", "count", maturity.FORMULA),
}  # fmt: skip
