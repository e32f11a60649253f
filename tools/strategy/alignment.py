"""Whether money goes where the strategy points: the portfolio's spend against the weights of its objectives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.enquiry import Enquiry
from tools.facts.project import iter_projects
from tools.portfolio.financial_year import financial_year
from tools.portfolio.records import Record, RecordKind, find_records
from tools.records.find import named, not_found
from tools.result import ToolResult
from tools.strategy.objectives import Strategy
from tools.strategy.one_alignment import align_one
from tools.strategy.portfolio_view import TOOL, PortfolioView
from tools.strategy.spend import year_spend
from tools.wording.evidence import Evidence

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def alignment(
    enquiry: Enquiry,
    *,
    project: str | None = None,
    portfolio: str | None = None,
    programme: str | None = None,
    objective: str | None = None,
) -> ToolResult:
    """The year's forecast spend by objective against the weights, or how far one project or proposal serves them."""
    if project is not None:
        return align_one(enquiry, project)
    asked: dict[RecordKind, str | None] = {"portfolio": portfolio, "programme": programme, "objective": objective}
    arguments: dict[str, object] = {key: value for key, value in asked.items() if value is not None}
    with enquiry.portfolio.session() as session:
        scope: dict[str, Record] = {}
        for kind, text in asked.items():
            if text is None:
                continue
            found = named(find_records(session, enquiry.viewer, enquiry.today, (kind,)), text)
            if len(found) != 1:
                return not_found(TOOL, text, arguments)
            scope[kind] = found[0]
        view = _view(enquiry, session, scope)
    return view.result(arguments)


def _view(enquiry: Enquiry, session: Session, scope: dict[str, Record]) -> PortfolioView:
    running = [
        each
        for each in iter_projects(session, enquiry.viewer, enquiry.as_of, enquiry.today)
        if each.running
        and all(getattr(each, f"{k}_id") == scope[k].id for k in ("portfolio", "programme") if k in scope)
    ]
    year = financial_year(enquiry.as_of, enquiry.fy_start_month)
    spends, without = year_spend(running, year, enquiry.as_of)
    names = {each.project_id: each for each in running}
    strategy = Strategy.of(session, enquiry.today)
    evidence = Evidence("portfolio", enquiry.as_of)
    for record in scope.values():
        evidence.label(record.id, f"{record.id} {record.name}", f"{record.kind}/{record.id}")
    return PortfolioView(enquiry, evidence, strategy, year, spends, [names[each] for each in without], scope)
