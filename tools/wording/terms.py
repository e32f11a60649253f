"""The field's words for each figure of a project: name, unit, sign, formula, and what tells it from a rival.

One entry for each key, so that every tool says the same thing in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tools.calculations import benefits, capacity, earned_schedule, earned_value, growth, rag, risk, schedule
from tools.result import Unit


@dataclass(frozen=True, slots=True)
class Term:
    """How one figure is named and shown."""

    name: str
    unit: Unit
    formula: str | None = None
    signed: bool = False
    qualifiers: tuple[str, ...] = ()
    """Words of which one must stand in the sentence, because a rival figure exists."""
    synonyms: tuple[str, ...] = ()


OWN = ("manager", "PM", "own")
ORIGINAL = ("original", "first")
EVM, ES, SCH = earned_value.FORMULA, earned_schedule.FORMULA, schedule.FORMULA

RECORDED: Mapping[str, Term] = {
    "stage": Term("lifecycle stage", "state", synonyms=("phase",)),
    "run_state": Term("run state", "state", synonyms=("state",)),
    "hold_date": Term("on hold since", "date"),
    "sponsor": Term("sponsor", "name", synonyms=("sponsor",)),
    "pm": Term("project manager", "name", synonyms=("manager", "PM")),
    "description": Term("description on record", "text"),
    "bac": Term("budget at completion (BAC)", "money", synonyms=("budget", "BAC", "baseline cost")),
    "bac_original": Term("original budget (BAC of version 0)", "money", qualifiers=ORIGINAL),
    "wlc": Term("whole-life cost", "money"),
    "pv": Term("planned value (PV)", "money", synonyms=("PV",)),
    "ev": Term("earned value (EV)", "money", synonyms=("EV",)),
    "ac": Term("actual cost (AC)", "money", synonyms=("AC", "spend to date", "spent")),
    "data_date": Term("date of the data", "date"),
    "eac_pm": Term("the manager's own EAC", "money", qualifiers=OWN, synonyms=("PM EAC",)),
    "finish_baseline": Term("baseline finish", "date", qualifiers=("baseline", "planned")),
    "finish_original": Term("original baseline finish", "date", qualifiers=ORIGINAL),
    "finish_pm": Term("the manager's forecast finish", "date", qualifiers=(*OWN, "forecast"), synonyms=("finish",)),
}

GOVERNED: Mapping[str, Term] = {
    "exception_limit": Term("approved exception limit", "ratio", synonyms=("limit",)),
    "exception_until": Term("exception approved until", "date"),
    "exception_raised": Term("exception report raised on", "date"),
    "cost_report_due": Term("exception report on cost due on", "date"),
    "cost_breach_detected": Term("cost breach detected on", "date"),
    "cost_breach_since": Term("first month end over the cost limit", "date"),
    "time_report_due": Term("exception report on time due on", "date"),
    "time_breach_detected": Term("time breach detected on", "date"),
    "time_breach_since": Term("first month end over the time limit", "date"),
    "cost_limit": Term("highest forecast cost in tolerance", "money", synonyms=("cost limit",)),
    "cost_headroom": Term("cost headroom", "money", synonyms=("headroom",)),
    "cost_excess": Term("cost above the limit", "money"),
    "time_limit": Term("time tolerance", "days", synonyms=("time limit",)),
    "time_headroom": Term("time headroom", "days"),
    "time_excess": Term("days above the limit", "days"),
    "report_period": Term("period of the last approved report", "date"),
    "report_approved_by": Term("approver of the last report", "name"),
    "report_approved_on": Term("last report approved on", "date"),
    "report_age": Term("age of the last approved report", "days"),
    "next_period": Term("period of the next report", "date"),
    "report_due": Term("next report due", "date"),
    "milestones_late": Term("milestones behind their baseline date", "count"),
    "milestones_overdue": Term("milestones overdue", "count"),
    "milestone_forecast": Term("milestone forecast", "date"),
    "milestone_baseline": Term("milestone baseline date", "date", qualifiers=("baseline",)),
    "path_to_green_date": Term("path to green date", "date"),
    "rebaselines": Term("re-baselines", "count"),
}

COMPUTED: Mapping[str, Term] = {
    "eac": Term("forecast cost (EAC)", "money", EVM, synonyms=("EAC", "forecast", "outturn")),
    "eac_cpi": Term("EAC (BAC/CPI)", "money", EVM, synonyms=("EAC", "forecast by performance")),
    "eac_atypical": Term("EAC (atypical variance)", "money", EVM, qualifiers=("atypical",)),
    "eac_cpi_spi": Term("EAC by CPI × SPI", "money", EVM, qualifiers=("CPI × SPI", "schedule")),
    "eac_weighted": Term("EAC by weighted CPI and SPI", "money", EVM, qualifiers=("weighted",)),
    "growth_cpi": Term("BAC/CPI over budget", "ratio", growth.FORMULA, signed=True, qualifiers=("BAC/CPI",)),
    "growth_atypical": Term("atypical EAC over budget", "ratio", growth.FORMULA, signed=True, qualifiers=("atypical",)),
    "growth_cpi_spi": Term("CPI × SPI over budget", "ratio", growth.FORMULA, signed=True, qualifiers=("CPI × SPI",)),
    "growth_weighted": Term("weighted EAC over budget", "ratio", growth.FORMULA, signed=True, qualifiers=("weighted",)),
    "growth_pm": Term("the manager's EAC over budget", "ratio", growth.FORMULA, signed=True, qualifiers=OWN),
    "growth_original": Term(
        "the manager's EAC over the original budget", "ratio", growth.FORMULA, signed=True, qualifiers=ORIGINAL
    ),
    "cost_variance": Term("forecast cost over budget", "ratio", growth.FORMULA, signed=True, synonyms=("over budget",)),
    "etc": Term("estimate to complete (ETC)", "money", EVM, synonyms=("ETC",)),
    "vac": Term("variance at completion (VAC)", "money", EVM, signed=True, synonyms=("VAC",)),
    "vac_ratio": Term("variance at completion, share of budget", "ratio", EVM, signed=True),
    "cv": Term("cost variance (CV)", "money", EVM, signed=True, synonyms=("CV",)),
    "cv_ratio": Term("cost variance, share of EV", "ratio", EVM, signed=True),
    "sv": Term("schedule variance (SV)", "money", EVM, signed=True, synonyms=("SV",)),
    "sv_ratio": Term("schedule variance, share of PV", "ratio", EVM, signed=True),
    "cpi": Term("CPI", "index", EVM, synonyms=("cost performance index",)),
    "spi": Term("SPI in money", "index", EVM, synonyms=("schedule performance index",)),
    "complete": Term("percent complete", "ratio", EVM, synonyms=("complete",)),
    "spent": Term("percent spent", "ratio", EVM, synonyms=("spent",)),
    "planned": Term("percent planned", "ratio", EVM, synonyms=("planned",)),
    "tcpi_bac": Term("TCPI to the budget", "index", EVM, qualifiers=("budget", "BAC")),
    "tcpi_eac": Term("TCPI to BAC/CPI", "index", EVM, qualifiers=("BAC/CPI", "performance")),
    "tcpi_pm": Term("TCPI to the manager's EAC", "index", EVM, qualifiers=OWN),
    "tcpi_gap": Term("TCPI to the manager's EAC less CPI", "index", EVM, signed=True),
    "es": Term("earned schedule (ES)", "months", ES, synonyms=("ES",)),
    "at": Term("elapsed time (AT)", "months", ES, synonyms=("AT",)),
    "duration": Term("planned duration (PD)", "months", ES, synonyms=("PD",)),
    "sv_t": Term("schedule variance in time, SV(t)", "months", ES, signed=True),
    "spi_t": Term("SPI(t)", "index", ES, synonyms=("schedule performance index",)),
    "spi_t_gross": Term("SPI(t) with the time on hold", "index", ES, qualifiers=("hold",)),
    "ieac_t": Term("forecast duration, IEAC(t)", "months", ES),
    "tspi": Term("schedule efficiency needed, TSPI", "index", ES),
    "finish_es": Term("finish by earned schedule", "date", ES, qualifiers=("earned schedule", "performance")),
    "finish_slip_rate": Term("finish at the present slip rate", "date", SCH, qualifiers=("slip rate", "slipping")),
    "finish_spread": Term("spread of the forecast finishes", "days", SCH),
    "slip_days": Term("slip of the finish", "days", SCH, synonyms=("slip", "delay")),
    "days_early": Term("days before the baseline finish", "days", SCH),
    "slip_ratio": Term("slip, share of the duration", "ratio", SCH),
    "slip_original": Term("slip against the original baseline", "days", SCH, qualifiers=ORIGINAL),
    "late_wd": Term("milestone lateness", "working_days", SCH),
    "late_days": Term("milestone lateness", "days", SCH),
}

REGISTERED: Mapping[str, Term] = {
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

REPORTED = ("reported",)
CALCULATED = ("calculated", "calculation", "computed")
DIMENSIONS = ("COST", "SCHEDULE", "SCOPE", "QUALITY", "BENEFITS", "RESOURCES", "RISK", "STAKEHOLDER", "OVERALL")

COLOURS: Mapping[str, Term] = {
    **{
        f"rag_reported_{name.lower()}": Term(f"{name.lower()} colour as reported", "colour", qualifiers=REPORTED)
        for name in DIMENSIONS
    },
    **{
        f"rag_calculated_{name.lower()}": Term(
            f"{name.lower()} colour by calculation", "colour", rag.FORMULA, qualifiers=CALCULATED
        )
        for name in DIMENSIONS
    },
}

TERMS: Mapping[str, Term] = {**RECORDED, **GOVERNED, **COMPUTED, **REGISTERED, **COLOURS}
