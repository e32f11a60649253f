"""References inside a question are understood as people write them, for whatever documents are held."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from small_library import write_standard

from knowledge.library import Library
from knowledge.sync import sync_folder

TODAY = date(2026, 11, 3)
TOLERANCES = "## 4 Limits\n\n### 4.2 Cost\n\nSee ACME-POL-001 §3.2.\n\n### 4.3 Time\n\nAs §4.2 says."


@pytest.fixture
def library(tmp_path: Path, database: str, open_here: Callable[[], Library]) -> Library:
    folder = tmp_path / "standards"
    write_standard(folder, "ACME-STD-004", "1.0", TOLERANCES, effective_from="2024-01-01", title="Tolerances")
    write_standard(folder, "ACME-STD-004", "2.3", TOLERANCES, effective_from="2025-10-01", title="Tolerances")
    write_standard(
        folder, "ACME-POL-001", "4.0", "### 3.2 No self-approval\n\nx", type="POLICY", title="Governance Policy"
    )
    write_standard(folder, "PROC-DIG-021", "1.6", "### 3.1 Cost\n\nx", type="PROCEDURE", title="Agile Procedure")
    write_standard(folder, "NX-D7", "3", "## Chapter 1 Colours\n\n### 14 § Cost\n\nx\n\n### 15 § Time\n\ny")
    guide = folder / "eu_xy2_guide"
    guide.mkdir()
    (guide / "index.md").write_text("# XY² Methodology\n\nVersion 3.1")
    (guide / "9.md").write_text(
        "# 9 Control\n\n## 9.6 Change\n\nx\n\n## Appendix B: plans\n\n### B. 2 Change plan\n\ny"
    )
    sync_folder(database, tmp_path / "home", folder)
    return open_here()


@pytest.fixture(autouse=True)
def _word_embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    from small_library import WordEmbedder

    monkeypatch.setattr("knowledge.embedding.offline_embedder", WordEmbedder)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What does ACME-STD-004 v2.3 §4.2 say?", ["ACME-STD-004 v2.3 §4.2"]),
        ("STD-004 4.2", ["ACME-STD-004 v2.3 §4.2"]),
        ("std 4 section 4.2", ["ACME-STD-004 v2.3 §4.2"]),
        ("std004 clause 4.2", ["ACME-STD-004 v2.3 §4.2"]),
        ("§4.2 of STD-004", ["ACME-STD-004 v2.3 §4.2"]),
        ("clause 4.2 in the standard 4", ["ACME-STD-004 v2.3 §4.2"]),
        ("STD‑004, §§4.2 and 4.3", ["ACME-STD-004 v2.3 §4.2", "ACME-STD-004 v2.3 §4.3"]),
        ("STD-004 section 4", ["ACME-STD-004 v2.3 §4.2", "ACME-STD-004 v2.3 §4.3"]),
        ("POL-001 v4.0 §3.2", ["ACME-POL-001 v4.0 §3.2"]),
        ("policy 1 (version 4.0) section 3.2", ["ACME-POL-001 v4.0 §3.2"]),
        ("STD-004 v1.0 §4.2", ["ACME-STD-004 v1.0 §4.2"]),
        ("PROC-DIG-021 3.1", ["PROC-DIG-021 v1.6 §3.1"]),
        ("dig-021 3.1 against std-004 4.2", ["PROC-DIG-021 v1.6 §3.1", "ACME-STD-004 v2.3 §4.2"]),
        ("XY2 9.6", ["EU-XY2-GUIDE v3.1 §9.6"]),
        ("appendix B.2 of XY²", ["EU-XY2-GUIDE v3.1 §B.2"]),
        ("what does the Governance Policy want", ["ACME-POL-001 v4.0"]),
        ("tell me about STD-004", ["ACME-STD-004 v2.3"]),
        ("STD-004 says 5 working days and 10.5 %", ["ACME-STD-004 v2.3"]),
        ("section 9.6", ["EU-XY2-GUIDE v3.1 §9.6"]),
        ("NX-D7 14 §", ["NX-D7 v3 §14"]),
        ("15 § of D7", ["NX-D7 v3 §15"]),
        ("d7 14 § and 15 §", ["NX-D7 v3 §14", "NX-D7 v3 §15"]),
        ("what does 15 § say", ["NX-D7 v3 §15"]),
        ("POL-001 v9.9 §3.2", []),
        ("STD-0044 4.2", []),
        ("it's 4.2 of XY 2 weeks", []),
        ("a standard 10 % tolerance", []),
    ],
)
def test_references_are_found(library: Library, text: str, found: list[str]) -> None:
    assert [each.ref for each in library.find_reference(text, TODAY)] == found


def test_a_document_without_a_version_means_the_one_in_force_on_the_day(library: Library) -> None:
    (found,) = library.find_reference("STD-004 4.2", date(2025, 9, 30))

    assert found.ref == "ACME-STD-004 v1.0 §4.2"
    assert library.find_reference("STD-004 4.2", date(2023, 1, 1)) == ()
    assert library.documents_named("STD-004 4.2") == ("ACME-STD-004",)


def test_the_text_of_a_clause_leads_to_the_clauses_it_names(library: Library) -> None:
    clause = library.clause("ACME-STD-004", "4.2", TODAY)

    assert clause is not None
    assert [each.ref for each in library.cross_references(clause)] == ["ACME-POL-001 v4.0 §3.2"]
    assert [each.number for each in library.neighbours(clause)] == ["4.3"]


def test_by_ref_is_exact(library: Library) -> None:
    found = library.by_ref("ACME-STD-004  v1.0 §4.3")

    assert found is not None
    assert found.heading == "Time"
    assert library.by_ref("STD-004 4.3") is None
