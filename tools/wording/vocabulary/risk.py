"""Risk: exposure and contingency, the register, estimates of typed numbers."""

from __future__ import annotations

from collections.abc import Mapping

from tools.calculations import risk
from tools.wording.term import Term

RSK = risk.FORMULA
NEED = ("need", "needs", "needed", "required", "asks")

RISK: Mapping[str, Term] = {
    "contingency_needed": Term("contingency needed", "money", RSK, qualifiers=NEED),
    "contingency_short": Term("shortfall of contingency", "money", RSK, synonyms=("shortfall", "short")),
    "contingency_spare": Term("contingency to spare", "money", RSK, synonyms=("spare",)),
    "contingency_approved": Term("contingency approved", "money", qualifiers=("approved", "baseline")),
    "contingency_drawn": Term("contingency drawn", "money", RSK, qualifiers=("drawn", "used")),
    "chance_over_emv": Term("chance that contingency of the size of the EMV is not enough", "ratio", RSK),
    "chance_over_left": Term("chance that the contingency left is not enough", "ratio", RSK, qualifiers=("left",)),
    "level_basis": Term("budget or whole-life cost that sets the level", "money"),
    "risk_probability": Term("probability of the risk", "ratio", synonyms=("probability", "likelihood")),
    "risk_cost": Term("cost of the risk if it comes", "money", synonyms=("cost", "impact")),
    "risk_emv": Term("expected monetary value of the risk", "money", RSK, synonyms=("EMV",)),
    "risk_p": Term("residual probability score", "score", synonyms=("probability",)),
    "risk_i": Term("residual impact score", "score", synonyms=("impact",)),
    "risk_owner": Term("owner of the risk", "name", synonyms=("owner",)),
    "risk_response": Term("response to the risk", "state", synonyms=("response",)),
    "risk_reviewed": Term("last review of the risk", "date", synonyms=("reviewed",)),
    "risk_next_review": Term("next review of the risk", "date", synonyms=("next review",)),
    "risk_review_due": Term("review of the risk due", "date", synonyms=("due",)),
    "risk_raised": Term("risk raised on", "date", synonyms=("raised",)),
    "risk_due": Term("day by which the risk needs it", "date", synonyms=("due",)),
    "risk_escalated": Term("risk escalated on", "date", synonyms=("escalated",)),
    "risk_band": Term("band of the residual score", "state", synonyms=("band",)),
    "risks_unquantified": Term("open risks that are not quantified", "count"),
    "risks_open": Term("open risks", "count"),
    "opportunities_open": Term("open opportunities", "count"),
    "risk_title": Term("title on record", "text"),
    "simulation_mean": Term("mean of the simulation", "money", RSK, qualifiers=("simulation", "simulated")),
    "simulation_error": Term("standard error of the mean", "money", RSK, qualifiers=("error",)),
    "simulation_draws": Term("draws of the simulation", "count"),
    "simulation_seed": Term("seed of the simulation", "count"),
    "emv_given": Term("expected monetary value (EMV)", "money", RSK, synonyms=("EMV", "expected value")),
    "risk_p_given": Term("probability score given", "score", synonyms=("probability",)),
    "risk_i_given": Term("impact score given", "score", synonyms=("impact",)),
    "pert_mean": Term("PERT mean", "count", RSK, qualifiers=("PERT",)),
    "pert_deviation": Term("PERT standard deviation", "count", RSK, qualifiers=("PERT", "deviation")),
    "triangular_mean": Term("mean of the triangular distribution", "count", RSK, qualifiers=("triangular",)),
    "estimate_low": Term("lowest value given", "count", qualifiers=("low", "lowest")),
    "estimate_likely": Term("likely value given", "count", qualifiers=("likely",)),
    "estimate_high": Term("highest value given", "count", qualifiers=("high", "highest")),
    "risk_score": Term("risk score", "score", RSK, synonyms=("score",)),
}
