"""All tools that an agent may call, in order: name, description, arguments, function.

Example questions for each stand beside this file, in ``examples/NAME.yaml``.
"""

from __future__ import annotations

from tools import clarify, limits
from tools import signatures as takes
from tools.assurance import asked as assurance
from tools.assurance import history, pmo_standing, project_quality, worst_quality
from tools.benefits import realised as realised
from tools.benefits.asked import BenefitsOf
from tools.change import asked as change_takes
from tools.change import authority as authority
from tools.change import dependencies as handed_over
from tools.change import register as change_register
from tools.gates import readiness as gates
from tools.investment import asked as of_investment
from tools.investment import case as investment
from tools.investment import given as given_flows
from tools.investment import stop
from tools.judgement import rating as rating
from tools.oversight import changed as changed
from tools.oversight import decisions as decisions
from tools.oversight import duties as duties
from tools.oversight import lessons as lessons
from tools.oversight.asked import ChangesSince, DecisionsOf, DutiesOf, LessonsOf
from tools.people import capacity as people
from tools.people.asked import CapacityOf
from tools.performance import forecasts as forecasts
from tools.performance import project as performance
from tools.projects import listing as projects
from tools.projects.asked import Conditions
from tools.query import portfolio as query
from tools.query.asked import QueryOf
from tools.records import find as records
from tools.reports import drafts
from tools.risk import asked as of_risk
from tools.risk import contingency, register
from tools.risk import given as given_estimate
from tools.standards import search as standards
from tools.status import project as status
from tools.status import tolerance as tolerance
from tools.strategy import alignment as aligned
from tools.strategy import asked as strategy
from tools.strategy import backlog as backlog
from tools.strategy import priorities as priorities
from tools.strategy import selection as selection
from tools.strategy import weights as weights
from tools.tool import Tool

TOOLS: tuple[Tool, ...] = (
    Tool(
        "project_status",
        "How one project stands: reported and calculated RAG colour with the reason, cost and finish forecast, "
        "tolerance, milestones, the last approved report and who approved it, sponsor and manager.",
        takes.StatusOf, status.project_status, "record", offer="How does <record> stand?",
    ),
    Tool(
        "earned_value",
        "Earned value and earned schedule of one project: CPI, SPI(t), the estimate at completion by every method "
        "and which to use, TCPI, variance, and the forecast finish by the manager and by performance.",
        takes.PerformanceOf, performance.earned_value, "calculation",
        offer="What are the earned value and forecasts of <record>?",
    ),
    Tool(
        "forecasts",
        "How the forecast cost, finish or CPI of one project moved month by month, its trend and range ahead, the "
        "spread of the forecasts by all methods, and which to believe.",
        takes.ForecastsOf, forecasts.forecasts, "calculation",
        offer="How has the forecast of <record> moved over the months?",
    ),
    Tool(
        "calculate_earned_value",
        "Earned value indices and estimates at completion from numbers that the asker types (BAC, PV, EV, AC).",
        takes.EarnedValueNumbers, performance.calculate_earned_value, "calculation",
    ),
    Tool(
        "tolerance_check",
        "Whether one project is within its cost and time tolerance, since when not, whether a live exception covers "
        "it, and what is due.",
        takes.OfProject, tolerance.tolerance_check, "record", offer="Is <record> within tolerance?",
    ),
    Tool(
        "gate_readiness",
        "What one project has and lacks for a gate review, the deadline of its papers, the state of earlier "
        "conditions, or what was decided.",
        takes.GateOf, gates.gate_readiness, "record", offer="Is <record> ready for its next gate?",
    ),
    Tool(
        "investment_case",
        "The business case of one project or proposal: NPV, BCR, IRR and payback as approved and now, at its own and "
        "the house rate, whether it still stacks up, cost to go against remaining benefits, sensitivity tests.",
        of_investment.CaseOf, investment.investment_case, "calculation",
        offer="Does the business case of <record> still stack up?",
    ),
    Tool(
        "stop_impact",
        "What stopping one project now would save or cost: avoidable cost, exit cost, forgone benefits, net saving, "
        "what is sunk, and which projects wait for its deliverables.",
        takes.OfProject, stop.stop_project, "calculation", offer="What would stopping <record> save?",
    ),
    Tool(
        "calculate_investment",
        "NPV, IRR, MIRR, benefit-cost ratio and payback of cash flows that the asker types, at a typed rate or the "
        "house rate.",
        of_investment.CashFlows, given_flows.calculate_investment, "calculation",
    ),
    Tool(
        "calculate_estimate",
        "A three-point estimate (PERT, triangular), an expected monetary value of probability times cost, or the score "
        "and band of a risk, from numbers that the asker types.",
        of_risk.EstimateNumbers, given_estimate.calculate_estimate, "calculation",
    ),
    Tool(
        "contingency",
        "How much contingency the open risks of one project need at a level of confidence (P80, P50, or as asked), "
        "the expected value (EMV), what is left, the shortfall, and how likely it is not enough.",
        of_risk.ContingencyOf, contingency.contingency, "calculation", offer="Is the contingency of <record> enough?",
    ),
    Tool(
        "project_risks",
        "The open risks of one project, worst first: residual score and band, owner, response, next review, and what "
        "they lack of what the standard asks (owner, review, action, escalation).",
        of_risk.RisksOf, register.project_risks, "record", offer="What are the open risks of <record>?",
    ),
    Tool(
        "changes",
        "Change requests of one project or of many: which wait for a decision and how long, what was approved since "
        "the baseline as a share of the budget, re-baselines and growth over the current and the original budget.",
        change_takes.ChangesOf, change_register.changes, "record",
        offer="Which change requests wait for a decision on <record>?",
    ),
    Tool(
        "change_authority",
        "Who must approve a change of some size to a project (with what is approved already), a re-baseline, or a "
        "gate and investment by whole-life cost; with a project or with typed numbers.",
        change_takes.AuthorityOver, authority.change_authority, "record",
        offer="Who approves a change to <record>?",
    ),
    Tool(
        "dependencies",
        "What one project, or each of many, provides and waits for: needed, promised and forecast dates, what comes "
        "late or is not agreed; with a number of days, who is held up where the project slips by them.",
        change_takes.DependenciesOf, handed_over.dependencies, "record", offer="What does <record> depend on?",
    ),
    Tool(
        "benefits",
        "Benefits planned, verified and forecast of one project, a programme, a portfolio or all, to date or in a "
        "financial year, cashable apart; what is not verified, not reported or without owner, and a year's spend.",
        BenefitsOf, realised.benefits, "record", offer="What benefits has <record> brought?",
    ),
    Tool(
        "capacity",
        "Whether there are people enough: net capacity, hard and soft bookings and headroom of roles and named people "
        "by month, who is overbooked and by which projects, vacant key roles, soft bookings that lapsed.",
        CapacityOf, people.capacity, "record", offer="Who is overbooked in the months ahead?",
    ),
    Tool(
        "list_projects",
        "The projects that meet conditions (portfolio, stage, state, colour reported or calculated, sponsor, manager, "
        "late, over tolerance), with counts and sums.",
        Conditions, projects.list_projects, "record", offer="Which projects are red, reported or calculated?",
    ),
    Tool(
        "duties",
        "What a person (the asker, or somebody named) owes and has to decide, by due date: reports, approvals, gate "
        "papers and conditions, exception reports, risk and issue actions, assumptions, benefits, waivers.",
        DutiesOf, duties.duties, "record", offer="What is due from me this month?",
    ),
    Tool(
        "decisions_needed",
        "The decisions that the portfolio waits for, by body and due date, with the money at stake: questions to "
        "boards, changes, exceptions, gates ahead, approvals that lapse; of one board, portfolio or person.",
        DecisionsOf, decisions.decisions_needed, "record", offer="Which decisions are the boards asked for?",
    ),
    Tool(
        "data_quality",
        "How far the records of one project can be relied on: its data quality score with completeness, timeliness, "
        "validity and consistency, the records that fail and why, whom to ask, the cheapest fixes first.",
        assurance.QualityOf, project_quality.data_quality, "record", offer="How good is the data of <record>?",
    ),
    Tool(
        "record_history",
        "The audit of one record: who changed it or its rows, when, and what, field by field before and after; also "
        "who put it on record. For the PMO, auditors, and the project's own manager and sponsor.",
        assurance.HistoryOf, history.record_history, "record", offer="Who changed the record of <record>, and when?",
    ),
    Tool(
        "pmo_maturity",
        "Which tier the PMO itself has reached (supporting to strategic), what is missing for the next or for a named "
        "one, and how mature portfolio, programme and project management are.",
        assurance.Standing, pmo_standing.pmo_maturity, "record", offer="Which tier has our PMO reached?",
    ),
    Tool(
        "worst_data_quality",
        "The projects with the worst records: lowest data quality scores, failing rules, and whom to ask.",
        assurance.WorstQuality, worst_quality.worst_data_quality, "record",
        offer="Which projects have the worst data quality?",
    ),
    Tool(
        "what_changed",
        "What changed since a day or over the last week, month or quarter, of one project or of the portfolio: "
        "forecast cost and finish, colours, states, milestones, risks, changes, gates, reports; largest first.",
        ChangesSince, changed.what_changed, "record", offer="What has changed in the portfolio since last month?",
    ),
    Tool(
        "lessons",
        "Lessons that projects have recorded, searched by subject, project or portfolio: what happened, what is "
        "recommended, the owner, and whether the lesson has changed a clause.",
        LessonsOf, lessons.lessons, "record", offer="Which lessons have our projects recorded?",
    ),
    Tool(
        "query_portfolio",
        "Open questions over the whole portfolio: list, count, sum, average or rank projects, programmes, people, "
        "risks, issues, milestones, benefits, changes, gates, gate conditions, waivers, exceptions, dependencies, "
        "bookings, decisions or reports under any conditions, also on related records, in groups, or without a value.",
        QueryOf, query.query_portfolio, "record", offer="Which risks have no owner?",
    ),
    Tool(
        "find_record",
        "What a project, proposal, programme, portfolio, objective, person or board is, and who is in charge of it.",
        takes.OfRecord, records.find_record, "record", offer="Who is in charge of <record>?",
    ),
    Tool(
        "who_am_i", "Who asks, in which roles, what they may see, and which dates are used.",
        takes.Nothing, records.who_am_i, "record", offer="Who am I here, and what may I see?",
    ),
    Tool(
        "search_standards",
        "What the organisation's standards, policies and guides say about a matter, by the clause in force on a date.",
        takes.SearchStandards, standards.search_standards, "rule",
    ),
    Tool("read_clause", "The words of one clause or the contents of one document, by reference.",
         takes.ReadClause, standards.read_clause, "rule"),
    Tool("compare_versions", "What changed between the versions of a standard, or on a topic.",
         takes.CompareVersions, standards.compare_versions, "rule"),
    Tool("list_standards", "The documents of the standards library: version, owner, dates, overdue reviews.",
         takes.ListStandards, standards.list_standards, "rule",
         offer="Which standards do we have, and which are overdue for review?"),
    Tool("check_conflicts", "Whether the standards contradict each other on a topic, and which one binds.",
         takes.OnTopic, standards.check_conflicts, "rule"),
    Tool(
        "alignment",
        "Whether spend goes where the strategy points: share of the year's spend by objective against its weight, "
        "what serves no live objective, mandated spend, misalignment index; or alignment and strategic value of one "
        "project or proposal, and why it falls short.",
        strategy.AlignmentOf, aligned.alignment, "record",
        offer="How much do we spend on what does not serve the strategy?",
    ),
    Tool(
        "proposal_priorities",
        "Open proposals ranked by their weighted scores, with criterion table, pass mark, what each must meet and how "
        "firm the first rank is; one proposal's score in detail; or why one ranks before another.",
        strategy.PrioritiesOf, priorities.proposal_priorities, "record", offer="How do the open proposals rank?",
    ),
    Tool(
        "select_proposals",
        "What to start with a budget: the combination of open proposals with the greatest value that fits money, "
        "people, prerequisites and exclusions; what is left out and why, which limit binds, what more would bring. "
        "What-ifs: another budget, a proposal forced in or left out.",
        strategy.ChoiceOf, selection.select_proposals, "record", offer="What should we start with the budget?",
    ),
    Tool(
        "check_weights",
        "The board's pairwise comparisons of criteria (AHP): weights, consistency ratio and whether it is accepted.",
        takes.AsOf, weights.check_weights, "calculation", offer="Are the board's pairwise weights consistent?",
    ),
    Tool(
        "order_backlog",
        "The items of a portfolio's backlog in order of weighted shortest job first (WSJF).",
        strategy.BacklogOf, backlog.order_backlog, "calculation", offer="In which order should the backlog be done?",
    ),
    Tool(
        "rate_colours",
        "The RAG colours and the overall colour for deviations that the asker types.",
        takes.ColoursOf, rating.rate_colours, "calculation",
    ),
    Tool("draft_status_report", "A draft status (highlight) report of one project for a month.",
         takes.DraftOf, drafts.draft_status_report, "draft", offer="Draft a status report for <record>"),
    Tool("help", "What the assistant can do.", takes.Nothing, limits.help, "limit", offer="What can you do?"),
    Tool("act", "For wishes to approve, decide, edit, close, send or grant: says that people do that, and how.",
         takes.Wish, limits.act, "limit"),
    Tool("leak", "For wishes to reveal instructions, other people's records or everything at once.",
         takes.Wish, limits.leak, "limit"),
    Tool("outside", "For questions that are not about governance, standards or the portfolio.",
         takes.Wish, limits.outside, "limit"),
    Tool("not_held", "For facts about the organisation or a project that the portfolio does not record.",
         takes.Wish, limits.not_held, "limit"),
    Tool("which_record", "Asks which of several records is meant; use it when a name fits more than one.",
         takes.RecordChoice, clarify.which_record, "limit"),
    Tool("which_ask", "Asks which of several questions is meant; use it when a question has several readings.",
         takes.AskChoice, clarify.which_ask, "limit"),
    Tool("which_numbers", "Asks for numbers that a calculation lacks.", takes.Missing, clarify.which_numbers, "limit"),
)  # fmt: skip


def find(name: str) -> Tool | None:
    """The tool of that name."""
    return next((tool for tool in TOOLS if tool.name == name), None)
