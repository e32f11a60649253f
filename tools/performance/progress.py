"""What is said of a project's earned value and earned schedule: sentences with handles."""

from __future__ import annotations

from datetime import date

from tools.calculations.outcome import from_fraction
from tools.judgement.dimensions import Case
from tools.judgement.forecast import EarnedValueRules
from tools.performance.estimates import default_words, gap_limit
from tools.result import Verdict
from tools.wording.sentences import listed, sentence


def cost_line(case: Case) -> str:
    """CPI and what the project costs by performance."""
    m, label = case.measurement, f"{{{case.facts.project_id}}}"
    cpi = case.evidence.say("cpi", m.ev.cpi, *m.sources)
    bac = case.evidence.say("bac", m.totals.bac, *m.sources)
    if m.ev.eac_1.value is None or m.totals.bac is None:
        return sentence(f"CPI of {label} is {cpi}, so BAC/CPI gives no forecast: {m.ev.eac_1.reason}")
    over = "over" if m.ev.eac_1.value > m.totals.bac else "within"
    case.evidence.judge(Verdict(case.facts.project_id, "budget", "limit", over))
    eac = case.evidence.say("eac_cpi", m.ev.eac_1, *m.sources)
    return f"{label} has a CPI of {cpi}: by performance (BAC/CPI) it costs {eac} against a budget of {bac}."


def time_line(case: Case) -> str:
    """SPI(t) and when the project finishes by earned schedule; empty where there is none."""
    m, say, baseline = case.measurement, case.evidence.say, case.facts.baseline
    if m.es is None or m.spi_t.value is None or baseline is None:
        return ""
    spi_t = say("spi_t", m.spi_t, *m.sources)
    if m.es.finish.value is None:
        return f"SPI(t) is {spi_t}."
    finish = say("finish_es", m.es.finish, *m.sources)
    planned = say("finish_baseline", baseline.finish, baseline.row)
    # By the index, not by the date: work exactly on plan ends at midnight, which is dated the next day.
    holds = "late" if m.spi_t.value < 1 else "on time"
    case.evidence.judge(Verdict(case.facts.project_id, "earned schedule", "time", holds))
    return f"SPI(t) is {spi_t}: by earned schedule it finishes on {finish}, against {planned} in the baseline."


def which_line(case: Case, rules: EarnedValueRules) -> str:
    """Which estimate to use, and whether the manager's own is realistic."""
    m, say = case.measurement, case.evidence.say
    first = default_words(case.evidence, m.ev, rules.default)
    snapshot, limit = case.facts.snapshot, gap_limit(rules.default)
    if snapshot is None or snapshot.pm_eac is None or m.tcpi_gap.value is None:
        return first
    own, needed = say("eac_pm", snapshot.pm_eac, snapshot.row), say("tcpi_pm", m.tcpi_pm, *m.sources)
    judged = ""
    if limit is not None and rules.default is not None:
        most = case.evidence.limit(rules.default, "tcpi_gap", "index")
        words = "more" if m.tcpi_gap.value > limit else "no more"
        judged = f", {words} than the {most} that is accepted"
    gap = say("tcpi_gap", m.tcpi_gap, *m.sources)
    return f"{first} The manager's own EAC of {own} needs a TCPI of {needed}, {gap} against CPI{judged}."


def finishes_line(case: Case) -> str:
    """The forecast finishes by the manager, by earned schedule and at the slip rate, and how far apart they are."""
    facts, m, say = case.facts, case.measurement, case.evidence.say
    found: list[tuple[date, str]] = []
    if facts.forecast_finish is not None:
        own = say("finish_pm", facts.forecast_finish, *m.sources)
        found.append((facts.forecast_finish, f"{own} by the manager's forecast"))
    if m.es is not None and m.es.finish.value is not None:
        found.append((m.es.finish.value, f"{say('finish_es', m.es.finish, *m.sources)} by earned schedule"))
    if m.slip_finish.value is not None and m.slip_since is not None:
        at_rate = say("finish_slip_rate", m.slip_finish, *m.sources, m.slip_since.row)
        found.append((m.slip_finish.value, f"{at_rate} at the slip rate"))
    if not found:
        return ""
    days = [day for day, _ in found]
    spread = (max(days) - min(days)).days
    apart = f"; they lie {say('finish_spread', spread, *m.sources)} apart" if spread else ""
    return f"The finish is {listed([words for _, words in found])}{apart}."


def sums_line(case: Case) -> str:
    """The four sums and their date."""
    m, say, snapshot = case.measurement, case.evidence.say, case.facts.snapshot
    data = say("data_date", snapshot.period_end if snapshot else None, *m.sources)
    return (
        f"BAC is {say('bac', m.totals.bac, *m.sources)}, PV {say('pv', m.totals.pv, *m.sources)}, "
        f"EV {say('ev', m.totals.ev, *m.sources)} and AC {say('ac', m.totals.ac, *m.sources)} at {data}."
    )


def variance_lines(case: Case) -> list[str]:
    """What is left to spend, the variances, and how much is done."""
    m, say, sources = case.measurement, case.evidence.say, case.measurement.sources
    return [
        f"By BAC/CPI, ETC is {say('etc', m.ev.etc, *sources)} and VAC {say('vac', m.ev.vac, *sources)}; "
        f"TCPI to the budget is {say('tcpi_bac', m.ev.tcpi_bac, *sources)}.",
        f"CV is {say('cv', m.ev.cv, *sources)} and SV {say('sv', m.ev.sv, *sources)}; "
        f"SPI in money is {say('spi', m.ev.spi, *sources)}.",
        f"It is {say('complete', m.ev.complete, *sources)} complete, {say('spent', m.ev.spent, *sources)} spent and "
        f"{say('planned', m.ev.planned, *sources)} planned.",
    ]


def schedule_lines(case: Case) -> list[str]:
    """Earned schedule with its inputs, and the index with the time on hold where there is any."""
    es, say, sources = case.measurement.es, case.evidence.say, case.measurement.sources
    if es is None or es.es.value is None:
        return []
    elapsed, duration = (from_fraction(time) for time in (es.at, es.duration))
    lines = [
        f"Earned schedule is {say('es', es.es, *sources)} after {say('at', elapsed, *sources)} of the "
        f"{say('duration', duration, *sources)} planned, so SV(t) is {say('sv_t', es.sv_t, *sources)}."
    ]
    if es.net_at != es.at:
        lines.append(f"With the time on hold counted, SPI(t) is {say('spi_t_gross', es.spi_t, *sources)}.")
    return lines
