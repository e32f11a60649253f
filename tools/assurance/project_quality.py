"""The data quality of one project: its score, the exact records that fail, and the cheapest way up."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tools.assurance.checks import PARTS
from tools.assurance.failing import code, failure_words, fixes, gain_words, parts_line, whom_to_ask
from tools.assurance.quality import FULL, Quality, assess, band
from tools.assurance.setting import setting_of_one
from tools.enquiry import Enquiry
from tools.records.answering import answer
from tools.records.find import absent, find_project
from tools.result import Table, ToolResult
from tools.wording.evidence import Evidence
from tools.wording.labels import label, note
from tools.wording.sentences import listed, sentence

if TYPE_CHECKING:
    from knowledge.library import Rule

TOOL = "data_quality"
RULE = "assurance.data_quality"
FIXES = 3
"""Fixes that are put forward as next steps; the table holds all."""
COLUMNS = ("What fails", "Rule", "Ask", "Points")


def data_quality(enquiry: Enquiry, project: str, claimed: Decimal | None = None) -> ToolResult:
    """How far one project's records can be relied on (F-DQ), which of them fail which rule, and whom to ask."""
    arguments: dict[str, object] = {"project": project}
    with enquiry.portfolio.session() as session:
        facts = find_project(enquiry, session, project)
        if facts is None:
            return absent(enquiry, session, TOOL, project, arguments)
        setting = setting_of_one(enquiry, session, facts)
    rule = enquiry.library.rule(RULE, enquiry.today)
    return quality_of(enquiry, assess(facts, setting, rule), rule, claimed)


def quality_of(enquiry: Enquiry, quality: Quality, rule: Rule | None, claimed: Decimal | None = None) -> ToolResult:
    """The result for a project that has been assessed."""
    project = quality.project
    evidence = Evidence(project.project_id, enquiry.as_of)
    undefined = quality.score.value is None
    reason = "no rule says how the parts weigh" if rule is None else quality.score.reason
    return answer(
        TOOL,
        enquiry,
        evidence,
        _headline(evidence, quality, rule, claimed),
        status="NOT_APPLICABLE" if undefined else "OK",
        facts=(parts_line(evidence, quality), *_failing_line(evidence, quality)),
        rules=band_rule(evidence, rule),
        next_steps=fixes(evidence, quality, [each for each in quality.failures if quality.gain(each)][:FIXES]),
        cautions=_cautions(quality),
        table=_table(evidence, quality),
        subjects=(project.project_id,),
        reason=reason if undefined else None,
        arguments={"project": project.project_id, **({"claimed": str(claimed)} if claimed is not None else {})},
    )


def _headline(evidence: Evidence, quality: Quality, rule: Rule | None, claimed: Decimal | None) -> str:
    who, score = label(evidence, quality.project), quality.score.value
    if score is None:
        return f"No rule says how data quality is scored, so {who} has no score; what fails is listed below."
    said = evidence.say("quality_score", score, quality.project.row)
    use = band(score, rule)
    words = f"{who} has a data quality score of {said}" + (f": its figures are {use}." if use else ".")
    if claimed is None or claimed == score:
        return words
    named = note(evidence, "quality_claimed", "score that was named", claimed, "score", subject="given")
    return f"You speak of {named}, but {words}"


def _failing_line(evidence: Evidence, quality: Quality) -> tuple[str, ...]:
    failures = quality.failures
    if not failures:
        return ("No field that has to be filled is empty, no report was late, and no rule fails.",)
    count = evidence.say("quality_failures", len(failures), *(each.hit.row for each in failures))
    words = [failure_words(evidence, quality.project, each) for each in failures[:FIXES]]
    if len(failures) <= FIXES:
        return tuple(sentence(each) for each in words)
    return (f"Records that fail: {count}; the cheapest to mend first.", *(sentence(each) for each in words))


def band_rule(evidence: Evidence, rule: Rule | None) -> tuple[str, ...]:
    """The target and the bands, with their clause; nothing where no rule holds them."""
    if rule is None or not {"reliable_from", "caution_from"} <= set(rule.values):
        return ()
    target, caution = (evidence.limit(rule, key, "score") for key in ("reliable_from", "caution_from"))
    return (
        f"Records should reach a score of at least {target}; from {caution} up their figures are used with caution, "
        f"and below that they are indicative only {evidence.cite(rule)}.",
    )


def _cautions(quality: Quality) -> tuple[str, ...]:
    unasked = [part.lower() for part in PARTS if not quality.measures[part].asked]
    said = [f"Nothing was asked of it yet in {listed(unasked)}, which counts in full."] if unasked else []
    reports = quality.measures["TIMELINESS"]
    if reports.failures and reports.share == FULL:
        said.append("The newest report that was due came on time, so an older one that did not costs no points.")
    return tuple(said)


def _table(evidence: Evidence, quality: Quality) -> Table | None:
    if len(quality.failures) <= FIXES:
        return None
    rows = tuple(
        (
            failure_words(evidence, quality.project, failure),
            code(evidence, failure),
            whom_to_ask(evidence, quality.project, failure),
            gain_words(evidence, quality, failure) or "–",
        )
        for failure in quality.failures
    )
    return Table(COLUMNS, rows)
