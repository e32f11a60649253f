"""What is said first of a project: its two colours, its forecasts, its people and its milestones."""

from __future__ import annotations

from tools.calculations.schedule import is_overdue
from tools.facts.milestones import MilestoneFacts
from tools.judgement.dimensions import Case, due_date, is_open
from tools.judgement.rating import Judgement, within_exception
from tools.result import Colour, Verdict
from tools.wording.embedded_instructions import quotable, reads_like_instruction
from tools.wording.sentences import sentence

KNOWN = ("G", "A", "R")


def colours_line(judgement: Judgement) -> str:
    """The calculated and the reported overall colour, and whether they agree."""
    case = judgement.case
    label = f"{{{case.facts.project_id}}}"
    reported = reported_colour(case, "OVERALL")
    if judgement.overall.colour not in KNOWN:
        if reported is None:
            return f"No overall colour can be calculated for {label}, and no approved report is held."
        return f"No overall colour can be calculated for {label}; it is {reported} as reported."
    calculated = f"{{{case.facts.project_id}.rag_calculated_overall}}"
    covering = judgement.covering
    within = f", {within_exception(case.evidence, covering)}," if covering else ""
    if reported is None:
        return f"{label} is {calculated} by calculation{within} and no approved report is held."
    return f"{label} is {calculated} by calculation{within} and {reported} as reported: {_agreement(judgement)}."


def reported_colour(case: Case, name: str) -> str | None:
    """The handle of a reported colour; None where the last approved report has none."""
    held = case.facts.report.colour(name) if case.facts.report else None
    return None if held is None else case.evidence.say(f"rag_reported_{name.lower()}", held.reported, held.row)


def reported_value(case: Case, name: str) -> Colour | None:
    """The reported colour itself."""
    held = case.facts.report.colour(name) if case.facts.report else None
    return None if held is None else held.reported


def forecast_line(case: Case) -> str:
    """Forecast cost and finish beside budget and baseline, or what there is before a baseline exists."""
    facts, say, m = case.facts, case.evidence.say, case.measurement
    if facts.baseline is None:
        finish = say("finish_pm", facts.forecast_finish, *m.sources)
        return f"It has no baseline yet; the manager's forecast finish is {finish}."
    bac = say("bac", facts.baseline.bac, facts.baseline.row)
    eac = say("eac", case.forecast.eac if case.forecast else None, *m.sources)
    finish = say("finish_pm", facts.forecast_finish, *m.sources)
    planned = say("finish_baseline", facts.baseline.finish, facts.baseline.row)
    words = f"cost is forecast at {eac} on a budget of {bac}, and the finish at {finish} on a baseline of {planned}"
    if facts.snapshot is None:
        return sentence(words)
    return f"On the data of {say('data_date', facts.snapshot.period_end, facts.snapshot.row)}, {words}."


def performance_line(case: Case) -> str:
    """The manager's own figure beside that of performance; empty where performance does not count."""
    facts, say, m = case.facts, case.evidence.say, case.measurement
    if not case.index_counts or facts.snapshot is None or m.ev.eac_1.value is None:
        return ""
    own = say("eac_pm", facts.snapshot.pm_eac, facts.snapshot.row)
    words = f"The manager's own EAC is {own}; by performance (BAC/CPI) it is {say('eac_cpi', m.ev.eac_1, *m.sources)}"
    if m.es is None or m.es.finish.value is None:
        return f"{words}."
    return f"{words}, and by earned schedule it finishes on {say('finish_es', m.es.finish, *m.sources)}."


def people_line(case: Case) -> str:
    """Stage, state and who is in charge."""
    facts, say = case.facts, case.evidence.say
    stage, state = say("stage", facts.stage, facts.state_row), say("run_state", facts.run_state, facts.state_row)
    since = f" since {say('hold_date', facts.hold_date, facts.state_row)}" if facts.hold_date else ""
    sponsor, pm = say("sponsor", facts.sponsor, facts.state_row), say("pm", facts.pm, facts.state_row)
    return f"It is in the {stage} stage, {state}{since}; sponsor is {sponsor} and project manager {pm}."


def milestones_line(case: Case) -> str:
    """What is overdue, what is behind its baseline date, and what comes next, of the open milestones."""
    still_open = [m for m in case.facts.milestones if is_open(m)]
    parts = [_overdue(case, still_open), _late(case, still_open), _next(case, still_open)]
    return " ".join(part for part in parts if part)


def description_line(case: Case) -> str:
    """The recorded description as a quoted figure; empty where there is none or it may not be repeated."""
    text = quotable(case.facts.description)
    if text is None:
        return ""
    return f"Description on record: {case.evidence.say('description', text, case.facts.row)}"


def description_caution(case: Case) -> str:
    """That the description speaks to an assistant, with the clause on such text; empty where it does not."""
    if not reads_like_instruction(case.facts.description):
        return ""
    rule = case.enquiry.library.rule("assistant.text_is_data", case.enquiry.today)
    cited = f" {case.evidence.cite(rule)}" if rule else ""
    return (
        f"Its description holds text that reads like an instruction; it was treated as data and is not repeated{cited}."
    )


def _agreement(judgement: Judgement) -> str:
    case = judgement.case
    same = reported_value(case, "OVERALL") == judgement.overall.colour
    holds = "agree" if same else "differ"
    case.evidence.judge(Verdict(case.facts.project_id, "reported and calculated colour", "agreement", holds))
    return f"the two {holds}"


def _overdue(case: Case, milestones: list[MilestoneFacts]) -> str:
    today = case.enquiry.today
    found = [m for m in milestones if is_overdue(m.baseline_date, m.forecast_date, today)]
    if not found:
        return ""
    first = min(found, key=lambda m: m.forecast_date or m.baseline_date or today)
    case.evidence.judge(Verdict(first.milestone_id, "milestone", "time", "late"))
    due = _date(case, first)
    if len(found) == 1:
        return f"Overdue: {_label(case, first)}, due {due}."
    count = case.evidence.say("milestones_overdue", len(found), *(m.row for m in found))
    return f"Overdue: {count} milestones, the first {_label(case, first)}, due {due}."


def _late(case: Case, milestones: list[MilestoneFacts]) -> str:
    behind = [
        (m, (due - m.baseline_date).days)
        for m in milestones
        if m.baseline_date is not None and (due := due_date(m, case)) is not None and due > m.baseline_date
    ]
    if not behind:
        return ""
    furthest, days = max(behind, key=lambda pair: pair[1])
    case.evidence.judge(Verdict(furthest.milestone_id, "milestone", "time", "late"))
    by = case.evidence.say("late_days", days, furthest.row, subject=furthest.milestone_id)
    if len(behind) == 1:
        return f"One open milestone is behind the baseline: {_label(case, furthest)}, by {by}."
    count = case.evidence.say("milestones_late", len(behind), *(m.row for m, _ in behind))
    return f"Open milestones behind the baseline: {count}, the furthest {_label(case, furthest)}, by {by}."


def _next(case: Case, milestones: list[MilestoneFacts]) -> str:
    ahead = [(m, day) for m in milestones if (day := m.forecast_date or m.baseline_date) and day >= case.enquiry.today]
    if not ahead:
        return ""
    first, _ = min(ahead, key=lambda pair: pair[1])
    return f"Next milestone: {_label(case, first)} on {_date(case, first)}."


def _label(case: Case, milestone: MilestoneFacts) -> str:
    return case.evidence.label(milestone.milestone_id, milestone.name, milestone.row)


def _date(case: Case, milestone: MilestoneFacts) -> str:
    day = milestone.forecast_date or milestone.baseline_date
    return case.evidence.say("milestone_forecast", day, milestone.row, subject=milestone.milestone_id)
