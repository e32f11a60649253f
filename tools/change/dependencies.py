"""What projects hand to each other: what comes too late, what is not agreed, and what a slip would break."""

from __future__ import annotations

from collections.abc import Mapping

from tools.calculations.dependencies import circle
from tools.change.handover import COLUMNS, Handover, agreement_rule, handovers
from tools.change.slip import of_slip
from tools.clarify import PLACE
from tools.enquiry import Enquiry
from tools.facts.dependencies import DependencyFacts
from tools.facts.dependencies import dependencies as load_dependencies
from tools.facts.rows import batches
from tools.judgement.dependencies import HARD
from tools.records.answering import answer
from tools.records.scope import Scope, scope_of
from tools.result import Figure, Table, ToolResult
from tools.wording.embedded_instructions import quotable
from tools.wording.evidence import RULES
from tools.wording.sentences import listed

TOOL = "dependencies"
NAMED = 6
"""Dependencies that are told one by one at most."""


def dependencies(
    enquiry: Enquiry,
    project: str | None = None,
    programme: str | None = None,
    portfolio: str | None = None,
    slip_days: int | None = None,
) -> ToolResult:
    """What a project, or each of many, provides and waits for; with ``slip_days`` what breaks then (F-DEP).

    Those of which one side may not be seen are left out. Nothing is changed by asking about a slip.
    """
    arguments: dict[str, object] = {
        "project": project, "programme": programme, "portfolio": portfolio, "slip_days": slip_days,
    }  # fmt: skip
    with enquiry.portfolio.session() as session:
        ask = f"What does {PLACE} depend on?"
        scope = scope_of(enquiry, session, TOOL, project=project, programme=programme, portfolio=portfolio, ask=ask)
        if isinstance(scope, ToolResult):
            return scope
        if slip_days is not None and scope.project is not None:
            return of_slip(enquiry, session, scope, slip_days, arguments)
        ids = [head.project_id for head in scope.heads if head.running or scope.project]
        held: dict[str, tuple[DependencyFacts, ...]] = {}
        for batch in batches(ids):
            held |= load_dependencies(session, enquiry.viewer, batch, enquiry.today)
    return _listed(enquiry, scope, handovers(enquiry, scope.evidence, held), arguments)


def _listed(enquiry: Enquiry, scope: Scope, every: tuple[Handover, ...], arguments: Mapping[str, object]) -> ToolResult:
    late = [each for each in every if each.is_late]
    project_id = scope.project.project_id if scope.project else None
    told = every if project_id else late
    about = [each.facts for each in every]
    return answer(
        TOOL,
        enquiry,
        scope.evidence,
        _headline(scope, every, late),
        facts=(
            *(each.line(project_id) for each in told[:NAMED]),
            *(_workaround(each) for each in late),
            _not_agreed_line(enquiry, scope, every),
            _circle_line(scope, every),
            _least_spare(scope, every, late),
        ),
        rules=(_late_rule(enquiry, scope, late), _agreement_words(enquiry, scope, every)),
        next_steps=[_replan(each) for each in late if each.facts.type == HARD],
        cautions=(_unread_slip(scope, arguments), _undated(every)),
        table=Table(COLUMNS, tuple(each.cells() for each in every)) if len(every) > 1 else None,
        subjects=(*((project_id,) if project_id else ()), *(f.provider_id or f.consumer_id for f in about)),
        arguments=arguments,
    )


def _headline(scope: Scope, every: tuple[Handover, ...], late: list[Handover]) -> str:
    say, rows = scope.evidence.say, [each.facts.row for each in every]
    if not every:
        return f"No open dependency of {scope.words} is recorded."
    count = say("dependencies_open", len(every), *rows)
    if not late:
        noun = "dependency" if len(every) == 1 else "dependencies"
        return f"{count} open {noun} of {scope.words}, none known to come later than needed."
    number = say("dependencies_late", len(late), *(each.facts.row for each in late))
    names = listed([f"{each.name} ({each.lateness})" for each in late[:NAMED]])
    if len(every) == 1:
        return f"The one open dependency of {scope.words} comes later than needed: {names}."
    verb = "comes" if len(late) == 1 else "come"
    return f"{number} of the {count} open dependencies of {scope.words} {verb} later than needed: {names}."


def _workaround(late: Handover) -> str:
    words = quotable(late.facts.workaround)
    return f"{late.name} has a workaround on record: “{late.say('dependency_workaround', words)}”" if words else ""


def _not_agreed_line(enquiry: Enquiry, scope: Scope, every: tuple[Handover, ...]) -> str:
    """Which dependencies a side has not agreed, and which of them for too long."""
    open_ = [each for each in every if each.unagreed_wd is not None]
    if not open_:
        return "Both sides have agreed each of them." if len(every) > 1 else ""
    _, most = agreement_rule(enquiry)
    said = []
    for each in open_:
        age = each.say("dependency_age", each.unagreed_wd)
        too_long = ", longer than allowed" if most is not None and (each.unagreed_wd or 0) > most else ""
        said.append(f"{each.name} (recorded {age} ago{too_long})")
    count = scope.evidence.say("dependencies_not_agreed", len(open_), *(each.facts.row for each in open_))
    return f"Not agreed by both sides: {count}, {listed(said)}."


def _circle_line(scope: Scope, every: tuple[Handover, ...]) -> str:
    """A circle of hard dependencies, if there is one."""
    found = circle(each.link() for each in every)
    by_id = {each.facts.consumer_id: each.consumer for each in every}
    return f"Hard dependencies run in a circle: {' → '.join(by_id[key] for key in found)}." if found else ""


def _least_spare(scope: Scope, every: tuple[Handover, ...], late: list[Handover]) -> str:
    """How far a project can slip before it delivers something too late."""
    if scope.project is None:
        return ""
    provided = [each for each in every if each.facts.provider_id == scope.project.project_id and each.late is not None]
    spare = [each for each in provided if not each.is_late]
    if not spare:
        return ""
    tightest = max(spare, key=lambda each: each.late or 0)
    days = scope.evidence.say("slip_spare", -(tightest.late or 0), tightest.facts.row)
    return f"It can slip {days} before {tightest.name} comes later than needed."


def _late_rule(enquiry: Enquiry, scope: Scope, late: list[Handover]) -> str:
    """What a late hard dependency does to the schedule of both sides."""
    rule = enquiry.library.rule("rag.dependency", enquiry.today)
    if rule is None or not any(each.facts.type == HARD for each in late):
        return ""
    least = str(rule.values.get("at_least", ""))
    colour = scope.evidence.add(Figure(RULES, "rag.dependency.at_least", "colour", least, "colour"))
    return (
        "A hard dependency that is promised or forecast later than needed makes the schedule of provider and consumer "
        f"at least {colour} {scope.evidence.cite(rule)}."
    )


def _agreement_words(enquiry: Enquiry, scope: Scope, every: tuple[Handover, ...]) -> str:
    rule, days = agreement_rule(enquiry)
    if rule is None or days is None or all(each.unagreed_wd is None for each in every):
        return ""
    most = scope.evidence.limit(rule, "working_days", "working_days")
    return f"Both sides agree a dependency at most {most} after it was recorded {scope.evidence.cite(rule)}."


def _replan(late: Handover) -> str:
    return f"Replan {late.name} together: bring it forward, or move the day of need by an approved change."


def _unread_slip(scope: Scope, arguments: Mapping[str, object]) -> str:
    if scope.project is not None or arguments.get("slip_days") is None:
        return ""
    return "Name the project that slips, and I will say what breaks then."


def _undated(every: tuple[Handover, ...]) -> str:
    names = listed([each.name for each in every if each.late is None])
    return f"Without a day of need, or without promise and forecast: {names}." if names else ""
