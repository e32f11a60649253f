"""Which tier the PMO has reached, what stands before the next, and how mature management is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from tools.assurance.setting import setting_of_all, with_reports
from tools.assurance.standing import LIBRARY_PUBLISHED, MATURITY_REACHED, Judged, criteria, maturity_of
from tools.assurance.tier_records import MEASURES, Share
from tools.assurance.tier_words import maturity_lines, missing_lines, next_steps, tier_rule, tier_table
from tools.calculations.maturity import Maturity
from tools.calculations.tiers import Tier, tier_reached
from tools.enquiry import Enquiry
from tools.facts.assessments import AssessmentFacts, newest_assessments
from tools.facts.project import iter_projects
from tools.facts.rows import BATCH
from tools.judgement.forecast import number
from tools.records.answering import answer
from tools.result import ToolResult
from tools.wording.evidence import Evidence

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from knowledge.library import Rule

TOOL = "pmo_maturity"
PMO = "PMO"
"""Subject of the figures."""
TIERS = range(1, 5)


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that is known of where the PMO stands."""

    judged: tuple[Judged, ...]
    tier: Tier
    models: Mapping[str, Maturity]
    """Maturity by kind of management."""
    rules: Mapping[int, Rule | None]
    target: Rule | None
    assessments: tuple[AssessmentFacts, ...]

    @property
    def level(self) -> int | None:
        """The lowest maturity of all kinds of management; None where none was assessed."""
        levels = [each.overall.value for each in self.models.values() if each.overall.value is not None]
        return min(levels, default=None)


def pmo_maturity(enquiry: Enquiry, tier: int | None = None) -> ToolResult:
    """The tier of the PMO (F-TIER) and the maturity of management (F-MAT), from the records and the assessments."""
    arguments: dict[str, object] = {"tier": tier} if tier else {}
    with enquiry.portfolio.session() as session:
        standing = _standing(enquiry, session)
    evidence = Evidence(PMO, enquiry.as_of)
    if standing.tier.achieved.value is None and standing.level is None:
        return _nothing(enquiry, arguments)
    wanted = tier if tier in TIERS else standing.tier.next_tier
    headline = _headline(evidence, standing)
    lacks = missing_lines(evidence, standing.judged, wanted, standing.rules)
    return answer(
        TOOL,
        enquiry,
        evidence,
        " ".join((headline, *lacks[:1])),
        facts=(*lacks[1:], *maturity_lines(evidence, standing)),
        rules=tier_rule(evidence, standing),
        next_steps=next_steps(evidence, standing),
        cautions=_cautions(standing),
        table=tier_table(evidence, standing.judged, standing.tier),
        subjects=(),
        arguments=arguments,
    )


def _standing(enquiry: Enquiry, session: Session) -> Standing:
    library, today = enquiry.library, enquiry.today
    assessments = newest_assessments(session, today)
    rules = {tier: library.rule(f"assurance.tier{tier}", today) for tier in TIERS}
    share = number(library.rule("assurance.perspective", today), "criteria_from")
    models = {
        each.model: maturity_of(each, share) for each in assessments if each.model is not None and share is not None
    }
    levels = [each.overall.value for each in models.values() if each.overall.value is not None]
    wanted = number(rules[TIERS[-1]], "maturity_from")
    known: dict[str, tuple[int, bool]] = {}
    if levels and wanted is not None:
        known[MATURITY_REACHED] = (TIERS[-1], min(levels) >= wanted)
    if rules[1] is not None:  # the rule itself is a clause of a published library
        known[LIBRARY_PUBLISHED] = (1, True)
    answers = [answer for each in assessments if each.kind == "TIER" for answer in each.answers]
    judged = criteria(answers, _shares(enquiry, session), rules, known)
    reached = tier_reached([each.criterion for each in judged])
    return Standing(judged, reached, models, rules, library.rule("assurance.maturity", today), assessments)


def _shares(enquiry: Enquiry, session: Session) -> Mapping[str, Share]:
    """How many running projects meet what the records can show, by criterion."""
    shares = {code: Share() for code in MEASURES}
    setting = setting_of_all(enquiry, session)
    projects = iter_projects(session, enquiry.viewer, enquiry.as_of, enquiry.today)
    while batch := list(islice(projects, BATCH)):
        running = [project for project in batch if project.running]
        reported = with_reports(setting, session, running)
        for project in running:
            for code, measure in MEASURES.items():
                shares[code].add(project.row, measure.holds(project, reported))
    return shares


def _headline(evidence: Evidence, standing: Standing) -> str:
    achieved, highest = standing.tier.achieved, standing.tier.counts[-1][0] if standing.tier.counts else 0
    if achieved.value is None:
        return f"No tier of the PMO can be told: {achieved.reason}."
    rows = [each.row for each in standing.assessments if each.kind == "TIER"]
    said = evidence.say("tier", achieved, *rows)
    if standing.tier.next_tier is None:
        return f"Yes: the PMO has achieved tier {said}, the highest that is assessed."
    last = evidence.say("tier_highest", highest, *rows)
    following = evidence.say("tier_next", standing.tier.next_tier, *rows)
    share = evidence.say("tier_share", standing.tier.next_share, *rows)
    words = f"the PMO has achieved tier {said}, and a strategic PMO is tier {last}"
    return f"No: {words}. Of the criteria of tier {following}, {share} are met."


def _cautions(standing: Standing) -> tuple[str, ...]:
    said = []
    if all(rule is None for rule in standing.rules.values()):
        said.append("No rule says what the records must show for a tier, so the assessment's answers alone count.")
    if not standing.models:
        said.append("No maturity can be told: no assessment of it, or no rule on how it is assessed, is held.")
    return tuple(said)


def _nothing(enquiry: Enquiry, arguments: dict[str, object]) -> ToolResult:
    reason = "no assessment is recorded, and no rule says what a tier asks for"
    return ToolResult(
        tool=TOOL, status="INSUFFICIENT_DATA", headline=f"The PMO's tier and maturity cannot be told: {reason}.",
        as_of=enquiry.as_of, on=enquiry.today, reason=reason, arguments=arguments,
    )  # fmt: skip
