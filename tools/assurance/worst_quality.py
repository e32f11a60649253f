"""The projects whose records are worst, with the records and rules that fail, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from tools.assurance.checks import Setting
from tools.assurance.failing import failure_words, whom_to_ask
from tools.assurance.project_quality import RULE, band_rule
from tools.assurance.quality import Quality, assess
from tools.assurance.setting import setting_of_all, with_reports
from tools.calculations.outcome import sums_to_one
from tools.enquiry import Enquiry
from tools.facts.project import ProjectFacts, iter_projects
from tools.facts.rows import BATCH
from tools.judgement.forecast import number
from tools.portfolio.records import RecordKind, find_records
from tools.records.answering import answer
from tools.records.find import named, not_found
from tools.result import Table, ToolResult
from tools.wording.evidence import Evidence
from tools.wording.labels import label
from tools.wording.sentences import listed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from knowledge.library import Rule

TOOL = "worst_data_quality"
PORTFOLIOS: tuple[RecordKind, ...] = ("portfolio",)
SHOWN = 10
"""Projects that are shown where the question names no number."""
FIRST = 3
"""Of these, whose failing records are told in sentences too."""
COLUMNS = ("Project", "Score", "What fails", "Ask")


@dataclass
class Survey:
    """What was found among all projects looked at."""

    looked_at: int = 0
    below: int = 0
    """Projects whose score is below the target."""
    failing: list[Quality] = field(default_factory=list)

    def worst(self) -> list[Quality]:
        """Those with a failing record, the lowest score first."""
        return sorted(self.failing, key=lambda q: (q.score.value or Decimal(0), -len(q.failures), q.project.project_id))


def worst_data_quality(enquiry: Enquiry, portfolio: str | None = None, number: int | None = None) -> ToolResult:
    """The visible running projects with failing records, the lowest data quality score first (F-DQ)."""
    arguments: dict[str, object] = {"portfolio": portfolio} if portfolio else {}
    arguments |= {"number": number} if number else {}
    evidence = Evidence("portfolio", enquiry.as_of)
    rule = enquiry.library.rule(RULE, enquiry.today)
    with enquiry.portfolio.session() as session:
        within = _within(enquiry, session, evidence, portfolio)
        if portfolio and within is None:
            return not_found(TOOL, portfolio, arguments)
        setting = setting_of_all(enquiry, session)
        survey = _survey(enquiry, session, setting, rule, within)
    return _result(enquiry, evidence, rule, setting, survey, number or SHOWN, arguments)


def _within(enquiry: Enquiry, session: Session, evidence: Evidence, text: str | None) -> str | None:
    """The id of the portfolio that is meant; None where none is, or where nobody may know it."""
    found = named(find_records(session, enquiry.viewer, enquiry.today, PORTFOLIOS), text) if text else ()
    if len(found) != 1:
        return None
    evidence.label(found[0].id, f"{found[0].id} {found[0].name}", f"portfolio/{found[0].id}")
    return found[0].id


def _survey(enquiry: Enquiry, session: Session, setting: Setting, rule: Rule | None, within: str | None) -> Survey:
    survey, target = Survey(), number(rule, "reliable_from")
    for batch in _batches(iter_projects(session, enquiry.viewer, enquiry.as_of, enquiry.today)):
        wanted = [each for each in batch if each.running and within in (None, each.portfolio_id)]
        reported = with_reports(setting, session, wanted)
        for quality in (assess(project, reported, rule) for project in wanted):
            survey.looked_at += 1
            score = quality.score.value
            survey.below += score is not None and target is not None and score < target
            if quality.failures:
                survey.failing.append(quality)
    return survey


def _batches(projects: Iterator[ProjectFacts]) -> Iterator[list[ProjectFacts]]:
    while batch := list(islice(projects, BATCH)):
        yield batch


def _result(
    enquiry: Enquiry,
    evidence: Evidence,
    rule: Rule | None,
    setting: Setting,
    survey: Survey,
    most: int,
    arguments: dict[str, object],
) -> ToolResult:
    shown = survey.worst()[:most]
    return answer(
        TOOL,
        enquiry,
        evidence,
        _headline(evidence, survey, shown),
        facts=(*(_project_line(evidence, each) for each in shown[:FIRST]), *_below(evidence, rule, survey)),
        rules=band_rule(evidence, rule),
        next_steps=_next(evidence, shown),
        cautions=(*_unscored(rule), *_weights(evidence, setting)),
        table=Table(COLUMNS, tuple(_cells(evidence, each) for each in shown)) if shown else None,
        subjects=tuple(each.project.project_id for each in shown),
        arguments=arguments,
    )


def _headline(evidence: Evidence, survey: Survey, shown: list[Quality]) -> str:
    if not survey.looked_at:
        return "There is no running project that you may read about."
    total = evidence.say("quality_projects", survey.looked_at)
    if not shown:
        return f"None of the {total} running projects that you may read about has a failing record."
    rows = [each.project.row for each in survey.failing]
    count = evidence.say("quality_failing_projects", len(survey.failing), *rows)
    words = f"{count} of the {total} running projects that you may read about have failing records"
    worst, score = shown[0], shown[0].score.value
    who = label(evidence, worst.project)
    if score is None:
        return f"{words}; {who} is first in the list."
    said = evidence.say("quality_score", score, worst.project.row, subject=worst.project.project_id)
    return f"{words}; the lowest data quality score is {said}, that of {who}."


def _project_line(evidence: Evidence, quality: Quality) -> str:
    words = "; ".join(failure_words(evidence, quality.project, each) for each in quality.failures)
    return f"{words}." if quality.failures[0].hit.record is None else f"{label(evidence, quality.project)}: {words}."


def _below(evidence: Evidence, rule: Rule | None, survey: Survey) -> tuple[str, ...]:
    if rule is None or "reliable_from" not in rule.values:
        return ()
    target = evidence.limit(rule, "reliable_from", "score")
    return (f"Projects below the target of {target}: {evidence.say('quality_below', survey.below)}.",)


def _next(evidence: Evidence, shown: list[Quality]) -> tuple[str, ...]:
    if not shown:
        return ()
    first = shown[0].failures[0]
    who = whom_to_ask(evidence, shown[0].project, first)
    return (f"Begin with {label(evidence, shown[0].project)}: ask {who} to {first.check.fix}.",)


def _unscored(rule: Rule | None) -> tuple[str, ...]:
    if rule is not None:
        return ()
    return ("No rule says how data quality is scored, so projects are listed by the number of records that fail.",)


def _weights(evidence: Evidence, setting: Setting) -> tuple[str, ...]:
    """V-01: the weights of the active objectives sum to the whole; a caution where they do not."""
    active = [each for each in setting.objectives.values() if each.active(setting.today) and each.weight is not None]
    weights = [each.weight or Decimal(0) for each in active]
    if not active or sums_to_one(weights):
        return ()
    total = evidence.say("objective_weights", sum(weights, Decimal(0)), *(each.state_row for each in active))
    return (f"The weights of the active objectives sum to {total} and not to the whole.",)


def _cells(evidence: Evidence, quality: Quality) -> tuple[str, ...]:
    project = quality.project
    score = evidence.say("quality_score", quality.score, project.row, subject=project.project_id)
    asked = dict.fromkeys(whom_to_ask(evidence, project, each) for each in quality.failures)
    fails = "; ".join(failure_words(evidence, project, each) for each in quality.failures)
    return label(evidence, project), score, fails, listed(list(asked))
