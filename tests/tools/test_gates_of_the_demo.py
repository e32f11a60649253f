"""Gates of the demo under the demo's own standards, both versions of them."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import knowledge
from knowledge.library import Library, open_library
from knowledge.sync import sync_folder
from tests.databases import Databases
from tests.tools.worked_projects import AS_OF, TODAY, headline_of, text_of
from tools.enquiry import Enquiry
from tools.gates.readiness import gate_readiness
from tools.portfolio.access import identify
from tools.portfolio.database import Portfolio
from tools.reports.drafts import draft_status_report
from tools.reports.export.markdown import to_markdown
from tools.reports.status import CannotDraft, status_report


class NoMeaning:
    """Gates need the rules and no search: texts get a vector without meaning."""

    fingerprint = "none"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.eye(1, 384, dtype=np.float32).repeat(len(texts), axis=0)


@pytest.fixture(scope="module")
def library(databases: Databases, demo_model: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    home = tmp_path_factory.mktemp("home")
    url = databases.copy(demo_model)
    folder = Path(knowledge.__file__).parent / "standards"
    assert sync_folder(url, home, folder, NoMeaning()).problems == ()
    opened = open_library(url, home, NoMeaning())
    yield opened
    opened.close()
    databases.drop(url)


@pytest.fixture
def enquiry(demo: Portfolio, library: Library) -> Enquiry:
    return Enquiry(identify(demo, "maya.okafor@calderwyre.example"), demo, library, TODAY, AS_OF, demo.organisation())


def test_what_the_customer_system_lacks_for_its_readiness_gate(enquiry: Enquiry) -> None:
    result = gate_readiness(enquiry, "P-101", "G4", date(2026, 11, 19))

    said = text_of(result)
    assert headline_of(result) == "P-101 Aurora CRM is not ready for G4: 2 of 5 required artefacts are in place."
    assert "Missing: operational acceptance." in said
    assert "Not yet approved: test report (draft) and security sign-off (in review)." in said
    assert "In place: cut-over plan (approved 20 Oct 2026) and training plan (approved 13 Oct 2026)." in said
    assert "Portfolio Board meets on 19 Nov 2026." in said
    assert "The papers are due on 5 Nov 2026, in 2 working days." in said
    assert {clause.ref for clause in result.clauses} == {"PMO-STD-002 v3.1 §3.5", "PMO-STD-002 v3.1 §4.3"}


def test_the_next_gate_is_found_without_being_named(enquiry: Enquiry) -> None:
    named, unnamed = gate_readiness(enquiry, "P-101", "G4"), gate_readiness(enquiry, "Aurora CRM")

    assert (named.headline, named.facts) == (unnamed.headline, unnamed.facts)


def test_a_gate_of_march_2025_is_judged_under_the_version_of_then(enquiry: Enquiry) -> None:
    result = gate_readiness(enquiry, "P-404", "G2")

    said = text_of(result)
    assert "passed G2 on 20 Mar 2025" in headline_of(result)
    assert "All 5 artefacts required on that day were in place." in headline_of(result)
    assert "benefit profile (approved 11 Sep 2025) after the decision" in said
    assert "The version in force on that day was PMO-STD-002 v2.0." in said
    assert "(PMO-POL-001 v4.0 §2.4)" in said
    assert "which does not apply to this decision (PMO-STD-002 v3.1 §6.1)" in said
    assert [verdict.holds for verdict in result.verdicts] == ["met"]


def test_every_decided_gate_had_its_artefacts_on_its_day(enquiry: Enquiry) -> None:
    for gate in ("G1", "G2", "G3"):
        for project in ("P-101", "P-102", "P-201", "P-301", "P-206", "P-503", "P-404"):
            said = headline_of(gate_readiness(enquiry, project, gate))
            assert "artefacts required on that day were in place" in said, (project, gate, said)


def test_no_gate_was_missed_that_its_time_did_not_know(enquiry: Enquiry) -> None:
    assert "ask for no G0" in headline_of(gate_readiness(enquiry, "P-101", "G0"))


def test_a_hidden_project_has_no_gates_to_tell_of(enquiry: Enquiry) -> None:
    hidden, invented = gate_readiness(enquiry, "P-502", "G3"), gate_readiness(enquiry, "P-999", "G3")

    assert (hidden.headline, hidden.kind, hidden.facts) == (invented.headline, "not_found", invented.facts)


def test_every_visible_project_gets_a_whole_report(enquiry: Enquiry) -> None:
    for project in ("P-101", "P-102", "P-201", "P-206", "P-301", "P-404", "P-503"):
        text = to_markdown(status_report(enquiry, project))

        assert text.startswith("# DRAFT: Status report P-")
        assert text.count("\n## ") == 17


def test_the_report_of_october_quotes_figures_colours_and_clauses(enquiry: Enquiry) -> None:
    text = to_markdown(status_report(enquiry, "P-301", date(2026, 10, 31)))

    assert "Ledger ERP" in text
    assert "| Forecast cost, manager's EAC | £6.4m | £7.25m | £7.3m | +£50k |" in text
    assert "| Original" not in text
    assert "- **Original budget (version 0):** £4.6m" in text
    assert "Reason on record for the forecast: parallel run extended." in text
    assert "(PMO-STD-004 v2.3 §4.2)" in text


def test_a_report_of_an_earlier_month_uses_the_figures_of_that_month(enquiry: Enquiry) -> None:
    text = to_markdown(status_report(enquiry, "P-101", date(2026, 8, 31)))

    assert "period to 31 Aug 2026" in text
    assert "2 Dec 2026" in text
    assert "£650k" not in text


@pytest.mark.parametrize(
    ("project", "period", "kind"),
    [
        ("P-101", date(2026, 11, 30), "not_recorded"),
        ("P-502", None, "not_found"),
        ("P-101", date(2020, 1, 31), "not_recorded"),
    ],
)
def test_a_report_without_figures_or_project_is_not_drafted(
    enquiry: Enquiry, project: str, period: date | None, kind: str
) -> None:
    with pytest.raises(CannotDraft) as refused:
        status_report(enquiry, project, period)

    assert refused.value.result.kind == kind
    assert draft_status_report(enquiry, project, period) == refused.value.result
    assert text_of(refused.value.result)
