"""The forecasts of one project: how far apart they are, how they moved month by month, and which to believe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from tools.enquiry import Enquiry
from tools.facts.project import ProjectFacts
from tools.judgement.dimensions import Case
from tools.judgement.forecast import EarnedValueRules
from tools.performance.estimates import estimates
from tools.performance.history import Series, history_table, series_of
from tools.performance.progress import finishes_line, which_line
from tools.performance.trends import trend_lines
from tools.records.answering import answer
from tools.records.find import absent, find_project
from tools.result import ToolResult
from tools.wording.embedded_instructions import quotable
from tools.wording.labels import note

TOOL = "forecasts"
Measure = Literal["cost", "finish", "cpi"]
NAMES = {"cost": "the manager's own EAC", "finish": "the manager's forecast finish", "cpi": "CPI"}


def forecasts(enquiry: Enquiry, project: str, measure: Measure = "cost") -> ToolResult:
    """How the forecast cost, finish or CPI of a project moved under its present baseline, and where that leads (F-TRD).

    Beside it the other forecasts of cost and finish, how far apart they lie, and which the standards prefer.
    """
    arguments: dict[str, object] = {"project": project, "measure": measure}
    with enquiry.portfolio.session() as session:
        facts = find_project(enquiry, session, project)
        if facts is None:
            return absent(enquiry, session, TOOL, project, arguments)
    return told(facts, enquiry, measure)


def told(facts: ProjectFacts, enquiry: Enquiry, measure: Measure = "cost") -> ToolResult:
    """The result for facts that are already loaded."""
    case = Case.of(facts, enquiry)
    held = series_of(facts, measure)
    rules = EarnedValueRules.of(enquiry.library, enquiry.today)
    trend = trend_lines(case, held, NAMES[measure])
    lines = (*trend.facts, *_beside(case, rules, measure), *_between(case))
    return answer(
        TOOL,
        enquiry,
        case.evidence,
        trend.headline,
        status="OK" if trend.reason is None else "INSUFFICIENT_DATA",
        facts=tuple(line for line in lines if line),
        rules=tuple(_rules(case, rules)),
        cautions=tuple(_cautions(case, held)),
        table=history_table(case, held.snapshots),
        subjects=(facts.project_id,),
        reason=trend.reason,
        arguments={"project": facts.project_id, "measure": measure},
    )


def _beside(case: Case, rules: EarnedValueRules, measure: Measure) -> tuple[str, ...]:
    """The forecasts by other ways, and how far they lie apart; what was asked about first."""
    m = case.measurement
    cost: tuple[str, ...] = ()
    if m.ev.status == "OK" and m.totals.ev is not None:
        estimates(case.evidence, m.ev, m.totals.bac, m.sources)
        cost = (which_line(case, rules), _cost_spread(case))
    finish = (finishes_line(case), _which_finish(case))
    return (*finish, *cost) if measure == "finish" else (*cost, *finish)


def _cost_spread(case: Case) -> str:
    """The lowest and the highest forecast cost of any method, and what lies between."""
    m, say = case.measurement, case.evidence.say
    held = [each.value for each in (m.ev.eac_1, m.ev.eac_2, m.ev.eac_3, m.ev.eac_4) if each.value is not None]
    snapshot = case.facts.snapshot
    held += [snapshot.pm_eac] if snapshot and snapshot.pm_eac is not None else []
    if len(held) < 2:
        return ""
    least, most = (say(key, value, *m.sources) for key, value in (("eac_least", min(held)), ("eac_most", max(held))))
    apart = say("eac_spread", max(held) - min(held), *m.sources)
    return f"By all methods the lowest forecast cost is {least} and the highest {most}; the spread is {apart}."


def _which_finish(case: Case) -> str:
    """Which finish to believe, where earned value counts and a rule names its index."""
    rule, m = case.enquiry.library.rule("ev.schedule_index", case.enquiry.today), case.measurement
    if rule is None or m.es is None or m.es.finish.value is None or case.forecast is None:
        return ""
    if case.forecast.standing != "counts":
        return "Earned schedule does not count for this project, so the manager's forecast finish stands."
    finish = case.evidence.say("finish_es", m.es.finish, *m.sources)
    return (
        f"Believe the finish by earned schedule, {finish}: its index is the one of record {case.evidence.cite(rule)}."
    )


def _between(case: Case) -> Iterator[str]:
    """The newest forecast that the manager gave between month ends, with the recorded reason."""
    if not case.facts.forecasts:
        return
    newest, say = case.facts.forecasts[-1], case.evidence.say
    subject = f"{case.facts.project_id}/{newest.as_of}/forecast"
    on = say("forecast_given_on", newest.as_of, newest.row, subject=subject)
    reason = quotable(newest.reason)
    words = (
        note(case.evidence, "reason", "recorded reason", reason, "text", newest.row, subject=subject) if reason else ""
    )
    why = f", for the recorded reason “{words}”" if words else ", without a recorded reason"
    yield f"The newest forecast of {{{case.facts.project_id}}} between month ends was given on {on}{why}."


def _rules(case: Case, rules: EarnedValueRules) -> Iterator[str]:
    rule = case.enquiry.library.rule("ev.unmoved_finish", case.enquiry.today)
    if rule is not None and "periods" in rule.values and "index_below" in rule.values:
        below = case.evidence.limit(rule, "index_below", "index")
        cited = case.evidence.cite(rule)
        yield f"A finish that does not move while SPI(t) is below {below} has to be justified {cited}."


def _cautions(case: Case, held: Series) -> Iterator[str]:
    if held.left_out:
        count = case.evidence.say("history_left_out", held.left_out, *(each.row for each in case.facts.snapshots))
        yield f"Month ends under earlier baselines are left out, {count} of them: a new baseline is no movement."
    if case.facts.run_state == "ON_HOLD":
        yield "The project is on hold, so its finish forecast stands still."
