"""What the registers say in a project's colours: changes, benefits, people, risks, dependencies."""

from __future__ import annotations

from collections.abc import Mapping

from tools.calculations import benefits, capacity, risk
from tools.wording.term import Term

REGISTERS: Mapping[str, Term] = {
    "change_waiting": Term("change waiting for a decision", "working_days"),
    "benefits_rate": Term("benefits forecast, share of plan", "ratio", benefits.FORMULA, synonyms=("forecast rate",)),
    "utilisation": Term("demand, share of net capacity", "ratio", capacity.FORMULA, synonyms=("booked",)),
    "utilisation_month": Term("month of the highest demand", "date"),
    "vacancy_days": Term("key role vacant", "days"),
    "risk_residual": Term("residual score", "score", risk.FORMULA, synonyms=("score",)),
    "emv": Term("expected monetary value of the open risks", "money", risk.FORMULA, synonyms=("EMV", "exposure")),
    "contingency_left": Term("contingency left", "money", synonyms=("contingency",)),
    "exposure_ratio": Term("exposure, share of the contingency left", "ratio", risk.FORMULA, synonyms=("exposure",)),
    "need_by": Term("needed by", "date"),
    "dependency_forecast": Term("forecast of the delivery", "date", qualifiers=("forecast", "promised")),
}
