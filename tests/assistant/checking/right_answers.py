"""Right answers as templates, each with the results it rests on and the question it answers."""

from __future__ import annotations

from dataclasses import dataclass

from imaginary_trust import CLARIFY, GATE, GIVEN, LIST, SEARCH, STATUS, STATUS_2, TODAY, TOLERANCE_CHECK, VERSIONS

from assistant.check import Verdicts, check
from tools.result import ToolResult
from tools.wording.handles import Filled, Span, fill


@dataclass(frozen=True)
class RightAnswer:
    name: str
    template: str
    results: tuple[ToolResult, ...]
    question: str = "How does it stand?"

    def filled(self) -> Filled:
        figures = [f for r in self.results for f in r.figures]
        newest = {f.handle: f for f in sorted(figures, key=lambda f: str(f.as_of))}
        return fill(self.template, newest.values(), [c for r in self.results for c in r.clauses])

    def check(self, text: str, spans: tuple[Span, ...] = ()) -> Verdicts:
        return check(text, spans, self.results, self.question, TODAY)


ANSWERS = (
    RightAnswer(
        "status",
        "{X-1} is {X-1.rag_calculated_overall} by calculation and {X-1.rag_reported_overall} as reported, as of "
        "{X-1.data_date}. Its EAC is {X-1.eac_cpi} against a budget of {X-1.bac}; the manager's own EAC is "
        "{X-1.eac_pm}. CPI is {X-1.cpi} and SPI(t) is {X-1.spi_t}.\n\nThe sponsor is {X-1.sponsor} and the project "
        "manager is {X-1.pm}. The sponsor has not confirmed the recovery plan. Shall I draft the report?",
        (STATUS,),
    ),
    RightAnswer(
        "tolerance",
        "Yes: {X-1} is over its cost tolerance. The forecast is {X-1.cost_variance} over the budget of {X-1.bac}, and "
        "the limit is {rule.tolerance.cost} ({HB-STD-01 v2.0 §2.1}).\n\n"
        "- A forecast outside tolerance shall be reported to the Portfolio Board within "
        "{rule.exception_days} ({HB-STD-01 v2.0 §2.2}).\n"
        "- No exception was approved for it.",
        (TOLERANCE_CHECK, STATUS),
    ),
    RightAnswer(
        "dates",
        "**{X-1}** is late.\n\n- Baseline finish: {X-1.finish_baseline}\n- Forecast finish: {X-1.finish_pm}\n"
        "- Slip: {X-1.slip}\n- Cost variance: {X-1.cv}\n\nIt has {X-1.milestones_late} late milestones. "
        "The forecast finish of {X-1.finish_pm} is {X-1.slip} after the baseline finish of {X-1.finish_baseline}.",
        (STATUS,),
    ),
    RightAnswer(
        "gate",
        "{X-2} is not ready for G3, planned for {X-2.g3_planned}: {X-2.g3_missing} of {X-2.g3_needed} required "
        "artefacts is missing, the baseline plan ({HB-STD-03 v1.2 §4.1}). The business case is met. "
        "Papers shall be issued at least 10 working days before the board meets ({HB-STD-03 v1.2 §4.2}).",
        (GATE,),
        "Is X-2 ready for G3?",
    ),
    RightAnswer(
        "portfolio",
        "{portfolio.red} of {portfolio.projects} projects are Red and {portfolio.amber} are Amber.\n\n"
        "| Project | Calculated colour | EAC | BAC |\n| --- | --- | --- | --- |\n"
        "| {X-1} | {X-1.rag_calculated_overall} | {X-1.eac_cpi} | {X-1.bac} |\n"
        "| {X-2} | {X-2.rag_calculated_overall} | {X-2.eac_cpi} | {X-2.bac} |\n"
        "| {X-3} | {X-3.rag_calculated_overall} | {X-3.eac_cpi} | {X-3.bac} |\n\n"
        "{X-1} is over its cost tolerance; {X-2} is within its cost tolerance. "
        "Together the portfolio has a total budget of {portfolio.budget}.",
        (LIST,),
    ),
    RightAnswer(
        "clause",
        "A forecast outside tolerance must be reported: “shall be reported to the Portfolio Board by exception report "
        "within five working days” ({HB-STD-01 v2.0 §2.2}). Cost is Amber above {rule.rag.cost.amber_over} over budget "
        "and Red above {rule.rag.cost.red_over} over budget ({HB-STD-02 v3.1 §1.1}).",
        (SEARCH,),
        "What happens when the forecast is outside tolerance?",
    ),
    RightAnswer(
        "versions",
        "Until 31 March 2026 the cost tolerance was +20 % and −20 % of the budget ({HB-STD-01 v1.0 §2.1}, superseded). "
        "Since 1 April 2026 it is +10 % and −10 % ({HB-STD-01 v2.0 §2.1}).",
        (VERSIONS,),
        "What changed in the cost tolerance?",
    ),
    RightAnswer(
        "given",
        "With the BAC of {given.bac}, EV of {given.ev} and AC of {given.ac} that you gave, CPI is {given.cpi} and the "
        "EAC is {given.eac_cpi}. All of it rests on your numbers.",
        (GIVEN,),
        "BAC 1000, EV 500, AC 650: what is the CPI?",
    ),
    RightAnswer(
        "not recorded",
        "The benefit owner of {X-2} is not recorded, so I cannot tell you. {X-2.sponsor} is the sponsor of {X-2}, and "
        "{X-2.pm} manages it. Would you like the status of {X-2} instead?",
        (STATUS_2,),
        "Who owns the benefits of the portal?",
    ),
    RightAnswer(
        "difference",
        "{X-1}: the EAC of {X-1.eac_cpi} is £300k over the BAC of {X-1.bac}, and the cost variance is {X-1.cv}. "
        "Reported and calculated colour differ: {X-1.rag_reported_cost} is the reported cost colour, but cost is "
        "{X-1.rag_calculated_cost} by calculation.",
        (STATUS,),
    ),
    RightAnswer(
        "powers",
        "The sponsor may draw on contingency up to £50k; above £50k the Portfolio Board must approve the draw-down "
        "({HB-STD-01 v2.0 §2.3}). A project manager must not approve a gate of their own project "
        "({HB-STD-02 v3.1 §1.3}). A benefits profile is optional at G3 ({HB-STD-03 v1.2 §4.1}). A project should "
        "explain a change of more than 2 % in its forecast ({HB-STD-02 v3.1 §1.2}).",
        (SEARCH,),
        "Who may approve what?",
    ),
    RightAnswer(
        "two projects",
        "{X-1} has a CPI of {X-1.cpi} and {X-2} one of {X-2.cpi}. {X-2} is on time and within its cost tolerance, "
        "while {X-1} is late and over. The forecast cost of {X-2} is {X-2.eac_cpi}, below its budget of {X-2.bac}; "
        "{X-1}'s forecast cost is {X-1.eac_cpi}.",
        (STATUS, STATUS_2),
    ),
    RightAnswer(
        "choice",
        "Which one do you mean?\n\n- {X-2}\n- {X-4}",
        (CLARIFY,),
        "What is the status of the quay?",
    ),
)
