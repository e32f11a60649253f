"""Earned value, earned schedule, growth and slip."""

from __future__ import annotations

from collections.abc import Mapping

from tools.calculations import earned_schedule, earned_value, growth, schedule, trend
from tools.wording.term import Term
from tools.wording.vocabulary.project import ORIGINAL, OWN

EVM, ES, SCH = earned_value.FORMULA, earned_schedule.FORMULA, schedule.FORMULA

PERFORMANCE: Mapping[str, Term] = {
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
    "eac_least": Term("lowest forecast cost of any method", "money", EVM, qualifiers=("lowest",)),
    "eac_most": Term("highest forecast cost of any method", "money", EVM, qualifiers=("highest",)),
    "eac_spread": Term("spread of the forecast costs", "money", EVM, qualifiers=("spread",)),
    "history_month": Term("month end", "date"),
    "history_points": Term("month ends compared", "count", "F-SUM"),
    "history_left_out": Term("month ends left out", "count", "F-SUM"),
    "forecast_given_on": Term("forecast given on", "date"),
    "trend_slope": Term("movement a month", "money", trend.FORMULA, signed=True, qualifiers=("moved",)),
    "trend_next": Term("trend at the next month end", "money", trend.FORMULA, qualifiers=("carried",)),
    "trend_low": Term("low end of the range", "money", trend.FORMULA, qualifiers=("range",)),
    "trend_high": Term("high end of the range", "money", trend.FORMULA, qualifiers=("range",)),
    "trend_furthest": Term("trend at the horizon", "money", trend.FORMULA, qualifiers=("horizon",)),
    "trend_horizon": Term("horizon of the trend", "months", trend.FORMULA),
    "trend_s": Term("Mann–Kendall's S", "score", trend.FORMULA),
    "trend_p": Term("probability without a trend", "ratio", trend.FORMULA),
    "trend_score": Term("robust score", "score", trend.FORMULA),
    "slip_days": Term("slip of the finish", "days", SCH, synonyms=("slip", "delay")),
    "days_early": Term("days before the baseline finish", "days", SCH),
    "slip_ratio": Term("slip, share of the duration", "ratio", SCH),
    "slip_original": Term("slip against the original baseline", "days", SCH, qualifiers=ORIGINAL),
    "late_wd": Term("milestone lateness", "working_days", SCH),
    "late_days": Term("milestone lateness", "days", SCH),
}
