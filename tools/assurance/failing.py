"""What is said of records that fail a check: what is wrong, whom to ask, and what mending them brings."""

from __future__ import annotations

from collections.abc import Sequence

from tools.assurance.checks import PARTS, Failure
from tools.assurance.quality import Quality
from tools.facts.project import ProjectFacts
from tools.wording.embedded_instructions import quotable
from tools.wording.evidence import Evidence
from tools.wording.labels import label, note
from tools.wording.sentences import listed

UNNAMED = {"manager": "its project manager, who is not recorded", "sponsor": "its sponsor, who is not recorded"}


def parts_line(evidence: Evidence, quality: Quality) -> str:
    """The four parts of the score, as one sentence."""
    about, row = quality.project.project_id, quality.project.row
    said = [
        f"{part.lower()} {evidence.say(f'quality_{part.lower()}', quality.measures[part].share, row, subject=about)}"
        for part in PARTS
    ]
    return f"Its parts: {listed(said)}."


def failure_words(evidence: Evidence, project: ProjectFacts, failure: Failure) -> str:
    """What is wrong with one record, as a clause with handles: ``{R-204} has no owner``."""
    hit = failure.hit
    who = record_label(evidence, project, failure)
    if hit.day is None:
        return f"{who} {failure.check.wrong}"
    key = f"day_{failure.check.code.lower().replace('-', '')}_{hit.day.isoformat()}"
    day = note(evidence, key, "day", hit.day, "date", hit.row, subject=hit.record or project.project_id)
    return f"{who} {failure.check.wrong.format(day=day)}"


def record_label(evidence: Evidence, project: ProjectFacts, failure: Failure) -> str:
    """The failing record as a handle: its id, with its name where that is not an instruction to an assistant."""
    hit = failure.hit
    if hit.record is None:
        return label(evidence, project)
    name = quotable(hit.name)
    return evidence.label(hit.record, f"{hit.record} {name}" if name else hit.record, hit.row)


def whom_to_ask(evidence: Evidence, project: ProjectFacts, failure: Failure) -> str:
    """Who can mend it, as a handle; in words where nobody is recorded."""
    ask = failure.check.ask
    person, name = (project.pm_id, project.pm) if ask == "manager" else (project.sponsor_id, project.sponsor)
    return evidence.label(person, name, f"person/{person}") if person and name else UNNAMED[ask]


def code(evidence: Evidence, failure: Failure) -> str:
    """The rule that fails, as a handle for its code, or in words where it has none."""
    name = failure.check.code
    return note(evidence, name.lower().replace("-", ""), "rule", name, "name", subject="given") if "-" in name else name


def gain_words(evidence: Evidence, quality: Quality, failure: Failure) -> str:
    """The points that mending brings, as a handle; empty where it brings none."""
    points = quality.gain(failure)
    if not points:
        return ""
    subject = failure.hit.record or quality.project.project_id
    place = quality.failures.index(failure) + 1
    return note(evidence, f"quality_gain_{place}", "points that mending brings", points, "score", failure.hit.row,
                subject=subject)  # fmt: skip


def fixes(evidence: Evidence, quality: Quality, shown: Sequence[Failure]) -> tuple[str, ...]:
    """What to do first, with whom to ask, the cheapest first."""
    lines = []
    for failure in shown:
        who, record = whom_to_ask(evidence, quality.project, failure), record_label(evidence, quality.project, failure)
        points = gain_words(evidence, quality, failure)
        brings = f" (raises the score by {points})" if points else ""
        lines.append(f"Ask {who}: {failure.check.fix}, for {record}{brings}.")
    return tuple(lines)
