"""Homes for evaluations: of each organisation, with its own data, standards and rulebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.home import DEMO, organisations, settings_of
from knowledge.library import open_library
from knowledge.rule_kinds import kind_of
from knowledge.rulebook import PACKAGED, Rulebook
from tools.portfolio.database import open_portfolio

OTHERS = [name for name in organisations() if name != DEMO]
UNRULED = {
    "time.transition", "gates.matrix.G1", "gates.matrix.G5",
    "strategy.link", "strategy.retired_objective", "strategy.low_alignment",
    "reporting.approval", "ev.unmoved_finish", "changes.emergency", "waiver.limit",
    "contingency.level", "estimate.uplift", "raid.scale", "raid.exposure",
    "benefits.owner", "benefits.cashable", "benefits.tracking", "benefits.shortfall",
    "proposal.criteria", "proposal.pass", "proposal.consistency", "proposal.choice", "proposal.discount",
    "proposal.sensitivities", "backlog.order",
    "capacity.ceiling", "capacity.overbooked", "capacity.key_roles", "capacity.vacancy", "capacity.soft_booking",
    "assurance.tier1", "assurance.tier2", "assurance.tier3", "assurance.tier4",
    "assurance.data_quality", "assurance.maturity", "assurance.perspective", "lessons.record", "lessons.embed",
}  # fmt: skip
"""Rules that tools read and on which the documents of another organisation are silent."""


def test_the_demo_comes_first_and_the_others_by_name(tmp_path: Path) -> None:
    for name in ("zoo", "abbey", "demo", "__pycache__"):
        (tmp_path / name).mkdir()

    assert list(organisations(tmp_path)) == ["demo", "abbey", "zoo"]


@pytest.mark.parametrize("name", OTHERS)
def test_a_home_holds_the_organisation_with_its_documents_and_rules(name: str, tmp_path: Path) -> None:
    rulebook = organisations()[name].rulebook
    assert rulebook is not None

    with settings_of(name, tmp_path) as settings:
        portfolio, library = open_portfolio(settings.url), open_library(settings.url, settings.home)

    of_the_demo = {document.document for document in library.documents() if document.document.startswith("PMO-")}
    assert (portfolio.organisation().today is None, of_the_demo) == (False, set())
    assert (library.rule_problems(), Rulebook(rulebook).unheld(library.by_ref)) == ((), ())
    portfolio.close()
    library.close()


@pytest.mark.parametrize("name", OTHERS)
def test_an_organisation_has_the_same_rules_with_its_own_values(name: str) -> None:
    rulebook = organisations()[name].rulebook
    assert rulebook is not None

    own = set(Rulebook(rulebook).rule_ids)
    read = {rule_id for rule_id in Rulebook(PACKAGED).rule_ids if (kind := kind_of(rule_id)) and kind.is_read}

    assert {rule_id for rule_id in own if kind_of(rule_id) is None} == set()
    assert read - own == UNRULED
