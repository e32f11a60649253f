"""Live waivers of clauses over which a looser rule would have no effect: for whom it may hold all the same."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.findings import Relation
from tools.enquiry import Enquiry
from tools.facts.permissions import waivers_of_clauses
from tools.standards.excerpts import Quotes
from tools.wording.evidence import Evidence
from tools.wording.waivers import waiver_words


def waived_conflicts(
    enquiry: Enquiry, relations: Sequence[Relation], quotes: Quotes, evidence: Evidence
) -> tuple[str, ...]:
    """The live waivers, of projects that the asker may see, of each clause that prevails over a looser one."""
    over = {each.stronger.unversioned: each for each in relations if each.kind == "conflicts" and each.binds}
    if not over or enquiry.organisation is None:
        return ()
    with enquiry.portfolio.session() as session:
        held = waivers_of_clauses(session, enquiry.viewer, enquiry.today, tuple(over))
    lines = []
    for project_id, waiver in held:
        relation = over[waiver.clause_ref]
        project = evidence.label(project_id, project_id, f"project/{project_id}")
        words, general = waiver_words(evidence, waiver), quotes.cite(relation.stronger)
        local = quotes.cite(relation.weaker)
        lines.append(f"{project} has {words} {general}: where the looser rule {local} is about that project, it holds.")
    return tuple(lines)
