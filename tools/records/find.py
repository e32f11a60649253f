"""Records by name: what they are, who may see them, and the one answer for what may not be known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tools.clarify import PLACE, which_record
from tools.enquiry import Enquiry
from tools.facts.project import ProjectFacts, load_projects
from tools.facts.proposals import ProposalFacts, proposals
from tools.facts.strategy import objectives
from tools.portfolio.access import elsewhere_projects, visible_projects, visible_proposals
from tools.portfolio.charges import board_members, charges_of, director_of, lead_of, projects_within
from tools.portfolio.records import Record, RecordKind, find_records
from tools.records.cards import Card, board_card, group_card, objective_card, person_card, project_card, proposal_card
from tools.records.identity import describe_access, describe_dates, describe_organisation, role_names
from tools.result import Figure, ToolResult
from tools.wording.evidence import Evidence
from tools.wording.labels import note
from tools.wording.sentences import listed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ECHO_LIMIT = 80
PROJECTS: tuple[RecordKind, ...] = ("project",)
PROPOSALS: tuple[RecordKind, ...] = ("proposal",)


def not_found(tool: str, text: str, arguments: dict[str, object] | None = None) -> ToolResult:
    """The answer for a record that does not exist and for one that may not be known: the same words.

    Only the asker's own words are echoed, and nothing that resembles them is suggested.
    """
    return ToolResult(
        tool=tool,
        status="NOT_FOUND",
        kind="not_found",
        headline="I find no record {given.name} among those you may read.",
        next_steps=("Check the name or the id, or ask for the list of your projects.",),
        figures=(given(text),),
        reason="no such record for this person",
        arguments={"record": text} if arguments is None else arguments,
    )


def elsewhere(tool: str, text: str, arguments: dict[str, object] | None = None) -> ToolResult:
    """The answer for a CONFIDENTIAL record that the asker may read, but not before a public channel."""
    return ToolResult(
        tool=tool,
        status="NOT_APPLICABLE",
        kind="decline",
        headline="I do not speak about {given.name} in a public channel.",
        next_steps=("Ask me in a direct message or on the web page, and I will answer there.",),
        figures=(given(text),),
        reason="not in a public channel",
        arguments={"record": text} if arguments is None else arguments,
    )


def absent(
    enquiry: Enquiry,
    session: Session,
    tool: str,
    text: str,
    arguments: dict[str, object] | None = None,
    ask: str = f"What is {PLACE}?",
) -> ToolResult:
    """What to answer where no single visible project has that id or name.

    Several that have it are offered with ``ask`` for each; otherwise it is ``elsewhere`` or ``not_found``.
    """
    several = named(find_records(session, enquiry.viewer, enquiry.today, PROJECTS), text)
    if len(several) > 1:
        return which_record(enquiry, [record.id for record in several], ask)
    kept_back = elsewhere_projects(session, enquiry.viewer, enquiry.today)
    if kept_back:
        alone = replace(enquiry.viewer, channel="dm")
        known = [r for r in find_records(session, alone, enquiry.today, PROJECTS) if r.id in kept_back]
        if named(known, text):
            return elsewhere(tool, text, arguments)
    return not_found(tool, text, arguments)


def given(text: str) -> Figure:
    """The asker's own words as a figure, on one line and cut to a readable length."""
    words = " ".join(text.split())
    shown = words if len(words) <= ECHO_LIMIT else words[: ECHO_LIMIT - 1] + "…"
    return Figure("given", "name", "name as typed", shown, "text", source=("question",))


def named(records: Sequence[Record], text: str) -> tuple[Record, ...]:
    """The records with that id, or else with that name, label or alias; capitals and spaces do not matter."""
    wanted = _plain(text)
    by_id = tuple(record for record in records if _plain(record.id) == wanted)
    return by_id or tuple(
        record
        for record in records
        if wanted in map(_plain, (record.name, f"{record.id} {record.name}", *record.aliases))
    )


def find_project(enquiry: Enquiry, session: Session, text: str) -> ProjectFacts | None:
    """The visible project of that id or unambiguous name; None where there is none."""
    if exact := _loaded(enquiry, session, frozenset({text})):
        return exact[0]  # however large the portfolio; names are looked for among all of them
    found = named(find_records(session, enquiry.viewer, enquiry.today, PROJECTS), text)
    loaded = _loaded(enquiry, session, frozenset({found[0].id})) if len(found) == 1 else ()
    return loaded[0] if loaded else None


def find_proposal(enquiry: Enquiry, session: Session, text: str) -> ProposalFacts | None:
    """The visible proposal of that id or unambiguous title; None where there is none."""
    seen = visible_proposals(session, enquiry.viewer, enquiry.today, {text})
    if not seen:
        found = named(find_records(session, enquiry.viewer, enquiry.today, PROPOSALS), text)
        seen = frozenset(record.id for record in found) if len(found) == 1 else frozenset()
    return next(iter(proposals(session, enquiry.viewer, seen, enquiry.today)), None)


def find_record(enquiry: Enquiry, record: str) -> ToolResult:
    """What a project, proposal, programme, portfolio, objective, person or board is, and who is in charge of it."""
    arguments: dict[str, object] = {"record": record}
    with enquiry.portfolio.session() as session:
        found = named(find_records(session, enquiry.viewer, enquiry.today), record)
        if len(found) > 1:
            return which_record(enquiry, [each.id for each in found], f"What is {PLACE}?")
        if not found:
            return absent(enquiry, session, "find_record", record, arguments)
        evidence = Evidence(found[0].id, enquiry.as_of)
        evidence.label(found[0].id, _label(found[0]), f"{found[0].kind}/{found[0].id}")
        card = _card(enquiry, session, found[0], evidence)
    return ToolResult(
        tool="find_record",
        status="OK",
        headline=card.headline,
        facts=card.facts,
        rules=card.rules,
        cautions=card.cautions,
        table=card.table,
        figures=evidence.figures,
        clauses=evidence.clauses,
        subjects=(found[0].id,),
        as_of=enquiry.as_of,
        on=enquiry.today,
        arguments=arguments,
    )


def who_am_i(enquiry: Enquiry) -> ToolResult:
    """Who asks, in which roles, what they may see, and which dates are used."""
    viewer = enquiry.viewer
    evidence = Evidence(viewer.person_id, enquiry.as_of)
    me = evidence.label(viewer.person_id, viewer.name, f"person/{viewer.person_id}")
    roles = role_names(evidence, viewer)
    with enquiry.portfolio.session() as session:
        charges = charges_of(session, viewer.person_id, enquiry.today)
        visible = find_records(session, viewer, enquiry.today, ("project", "programme", "portfolio"))
    labels = {r.id: evidence.label(r.id, _label(r), f"{r.kind}/{r.id}") for r in visible}
    count = sum(r.kind == "project" for r in visible)
    seen = note(evidence, "visible", "projects you may read", count, "count", "project", subject="portfolio")
    own = [labels[id_] for id_ in sorted(charges.sponsors | charges.manages) if id_ in labels]
    return ToolResult(
        tool="who_am_i",
        status="OK",
        headline=f"You are {me}" + (f", known here as {listed(roles)}." if roles else ", without a recorded role."),
        facts=(
            f"Your own projects: {listed(own)}."
            if own
            else "No project that you may read names you as its sponsor or manager.",
            f"Projects that you may read here: {seen}.",
            *describe_access(evidence, viewer, enquiry.today, labels),
            *describe_dates(evidence, enquiry),
            describe_organisation(evidence, enquiry.portfolio.organisation()),
        ),
        figures=evidence.figures,
        subjects=(viewer.person_id,),
        as_of=enquiry.as_of,
        on=enquiry.today,
    )


def _card(enquiry: Enquiry, session: Session, record: Record, evidence: Evidence) -> Card:
    visible = visible_projects(session, enquiry.viewer, enquiry.today)
    match record.kind:
        case "project":
            facts = _loaded(enquiry, session, frozenset({record.id}))[0]
            return project_card(evidence, facts, enquiry.library.rule("assistant.text_is_data", enquiry.today))
        case "proposal":
            (proposal,) = proposals(session, enquiry.viewer, [record.id], enquiry.today)
            return proposal_card(evidence, proposal)
        case "objective":
            known = {each.objective_id: each for each in objectives(session, enquiry.today)}
            return objective_card(evidence, record.id, known.get(record.id))
        case "person":
            charges = charges_of(session, record.id, enquiry.today)
            ids = (charges.sponsors | charges.manages) & visible
            groups = find_records(session, enquiry.viewer, enquiry.today, ("programme", "portfolio", "board"))
            return person_card(evidence, charges, _loaded(enquiry, session, ids), groups)
        case "board":
            return board_card(evidence, board_members(session, record.id))
        case "programme" | "portfolio":
            lead = lead_of if record.kind == "programme" else director_of
            ids = frozenset(projects_within(session, record.id, visible))
            running = [project for project in _loaded(enquiry, session, ids) if project.running]
            return group_card(evidence, record.kind, lead(session, record.id), running)


def _loaded(enquiry: Enquiry, session: Session, ids: frozenset[str]) -> list[ProjectFacts]:
    return load_projects(session, enquiry.viewer, enquiry.as_of, enquiry.today, ids)


def _label(record: Record) -> str:
    return record.name if record.kind in ("person", "board") else f"{record.id} {record.name}"


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
